"""The body that asks for grants: fiches 1.1, 1.2 and the account of fiche 4.1 (CERFA 12156*03)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from sqlalchemy.orm import Mapped, relationship

from acse_desktop.fields import Base, Record, field
from acse_desktop.fieldtypes import (
    Amount,
    Bic,
    Choice,
    Code,
    CodeInsee,
    CodePostal,
    Count,
    Day,
    Email,
    Flag,
    Iban,
    LongText,
    Phone,
    Rna,
    Siret,
    Text,
)
from acse_desktop.translation import N_

if TYPE_CHECKING:
    from acse_desktop.models.dossier import Dossier

IDENTITE = N_("Identité")
SIEGE = N_("Siège et contact")
REPRESENTANT = N_("Représentant légal")
CHARGE = N_("Personne chargée du dossier")
VIE = N_("Vie de l’organisme")
COMPTE = N_("Compte bancaire")


def _is_association(organisme: Organisme) -> bool:
    return organisme.statut in (None, "ASSO", "FONDATION")


class Organisme(Record, Base):
    """An association or a public body; one record however many years it is funded."""

    __tablename__ = "organisme"
    feuille = "Organismes"
    libelle = N_("Organisme")

    nom: Mapped[str | None] = field(
        Text(280), N_("Nom"), IDENTITE, required=True, index=True,
        help=N_("Nom complet, tel qu’au Journal officiel ou dans les statuts."),
    )  # fmt: skip
    sigle: Mapped[str | None] = field(Text(96), N_("Sigle"), IDENTITE)
    statut: Mapped[str | None] = field(
        Choice("statut_organisme"), N_("Statut"), IDENTITE, required=True,
        help=N_("Nature de l’organisme, pour choisir l’acte et compter les associations."),
    )  # fmt: skip
    categorie_juridique: Mapped[str | None] = field(
        Code(), N_("Catégorie juridique"), IDENTITE,
        help=N_("Code Insee à quatre chiffres, 9220 pour une association déclarée."),
    )  # fmt: skip
    code_tiers: Mapped[str | None] = field(
        Code(), N_("Code tiers"), IDENTITE, index=True,
        help=N_("Six à huit caractères donnés par l’Acsé, absent pour un nouveau porteur."),
    )  # fmt: skip
    siret: Mapped[str | None] = field(
        Siret(), N_("SIRET"), IDENTITE, required=True, index=True,
        help=N_("14 chiffres. Une clé fausse est signalée et n’empêche jamais d’enregistrer."),
    )  # fmt: skip
    rna: Mapped[str | None] = field(
        Rna(), N_("RNA"), IDENTITE, visible=_is_association,
        help=N_("W et neuf caractères\u202f; sans objet en Alsace-Moselle."),
    )  # fmt: skip
    alsace_moselle: Mapped[bool | None] = field(
        Flag(), N_("Inscrite en Alsace-Moselle"), IDENTITE, visible=_is_association,
        help=N_("Inscrite au tribunal et non au RNA\u00a0: aucun numéro RNA n’est attendu."),
    )  # fmt: skip
    objet: Mapped[str | None] = field(LongText(), N_("Objet"), IDENTITE)
    activites: Mapped[str | None] = field(LongText(), N_("Activités principales"), IDENTITE)
    niveau: Mapped[str | None] = field(Choice("niveau"), N_("Niveau"), IDENTITE)
    reseau: Mapped[str | None] = field(Text(), N_("Union, fédération ou réseau"), IDENTITE)

    adresse: Mapped[str | None] = field(Text(240), N_("Adresse du siège"), SIEGE, required=True)
    complement: Mapped[str | None] = field(Text(), N_("Complément d’adresse"), SIEGE)
    code_postal: Mapped[str | None] = field(CodePostal(), N_("Code postal"), SIEGE, required=True)
    commune: Mapped[str | None] = field(Text(160), N_("Commune"), SIEGE, required=True)
    code_insee: Mapped[str | None] = field(CodeInsee(), N_("Code Insee de la commune"), SIEGE)
    adresse_correspondance: Mapped[str | None] = field(
        LongText(), N_("Adresse de correspondance"), SIEGE,
        help=N_("Seulement si elle diffère du siège."),
    )  # fmt: skip
    telephone: Mapped[str | None] = field(Phone(), N_("Téléphone"), SIEGE)
    telecopie: Mapped[str | None] = field(Phone(), N_("Télécopie"), SIEGE)
    courriel: Mapped[str | None] = field(Email(), N_("Courriel"), SIEGE)
    site: Mapped[str | None] = field(Text(), N_("Site internet"), SIEGE)

    representant_civilite: Mapped[str | None] = field(
        Choice("civilite"), N_("Civilité du représentant"), REPRESENTANT
    )
    representant_nom: Mapped[str | None] = field(
        Text(), N_("Nom du représentant"), REPRESENTANT, required=True
    )
    representant_prenom: Mapped[str | None] = field(
        Text(), N_("Prénom du représentant"), REPRESENTANT
    )
    representant_fonction: Mapped[str | None] = field(
        Text(), N_("Fonction du représentant"), REPRESENTANT
    )
    representant_telephone: Mapped[str | None] = field(
        Phone(), N_("Téléphone du représentant"), REPRESENTANT, personal=True, exported=False
    )
    representant_courriel: Mapped[str | None] = field(
        Email(), N_("Courriel du représentant"), REPRESENTANT, personal=True, exported=False
    )

    charge_civilite: Mapped[str | None] = field(
        Choice("civilite"), N_("Civilité de la personne chargée"), CHARGE, exported=False
    )
    charge_nom: Mapped[str | None] = field(
        Text(), N_("Nom de la personne chargée"), CHARGE, personal=True, exported=False
    )
    charge_prenom: Mapped[str | None] = field(
        Text(), N_("Prénom de la personne chargée"), CHARGE, personal=True, exported=False
    )
    charge_fonction: Mapped[str | None] = field(
        Text(), N_("Fonction de la personne chargée"), CHARGE, exported=False
    )
    charge_telephone: Mapped[str | None] = field(
        Phone(), N_("Téléphone de la personne chargée"), CHARGE, personal=True, exported=False
    )
    charge_courriel: Mapped[str | None] = field(
        Email(), N_("Courriel de la personne chargée"), CHARGE, personal=True, exported=False
    )

    creation_jo: Mapped[date | None] = field(
        Day(), N_("Publication au JO"), VIE, visible=_is_association
    )
    agrements: Mapped[str | None] = field(
        LongText(), N_("Agréments"), VIE,
        help=N_("Un par ligne\u00a0: type, attribué par, date, numéro."),
    )  # fmt: skip
    utilite_publique: Mapped[bool | None] = field(
        Flag(), N_("Reconnue d’utilité publique"), VIE, visible=_is_association
    )
    utilite_publique_le: Mapped[date | None] = field(
        Day(), N_("Utilité publique, date au JO"), VIE, visible=lambda o: bool(o.utilite_publique)
    )
    commissaire_comptes: Mapped[bool | None] = field(Flag(), N_("Commissaire aux comptes"), VIE)
    adherents: Mapped[int | None] = field(Count(), N_("Adhérents"), VIE)
    adherents_femmes: Mapped[int | None] = field(Count(), N_("Adhérents, dont femmes"), VIE)
    adherents_hommes: Mapped[int | None] = field(Count(), N_("Adhérents, dont hommes"), VIE)
    benevoles: Mapped[int | None] = field(Count(), N_("Bénévoles"), VIE)
    volontaires: Mapped[int | None] = field(Count(), N_("Volontaires"), VIE)
    salaries: Mapped[int | None] = field(Count(), N_("Salariés"), VIE)
    salaries_etpt: Mapped[Decimal | None] = field(Amount(), N_("Salariés en ETPT"), VIE)
    remunerations: Mapped[Decimal | None] = field(
        Amount(), N_("Cinq plus hautes rémunérations"), VIE,
        help=N_("Cumul annuel brut des cinq plus hautes rémunérations, en euros."),
    )  # fmt: skip
    budget_annuel: Mapped[Decimal | None] = field(
        Amount(), N_("Budget annuel"), VIE,
        help=N_("Total des produits du dernier exercice clos, pour la part des subventions."),
    )  # fmt: skip
    cloture_mois: Mapped[int | None] = field(
        Count(), N_("Mois de clôture de l’exercice"), VIE,
        help=N_("De 1 à 12\u202f; vide si l’exercice est l’année civile."),
    )  # fmt: skip
    commentaire: Mapped[str | None] = field(LongText(), N_("Commentaire"), VIE)

    titulaire: Mapped[str | None] = field(
        Text(), N_("Titulaire du compte"), COMPTE, personal=True, exported=False
    )
    iban: Mapped[str | None] = field(
        Iban(), N_("IBAN"), COMPTE, personal=True, exported=False,
        help=N_("N’est jamais écrit dans un fichier d’échange."),
    )  # fmt: skip
    bic: Mapped[str | None] = field(Bic(), N_("BIC"), COMPTE, personal=True, exported=False)

    dossiers: Mapped[list[Dossier]] = relationship(
        back_populates="organisme", cascade="all, delete-orphan", passive_deletes=True
    )
