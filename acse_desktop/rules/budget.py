"""The budget of an action (CERFA 12156, fiche 3.2)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from acse_desktop.rules.anomalie import AVERTISSEMENT, ERREUR, Anomalie, Rule
from acse_desktop.rules.facts import ActionFacts
from acse_desktop.translation import N_, _
from acse_desktop.typography import amount_text

CERFA = N_("CERFA n° 12156*03, fiche 3.2")

ABSENT = Rule(
    "BUD-ABSENT", AVERTISSEMENT, N_("L’action a un budget"), CERFA,
    N_("Saisissez le budget prévisionnel de l’action."),
)  # fmt: skip
EQUILIBRE = Rule(
    "BUD-EQUILIBRE", ERREUR, N_("Les charges égalent les produits"), CERFA,
    N_("Corrigez les comptes 60 à 69 ou 70 à 79\u202f; inscrivez l’écart en EXC ou INS."),
)  # fmt: skip
VOLONTAIRES = Rule(
    "BUD-VOLONTAIRES", ERREUR, N_("Les contributions volontaires s’équilibrent (86 = 87)"), CERFA,
    N_("Portez le même total aux comptes 86 et 87."),
)  # fmt: skip
APPARENT = Rule(
    "BUD-ACSE", ERREUR, N_("Le montant demandé à l’Acsé apparaît au compte 74"),
    N_("Un budget par action, équilibré, où le montant demandé à l’Acsé est apparent"),
    N_("Cochez « Demande à l’Acsé » sur la ligne de financement et mettez-y le montant demandé."),
)  # fmt: skip
DEMANDE = Rule(
    "BUD-DEMANDE", ERREUR, N_("Le montant demandé tient dans le total des produits"), CERFA,
    N_("Vérifiez le montant demandé et les produits du budget."),
)  # fmt: skip
COMPTE_74 = Rule(
    "BUD-COMPTE-74", AVERTISSEMENT, N_("Le compte 74 est tenu financeur par financeur"), CERFA,
    N_("Remplacez la ligne 74 du budget par une ligne de financement par financeur."),
)  # fmt: skip
RULES = (ABSENT, EQUILIBRE, VOLONTAIRES, APPARENT, DEMANDE, COMPTE_74)


def _euros(value: Decimal | None) -> str:
    return amount_text(value, unit="€")


def _empty(action: ActionFacts) -> bool:
    return not action.budget.lignes and not action.financement.lignes


def absent(action: ActionFacts) -> Iterator[Anomalie]:
    """No account and no funder at all."""
    if _empty(action):
        yield ABSENT.on(action, "cout_total", _("L’action n’a pas de budget."))


def equilibre(action: ActionFacts) -> Iterator[Anomalie]:
    """Charges against products, class 74 included and contributions volontaires apart."""
    charges, produits = action.budget.charges, action.recettes
    if _empty(action) or charges == produits:
        return
    yield EQUILIBRE.on(
        action,
        "cout_total",
        _("Les charges font {charges} et les produits {produits}\u00a0: écart de {gap}.").format(
            charges=_euros(charges), produits=_euros(produits), gap=_euros(charges - produits)
        ),
        _euros(charges - produits),
    )


def volontaires(action: ActionFacts) -> Iterator[Anomalie]:
    """Class 86 against class 87."""
    emplois, contributions = action.budget.emplois, action.budget.contributions
    if emplois != contributions:
        yield VOLONTAIRES.on(
            action,
            "contributions_volontaires",
            _("Le compte 86 fait {emplois} et le compte 87 {contributions}.").format(
                emplois=_euros(emplois), contributions=_euros(contributions)
            ),
            _euros(emplois - contributions),
        )


def apparent(action: ActionFacts) -> Iterator[Anomalie]:
    """The lines flagged Acsé add up to the amount asked."""
    asked, shown = action.montant_demande, action.financement.acse
    if asked is None or _empty(action) or shown == asked:
        return
    if shown is None:
        message = _("Les {asked} demandés à l’Acsé n’apparaissent pas au compte 74.").format(
            asked=_euros(asked)
        )
    else:
        message = _("{asked} sont demandés et le compte 74 en montre {shown}.").format(
            asked=_euros(asked), shown=_euros(shown)
        )
    yield APPARENT.on(action, "montant_demande", message, _euros(shown))


def demande(action: ActionFacts) -> Iterator[Anomalie]:
    """The amount asked is not more than all products."""
    asked = action.montant_demande
    if asked is not None and not _empty(action) and asked > action.recettes:
        yield DEMANDE.on(
            action,
            "montant_demande",
            _("Le montant demandé, {asked}, dépasse le total des produits, {total}.").format(
                asked=_euros(asked), total=_euros(action.recettes)
            ),
            _euros(asked),
        )


def compte_74(action: ActionFacts) -> Iterator[Anomalie]:
    """Nothing stands on account 74 of the grid, or it would count twice."""
    if action.budget.compte_74:
        yield COMPTE_74.on(
            action,
            "cout_total",
            _("Le budget porte {amount} au compte 74 sans nommer le financeur.").format(
                amount=_euros(action.budget.compte_74)
            ),
            _euros(action.budget.compte_74),
        )


CHECKS = (absent, equilibre, volontaires, apparent, demande, compte_74)
