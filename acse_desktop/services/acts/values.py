"""What an act says: every name of the dictionary, as the text that the template prints."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy.orm import Session

from acse_desktop.models import Acte, Action, Contrat, Dossier, Organisme
from acse_desktop.services.acts.choosing import DueAct
from acse_desktop.services.acts.letterhead import letterhead
from acse_desktop.services.acts.natures import Nature
from acse_desktop.services.acts.wording import (
    clean,
    day_in_full,
    euros,
    in_words,
    texts_of,
)
from acse_desktop.services.records import Card, card_of

Texts = dict[str, Any]
WITH_PAPERS = frozenset({"ACCUSE", "RELANCE_PIECES"})
"""The letters that tell what is missing."""
_ABBREVIATED = {"MME": "Mme", "M": "M."}


@dataclass(frozen=True)
class Draft:
    """A document about to be written: for whom, about what, for how much."""

    nature: Nature
    numero: str
    day: date
    organisme: Card
    dossier: Card
    actions: Sequence[Card]
    due: DueAct
    modified: Card | None = None
    """The act that it amends or replaces."""
    tranches: Mapping[int, Decimal] = field(default_factory=dict)
    objet: str = ""

    @property
    def exercice(self) -> int:
        """The year of the dossier."""
        return int(self.dossier.values["exercice"] or self.day.year)

    @property
    def amount(self) -> Decimal | None:
        """Euros of the whole document; None when it tells no amount."""
        if self.tranches:
            return sum(self.tranches.values(), Decimal(0))
        if not self.nature.amount:
            return None
        return sum((self.nature.amount_of(one.values) or Decimal(0) for one in self.actions),
                   Decimal(0))  # fmt: skip


def texts_for(session: Session, draft: Draft) -> Texts:
    """Everything that a template may print of a document."""
    only = draft.actions[0] if len(draft.actions) == 1 else None
    contrat = _contract_of(session, draft.actions)
    return {
        "prefecture": {name: clean(text) for name, text in letterhead(session).items()},
        "organisme": _organisme(draft.organisme.values),
        "dossier": texts_of(Dossier, draft.dossier.values),
        "action": _action(only.values if only else {}),
        "contrat": texts_of(Contrat, _fields(contrat)),
        "acte": _acte(draft),
        "actions": [_action(one.values) for one in draft.actions],
        "tranches": [{"exercice": str(year), "montant": euros(amount)}
                     for year, amount in sorted(draft.tranches.items())],
        "pieces_manquantes": _missing_papers(session, draft),
        **_simple(draft),
    }  # fmt: skip


def _fields(record: Any) -> Mapping[str, Any]:
    return card_of(record).values if record is not None else {}


def _contract_of(session: Session, actions: Sequence[Card]) -> Contrat | None:
    contracts = {one.values["contrat_id"] for one in actions} - {None}
    return session.get(Contrat, contracts.pop()) if len(contracts) == 1 else None


def _organisme(values: Mapping[str, Any]) -> dict[str, str]:
    texts = texts_of(Organisme, values)
    civilite = values.get("representant_civilite")
    person = [_ABBREVIATED.get(civilite or "", texts["representant_civilite"]),
              texts["representant_prenom"], texts["representant_nom"]]  # fmt: skip
    town = f"{texts['code_postal']} {texts['commune']}".strip()
    address = [texts["adresse"], texts["complement"], town]
    texts["representant"] = " ".join(filter(None, person)) if texts["representant_nom"] else ""
    texts["formule_appel"] = {"MME": "Madame", "M": "Monsieur"}.get(
        civilite or "", "Madame, Monsieur"
    )
    complete = texts["adresse"] and texts["commune"]
    texts["adresse_complete"] = "\n".join(filter(None, address)) if complete else ""
    return texts


def _action(values: Mapping[str, Any]) -> dict[str, str]:
    texts = texts_of(Action, values)
    both = texts["debut_le"] and texts["fin_le"]
    texts["periode"] = f"du {texts['debut_le']} au {texts['fin_le']}" if both else ""
    for name in ("montant_accorde", "montant_a_reverser"):
        texts[f"{name}_en_lettres"] = in_words(values.get(name))
    return texts


def _acte(draft: Draft) -> dict[str, str]:
    before = draft.modified
    known = {"numero": draft.numero, "nature": draft.nature.code, "exercice": draft.exercice,
             "objet": draft.objet or None, "montant": draft.amount,
             "etabli_le": draft.day}  # fmt: skip
    total = draft.amount
    if before is not None and draft.nature.code == "AVENANT":
        total = (before.values["montant"] or Decimal(0)) + (draft.amount or Decimal(0))
    return texts_of(Acte, known) | {
        "montant_en_lettres": in_words(draft.amount),
        "modifie_numero": (before.values["numero"] or "") if before else "",
        "modifie_le": day_in_full(before.values["etabli_le"]) if before else "",
        "modifie_montant": euros(before.values["montant"]) if before else "",
        "cumul": euros(total),
        "cumul_en_lettres": in_words(total),
    }


def _missing_papers(session: Session, draft: Draft) -> list[dict[str, str]]:
    if draft.nature.code not in WITH_PAPERS:
        return []
    from acse_desktop.services.pieces import missing_labels

    return [{"nature": clean(one)} for one in missing_labels(session, draft.dossier.id)]


def _simple(draft: Draft) -> dict[str, str]:
    year = draft.exercice
    return {
        "date": day_in_full(draft.day),
        "exercice": str(year),
        "exercice_suivant": str(year + 1),
        "montant": euros(draft.amount),
        "montant_en_lettres": in_words(draft.amount),
        "total_annee": euros(draft.due.total),
        "seuil_convention": euros(draft.due.limit),
        "depot_comptes": "oui" if draft.due.deposit else "",
        "date_limite_crf": day_in_full(date(year + 1, 6, 30)),
        "nombre_actions": str(len(draft.actions)),
    }


def values_kept(texts: Texts, used: Sequence[str], private: frozenset[str]) -> Texts:
    """What was printed, for the register; bank and personal data are named and not copied."""
    kept: Texts = {}
    for path in used:
        family, _dot, name = path.partition(".")
        found = texts[family]
        if not name:
            kept[path] = found
        elif isinstance(found, list):
            items = kept.setdefault(family, [{} for _one in found])
            for item, values in zip(items, found, strict=True):
                item[name] = values[name]
        else:
            kept[path] = "…" if path in private else found[name]
    return kept
