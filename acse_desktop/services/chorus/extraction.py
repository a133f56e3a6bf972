"""An extraction of payments compared with the rows already known: what is new, what changed."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from acse_desktop.models import LigneChorus
from acse_desktop.services.attached import A_RAPPROCHER, refresh_rows
from acse_desktop.services.importing.plan import Plan, Row
from acse_desktop.services.importing.report import AVERTISSEMENT, INFORMATION, Anomalie, FileReport
from acse_desktop.services.importing.rows import Ligne
from acse_desktop.translation import _, ngettext
from acse_desktop.typography import amount_text, count_text

FIELDS = {
    "ej": "ej_chorus", "poste_ej": "poste_ej", "dp": "dp_chorus", "poste_dp": "poste_dp",
    "exercice": "exercice", "siret": "siret_paye", "domaine": "domaine", "centre": "centre",
    "montant": "montant", "paye_le": "paye_le",
}  # fmt: skip
"""Where each column of the extraction is kept."""
IDENTITY = ("dp", "poste_dp", "ej", "poste_ej", "exercice")
"""What makes a payment one, its amount apart."""
Key = tuple[Any, ...]


@dataclass
class Seen:
    """A row kept, in the base or from a file read before in the same import."""

    montant: Decimal
    id: str = ""
    """Empty for a row that is not written yet."""


@dataclass(frozen=True)
class Changed:
    """A row of the base whose amount is another one in the extraction."""

    id: str
    before: Decimal
    after: Decimal


@dataclass
class Extractions:
    """The extractions of one import: new rows go to its plan, changes are written after it."""

    session: Session
    plan: Plan
    changed: list[Changed] = field(default_factory=list)
    _seen: dict[Key, list[Seen]] | None = None

    def read(self, lignes: Iterable[Ligne], provenance: str, report: FileReport) -> None:
        """Compare the rows of a file with what is known, and fill the report."""
        by_key: dict[Key, list[tuple[Ligne, Row]]] = defaultdict(list)
        for ligne in lignes:
            row = row_of(ligne.valeurs)
            by_key[key_of(row)].append((ligne, row))
        known = 0
        for key, found in by_key.items():
            kept = self._known(key)
            fresh, left = unmatched(found, kept)
            known += len(found) - len(fresh)
            if len(fresh) == len(left) == 1 and left[0].id:
                self._change(left[0], *fresh[0], report)
                continue
            for ligne, row in fresh:
                self._add(ligne, row, provenance, report)
                kept.append(Seen(row["montant"]))
        _tell_known(known, report)

    def write(self) -> None:
        """Give the rows that changed their new amount, inside the operation of the import."""
        for change in self.changed:
            ligne = self.session.get_one(LigneChorus, change.id)
            ligne.montant = change.after
            ligne.motif = " ".join(filter(None, (ligne.motif, changed_text(change))))
            self.session.flush()
            refresh_rows(self.session, [change.id])

    def _known(self, key: Key) -> list[Seen]:
        if self._seen is None:
            self._seen = defaultdict(list)
            columns = [getattr(LigneChorus, name) for name in (*IDENTITY, "montant", "id")]
            for *own, montant, identifier in self.session.execute(select(*columns)):
                self._seen[tuple(own)].append(Seen(montant or Decimal(0), identifier))
        return self._seen[key]

    def _add(self, ligne: Ligne, row: Row, provenance: str, report: FileReport) -> None:
        place = {
            "provenance_id": provenance,
            "provenance_feuille": report.feuille,
            "provenance_ligne": ligne.ligne,
        }
        self.plan.add(LigneChorus, {**row, "etat": A_RAPPROCHER}, place)
        report.lignes_importees += 1

    def _change(self, kept: Seen, ligne: Ligne, row: Row, report: FileReport) -> None:
        change = Changed(kept.id, kept.montant, row["montant"])
        kept.montant = change.after
        self.changed.append(change)
        report.lignes_importees += 1
        report.anomalies.append(
            Anomalie(
                AVERTISSEMENT, "montant_change",
                _("DP {dp}\u00a0: {text}").format(dp=row["dp"] or "", text=changed_text(change)),
                _("Revoyez son rapprochement."), report.feuille, ligne.ligne,
                valeur=amount_text(change.after),
            )
        )  # fmt: skip


def changed_text(change: Changed) -> str:
    """What an amount was and became."""
    return _("Montant passé de {before} à {after} dans l’extraction.").format(
        before=amount_text(change.before, unit="€"), after=amount_text(change.after, unit="€")
    )


def row_of(values: dict[str, Any]) -> Row:
    """The row as the base keeps it; the exercice of an old extraction is the year of payment."""
    row = {name: values.get(source) for name, source in FIELDS.items()}
    row["fournisseur"] = values.get("nom") or values.get("code_fournisseur")
    if row["exercice"] is None and row["paye_le"] is not None:
        row["exercice"] = row["paye_le"].year
    return row


def key_of(row: Row) -> Key:
    """The identity of a payment, its amount apart."""
    return tuple(row[name] for name in IDENTITY)


def unmatched(
    found: list[tuple[Ligne, Row]], kept: list[Seen]
) -> tuple[list[tuple[Ligne, Row]], list[Seen]]:
    """The rows of a file and those kept that have no row of the same amount on the other side.

    The same amount twice is two payments: each kept row answers for one.
    """
    amounts = Counter(seen.montant for seen in kept)
    fresh = []
    for ligne, row in found:
        if amounts[row["montant"]]:
            amounts[row["montant"]] -= 1
        else:
            fresh.append((ligne, row))
    left = []
    for seen in kept:
        if amounts[seen.montant]:
            amounts[seen.montant] -= 1
            left.append(seen)
    return fresh, left


def _tell_known(count: int, report: FileReport) -> None:
    if count:
        text = ngettext(
            "{n} paiement déjà connu\u00a0: il n’est pas repris.",
            "{n} paiements déjà connus\u00a0: ils ne sont pas repris.",
            count,
        )
        report.note(INFORMATION, "paiements_connus", text.format(n=count_text(count)))
