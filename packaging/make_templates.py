"""Make the Word templates of the acts from their texts: `python packaging/make_templates.py`.

The texts are in `packaging/templates`, one file a document. The first line says which page it is
(`lettre` or `acte`); then `# ` and `## ` are titles, `Vu ` and `Considérant ` stay close together,
`article`, `tableau`, `liste`, `% ` (a condition), `gras`, `centre` and `signatures` are laid out.
The files made are the same whenever they are made.
"""

from __future__ import annotations

import io
import re
import sys
import zipfile
from datetime import datetime
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

ROOT = Path(__file__).parent.parent
TEXTS = Path(__file__).parent / "templates"
TARGET = ROOT / "resources" / "modeles"
EPOCH = (2012, 1, 1, 0, 0, 0)
RIGHT, CENTER = WD_ALIGN_PARAGRAPH.RIGHT, WD_ALIGN_PARAGRAPH.CENTER
JUSTIFY = WD_ALIGN_PARAGRAPH.JUSTIFY
TABLES: dict[str, tuple[str, tuple[tuple[str, str, float], ...], tuple[str, ...]]] = {
    "accorde": ("action in actions", (
        ("N°", "{{ action.numero }}", 3.8), ("Action", "{{ action.intitule }}", 9.2),
        ("Montant", "{{ action.montant_accorde }}", 3.4)), ("", "Total", "{{ montant }}")),
    "demande": ("action in actions", (
        ("N°", "{{ action.numero }}", 3.8), ("Action", "{{ action.intitule }}", 9.2),
        ("Montant demandé", "{{ action.montant_demande }}", 3.4)), ()),
    "periode": ("action in actions", (
        ("N°", "{{ action.numero }}", 3.8), ("Action", "{{ action.intitule }}", 7.4),
        ("Période", "{{ action.periode }}", 5.2)), ()),
    "motif": ("action in actions", (
        ("N°", "{{ action.numero }}", 3.8), ("Action", "{{ action.intitule }}", 5.6),
        ("Motif", "{{ action.decision_motif }}", 7.0)), ()),
    "reversement": ("action in actions", (
        ("N°", "{{ action.numero }}", 3.8), ("Action", "{{ action.intitule }}", 6.2),
        ("Accordé", "{{ action.montant_accorde }}", 3.2),
        ("À reverser", "{{ action.montant_a_reverser }}", 3.2)),
        ("", "Total", "", "{{ montant }}")),
    "tranches": ("tranche in tranches", (
        ("Exercice", "{{ tranche.exercice }}", 5.0), ("Montant", "{{ tranche.montant }}", 5.0)),
        ("Total", "{{ montant }}")),
}  # fmt: skip


def french(text: str) -> str:
    """Spaces that do not break, where French wants them."""
    text = text.replace("« ", "«\u00a0").replace(" »", "\u00a0»").replace(" :", "\u00a0:")
    text = re.sub(r" ([;!?])", "\u202f\\1", text).replace("n° ", "n°\u00a0")
    text = re.sub(r"\b([LR]\.) (?=\d)", "\\1\u00a0", text)
    return text.replace("153 000 €", "153\u202f000\u00a0€").replace(" – ", "\u00a0– ")


class Page:
    """A document being laid out."""

    def __init__(self) -> None:
        self.document = Document()
        self.articles = 0
        section = self.document.sections[0]
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = Cm(2.3)
        section.top_margin, section.bottom_margin = Cm(1.8), Cm(1.8)
        style = self.document.styles["Normal"]
        style.font.name, style.font.size = "Arial", Pt(10.5)
        style.element.rPr.rFonts.set(qn("w:eastAsia"), "Arial")
        style.paragraph_format.space_after = Pt(7)
        style.paragraph_format.space_before = Pt(0)

    def write(self, text: str, align: Any = None, bold: bool = False, **look: Any) -> Any:
        """A paragraph; `**…**` is bold."""
        paragraph = self.document.add_paragraph()
        paragraph.alignment = align
        self.fill(paragraph, text, bold, look.pop("size", None))
        for name, value in look.items():
            setattr(paragraph.paragraph_format, name, value)
        return paragraph

    @staticmethod
    def fill(paragraph: Any, text: str, bold: bool = False, size: Any = None) -> None:
        """Put a text in a paragraph or a cell."""
        for rank, part in enumerate(french(text).split("**")):
            if part:
                run = paragraph.add_run(part)
                run.bold = bold or rank % 2 == 1
                run.font.size = size

    def tag(self, text: str) -> None:
        """An instruction that takes its paragraph away with it."""
        self.write(f"{{%p {text} %}}")

    def head(self) -> None:
        """The letterhead: put your own logo here, in Word."""
        self.write("{{ prefecture.nom }}", bold=True, size=Pt(13), space_after=Pt(0))
        self.write("{{ prefecture.service }}", space_after=Pt(0))
        self.write("{{ prefecture.adresse }}", size=Pt(9), space_after=Pt(0))
        self.write("Tél. : {{ prefecture.telephone }} – {{ prefecture.courriel }}", size=Pt(9),
                   space_after=Pt(18))  # fmt: skip

    def recipient(self) -> None:
        """To whom, where and when."""
        left = {"left_indent": Cm(9), "space_after": Pt(0)}
        self.write("{{ organisme.representant }}", **left)
        self.write("{{ organisme.nom }}", bold=True, **left)
        self.write("{{ organisme.adresse_complete }}", left_indent=Cm(9), space_after=Pt(14))
        self.write("{{ prefecture.ville }}, le {{ date }}", left_indent=Cm(9), space_after=Pt(14))

    def foot(self, both: bool) -> None:
        """Who signs: the préfecture, and the bearer for what both sign."""
        if both:
            self.write("Fait en deux exemplaires à {{ prefecture.ville }}, le {{ date }}",
                       space_before=Pt(14), keep_with_next=True)  # fmt: skip
            table = self.document.add_table(rows=1, cols=2)
            _whole(table.rows[0])
            left, right = table.rows[0].cells
            self.fill(left.paragraphs[0], "Pour le bénéficiaire,", True)
            self.fill(left.add_paragraph(), "{{ organisme.representant }}")
            self.fill(right.paragraphs[0], "Pour l’administration,", True)
            self.fill(right.add_paragraph(), "{{ prefecture.qualite }}")
            self.fill(right.add_paragraph(), "\n\n{{ prefecture.signataire }}")
            return
        self.write("{{ prefecture.qualite }}", left_indent=Cm(8), space_before=Pt(14),
                   space_after=Pt(42), keep_with_next=True)  # fmt: skip
        self.write("{{ prefecture.signataire }}", left_indent=Cm(8))

    def table(self, name: str) -> None:
        """The actions with their amounts, one row each."""
        loop, columns, total = TABLES[name]
        rows = ([one[0] for one in columns], [f"{{%tr for {loop} %}}"], [one[1] for one in columns],
                ["{%tr endfor %}"], list(total))  # fmt: skip
        table = self.document.add_table(rows=0, cols=len(columns))
        table.style = "Table Grid"
        table.autofit = False
        for rank, texts in enumerate(row for row in rows if row):
            cells = table.add_row().cells
            for column, text in enumerate(texts):
                paragraph = cells[column].paragraphs[0]
                paragraph.paragraph_format.space_after = Pt(2)
                paragraph.paragraph_format.space_before = Pt(2)
                money = "montant" in columns[column][1]
                paragraph.alignment = RIGHT if money and len(texts) > 1 else None
                self.fill(paragraph, text, bold=rank in (0, 4), size=Pt(9.5))
            for cell, one in zip(cells, columns, strict=True):
                cell.width = Cm(one[2])
        for column, one in zip(table.columns, columns, strict=True):
            column.width = Cm(one[2])
        _repeat(table.rows[0])
        self.write("", space_after=Pt(2))

    def line(self, text: str) -> None:
        """One line of the texts."""
        word, _space, rest = text.partition(" ")
        if word == "#":
            self.write(rest, CENTER, bold=True, size=Pt(14), space_before=Pt(6), space_after=Pt(4))
        elif word == "##":
            self.write(rest, CENTER, bold=True, space_after=Pt(16))
        elif word in ("Vu", "Considérant"):
            self.write(text, JUSTIFY, space_after=Pt(4))
        elif word == "article":
            self.articles += 1
            number = "1er" if self.articles == 1 else str(self.articles)
            self.write(f"Article {number} – {rest}", bold=True, keep_with_next=True,
                       space_before=Pt(8), space_after=Pt(3))  # fmt: skip
        elif word in ("centre", "gras"):
            self.write(rest, CENTER if word == "centre" else None, bold=True, space_before=Pt(6))
        else:
            self._special(word, rest, text)

    def _special(self, word: str, rest: str, text: str) -> None:
        if word == "tableau":
            self.table(rest)
        elif word == "liste":
            item, items, shown = rest.split(" ", 2)
            self.tag(f"for {item} in {items}")
            self.write(f"– {shown}", left_indent=Cm(0.8), space_after=Pt(3))
            self.tag("endfor")
            self.write("", space_after=Pt(2), line_spacing=Pt(4))
        elif word == "%":
            self.tag(rest)
        elif word == "objet":
            self.write(f"Objet : {rest}", bold=True, space_after=Pt(2))
        elif word == "ref":
            self.write(f"Réf. : {rest}", space_after=Pt(14))
        elif word == "recommande":
            self.write("Lettre recommandée avec demande d’avis de réception", bold=True)
        else:
            self.write(text, JUSTIFY)


def _repeat(row: Any) -> None:
    """The head of a table comes again on each page."""
    _mark(row, "w:tblHeader")


def _whole(row: Any) -> None:
    """A row that no page cuts."""
    _mark(row, "w:cantSplit")


def _mark(row: Any, name: str) -> None:
    mark = OxmlElement(name)
    mark.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(mark)


def made(text: str) -> bytes:
    """The template of a text."""
    kind, *lines = text.strip().splitlines()
    page = Page()
    page.head()
    if kind == "lettre":
        page.recipient()
    both = "signatures" in lines
    for line in lines:
        if line.strip() and line != "signatures":
            page.line(line)
    if kind == "acte" and not both:
        page.write("Fait à {{ prefecture.ville }}, le {{ date }}", space_before=Pt(12))
    page.foot(both)
    facts = page.document.core_properties
    facts.author, facts.title, facts.comments = "ACSE Desktop", "", ""
    facts.created = facts.modified = datetime(*EPOCH)
    return _settled(page.document)


def _settled(document: Any) -> bytes:
    """The same archive whenever it is written."""
    first, last = io.BytesIO(), io.BytesIO()
    document.save(first)
    with zipfile.ZipFile(first) as read, zipfile.ZipFile(last, "w") as written:
        for name in sorted(read.namelist(), key=lambda one: (one != "[Content_Types].xml", one)):
            entry = zipfile.ZipInfo(name, EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            written.writestr(entry, read.read(name))
    return last.getvalue()


def main() -> int:
    """Write every template."""
    TARGET.mkdir(exist_ok=True)
    for path in sorted(TEXTS.glob("*.txt")):
        (TARGET / f"{path.stem}.docx").write_bytes(made(path.read_text("utf-8")))
    print(f"{len(list(TARGET.glob('*.docx')))} templates in {TARGET.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
