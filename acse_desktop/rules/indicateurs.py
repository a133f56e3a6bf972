"""The indicators of an action: parts that make their total, quarters within it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from acse_desktop.indicateurs import Indicator, bounds_of, groups_of, indicator, sum_of
from acse_desktop.rules.anomalie import AVERTISSEMENT, Anomalie, Rule, Target
from acse_desktop.translation import N_, _
from acse_desktop.typography import count_text

SOURCE = N_("Bilans des dispositifs\u00a0: les parts font le total, « non précisé » compris")

SOMME = Rule(
    "IND-SOMME", AVERTISSEMENT, N_("La répartition d’un indicateur fait son total"), SOURCE,
    N_("Complétez la répartition\u00a0: ce qui n’est pas connu se porte en « non précisé »."),
)  # fmt: skip
INCONNU = Rule(
    "IND-CODE", AVERTISSEMENT, N_("Un indicateur est de son dispositif"), SOURCE,
    N_("Vérifiez le dispositif de l’action, ou supprimez l’indicateur."),
)  # fmt: skip
PLAFOND = Rule(
    "IND-PLAFOND", AVERTISSEMENT, N_("Une partie d’un indicateur ne dépasse pas son total"),
    N_("Bilans des dispositifs\u00a0: une partie est comprise dans le total"),
    N_("Corrigez la partie, ou le total."),
)  # fmt: skip
RULES = (SOMME, INCONNU, PLAFOND)
Values = Mapping[str, Decimal | None]


def sommes(target: Target, declared: Iterable[Indicator], values: Values) -> Iterator[Anomalie]:
    """A breakdown that was typed adds up to its total."""
    for parts in groups_of(declared).values():
        typed = [value for one in parts if (value := values.get(one.code)) is not None]
        total = values.get(parts[0].part_de)
        if not typed or total is None or sum(typed) == total:
            continue
        whole = indicator(parts[0].part_de)
        message = _("« {label} »\u00a0: la répartition fait {found} pour {total}.").format(
            label=whole.libelle if whole else parts[0].part_de,
            found=count_text(int(sum(typed))),
            total=count_text(int(total)),
        )
        yield SOMME.on(target, "indicateurs", message, count_text(int(sum(typed))))


def inconnus(target: Target, dispositif: str | None, codes: Iterable[str]) -> Iterator[Anomalie]:
    """Each code belongs to the dispositif of the action."""
    for code in codes:
        found = indicator(code)
        if found is not None and found.dispositif != dispositif:
            message = _("L’indicateur « {label} » n’est pas de ce dispositif.")
            yield INCONNU.on(target, "indicateurs", message.format(label=found.libelle), code)


def plafonds(target: Target, declared: Iterable[Indicator], values: Values) -> Iterator[Anomalie]:
    """What is part of a total does not exceed it: places occupied, exits, quarters."""
    for parts in bounds_of(declared):
        found = sum_of("+".join(one.code for one in parts), values)
        total = sum_of(parts[0].au_plus, values)
        if found is None or total is None or found <= total:
            continue
        message = _("« {label} »\u00a0: {found} pour un total de {total}.").format(
            label=_(parts[0].libelle), found=count_text(int(found)), total=count_text(int(total))
        )
        yield PLAFOND.on(target, "indicateurs", message, count_text(int(found)))
