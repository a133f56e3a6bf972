"""Why a template or a document is refused: one sentence, and what to do."""

from __future__ import annotations

from acse_desktop.errors import UserError
from acse_desktop.translation import _


class BadTemplate(UserError):
    """A template that cannot be used as it is."""


class NothingToMake(UserError):
    """No document could be made; every reason is told."""


def bad_template(message: str) -> BadTemplate:
    """A template to be mended in Word."""
    return BadTemplate(message, _("Corrigez le modèle dans Word, ou rétablissez le modèle livré."))


def unknown_name(path: str) -> BadTemplate:
    """A name that the dictionary does not hold."""
    return BadTemplate(
        _("Le modèle emploie un nom inconnu\u00a0: « {name} ».").format(name=path),
        _("Choisissez un nom de la liste « Champs utilisables »."),
    )


def forbidden(what: str) -> BadTemplate:
    """An instruction that a template may not hold."""
    return bad_template(
        _("Le modèle contient une instruction qui n’est pas permise\u00a0: « {what} ».").format(
            what=what
        )
    )


def not_word() -> BadTemplate:
    """A file that is not a template."""
    return bad_template(_("Le modèle n’est pas un document Word (.docx) lisible."))


def too_long() -> BadTemplate:
    """A template that never ends."""
    return bad_template(_("Le modèle demande trop de calcul\u00a0: il a été arrêté avant la fin."))
