"""One action of each dispositif: entered wrong, put right, and what the region must find."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

Figures = dict[str, tuple[int | None, int | None]]


@dataclass(frozen=True)
class Case:
    """What is entered for a dispositif."""

    dispositif: str
    statut: str
    """Kind of the bearer."""
    right: dict[str, Any]
    """Fields of the action."""
    figures: Figures
    """Indicators: foreseen, reached."""
    wrong: dict[str, Any] = field(default_factory=dict)
    """Fields entered first."""
    wrong_figures: Figures = field(default_factory=dict)
    wrong_statut: str = ""
    codes: tuple[str, ...] = ()
    """Rules that find what was entered first."""
    chiffres: dict[str, int | Decimal] = field(default_factory=dict)
    """National figures that this action alone makes."""
    bilan: tuple[tuple[str, int | Decimal | None, int | Decimal | None], ...] = ()
    """Lines of the bilan: label, foreseen, reached."""
    periodes: tuple[dict[str, Any], ...] = ()
    charges: int = 0
    """What the action costs."""


E2C_EXITS: Figures = {
    "E2C.SORT_EMPLOI_DUR": (None, 24), "E2C.SORT_EMPLOI_CT": (None, 11),
    "E2C.SORT_FORM": (None, 24), "E2C.SORT_SANS": (None, 19), "E2C.ABANDONS": (None, 22),
}  # fmt: skip
SUMMER = {"vacances": "ETE", "debut_le": date(2012, 7, 9), "fin_le": date(2012, 7, 20), "jours": 10,
          "activite": "SPORT", "lieu": "FRANCE", "filles": 12, "garcons": 20, "sexe_inconnu": 3,
          "moins_13": 5, "de_13_18": 28, "plus_18": 2}  # fmt: skip
AUTUMN = {"vacances": "TOUSSAINT", "jours": 4, "activite": "ART", "lieu": "VILLE", "filles": 8,
          "garcons": 7, "sexe_inconnu": 0, "moins_13": 6, "de_13_18": 9, "plus_18": 0}  # fmt: skip

CASES = (
    Case(
        "PRE", "CCAS", {"annee_scolaire": "2012-2013", "nature_pre": "PARCOURS"},
        {"PRE.ENF_IND": (45, 41), "PRE.ENF_COLL": (110, 113), "PRE.FILLES": (None, 20),
         "PRE.GARCONS": (None, 19), "PRE.SEXE_NP": (None, 2), "PRE.ENF_QUARTIER": (120, 130)},
        {"annee_scolaire": "2012-2014"}, {"PRE.ENF_IND": (0, 0), "PRE.ENF_QUARTIER": (None, 155)},
        "ASSO", ("PRE-PORTEUR", "PRE-PARCOURS", "SCO-ANNEE", "IND-PLAFOND", "IND-SOMME"),
        {"enfants_pre": 154, "programmes_pre": 1},
        (("Part des enfants en parcours individualisé", Decimal("29.03"), Decimal("26.62")),),
    ),
    Case(
        "IE", "EPLE",
        {"annee_scolaire": "2012-2013", "coordonnateur": True, "montant_accorde": Decimal(55000),
         "aide_coordonnateur": Decimal(35000)},
        {"IE.PLACES_LAB": (40, 40), "IE.PLACES_OCC": (30, 26), "IE.PLACES_QUARTIER": (22, 20)},
        {"annee_scolaire": None, "montant_accorde": Decimal("47000.01"),
         "aide_coordonnateur": Decimal("35000.01")},
        {"IE.PLACES_QUARTIER": (22, 11), "IE.PLACES_OCC": (30, 41)},
        codes=("IE-MONTANT", "IE-COORDONNATEUR", "SCO-ANNEE", "IND-PLAFOND"),
        chiffres={"places_internats": 26},
        bilan=(("Taux d’occupation", Decimal(75), Decimal(65)),),
    ),
    Case(
        "E2C", "ASSO", {"annee_scolaire": "2012-2013", "labellisee": True},
        {"E2C.STAGIAIRES": (110, 100), "E2C.STAG_QUARTIER": (None, 38), **E2C_EXITS},
        {"annee_scolaire": "2010-2011"}, {"E2C.STAGIAIRES": (110, 49)},
        codes=("E2C-LABEL", "SCO-ANNEE", "IND-PLAFOND"), chiffres={"stagiaires_e2c": 100},
        bilan=(("Sorties positives (emploi ou formation)", None, Decimal(59)),
               ("Sorties en emploi durable", None, Decimal(24))),
    ),
    Case(
        "VVV", "COMMUNE", {},
        {"VVV.JEUNES": (60, 50), "VVV.FILLES": (None, 20), "VVV.GARCONS": (None, 27),
         "VVV.SEXE_NP": (None, 3), "VVV.M13": (None, 11), "VVV.A13_18": (None, 37),
         "VVV.P18": (None, 2), "VVV.JOURNEES": (None, 14)},
        wrong_figures={"VVV.JEUNES": (60, 51), "VVV.P18": (None, 30)},
        codes=("VVV-PERIODES", "VVV-CIBLE", "IND-SOMME"),
        chiffres={"enfants_vvv": 50, "departements_vvv": 1},
        bilan=(("Sports", None, 35), ("Expression artistique", None, 15),
               ("Dont sexe non précisé", None, 3), ("Commune", 1, 1)),
        periodes=(SUMMER, AUTUMN),
    ),
    Case(
        "AR", "ASSO", {}, {"AR.POSTES": (1, 1), "AR.POSTES_POURVUS": (1, 1)},
        wrong_figures={"AR.POSTES_POURVUS": (1, 2)}, codes=("AR-POSTES", "IND-PLAFOND"),
        bilan=(("Notifiés et conventionnés", 0, 1), ("Pourvus au 31 décembre", None, 1)),
    ),
    Case(
        "PARR", "ML", {"charte_parrainage": True},
        {"PARR.FILLEULS": (60, 50), "PARR.RET_EMPLOI": (None, 20), "PARR.RET_FORM": (None, 7),
         "PARR.EMPLOI_DUR": (None, 12), "PARR.PARRAINS": (20, 18)},
        {"charte_parrainage": False}, {"PARR.RET_EMPLOI": (None, 44)},
        codes=("PARR-CHARTE", "IND-PLAFOND"),
        chiffres={"parrainages": 50, "taux_retour_parrainage": Decimal(54)},
        bilan=(("Retour à l’emploi ou en formation", None, Decimal(54)),
               ("Retour à l’emploi durable", None, Decimal(24))),
    ),
    Case(
        "ASV", "COMMUNE", {}, {"ASV.COORD": (1, 1), "ASV.PERSONNES": (200, 180)},
        wrong_figures={"ASV.COORD": (None, None)}, codes=("ASV-COORDINATION",),
        bilan=(("Personnes touchées", 200, 180),),
    ),
    Case(
        "FIPD", "COMMUNE",
        {"videoprotection": True, "montant_accorde": Decimal(20000)},
        {"FIPD.CAMERAS": (12, 12)}, {"montant_accorde": Decimal("20010.00")}, {}, "ASSO",
        ("FIPD-TAUX", "FIPD-PORTEUR"), charges=50000,
        bilan=(("Caméras financées", 12, 12), ("Oui", 1, 1)),
    ),
    Case(
        "CULT", "ASSO", {"domaine_culture": "MUSIQUE", "contrat_id": "contrat"},
        {"CULT.PARTICIP": (90, 80)}, {"domaine_culture": None, "contrat_id": None},
        codes=("CULT-DOMAINE", "CULT-CONTRAT"),
        chiffres={"actions_culture": 1, "actions_culture_cucs": 1},
        bilan=(("Musique", 1, 1), ("Participants", 90, 80)),
    ),
    Case(
        "LCD", "ASSO", {"nature_lcd": "PLAN", "critere_lcd": "ORIGINE"}, {"LCD.PLANS": (1, 1)},
        {"nature_lcd": None, "critere_lcd": None}, codes=("LCD-NATURE", "LCD-CRITERE"),
        bilan=(("Plan territorial", 1, 1), ("Origine", 1, 1), ("Plans territoriaux", 1, 1)),
    ),
    Case(
        "GUP", "BAILLEUR",
        {"projet_anru": "Rénovation des Tilleuls", "convention_anru_le": date(2011, 3, 1)},
        {"GUP.LOGEMENTS": (400, 380)}, {"projet_anru": None, "convention_anru_le": None},
        codes=("ANRU-PROJET", "ANRU-CONVENTION"),
        bilan=(("Rénovation des Tilleuls", 1, 1), ("Logements concernés", 400, 380)),
    ),
    Case(
        "RELOG", "BAILLEUR", {"projet_anru": "Rénovation des Tilleuls"},
        {"RELOG.MENAGES": (40, 35), "RELOG.RELOGES": (None, 30)}, {"projet_anru": None},
        {"RELOG.MENAGES": (None, 29)}, codes=("ANRU-PROJET", "IND-PLAFOND"),
        bilan=(("Ménages accompagnés", 40, 35), ("Ménages relogés", None, 30)),
    ),
    Case(
        "FEC", "ASSO", {"nature_fec": "FORMATION"}, {"FEC.SESSIONS": (4, 3)},
        {"nature_fec": None}, {"FEC.SESSIONS": (None, None)}, codes=("FEC-NATURE",),
        bilan=(("Formation", 1, 1), ("Sessions de formation ou contrôles sur place", 4, 3)),
    ),
    Case(
        "CUCS", "ASSO", {"contrat_id": "contrat"},
        {"CUCS.BENEF": (60, 55), "CUCS.BENEF_QUARTIER": (50, 48)}, {"contrat_id": None},
        {"CUCS.BENEF_QUARTIER": (61, 56)}, codes=("TER-CONTRAT", "IND-PLAFOND"),
        chiffres={"contrats": 1}, bilan=(("Bénéficiaires", 60, 55), ("Oui", 1, 1)),
    ),
)  # fmt: skip
