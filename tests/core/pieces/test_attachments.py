"""Files kept beside the base: once per content, whole or not at all, found again, verified."""

from __future__ import annotations

import json
import os
import shutil
import stat
import subprocess
import sys
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from acse_desktop.errors import CannotWrite, CorruptedBase, UnreadableFile, UserError
from acse_desktop.models import Fichier, Piece
from acse_desktop.progress import Progress
from acse_desktop.services import attachments, filenames, pieces
from acse_desktop.services.attachments import Owner
from acse_desktop.services.attachments_check import check_contents
from acse_desktop.services.pieces import owner_of
from acse_desktop.store import contents
from acse_desktop.store.backup import back_up, rotate
from acse_desktop.store.opening import open_base
from acse_desktop.store.operations import redo, undo
from acse_desktop.store.restoring import restore

OWNER = Owner("asso", "asso12")
CONTENT = b"%PDF-1.4 statuts\x00\xff"


def _file(folder: Path, name: str, content: bytes = CONTENT) -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def _kept(base: Path) -> dict[str, Path]:
    return contents.kept_in(contents.folder_of(base))


def _codes(session: Session) -> list[str]:
    return [one.code for one in check_contents(session)]


def _damage(place: Path) -> None:
    place.chmod(stat.S_IRUSR | stat.S_IWUSR)
    place.write_bytes(place.read_bytes()[:-1] + b"?")


def test_three_files_of_one_content_are_kept_once(
    session: Session, path: Path, tmp_path: Path
) -> None:
    names = ["statuts.pdf", "Récépissé n°2.pdf", "copie.pdf"]
    steps: list[tuple[int, int]] = []
    progress = Progress(lambda done, total, _text: steps.append((done, total)))
    sources = [_file(tmp_path, name) for name in names]
    ids = attachments.add(session, sources, OWNER, agent="Awa", progress=progress)
    (place,) = _kept(path).values()
    assert place.parent.name == place.name[:2]
    assert place.read_bytes() == CONTENT
    assert not place.stat().st_mode & stat.S_IWUSR
    assert steps == [(len(CONTENT), len(CONTENT))] * 3
    assert [one.nom for one in pieces.of_dossier(session, "asso12").autres] == names
    assert {session.get_one(Fichier, one).taille for one in ids} == {len(CONTENT)}
    assert _codes(session) == []


def test_a_file_under_a_paper_makes_it_received(session: Session, tmp_path: Path) -> None:
    owner = owner_of(session, "asso12")
    rib = _file(tmp_path, "rib.pdf", b"rib")
    pieces.attach(session, owner, "RIB", [rib], agent="Awa")
    pieces.attach(session, owner, "BUDGET", [_file(tmp_path, "b.ods", b"b")], agent="Awa")
    states = {one.nature: one for one in pieces.of_dossier(session, "asso12").pieces}
    assert states["RIB"].settled and states["RIB"].fichiers[0].nom == "rib.pdf"
    assert states["BUDGET"].fichiers[0].nature == "BUDGET"
    # The permanent file is that of the organisme: its other dossier has it too.
    earlier = {one.nature: one for one in pieces.of_dossier(session, "ancien").pieces}
    assert earlier["RIB"].fichiers == states["RIB"].fichiers
    undo(session, "Awa")
    undo(session, "Awa")
    assert session.scalars(select(Piece)).all() == session.scalars(select(Fichier)).all() == []
    redo(session, "Awa")
    again = {one.nature: one for one in pieces.of_dossier(session, "asso12").pieces}
    opened = attachments.open_copy(session, again["RIB"].fichiers[0].id)
    assert opened.path.read_bytes() == b"rib"


def test_undo_leaves_the_content_and_adding_works_again(
    session: Session, path: Path, tmp_path: Path
) -> None:
    source = _file(tmp_path, "statuts.pdf")
    attachments.add(session, [source], OWNER, agent="Awa")
    undo(session, "Awa")
    assert len(_kept(path)) == 1
    assert _codes(session) == ["FIC-ORPHELIN"]
    redo(session, "Awa")
    assert _codes(session) == []
    attachments.add(session, [source], OWNER, agent="Awa")
    assert len(_kept(path)) == 1


def test_refusals_join_nothing(
    session: Session, path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    good, big = _file(tmp_path, "bon.pdf"), _file(tmp_path, "grand.pdf", b"x" * 11)
    folder = tmp_path / "dossier"
    folder.mkdir()
    for wrong in (folder, tmp_path / "absent.pdf"):
        with pytest.raises(UnreadableFile, match=wrong.name):
            attachments.add(session, [good, wrong], OWNER, agent="Awa")
    monkeypatch.setattr(attachments, "LIMIT", 10)
    with pytest.raises(UserError, match=r"« grand\.pdf » pèse"):
        attachments.add(session, [big], OWNER, agent="Awa")
    assert _kept(path) == {}
    assert session.scalars(select(Fichier)).all() == []
    # A content replaced by a file of the same name as its folder: no room to write.
    contents.folder_of(path).write_bytes(b"")
    monkeypatch.undo()
    with pytest.raises(CannotWrite):
        attachments.add(session, [good], OWNER, agent="Awa")


def test_a_base_that_is_read_takes_no_file(path: Path, tmp_path: Path) -> None:
    source = _file(tmp_path, "s.pdf")
    with (
        open_base(path, agent="Awa", read_only=True) as base,
        base.session() as session,
        pytest.raises(CannotWrite),
    ):
        attachments.add(session, [source], OWNER, agent="Awa")
    assert not contents.folder_of(path).exists()


CRASH = """
import os, sys
from pathlib import Path
from acse_desktop.services import attachments, records
from acse_desktop.store import contents, replacing
from acse_desktop.store.opening import open_base

if sys.argv[3] == "copy":
    contents.swap = lambda fresh, place: os._exit(9)
else:
    records.create = lambda *values, **named: os._exit(9)
with open_base(Path(sys.argv[1]), agent="Awa") as base, base.session() as session:
    owner = attachments.Owner("asso", "asso12")
    attachments.add(session, [Path(sys.argv[2])], owner, agent="Awa")
"""


@pytest.mark.parametrize("moment", ["copy", "record"])
def test_a_crash_on_the_way_leaves_the_base_sound(path: Path, tmp_path: Path, moment: str) -> None:
    source = _file(tmp_path, "statuts.pdf")
    arguments = [sys.executable, "-c", CRASH, str(path), str(source), moment]
    assert subprocess.run(arguments, check=False, timeout=60).returncode == 9
    with open_base(path, agent="Awa") as base, base.session() as session:
        assert session.scalars(select(Fichier)).all() == []
        assert _codes(session) == ([] if moment == "copy" else ["FIC-ORPHELIN"])
        attachments.add(session, [source], OWNER, agent="Awa")
        assert _codes(session) == []
        assert len(_kept(path)) == 1


def test_altered_and_absent_contents_are_told_and_never_given(
    session: Session, path: Path, tmp_path: Path
) -> None:
    source = _file(tmp_path, "statuts.pdf")
    first, other = (
        attachments.add(session, [one], OWNER, agent="Awa")[0]
        for one in (source, _file(tmp_path, "autre.pdf", b"autre"))
    )
    places = _kept(path)
    _damage(places[session.get_one(Fichier, first).empreinte or ""])
    os.unlink(places[session.get_one(Fichier, other).empreinte or ""])
    assert _codes(session) == ["FIC-ABSENT", "FIC-ALTERE"]
    for one in (first, other):
        with pytest.raises(UserError, match="absent ou abîmé"):
            attachments.open_copy(session, one)
    # Joining the same file again mends it.
    attachments.add(session, [source], OWNER, agent="Awa")
    assert attachments.open_copy(session, first).path.read_bytes() == CONTENT


def test_exports_replace_nothing(session: Session, tmp_path: Path) -> None:
    owner = owner_of(session, "asso12")
    pieces.attach(session, owner, "BUDGET", [_file(tmp_path, "b.pdf", b"1")], agent="Awa")
    pieces.attach(session, owner, None, [_file(tmp_path, "b.pdf", b"2")], agent="Awa")
    target = tmp_path / "sortie"
    target.mkdir()
    _file(target, "b.pdf", b"0")
    written = attachments.export_dossier(session, "asso12", target)
    assert sorted(one.name for one in written) == ["b (2).pdf", "b (3).pdf"]
    found = {one.name: one.read_bytes() for one in target.iterdir()}
    assert found.pop("b.pdf") == b"0"
    assert sorted(found.values()) == [b"1", b"2"]
    with pytest.raises(CannotWrite):
        attachments.export_dossier(session, "asso12", tmp_path / "absent")


@pytest.mark.parametrize(
    ("name", "safe", "risky"),
    [
        ("Statuts déclarés.pdf", "Statuts déclarés.pdf", False),
        ("../../etc/passwd", "passwd", False),
        ("C:\\Temp\\a.pdf", "a.pdf", False),
        ("con.pdf", "_con.pdf", False),
        ("LPT1", "_LPT1", False),
        ("nul.tar.gz", "_nul.tar.gz", False),
        ("a<b>|?.txt", "a_b___.txt", False),
        ("facture\u202efdp.exe", "facturefdp.exe", True),
        ("x.EXE ", "x.EXE", True),
        ("...", "piece", False),
        ("", "piece", False),
        ("a\x00\n\t.bat", "a.bat", True),
        ("é" * 300 + ".pdf", "é" * 116 + ".pdf", False),
    ],
)
def test_names_are_made_safe(name: str, safe: str, risky: bool) -> None:
    assert filenames.safe(name) == safe
    assert filenames.is_risky(safe) == risky


def _joined(path: Path, tmp_path: Path, *names: str) -> None:
    with open_base(path, agent="Awa") as base, base.session() as session:
        sources = [_file(tmp_path, name, name.encode()) for name in names]
        attachments.add(session, sources, OWNER, agent="Awa")


def _opened_texts(path: Path) -> set[bytes]:
    with open_base(path, agent="Awa", read_only=True) as base, base.session() as session:
        assert _codes(session) == []
        ids = session.scalars(select(Fichier.id)).all()
        return {attachments.open_copy(session, one).path.read_bytes() for one in ids}


def test_copies_share_their_contents_and_bring_them_back(path: Path, tmp_path: Path) -> None:
    _joined(path, tmp_path, "a.pdf", "b.pdf")
    folder = tmp_path / "copies"
    first = back_up(path, folder)
    _joined(path, tmp_path, "c.pdf")
    second = back_up(path, folder)
    assert len(contents.kept_in(folder / contents.POOL)) == 3
    assert _opened_texts(first) == {b"a.pdf", b"b.pdf"}  # a copy opens as it is
    lost, altered, _kept_one = _kept(path).values()
    lost.unlink()
    _damage(altered)
    restore(second, path)
    assert _opened_texts(path) == {b"a.pdf", b"b.pdf", b"c.pdf"}
    elsewhere = tmp_path / "poste neuf" / "93.acse"
    elsewhere.parent.mkdir()
    restore(first, elsewhere)
    rotate(folder, datetime.now() + timedelta(days=4000))
    assert len(contents.kept_in(folder / contents.POOL)) == 3
    shutil.rmtree(folder)
    assert _opened_texts(elsewhere) == {b"a.pdf", b"b.pdf"}
    assert len(_kept(elsewhere)) == 2


def test_a_removal_can_be_undone_in_a_restored_base(path: Path, tmp_path: Path) -> None:
    _joined(path, tmp_path, "a.pdf")
    with open_base(path, agent="Awa") as base, base.session() as session:
        undo(session, "Awa")
    copy = back_up(path, tmp_path / "copies")
    target = tmp_path / "autre.acse"
    restore(copy, target)
    with open_base(target, agent="Awa") as base, base.session() as session:
        redo(session, "Awa")
    assert _opened_texts(target) == {b"a.pdf"}


def test_a_copy_never_takes_a_damaged_content(path: Path, tmp_path: Path) -> None:
    _joined(path, tmp_path, "a.pdf")
    folder = tmp_path / "copies"
    back_up(path, folder)
    (place,) = _kept(path).values()
    _damage(place)
    copy = back_up(path, folder)
    assert _opened_texts_of_pool(folder) == {b"a.pdf"}
    with copy.open("r+b") as file:
        file.seek(5000)
        file.write(b"\xff\xff")
    with pytest.raises(CorruptedBase):
        restore(copy, path)


def _opened_texts_of_pool(folder: Path) -> set[bytes]:
    return {place.read_bytes() for place in contents.kept_in(folder / contents.POOL).values()}


def _run(*arguments: object) -> tuple[int, str]:
    command = [sys.executable, "-m", "acse_desktop", *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, check=False, timeout=60)
    assert b"Traceback" not in done.stderr
    return done.returncode, done.stdout.decode()


def test_the_command_line_copies_restores_and_verifies(path: Path, tmp_path: Path) -> None:
    _joined(path, tmp_path, "a.pdf")
    copy = tmp_path / "sur clé" / "copie.acse"
    copy.parent.mkdir()
    assert _run("sauvegarder", path, copy)[0] == 0
    (place,) = _kept(path).values()
    _damage(place)
    status, said = _run("verifier", path, "--json")
    told = [one for one in json.loads(said)["anomalies"] if one["code"].startswith("FIC-")]
    assert status == 1
    assert [(one["code"], one["gravite"], one["objet"]) for one in told] == [
        ("FIC-ALTERE", "erreur", "a.pdf")
    ]
    assert _run("restaurer", copy, path)[0] == 0
    assert "FIC-" not in _run("verifier", path)[1]
