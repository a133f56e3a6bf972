"""The rows of a recognised sheet: data, totals to check, rows set aside, rows refused."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from acse_desktop.errors import InvalidInput
from acse_desktop.services.importing.cells import amount_or_zero, cell_text, read_cell
from acse_desktop.services.importing.profiles import Profil
from acse_desktop.services.importing.recognition import Recognised
from acse_desktop.services.importing.report import (
    AVERTISSEMENT,
    ERREUR,
    INFORMATION,
    Anomalie,
    FileReport,
    Remark,
)
from acse_desktop.services.importing.shifted import realigned
from acse_desktop.services.reading.tables import Cell, cell_name
from acse_desktop.translation import N_, _
from acse_desktop.typography import amount_text, folded, squeezed

_TOTAL = re.compile(
    r"(sous )?tota(l|ux)( general| des subventions.*)?|resultat( global)?|consolidation|somme"
)
_RUBRIQUE = re.compile(r"\(([^)]+)\)")
_LABELS = {
    "nom": N_("le nom de l’organisme"),
    "montant": N_("le montant"),
    "siret": N_("le SIRET"),
}


@dataclass
class Ligne:
    """A data row: its number as the spreadsheet shows it, and the value of each field."""

    ligne: int
    valeurs: dict[str, Any]


@dataclass
class Sheet:
    """The reading of one sheet: fills the report and gives the rows fit to be imported."""

    found: Recognised
    report: FileReport
    rubrique: str = ""
    sous_total: Decimal = Decimal("0.00")
    controles: dict[str, tuple[int, Decimal]] = field(default_factory=dict)
    """Total announced by the file for a key, with its row."""
    details: dict[str, Decimal] = field(default_factory=dict)

    @property
    def profil(self) -> Profil:
        """The profile in use."""
        return self.found.profil

    def lignes(self) -> Iterator[Ligne]:
        """Every row to import, in order; refusals and repairs go to the report."""
        header = self.found.header
        self._open_rubrique(header.row)
        repeats = set(header.repeats)
        for number in range(header.row + 1, len(self.found.table.rows)):
            if number in repeats:
                self._open_rubrique(number)
            elif ligne := self._ligne(number):
                yield ligne
        self._compare_controls()

    def _open_rubrique(self, number: int) -> None:
        self.sous_total = Decimal("0.00")
        for name in self.profil.prefixes:
            text = cell_text(self._cell(number, name))
            found = _RUBRIQUE.search(text)
            self.rubrique = squeezed(found[1]) if found else squeezed(text)

    def _ligne(self, number: int) -> Ligne | None:
        row = self._aligned(number)
        if self._is_total(row):
            self._check_sous_total(number, row)
            return None
        if not any(self._value_in(row, name) for name in self._identifying()):
            self._empty_row(number, row)
            return None
        if self._is_set_aside(row):
            self._set_aside(number, row)
            return None
        return self._data(number, row)

    def _identifying(self) -> list[str]:
        named = ("nom", "montant", "siret", self.profil.cle_ligne, self.profil.controle)
        return [name for name in named if name in self.found.header.columns]

    def _aligned(self, number: int) -> list[Cell]:
        row = self.found.table.rows[number]
        width = len(self.found.table.rows[self.found.header.row])
        repaired = realigned(row, self.found.header, width)
        if repaired is None:
            return row
        message = _("Montant coupé par une virgule sans guillemets\u00a0: recollé en {money}.")
        column = self.found.header.columns["montant"]
        remark = Remark(INFORMATION, "montant_recolle", message.format(money=repaired[column]))
        self.tell(number, "montant", row[column], remark)
        return repaired

    def _empty_row(self, number: int, row: list[Cell]) -> None:
        """A row with nothing that names a grant; told when it still holds something else."""
        if self.profil.cle_ligne or not any(cell_text(cell).strip() for cell in row):
            return
        self._count_read()
        self._refuse(number, "nom", None, _("La ligne n’a ni organisme ni montant."))

    def _value_in(self, row: list[Cell], name: str) -> str:
        column = self.found.header.columns.get(name, -1)
        return squeezed(cell_text(row[column])) if 0 <= column < len(row) else ""

    def _cell(self, number: int, name: str) -> Cell:
        row = self.found.table.rows[number]
        column = self.found.header.columns[name]
        return row[column] if column < len(row) else None

    def _is_total(self, row: list[Cell]) -> bool:
        if self.profil.cle_ligne and self._value_in(row, self.profil.cle_ligne):
            return False
        words = [folded(cell) for cell in row if isinstance(cell, str)]
        return any(_TOTAL.fullmatch(text) for text in words) and len([w for w in words if w]) <= 3

    def _is_set_aside(self, row: list[Cell]) -> bool:
        key = self.profil.cle_ligne
        return bool(key) and not self._value_in(row, key).isdecimal()

    def _set_aside(self, number: int, row: list[Cell]) -> None:
        """A row without the number that every grant has: listed, counted in its sub-total."""
        amount = self._raw_amount(row)
        if amount is None:
            return
        self.sous_total += amount
        message = _("« {name} », {amount}\u00a0: ligne sans numéro, non importée.").format(
            name=self._value_in(row, "nom"), amount=amount_text(amount, unit="€")
        )
        remedy = _("Complétez le numéro dans le fichier, ou saisissez cette action.")
        remark = Remark(AVERTISSEMENT, "ligne_sans_numero", message, remedy)
        self.tell(number, self.profil.cle_ligne, None, remark)

    def _raw_amount(self, row: list[Cell]) -> Decimal | None:
        column = self.found.header.columns["montant"]
        try:
            value = read_cell("montant", row[column] if column < len(row) else None, _silent)
        except InvalidInput:
            return None
        return value if isinstance(value, Decimal) else None

    def _check_sous_total(self, number: int, row: list[Cell]) -> None:
        announced, found = self._raw_amount(row), self.sous_total
        self.sous_total = Decimal("0.00")
        if announced is None or not self.profil.cle_ligne or announced == found:
            return
        message = _("Sous-total annoncé {announced}, lignes au-dessus {found}.").format(
            announced=amount_text(announced, unit="€"), found=amount_text(found, unit="€")
        )
        remedy = _("Vérifiez auprès de l’émetteur\u202f; les lignes sont importées telles quelles.")
        remark = Remark(AVERTISSEMENT, "sous_total_different", message, remedy)
        self.tell(number, "montant", announced, remark)

    def _data(self, number: int, row: list[Cell]) -> Ligne | None:
        self._count_read()
        ligne = Ligne(number + 1, {"rubrique": self.rubrique} if self.rubrique else {})
        for name, column in self.found.header.columns.items():
            cell = row[column] if column < len(row) else None
            try:
                ligne.valeurs[name] = self._read(number, name, cell)
            except InvalidInput as error:
                self._refuse(number, name, cell, error.message, error.remedy)
                return None
        return self._complete(number, ligne)

    def _read(self, number: int, name: str, cell: Cell) -> Any:
        return read_cell(name, cell, lambda remark: self.tell(number, name, cell, remark))

    def _complete(self, number: int, ligne: Ligne) -> Ligne | None:
        if self._is_control(ligne):
            return None
        for name in self.profil.obligatoires:
            if ligne.valeurs.get(name) is None and not self._replaced(name, ligne):
                message = _("Il manque {what}.").format(what=_(_LABELS[name]))
                self._refuse(number, name, None, message)
                return None
        amount = amount_or_zero(ligne.valeurs.get("montant"))
        self.report.montant_total += amount
        self.sous_total += amount
        self._add_detail(ligne, amount)
        return ligne

    @staticmethod
    def _replaced(name: str, ligne: Ligne) -> bool:
        return name == "montant" and ligne.valeurs.get("montant_propose") is not None

    def _is_control(self, ligne: Ligne) -> bool:
        """A total line between the details that it repeats: kept for the check, never added."""
        total = ligne.valeurs.get(self.profil.controle) if self.profil.controle else None
        if total is None or ligne.valeurs.get("montant") is not None:
            return False
        self.controles[_key(ligne)] = (ligne.ligne, total)
        return True

    def _add_detail(self, ligne: Ligne, amount: Decimal) -> None:
        if self.profil.controle:
            key = _key(ligne)
            self.details[key] = self.details.get(key, Decimal("0.00")) + amount

    def _compare_controls(self) -> None:
        for key, (line, total) in self.controles.items():
            remark = _compared(total, self.details.get(key, Decimal("0.00")))
            self.tell(line - 1, self.profil.controle, total, remark)

    def _count_read(self) -> None:
        self.report.lignes_lues += 1

    def _refuse(self, number: int, name: str, cell: Cell, message: str, remede: str = "") -> None:
        self.report.lignes_refusees += 1
        help_ = remede or _("Complétez la ligne dans le fichier, puis importez-le de nouveau.")
        self.tell(number, name, cell, Remark(ERREUR, "ligne_refusee", message, help_))

    def tell(self, number: int, name: str, cell: Any, remark: Remark) -> None:
        """Add to the report what is to be known of a cell (`number` counts rows from 0)."""
        column = self.found.header.columns.get(name, 0)
        self.report.anomalies.append(
            Anomalie(
                *remark,
                feuille=self.report.feuille,
                ligne=number + 1,
                colonne=cell_name(0, column)[:-1],
                valeur="" if cell is None else str(cell),
            )
        )


def _key(ligne: Ligne) -> str:
    return f"{ligne.valeurs.get('siret')}|{folded(ligne.valeurs.get('nom') or '')}"


def _compared(total: Decimal, found: Decimal) -> Remark:
    announced = amount_text(total, unit="€")
    if total == found:
        message = _("Ligne de total {total}\u00a0: égale à la somme de ses détails, non ajoutée.")
        return Remark(INFORMATION, "total_verifie", message.format(total=announced))
    message = _("Ligne de total {total}, différente de la somme de ses détails, {found}.").format(
        total=announced, found=amount_text(found, unit="€")
    )
    remedy = _("Vérifiez auprès de l’émetteur du fichier.")
    return Remark(AVERTISSEMENT, "total_different", message, remedy)


def _silent(remark: Remark) -> None:
    """For amounts read only to be compared."""
