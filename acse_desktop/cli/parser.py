"""The sub-commands and their arguments, with usage, help and errors in French."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import NoReturn

from acse_desktop import __version__
from acse_desktop.errors import UserError
from acse_desktop.translation import _

EXPORT_FORMATS = ("xlsx", "ods", "csv", "scdl", "2006-887", "jaune")
MAX_ACTIONS = 200_000


class UsageError(UserError):
    """The command was not written as it should be."""


def _argparse_text(text: str) -> str:
    """The words of argparse, in the language in use."""
    known = {
        "usage: ": _("usage\u00a0: "),
        "positional arguments": _("arguments"),
        "options": _("options"),
        "show this help message and exit": _("montre cette aide"),
        "the following arguments are required: %s": _("il manque %s"),
        "unrecognized arguments: %s": _("argument inconnu\u00a0: %s"),
        "expected one argument": _("une valeur est attendue"),
        "expected at least one argument": _("une valeur au moins est attendue"),
        "argument %(argument_name)s: %(message)s": _(
            "argument %(argument_name)s\u00a0: %(message)s"
        ),
        "not allowed with argument %s": _("ne va pas avec %s"),
        "invalid %(type)s value: %(value)r": _("valeur illisible\u00a0: %(value)s"),
        "invalid choice: %(value)r (choose from %(choices)s)": _(
            "« %(value)s » n’est pas un choix possible (%(choices)s)"
        ),
        "ambiguous option: %(option)s could match %(matches)s": _(
            "l’option %(option)s est ambiguë\u00a0: %(matches)s"
        ),
        "ignored explicit argument %r": _("valeur inattendue\u00a0: %s"),
    }  # fmt: skip
    return known.get(text, text)


def _in_french() -> None:
    # argparse looks its texts up in its own module, and only in the catalogues of the system.
    vars(argparse)["_"] = _argparse_text


class Parser(argparse.ArgumentParser):
    """Errors are one sentence, raised and not printed, and options are written in full."""

    def __init__(self, **traits: object) -> None:
        super().__init__(allow_abbrev=False, **traits)  # type: ignore[arg-type]

    def error(self, message: str) -> NoReturn:
        """Say what is wrong and how the command is written."""
        usage = re.sub(r"\s+", " ", self.format_usage()).strip()
        raise UsageError(_("{message}.").format(message=message[:1].upper() + message[1:]), usage)


def _year(text: str) -> int:
    if re.fullmatch(r"(19|20)\d\d", text):
        return int(text)
    raise argparse.ArgumentTypeError(
        _("« {text} » n’est pas un exercice, par exemple 2012").format(text=text)
    )


def _number(text: str) -> int:
    if text.isdecimal() and text.isascii() and int(text[:9]) <= MAX_ACTIONS:
        return int(text[:9])
    raise argparse.ArgumentTypeError(
        _("« {text} » n’est pas un nombre de 0 à {limit}").format(text=text, limit=MAX_ACTIONS)
    )


def _departement(text: str) -> str:
    if re.fullmatch(r"\d\d|2[AB]|9[78]\d", text.upper()):
        return text.upper()
    raise argparse.ArgumentTypeError(
        _("« {text} » n’est pas un département, par exemple 93 ou 2A").format(text=text)
    )


def _region(text: str) -> str:
    if re.fullmatch(r"\d\d", text):
        return text
    raise argparse.ArgumentTypeError(
        _("« {text} » n’est pas une région, par exemple 11").format(text=text)
    )


def _path(text: str) -> Path:
    if not text.strip() or "\0" in text:
        raise argparse.ArgumentTypeError(_("un nom de fichier est attendu"))
    return Path(text)


def _territory(command: Parser, required: bool) -> None:
    choice = command.add_mutually_exclusive_group(required=required)
    choice.add_argument(
        "--departement", type=_departement, metavar="93", help=_("code du département")
    )
    choice.add_argument("--region", type=_region, metavar="11", help=_("code de la région"))
    choice.add_argument("--national", action="store_true", help=_("toute la France"))


def _exercice(command: Parser, required: bool = False) -> None:
    command.add_argument(
        "--exercice", type=_year, metavar="2012", required=required, help=_("année budgétaire")
    )


def _json(command: Parser) -> None:
    command.add_argument("--json", action="store_true", help=_("résultat pour un programme"))


def _creer(command: Parser) -> None:
    command.add_argument("base", type=_path, metavar="BASE", help=_("base à créer"))
    _territory(command, required=True)
    _exercice(command, required=True)


def _exemple(command: Parser) -> None:
    command.add_argument("base", type=_path, metavar="BASE", help=_("base à créer"))
    _territory(command, required=False)
    command.add_argument("--exercice", type=_year, metavar="2012", default=2012)
    command.add_argument("--actions", type=_number, metavar="N", help=_("nombre d’actions"))
    command.add_argument(
        "--graine", type=_number, metavar="N", default=1,
        help=_("la même graine donne la même base"),
    )  # fmt: skip


def _importer(command: Parser) -> None:
    command.add_argument("base", type=_path, metavar="BASE", help=_("base qui reçoit"))
    command.add_argument(
        "fichiers", type=_path, nargs="+", metavar="FICHIER", help=_("fichier à importer")
    )
    command.add_argument("--profil", metavar="NOM", help=_("profil d’import, deviné sinon"))
    command.add_argument("--simuler", action="store_true", help=_("dit tout et n’écrit rien"))
    command.add_argument("--rapport", type=_path, metavar="RAPPORT.json")


def _exporter(command: Parser) -> None:
    command.add_argument("base", type=_path, metavar="BASE", help=_("base à exporter"))
    _exercice(command, required=True)
    command.add_argument("--format", choices=EXPORT_FORMATS, default="xlsx")
    command.add_argument("-o", dest="sortie", type=_path, metavar="FICHIER")


def _consolider(command: Parser) -> None:
    command.add_argument("base", type=_path, metavar="BASE_REGION", help=_("base de la région"))
    command.add_argument(
        "classeurs", type=_path, nargs="+", metavar="CLASSEUR", help=_("remontée à consolider")
    )
    command.add_argument("-o", dest="sortie", type=_path, metavar="SORTIE.xlsx")
    command.add_argument("--rapport", type=_path, metavar="RAPPORT.json")


def _verifier(command: Parser) -> None:
    command.add_argument("cible", type=_path, metavar="CIBLE", help=_("base ou classeur"))
    _exercice(command)
    _json(command)


def _chiffres(command: Parser) -> None:
    command.add_argument("base", type=_path, metavar="BASE")
    _exercice(command)
    _json(command)


def _sauvegarder(command: Parser) -> None:
    command.add_argument("base", type=_path, metavar="BASE")
    command.add_argument(
        "destination", type=_path, nargs="?", metavar="DESTINATION", help=_("dossier de la copie")
    )


def _restaurer(command: Parser) -> None:
    command.add_argument("copie", type=_path, metavar="COPIE", help=_("sauvegarde à reprendre"))
    command.add_argument("base", type=_path, metavar="BASE", help=_("base à remplacer"))


def _dictionnaire(command: Parser) -> None:
    command.add_argument("--format", choices=("md", "csv", "json"), default="md")


def _commands() -> tuple[tuple[str, str, str, Callable[[Parser], None]], ...]:
    return (
        ("creer", "bases:create", _("crée une base vide"), _creer),
        ("exemple", "bases:example", _("crée une base d’exemple, inventée"), _exemple),
        ("importer", "exchanges:import_", _("importe des fichiers"), _importer),
        ("exporter", "exchanges:export", _("écrit la remontée ou une autre forme"), _exporter),
        ("consolider", "exchanges:consolidate", _("réunit les remontées"), _consolider),
        ("verifier", "checks:check", _("liste les anomalies d’une base, d’un classeur"), _verifier),
        ("chiffres", "results:figures", _("« L’Acsé en chiffres »"), _chiffres),
        ("sauvegarder", "bases:back_up", _("copie une base et vérifie la copie"), _sauvegarder),
        ("restaurer", "bases:restore", _("remet une sauvegarde à la place d’une base"), _restaurer),
        ("dictionnaire", "results:dictionary", _("décrit chaque champ"), _dictionnaire),
    )


def build() -> Parser:
    """The whole parser."""
    _in_french()
    parser = Parser(
        prog="acse-desktop",
        description=_("Sans commande, ouvre la fenêtre. Statut\u00a0: 0 fait, 1 fait avec des"
                      " anomalies, 2 rien n’a été fait."),
    )  # fmt: skip
    parser.add_argument("--version", action="version", version=f"acse-desktop {__version__}",
                        help=_("montre la version"))  # fmt: skip
    commands = parser.add_subparsers(metavar=_("COMMANDE"), required=True, title=_("commandes"))
    for name, handler, text, declare in _commands():
        command = commands.add_parser(name, help=text, description=text)
        command.set_defaults(handler=handler)
        declare(command)
    return parser


def command_of(arguments: list[str]) -> Callable[[], int]:
    """The handler that the arguments call for, loaded only now; UsageError when they are wrong."""
    wanted = ["--help" if word == "--aide" else word for word in arguments]
    parsed = build().parse_args(wanted)
    module, _sep, function = parsed.handler.partition(":")
    handler = getattr(import_module(f"acse_desktop.cli.commands.{module}"), function)
    return partial(handler, parsed)
