"""From read rows to records: organismes matched, a dossier per exercice, actions numbered."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from acse_desktop.models import Action, Dossier, Organisme
from acse_desktop.services.importing import matching
from acse_desktop.services.importing.plan import Known, Plan, Row
from acse_desktop.services.importing.profiles import Profil
from acse_desktop.services.importing.report import (
    AVERTISSEMENT,
    ERREUR,
    INFORMATION,
    Anomalie,
    FileReport,
    Totaux,
)
from acse_desktop.services.importing.rows import Ligne
from acse_desktop.services.importing.territory import departement_code, region_of
from acse_desktop.services.importing.wording import (
    TYPES_TIERS,
    is_droit_commun,
    split_address,
    split_place,
    statut_of,
)
from acse_desktop.services.numbering import action_number, dossier_number, territory_of
from acse_desktop.translation import N_, _
from acse_desktop.typography import folded

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)")
_BY = {
    "siren": N_("par le SIREN"),
    "code_tiers": N_("par le code tiers"),
    "nom": N_("par le nom exact"),
}


@dataclass
class Planner:
    """Turns the rows of one file into records of the plan, and says so in the report."""

    profil: Profil
    chemin: Path
    provenance: str
    known: Known
    plan: Plan
    totaux: Totaux
    report: FileReport
    types_seen: set[str] = field(default_factory=set)
    numbers_seen: set[tuple[str, int]] = field(default_factory=set)
    facts: Counter[str] = field(default_factory=Counter)
    """How many rows each choice was made for, told once per file."""

    def add(self, ligne: Ligne) -> None:
        """Plan the organisme, the dossier and the action of a row."""
        exercice = self._exercice(ligne) if self.profil.avec_actions else 0
        if exercice is None or self._already_there(ligne, exercice):
            self.report.lignes_refusees += 1
            return
        self.report.lignes_importees += 1
        organisme = self._organisme(ligne)
        if self.profil.avec_actions:
            dossier, numero = self._dossier(ligne, organisme, exercice)
            self._action(ligne, dossier, numero, exercice)

    def tell_choices(self) -> None:
        """Say once per file what was decided for many rows."""
        for message, count in self.facts.items():
            self.report.note(
                INFORMATION,
                "choix",
                _("{message} ({count} lignes)").format(message=message, count=count),
            )

    def _place(self, ligne: Ligne) -> Row:
        return {
            "provenance_id": self.provenance,
            "provenance_feuille": self.report.feuille,
            "provenance_ligne": ligne.ligne,
        }

    def _tell(self, ligne: Ligne, gravite: str, code: str, message: str, remede: str = "") -> None:
        self.report.anomalies.append(
            Anomalie(gravite, code, message, remede, self.report.feuille, ligne.ligne)
        )

    # Exercice and doubles

    def _exercice(self, ligne: Ligne) -> int | None:
        year = ligne.valeurs.get("exercice")
        if year is None and (day := ligne.valeurs.get("acte_le")):
            year = day.year
        if year is None:
            year = self._year_of_file()
        if year is None:
            self._tell(
                ligne, ERREUR, "exercice_inconnu", _("La ligne ne dit pas son exercice."),
                _("Mettez l’année dans le nom du fichier, par exemple « liste_2012.csv »."),
            )  # fmt: skip
        return year

    def _year_of_file(self) -> int | None:
        found = _YEAR.findall(self.chemin.stem)
        years = {int(text) for text in found}
        if len(years) == 1:
            year = years.pop()
            source = _("Exercice {year}, d’après le nom du fichier").format(year=year)
        elif text := self.known.infos.get("exercice"):
            year = int(text)
            source = _("Exercice {year}, celui de la base").format(year=year)
        else:
            return None
        self.facts[source] += 1
        return year

    def _already_there(self, ligne: Ligne, exercice: int) -> bool:
        numero = ligne.valeurs.get("numero_gispro")
        if not numero or (numero, exercice) not in self.known.actions:
            self._tell_repeated(ligne, numero, exercice)
            return False
        message = _("L’action GISPRO {numero} de {exercice} est déjà dans la base.")
        self._tell(
            ligne, AVERTISSEMENT, "action_deja_presente",
            message.format(numero=numero, exercice=exercice),
            _("Rien à faire\u202f; ouvrez l’action si ses montants ont changé."),
        )  # fmt: skip
        return True

    def _tell_repeated(self, ligne: Ligne, numero: str | None, exercice: int) -> None:
        """The same number twice in one file may be two payments or an error: both are kept."""
        if numero and (numero, exercice) in self.numbers_seen:
            self._tell(
                ligne, AVERTISSEMENT, "action_repetee",
                _("L’action GISPRO {numero} figure deux fois\u00a0: les deux lignes sont"
                  " importées.").format(numero=numero),
                _("Supprimez l’une des deux actions si c’est un doublon."),
            )  # fmt: skip
        if numero:
            self.numbers_seen.add((numero, exercice))

    # Organisme

    def _organisme(self, ligne: Ligne) -> str:
        row = self._organisme_row(ligne)
        wanted = matching.Known(
            "", row["nom"], row.get("commune") or "", row.get("siret") or "",
            row.get("code_tiers") or "", self._code_source(ligne),
        )  # fmt: skip
        if match := self.known.organismes.find(wanted):
            if match.known.siret != wanted.siret or not wanted.siret:
                self._tell_match(ligne, match)
            return match.known.id
        wanted.id = self.plan.add(Organisme, row, self._place(ligne))
        self.known.organismes.add(wanted)
        self.totaux.organismes += 1
        return wanted.id

    def _code_source(self, ligne: Ligne) -> str:
        code = ligne.valeurs.get("code_source")
        return f"{self.profil.nom}:{code}" if code else ""

    def _organisme_row(self, ligne: Ligne) -> Row:
        row = self._targets("organisme", ligne)
        row |= split_address(ligne.valeurs.get("adresse"))
        if self.profil.controle and (place := split_place(row["nom"])):
            row["nom"], ligne.valeurs["departement"], row["commune"] = place
            self.facts[_("Commune séparée du nom de l’organisme")] += 1
        if type_tiers := ligne.valeurs.get("type_tiers"):
            row["statut"] = self._statut(type_tiers)
        return row

    def _statut(self, type_tiers: str) -> str | None:
        statut = TYPES_TIERS.get(folded(type_tiers))
        if statut is None and type_tiers not in self.types_seen:
            self.types_seen.add(type_tiers)
            message = _("Le type « {type} » couvre plusieurs statuts\u00a0: statut laissé vide.")
            self.report.note(
                INFORMATION,
                "type_tiers",
                message.format(type=type_tiers),
                _("Précisez-le dans la fiche des organismes concernés."),
            )
        return statut

    def _tell_match(self, ligne: Ligne, match: matching.Match) -> None:
        if match.par in _BY:
            message = _("Rattachée à l’organisme « {nom} » {by}.")
            self._tell(
                ligne, INFORMATION, "rapprochement",
                message.format(nom=match.known.nom, by=_(_BY[match.par])),
            )  # fmt: skip

    # Dossier and action

    def _dossier(self, ligne: Ligne, organisme: str, exercice: int) -> tuple[str, str]:
        known = self.known.dossiers.get((organisme, exercice))
        if known:
            return known
        rank = self.known.numeros.get(exercice, 0) + 1
        self.known.numeros[exercice] = rank
        departement = departement_code(ligne.valeurs.get("departement"))
        departement = departement or self.known.infos.get("departement")
        row = self._targets("dossier", ligne) | {
            "organisme_id": organisme,
            "exercice": exercice,
            "numero": dossier_number(departement or territory_of(self.known.infos), exercice, rank),
            "departement": departement,
            "region": region_of(departement) or self.known.infos.get("region"),
        }
        found = (self.plan.add(Dossier, row, self._place(ligne)), row["numero"])
        self.known.dossiers[organisme, exercice] = found
        self.totaux.dossiers += 1
        return found

    def _action(self, ligne: Ligne, dossier: str, numero: str, exercice: int) -> None:
        rank = self.known.rangs.get(dossier, 0) + 1
        self.known.rangs[dossier] = rank
        row = self._targets("action", ligne) | {
            "dossier_id": dossier,
            "numero": action_number(numero, rank),
            "rang": rank,
            "statut": self._statut_of(ligne),
        }
        row["intitule"] = row.get("intitule") or self.report.fichier
        if self.profil.controle and is_droit_commun(ligne.valeurs.get("imputation")):
            row["dispositif"] = "DC"
            self.facts[_("Programme autre que 147\u00a0: dispositif « droit commun »")] += 1
        self.plan.add(Action, row, self._place(ligne))
        self.totaux.actions += 1
        self.totaux.add_amounts(row)

    def _statut_of(self, ligne: Ligne) -> str:
        statut = statut_of(ligne.valeurs)
        if statut == "ACCORDE":
            self.facts[_("Statut « Accordé », puisqu’un montant est attribué")] += 1
        return statut

    def _targets(self, table: str, ligne: Ligne) -> Row:
        """The attributes of a table that the fields of the row fill."""
        return {
            target.partition(".")[2]: ligne.valeurs.get(name)
            for name, targets in self.profil.cibles.items()
            for target in targets
            if target.startswith(f"{table}.")
        }
