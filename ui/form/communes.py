"""A picker of communes whose value is a name: one that no list holds is kept as typed."""

from __future__ import annotations

from acse_desktop.typography import squeezed
from ui.editors import CommunePicker


class CommuneNamePicker(CommunePicker):
    """Proposes the communes of the territory first; any text is accepted."""

    def problem(self) -> str | None:
        """A foreign or a former commune is not a fault."""
        return None

    def commit(self) -> None:
        """Keep what was typed."""
        typed = squeezed(self.text())
        if typed != self._label:
            self._choose(typed or None, typed)
