"""What a region notified to its départements, against what they report; to the cent."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from acse_desktop.errors import InvalidInput
from acse_desktop.models import Dotation, Enveloppe
from acse_desktop.nomenclatures import label_of
from acse_desktop.services import records
from acse_desktop.services.consolidation.territories import territory_name
from acse_desktop.services.publishing.table import write_table
from acse_desktop.services.today import current_day
from acse_desktop.store.operations import operation
from acse_desktop.translation import N_, _

ZERO = Decimal(0)


@dataclass(frozen=True)
class Ecart:
    """A département and a dispositif: notified by the region, reported by the département."""

    departement: str
    dispositif: str
    notifie: Decimal | None
    """None while the region notified nothing."""
    declare: Decimal | None
    """Notified according to its envelopes; None while it reports none."""

    @property
    def ecart(self) -> Decimal:
        """Reported less notified, in euros."""
        return (self.declare or ZERO) - (self.notifie or ZERO)


def ecarts(session: Session, exercice: int) -> list[Ecart]:
    """Every département and dispositif that either side knows, by code."""
    notified, told = _notified(session, exercice), _reported(session, exercice)
    return [Ecart(*key, notified.get(key), told.get(key)) for key in sorted({*notified, *told})]


def _notified(session: Session, exercice: int) -> dict[tuple[str, str], Decimal]:
    keys = (Dotation.departement, Dotation.dispositif)
    query = select(*keys, func.sum(Dotation.montant)).where(Dotation.exercice == exercice)
    return _by_key(session.execute(query.group_by(*keys)))


def _reported(session: Session, exercice: int) -> dict[tuple[str, str], Decimal]:
    keys = (Enveloppe.departement, Enveloppe.dispositif)
    query = select(*keys, func.sum(Enveloppe.notifie)).where(
        Enveloppe.exercice == exercice, Enveloppe.departement.is_not(None)
    )
    return _by_key(session.execute(query.group_by(*keys)))


def _by_key(rows: Iterable[Any]) -> dict[tuple[str, str], Decimal]:
    found: dict[tuple[str, str], Decimal] = defaultdict(lambda: ZERO)
    for departement, dispositif, total in rows:
        found[departement or "", dispositif or ""] += total or ZERO
    return dict(found)


def total(found: Iterable[Ecart]) -> Ecart:
    """The sum of all of them."""
    listed = list(found)
    return Ecart(
        "", "", sum((one.notifie or ZERO for one in listed), ZERO),
        sum((one.declare or ZERO for one in listed), ZERO),
    )  # fmt: skip


def set_dotation(
    session: Session, exercice: int, departement: str, dispositif: str, amount: Decimal,
    *, agent: str,
) -> None:  # fmt: skip
    """Bring what was notified to a département for a dispositif to an amount, in euros.

    A single notification is corrected; when there are several, a dated one makes up the difference.
    Raises InvalidInput without département or dispositif.
    """
    if not departement or not dispositif:
        raise InvalidInput(
            _("La dotation n’a pas de département ou de dispositif."), _("Choisissez-les.")
        )
    query = select(Dotation).where(
        Dotation.exercice == exercice, Dotation.departement == departement,
        Dotation.dispositif == dispositif,
    )  # fmt: skip
    held = list(session.scalars(query))
    with operation(session, N_("Notifier une dotation"), agent=agent):
        if len(held) == 1:
            records.update(session, "dotation", held[0].id, {"montant": amount}, agent=agent)
            return
        known = sum((one.montant or ZERO for one in held), ZERO)
        if held and amount == known:
            return
        values = {
            "exercice": exercice, "departement": departement, "dispositif": dispositif,
            "montant": amount - known, "notifie_le": current_day(session),
        }  # fmt: skip
        records.create(session, "dotation", values, agent=agent)


def take_reported(session: Session, exercice: int, *, agent: str) -> int:
    """Write as notified what the départements report where the region wrote nothing; how many."""
    missing = [one for one in ecarts(session, exercice) if one.notifie is None and one.dispositif]
    with operation(session, N_("Reprendre les montants déclarés"), agent=agent):
        for one in missing:
            set_dotation(
                session, exercice, one.departement, one.dispositif, one.declare or ZERO,
                agent=agent,
            )  # fmt: skip
    return len(missing)


def export_ecarts(session: Session, exercice: int, target: Path) -> int:
    """Write the table as a spreadsheet; gives how many rows. Raises CannotWrite."""
    header = (
        _("Code département"), _("Département"), _("Dispositif"), _("Notifié par la région"),
        _("Déclaré par le département"), _("Écart"),
    )  # fmt: skip
    rows = [
        (one.departement, territory_name(one.departement),
         _(label_of("dispositif", one.dispositif)), one.notifie, one.declare, one.ecart)
        for one in ecarts(session, exercice)
    ]  # fmt: skip
    return write_table(target, _("Dotations {year}").format(year=exercice), header, rows)
