"""« En-tête des actes »: what the préfecture says of itself, kept in the base."""

from __future__ import annotations

from functools import partial
from typing import Any

from acse_desktop.fieldtypes import LongText, Text
from acse_desktop.translation import _
from ui.context import Context
from ui.editors import LineEditor, LongTextEditor
from ui.widgets.card import Card
from ui.widgets.field import Field


class LetterheadCard(Card):
    """One line a fact; each is kept as it is left."""

    def __init__(self, context: Context) -> None:
        super().__init__(_("En-tête des actes"), _("conservé dans la base"))
        self._context = context
        self.editors: dict[str, LineEditor | LongTextEditor] = {}

    def reload(self) -> None:
        """Read the facts of the open base."""

        def work(session: Any) -> dict[str, str]:
            from acse_desktop.services.acts.letterhead import letterhead

            return letterhead(session)

        self._context.database.read(work, self._show)

    def _show(self, facts: dict[str, str]) -> None:
        if not self.editors:
            self._build()
        for name, editor in self.editors.items():
            editor.set_value(facts[name] or None)

    def _build(self) -> None:
        from acse_desktop.services.acts.letterhead import FACTS

        for fact in FACTS:
            label = _(fact.label)
            editor = LongTextEditor(label, LongText()) if fact.long else LineEditor(Text(), label)
            example = _("Par exemple\u00a0: {text}").format(text=_(fact.example))
            self.add(Field(label, editor, example if fact.example else ""))
            editor.committed.connect(partial(self._write, fact.name))
            self.editors[fact.name] = editor

    def _write(self, name: str, *_value: object) -> None:
        text = self.editors[name].value() or ""

        def work(session: Any) -> None:
            from acse_desktop.services.acts.letterhead import write_letterhead

            write_letterhead(session, {name: text})

        self._context.database.run(lambda session, _progress: work(session))
