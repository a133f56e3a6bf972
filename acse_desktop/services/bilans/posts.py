"""The table of the posts of adultes-relais in the bilan of a year."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy.orm import Session

from acse_desktop.services import posts, reference
from acse_desktop.services.bilans.lines import Line, Number, Scope
from acse_desktop.translation import _


def lines(session: Session, scope: Scope) -> Iterator[Line]:
    """Posts notified, under convention, filled and lost on 31 December, part-time ones apart."""
    found = _quotas(session, scope)
    counts: tuple[tuple[str, Number, Number], ...] = (
        (_("Notifiés et conventionnés"), _sum(found, "notifies"), _sum(found, "conventionnes")),
        (_("Pourvus au 31 décembre"), None, _sum(found, "pourvus")),
        (_("Vacants au 31 décembre"), None, _sum(found, "vacants")),
        (_("À temps partiel"), None, _sum(found, "temps_partiel")),
        (_("Perdus, faute de convention"), None, sum(max(one.reste, 0) for one in found)),
    )
    for label, prevu, realise in counts:
        yield Line(_("Postes"), label, prevu, realise, _("postes"))


def _quotas(session: Session, scope: Scope) -> list[posts.Quota]:
    region, place = scope.territoire.get("region"), scope.territoire.get("departement")
    if region is None:
        return [posts.quota(session, scope.exercice, place)]
    within = [code for code, one in reference.departements().items() if one.region == region]
    return [posts.quota(session, scope.exercice, code) for code in within]


def _sum(found: list[posts.Quota], name: str) -> int:
    return sum(getattr(one, name) for one in found)
