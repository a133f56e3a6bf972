"""Wrong usage, unreadable files and interruptions: status 2 and one French sentence."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from acse_desktop.cli import is_command, run
from acse_desktop.cli.guard import NOTHING_DONE, guarded
from acse_desktop.errors import Cancelled, UserError


@pytest.mark.parametrize(
    ("arguments", "wanted"),
    [
        ([], False),
        (["base.acse"], False),
        (["--smoke-test"], False),
        (["postgresql://serveur/base"], False),
        (["-style", "fusion"], False),
        (["verifier"], True),
        (["--version"], True),
        (["-h"], True),
        (["verifer"], True),
    ],
)
def test_what_is_a_command(arguments: list[str], wanted: bool) -> None:
    assert is_command(arguments) is wanted


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["verifer", "93.acse"], "« verifer » n’est pas un choix possible"),
        (["creer", "x.acse", "--departement", "93"], "Il manque --exercice"),
        (["creer", "x.acse", "--departement", "93", "--exercice", "12"], "« 12 » n’est pas"),
        (["creer", "x.acse", "--departement", "'; DROP", "--exercice", "2012"], "département"),
        (["creer", "x.acse", "--departement", "93", "--region", "11", "--exercice", "2012"],
         "ne va pas avec"),
        (["exemple", "x.acse", "--actions", "9" * 400], "n’est pas un nombre"),
        (["exemple", "x.acse", "--actions", "²"], "n’est pas un nombre"),
        (["verifier"], "Il manque CIBLE"),
        (["verifier", ""], "nom de fichier"),
        (["verifier", "absente.acse"], "introuvable"),
        (["verifier", "."], "introuvable"),
        (["chiffres", "absente.acse"], "introuvable"),
        (["chiffres", "faux.acse"], "faux.acse"),
        (["dictionnaire", "--format", "pdf"], "« pdf » n’est pas"),
        (["dictionnaire", "--form", "md"], "inconnu"),
        (["restaurer", "faux.acse", "93.acse"], "faux.acse"),
        (["sauvegarder", "absente.acse"], "absente"),
        (["importer", "93.acse", "absent.csv"], "absent.csv"),
    ],
)  # fmt: skip
def test_hostile_arguments(
    base: Path,
    tmp_path: Path,
    arguments: list[str],
    said: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "faux.acse").write_bytes(b"PK\x03\x04 not a base" * 50)
    before = base.read_bytes()
    assert run(arguments) == NOTHING_DONE
    out, err = capsys.readouterr()
    assert out == ""
    assert said in err
    assert err.count("\n") == 1
    assert base.read_bytes() == before
    assert not (tmp_path / "x.acse").exists()


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (UserError("Le disque est plein.", "Libérez de la place."), "Le disque est plein. Libérez"),
        (KeyboardInterrupt(), "Interrompu\u00a0: rien n’a été changé."),
        (Cancelled(), "Interrompu\u00a0: rien n’a été changé."),
        (ZeroDivisionError("secret"), "erreur imprévue"),
    ],
)
def test_errors_are_one_sentence(
    error: BaseException,
    said: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    monkeypatch.setattr("acse_desktop.cli.guard._log_file", lambda: tmp_path / "commandes.log")

    def broken() -> int:
        raise error

    assert guarded(broken) == NOTHING_DONE
    err = capsys.readouterr().err
    assert said in err
    assert err.count("\n") == 1
    assert "secret" not in err
    if isinstance(error, ZeroDivisionError):
        assert "ZeroDivisionError: secret" in (tmp_path / "commandes.log").read_text("utf-8")


@pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals are of POSIX")
def test_progress_bar_is_for_terminals(monkeypatch: pytest.MonkeyPatch) -> None:
    import io
    import os
    import pty

    from acse_desktop.cli.terminal import progress

    reader, writer = pty.openpty()
    with os.fdopen(writer, "w", encoding="utf-8") as terminal:
        monkeypatch.setattr(sys, "stderr", terminal)
        with progress() as shown:
            shown.step(1, 2, "Contrôle")
        assert " 50 % Contrôle" in os.read(reader, 4000).decode()
    os.close(reader)
    monkeypatch.setattr(sys, "stderr", piped := io.StringIO())
    with progress() as shown:
        shown.step(1, 2, "Contrôle")
    assert piped.getvalue() == ""
