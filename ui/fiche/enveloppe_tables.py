"""The tables of an envelope's page: its notifications and its transfers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from acse_desktop.models import Notification, Transfert
from acse_desktop.translation import N_, _
from ui.fiche.parts import PartsCard, Shown
from ui.form.cells import Cell, Head

if TYPE_CHECKING:
    from acse_desktop.services.credits import EnveloppeSheet
    from acse_desktop.services.records import Card as Record
    from ui.fiche.page import RecordPage


class NotificationsCard(PartsCard):
    """The credits notified, or taken back: their sum is what the envelope was notified."""

    def __init__(self, page: RecordPage) -> None:
        columns = (
            Shown("notifie_le", 110), Shown("montant", 120), Shown("postes", 80),
            Shown("reference", 200), Shown("commentaire", 0),
        )  # fmt: skip
        hint = _("un montant négatif reprend des crédits")
        super().__init__(page, Notification, columns, _("Notifications"), hint)

    def take(self, sheet: EnveloppeSheet) -> None:
        """Show the notifications; say where the figures of a file came from."""
        self.show_records(sheet.notifications)
        bare = not sheet.notifications and sheet.enveloppe.values["notifie"] is not None
        text = _("Crédits repris d’un fichier, sans détail\u00a0: la première notification ajoutée"
                 " sera précédée d’une ligne qui les reprend.")  # fmt: skip
        self.message.show_message(text if bare else None, "information")

    def new_values(self) -> dict[str, Any]:
        """A notification is entered the day it comes, unless told."""
        return {**super().new_values(), "notifie_le": self.page.context.today}


class TransfersCard(PartsCard):
    """The credits received from other envelopes or given to them."""

    def __init__(self, page: RecordPage) -> None:
        columns = (
            Shown("transfere_le", 110), Head("sens", N_("Sens"), 80),
            Head("autre", N_("Autre enveloppe"), 0), Shown("montant", 120), Shown("motif", 220),
            Shown("agent", 120),
        )  # fmt: skip
        super().__init__(page, Transfert, columns, _("Transferts"), _("fongibilité des crédits"))
        self.add_button.setText(_("Transférer des crédits…"))
        self.remove_button.setText(_("Annuler le transfert"))
        self._others: dict[str, str] = {}

    def take(self, sheet: EnveloppeSheet) -> None:
        """Show the transfers."""
        self._others = sheet.others
        self.show_records(sheet.transferts)

    def cell(self, card: Record, name: str) -> Cell:
        """Seen from this envelope: which way, and with which other one."""
        gives = card.values["de_enveloppe_id"] == self.page.record
        if name == "sens":
            return Cell(_("cédé") if gives else _("reçu"))
        if name == "autre":
            other = card.values["vers_enveloppe_id" if gives else "de_enveloppe_id"]
            text = self._others.get(other, "")
            return Cell(text, help=text)
        return super().cell(card, name)
