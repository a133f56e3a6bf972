"""A document as a Word file that is gone on with: real titles, tables and numbered pages."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from acse_desktop.services.acts.wording import clean
from acse_desktop.services.atomic import written_aside
from acse_desktop.services.publishing.documents import Document, Table
from acse_desktop.services.publishing.forms import Value
from acse_desktop.typography import amount_text, count_text, day_text

MARGIN, WRITTEN = 2.0, 4
"""Centimetres; empty paragraphs left where something is to be written."""
TEXT, CELL = 10, 8
"""Points."""


def shown(value: Value) -> str:
    """A value as it is written: amounts with their cents, days as jj/mm/aaaa."""
    if isinstance(value, Decimal):
        return amount_text(value, decimals=True)
    if isinstance(value, int):
        return count_text(value)
    return day_text(value) if isinstance(value, date) else clean(value or "")


def write_word(document: Document, target: Path) -> None:
    """Write a document as a .docx. Raises CannotWrite; the old file is then intact."""
    import docx
    from docx.enum.section import WD_ORIENT
    from docx.shared import Cm, Pt

    page = docx.Document()
    page.core_properties.title = clean(document.title)
    section = page.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    if document.landscape:
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = Cm(29.7), Cm(21)
    for side in ("left", "right", "top", "bottom"):
        setattr(section, f"{side}_margin", Cm(MARGIN))
    page.styles["Normal"].font.name, page.styles["Normal"].font.size = "Arial", Pt(TEXT)
    _number_pages(section)
    _fill(page, document)
    with written_aside(target) as fresh:
        page.save(str(fresh))


def _fill(page: Any, document: Document) -> None:
    page.add_heading(clean(document.title), 1)
    for name, fact in document.facts:
        paragraph = page.add_paragraph()
        paragraph.add_run(f"{clean(name)}\u00a0: ").bold = True
        paragraph.add_run(clean(fact))
    for table in document.tables:
        page.add_heading(clean(table.title), 2)
        _add_table(page, table)
    for heading, text in document.texts:
        page.add_heading(clean(heading), 2)
        page.add_paragraph(clean(text))
        for _line in range(0 if text else WRITTEN):
            page.add_paragraph()


def _add_table(page: Any, table: Table) -> None:
    made = page.add_table(0, len(table.header or table.rows[0]))
    made.style = "Table Grid"
    if table.header:
        _repeat(_add_row(made, table.header, bold=True))
    last = len(table.rows) - 1
    for rank, row in enumerate(table.rows):
        _add_row(made, row, bold=table.totalled and rank == last)


def _add_row(made: Any, values: Sequence[Value], bold: bool) -> Any:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    row = made.add_row()
    for cell, value in zip(row.cells, values, strict=True):
        paragraph = cell.paragraphs[0]
        if isinstance(value, int | Decimal):
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        run = paragraph.add_run(shown(value))
        run.bold, run.font.size = bold, Pt(CELL)
    return row


def _repeat(row: Any) -> None:
    """The header comes again at the top of every page."""
    from docx.oxml import OxmlElement

    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def _number_pages(section: Any) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    paragraph = section.footer.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    paragraph._p.append(field)
