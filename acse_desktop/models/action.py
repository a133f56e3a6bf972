"""An action of a dossier: fiches 3.1 and 3.2, then what the State makes of it.

Instruction, budget and decision are per action, not per organisme: the national indicator is
wanted on projects (Sénat a07-093-10).
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, relationship

from acse_desktop.fields import Base, Record, field
from acse_desktop.fieldtypes import (
    Amount,
    Choice,
    Code,
    Count,
    Day,
    Flag,
    LongText,
    Percent,
    Reference,
    Text,
)
from acse_desktop.translation import N_

if TYPE_CHECKING:
    from acse_desktop.models.budget import LigneBudget
    from acse_desktop.models.contrat import Contrat
    from acse_desktop.models.dossier import Dossier
    from acse_desktop.models.financement import Financement
    from acse_desktop.models.indicateur import Indicateur
    from acse_desktop.models.lieu import Lieu
    from acse_desktop.models.public import Public
    from acse_desktop.models.versement import Versement

ACTION = N_("Action")
PROGRAMME = N_("Programme et territoire")
CONTENU = N_("Objectifs et contenu")
PUBLICS = N_("Publics")
FINANCES = N_("Montants")
BUDGET = N_("Budget de l’action")
DECISION = N_("Décision et acte")
DISPOSITIF = N_("Données du dispositif")
COMPTE_RENDU = N_("Compte rendu financier")
SUIVI = N_("Suivi")


def _of(*dispositifs: str) -> Callable[[Any], bool]:
    """Whether a field is for the dispositif of an action."""
    return lambda action: action.dispositif in dispositifs


class Action(Record, Base):
    """One fiche 3.1/3.2: what is done, for whom, where, with what money."""

    __tablename__ = "action"
    __table_args__ = (Index(None, "dossier_id", "rang"),)
    feuille = "Actions"
    libelle = N_("Action")

    dossier_id: Mapped[str | None] = field(
        Reference("dossier", part_of=True), N_("Dossier"), ACTION, required=True
    )
    numero: Mapped[str | None] = field(
        Code(136), N_("N° action"), ACTION, required=True, index=True,
        help=N_("Donné par le programme, ou repris de GISPRO (DA et huit chiffres)."),
    )  # fmt: skip
    rang: Mapped[int | None] = field(Count(), N_("Rang dans le dossier"), ACTION, readonly=True)
    intitule: Mapped[str | None] = field(
        Text(280), N_("Intitulé de l’action"), ACTION, required=True
    )
    statut: Mapped[str | None] = field(
        Choice("statut"), N_("Statut"), ACTION, required=True, index=True
    )
    type_demande: Mapped[str | None] = field(
        Choice("type_demande"), N_("Nouvelle action ou renouvellement"), ACTION
    )
    debut_le: Mapped[date | None] = field(Day(), N_("Début"), ACTION, required=True)
    fin_le: Mapped[date | None] = field(Day(), N_("Fin"), ACTION, required=True)
    responsable_civilite: Mapped[str | None] = field(
        Choice("civilite"), N_("Civilité du responsable"), ACTION
    )
    responsable_nom: Mapped[str | None] = field(Text(), N_("Nom du responsable"), ACTION)
    responsable_prenom: Mapped[str | None] = field(Text(), N_("Prénom du responsable"), ACTION)
    responsable_fonction: Mapped[str | None] = field(Text(), N_("Fonction du responsable"), ACTION)
    responsable_telephone: Mapped[str | None] = field(
        Code(), N_("Téléphone du responsable"), ACTION, personal=True, exported=False
    )
    responsable_courriel: Mapped[str | None] = field(
        Text(), N_("Courriel du responsable"), ACTION, personal=True, exported=False
    )

    dispositif: Mapped[str | None] = field(
        Choice("dispositif", 120), N_("Dispositif"), PROGRAMME, required=True,
        index=True,
    )  # fmt: skip
    theme: Mapped[str | None] = field(
        Choice("theme", 168), N_("Thématique"), PROGRAMME, required=True, index=True,
        help=N_("Le code porte la version de la nomenclature, qui change selon l’année."),
    )  # fmt: skip
    contrat_id: Mapped[str | None] = field(Reference("contrat"), N_("Contrat"), PROGRAMME)
    regle_partage: Mapped[str | None] = field(
        Choice("regle_partage"), N_("Partage entre les lieux"), PROGRAMME,
        help=N_("Comment les montants sont répartis entre les quartiers servis."),
    )  # fmt: skip
    politique_publique: Mapped[str | None] = field(
        Text(), N_("Politique publique concernée"), PROGRAMME
    )

    objectifs: Mapped[str | None] = field(LongText(), N_("Objectifs"), CONTENU, required=True)
    besoin: Mapped[str | None] = field(LongText(), N_("À quel besoin cela répond-il"), CONTENU)
    besoin_identifie_par: Mapped[str | None] = field(
        Text(), N_("Qui a identifié ce besoin"), CONTENU
    )
    description: Mapped[str | None] = field(LongText(), N_("Description"), CONTENU, required=True)
    moyens_humains: Mapped[str | None] = field(LongText(), N_("Moyens mis en œuvre"), CONTENU)
    evaluation: Mapped[str | None] = field(
        LongText(), N_("Méthode d’évaluation et indicateurs"), CONTENU
    )

    public_prevu: Mapped[int | None] = field(
        Count(), N_("Bénéficiaires prévus"), PUBLICS, required=True,
        help=N_("Nombre estimé, obligatoire\u202f; le détail par âge et sexe est en dessous."),
    )  # fmt: skip
    public_quartiers: Mapped[int | None] = field(
        Count(), N_("Bénéficiaires, dont quartiers prioritaires"), PUBLICS
    )
    public_realise: Mapped[int | None] = field(Count(), N_("Bénéficiaires réalisés"), PUBLICS)
    public_caracteristiques: Mapped[str | None] = field(
        LongText(), N_("Caractéristiques du public"), PUBLICS
    )

    cout_total: Mapped[Decimal | None] = field(
        Amount(), N_("Coût total"), FINANCES, readonly=True,
        help=N_("Somme des charges prévues, contributions volontaires à part."),
    )  # fmt: skip
    montant_demande: Mapped[Decimal | None] = field(
        Amount(), N_("Montant demandé"), FINANCES, required=True, index=True,
        help=N_("Demandé à l’Acsé, en euros\u202f; il doit apparaître au compte 74."),
    )  # fmt: skip
    montant_anterieur: Mapped[Decimal | None] = field(
        Amount(), N_("Accordé l’année précédente"), FINANCES, readonly=True,
        help=N_("Repris du dossier de l’exercice précédent quand il est reconduit."),
    )  # fmt: skip
    montant_propose: Mapped[Decimal | None] = field(Amount(), N_("Montant proposé"), FINANCES)
    montant_accorde: Mapped[Decimal | None] = field(
        Amount(), N_("Montant accordé"), FINANCES, index=True
    )
    montant_engage: Mapped[Decimal | None] = field(Amount(), N_("Montant engagé"), FINANCES)
    montant_paye: Mapped[Decimal | None] = field(
        Amount(), N_("Montant payé"), FINANCES, readonly=True,
        help=N_("Somme des versements, reversements déduits."),
    )  # fmt: skip

    repartition_indirectes: Mapped[str | None] = field(
        LongText(), N_("Répartition des charges indirectes"), BUDGET,
        help=N_("Règle qui affecte loyer, salaires et frais fixes à l’action."),
    )  # fmt: skip
    contributions_volontaires: Mapped[str | None] = field(
        LongText(), N_("Contributions volontaires en nature"), BUDGET
    )
    participation_beneficiaires: Mapped[str | None] = field(
        LongText(), N_("Participation financière des bénéficiaires"), BUDGET
    )
    part_subvention: Mapped[Decimal | None] = field(
        Percent(), N_("Part de la subvention demandée"), BUDGET, readonly=True,
        help=N_("Montant demandé sur total des produits."),
    )  # fmt: skip

    comite_le: Mapped[date | None] = field(Day(), N_("Comité du"), DECISION)
    decision: Mapped[str | None] = field(Choice("decision"), N_("Décision"), DECISION)
    decision_motif: Mapped[str | None] = field(LongText(), N_("Motif de la décision"), DECISION)
    notifie_le: Mapped[date | None] = field(Day(), N_("Notifié le"), DECISION)
    acte_type: Mapped[str | None] = field(Choice("type_acte"), N_("Acte"), DECISION)
    acte_numero: Mapped[str | None] = field(Code(), N_("N° de l’acte"), DECISION)
    acte_le: Mapped[date | None] = field(Day(), N_("Date de l’acte"), DECISION)
    numero_gispro: Mapped[str | None] = field(Code(), N_("N° GISPRO"), DECISION, index=True)
    ej: Mapped[str | None] = field(
        Code(), N_("EJ Chorus"), DECISION, help=N_("Numéro d’engagement juridique, dix chiffres.")
    )

    crf_attendu_le: Mapped[date | None] = field(
        Day(), N_("Compte rendu attendu le"), COMPTE_RENDU,
        help=N_("Six mois après la fin de l’exercice (loi 2000-321, art. 10)."),
    )  # fmt: skip
    crf_relance_le: Mapped[date | None] = field(Day(), N_("Relancé le"), COMPTE_RENDU)
    crf_recu_le: Mapped[date | None] = field(Day(), N_("Compte rendu reçu le"), COMPTE_RENDU)
    objectifs_atteints: Mapped[str | None] = field(
        Choice("atteinte"), N_("Objectifs atteints"), COMPTE_RENDU
    )
    bilan_qualitatif: Mapped[str | None] = field(
        LongText(), N_("Bilan qualitatif"), COMPTE_RENDU,
        help=N_("Mise en œuvre, dates, lieux, résultats au regard des indicateurs."),
    )  # fmt: skip
    montant_realise: Mapped[Decimal | None] = field(Amount(), N_("Dépense réalisée"), COMPTE_RENDU)
    explication_ecarts: Mapped[str | None] = field(
        LongText(), N_("Explication des écarts"), COMPTE_RENDU
    )
    service_fait_le: Mapped[date | None] = field(
        Day(), N_("Service fait constaté le"), COMPTE_RENDU
    )
    montant_a_reverser: Mapped[Decimal | None] = field(
        Amount(), N_("Montant à reverser"), COMPTE_RENDU,
        help=N_("Ce que l’agent décide\u202f; le programme ne fait que proposer."),
    )  # fmt: skip
    reversement_motif: Mapped[str | None] = field(
        LongText(), N_("Motif du reversement ou de la dispense"), COMPTE_RENDU
    )
    reversement_demande_le: Mapped[date | None] = field(
        Day(), N_("Ordre de reversement du"), COMPTE_RENDU
    )

    annee_scolaire: Mapped[str | None] = field(
        Code(), N_("Année scolaire"), DISPOSITIF, visible=_of("PRE", "IE", "E2C"),
        help=N_("Comme 2012-2013\u202f; les indicateurs scolaires s’y rapportent."),
    )  # fmt: skip
    nature_pre: Mapped[str | None] = field(
        Choice("nature_pre", 200), N_("Nature de l’action de réussite éducative"), DISPOSITIF,
        visible=_of("PRE"),
    )  # fmt: skip
    coordonnateur: Mapped[bool | None] = field(
        Flag(), N_("Éducateur coordonnateur"), DISPOSITIF, visible=_of("IE"),
        help=N_("Possible à partir de douze élèves des quartiers."),
    )  # fmt: skip
    aide_coordonnateur: Mapped[Decimal | None] = field(
        Amount(), N_("Aide au coordonnateur"), DISPOSITIF, visible=_of("IE"),
        help=N_("35\u202f000\u00a0€ par an au plus."),
    )  # fmt: skip
    labellisee: Mapped[bool | None] = field(
        Flag(), N_("École labellisée"), DISPOSITIF, visible=_of("E2C"),
        help=N_("Le label demande cinquante parcours validés."),
    )  # fmt: skip
    charte_parrainage: Mapped[bool | None] = field(
        Flag(), N_("Charte du parrainage signée"), DISPOSITIF, visible=_of("PARR")
    )
    videoprotection: Mapped[bool | None] = field(
        Flag(), N_("Vidéoprotection"), DISPOSITIF, visible=_of("FIPD")
    )
    zsp: Mapped[bool | None] = field(
        Flag(), N_("Zone de sécurité prioritaire"), DISPOSITIF, visible=_of("FIPD")
    )
    domaine_culture: Mapped[str | None] = field(
        Choice("domaine_culture", 168), N_("Domaine culturel"), DISPOSITIF, visible=_of("CULT")
    )
    nature_lcd: Mapped[str | None] = field(
        Choice("nature_lcd", 168), N_("Nature de l’action contre les discriminations"), DISPOSITIF,
        visible=_of("LCD"),
    )  # fmt: skip
    critere_lcd: Mapped[str | None] = field(
        Choice("critere_lcd", 168), N_("Critère de discrimination"), DISPOSITIF,
        visible=_of("LCD"),
    )  # fmt: skip
    projet_anru: Mapped[str | None] = field(
        Text(), N_("Projet de rénovation urbaine"), DISPOSITIF, visible=_of("GUP", "RELOG")
    )
    convention_anru_le: Mapped[date | None] = field(
        Day(), N_("Convention de gestion urbaine du"), DISPOSITIF, visible=_of("GUP", "RELOG")
    )
    nature_fec: Mapped[str | None] = field(
        Choice("nature_controle", 168), N_("Formation, évaluation ou contrôle"), DISPOSITIF,
        visible=_of("FEC"),
    )  # fmt: skip

    commentaire: Mapped[str | None] = field(LongText(), N_("Commentaire"), SUIVI)
    libre_1: Mapped[str | None] = field(Text(), N_("Commentaire libre 1"), SUIVI)
    libre_2: Mapped[str | None] = field(Text(), N_("Commentaire libre 2"), SUIVI)
    libre_3: Mapped[str | None] = field(Text(), N_("Commentaire libre 3"), SUIVI)

    dossier: Mapped[Dossier | None] = relationship(back_populates="actions")
    contrat: Mapped[Contrat | None] = relationship()
    lignes: Mapped[list[LigneBudget]] = relationship(
        back_populates="action", cascade="all, delete-orphan", passive_deletes=True
    )
    financements: Mapped[list[Financement]] = relationship(
        back_populates="action", cascade="all, delete-orphan", passive_deletes=True
    )
    publics: Mapped[list[Public]] = relationship(
        back_populates="action", cascade="all, delete-orphan", passive_deletes=True
    )
    lieux: Mapped[list[Lieu]] = relationship(
        back_populates="action", cascade="all, delete-orphan", passive_deletes=True
    )
    versements: Mapped[list[Versement]] = relationship(
        back_populates="action", cascade="all, delete-orphan", passive_deletes=True
    )
    indicateurs: Mapped[list[Indicateur]] = relationship(
        back_populates="action", cascade="all, delete-orphan", passive_deletes=True
    )
