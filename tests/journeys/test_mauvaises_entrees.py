"""Every bad input: one French sentence with its remedy, status 2, and everything as it was."""

from __future__ import annotations

import errno
import os
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import openpyxl
import pytest

from acse_desktop.services import atomic
from acse_desktop.store import database
from tests.journeys.conftest import ROOT, Call, Made, Outcome, environment

SHEET = "xl/worksheets/sheet2.xml"
OLE = bytes.fromhex("d0cf11e0a1b11ae1")
VERBS = r"Ouvrez|Demandez|Gardez|Ne gardez|Vérifiez|Choisissez|Libérez|Fermez|Installez|Restaurez"
Files = dict[str, bytes]


def contents(folder: Path) -> Files:
    """Every file of a folder, but the copies of the day and the journals at rest."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and ".sauvegardes" not in str(path)
        if not (path.name.endswith("-journal") and not path.stat().st_size)
    }


def refused(outcome: Outcome, said: str) -> None:
    """Status 2, nothing on the standard output, one line: what is wrong, then what to do."""
    assert outcome.status == 2, outcome
    assert outcome.out == ""
    assert outcome.err.count("\n") == 1 and outcome.err.endswith("\n"), outcome.err
    assert re.search(said, outcome.err), outcome.err
    assert re.search(rf"[.;:]\s({VERBS})|usage", outcome.err, re.I), f"no remedy: {outcome.err}"
    assert "Traceback" not in outcome.err and "imprévue" not in outcome.err


def rewritten(source: Path, target: Path, part: str, content: bytes) -> Path:
    """A copy of a workbook with another part in the place of one, or added."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name != part:
                new.writestr(name, old.read(name))
        new.writestr(part, content)
    return target


def _other_kind(source: Path, target: Path) -> None:
    target.write_bytes(b"%PDF-1.4\n" + source.read_bytes())


def _truncated(source: Path, target: Path) -> None:
    content = source.read_bytes()
    target.write_bytes(content[: len(content) * 2 // 3])


def _encrypted(source: Path, target: Path) -> None:
    entry = "EncryptedPackage".encode("utf-16-le").ljust(128, b"\0")
    target.write_bytes(OLE.ljust(1024, b"\0") + entry + source.read_bytes())


def _bomb(source: Path, target: Path) -> None:
    rewritten(source, target, "xl/media/image1.xml", b" " * 60_000_000)


def _million(source: Path, target: Path) -> None:
    rows = "".join(f'<row r="{row}"/>' for row in range(1, 1_000_001))
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    text = f'<worksheet xmlns="{main}"><sheetData>{rows}</sheetData></worksheet>'
    rewritten(source, target, SHEET, text.encode())


def _later(source: Path, target: Path) -> None:
    book = openpyxl.load_workbook(source)
    cells = {row[0].value: row[1] for row in book["Lisez-moi"].iter_rows(max_row=20, max_col=2)}
    cells["Version du classeur"].value = 7
    book.save(target)


BAD_WORKBOOKS: dict[str, tuple[Callable[[Path, Path], None], str]] = {
    "other kind": (_other_kind, "mauvais.xlsx.* est un document PDF"),
    "truncated": (_truncated, "mauvais.xlsx.* est tronqué"),
    "encrypted": (_encrypted, "mauvais.xlsx.* est protégé par un mot de passe"),
    "bomb": (_bomb, "mauvais.xlsx.* est comprimé hors de toute mesure"),
    "million rows": (_million, "mauvais.xlsx.*200\u202f000 lignes"),
    "later layout": (_later, "version 7.*version 1"),
}


@pytest.mark.parametrize("kind", BAD_WORKBOOKS)
def test_a_bad_workbook_is_refused_by_every_command_that_reads_one(
    call: Call, made: Made, base: Path, kind: str
) -> None:
    spoil, said = BAD_WORKBOOKS[kind]
    good, bad = base.with_name("bon.xlsx"), base.with_name("mauvais.xlsx")
    shutil.copy(made.workbooks["77"], good)
    spoil(made.workbooks["93"], bad)
    target = base.with_name("sortie.xlsx")
    target.write_bytes(b"the old workbook")
    before = contents(base.parent)
    refused(call("consolider", base, good, bad, "-o", target), said)
    refused(call("importer", base, good, bad, "--rapport", base.with_name("r.json")), said)
    refused(call("verifier", bad), said)
    assert contents(base.parent) == before


def test_another_kind_of_file_in_a_real_process(spawn: Call, base: Path) -> None:
    _other_kind(base, bad := base.with_name("mauvais.xlsx"))
    before = contents(base.parent)
    refused(spawn("importer", base, bad), "PDF")
    assert contents(base.parent) == before


@pytest.fixture
def shut(made: Made) -> Iterator[Path]:
    """A folder that this session cannot enter, with a workbook in it."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        folder = Path(name) / "secret"
        folder.mkdir()
        shutil.copy(made.workbooks["93"], folder / "envoi.xlsx")
        folder.chmod(0)
        root = os.geteuid() == 0  # the administrator reads everything
        if root:
            os.seteuid(65534)
        yield folder
        if root:
            os.seteuid(0)
        folder.chmod(0o700)
        assert [path.name for path in Path(name).rglob("*")] == ["secret", "envoi.xlsx"]


@pytest.mark.skipif(os.name != "posix", reason="rights by mode are of POSIX")
def test_an_unreadable_folder(call: Call, shut: Path) -> None:
    refused(call("verifier", shut / "envoi.xlsx"), "envoi.xlsx.*introuvable")
    refused(call("restaurer", shut / "a.acse", shut / "b.acse"), "introuvable")
    refused(call("exporter", shut / "93.acse", "--exercice", 2012), "introuvable ou illisible")
    refused(call("creer", shut / "x.acse", "--region", "11", "--exercice", 2012), "droits")
    refused(call("exemple", shut / "x.acse", "--actions", 8), "droits")


@pytest.mark.skipif(os.name != "posix", reason="bounded files are of POSIX")
def test_no_room_for_the_workbook(call: Call, made: Made, base: Path) -> None:
    import resource

    target = base.with_name("sortie.xlsx")
    target.write_bytes(b"the old workbook")
    before = contents(base.parent)
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (30_000, limits[1]))
    try:
        outcome = call("exporter", base, "--exercice", 2012, "-o", target)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    refused(outcome, "plus de place sur le disque")
    assert contents(base.parent) == before


@pytest.fixture
def full(region: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A base that may not grow: what SQLite says on a full disk."""
    pages = region.stat().st_size // 4096
    pragmas = (*database.WRITER_PRAGMAS, f"max_page_count={pages}")
    monkeypatch.setattr(database, "WRITER_PRAGMAS", pragmas)
    return region


def test_no_room_for_the_base(call: Call, made: Made, full: Path) -> None:
    target = full.with_name("sortie.xlsx")
    before = contents(full.parent)
    said = "plus de place sur le disque.*la base est intacte"
    refused(call("consolider", full, *made.workbooks.values(), "-o", target), said)
    refused(call("importer", full, made.workbooks["93"]), said)
    assert contents(full.parent) == before


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no full device here")
def test_no_room_for_what_is_printed(base: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "acse_desktop", "verifier", str(base)]
    with open("/dev/full", "w") as full:
        done = subprocess.run(
            command, stdout=full, stderr=subprocess.PIPE, env=environment(tmp_path), cwd=ROOT,
            check=False, timeout=60,
        )  # fmt: skip
    refused(Outcome(done.returncode, "", done.stderr.decode()), "plus de place sur le disque")


@pytest.mark.parametrize("command", ["exporter", "consolider"])
def test_a_workbook_open_in_excel(call: Call, made: Made, region: Path, command: str) -> None:
    target = region.with_name("sortie.xlsx")
    target.write_bytes(b"the old workbook")
    target.with_name("~$sortie.xlsx").write_bytes(b"\x0aMme Durand" + b" " * 44)
    before = contents(region.parent)
    if command == "exporter":
        outcome = call("exporter", made.bases["93"], "--exercice", 2012, "-o", target)
    else:
        outcome = call("consolider", region, *made.workbooks.values(), "-o", target)
    refused(outcome, "« sortie.xlsx » est ouvert dans Excel par Mme Durand")
    assert contents(region.parent) == before


def test_a_workbook_that_another_program_holds(
    call: Call, made: Made, region: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The finished workbook waits under a name that is told; the base is as it was."""
    target = region.with_name("sortie.xlsx")
    target.write_bytes(b"the old workbook")
    call("sauvegarder", region, region.parent.parent)
    before, replace = contents(region.parent), os.replace

    def held(source: Path, place: Path) -> None:
        if Path(place) == target:
            raise PermissionError(errno.EACCES, "held")
        replace(source, place)

    monkeypatch.setattr(os, "replace", held)
    monkeypatch.setattr(atomic, "RETRY_SECONDS", (0, 0))
    outcome = call("consolider", region, *made.workbooks.values(), "-o", target)
    refused(outcome, "est ouvert dans un autre programme")
    after = contents(region.parent)
    [kept] = set(after) - set(before)
    assert kept in outcome.err
    assert {name: after[name] for name in before} == before


HOLDER = """
import sys
from pathlib import Path
from acse_desktop.store.opening import open_base
with open_base(Path(sys.argv[1]), agent="Awa Élise"):
    print("held", flush=True)
    sys.stdin.readline()
"""


def test_a_base_that_another_process_holds(
    call: Call, made: Made, base: Path, tmp_path: Path
) -> None:
    command = [sys.executable, "-c", HOLDER, base]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    copy = tmp_path / "copie.acse"
    assert call("sauvegarder", base, copy).status == 0
    with subprocess.Popen(command, env=environment(tmp_path), cwd=ROOT, **pipes) as holder:
        assert holder.stdout is not None and holder.stdin is not None
        holder.stdout.readline()
        before = contents(base.parent)
        said = "« 93.acse » est déjà ouverte par Awa Élise sur le poste .* depuis le"
        refused(call("importer", base, made.workbooks["77"]), said)
        refused(call("consolider", base, made.workbooks["77"]), said)
        refused(call("restaurer", copy, base), said)
        assert contents(base.parent) == before
        assert call("chiffres", base).status == 0, "reading needs no lock"
        holder.stdin.close()


def _patched(offset: int, new: bytes) -> Callable[[bytes], bytes]:
    return lambda content: content[:offset] + new + content[offset + len(new) :]


BAD_BASES: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "later version": (_patched(60, (999_999).to_bytes(4, "big")), "version 999999.*versions 1 à"),
    "zeroed page": (_patched(4096 * 3, bytes(4096)), "endommagée?|abîmée"),
    "cut": (lambda content: content[: len(content) // 2 + 100], "endommagée?|abîmée"),
    "other program": (_patched(68, b"Zote"), "n’est pas une base de ce programme"),
    "workbook": (lambda content: b"PK\x03\x04" + content, "n’est pas une base de ce programme"),
}


@pytest.mark.parametrize("kind", BAD_BASES)
def test_a_bad_base_is_refused_by_every_command(
    call: Call, made: Made, base: Path, kind: str, region: Path
) -> None:
    spoil, said = BAD_BASES[kind]
    base.write_bytes(spoil(base.read_bytes()))
    before = contents(base.parent)
    for command in (
        ("importer", base, made.workbooks["77"]),
        ("exporter", base, "--exercice", 2012, "-o", base.with_name("sortie.xlsx")),
        ("consolider", base, made.workbooks["77"]),
        ("verifier", base),
        ("chiffres", base, "--json"),
        ("sauvegarder", base),
        ("restaurer", base, region),
    ):
        refused(call(*command), f"{said}|abîmée" if command[0] == "restaurer" else said)
        assert contents(base.parent) == before, command


def test_a_base_is_never_replaced_by_what_is_written(call: Call, made: Made, base: Path) -> None:
    before = contents(base.parent)
    said = "« 93.acse » est une base"
    refused(call("exporter", made.bases["77"], "--exercice", 2012, "-o", base), said)
    for form in ("ods", "csv", "scdl", "2006-887", "jaune"):
        words = ("exporter", made.bases["77"], "--exercice", 2012, "--format", form, "-o", base)
        refused(call(*words), said)
    refused(call("importer", base, made.workbooks["77"], "--rapport", base), said)
    refused(call("consolider", base, made.workbooks["77"], "-o", base), said)
    refused(call("sauvegarder", base, base), "existe déjà")
    assert contents(base.parent) == before


def test_a_remontee_is_never_replaced_by_the_consolidation(
    call: Call, made: Made, region: Path
) -> None:
    source = Path(shutil.copy(made.workbooks["93"], region.parent))
    before = contents(region.parent)
    refused(call("consolider", region, source, "-o", source), "est une des remontées")
    assert contents(region.parent) == before


@pytest.mark.parametrize("place", ["absent/rapport.json", "."])
def test_a_report_without_place_is_refused_before_anything(
    call: Call, made: Made, region: Path, place: str
) -> None:
    before = contents(region.parent)
    report = region.parent / place
    said = "n’a pas pu être écrit"
    refused(call("importer", region, made.workbooks["93"], "--rapport", report), said)
    refused(call("consolider", region, made.workbooks["93"], "--rapport", report), said)
    refused(call("exporter", made.bases["93"], "--exercice", 2012, "-o", report), said)
    assert contents(region.parent) == before
