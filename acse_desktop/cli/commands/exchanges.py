"""`importer`, `exporter`, `consolider`."""

from __future__ import annotations

from argparse import Namespace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from acse_desktop.cli.commands.bases import agent
from acse_desktop.cli.guard import ANOMALIES, DONE
from acse_desktop.cli.reports import report_at
from acse_desktop.cli.terminal import progress, say
from acse_desktop.rules.anomalie import INFORMATION
from acse_desktop.translation import _, ngettext
from acse_desktop.typography import amount_text, count_text

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from acse_desktop.progress import Progress


def _say_file(report: dict[str, Any]) -> None:
    say(
        _("{file}\u00a0: {read} lignes lues, {kept} importées, {refused} refusées").format(
            file=report["fichier"],
            read=count_text(report["lignes_lues"]),
            kept=count_text(report["lignes_importees"]),
            refused=count_text(report["lignes_refusees"]),
        )
    )
    for one in report["anomalies"]:
        place = ":".join(str(one[key]) for key in ("feuille", "ligne", "colonne") if one[key])
        say(f"  {one['gravite']} {one['code']} {place} {one['message']} {one['remede']}".rstrip())


def _say_totals(totals: dict[str, Any]) -> None:
    amounts = ("montant_demande", "montant_accorde", "montant_paye")
    counts = [
        f"{name} {count_text(totals[name])}" for name in ("organismes", "dossiers", "actions")
    ]
    sums = [f"{name} {amount_text(Decimal(totals[name]), unit='€')}" for name in amounts]
    say(", ".join((*counts, *sums)))


def _say_report(content: dict[str, Any]) -> None:
    for file in content["fichiers"]:
        _say_file(file)
    _say_totals(content["totaux"])


def import_(arguments: Namespace) -> int:
    """Files into a base, in one operation."""
    from acse_desktop.services.importing.service import import_files
    from acse_desktop.store.opening import open_base

    with (
        report_at(arguments.rapport) as write_report,
        progress() as shown,
        open_base(arguments.base, agent=agent()) as base,
        base.session() as session,
    ):
        report = import_files(
            session,
            arguments.fichiers,
            profil=arguments.profil,
            simuler=arguments.simuler,
            agent=agent(),
            progress=shown,
        )
        content = report.as_dict()
        write_report(content)
    _say_report(content)
    if arguments.simuler:
        say(_("Simulation\u00a0: rien n’a été écrit."))
    refused = any(file["lignes_refusees"] for file in content["fichiers"])
    return DONE if report.clean and not refused else ANOMALIES


def export(arguments: Namespace) -> int:
    """The remontée of an exercice, or a publication."""
    from acse_desktop.store.opening import open_base

    write = _workbook if arguments.format == "xlsx" else _publication
    with (
        progress() as shown,
        open_base(arguments.base, agent=agent(), read_only=True) as base,
        base.session() as session,
    ):
        path, left = write(session, arguments, shown)
    say(_("Écrit\u00a0: {path}").format(path=path))
    if not left:
        return DONE
    say(ngettext("{count} anomalie jointe", "{count} anomalies jointes", left).format(
        count=count_text(left)
    ))  # fmt: skip
    return ANOMALIES


def _workbook(session: Session, arguments: Namespace, shown: Progress) -> tuple[Path, int]:
    from acse_desktop.services.checking import handed_over
    from acse_desktop.services.workbook.figures import Sending
    from acse_desktop.services.workbook.writing import export_workbook, remontee_name

    exercice = arguments.exercice
    target = arguments.sortie or Path(remontee_name(session, exercice, date.today()))
    anomalies = handed_over(session, exercice, shown)
    sending = Sending(agent=agent(), anomalies=anomalies)
    summary = export_workbook(session, exercice, target, shown, sending)
    grave = [one for one in anomalies if one.gravite != INFORMATION and not one.motif]
    return target, len(grave) + len(summary.anomalies)


def _publication(session: Session, arguments: Namespace, shown: Progress) -> tuple[Path, int]:
    from acse_desktop.services.publishing import publication_name, publish

    exercice, form = arguments.exercice, arguments.format
    target = arguments.sortie or Path(publication_name(session, exercice, form))
    publish(session, exercice, form, target, shown)
    return target, 0


def consolidate(arguments: Namespace) -> int:
    """The workbooks of the départements in the base of the region."""
    from acse_desktop.services.consolidation.service import consolidate as merged
    from acse_desktop.store.opening import open_base

    with (
        report_at(arguments.rapport) as write_report,
        progress() as shown,
        open_base(arguments.base, agent=agent()) as base,
        base.session() as session,
    ):
        report = merged(session, arguments.classeurs, arguments.sortie, agent(), shown)
        content = report.as_dict()
        write_report(content)
    _say_report(content)
    for one in content["departements"]:
        amount = amount_text(Decimal(one["montant_accorde"]), unit="€")
        say(f"{one['code']:>4}  {one['etat']}  {one['fichier'] or ''}  {amount}")
    return DONE if report.clean else ANOMALIES
