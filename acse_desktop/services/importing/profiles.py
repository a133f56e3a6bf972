"""The foreign files that the program knows, declared as data: headers, targets, row rules.

Headers and their typos (« GIRPRO », « AOSesse ») are those of real files from 2012 to 2023.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from acse_desktop.translation import N_

Aliases = Mapping[str, tuple[str, ...]]
Targets = Mapping[str, tuple[str, ...]]

REMONTEE = "remontee"


@dataclass(frozen=True)
class Profil:
    """A layout of file: how it is recognised and where its columns go."""

    nom: str
    libelle: str
    aliases: Aliases
    """Accepted headers by field."""
    requis: tuple[str, ...]
    """Fields without which the file is not of this profile."""
    cibles: Targets
    """Attributes filled by each field: `organisme.nom`, `dossier.service`, `action.intitule`."""
    prefixes: Mapping[str, str] = field(default_factory=dict)
    """Fields whose header only begins so, the rest being a rubrique."""
    controle: str = ""
    """Field of the amount that repeats the money of other rows: checked, never added."""
    obligatoires: tuple[str, ...] = ("nom", "montant")
    """Fields without which a row is refused."""
    cle_ligne: str = ""
    """Field that holds digits in every data row; rows without them are set aside and listed."""
    avec_actions: bool = True
    """Whether a row is money granted to an action, or an organisme only."""


_MONTANT_ACCORDE = ("action.montant_accorde",)

GISPRO = Profil(
    "gispro",
    N_("Extraction GISPRO des actions (2016 à 2023)"),
    aliases={
        "departement": ("Dépt", "N° dépt ou région", "Département"),
        "direction": (
            "Libellé DD/DR/PN", "Libellé de la direction", "Service prescripteur",
            "Direction du gestionnaire du dossier",
        ),
        "siret": ("Code SIRET", "SIRET"),
        "code_tiers": (
            "Tiers - Code", "Référence du tiers GISPRO", "Code organisme", "CODE TIERS",
            "Tiers - Code GIRPRO",
        ),
        "nom": ("Tiers", "Raison Sociale Longue"),
        "type_tiers": ("Type de tiers",),
        "montant": ("Montant engagé", "Mt engagé"),
        "montant_propose": ("Montant proposé du dossier d'action",),
        "projet": ("Projet - Code dossier", "Code projet", "Numéro De Projet"),
        "numero_gispro": (
            "Action de demande - Code dossier", "Action - Code dossier",
            "Numéro de l'Action Prj",
        ),
        "intitule": ("Action", "Libellé de l'action"),
        "ligne_budgetaire": ("Ligne budgétaire", "Libellé De La Ligne Budgétaire Prj"),
        "ej": (
            "CHORUS N° EJ", "CHORUS -EJ", "EJ CHORUS", "CHORUS EJ", "EJ",
            "N° doc. précédent (EJ)", "N° doc. Précédent n° EJ CHORUS",
        ),
        "exercice": ("année initiale CPO", "type DP", "Exercice"),
        "etat": ("Etat de l'avancement du dossier Projet",),
        "theme": ("Thème (1)", "Mission"),
        "contrat": ("Contrat ville", "Contrat ville - Code"),
        "adresse": (
            "AOSesse administrative - AOSesse complète",
            "Adresse administrative - Adresse complète",
        ),
        "instructeur": ("Nom du chargé de l'action",),
    },
    requis=("nom", "numero_gispro", "intitule"),
    cibles={
        "nom": ("organisme.nom",),
        "siret": ("organisme.siret",),
        "code_tiers": ("organisme.code_tiers",),
        "direction": ("dossier.service",),
        "instructeur": ("dossier.instructeur",),
        "intitule": ("action.intitule",),
        "montant": ("action.montant_accorde", "action.montant_engage"),
        "montant_propose": ("action.montant_propose",),
        "numero_gispro": ("action.numero_gispro",),
        "ej": ("action.ej",),
        "theme": ("action.libre_1",),
        "contrat": ("action.libre_2",),
        "ligne_budgetaire": ("action.libre_3",),
        "projet": ("action.commentaire",),
    },
)  # fmt: skip

GISPRO_ORGANISMES = Profil(
    "gispro_organismes",
    N_("Cumul GISPRO par organisme"),
    aliases={
        "code_tiers": ("CODE TIERS", "Tiers - Code", "Code organisme"),
        "nom": ("tiers", "Raison Sociale Longue"),
        "type_tiers": ("type de tiers",),
        "siret": ("SIRET,", "Code SIRET"),
        "montant": ("montant engagé",),
    },
    requis=("code_tiers", "nom", "type_tiers", "montant"),
    cibles={
        "nom": ("organisme.nom",),
        "siret": ("organisme.siret",),
        "code_tiers": ("organisme.code_tiers",),
    },
    obligatoires=("nom",),
    avec_actions=False,
)

JAUNE = Profil(
    "jaune",
    N_("Annexe « jaune » du projet de loi de finances"),
    aliases={
        "siret": ("SIREN", "SIREN / SIRET"),
        "nom": ("ASSOCIATION",),
        "imputation": ("IMPUTATION",),
        "total": ("Total des subventions", "Total des subventions versées en 2010"),
        "montant": ("Détail des subventions",),
    },
    requis=("siret", "nom", "imputation", "total", "montant"),
    cibles={
        "nom": ("organisme.nom",),
        "siret": ("organisme.siret",),
        "imputation": ("action.intitule", "action.libre_3"),
        "montant": _MONTANT_ACCORDE,
    },
    controle="total",
)

MONTPELLIER = Profil(
    "montpellier",
    N_("Subventions par rubrique (Montpellier)"),
    aliases={
        "code_source": ("N°Asso.", "N° Asso", "N° association"),
        "nature": ("Nature",),
        "montant": ("Montant", "Montant attribué"),
        "imputation": ("Imputation budgétaire",),
    },
    requis=("code_source", "nature", "montant", "nom"),
    prefixes={"nom": "association"},
    cibles={
        "nom": ("organisme.nom",),
        "rubrique": ("action.intitule",),
        "nature": ("action.libre_1",),
        "code_source": ("action.libre_2",),
        "imputation": ("action.libre_3",),
        "montant": _MONTANT_ACCORDE,
    },
    cle_ligne="code_source",
)

SCDL = Profil(
    "scdl",
    N_("Données essentielles des subventions (SCDL)"),
    aliases={
        "nom": (
            "nomBeneficiaire", "Nom du bénéficiaire", "Nom Bénéficiaire", "Nom attributaire",
        ),
        "siret": (
            "idBeneficiaire", "Identification du bénéficiaire", "Numéro Siret", "N° SIRET",
            "N° SIRET (fusion)", "Id du bénéficiaire", "N° SIRET attributaire",
            "SIRET du bénéficiaire", "SIRET bénéficiaire",
        ),
        "rna": ("rnaBeneficiaire",),
        "intitule": (
            "objet", "Objet de la convention", "Objet du dossier", "Objet de la subvention",
            "Objet de l'aide", "Nom du Projet",
        ),
        "montant": (
            "montant", "Montant total de la subvention", "Montant voté", "Montant décidé ligne",
            "Montant accordé", "montantAttribue", "Montant des Autorisations d'engagement",
        ),
        "acte_le": (
            "dateConvention", "Date de convention", "Date de la convention",
            "Date signature de la convention", "Date - Décision",
        ),
        "exercice": (
            "exercice", "excercice", "Année de la demande", "annee", "Année budgétaire",
            "anneeConvention", "anneeDecision",
        ),
        "acte_numero": ("referenceDecision",),
        "nature": ("nature",),
        "dispositif_aide": ("dispositifAide",),
    },
    requis=("nom", "siret", "intitule", "montant"),
    cibles={
        "nom": ("organisme.nom",),
        "siret": ("organisme.siret",),
        "rna": ("organisme.rna",),
        "intitule": ("action.intitule",),
        "montant": _MONTANT_ACCORDE,
        "acte_le": ("action.acte_le",),
        "acte_numero": ("action.acte_numero",),
        "nature": ("action.libre_1",),
        "dispositif_aide": ("action.libre_2",),
    },
)  # fmt: skip

POSTES = Profil(
    "postes",
    N_("Postes adultes-relais ou Fonjep"),
    aliases={
        "poste": ("id_poste", "Code du poste"),
        "siret": ("code_tiers", "ACT_SIRET"),
        "nom": ("raison_sociale", "raison sociale association bénéficiaire"),
        "exercice": ("annee",),
        "montant": ("montant", "MTT_PAYE"),
        "contrat": ("code_cv",),
        "departement": ("insee_dep",),
    },
    requis=("poste", "nom", "exercice", "montant"),
    cibles={
        "nom": ("organisme.nom",),
        "siret": ("organisme.siret",),
        "poste": ("action.intitule", "action.libre_1"),
        "contrat": ("action.libre_2",),
        "montant": _MONTANT_ACCORDE,
    },
)

CHORUS = Profil(
    "chorus",
    N_("Extraction des paiements de Chorus"),
    aliases={
        "ej_chorus": ("N° EJ", "EJ", "N° engagement juridique", "Numéro EJ"),
        "poste_ej": ("N° poste EJ", "Poste EJ"),
        "dp_chorus": ("N° DP", "DP", "N° demande de paiement", "Numéro DP"),
        "poste_dp": ("N° poste DP", "Poste DP"),
        "societe": ("Société",),
        "exercice": ("Exercice comptable", "Exercice"),
        "nom": (
            "Désignation de la structure", "Fournisseur payé (DP) libellé", "Fournisseur libellé",
        ),
        "code_fournisseur": ("Fournisseur payé (DP) CODE", "Fournisseur payé (DP)", "Fournisseur"),
        "centre": ("Centre financier CODE", "Centre financier"),
        "domaine": ("Domaine fonctionnel CODE", "Domaine fonctionnel"),
        "domaine_libelle": ("Domaine fonctionnel libellé",),
        "referentiel": ("Référentiel de programmation CODE", "Référentiel de programmation"),
        "branche": ("Branche CODE", "Branche"),
        "siret_paye": ("Code taxe 1", "Code taxe 1 (SIRET)", "SIRET"),
        "montant": ("Montant payé", "Montant payé (EUR)", "EUR"),
        "paye_le": (
            "Date de dernière opération sur la DP", "Date de dernière opération", "Date paiement",
        ),
    },
    requis=("ej_chorus", "dp_chorus", "siret_paye", "montant"),
    cibles={
        "ej_chorus": ("ligne_chorus.ej",),
        "poste_ej": ("ligne_chorus.poste_ej",),
        "dp_chorus": ("ligne_chorus.dp",),
        "poste_dp": ("ligne_chorus.poste_dp",),
        "exercice": ("ligne_chorus.exercice",),
        "nom": ("ligne_chorus.fournisseur",),
        "centre": ("ligne_chorus.centre",),
        "domaine": ("ligne_chorus.domaine",),
        "siret_paye": ("ligne_chorus.siret",),
        "montant": ("ligne_chorus.montant",),
        "paye_le": ("ligne_chorus.paye_le",),
    },
    obligatoires=("montant",),
    cle_ligne="dp_chorus",
    avec_actions=False,
)  # fmt: skip

PROFILS: dict[str, Profil] = {
    profil.nom: profil
    for profil in (GISPRO, GISPRO_ORGANISMES, JAUNE, MONTPELLIER, SCDL, POSTES, CHORUS)
}
"""Every profile read by headers; our own workbook, `remontee`, is read by its layout."""
