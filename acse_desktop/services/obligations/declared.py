"""The obligations, one line each: what, by which text, from which data, in which months."""

from __future__ import annotations

from acse_desktop.rules.comptes_rendus import LOI as LOI_CRF
from acse_desktop.services.comptes_rendus.reversements import SOURCE as CIRCULAIRE_2002
from acse_desktop.services.obligations import actions, others
from acse_desktop.services.obligations.lines import Obligation
from acse_desktop.translation import N_

START, SPRING, AUTUMN = range(1, 4), range(1, 7), range(9, 13)

OBLIGATIONS: tuple[Obligation, ...] = (
    Obligation(
        "CRF-RETARD", N_("Comptes rendus financiers en retard à relancer"), LOI_CRF,
        actions.overdue_reports, place="bilans",
    ),
    Obligation(
        "CRF-ATTENDU", N_("Comptes rendus financiers à demander"), LOI_CRF,
        actions.coming_reports, place="bilans",
    ),
    Obligation(
        "ACCUSE", N_("Accusés de réception à envoyer"),
        N_("Loi n° 2000-321 du 12 avril 2000, art. 19"), actions.unacknowledged,
    ),
    Obligation(
        "SILENCE", N_("Demandes sans réponse depuis deux mois"),
        N_("Loi n° 2000-321 du 12 avril 2000, art. 21\u202f; depuis 2014, code des relations"
           " entre le public et l’administration, art. L. 231-4"),
        actions.silent_requests,
        N_("Le silence vaudrait rejet\u202f; la règle applicable à une demande de subvention est"
           " à vérifier."),
    ),
    Obligation(
        "CONVENTION", N_("Conventions à signer au-dessus de 23\u202f000\u00a0€"),
        N_("Décret n° 2001-495 du 6 juin 2001, art. 1"), others.unsigned_conventions,
        N_("Le seuil se compte par porteur et par exercice, toutes actions réunies."),
        place="organismes",
    ),
    Obligation(
        "NOTIFICATION", N_("Décisions à notifier"),
        N_("Une décision individuelle n’est opposable qu’une fois notifiée (principe général,"
           " aujourd’hui code des relations entre le public et l’administration, art. L. 221-8)"),
        actions.unsent_notifications,
    ),
    Obligation(
        "PAIEMENT", N_("Subventions notifiées à payer"),
        N_("Mission de l’agence\u00a0: rendre l’argent disponible «\u00a0de manière rapide,"
           " claire et souple\u00a0»\u202f; Sénat r07-071, p. 150"),
        actions.unpaid, N_("Aucun texte ne fixe de date."),
    ),
    Obligation(
        "REVERSEMENT", N_("Reversements attendus"), CIRCULAIRE_2002, actions.unpaid_back,
        place="bilans",
    ),
    Obligation(
        "DEPOT", N_("Comptes à déposer au-dessus de 153\u202f000\u00a0€"),
        N_("Loi n° 2000-321 du 12 avril 2000, art. 10\u202f; décret n° 2001-495 du 6 juin 2001,"
           " art. 2"),
        others.deposits,
        N_("Seules les subventions de cette base sont comptées\u202f; celles d’autres autorités"
           " s’y ajoutent."),
        place="organismes",
    ),
    Obligation(
        "RAPPORT", N_("Rapport annuel au directeur général sur les conventions signées"),
        N_("Code de l’action sociale et des familles, art. R. 121-21"), actions.last_year_of(),
        N_("Chaque année, sans date fixée par le texte\u202f; le tableau de bord l’établit."),
        mois=SPRING, place="tableau_de_bord",
    ),
    Obligation(
        "VVV", N_("Tableau de bilan Ville Vie Vacances de l’année passée"),
        N_("Réponse ministérielle, question écrite n° 59473"), actions.last_year_of("VVV"),
        N_("Au début de l’année, sans date fixée."), mois=START,
    ),
    Obligation(
        "PUBLIER", N_("Subventions aux associations à publier"),
        N_("Loi n° 2006-586 du 23 mai 2006, art. 22\u202f; décret n° 2006-887 du 17 juillet 2006"),
        actions.last_year_to_associations,
        N_("La date de publication est à vérifier."), mois=SPRING,
    ),
    Obligation(
        "POSTES-FIN", N_("Conventions d’adultes-relais à renouveler"),
        N_("Code du travail, adultes-relais\u00a0: trois ans au plus, renouvelable\u202f;"
           " le renouvellement suit un bilan"),
        others.ending_posts, place="organismes",
    ),
    Obligation(
        "POSTES-PERDUS", N_("Postes d’adultes-relais perdus au 31 décembre"),
        N_("Circulaire adultes-relais de 2004\u00a0: un poste non pourvu est annulé"),
        others.lost_posts, mois=AUTUMN, place="organismes",
    ),
    Obligation(
        "CONTRATS", N_("Contrats qui arrivent à échéance"),
        N_("Circulaire du 8 novembre 2010 sur la prolongation des contrats"),
        others.ending_contracts, place="contrats",
    ),
    Obligation(
        "CREDITS", N_("Crédits sans emploi à rendre"),
        N_("Règle de 1999\u00a0: au plus tard le 15 septembre"), others.unused_credits,
        N_("La date demandée par l’agence n’a pas été retrouvée."), mois=range(8, 13),
        place="enveloppes",
    ),
    Obligation(
        "REMONTEE", N_("Remontée à la région"),
        N_("Calendrier de la région\u202f; aucun texte ne fixe de date"), actions.of_the_year,
        place="remontee",
    ),
)  # fmt: skip
"""In the order of the life of an action, then of the year."""
