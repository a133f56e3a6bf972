"""The register of the acts and letters, as a table."""

from __future__ import annotations

from typing import Any

from sqlalchemy import func, select

from acse_desktop.fields import fields_of
from acse_desktop.fieldtypes import Choice
from acse_desktop.models import Acte, Dossier, Organisme
from acse_desktop.nomenclatures import entries
from acse_desktop.services.listing_tables import Listing, column_of
from acse_desktop.services.listing_types import Column, Filter
from acse_desktop.translation import N_

OWN = ("numero", "nature", "montant", "etabli_le", "signe_le", "notifie_le", "fin_le", "annule",
       "objet", "commentaire", "modele", "agent")  # fmt: skip
ATTRIBUTIVE = tuple(one.code for one in entries("type_acte"))
IN_FORCE = Filter("annule", "in", (None, False))


def _columns() -> dict[str, tuple[Column, Any]]:
    own = fields_of(Acte)
    columns = {name: (column_of(name, own[name]), getattr(Acte, name)) for name in OWN}
    columns["organisme"] = (
        column_of("organisme", fields_of(Organisme)["nom"], label=N_("Organisme")), Organisme.nom,
    )  # fmt: skip
    columns["dossier"] = (
        column_of("dossier", fields_of(Dossier)["numero"], label=N_("Dossier")), Dossier.numero,
    )  # fmt: skip
    return columns


def actes() -> Listing:
    """The documents of an exercice, the last one first."""
    columns = _columns()
    kind = fields_of(Acte)["nature"].type
    assert isinstance(kind, Choice)
    words: Any = func.coalesce(Acte.numero, "")
    for extra in (Organisme.nom, Dossier.numero, Acte.objet):
        words = words + " " + func.coalesce(extra, "")
    attributive = Filter("nature", "in", ATTRIBUTIVE)
    letters = tuple(one.code for one in kind.entries() if one.code not in ATTRIBUTIVE)
    return Listing(
        "actes",
        source=select(Acte.id)
        .outerjoin(Organisme, Acte.organisme_id == Organisme.id)
        .outerjoin(Dossier, Acte.dossier_id == Dossier.id),
        kernel=select(Acte.id),
        identifier=Acte.id,
        columns=tuple(column for column, _sql in columns.values()),
        expressions={name: sql for name, (_column, sql) in columns.items()},
        order=(Acte.etabli_le.desc(), Acte.numero.desc(), Acte.id),
        scope=Acte.exercice,
        searched=words,
        presets={
            "tous": (N_("Tous"), ()),
            "attributifs": (N_("Actes attributifs"), (attributive, IN_FORCE)),
            "a_signer": (N_("À signer"), (attributive, Filter("signe_le", "empty"), IN_FORCE)),
            "a_notifier": (
                N_("À notifier"), (attributive, Filter("notifie_le", "empty"), IN_FORCE),
            ),
            "courriers": (N_("Courriers"), (Filter("nature", "in", letters),)),
            "annules": (N_("Annulés"), (Filter("annule", "in", (True,)),)),
        },
        labels={"nature": {entry.code: entry.libelle for entry in kind.entries()}},
    )  # fmt: skip
