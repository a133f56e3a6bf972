"""What an agent expects before an action goes from a statut to another.

A guard looks at the action as it will be; it warns with its source and remedy, and the reason
given for going on is kept with the step. Nothing is refused but what would mean nothing: a
statut that does not exist, or the one that the action has already.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import ClassVar

from acse_desktop import cycle
from acse_desktop.nomenclatures import entries, label_of
from acse_desktop.rules import comptes_rendus, decision
from acse_desktop.rules.anomalie import AVERTISSEMENT, INFORMATION, Anomalie, Rule
from acse_desktop.translation import N_, _
from acse_desktop.typography import amount_text

ZERO = Decimal(0)
DOSSIER_UNIQUE = N_("Circulaire du 24 décembre 2002, dossier unique de demande de subvention")
INSTRUCTION = N_("Cour des comptes, politique de la ville\u00a0: trois phases de l’instruction")
MONTANTS = N_("Suivi des montants\u00a0: demandé, proposé, accordé, engagé, payé")
LOI_DCRA = N_("Loi n° 2000-321 du 12 avril 2000, art. 10\u202f; décret n° 2001-495, art. 1")
EMPLOI = N_("Circulaire du 24 décembre 2002, contrôle de l’emploi de la subvention")

HORS_PARCOURS = Rule(
    "CYC-PARCOURS", AVERTISSEMENT, N_("Une action passe d’un état à l’autre dans l’ordre usuel"),
    N_("Parcours usuel d’une demande, états de Dauphin, OSIRIS et Turgot"),
    N_("Passez par les états intermédiaires, ou donnez le motif."),
)  # fmt: skip
COMPLET = Rule(
    "CYC-COMPLET", AVERTISSEMENT, N_("Un dossier en instruction est complet"), DOSSIER_UNIQUE,
    N_("Inscrivez la date à laquelle le dossier est complet, ou demandez les pièces."),
)  # fmt: skip
DEMANDE = Rule(
    "CYC-DEMANDE", AVERTISSEMENT, N_("Une action présentée au comité porte un montant demandé"),
    MONTANTS, N_("Inscrivez le montant demandé."),
)  # fmt: skip
PROPOSITION = Rule(
    "CYC-PROPOSITION", AVERTISSEMENT, N_("Le service propose un montant au comité"), INSTRUCTION,
    N_("Inscrivez le montant proposé."),
)  # fmt: skip
AVIS = Rule(
    "CYC-AVIS", INFORMATION, N_("Le comité dispose des avis des services"), INSTRUCTION,
    N_("Recueillez au moins l’avis du délégué du préfet."),
)  # fmt: skip
DECISION = Rule(
    "CYC-DECISION", AVERTISSEMENT, N_("L’état de l’action suit la décision inscrite"), MONTANTS,
    N_("Passez par « Décider », ou corrigez la décision."),
)  # fmt: skip
COMITE = Rule(
    "CYC-COMITE", AVERTISSEMENT, N_("Une décision porte la date de son comité"), INSTRUCTION,
    N_("Inscrivez la date du comité."),
)  # fmt: skip
REOUVERTURE = Rule(
    "CYC-REOUVERTURE", AVERTISSEMENT, N_("Une action rouverte n’a plus de décision"), MONTANTS,
    N_("La décision et le montant restent inscrits\u00a0: effacez-les s’ils ne valent plus."),
)  # fmt: skip
ACTE = Rule(
    "CYC-ACTE", AVERTISSEMENT, N_("Une subvention est notifiée par un arrêté ou une convention"),
    LOI_DCRA, N_("Établissez l’acte, ou inscrivez son numéro et sa date."),
)  # fmt: skip
NOTIFICATION = Rule(
    "CYC-NOTIFICATION", AVERTISSEMENT, N_("Le paiement suit la notification"), LOI_DCRA,
    N_("Inscrivez la date de notification."),
)  # fmt: skip
PAYE = Rule(
    "CYC-PAYE", AVERTISSEMENT, N_("Un bilan est attendu d’une subvention payée"), MONTANTS,
    N_("Inscrivez les versements."),
)  # fmt: skip
VERSEMENTS = Rule(
    "CYC-VERSEMENTS", AVERTISSEMENT, N_("Une action écartée n’a rien reçu"), EMPLOI,
    N_("Vérifiez les versements, ou demandez le reversement."),
)  # fmt: skip
BILAN = Rule(
    "CYC-BILAN", AVERTISSEMENT, N_("Une action close a rendu son compte rendu financier"),
    comptes_rendus.LOI, N_("Inscrivez la date de réception du compte rendu."),
)  # fmt: skip
REVERSEMENT = Rule(
    "CYC-REVERSEMENT", AVERTISSEMENT, N_("Une action close ne doit plus rien au Trésor"), EMPLOI,
    N_("Inscrivez le reversement reçu, ou le motif de la dispense."),
)  # fmt: skip
RULES = (
    HORS_PARCOURS, COMPLET, DEMANDE, PROPOSITION, AVIS, DECISION, COMITE, REOUVERTURE, ACTE,
    NOTIFICATION, PAYE, VERSEMENTS, BILAN, REVERSEMENT,
)  # fmt: skip


@dataclass(frozen=True)
class StepFacts:
    """An action as it will be once moved, the statut excepted; amounts in euros."""

    table: ClassVar[str] = "action"
    id: str
    numero: str = ""
    intitule: str = ""
    statut: str | None = None
    exercice: int | None = None
    complet_le: date | None = None
    montant_demande: Decimal | None = None
    montant_propose: Decimal | None = None
    montant_accorde: Decimal | None = None
    decision: str | None = None
    comite_le: date | None = None
    avis: int = 0
    """Opinions given."""
    acte: bool = False
    """Whether an act was made for it."""
    notifie_le: date | None = None
    montant_paye: Decimal | None = None
    """Payments less repayments."""
    crf_recu_le: date | None = None
    montant_a_reverser: Decimal | None = None
    reverse: Decimal = ZERO
    """Already paid back."""
    retards: tuple[int, ...] = ()
    """Exercices of the organisme's grants whose compte rendu is overdue."""

    @property
    def objet(self) -> str:
        """Number and title."""
        return " – ".join(part for part in (self.numero, self.intitule) if part)

    @property
    def paye(self) -> Decimal:
        """Euros paid, zero when none."""
        return self.montant_paye or ZERO


Found = Iterator[Anomalie]
Guard = Callable[[StepFacts, str], Found]


def _euros(value: Decimal | None) -> str:
    return amount_text(value, unit="€")


def complet(action: StepFacts, _vers: str) -> Found:
    """The dossier has all its papers."""
    if action.complet_le is None:
        yield COMPLET.on(action, "complet_le", _("Le dossier n’est pas noté complet."))


def demande(action: StepFacts, _vers: str) -> Found:
    """An amount is asked."""
    if not action.montant_demande:
        yield DEMANDE.on(action, "montant_demande", _("Aucun montant n’est demandé."))


def proposition(action: StepFacts, _vers: str) -> Found:
    """The service proposes an amount."""
    if action.montant_propose is None:
        yield PROPOSITION.on(action, "montant_propose", _("Aucun montant n’est proposé."))


def avis(action: StepFacts, _vers: str) -> Found:
    """Somebody gave an opinion; only told, since most are given orally in session."""
    if not action.avis:
        yield AVIS.on(action, "", _("Aucun avis n’est inscrit."))


def decidee(action: StepFacts, vers: str) -> Found:
    """The decision is the one that leads to this statut; past the decision, a favourable one."""
    expected = cycle.decisions_of(vers) or tuple(sorted(decision.ACCORDS))
    if action.decision is None:
        yield DECISION.on(action, "decision", _("Aucune décision n’est inscrite."))
    elif action.decision not in expected:
        found = _(label_of("decision", action.decision))
        message = _("La décision inscrite est «\u00a0{decision}\u00a0».").format(decision=found)
        yield DECISION.on(action, "decision", message, found)


def comite(action: StepFacts, _vers: str) -> Found:
    """The committee has a date."""
    if action.comite_le is None:
        yield COMITE.on(action, "comite_le", _("La date du comité n’est pas inscrite."))


def montant(action: StepFacts, _vers: str) -> Found:
    """A grant has an amount."""
    if not action.montant_accorde:
        message = _("La demande est accordée sans montant.")
        yield decision.SANS_MONTANT.on(action, "montant_accorde", message)


def plafond(action: StepFacts, _vers: str) -> Found:
    """No more is granted than was asked."""
    asked, granted = action.montant_demande, action.montant_accorde
    if asked is not None and granted is not None and granted > asked:
        message = _("{granted} sont accordés pour {asked} demandés.").format(
            granted=_euros(granted), asked=_euros(asked)
        )
        yield decision.PLAFOND.on(action, "montant_accorde", message, _euros(granted))


def dus(action: StepFacts, _vers: str) -> Found:
    """No new grant before the comptes rendus of the former ones."""
    owed = sorted({one for one in action.retards if one < (action.exercice or 0)})
    if owed:
        years = ", ".join(str(year) for year in owed)
        message = _("Le porteur doit encore un compte rendu\u00a0: {years}.").format(years=years)
        yield comptes_rendus.NOUVELLE.on(action, "montant_accorde", message, years)


def acte(action: StepFacts, _vers: str) -> Found:
    """An arrêté or a convention grants the money."""
    if not action.acte:
        message = _("Aucun arrêté ni aucune convention n’est inscrit.")
        yield ACTE.on(action, "acte_numero", message)


def notification(action: StepFacts, _vers: str) -> Found:
    """The bearer was told."""
    if action.notifie_le is None:
        message = _("La date de notification n’est pas inscrite.")
        yield NOTIFICATION.on(action, "notifie_le", message)


def paye(action: StepFacts, _vers: str) -> Found:
    """Something was paid."""
    if action.paye <= ZERO:
        yield PAYE.on(action, "montant_paye", _("Aucun versement n’est inscrit."))


def versements(action: StepFacts, _vers: str) -> Found:
    """Nothing was paid to an action that is set aside or brought back before its payment."""
    if action.paye > ZERO:
        message = _("{paid} sont déjà payés.").format(paid=_euros(action.paye))
        yield VERSEMENTS.on(action, "montant_paye", message, _euros(action.paye))


def bilan(action: StepFacts, _vers: str) -> Found:
    """The compte rendu financier came."""
    if action.crf_recu_le is None:
        message = _("Le compte rendu financier n’est pas reçu.")
        yield BILAN.on(action, "crf_recu_le", message)


def reversement(action: StepFacts, _vers: str) -> Found:
    """What had to be paid back was."""
    left = (action.montant_a_reverser or ZERO) - action.reverse
    if left > ZERO:
        message = _("Il reste {left} à reverser.").format(left=_euros(left))
        yield REVERSEMENT.on(action, "montant_a_reverser", message, _euros(left))


def reouverture(action: StepFacts, _vers: str) -> Found:
    """An action that goes back before its decision still carries it."""
    if action.decision is None:
        return
    found = _(label_of("decision", action.decision))
    message = _("La décision «\u00a0{decision}\u00a0» reste inscrite.").format(decision=found)
    yield REOUVERTURE.on(action, "decision", message, found)
    yield from versements(action, _vers)


GUARDS: dict[str, Guard] = {
    "complet": complet, "demande": demande, "proposition": proposition, "avis": avis,
    "decision": decidee, "comite": comite, "montant": montant, "plafond": plafond,
    "comptes_rendus": dus, "acte": acte, "notification": notification, "paye": paye,
    "versements": versements, "bilan": bilan, "reversement": reversement,
    "reouverture": reouverture,
}  # fmt: skip
"""By the name that the table of transitions gives them."""


def warnings(action: StepFacts, vers: str) -> list[Anomalie]:
    """What to know before an action goes to a statut; nothing of it prevents it from going."""
    found: list[Anomalie] = []
    same = action.statut == vers
    if not same and cycle.transition(action.statut, vers) is None:
        message = _(
            "De «\u00a0{de}\u00a0» à «\u00a0{vers}\u00a0»\u00a0: ce passage est inhabituel."
        )
        labels = {"de": _label(action.statut), "vers": _label(vers)}
        found.append(HORS_PARCOURS.on(action, "statut", message.format(**labels), labels["vers"]))
    for name in cycle.guards(None if same else action.statut, vers):
        found.extend(GUARDS[name](action, vers))
    return found


def refusal(action: StepFacts, vers: str, *, again: bool = False) -> str:
    """Why an action cannot go to a statut; empty when it can.

    `again` allows the statut it has: a decision may be taken anew.
    """
    if all(entry.code != vers for entry in entries("statut")):
        return _("L’état «\u00a0{code}\u00a0» n’existe pas.").format(code=vers)
    if action.statut == vers and not again:
        return _("L’action est déjà dans cet état\u00a0: {statut}.").format(statut=_label(vers))
    return ""


def serious(found: Anomalie) -> bool:
    """Whether a reason is wanted for going on: not for what is only told."""
    return found.gravite != INFORMATION


def _label(statut: str | None) -> str:
    return _(label_of("statut", statut)) if statut else _("sans état")
