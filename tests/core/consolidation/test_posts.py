"""The posts of adultes-relais go to the region; the latest exercice of a territory holds."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from acse_desktop.models import ConventionPoste, Organisme, Poste, Vacance
from acse_desktop.services import posts, records
from acse_desktop.services.consolidation import consolidate
from acse_desktop.services.workbook.figures import Sending
from acse_desktop.services.workbook.reading import read_remontee
from acse_desktop.services.workbook.writing import export_workbook
from tests.core.consolidation.conftest import base_of

AGENT = "Awa"


def _export(folder: Path, exercice: int) -> Path:
    target = folder / f"remontee_93_{exercice}.xlsx"
    with base_of(folder, "93") as session:
        export_workbook(session, exercice, target, sending=Sending(on=date(exercice, 12, 31)))
    return target


def _hire(session: Session) -> str:
    """A post whose employer asked for nothing, and one that ended before."""
    employer = session.scalars(select(Organisme).where(Organisme.nom == "Solo 93")).one().id
    for rank, year in ((1, 2012), (2, 2009)):
        values = {"organisme_id": employer, "numero": f"POSTE-{rank}", "departement": "93"}
        post = records.create(session, "poste", values, agent=AGENT)
        terms: dict[str, Any] = {"poste_id": post, "signe_le": date(year - 1, 12, 1)}
        terms |= {"debut_le": date(year, 1, 1), "fin_le": date(year + 2, 12, 31)}
        records.create(session, "convention_poste", terms, agent=AGENT)
    return str(session.scalars(select(Poste.id).where(Poste.numero == "POSTE-1")).one())


def _empty_it(session: Session, post: str) -> Decimal:
    """The post is vacant in January 2013 and changes its mission; gives what is then due."""
    values = {"poste_id": post, "debut_le": date(2013, 1, 1), "fin_le": date(2013, 1, 31)}
    records.create(session, "vacance", values, agent=AGENT)
    records.update(session, "poste", post, {"mission": "Médiation"}, agent=AGENT)
    return posts.aid_of_post(session, post)


def test_posts_are_sent_and_the_latest_exercice_holds(folder: Path, region: Session) -> None:
    with base_of(folder, "93") as session:
        post = _hire(session)
    first = _export(folder, 2012)
    assert read_remontee(first).clean
    consolidate(region, [first], None, agent=AGENT)
    assert region.scalars(select(Poste.numero)).all() == ["POSTE-1"]
    assert posts.quota(region, 2012).conventionnes == 1
    with base_of(folder, "93") as session:
        due = _empty_it(session, post)
    consolidate(region, [_export(folder, 2013)], None, agent=AGENT)
    consolidate(region, [first], None, agent=AGENT)
    region.expire_all()
    assert region.get_one(Poste, post).mission == "Médiation"
    assert region.scalars(select(ConventionPoste.montant)).all() == [due]
    assert region.scalars(select(Vacance.debut_le)).all() == [date(2013, 1, 1)]
    assert posts.aid_of_post(region, post) == due
