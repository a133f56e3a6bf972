"""`verifier`: the anomalies of a base or of a workbook."""

from __future__ import annotations

from argparse import Namespace
from collections import Counter
from pathlib import Path
from typing import Any

from acse_desktop.cli.commands.bases import agent, must_exist
from acse_desktop.cli.guard import ANOMALIES, DONE
from acse_desktop.cli.reports import anomaly_dict, as_json
from acse_desktop.cli.terminal import progress, say
from acse_desktop.rules.anomalie import INFORMATION
from acse_desktop.translation import _, ngettext
from acse_desktop.typography import count_text

WORKBOOKS = (".xlsx", ".xlsm", ".ods", ".xls", ".csv")


def _of_base(path: Path, exercice: int | None) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    from acse_desktop.services.attachments_check import check_contents
    from acse_desktop.services.checking import check_base, place_of
    from acse_desktop.services.totals import totals_of
    from acse_desktop.store.opening import open_base

    with (
        progress() as shown,
        open_base(path, agent=agent(), read_only=True) as base,
        base.session() as session,
    ):
        found = [*check_base(session, exercice, shown), *check_contents(session, shown)]
        totals = totals_of(session, exercice)
    return [anomaly_dict(one, *place_of(one)) for one in found], totals


def _of_workbook(path: Path, _exercice: int | None) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    from acse_desktop.services.verifying import check_workbook

    with progress() as shown:
        report = check_workbook(path, shown)
    return [one.as_dict() for one in report.anomalies], report.totaux


def check(arguments: Namespace) -> int:
    """List what is wrong; 1 when an error or a warning has no reason given."""
    target: Path = arguments.cible
    must_exist(target)
    workbook = target.suffix.lower() in WORKBOOKS
    anomalies, totals = (_of_workbook if workbook else _of_base)(target, arguments.exercice)
    content = {
        "cible": str(target),
        "nature": "classeur" if workbook else "base",
        "anomalies": anomalies,
        "totaux": totals,
    }
    if arguments.json:
        say(as_json(content))
    else:
        _say_all(anomalies)
    return ANOMALIES if any(_open(one) for one in anomalies) else DONE


def _open(one: dict[str, Any]) -> bool:
    return one["gravite"] != INFORMATION and not one.get("reserve")


def _line(one: dict[str, Any]) -> str:
    name = one.get("objet") or ":".join(str(one[k]) for k in ("feuille", "ligne") if one[k])
    reason = one.get("reserve")
    accepted = _(" Motif\u00a0: {reason}").format(reason=reason) if reason else ""
    return f"{one['gravite']:<13} {one['code']:<16} {name}\u00a0: {one['message']}{accepted}"


def _say_all(anomalies: list[dict[str, Any]]) -> None:
    for one in anomalies:
        say(_line(one))
    if not anomalies:
        say(_("Aucune anomalie."))
    counts = Counter(one["gravite"] for one in anomalies)
    for gravite, count in sorted(counts.items()):
        say(f"{count_text(count)} {_plural(gravite, count)}")


def _plural(gravite: str, count: int) -> str:
    return {
        "erreur": ngettext("erreur", "erreurs", count),
        "avertissement": ngettext("avertissement", "avertissements", count),
        "information": ngettext("information", "informations", count),
    }.get(gravite, gravite)
