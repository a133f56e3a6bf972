"""The documents that the préfecture makes for a bearer, and which actions each is about."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from acse_desktop.nomenclatures import entries, label_of
from acse_desktop.rules.decision import ACCORDS
from acse_desktop.translation import N_, _

Values = Mapping[str, Any]
"""The fields of an action, by name."""
CHOSEN = "ACTE"
"""Not a nature: « whichever attributive act is due », decided bearer by bearer."""


def _granted(action: Values) -> bool:
    decided = action["decision"] in ACCORDS or action["decision"] is None
    return decided and bool(action["montant_accorde"])


def _any(_action: Values) -> bool:
    return True


def _decided(*decisions: str) -> Callable[[Values], bool]:
    return lambda action: action["decision"] in decisions


def _without_account(action: Values) -> bool:
    return _granted(action) and action["crf_recu_le"] is None


def _to_repay(action: Values) -> bool:
    return bool(action["montant_a_reverser"])


@dataclass(frozen=True)
class Nature:
    """A kind of document."""

    code: str
    """Of the list `type_document`."""
    abbreviation: str
    """In its number: `2012-ARR-0012`."""
    concerns: Callable[[Values], bool] = _any
    """Whether an action is for such a document."""
    nobody: str = N_("ce dossier n’a aucune action")
    """Why a dossier gets none, when no action is concerned."""
    amount: str = ""
    """Field of the actions whose sum is the amount of the document; none when empty."""
    attributive: bool = False
    """Whether it gives the money: it is then written on the actions."""

    @property
    def label(self) -> str:
        """Its name, to be shown."""
        return _(label_of("type_document", self.code))

    def amount_of(self, action: Values) -> Decimal | None:
        """What the document says of one action, in euros; None when it tells no amount."""
        return (action[self.amount] or Decimal(0)) if self.amount else None


_NOT_GRANTED = N_("aucune de ses actions ne porte de montant accordé")
_NO_ACCOUNT = N_("aucun compte rendu financier n’y est attendu")


def _grant(code: str, abbreviation: str, attributive: bool = True) -> Nature:
    return Nature(code, abbreviation, _granted, _NOT_GRANTED, "montant_accorde", attributive)


NATURES: dict[str, Nature] = {
    one.code: one
    for one in (
        _grant("NOTIFICATION", "NOT", attributive=False),
        _grant("ARRETE", "ARR"),
        _grant("CONVENTION", "CONV"),
        _grant("AVENANT", "AVE"),
        _grant("CPO", "CPO"),
        Nature(
            "REFUS", "REF", _decided("REFUS", "IRRECEVABLE"),
            N_("aucune de ses actions n’est refusée"),
        ),
        Nature(
            "AJOURNEMENT", "AJO", _decided("AJOURNEMENT", "REPORT"),
            N_("aucune de ses actions n’est ajournée"),
        ),
        Nature("ACCUSE", "ACC"),
        Nature("RELANCE_PIECES", "RPI"),
        Nature("RELANCE_CRF", "RCR", _without_account, _NO_ACCOUNT, "montant_accorde"),
        Nature("MISE_EN_DEMEURE", "MED", _without_account, _NO_ACCOUNT, "montant_accorde"),
        Nature(
            "REVERSEMENT", "REV", _to_repay,
            N_("aucune de ses actions ne porte de montant à reverser"), "montant_a_reverser",
        ),
    )
}  # fmt: skip
"""Every kind, in the order of the list `type_document`."""
ATTRIBUTIVE = tuple(one.code for one in NATURES.values() if one.attributive)
REPLACED = {"CONVENTION": frozenset({"ARRETE"}), "CPO": frozenset({"ARRETE"})}
"""What an act takes the place of, for the same year."""


def choices() -> list[tuple[str, str]]:
    """The documents to choose from, code and label; the act that is due comes first."""
    due = [(CHOSEN, _("Acte attributif, selon le seuil"))]
    return due + [(one.code, _(one.libelle)) for one in entries("type_document")]
