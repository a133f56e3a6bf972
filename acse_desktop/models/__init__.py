"""The tables of a base: one module per table, fields declared once."""

from acse_desktop.fields import Base
from acse_desktop.models.action import Action
from acse_desktop.models.base_info import BaseInfo, Configuration
from acse_desktop.models.budget import LigneBudget
from acse_desktop.models.contrat import Contrat, Signataire
from acse_desktop.models.dossier import Dossier
from acse_desktop.models.enveloppe import Enveloppe
from acse_desktop.models.financement import Financement
from acse_desktop.models.indicateur import Indicateur
from acse_desktop.models.journal import Changement, Operation
from acse_desktop.models.lieu import Lieu
from acse_desktop.models.organisme import Organisme
from acse_desktop.models.provenance import Provenance
from acse_desktop.models.public import Public
from acse_desktop.models.quartier import Quartier, QuartierCommune
from acse_desktop.models.reserve import Reserve
from acse_desktop.models.versement import Versement

EDITABLE = (
    Organisme, Dossier, Action, Financement, LigneBudget, Lieu, Public, Versement, Indicateur,
    Enveloppe, Contrat, Signataire, Quartier, QuartierCommune, Reserve,
)  # fmt: skip
"""The tables that agents write, parents before children."""

__all__ = [
    "EDITABLE",
    "Action",
    "Base",
    "BaseInfo",
    "Changement",
    "Configuration",
    "Contrat",
    "Dossier",
    "Enveloppe",
    "Financement",
    "Indicateur",
    "Lieu",
    "LigneBudget",
    "Operation",
    "Organisme",
    "Provenance",
    "Public",
    "Quartier",
    "QuartierCommune",
    "Reserve",
    "Signataire",
    "Versement",
]
