"""Export, read, import: the same content, whatever it is."""

import tempfile
from datetime import date
from decimal import Decimal
from itertools import cycle
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from acse_desktop.fieldtypes import (
    Amount,
    Choice,
    Count,
    Day,
    Flag,
    LongText,
    Percent,
    Text,
    Year,
)
from acse_desktop.models import BaseInfo
from acse_desktop.services.workbook.reading import read_remontee
from acse_desktop.services.workbook.storing import import_remontee
from acse_desktop.services.workbook.writing import remontee_name

CENTS = st.integers(-(10**14), 10**14).map(lambda cents: Decimal(cents).scaleb(-2))


POOL = 6


def values(type_):
    """Values that a field of a type can hold."""
    if isinstance(type_, Percent):
        return st.integers(0, 10_000).map(lambda cents: Decimal(cents).scaleb(-2))
    if isinstance(type_, Amount):
        return CENTS
    if isinstance(type_, Count):
        return st.integers(-(2**31) + 1, 2**31 - 1)
    if isinstance(type_, Year):
        return st.integers(1000, 9999)
    if isinstance(type_, Day):
        return st.dates(date(1583, 1, 1))
    if isinstance(type_, Flag):
        return st.booleans()
    if isinstance(type_, Choice):
        return st.sampled_from([entry.code for entry in type_.entries()])
    parser = type_ if isinstance(type_, LongText) else Text()
    return st.text(max_size=30).map(parser.parse)


class Pools:
    """A few values of each type, used in turn: drawing every field would take minutes."""

    def __init__(self, data):
        self._data = data
        self._pools = {}

    def value_of(self, type_):
        """The next value for a field of this type."""
        key = getattr(type_, "nomenclature", type(type_))
        if key not in self._pools:
            some = st.lists(st.none() | values(type_), min_size=POOL, max_size=POOL)
            self._pools[key] = cycle(self._data.draw(some))
        return next(self._pools[key])


@settings(
    max_examples=10,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(data=st.data())
def test_a_base_comes_back_equal(bases, data):
    with tempfile.TemporaryDirectory() as folder, bases.empty() as source, bases.empty() as copy:
        path = Path(folder, "remontee.xlsx")
        source.add(BaseInfo(cle="region", valeur="11"))
        for suffix in ("", "-2"):
            bases.add(source, Pools(data).value_of, suffix)
        summary = bases.export(source, path)
        remontee = read_remontee(path)
        assert (remontee.issues, remontee.edits, summary.anomalies) == ([], [], [])
        assert remontee.empreinte == remontee.empreinte_lue == summary.empreinte
        assert (remontee.territoire, remontee.exercice) == ("R11", bases.exercice)
        import_remontee(copy, remontee)
        assert bases.content(copy) == bases.content(source)
        assert bases.export(copy, Path(folder, "again.xlsx")).empreinte == summary.empreinte


def test_importing_again_keeps_what_no_workbook_holds(session, bases, workbook, some_organisme):
    some_organisme.nom = "Autre nom"
    some_organisme.iban = "FR7630001007941234567890185"
    session.flush()
    import_remontee(session, read_remontee(workbook))
    session.expire_all()
    assert (some_organisme.nom, some_organisme.iban) == (
        "Éveil & musique",
        "FR7630001007941234567890185",
    )
    assert some_organisme.version == 3


def test_the_file_is_named_after_territory_exercice_and_day(session):
    name = remontee_name(session, 2012, date(2012, 11, 23))
    assert name == "remontee_93_2012_2012-11-23.xlsx"
