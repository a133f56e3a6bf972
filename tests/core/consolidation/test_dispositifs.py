"""Each dispositif, from entry to the national figure: entered, checked, sent, consolidated."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from acse_desktop.models import Action, Periode, Poste
from acse_desktop.rules import dispositifs, indicateurs, postes
from acse_desktop.services import bilans, checking, figures, indicators, periods, records
from acse_desktop.services.consolidation import consolidate
from acse_desktop.services.workbook.figures import Sending
from acse_desktop.services.workbook.reading import read_remontee
from acse_desktop.services.workbook.writing import export_workbook
from acse_desktop.store.opening import create_base, open_base
from acse_desktop.store.operations import undo
from tests.core.consolidation.dispositif_cases import CASES, Case, Figures

AGENT = "Awa"
OWN = {one.code for one in (*dispositifs.RULES, *indicateurs.RULES, *postes.RULES)}
OWN.add("TER-CONTRAT")
EACH = pytest.mark.parametrize("case", CASES, ids=lambda case: case.dispositif)


class Entry:
    """The entry of a case through the services, and what the checks say at each step."""

    def __init__(self, session: Session, case: Case, contrat: str) -> None:
        self.session, self.case, self.contrat = session, case, contrat
        named = {"nom": f"Porteur {case.dispositif}", "statut": case.wrong_statut or case.statut}
        self.bearer = records.new_organisme(session, named, agent=AGENT)
        place = {"departement": "93", "region": "11"}
        dossier, self.action = records.new_dossier(session, self.bearer, 2012, place, agent=AGENT)
        self._update("dossier", dossier, {"region": "11"})
        common = {"dispositif": case.dispositif, "montant_demande": Decimal(60000),
                  "montant_accorde": Decimal(3000), "statut": "ACCORDE"}  # fmt: skip
        self._update("action", self.action, common | case.right | case.wrong)
        if case.charges:
            charges = {"61": {"prevu": Decimal(case.charges)}}
            records.set_budget_lines(session, self.action, charges, agent=AGENT)
        self._part("lieu", {"commune": "Bobigny", "contrat_id": self._under_contract()})
        self._write(case.figures | case.wrong_figures)

    def _under_contract(self) -> str | None:
        return self.contrat if self.case.dispositif == "CULT" else None

    def _update(self, table: str, identifier: str, changes: dict[str, Any]) -> None:
        real = {name: self.contrat if name == "contrat_id" and value else value
                for name, value in changes.items()}  # fmt: skip
        records.update(self.session, table, identifier, real, agent=AGENT)

    def _part(self, table: str, values: dict[str, Any]) -> str:
        return records.create(
            self.session, table, {"action_id": self.action, **values}, agent=AGENT
        )

    def _write(self, told: Figures) -> None:
        for code, (prevu, realise) in told.items():
            values = {"prevu": _decimal(prevu), "realise": _decimal(realise)}
            indicators.write(self.session, self.action, code, values, agent=AGENT)

    def hire(self) -> None:
        """The post of an adulte-relais, under convention all the year."""
        values = {"organisme_id": self.bearer, "numero": "093P001", "departement": "93",
                  "action_id": self.action}  # fmt: skip
        post = records.create(self.session, "poste", values, agent=AGENT)
        terms = {"poste_id": post, "signe_le": date(2011, 12, 20), "debut_le": date(2012, 1, 1),
                 "fin_le": date(2014, 12, 31), "titulaire_age": 41,
                 "titulaire_quartier": True}  # fmt: skip
        records.create(self.session, "convention_poste", terms, agent=AGENT)

    def put_right(self) -> None:
        """Correct what was wrong."""
        self._update("organisme", self.bearer, {"statut": self.case.statut})
        common = {"montant_accorde": Decimal(3000)}
        self._update("action", self.action, common | self.case.right)
        self._write(self.case.figures)
        for period in self.case.periodes:
            self._part("periode", period)

    def found(self) -> set[str]:
        """What the rules of the dispositifs find."""
        anomalies = checking.check_action(self.session, self.action, today=date(2012, 12, 31))
        for one in anomalies:
            assert one.source and one.remede and one.message
        return {one.code for one in anomalies} & OWN


def _decimal(value: int | None) -> Decimal | None:
    return None if value is None else Decimal(value)


Found = dict[str, tuple[set[str], set[str]]]


@pytest.fixture(scope="module")
def sent(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Found]:
    """The base of a département with one action of each dispositif, and its remontée."""
    folder = tmp_path_factory.mktemp("dispositifs")
    path = create_base(folder / "93.acse", exercice=2012, agent=AGENT, departement="93")
    found: Found = {}
    with open_base(path, agent=AGENT) as base, base.session() as session:
        contrat = {"code": "CUCS-1", "nom": "CUCS de Bobigny", "nature": "CUCS"}
        contract = records.create(session, "contrat", contrat, agent=AGENT)
        for case in CASES:
            entry = Entry(session, case, contract)
            if case.dispositif == "AR":
                entry.hire()
            before = entry.found()
            entry.put_right()
            found[case.dispositif] = (before, entry.found())
        sending = Sending(on=date(2012, 12, 31))
        export_workbook(session, 2012, folder / "remontee_93_2012.xlsx", sending=sending)
    return folder, found


@pytest.fixture(scope="module")
def region(sent: tuple[Path, Found]) -> Iterator[Session]:
    """The regional base that received the remontée."""
    folder, _found = sent
    workbook = folder / "remontee_93_2012.xlsx"
    assert read_remontee(workbook).clean
    path = create_base(folder / "R11.acse", exercice=2012, agent=AGENT, region="11")
    with open_base(path, agent=AGENT) as base, base.session() as session:
        consolidate(session, [workbook], None, agent=AGENT)
        yield session


@EACH
def test_what_is_wrong_is_found_and_nothing_once_right(
    case: Case, sent: tuple[Path, Found]
) -> None:
    before, after = sent[1][case.dispositif]
    assert before >= set(case.codes)
    assert after == set()


@EACH
def test_the_region_finds_the_figure_to_the_unit(case: Case, region: Session) -> None:
    assert figures.compute(region, 2012).items() >= case.chiffres.items()
    place = {"departement": "93"}
    totals = {one.indicator.code: (one.prevu, one.realise)
              for one in indicators.totals(region, case.dispositif, 2012, place)}  # fmt: skip
    told = {code: tuple(map(_decimal, values)) for code, values in case.figures.items()}
    assert totals.items() >= told.items()
    lines = bilans.bilan_of(region, bilans.Scope(case.dispositif, 2012, place))
    shown = {(one.libelle, one.prevu, one.realise) for one in lines}
    assert shown >= set(case.bilan)
    assert ("Projets présentés et financés", 1, 1) in shown


@EACH
def test_the_fields_of_the_dispositif_arrive_whole(case: Case, region: Session) -> None:
    action = region.scalars(select(Action).where(Action.dispositif == case.dispositif)).one()
    for name, value in case.right.items():
        held = getattr(action, name)
        assert held == value or (name == "contrat_id" and held), name
    periods_held = region.scalars(select(Periode).where(Periode.action_id == action.id)).all()
    assert len(periods_held) == len(case.periodes)
    held_values = [{name: getattr(one, name) for name in period}
                   for period in case.periodes
                   for one in periods_held if one.vacances == period["vacances"]]  # fmt: skip
    assert held_values == list(case.periodes)


def test_the_post_is_in_the_region(region: Session) -> None:
    assert region.scalars(select(Poste.numero)).all() == ["093P001"]


def test_every_dispositif_has_its_case() -> None:
    assert len(CASES) == 14
    assert {case.dispositif for case in CASES} >= set(dispositifs.CHECKS)


def test_the_totals_of_the_periods_are_carried_in_one_operation(
    sent: tuple[Path, Found],
) -> None:
    with open_base(sent[0] / "93.acse", agent=AGENT) as base, base.session() as session:
        action = session.scalars(select(Action.id).where(Action.dispositif == "VVV")).one()
        values = {"action_id": action, **CASES[3].periodes[1], "vacances": "HIVER"}
        records.create(session, "periode", values, agent=AGENT)
        codes = {one.code for one in checking.check_action(session, action)}
        assert "VVV-TOTAUX" in codes
        assert periods.carry_totals(session, action, agent=AGENT) == 8
        told = {one.indicator.code: one.realise
                for one in indicators.totals(session, "VVV", 2012)}  # fmt: skip
        assert (told["VVV.JEUNES"], told["VVV.FILLES"], told["VVV.JOURNEES"]) == (65, 28, 18)
        assert not {one.code for one in checking.check_action(session, action)} & OWN
        undo(session, AGENT)
        again = {one.indicator.code: one.realise
                 for one in indicators.totals(session, "VVV", 2012)}  # fmt: skip
        assert again["VVV.JEUNES"] == 50


@pytest.mark.parametrize("suffix", ["xlsx", "ods", "csv"])
def test_a_bilan_is_written_in_three_formats(region: Session, tmp_path: Path, suffix: str) -> None:
    lines = bilans.bilan_of(region, bilans.Scope("VVV", 2012))
    target = tmp_path / f"bilan.{suffix}"
    assert bilans.export_bilan(target, "VVV 2012", lines) == len(lines)
    if suffix == "csv":
        assert "Jeunes par type d’activité;Sports;;35;jeunes" in target.read_text("utf-8-sig")
    assert target.stat().st_size > 500
