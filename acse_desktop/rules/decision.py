"""What the State decided and paid: amounts that must follow from one another."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from acse_desktop.baremes import NoBareme, bareme
from acse_desktop.rules.anomalie import AVERTISSEMENT, ERREUR, INFORMATION, Anomalie, Rule
from acse_desktop.rules.facts import DROIT_PUBLIC, ActionFacts, YearFacts
from acse_desktop.translation import N_, _
from acse_desktop.typography import amount_text

REFUS = frozenset({"REFUS", "IRRECEVABLE", "SANS_SUITE", "RETRAIT"})
ACCORDS = frozenset({"ACCORD", "PARTIEL"})
DECRET = N_("Décret n° 2001-495 du 6 juin 2001, art. 1\u202f; loi n° 2000-321, art. 10")
SUIVI = N_("Suivi des montants\u00a0: demandé, proposé, accordé, engagé, payé")

PLAFOND = Rule(
    "DEC-PLAFOND", AVERTISSEMENT, N_("Le montant accordé ne dépasse pas le montant demandé"), SUIVI,
    N_("Vérifiez les deux montants, ou donnez le motif du dépassement."),
)  # fmt: skip
SANS_DECISION = Rule(
    "DEC-ABSENTE", AVERTISSEMENT, N_("Un montant accordé vient d’une décision"), SUIVI,
    N_("Inscrivez la décision et la date du comité."),
)  # fmt: skip
SANS_MONTANT = Rule(
    "DEC-MONTANT", AVERTISSEMENT, N_("Un accord porte un montant"), SUIVI,
    N_("Inscrivez le montant accordé."),
)  # fmt: skip
REFUSEE = Rule(
    "DEC-REFUS", ERREUR, N_("Une demande refusée ne porte aucun montant accordé"), SUIVI,
    N_("Effacez le montant accordé ou corrigez la décision."),
)  # fmt: skip
PAIEMENT = Rule(
    "PAI-PLAFOND", ERREUR, N_("Le montant payé ne dépasse pas le montant accordé"), SUIVI,
    N_("Vérifiez les versements, ou inscrivez l’avenant qui a relevé le montant."),
)  # fmt: skip
ACTE = Rule(
    "ACT-CONVENTION", AVERTISSEMENT, N_("Au-delà de 23 000 € dans l’année, une convention"), DECRET,
    N_("Préparez une convention ou un avenant\u00a0: le seuil se compte par porteur et non par"
       " action."),
)  # fmt: skip
DEPOT = Rule(
    "ACT-DEPOT", INFORMATION, N_("Au-delà de 153 000 € dans l’année, dépôt des comptes"),
    N_("Décret n° 2001-495, art. 2\u202f; code de commerce, art. L. 612-4"),
    N_("Rappelez au porteur le dépôt de ses comptes et le commissaire aux comptes."),
)  # fmt: skip
RULES = (PLAFOND, SANS_DECISION, SANS_MONTANT, REFUSEE, PAIEMENT, ACTE, DEPOT)


def threshold(code: str, exercice: int | None) -> Decimal | None:
    """The threshold of a text at the end of an exercice; None before the text existed.

    `SEUIL_CONVENTION`: euros a year to one private body above which a convention is due;
    `SEUIL_DEPOT`: euros of public grants a year above which accounts are deposited.
    """
    try:
        return bareme(code, date(exercice, 12, 31) if exercice else date.max)
    except NoBareme:
        return None


def _euros(value: Decimal | None) -> str:
    return amount_text(value, unit="€")


def plafond(action: ActionFacts) -> Iterator[Anomalie]:
    """Granted against asked."""
    asked = action.montant_demande
    if asked is not None and action.accorde > asked:
        yield PLAFOND.on(
            action,
            "montant_accorde",
            _("{granted} sont accordés pour {asked} demandés.").format(
                granted=_euros(action.accorde), asked=_euros(asked)
            ),
            _euros(action.accorde),
        )


def decidee(action: ActionFacts) -> Iterator[Anomalie]:
    """An amount needs a decision, and a favourable decision an amount."""
    if action.accorde and action.decision is None:
        message = _("{granted} sont accordés sans décision.").format(granted=_euros(action.accorde))
        yield SANS_DECISION.on(action, "decision", message)
    if action.decision in ACCORDS and not action.accorde:
        yield SANS_MONTANT.on(action, "montant_accorde", _("La demande est accordée sans montant."))


def refusee(action: ActionFacts) -> Iterator[Anomalie]:
    """A refused request got nothing."""
    if action.decision in REFUS and action.accorde:
        message = _("La demande n’est pas retenue et porte {granted} accordés.").format(
            granted=_euros(action.accorde)
        )
        yield REFUSEE.on(action, "montant_accorde", message, _euros(action.accorde))


def payee(action: ActionFacts) -> Iterator[Anomalie]:
    """Paid, repayments deducted, against granted."""
    if action.paye > action.accorde:
        yield PAIEMENT.on(
            action,
            "montant_paye",
            _("{paid} sont payés pour {granted} accordés.").format(
                paid=_euros(action.paye), granted=_euros(action.accorde)
            ),
            _euros(action.paye),
        )


def acte(action: ActionFacts) -> Iterator[Anomalie]:
    """An arrêté is not enough once the year's grants of a private body pass 23 000 €."""
    private = action.organisme_statut not in DROIT_PUBLIC
    limit = threshold("SEUIL_CONVENTION", action.exercice)
    if limit is None or action.accorde_annee <= limit:
        return
    if action.acte_type == "ARRETE" and action.accorde and private:
        yield ACTE.on(
            action,
            "acte_type",
            _("Le porteur reçoit {total} en {year}, plus de {limit}, et l’acte est un arrêté.")
            .format(total=_euros(action.accorde_annee), year=action.exercice,
                    limit=_euros(limit)),
            _euros(action.accorde_annee),
        )  # fmt: skip


def depot(year: YearFacts) -> Iterator[Anomalie]:
    """Grants of the year above the threshold of deposit."""
    limit = threshold("SEUIL_DEPOT", year.exercice)
    if limit is not None and year.accorde > limit:
        yield DEPOT.on(
            year,
            "nom",
            _("Le porteur reçoit {total} en {year}, plus de {limit}.").format(
                total=_euros(year.accorde), year=year.exercice, limit=_euros(limit)
            ),
            _euros(year.accorde),
        )


CHECKS = (plafond, decidee, refusee, payee, acte)
