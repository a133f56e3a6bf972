"""The figures of a dashboard on paper and in a workbook: the same tables, exact."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from acse_desktop.nomenclatures import label_of
from acse_desktop.services.dashboard.shapes import MONTHS, Block, Dashboard
from acse_desktop.services.publishing.documents import Document, Table
from acse_desktop.services.publishing.forms import Value
from acse_desktop.services.publishing.table import write_table
from acse_desktop.translation import _


def _shown(block: Block, value: Value) -> Value:
    return value if block.euros or value is None else int(value)  # type: ignore[arg-type]


def _block_table(block: Block) -> Table:
    header = (block.title, *block.legend, f"% {block.share_of}")
    rows = tuple(
        (mark.label, *(_shown(block, value) for value in mark.values), mark.share)
        for mark in block.marks
    )
    return Table(f"{block.title}, {block.subtitle}", header, rows, totalled=False)


def _tables(made: Dashboard) -> Iterator[Table]:
    tiles = tuple((one.label, one.value, one.detail) for one in made.tiles)
    yield Table(_("Indicateurs"), (_("Indicateur"), _("Valeur"), _("Détail")), tiles, False)
    steps = tuple(
        (_(label_of("statut", one.statut)), one.count, one.demande) for one in made.chain
    )  # fmt: skip
    header = (_("Statut"), _("Actions"), _("Demandé"))
    yield Table(_("Chaîne d’instruction"), header, steps, False)
    yield from (_block_table(block) for block in made.blocks if block.marks)
    lines = [one for one in made.pace if one.values]
    rows = tuple(
        (_(name), *(one.values[month] for one in lines)) for month, name in enumerate(MONTHS)
    )
    months = (_("Mois"), *(one.label for one in lines))
    yield Table(_("Rythme des engagements"), months, rows, False)


def document_of(made: Dashboard, territory: str) -> Document:
    """The dashboard as a document to print."""
    facts = (
        (_("Exercice"), str(made.exercice)), (_("Territoire"), territory),
        (_("Situation au"), made.jour),
    )  # fmt: skip
    return Document(_("Tableau de bord"), facts, tuple(_tables(made)))


def export_dashboard(made: Dashboard, target: Path) -> int:
    """Write every figure in a workbook, or an ODS; gives how many. Raises CannotWrite."""
    rows = [
        (table.title, str(row[0]), name, value)
        for table in _tables(made)
        for row in table.rows
        for name, value in zip(table.header[1:], row[1:], strict=True)
        if value is not None
    ]
    header = (_("Bloc"), _("Ligne"), _("Mesure"), _("Valeur"))
    title = _("Tableau de bord {annee}").format(annee=made.exercice)
    return write_table(target, title, header, rows)
