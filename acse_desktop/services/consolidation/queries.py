"""The rows of the consolidated workbook, each with the territory, file and row it came from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from acse_desktop.fieldtypes import Code, Count, Text
from acse_desktop.models import Action, Dossier, Provenance
from acse_desktop.services.consolidation.territories import territory_name
from acse_desktop.services.workbook.choicetexts import texts_by_code
from acse_desktop.services.workbook.layout import Column, SheetLayout
from acse_desktop.services.workbook.sources import rows_query
from acse_desktop.store.rows import table_of

ORIGIN = (
    Column("code_departement", "Code département", Code(96), derived=True),
    Column("departement_nom", "Territoire", Text(136), derived=True, target="territoire"),
    Column("fichier", "Fichier", Text(200), derived=True, target="provenance"),
    Column("ligne", "Ligne du fichier", Count(), derived=True),
)
"""The columns put before those of the remontée."""
AMOUNTS = ("montant_demande", "montant_propose", "montant_accorde", "montant_engage",
           "montant_paye")  # fmt: skip


def origin_query(sheet: SheetLayout, exercice: int) -> Select[Any]:
    """The rows of a sheet with territory, file and row after their own columns."""
    table, source = table_of(sheet.model.__tablename__), table_of(Provenance.__tablename__)
    return (
        rows_query(sheet, exercice)
        .outerjoin(source, table.c.provenance_id == source.c.id)
        .add_columns(source.c.territoire, source.c.fichier, table.c.provenance_ligne)
        .order_by(None)
        .order_by(source.c.territoire, table.c.provenance_ligne, table.c.id)
    )


def with_origin(batch: Iterable[Any]) -> list[tuple[Any, ...]]:
    """The rows of a batch, their territory columns first."""
    rows = []
    for row in batch:
        *values, code, fichier, ligne = row
        rows.append((code, territory_name(code), fichier, ligne, *values))
    return rows


@dataclass(frozen=True)
class SummaryLine:
    """The actions of a territory for a dispositif and a theme, amounts in euros."""

    territoire: str
    dispositif: str
    theme: str
    actions: int
    montants: tuple[Decimal, ...]


def summary(session: Session, exercice: int) -> list[SummaryLine]:
    """Territory × dispositif × theme, as their texts in the workbook, sorted."""
    keys = (Provenance.territoire, Action.dispositif, Action.theme)
    sums = [func.coalesce(func.sum(getattr(Action, name)), 0) for name in AMOUNTS]
    query = (
        select(*keys, func.count(Action.id), *sums)
        .join(Action.dossier)
        .outerjoin(Provenance, Action.provenance_id == Provenance.id)
        .where(Dossier.exercice == exercice)
        .group_by(*keys)
        .order_by(*keys)
    )
    return [_line(*row) for row in session.execute(query)]


def _line(
    territoire: str | None, dispositif: str | None, theme: str | None, count: int, *sums: Any
) -> SummaryLine:
    return SummaryLine(
        territory_name(territoire),
        _text("dispositif", dispositif),
        _text("theme", theme),
        count,
        tuple(Decimal(total) for total in sums),
    )


def _text(liste: str, code: str | None) -> str:
    return texts_by_code(liste).get(code, code) if code else ""
