"""For whom: the number of beneficiaries and its detail."""

from __future__ import annotations

from collections.abc import Iterator

from acse_desktop.rules.anomalie import AVERTISSEMENT, ERREUR, INFORMATION, Anomalie, Rule
from acse_desktop.rules.facts import ActionFacts
from acse_desktop.translation import N_, _
from acse_desktop.typography import count_text

CERFA = N_("CERFA n° 12156*03, fiche 3.1")

NOMBRE = Rule(
    "PUB-NOMBRE", AVERTISSEMENT, N_("Le nombre de bénéficiaires est donné"), CERFA,
    N_("Inscrivez le nombre estimé de bénéficiaires."),
)  # fmt: skip
DETAIL = Rule(
    "PUB-DETAIL", ERREUR, N_("Le détail des publics ne dépasse pas le total"), CERFA,
    N_("Corrigez le détail par âge et sexe, ou le nombre de bénéficiaires."),
)  # fmt: skip
PARTIEL = Rule(
    "PUB-PARTIEL", INFORMATION, N_("Le détail des publics fait le total"), CERFA,
    N_("Complétez le détail\u00a0: âge ou sexe inconnus se portent en « non précisé »."),
)  # fmt: skip
QUARTIERS = Rule(
    "PUB-QUARTIERS", ERREUR, N_("Les bénéficiaires des quartiers sont parmi les bénéficiaires"),
    CERFA, N_("Corrigez l’un des deux nombres."),
)  # fmt: skip
MAJORITE = Rule(
    "PUB-MAJORITE", INFORMATION, N_("Les habitants des quartiers sont la majorité du public"),
    N_("Orientations de l’Acsé\u00a0: l’action profite d’abord aux habitants des quartiers"),
    N_("Vérifiez que l’action relève de la politique de la ville."),
)  # fmt: skip
RULES = (NOMBRE, DETAIL, PARTIEL, QUARTIERS, MAJORITE)


def nombre(action: ActionFacts) -> Iterator[Anomalie]:
    """The estimated number is mandatory."""
    if not action.public_prevu:
        yield NOMBRE.on(action, "public_prevu", _("Le nombre de bénéficiaires manque."))


def detail(action: ActionFacts) -> Iterator[Anomalie]:
    """The bands add up to the total."""
    total, found = action.public_prevu, action.public_detail
    if not total or found is None or found == total:
        return
    rule = DETAIL if found > total else PARTIEL
    yield rule.on(
        action,
        "public_prevu",
        _("Le détail compte {found} personnes pour {total} annoncées.").format(
            found=count_text(found), total=count_text(total)
        ),
        count_text(found),
    )


def quartiers(action: ActionFacts) -> Iterator[Anomalie]:
    """Inhabitants of the quarters: not more than all, and preferably most of them."""
    total, inhabitants = action.public_prevu, action.public_quartiers
    if not total or inhabitants is None or total / 2 <= inhabitants <= total:
        return
    rule = QUARTIERS if inhabitants > total else MAJORITE
    yield rule.on(
        action,
        "public_quartiers",
        _("{inhabitants} habitants des quartiers pour {total} bénéficiaires.").format(
            inhabitants=count_text(inhabitants), total=count_text(total)
        ),
        count_text(inhabitants),
    )


CHECKS = (nombre, detail, quartiers)
