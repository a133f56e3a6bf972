"""The pages of the window, each imported and made when it is first visited."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from ui.context import Context


def _dashboard(context: Context) -> QWidget:
    from ui.pages.dashboard import DashboardPage

    return DashboardPage(context)


def _dossiers(context: Context) -> QWidget:
    from ui.pages.actions import ActionsPage

    return ActionsPage(context)


def _organismes(context: Context) -> QWidget:
    from ui.pages.organismes import OrganismesPage

    return OrganismesPage(context)


def _contrats(context: Context) -> QWidget:
    from ui.pages.contrats import ContratsPage

    return ContratsPage(context)


def _enveloppes(context: Context) -> QWidget:
    from ui.pages.enveloppes import EnveloppesPage

    return EnveloppesPage(context)


def _chiffres(context: Context) -> QWidget:
    from ui.pages.chiffres import ChiffresPage

    return ChiffresPage(context)


def _indicateurs(context: Context) -> QWidget:
    from ui.pages.indicateurs import IndicateursPage

    return IndicateursPage(context)


def _comite(context: Context) -> QWidget:
    from ui.pages.seances import SeancesPage

    return SeancesPage(context)


def _seance(context: Context) -> QWidget:
    from ui.comite.page import SittingPage

    return SittingPage(context)


def _actes(context: Context) -> QWidget:
    from ui.pages.actes import ActesPage

    return ActesPage(context)


def _paiements(context: Context) -> QWidget:
    from ui.pages.paiements import PaiementsPage

    return PaiementsPage(context)


def _rapprochement(context: Context) -> QWidget:
    from ui.paiements.reconciliation import ReconciliationPage

    return ReconciliationPage(context)


def _to_complete(context: Context) -> QWidget:
    from ui.pages.to_complete import ToCompletePage

    return ToCompletePage(context)


def _missing_papers(context: Context) -> QWidget:
    from ui.pages.missing_papers import MissingPapersPage

    return MissingPapersPage(context)


def _import(context: Context) -> QWidget:
    from ui.pages.exchange.importing import ImportPage

    return ImportPage(context)


def _fiches_avis(context: Context) -> QWidget:
    from ui.pages.exchange.avis import AvisPage

    return AvisPage(context)


def _remontee(context: Context) -> QWidget:
    from ui.pages.exchange.remontee import RemonteePage

    return RemonteePage(context)


def _consolidation(context: Context) -> QWidget:
    from ui.pages.exchange.consolidation import ConsolidationPage

    return ConsolidationPage(context)


def _bilans(context: Context) -> QWidget:
    from ui.pages.bilans import BilansPage

    return BilansPage(context)


def _delais(context: Context) -> QWidget:
    from ui.pages.delais import DelaisPage

    return DelaisPage(context)


def _obligations(context: Context) -> QWidget:
    from ui.pages.obligations import ObligationsPage

    return ObligationsPage(context)


def _journal(context: Context) -> QWidget:
    from ui.pages.journal import JournalPage

    return JournalPage(context)


def _help(_context: Context) -> QWidget:
    from ui.pages.help import HelpPage

    return HelpPage()


def _about(_context: Context) -> QWidget:
    from ui.pages.about import AboutPage

    return AboutPage()


def _action(context: Context) -> QWidget:
    from ui.fiche.action import ActionFiche

    return ActionFiche(context)


def _organisme(context: Context) -> QWidget:
    from ui.fiche.organisme import OrganismeFiche

    return OrganismeFiche(context)


def _contrat(context: Context) -> QWidget:
    from ui.fiche.contrat import ContratFiche

    return ContratFiche(context)


def _enveloppe(context: Context) -> QWidget:
    from ui.fiche.enveloppe import EnveloppeFiche

    return EnveloppeFiche(context)


def _adultes_relais(context: Context) -> QWidget:
    from ui.pages.adultes_relais import AdultesRelaisPage

    return AdultesRelaisPage(context)


def _controles(context: Context) -> QWidget:
    from ui.pages.controles import ControlesPage

    return ControlesPage(context)


def _controle(context: Context) -> QWidget:
    from ui.fiche.controle import ControleFiche

    return ControleFiche(context)


def _poste(context: Context) -> QWidget:
    from ui.fiche.poste import PosteFiche

    return PosteFiche(context)


FACTORIES: dict[str, Callable[[Context], QWidget]] = {
    "tableau_de_bord": _dashboard,
    "dossiers": _dossiers,
    "organismes": _organismes,
    "contrats": _contrats,
    "enveloppes": _enveloppes,
    "adultes_relais": _adultes_relais,
    "comite": _comite,
    "paiements": _paiements,
    "rapprochement": _rapprochement,
    "actes": _actes,
    "a_completer": _to_complete,
    "pieces_manquantes": _missing_papers,
    "indicateurs": _indicateurs,
    "chiffres": _chiffres,
    "importer": _import,
    "fiches_avis": _fiches_avis,
    "remontee": _remontee,
    "consolidation": _consolidation,
    "bilans": _bilans,
    "delais": _delais,
    "obligations": _obligations,
    "controles": _controles,
    "journal": _journal,
    "aide": _help,
    "a_propos": _about,
    "fiche_action": _action,
    "fiche_organisme": _organisme,
    "fiche_contrat": _contrat,
    "fiche_enveloppe": _enveloppe,
    "fiche_poste": _poste,
    "fiche_seance": _seance,
    "fiche_controle": _controle,
}
"""By key of the navigation; `fiche_…` are the pages of one record."""

PLACE_OF = {"fiche_action": "dossiers", "fiche_organisme": "organismes",
            "pieces_manquantes": "a_completer",
            "fiche_contrat": "contrats", "fiche_enveloppe": "enveloppes",
            "fiche_poste": "adultes_relais", "fiche_controle": "controles",
            "fiche_seance": "comite",
            "rapprochement": "paiements", "delais": "bilans"}  # fmt: skip
"""The list that the page of a record belongs to."""
