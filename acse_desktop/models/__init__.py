"""The tables of a base: one module per table, fields declared once."""

from acse_desktop.fields import Base
from acse_desktop.models.acte import Acte, ActeAction, Tranche
from acse_desktop.models.action import Action
from acse_desktop.models.avis import Avis
from acse_desktop.models.base_info import BaseInfo, Configuration
from acse_desktop.models.budget import LigneBudget
from acse_desktop.models.contrat import Contrat, Signataire
from acse_desktop.models.controle import Controle, PlanControle, PointControle
from acse_desktop.models.credits import Dotation, Notification, Transfert
from acse_desktop.models.dossier import Dossier
from acse_desktop.models.engagement import (
    Engagement,
    EngagementAction,
    LigneChorus,
    Rapprochement,
)
from acse_desktop.models.enveloppe import Enveloppe
from acse_desktop.models.evenement import Evenement, Motif
from acse_desktop.models.financement import Financement
from acse_desktop.models.indicateur import Indicateur
from acse_desktop.models.journal import Changement, Operation
from acse_desktop.models.lieu import Lieu
from acse_desktop.models.organisme import Organisme
from acse_desktop.models.periode import Periode
from acse_desktop.models.piece import Fichier, Piece
from acse_desktop.models.poste import ConventionPoste, Poste, Vacance
from acse_desktop.models.provenance import Provenance
from acse_desktop.models.public import Public
from acse_desktop.models.quartier import Quartier, QuartierCommune
from acse_desktop.models.reserve import Reserve
from acse_desktop.models.seance import Passage, Proposition, Scenario, ScenarioEnveloppe, Seance
from acse_desktop.models.versement import Compensation, Versement

EDITABLE = (
    Organisme, Dossier, Action, Financement, LigneBudget, Lieu, Public, Versement, Indicateur,
    Enveloppe, Contrat, Signataire, Quartier, QuartierCommune, Reserve, Evenement, Motif, Piece,
    Fichier, Avis, Seance, Passage, Scenario, ScenarioEnveloppe, Proposition, Notification,
    Transfert, Dotation, Acte, ActeAction, Tranche, Engagement, EngagementAction, LigneChorus,
    Poste, ConventionPoste, Vacance, Periode, PlanControle, Controle, PointControle,
    Rapprochement, Compensation,
)  # fmt: skip
"""The tables that agents write, parents before children."""

__all__ = [
    "EDITABLE",
    "Acte",
    "ActeAction",
    "Action",
    "Avis",
    "Base",
    "BaseInfo",
    "Changement",
    "Compensation",
    "Configuration",
    "Contrat",
    "Controle",
    "ConventionPoste",
    "Dossier",
    "Dotation",
    "Engagement",
    "EngagementAction",
    "Enveloppe",
    "Evenement",
    "Fichier",
    "Financement",
    "Indicateur",
    "Lieu",
    "LigneBudget",
    "LigneChorus",
    "Motif",
    "Notification",
    "Operation",
    "Organisme",
    "Passage",
    "Periode",
    "Piece",
    "PlanControle",
    "PointControle",
    "Poste",
    "Proposition",
    "Provenance",
    "Public",
    "Quartier",
    "QuartierCommune",
    "Rapprochement",
    "Reserve",
    "Scenario",
    "ScenarioEnveloppe",
    "Seance",
    "Signataire",
    "Tranche",
    "Transfert",
    "Vacance",
    "Versement",
]
