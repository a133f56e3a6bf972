"""The fiche de contrôle as a workbook: blank to take on site, filled to keep with the dossier."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy.orm import Session

from acse_desktop.fields import fields_of
from acse_desktop.models import Action, Controle
from acse_desktop.nomenclatures import entries, label_of
from acse_desktop.services.controls.fiche import ControlSheet, control_sheet
from acse_desktop.services.publishing.forms import Value
from acse_desktop.services.publishing.table import write_table
from acse_desktop.translation import _
from acse_desktop.typography import amount_text

Row = tuple[Value, ...]
HEAD = ("numero", "nature", "dispositif", "prevu_le", "fait_le", "agent")
END = ("constats", "suite", "suite_detail", "suite_attendue_le", "suite_faite_le")


def export_fiche(session: Session, identifier: str, target: Path, *, blank: bool = False) -> int:
    """Write a fiche; `blank` leaves the answers empty, to be written on paper.

    Gives the number of rows. A workbook, or an ODS when its name says so. Raises CannotWrite.
    """
    sheet = control_sheet(session, identifier)
    rows = [*_top(sheet), *_questions(sheet, blank), *_own(sheet, END, blank)]
    number = sheet.controle.values["numero"] or ""
    title = _("Fiche de contrôle {numero}").format(numero=number)
    return write_table(target, title, (_("Point"), _("Réponse"), _("Observation")), rows)


def _top(sheet: ControlSheet) -> list[Row]:
    rows = _own(sheet, HEAD, blank=False)
    if sheet.action is not None:
        action = fields_of(Action)
        rows += [(_("Organisme"), sheet.organisme, "")]
        for name in ("numero", "intitule"):
            rows.append((_(action[name].label), sheet.action.values[name] or "", ""))
        granted = amount_text(sheet.action.values["montant_accorde"], unit="€")
        rows.append((_(action["montant_accorde"].label), granted, ""))
    return rows


def _questions(sheet: ControlSheet, blank: bool) -> list[Row]:
    held = {card.values["question"]: card.values for card in sheet.points}
    codes = [one.code for one in entries("point_controle") if one.code in held or not held]
    rows: list[Row] = []
    for code in codes:
        values = {} if blank else held.get(code, {})
        answer = values.get("reponse")
        told = _(label_of("reponse_controle", answer)) if answer else ""
        question = _(label_of("point_controle", code))
        rows.append((question, told, values.get("observation") or ""))
    return rows


def _own(sheet: ControlSheet, names: tuple[str, ...], blank: bool) -> list[Row]:
    described = fields_of(Controle)
    return [
        (
            _(described[name].label),
            "" if blank else described[name].type.format(sheet.controle.values[name]),
            "",
        )
        for name in names
    ]
