"""`chiffres` and `dictionnaire`."""

from __future__ import annotations

import sys
from argparse import Namespace
from decimal import Decimal

from acse_desktop.cli.commands.bases import agent
from acse_desktop.cli.guard import DONE
from acse_desktop.cli.reports import as_json
from acse_desktop.cli.terminal import say
from acse_desktop.translation import _
from acse_desktop.typography import amount_text, count_text


def _shown(value: int | Decimal | None) -> str:
    if value is None:
        return _("sans objet")
    return amount_text(value) if isinstance(value, Decimal) else count_text(value)


def figures(arguments: Namespace) -> int:
    """« L’Acsé en chiffres », with what each figure counts."""
    from acse_desktop.services.figures import figures as computed
    from acse_desktop.store.opening import open_base

    with (
        open_base(arguments.base, agent=agent(), read_only=True) as base,
        base.session() as session,
    ):
        found = computed(session, arguments.exercice)
    if arguments.json:
        say(as_json({figure.code: figure.value for figure in found}))
        return DONE
    for figure in found:
        say(f"{_shown(figure.value):>16}  {figure.label}. {figure.definition}")
    return DONE


def dictionary(arguments: Namespace) -> int:
    """Every field."""
    from acse_desktop.services.dictionary import dictionary as described

    sys.stdout.write(described(arguments.format))
    return DONE
