"""The columns of each publication; a value is a text, an amount, a count or a day."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import groupby

from sqlalchemy.orm import Session

from acse_desktop.fields import fields_of, header_of
from acse_desktop.fieldtypes import Reference
from acse_desktop.models import Action, BaseInfo
from acse_desktop.nomenclatures import label_of
from acse_desktop.services.publishing.grants import Grant, grants_of

Value = str | int | Decimal | date | None
Rows = Iterator[tuple[Value, ...]]
ATTRIBUANT = "Agence nationale pour la cohésion sociale et l’égalité des chances"
SIRET_ATTRIBUANT = "siret_attribuant"
"""Fact of a base that holds the SIRET of the agency; the column is empty without it."""
PROGRAMME = "147"
PRIVATE = ("ASSO", "FONDATION")
"""Bodies whose grants are published (loi 2006-586, art. 22; jaune budgétaire)."""


@dataclass(frozen=True)
class Form:
    """One publication."""

    suffix: str
    for_program: bool
    """Decimal point, ISO dates and comma; otherwise what a French spreadsheet opens."""
    header: tuple[str, ...]
    rows: Callable[[Session, int], Rows]


SCDL_HEADER = (
    "nomAttribuant", "idAttribuant", "dateConvention", "referenceDecision", "nomBeneficiaire",
    "idBeneficiaire", "rnaBeneficiaire", "objet", "montant", "nature", "conditionsVersement",
    "datesPeriodeVersement", "idRAE", "notificationUE", "pourcentageSubvention", "dispositifAide",
)  # fmt: skip


def _period(grant: Grant) -> str:
    days = grant.verse_le or ((grant.decided_on,) if grant.decided_on else ())
    return "/".join(dict.fromkeys(day.isoformat() for day in (days[:1] + days[-1:])))


def _scdl(session: Session, exercice: int) -> Rows:
    known = session.get(BaseInfo, SIRET_ATTRIBUANT)
    giver = known.valeur if known else ""
    for grant in grants_of(session, exercice):
        action, organisme = grant.action, grant.organisme
        yield (
            ATTRIBUANT, giver, grant.decided_on, action.acte_numero, organisme.nom,
            organisme.siret, organisme.rna, (action.intitule or "")[:256], grant.montant,
            "aide en numéraire", "échelonné" if len(grant.verse_le) > 1 else "unique",
            _period(grant), None, "non", 1, label_of("dispositif", action.dispositif or ""),
        )  # fmt: skip


LAW_HEADER = ("Organisme", "Adresse", "Exercice", "Montant des subventions", "Nature")


def _law(session: Session, exercice: int) -> Rows:
    """One row per private body: name, address, amount (décret n° 2006-887 du 17 juillet 2006)."""
    private = (one for one in grants_of(session, exercice) if one.organisme.statut in PRIVATE)
    for _bearer, group in groupby(
        sorted(private, key=lambda one: (one.organisme.nom or "", one.organisme.id)),
        key=lambda one: one.organisme.id,
    ):
        grants = list(group)
        total = sum((one.montant for one in grants), Decimal(0))
        first = grants[0]
        yield first.organisme.nom, first.address, exercice, total, "Subvention"


JAUNE_HEADER = (
    "Programme", "Association", "SIREN", "Montant", "Département", "Ville", "Objet", "Évaluation",
)  # fmt: skip


def _jaune(session: Session, exercice: int) -> Rows:
    for grant in grants_of(session, exercice):
        action, organisme = grant.action, grant.organisme
        if organisme.statut in PRIVATE:
            yield (
                PROGRAMME, organisme.nom, (organisme.siret or "")[:9], grant.montant,
                grant.dossier.departement, organisme.commune, action.intitule,
                "oui" if action.crf_recu_le else "non",
            )  # fmt: skip


FIELDS = tuple(
    described
    for described in fields_of(Action).values()
    if described.exported and not described.personal and not isinstance(described.type, Reference)
)
TABLE_HEADER = ("exercice", "dossier", "organisme", "siret", *(field.name for field in FIELDS))

SHEET_HEADER = ("Exercice", "N° dossier", "Organisme", "SIRET", *map(header_of, FIELDS))


def _table(session: Session, exercice: int) -> Rows:
    """Every action of the exercice with its fields, granted or not."""
    for grant in grants_of(session, exercice, everything=True):
        yield (
            exercice, grant.dossier.numero, grant.organisme.nom, grant.organisme.siret,
            *(_cell(getattr(grant.action, field.name)) for field in FIELDS),
        )  # fmt: skip


def _sheet(session: Session, exercice: int) -> Rows:
    """The same actions as an agent reads them: labels in place of codes."""
    for grant in grants_of(session, exercice, everything=True):
        yield (
            exercice, grant.dossier.numero, grant.organisme.nom, grant.organisme.siret,
            *(_cell(field.type.cell(getattr(grant.action, field.name))) for field in FIELDS),
        )  # fmt: skip


def _cell(value: object) -> Value:
    if isinstance(value, bool):
        return "oui" if value else "non"
    return value if isinstance(value, (str, int, Decimal, date)) else None


FORMS: dict[str, Form] = {
    "csv": Form("csv", True, TABLE_HEADER, _table),
    "ods": Form("ods", False, SHEET_HEADER, _sheet),
    "scdl": Form("csv", True, SCDL_HEADER, _scdl),
    "2006-887": Form("csv", False, LAW_HEADER, _law),
    "jaune": Form("csv", False, JAUNE_HEADER, _jaune),
}
