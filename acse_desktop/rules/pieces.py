"""Which papers a request calls for (fiche 5 of CERFA 12156*03), case by case.

`EXIGENCES` is the table of conditions: the window, the checks and the list of reminders all read
it, in Python here and in SQL in `services.listing_pieces`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import ClassVar

from acse_desktop.nomenclatures import entries, label_of
from acse_desktop.rules.anomalie import AVERTISSEMENT, ERREUR, INFORMATION, Anomalie, Rule
from acse_desktop.rules.decision import threshold
from acse_desktop.rules.facts import DROIT_PUBLIC, ZERO
from acse_desktop.translation import N_, _, ngettext
from acse_desktop.typography import day_text, folded

PREMIERE, RENOUV = "PREMIERE", "RENOUV"
SEUIL_DEPOT = "SEUIL_DEPOT"
ASSOCIATIONS = frozenset({"ASSO", "ML"})
"""Bodies declared at the préfecture under the law of 1901; an unknown status counts as one."""
PERSONNES_PRIVEES = ASSOCIATIONS | {"FONDATION", "BAILLEUR", "ENTREPRISE", "AUTRE"}
DELIBERANTS = DROIT_PUBLIC - {"ETAT"}
"""Public bodies whose request is decided by an assembly or a board."""

CERFA = N_("CERFA n° 12156*03, fiche 5")
CIRCULAIRE = N_("Circulaire du 24 décembre 2002 relative aux subventions, dossier permanent")
COMPTES = N_("Circulaire du 24 décembre 2002\u202f; CERFA n° 12156*03, fiche 5")
LOI = N_("Loi n° 2000-321 du 12 avril 2000, art. 10\u202f; arrêté du 11 octobre 2006")
DEPOT = N_("Code de commerce, art. L. 612-4\u202f; décret n° 2001-495, art. 2")


@dataclass(frozen=True)
class Exigence:
    """One line of the table: a paper, and when it is due. Every condition given must hold."""

    nature: str
    """Code of the list `type_piece`."""
    motif: str
    """Why it is due, a message of the catalogue."""
    source: str
    statuts: frozenset[str] | None = None
    """Statuses of the organismes concerned; all when None."""
    demande: str | None = None
    """`PREMIERE` or `RENOUV`; both when None."""
    seuil: str | None = None
    """Code of the threshold that the amount asked must pass."""
    signataire: bool = False
    """Only when somebody else than the legal representative signs."""
    registre: bool = False
    """Not where associations are kept by the court instead (Alsace-Moselle)."""
    commissaire: bool = False
    """Only for those who have an auditor."""
    depot: bool = False
    """Only above the yearly public grants at which accounts are deposited and audited."""


EXIGENCES = (
    Exigence("STATUTS", N_("Personne morale de droit privé"), CERFA, PERSONNES_PRIVEES),
    Exigence("RECEPISSE", N_("Association déclarée"), CERFA, ASSOCIATIONS, registre=True),
    Exigence("BUREAU", N_("Association ou fondation"), CERFA, ASSOCIATIONS | {"FONDATION"}),
    Exigence("RIB", N_("Paiement de la subvention"), CERFA),
    Exigence("SIRENE", N_("SIRET du bénéficiaire"), CERFA),
    Exigence("ATTESTATION", N_("Toute demande"), CERFA),
    Exigence("POUVOIR", N_("Signataire autre que le représentant légal"), CERFA, signataire=True),
    Exigence("BUDGET", N_("Toute demande d’un organisme privé"), CERFA, PERSONNES_PRIVEES),
    Exigence("DELIBERATION", N_("Organisme public"), CERFA, DELIBERANTS),
    Exigence("COMPTES", N_("Renouvellement, quel que soit le montant"), COMPTES,
             PERSONNES_PRIVEES, RENOUV),
    Exigence("COMPTES", N_("Première demande au-dessus du seuil de convention"), COMPTES,
             PERSONNES_PRIVEES, PREMIERE, "SEUIL_CONVENTION"),
    Exigence("RAPPORT_ACTIVITE", N_("Renouvellement, quel que soit le montant"), COMPTES,
             PERSONNES_PRIVEES, RENOUV),
    Exigence("RAPPORT_ACTIVITE", N_("Première demande au-dessus du seuil de convention"), COMPTES,
             PERSONNES_PRIVEES, PREMIERE, "SEUIL_CONVENTION"),
    Exigence("CRF", N_("Renouvellement d’une subvention"), LOI, None, RENOUV),
    Exigence("COMMISSAIRE", N_("Renouvellement, commissaire aux comptes désigné"), COMPTES,
             PERSONNES_PRIVEES, RENOUV, commissaire=True),
    Exigence("COMMISSAIRE", N_("Commissaire aux comptes désigné"), COMPTES,
             PERSONNES_PRIVEES, PREMIERE, "SEUIL_CONVENTION", commissaire=True),
    Exigence("COMMISSAIRE", N_("Subventions de l’année au-dessus du seuil de dépôt"), DEPOT,
             PERSONNES_PRIVEES, depot=True),
)  # fmt: skip
PERMANENTES = tuple(one.code for one in entries("type_piece") if one.parent == "PERMANENT")
"""Papers of the permanent file of an organisme: given once, then only when they change."""
NATURES = tuple(one.code for one in entries("type_piece"))


@dataclass(frozen=True)
class Demande:
    """What decides which papers a yearly dossier calls for."""

    exercice: int | None
    statut: str | None = None
    alsace_moselle: bool | None = None
    commissaire: bool | None = None
    """Whether the organisme says that it has an auditor."""
    type_demande: str | None = None
    deja_subventionne: bool = False
    """Granted in an earlier exercice: a request that does not say its type is then a renewal."""
    montant: Decimal = ZERO
    """Euros asked by all the actions of the dossier."""
    subventions: Decimal = ZERO
    """Most euros granted to the organisme in one exercice, this one or the one before."""
    signataire: str | None = None
    representant: str | None = None
    """Surname of the legal representative."""

    @property
    def frequence(self) -> str:
        """First request or renewal."""
        return self.type_demande or (RENOUV if self.deja_subventionne else PREMIERE)

    @property
    def autre_signataire(self) -> bool:
        """Whether both names are known and the one is not in the other."""
        known = bool(self.signataire and self.representant)
        return known and folded(self.representant or "") not in folded(self.signataire or "")


def _holds(one: Exigence, demande: Demande) -> bool:
    return all(
        (
            one.statuts is None or (demande.statut or "ASSO") in one.statuts,
            one.demande in (None, demande.frequence),
            not one.seuil or _above(demande.montant, one.seuil, demande.exercice),
            not one.signataire or demande.autre_signataire,
            not one.registre or not demande.alsace_moselle,
            not one.commissaire or bool(demande.commissaire),
            not one.depot or _above(demande.subventions, SEUIL_DEPOT, demande.exercice),
        )
    )


def _above(euros: Decimal, code: str, exercice: int | None) -> bool:
    limit = threshold(code, exercice)
    return limit is not None and euros > limit


def exigees(demande: Demande) -> dict[str, Exigence]:
    """The papers due for a request, by nature, in the order of the list."""
    due = {one.nature: one for one in EXIGENCES if _holds(one, demande)}
    return {nature: due[nature] for nature in NATURES if nature in due}


def libelle(nature: str) -> str:
    """What an agent calls a paper."""
    return _(label_of("type_piece", nature))


# ---- what is told

COMPLETUDE = N_("Circulaire du 24 décembre 2002\u202f; CERFA n° 12156*03, fiche 5")
MANQUANTE = Rule(
    "PIECE-MANQUANTE", AVERTISSEMENT, N_("Un dossier réunit les pièces de son cas"), COMPLETUDE,
    N_("Relancez le porteur, inscrivez la date de réception ou le motif de la dispense."),
)  # fmt: skip
PERIMEE = Rule(
    "PIECE-PERIMEE", AVERTISSEMENT, N_("Une pièce est en cours de validité"), COMPLETUDE,
    N_("Demandez une pièce à jour."),
)  # fmt: skip
COMPLET = Rule(
    "PIECE-COMPLET", AVERTISSEMENT, N_("Un dossier dit complet l’est"), COMPLETUDE,
    N_("Inscrivez les pièces reçues, ou effacez la date de complétude."),
)  # fmt: skip
FICHIERS = N_("Conservation des pièces jointes à côté de la base")
FICHIER_ABSENT = Rule(
    "FIC-ABSENT", ERREUR, N_("Le contenu d’un fichier joint est à côté de la base"), FICHIERS,
    N_("Reprenez-le d’une sauvegarde, ou joignez-le de nouveau."),
)  # fmt: skip
FICHIER_ALTERE = Rule(
    "FIC-ALTERE", ERREUR, N_("Le contenu d’un fichier joint est celui qui a été joint"), FICHIERS,
    N_("Reprenez-le d’une sauvegarde, ou joignez-le de nouveau."),
)  # fmt: skip
FICHIER_ORPHELIN = Rule(
    "FIC-ORPHELIN", INFORMATION, N_("Un contenu gardé à côté de la base sert à un enregistrement"),
    FICHIERS, N_("Rien à faire\u00a0: il sert encore si vous annulez une suppression."),
)  # fmt: skip
RULES = (MANQUANTE, PERIMEE, COMPLET, FICHIER_ABSENT, FICHIER_ALTERE, FICHIER_ORPHELIN)


@dataclass(frozen=True)
class CompletudeFacts:
    """A dossier and what is still expected for it."""

    table: ClassVar[str] = "dossier"
    id: str
    objet: str
    complet_le: date | None = None
    manquantes: tuple[str, ...] = ()
    """Natures due and neither received nor dispensed."""
    perimees: tuple[tuple[str, date], ...] = ()
    """Natures received whose validity is over, with its last day."""


def completude(dossier: CompletudeFacts) -> Iterator[Anomalie]:
    """What keeps a dossier from being complete."""
    names = _listed(dossier.manquantes)
    count = len(dossier.manquantes)
    if count and dossier.complet_le:
        message = _("Le dossier est dit complet le {day}, et il manque\u00a0: {names}.")
        text = message.format(day=day_text(dossier.complet_le), names=names)
        yield COMPLET.on(dossier, "pieces", text, str(count))
    elif count:
        text = ngettext("Il manque une pièce\u00a0: {names}.",
                        "Il manque {n} pièces\u00a0: {names}.", count)  # fmt: skip
        yield MANQUANTE.on(dossier, "pieces", text.format(n=count, names=names), str(count))
    for nature, day in dossier.perimees:
        message = _("{name}\u00a0: valable jusqu’au {day}.")
        text = message.format(name=libelle(nature), day=day_text(day))
        yield PERIMEE.on(dossier, "pieces", text, day_text(day))


def _listed(natures: Iterable[str]) -> str:
    return ", ".join(map(libelle, natures))
