"""The State's ledger of an example: commitments, a netting, and rows of Chorus to reconcile."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import Any

from acse_desktop.models import (
    Action,
    Compensation,
    Dossier,
    Engagement,
    EngagementAction,
    LigneChorus,
    Organisme,
    Rapprochement,
    Versement,
)
from acse_desktop.services.example.chance import Chance
from acse_desktop.services.example.writing import Rows

Row = dict[str, Any]
RECONCILED, WAITING = 24, 12
"""Rows of Chorus that are reconciled already, and those that wait for the agent."""
WITHHELD = 300
"""Euros withheld from a grant for an older one."""


class Ledger:
    """What Chorus says of the actions that are not written yet."""

    def __init__(self, rows: Rows, exercice: int, chance: Chance) -> None:
        self.rows, self.exercice, self._chance = rows, exercice, chance
        self._dossiers = {one["id"]: one for one in rows.pending(Dossier)}
        self._bearers = {one["id"]: one for one in rows.pending(Organisme)}
        self._paid: dict[str, list[Row]] = defaultdict(list)
        for one in rows.pending(Versement):
            self._paid[one["action_id"]].append(one)

    def enter(self) -> None:
        """Enter everything."""
        self._share_commitment()
        self._commit()
        self._net()
        for row in self._chorus():
            self.rows.add(LigneChorus, row)

    def _year(self, action: Row) -> int:
        return int(self._dossiers[action["dossier_id"]]["exercice"])

    def _bearer(self, action: Row) -> Row:
        return self._bearers[self._dossiers[action["dossier_id"]]["organisme_id"]]

    def _engaged(self) -> list[Row]:
        """The actions with a commitment, those of an organisme together."""
        found = [one for one in self.rows.pending(Action) if one["ej"] and one["montant_engage"]]
        return sorted(found, key=lambda one: (self._bearer(one)["id"], self._year(one), one["id"]))

    def _share_commitment(self) -> None:
        """Two actions of an organisme and exercice are on one commitment."""
        for first, second in pairwise(self._engaged()):
            if first["dossier_id"] == second["dossier_id"]:
                second["ej"] = first["ej"]
                for one in self._paid[second["id"]]:
                    one["ej"] = first["ej"]
                return

    def _commit(self) -> None:
        known: dict[str, str] = {}
        for action in self._engaged():
            ej = action["ej"]
            if ej not in known:
                known[ej] = self._chance.id()
                self.rows.add(Engagement, {
                    "id": known[ej], "organisme_id": self._bearer(action)["id"], "ej": ej,
                    "exercice": self._year(action), "engage_le": action["acte_le"],
                })  # fmt: skip
            self.rows.add(EngagementAction, {
                "id": self._chance.id(), "engagement_id": known[ej], "action_id": action["id"],
                "montant": action["montant_engage"],
            })  # fmt: skip

    def _net(self) -> None:
        """A reversement of last year is withheld from this year's payment."""
        for old, new in pairwise(self._engaged()):
            same = self._bearer(old)["id"] == self._bearer(new)["id"]
            years = (self._year(old), self._year(new)) == (self.exercice - 1, self.exercice)
            if same and years and self._bears(old, new):
                self._withhold(old, new)
                return

    @staticmethod
    def _bears(old: Row, new: Row) -> bool:
        left = (new["montant_accorde"] or 0) - (new["montant_paye"] or 0)
        return bool(
            old["statut"] == "CLOS" and (old["montant_paye"] or 0) > WITHHELD
            and not old["montant_a_reverser"] and new["montant_paye"] and left > WITHHELD
        )  # fmt: skip

    def _withhold(self, old: Row, new: Row) -> None:
        day = date(self.exercice, 10, 15)
        pair = {}
        for nature, action, sign in (("COMPENSATION", new, 1), ("REVERSEMENT", old, -1)):
            pair[nature] = self._chance.id()
            self.rows.add(Versement, {
                "id": pair[nature], "action_id": action["id"], "nature": nature,
                "montant": Decimal(WITHHELD), "verse_le": day, "ej": action["ej"], "dp": None,
            })  # fmt: skip
            action["montant_paye"] += sign * WITHHELD
        old["montant_a_reverser"] = Decimal(WITHHELD)
        self.rows.add(Compensation, {
            "id": self._chance.id(), "versement_id": pair["COMPENSATION"],
            "reversement_id": pair["REVERSEMENT"],
        })  # fmt: skip

    def _chorus(self) -> Iterator[Row]:
        """Payments that the agent entered, payments to come, and a stranger set aside."""
        own = [one for one in self._engaged() if self._year(one) == self.exercice]
        entered = [(one, paid) for one in own for paid in self._paid[one["id"]]
                   if paid["nature"] in ("AVANCE", "ACOMPTE", "SOLDE")]  # fmt: skip
        for action, paid in entered[:RECONCILED]:
            row = self._row(action, paid["montant"], paid["verse_le"], paid["dp"])
            self.rows.add(Rapprochement, {
                "id": self._chance.id(), "ligne_chorus_id": row["id"], "versement_id": paid["id"],
            })  # fmt: skip
            agent, day = "exemple", paid["verse_le"] + timedelta(days=3)
            yield row | {"etat": "RAPPROCHEE", "agent": agent, "rapproche_le": day}
        due = [one for one in own if one["montant_accorde"] > (one["montant_paye"] or 0)]
        for action in due[:WAITING]:
            left = action["montant_accorde"] - (action["montant_paye"] or 0)
            yield self._row(action, left, date(self.exercice, 11, 12), None)
        yield from self._strangers()

    def _row(self, action: Row, montant: Any, day: date, dp: str | None) -> Row:
        bearer = self._bearer(action)
        return self._line(
            ej=action["ej"], dp=dp or f"10{self._chance.digits(8)}", siret=bearer["siret"],
            fournisseur=(bearer["nom"] or "").upper(), montant=montant, paye_le=day,
        )  # fmt: skip

    def _strangers(self) -> Iterator[Row]:
        """A row of another programme, set aside, and one that no action explains."""
        for etat, motif in (("ECARTEE", "autre programme"), ("A_RAPPROCHER", None)):
            row = self._line(
                ej=f"21{self._chance.digits(8)}", dp=f"10{self._chance.digits(8)}", siret=None,
                fournisseur="FOURNISSEUR INCONNU", montant=Decimal("1290.40"),
                paye_le=date(self.exercice, 9, 28),
            )  # fmt: skip
            yield row | {"etat": etat, "motif": motif, "domaine": "0177-12-10"}

    def _line(self, **told: Any) -> Row:
        return {
            "id": self._chance.id(), "poste_ej": "1", "poste_dp": "1", "exercice": self.exercice,
            "domaine": "0147-01-01", "centre": "0147-C001", "etat": "A_RAPPROCHER", "motif": None,
            "agent": None, "rapproche_le": None, **told,
        }  # fmt: skip
