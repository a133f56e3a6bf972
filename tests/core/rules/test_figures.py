"""« L’Acsé en chiffres » counts what its definitions say."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from sqlalchemy.orm import Session

from acse_desktop.models import (
    Action,
    Contrat,
    Dossier,
    Enveloppe,
    Indicateur,
    Organisme,
    Signataire,
)
from acse_desktop.services.figures import DEFINITIONS, compute, figures

KEYS = [
    "contrats", "communes", "actions", "enfants_pre", "programmes_pre", "places_internats",
    "stagiaires_e2c", "enfants_vvv", "departements_vvv", "parrainages",
    "taux_retour_parrainage", "actions_culture", "actions_culture_cucs", "budget",
]  # fmt: skip


def supported(
    dispositif: str, indicators: dict[str, tuple[int, int | None]], **more: Any
) -> Action:
    return Action(
        **({"dispositif": dispositif, "montant_accorde": Decimal(100)} | more),
        indicateurs=[
            Indicateur(code=code, prevu=Decimal(planned),
                       realise=None if reached is None else Decimal(reached))
            for code, (planned, reached) in indicators.items()
        ],
    )  # fmt: skip


def fill(session: Session) -> None:
    contrat = Contrat(code="CV1", nom="Bobigny", nature="CUCS")
    contrat.signataires = [
        Signataire(nature="COMMUNE", nom="Bobigny", code_insee="93008"),
        Signataire(nature="EPCI", nom="Est Ensemble", siren_epci="200057875"),
        Signataire(nature="CAF", nom="CAF 93"),
    ]
    pre = {"PRE.ENF_IND": (50, 40), "PRE.ENF_COLL": (60, None), "PRE.EQUIPES": (3, 3)}
    parrainage = {
        "PARR.FILLEULS": (99, 30), "PARR.RET_EMPLOI": (9, 9), "PARR.RET_FORM": (9, 8),
    }  # fmt: skip
    first = Dossier(exercice=2012, departement="93", organisme=Organisme(nom="A"))
    first.actions = [
        supported("PRE", pre), supported("PRE", {}), supported("PARR", parrainage),
        supported("PRE", pre, statut="REFUSE"), supported("PRE", pre, montant_accorde=None),
        supported("IE", {"IE.PLACES_LAB": (90, 90), "IE.PLACES_OCC": (80, 75)}),
        supported("CULT", {}, contrat=contrat), supported("CUCS", {}, theme="2012-7"),
    ]  # fmt: skip
    second = Dossier(exercice=2012, departement="75", organisme=Organisme(nom="B"))
    second.actions = [supported("VVV", {"VVV.JEUNES": (10, 12)})]
    other_year = Dossier(exercice=2011, departement="75", organisme=Organisme(nom="C"))
    other_year.actions = [supported("E2C", {"E2C.STAGIAIRES": (7, 7)})]
    session.add_all([first, second, other_year])
    session.add_all(
        Enveloppe(exercice=year, dispositif="CUCS", notifie=Decimal(amount))
        for year, amount in ((2012, "1000.50"), (2012, "2"), (2011, "5"))
    )
    session.commit()


def test_figures_of_an_exercice(session: Session) -> None:
    fill(session)
    assert compute(session, 2012) == dict(
        zip(KEYS, (1, 2, 7, 100, 1, 75, 0, 12, 1, 30, Decimal("56.67"), 2, 1, Decimal("1002.50")),
            strict=True)
    )  # fmt: skip
    assert compute(session, 2011)["stagiaires_e2c"] == 7
    assert compute(session)["actions"] == 8


def test_empty_base_has_no_rate(session: Session) -> None:
    found = compute(session, 2012)
    assert found["taux_retour_parrainage"] is None
    assert found["budget"] == Decimal("0.00")


def test_every_figure_is_defined_in_the_order_of_the_page(session: Session) -> None:
    assert list(DEFINITIONS) == KEYS == [figure.code for figure in figures(session)]
    assert all(figure.label and figure.definition for figure in figures(session))
