"""Why a list shows nothing, and the one thing to do about it."""

from __future__ import annotations

from acse_desktop.services.listing_types import Summary
from acse_desktop.translation import _, ngettext
from acse_desktop.typography import count_text
from ui.pages.listing.spec import ListSpec
from ui.widgets.message import EmptyState


class ListEmptiness(EmptyState):
    """Filtered out, or nothing yet."""

    def __init__(self, spec: ListSpec) -> None:
        super().__init__("", "", icon=spec.icon)
        self._spec = spec

    def explain_summary(self, found: Summary) -> None:
        """Tell which of the two it is."""
        if found.total:
            guidance = ngettext(
                "{n} ligne est masquée par les filtres en cours.",
                "{n} lignes sont masquées par les filtres en cours.",
                found.total,
            ).format(n=count_text(found.total))
            heading = _("Aucune ligne ne répond aux filtres")
            self.explain(heading, guidance, _("Effacer les filtres"))
        else:
            self.explain(_("Rien à afficher"), _(self._spec.empty), _(self._spec.create))
