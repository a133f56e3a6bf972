"""What is on the pages: read back by another program, page by page."""

from __future__ import annotations

import re
import shutil
import subprocess
import time
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from acse_desktop.errors import CannotWrite
from acse_desktop.services.publishing.documents import Document, Table, sums_of
from ui.printing.writing import pdf_steps, write_pdf
from ui.theme.apply import apply_theme

PDFTOTEXT = shutil.which("pdftotext")
HOSTILE = "<b>gras</b> & <img src=x> {{ 7*7 }} =1+1 \u202e %s"
HEADER = ("N° action", "Organisme", "Intitulé", "Exercice", "Reçu le", "Demandé", "Accordé")


@pytest.fixture(autouse=True)
def _theme(qapp: QApplication) -> None:
    apply_theme(qapp, "clair")


def pages_of(path: Path) -> list[str]:
    """The text of each page."""
    if PDFTOTEXT is None:
        pytest.skip("pdftotext is not there")
    read = subprocess.run([PDFTOTEXT, "-layout", str(path), "-"], capture_output=True, check=True)
    return read.stdout.decode().split("\f")[:-1]


def _list(count: int) -> Document:
    rows = tuple(
        (f"93-2012-{rank:04}", f"Association n° {rank}", "Atelier de français " * 3, 2012,
         date(2012, 3, 1), Decimal("1234.56") * rank, Decimal("0.10"))
        for rank in range(1, count + 1)
    )  # fmt: skip
    return Document("Dossiers", (), (Table("Actions", HEADER, (*rows, sums_of(rows, "Total"))),))


def test_three_thousand_rows_are_printed_in_less_than_five_seconds(tmp_path: Path) -> None:
    target = tmp_path / "liste.pdf"
    start = time.monotonic()
    write_pdf(_list(3000), target, "93 — Seine-Saint-Denis")
    assert time.monotonic() - start < 5
    pages = pages_of(target)
    assert all("Intitulé" in page and "93 — Seine-Saint-Denis" in page for page in pages)
    numbers = re.findall(r"93-2012-\d{4}", "".join(pages))
    assert numbers == [f"93-2012-{rank:04}" for rank in range(1, 3001)]
    assert f"{len(pages)} / {len(pages)}" in pages[-1]
    total = Decimal("1234.56") * 3000 * 3001 // 2
    assert f"{total:.2f}".replace(".", ",") in re.sub(r"[\u202f\s]", "", pages[-1])


def test_hostile_texts_stay_texts(tmp_path: Path) -> None:
    table = Table(HOSTILE, ("A", "B"), ((HOSTILE, "\x00\x07z"),), totalled=False)
    document = Document(HOSTILE, ((HOSTILE, HOSTILE),), (table,), ((HOSTILE, HOSTILE),))
    write_pdf(document, tmp_path / "x.pdf", HOSTILE)
    text = " ".join("".join(pages_of(tmp_path / "x.pdf")).split())
    assert text.count("<b>gras</b> & <img src=x> {{ 7*7 }} =1+1") >= 7
    assert "49" not in text


def test_a_text_longer_than_a_page_goes_on(tmp_path: Path) -> None:
    words = " ".join(f"mot{rank}" for rank in range(3000)) + " " + "x" * 3000 + " 😀 fin"
    table = Table("Action", (), (("Description", words),), totalled=False)
    write_pdf(Document("Fiche", (), (table,), landscape=False), tmp_path / "x.pdf")
    pages = pages_of(tmp_path / "x.pdf")
    assert len(pages) > 2
    found = re.findall(r"mot(\d+)\b", "\n".join(pages))
    assert [int(one) for one in found] == list(range(3000))
    assert sum(page.count("x") for page in pages) == 3000 and "fin" in pages[-1]


def test_giving_up_leaves_the_old_file(tmp_path: Path) -> None:
    target = tmp_path / "liste.pdf"
    target.write_bytes(b"ancien")
    steps = pdf_steps(_list(400), target, "")
    next(steps)
    steps.close()  # type: ignore[attr-defined]
    assert [one.name for one in tmp_path.iterdir()] == ["liste.pdf"]
    assert target.read_bytes() == b"ancien"


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(CannotWrite, match="le dossier n’existe pas"):
        write_pdf(_list(1), tmp_path / "absent" / "x.pdf")
