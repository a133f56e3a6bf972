"""What the préfecture says of itself at the head and at the foot of its acts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from acse_desktop.models import BaseInfo
from acse_desktop.store.operations import unjournaled
from acse_desktop.translation import N_


@dataclass(frozen=True)
class Fact:
    """One fact of the letterhead; `name` is the one that templates use."""

    name: str
    label: str
    example: str = ""
    usual: str = ""
    """What it is until an agent writes something else."""
    long: bool = False

    @property
    def key(self) -> str:
        """Where the base keeps it."""
        return f"prefecture.{self.name}"


FACTS = (
    Fact("nom", N_("Préfecture"), N_("Préfecture de la Seine-Saint-Denis")),
    Fact("service", N_("Service"), N_("Mission ville et cohésion sociale")),
    Fact("adresse", N_("Adresse"), N_("1, esplanade Jean-Moulin, 93007 Bobigny Cedex"), long=True),
    Fact("ville", N_("Fait à"), N_("Bobigny")),
    Fact("telephone", N_("Téléphone"), N_("01 99 00 00 00")),
    Fact("courriel", N_("Courriel"), N_("politique-ville@exemple.invalid")),
    Fact("autorite", N_("Autorité qui décide"), N_("Le préfet de la Seine-Saint-Denis")),
    Fact("signataire", N_("Nom du signataire"), N_("Claire Lambert")),
    Fact("qualite", N_("Qualité du signataire"),
         N_("Pour le préfet et par délégation, la préfète déléguée pour l’égalité des chances")),
    Fact("tribunal", N_("Tribunal administratif"), N_("tribunal administratif de Montreuil")),
    Fact("comptable", N_("Comptable assignataire"), usual="l’agent comptable de l’Agence nationale"
         " pour la cohésion sociale et l’égalité des chances"),
)  # fmt: skip
"""In the order of the page « Paramètres »."""


def letterhead(session: Session) -> dict[str, str]:
    """Every fact by name; empty when nobody has said it."""
    kept = {fact.name: session.get(BaseInfo, fact.key) for fact in FACTS}
    return {
        fact.name: told.valeur if (told := kept[fact.name]) is not None else fact.usual
        for fact in FACTS
    }


def write_letterhead(session: Session, facts: Mapping[str, str]) -> None:
    """Keep some facts; they are settings of the base, not a matter for undo."""
    known = {fact.name: fact for fact in FACTS}
    with unjournaled(session):
        for name, text in facts.items():
            session.merge(BaseInfo(cle=known[name].key, valeur=text.strip()))
