"""The faults put on purpose in an example of ordinary size, for the checks to find."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from acse_desktop.models import (
    Action,
    Avis,
    Dossier,
    Enveloppe,
    Evenement,
    Financement,
    Lieu,
    LigneBudget,
    Organisme,
    Public,
    Versement,
)
from acse_desktop.services.example import payment_faults
from acse_desktop.services.example.course import SUPPORTED
from acse_desktop.services.example.writing import Rows
from acse_desktop.typography import folded

Row = dict[str, Any]


class Workshop:
    """The rows of an exercice that are not written yet; each action takes one fault at most."""

    def __init__(self, rows: Rows, exercice: int) -> None:
        self.rows = rows
        self.exercice = exercice
        self.dossiers = {
            row["id"]: row for row in rows.pending(Dossier) if row["exercice"] == exercice
        }
        self._bearers = {row["id"]: row for row in rows.pending(Organisme)}
        self._used: set[str] = set()

    def action(self, suits: Callable[[Row], Any]) -> Row | None:
        """An action of the exercice that suits and has no fault yet."""
        for row in self.rows.pending(Action):
            dossier = self.dossiers.get(row["dossier_id"])
            if dossier and dossier["organisme_id"] not in self._used and suits(row):
                self._used.add(dossier["organisme_id"])
                return row
        return None

    def bearer_of(self, action: Row) -> Row:
        """The organisme of an action of the exercice."""
        return self._bearers[self.dossiers[action["dossier_id"]]["organisme_id"]]

    def parts(self, model: Any, action: Row) -> list[Row]:
        """The parts of an action."""
        return [row for row in self.rows.pending(model) if row["action_id"] == action["id"]]

    def associations(self) -> list[Row]:
        """Associations with a dossier of the exercice, whose actions have no fault."""
        asking = {row["organisme_id"] for row in self.dossiers.values()} - self._used
        return [
            row for row in self._bearers.values() if row["id"] in asking and row["statut"] == "ASSO"
        ]

    def take(self, bearer: Row) -> None:
        """Keep other faults away from an organisme."""
        self._used.add(bearer["id"])


Plant = Callable[[Workshop], None]


@dataclass(frozen=True)
class ExpectedAnomaly:
    """A fault that the checks must find at least once."""

    code: str
    """Code of the rule that finds it."""
    table: str
    what: str
    plant: Plant


def _followed(row: Row) -> bool:
    return bool(row["statut"] in SUPPORTED)


def _wrong_siret(shop: Workshop) -> None:
    for bearer in shop.associations()[:1]:
        last = bearer["siret"][-1]
        bearer["siret"] = bearer["siret"][:-1] + str((int(last) + 1) % 10)
        shop.take(bearer)


def _missing_rna(shop: Workshop) -> None:
    for bearer in [one for one in shop.associations() if one["rna"]][:1]:
        bearer["rna"] = None
        shop.take(bearer)


def _second_record(shop: Workshop) -> None:
    pair = shop.associations()[:2]
    if len(pair) < 2:
        return
    one, other = pair
    place = ("adresse", "code_postal", "commune", "code_insee")
    other |= {name: one[name] for name in place} | {"siret": None, "code_tiers": None}
    other["nom"] = folded(one["nom"]).upper()
    shop.take(one)
    shop.take(other)


def _unbalanced(shop: Workshop) -> None:
    wages = {row["action_id"]: row for row in shop.rows.pending(LigneBudget)
             if row["compte"] == "641"}  # fmt: skip
    if action := shop.action(lambda row: _followed(row) and row["id"] in wages):
        wages[action["id"]]["prevu"] += 450


def _volunteers(shop: Workshop) -> None:
    volunteers = {row["action_id"]: row for row in shop.rows.pending(LigneBudget)
                  if row["compte"] == "870"}  # fmt: skip
    if action := shop.action(lambda row: _followed(row) and row["id"] in volunteers):
        volunteers[action["id"]]["prevu"] += 300


def _hidden_request(shop: Workshop) -> None:
    if action := shop.action(lambda row: _followed(row) and row["montant_demande"] > 2_000):
        acse, partner = shop.parts(Financement, action)[:2]
        acse["demande_specifique"] -= 500
        partner["demande_commun"] += 500


def _end_first(shop: Workshop) -> None:
    if action := shop.action(lambda row: row["statut"] == "INSTRUCTION"):
        action["fin_le"] = action["debut_le"] - timedelta(days=20)


def _shares(shop: Workshop) -> None:
    places = {row["action_id"]: row for row in shop.rows.pending(Lieu) if row["part"] != 100}
    if action := shop.action(lambda row: _followed(row) and row["id"] in places):
        places[action["id"]]["part"] -= 10
        action["regle_partage"] = "SAISI"


def _nobody(shop: Workshop) -> None:
    if action := shop.action(lambda row: row["statut"] in ("INCOMPLET", "RECU")):
        action |= {"public_prevu": None, "public_quartiers": None}
        for row in shop.parts(Public, action):
            row["prevu"] = None


def _no_aims(shop: Workshop) -> None:
    if action := shop.action(lambda row: row["statut"] in ("INCOMPLET", "RECU")):
        action["objectifs"] = None


def _arrete(shop: Workshop) -> None:
    # A convention was drawn up because the year's grants of the organisme pass the threshold.
    def above(row: Row) -> bool:
        return (row["acte_type"], shop.bearer_of(row)["statut"]) == ("CONVENTION", "ASSO")

    if action := shop.action(above):
        action["acte_type"] = "ARRETE"


def _paid_twice(shop: Workshop) -> None:
    if action := shop.action(lambda row: row["statut"] == "BILAN"):
        last = shop.parts(Versement, action)[-1]
        last["montant"] += 1_000
        action["montant_paye"] += 1_000


def _late_report(shop: Workshop) -> None:
    # Last year's action of an organisme that is supported again: both rules find it.
    supported = shop.action(lambda row: _followed(row) and row["montant_anterieur"] is not None)
    if supported is None:
        return
    bearer = shop.bearer_of(supported)["id"]
    year = shop.exercice - 1
    before = {
        row["id"]
        for row in shop.rows.pending(Dossier)
        if row["organisme_id"] == bearer and row["exercice"] == year
    }
    late = next(
        row
        for row in shop.rows.pending(Action)
        if row["dossier_id"] in before and row["statut"] == "CLOS"
    )
    late |= {"statut": "BILAN", "crf_recu_le": None}
    steps = shop.rows.pending(Evenement)
    closing = (late["id"], "CLOS")
    steps[:] = [one for one in steps if (one["action_id"], one["statut_apres"]) != closing]


def _overdrawn(shop: Workshop) -> None:
    envelopes = [row for row in shop.rows.pending(Enveloppe) if row["exercice"] == shop.exercice]
    smallest = min(envelopes, key=lambda row: (row["notifie"] < 3_000, row["notifie"], row["id"]))
    smallest["notifie"] = smallest["notifie"] // 2_000 * 1_000


def _missing_opinion(shop: Workshop) -> None:
    opinions = shop.rows.pending(Avis)
    asked = {one["action_id"] for one in opinions if one["auteur"] == "COMMUNE"}
    action = shop.action(lambda row: row["statut"] == "COMITE" and row["id"] in asked)
    if action is None:
        return
    missing = next(one for one in shop.parts(Avis, action) if one["auteur"] == "COMMUNE")
    missing |= {"sens": None, "montant_propose": None, "commentaire": None, "rendu_le": None}


EXPECTED_ANOMALIES = (
    ExpectedAnomaly("ID-SIRET", "organisme", "the key of a SIRET is wrong", _wrong_siret),
    ExpectedAnomaly("ORG-RNA", "organisme", "an association has no RNA number", _missing_rna),
    ExpectedAnomaly("DBL-NOM", "organisme", "an association is entered twice, the second time in"
                    " capitals and without SIRET", _second_record),
    ExpectedAnomaly("BUD-EQUILIBRE", "action", "charges exceed products by 450 €", _unbalanced),
    ExpectedAnomaly("BUD-VOLONTAIRES", "action", "86 and 87 differ by 300 €", _volunteers),
    ExpectedAnomaly("BUD-ACSE", "action", "class 74 shows 500 € less than asked", _hidden_request),
    ExpectedAnomaly("DAT-ORDRE", "action", "an action ends before it begins", _end_first),
    ExpectedAnomaly("TER-PARTS", "action", "the shares of the places make 90 %", _shares),
    ExpectedAnomaly("PUB-NOMBRE", "action", "no number of beneficiaries", _nobody),
    ExpectedAnomaly("OBL-CHAMP", "action", "the aims are not filled in", _no_aims),
    ExpectedAnomaly("ACT-CONVENTION", "action", "an arrêté above 23 000 € in the year", _arrete),
    ExpectedAnomaly("PAI-PLAFOND", "action", "1 000 € paid beyond the grant", _paid_twice),
    ExpectedAnomaly("PAI-ENGAGE", "action", "100 € less engaged than paid",
                    payment_faults.engaged_too_little),
    ExpectedAnomaly("PAI-NOTIFIE", "action", "a payment five days before the notification",
                    payment_faults.paid_too_soon),
    ExpectedAnomaly("PAI-SOLDE", "action", "two soldes", payment_faults.two_soldes),
    ExpectedAnomaly("PAI-EJ-FORME", "action", "a commitment of eight digits",
                    payment_faults.short_commitment),
    ExpectedAnomaly("PAI-EJ-PARTAGE", "action", "a commitment of two organismes",
                    payment_faults.commitment_of_another),
    ExpectedAnomaly("CRF-RETARD", "action", "a report of last year is overdue", _late_report),
    ExpectedAnomaly("AVI-RETARD", "action", "the commune has not answered on the eve of a"
                    " committee", _missing_opinion),
    ExpectedAnomaly("ENV-DEPASSEE", "enveloppe", "more granted than notified", _overdrawn),
)  # fmt: skip
"""One for each rule; the second record without SIRET is also found by ORG-SIRET, and the overdue
report by CRF-NOUVELLE on this year's grant.
"""


def plant(rows: Rows, exercice: int) -> None:
    """Put the faults in the rows of an exercice that are not written yet."""
    shop = Workshop(rows, exercice)
    for expected in EXPECTED_ANOMALIES:
        expected.plant(shop)
