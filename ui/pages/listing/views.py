"""The views of a list page: the shipped ones, those saved, and whether the one in use changed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMenu

from acse_desktop.translation import _
from ui.context import Context

View = dict[str, Any]
_KEPT = ("order", "widths", "hidden", "frozen", "density", "text", "sort", "filters")


def same_view(one: View, other: View) -> bool:
    """Whether two arrangements show the same thing the same way."""
    return all(_compared(one, key) == _compared(other, key) for key in _KEPT)


def _compared(view: View, key: str) -> Any:
    value = view.get(key)
    if key == "filters":
        return sorted(value or [], key=lambda condition: str(condition["column"]))
    if key == "order":
        return [one for one in value or [] if one not in view.get("hidden", ())]
    if key == "widths":
        return {name: width for name, width in (value or {}).items() if name in _seen(view)}
    return value or None


def _seen(view: View) -> set[str]:
    return set(view.get("order", ())) - set(view.get("hidden", ()))


class Views(QObject):
    """Knows the views by name; `picked` gives the one to show.

    Signals:
        picked: a view was chosen (its arrangement).
        renamed: the view in use has another name or is new.
    """

    picked = Signal(object)
    renamed = Signal()

    def __init__(self, context: Context, key: str, parent: QObject) -> None:
        super().__init__(parent)
        self._context, self._key = context, key
        self.shipped: dict[str, View] = {}
        self.saved: dict[str, View] = {}
        self.name = ""

    def set_views(self, shipped: dict[str, View], saved: dict[str, View]) -> None:
        """Take the views there are; the first shipped one is in use."""
        self.shipped, self.saved = shipped, saved
        self.name = next(iter(shipped), "")

    def current(self) -> View:
        """The arrangement under the name in use, as it was kept."""
        return self.saved.get(self.name) or self.shipped.get(self.name) or {}

    def changed(self, state: View) -> bool:
        """Whether the table shows something else than the view says."""
        return not same_view(self.current(), state)

    def pick(self, name: str) -> None:
        """Show a view."""
        self.name = name
        self.picked.emit(self.current())

    def save(self, name: str, state: View) -> None:
        """Keep an arrangement under a name."""
        key = self._key

        def work(session: Any) -> str:
            from acse_desktop.services.views import save_view

            return save_view(session, key, name, state)

        def done(kept: str) -> None:
            self.saved[kept], self.name = state, kept
            self._context.say(_("Vue « {name} » enregistrée").format(name=kept))
            self.renamed.emit()

        # A view is a setting: nothing to undo and no table to reload, so not `write`.
        self._context.database.read(work, done)

    def forget(self) -> None:
        """Delete the view in use and come back to the first one."""
        key, name = self._key, self.name

        def work(session: Any) -> None:
            from acse_desktop.services.views import delete_view

            delete_view(session, key, name)

        def done(_nothing: None) -> None:
            self.saved.pop(name, None)
            self.pick(next(iter(self.shipped)))
            self._context.say(_("Vue « {name} » supprimée").format(name=name))

        self._context.database.read(work, done)

    def fill(self, menu: QMenu, state: View, ask_name: Callable[[], None]) -> None:
        """What can be done with views, in a menu."""
        menu.clear()
        for name in (*self.shipped, *self.saved):
            action = menu.addAction(name.replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(name == self.name)
            action.triggered.connect(lambda _on=False, one=name: self.pick(one))
        menu.addSeparator()
        menu.addAction(_("Enregistrer comme vue…"), ask_name)
        if self.name in self.saved:
            menu.addAction(_("Mettre à jour cette vue"), lambda: self.save(self.name, state))
            menu.addAction(_("Supprimer cette vue"), self.forget)
