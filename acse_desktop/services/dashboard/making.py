"""Makes a dashboard of what was read: every figure with its list, shares with what they are of."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from itertools import accumulate

from sqlalchemy.orm import Session

from acse_desktop.models import Enveloppe
from acse_desktop.nomenclatures import entries, label_of
from acse_desktop.services.dashboard.reading import (
    Group,
    Scope,
    beneficiaries,
    credits_by,
    groups,
    monthly,
    reports,
    summed,
)
from acse_desktop.services.dashboard.shapes import (
    ZERO,
    Block,
    Chain,
    Dashboard,
    Link,
    Mark,
    Pace,
    Tile,
)
from acse_desktop.services.today import current_day
from acse_desktop.translation import _, ngettext
from acse_desktop.typography import count_text, day_text

TODO = ("RECU", "INCOMPLET", "INSTRUCTION", "COMITE")
CHAIN = ("RECU", "INCOMPLET", "INSTRUCTION", "COMITE", "ACCORDE", "NOTIFIE", "PAIEMENT", "BILAN",
         "CLOS")  # fmt: skip
TENTH, CENT = Decimal("0.1"), Decimal("0.01")
ROWS = 8
"""Rows of a chart; the list behind it has them all."""


def percent(part: Decimal, whole: Decimal) -> Decimal | None:
    """A share in per cent to one decimal; None of nothing."""
    return (part * 100 / whole).quantize(TENTH, ROUND_HALF_UP) if whole else None


def dashboard(
    session: Session, exercice: int, *, dispositif: str | None = None,
    contrat_id: str | None = None, regional: bool = False, day: date | None = None,
) -> Dashboard:  # fmt: skip
    """The figures of an exercice, of one dispositif or contract when it is named.

    `regional` adds the comparison of the départements. `day` ends the pace of the year.
    """
    scope = Scope(exercice, dispositif, contrat_id)
    today = day or current_day(session)
    found = groups(session, scope)
    blocks = [
        _themes(session, scope, found),
        _dispositifs(found, scope),
        _publics(session, scope),
        _contracts(found, scope),
    ]
    if regional:
        blocks.append(_departements(session, found, scope))
    return Dashboard(
        exercice, day_text(today), _tiles(session, scope, found), _chain(found, scope),
        tuple(blocks), _pace(session, scope, today),
    )  # fmt: skip


def _link(scope: Scope, **values: str | tuple[str, ...] | None) -> Link:
    own = {"dispositif": scope.dispositif} if scope.dispositif else {}
    return Link.to("dossiers", **{**own, **values})


def _tiles(session: Session, scope: Scope, found: list[Group]) -> tuple[Tile, ...]:
    available = sum(credits_by(session, scope, Enveloppe.dispositif).values(), ZERO)
    totals = summed(found, lambda _one: "").get("", (0, ZERO, ZERO, ZERO))
    _count, _asked, granted, paid = totals
    left = available - granted
    granted_share = percent(granted, available)
    return (
        Tile("enveloppe", _("Enveloppe déléguée"), available, True,
             _("notifié et transferts"), Link("enveloppes")),
        Tile("programme", _("Programmé"), granted, True, _of(granted_share, _("de l’enveloppe")),
             _link(scope, statut=("ACCORDE", "NOTIFIE", "PAIEMENT", "BILAN", "CLOS")),
             granted_share),
        Tile("paye", _("Payé"), paid, True, _of(percent(paid, granted), _("du programmé")),
             _link(scope, statut=("PAIEMENT", "BILAN", "CLOS")), percent(paid, granted)),
        Tile("reste", _("Reste à programmer"), left, True,
             _of(percent(left, available), _("de l’enveloppe")), Link("enveloppes"),
             percent(left, available)),
        _todo(scope, found),
    )  # fmt: skip


def _of(share: Decimal | None, whole: str) -> str:
    if share is None:
        return ""
    text = f"{share}".rstrip("0").rstrip(".").replace(".", ",").replace("-", "−")
    return f"{text}\u00a0% {whole}"


def _todo(scope: Scope, found: list[Group]) -> Tile:
    by_state = summed(found, lambda one: one.statut)
    counts = {code: by_state.get(code, (0,))[0] for code in TODO}
    wrong = ngettext("{n} incomplet", "{n} incomplets", counts["INCOMPLET"])
    sitting = ngettext("{n} au comité", "{n} au comité", counts["COMITE"])
    detail = " · ".join(
        (wrong.format(n=count_text(counts["INCOMPLET"])),
         sitting.format(n=count_text(counts["COMITE"])))
    )  # fmt: skip
    return Tile("a_traiter", _("Actions à traiter"), sum(counts.values()), False, detail,
                _link(scope, statut=TODO))  # fmt: skip


def _chain(found: list[Group], scope: Scope) -> tuple[Chain, ...]:
    by_state = summed(found, lambda one: one.statut)
    return tuple(
        Chain(code, by_state[code][0] if code in by_state else 0,
              by_state[code][1] if code in by_state else ZERO, _link(scope, statut=code))
        for code in CHAIN
    )  # fmt: skip


def _spending(
    found: Iterable[Group], key: Callable[[Group], str | None],
    credits: dict[str | None, Decimal], named: Callable[[str | None], tuple[str, Link]],
) -> tuple[Mark, ...]:  # fmt: skip
    """Paid, granted and not yet paid, available; the share granted of the credits."""
    by_key = summed(found, key)
    marks = []
    for code in {**dict.fromkeys(credits), **by_key}:
        _count, _asked, granted, paid = by_key.get(code, (0, ZERO, ZERO, ZERO))
        available = credits.get(code, ZERO)
        values = (paid, max(granted - paid, ZERO), max(available - max(granted, paid), ZERO))
        label, link = named(code)
        if any(values):
            marks.append(Mark(code or "", label, values, link, percent(granted, available)))
    return tuple(sorted(marks, key=lambda one: (-one.total, one.label)))


def _themes(session: Session, scope: Scope, found: list[Group]) -> Block:
    def named(code: str | None) -> tuple[str, Link]:
        label = _(label_of("theme", code)) if code else _("Sans thématique")
        return label, _link(scope, theme=code)

    credits = credits_by(session, scope, Enveloppe.theme)
    marks = _spending(found, lambda one: one.theme, credits, named)
    return Block(
        "themes", _("Consommation"), _("par thématique, {annee}").format(annee=scope.exercice),
        (_("Payé"), _("Programmé, à payer"), _("Disponible")), marks,
        share_of=_("programmé sur l’enveloppe"),
    )  # fmt: skip


def _shares(
    found: Iterable[Group], key: Callable[[Group], str | None],
    named: Callable[[str | None], tuple[str, Link]],
) -> tuple[Mark, ...]:  # fmt: skip
    by_key = summed(found, key)
    whole = sum((one[2] for one in by_key.values()), ZERO)
    marks = []
    for code, (_count, _asked, granted, _paid) in by_key.items():
        if granted:
            label, link = named(code)
            marks.append(Mark(code or "", label, (granted,), link, percent(granted, whole)))
    return tuple(sorted(marks, key=lambda one: (-one.total, one.label)))


def _dispositifs(found: list[Group], scope: Scope) -> Block:
    def named(code: str | None) -> tuple[str, Link]:
        label = _(label_of("dispositif", code)) if code else _("Sans dispositif")
        return label, Link.to("dossiers", dispositif=code)

    return Block(
        "dispositifs", _("Financement par programme"),
        _("programmé {annee}").format(annee=scope.exercice), (_("Programmé"),),
        _shares(found, lambda one: one.dispositif, named), share_of=_("du programmé"),
    )  # fmt: skip


def _contracts(found: list[Group], scope: Scope) -> Block:
    def named(name: str | None) -> tuple[str, Link]:
        return name or _("Hors contrat"), _link(scope, contrat=name)

    return Block(
        "contrats", _("Territoires"), _("programmé par contrat"), (_("Programmé"),),
        _shares(found, lambda one: one.contrat, named), share_of=_("du programmé"),
    )  # fmt: skip


def _departements(session: Session, found: list[Group], scope: Scope) -> Block:
    from acse_desktop.services import reference

    known = reference.departements()

    def named(code: str | None) -> tuple[str, Link]:
        label = known[code].nom if code in known else code or _("Région")
        return label, _link(scope, dossier_departement=code)

    credits = credits_by(session, scope, Enveloppe.departement)
    return Block(
        "departements", _("Départements"), _("payé, programmé, disponible"),
        (_("Payé"), _("Programmé, à payer"), _("Disponible")),
        _spending(found, lambda one: one.departement, credits, named),
        share_of=_("programmé sur l’enveloppe"),
    )  # fmt: skip


def _publics(session: Session, scope: Scope) -> Block:
    counted = beneficiaries(session, scope)
    received, owed = reports(session, scope)
    link = _link(scope, statut=("ACCORDE", "NOTIFIE", "PAIEMENT", "BILAN", "CLOS"))
    marks = []
    for entry in entries("tranche_age"):
        total = sum(count for age, _sexe, count in counted if age == entry.code)
        if total:
            marks.append(Mark(entry.code, _(entry.libelle), (Decimal(total),), link))
    women = sum(count for _age, sexe, count in counted if sexe == "F")
    if women:
        whole = sum(count for _age, _sexe, count in counted)
        share = percent(Decimal(women), Decimal(whole))
        marks.append(Mark("F", _("dont femmes et filles"), (Decimal(women),), link, share))
    text = _("bilans {annee} reçus\u00a0: {n} sur {total}").format(
        annee=scope.exercice, n=count_text(received), total=count_text(owed)
    )
    return Block("publics", _("Bénéficiaires"), text, (_("Personnes"),), tuple(marks), euros=False,
                 share_of=_("des personnes"))  # fmt: skip


def _pace(session: Session, scope: Scope, today: date) -> tuple[Pace, ...]:
    this = list(accumulate(monthly(session, scope)))
    last = list(accumulate(monthly(session, Scope(scope.exercice - 1, scope.dispositif,
                                                  scope.contrat_id))))  # fmt: skip
    over = today.year > scope.exercice
    months = 12 if over else today.month if today.year == scope.exercice else 0
    available = sum(credits_by(session, scope, Enveloppe.dispositif).values(), ZERO)
    target = [(available * rank / 12).quantize(CENT) for rank in range(1, 13)]
    return (
        Pace(str(scope.exercice), tuple(value if rank < months else None
                                        for rank, value in enumerate(this))),
        Pace(str(scope.exercice - 1), tuple(last) if any(last) else ()),
        Pace(_("Objectif"), tuple(target) if available else ()),
    )  # fmt: skip
