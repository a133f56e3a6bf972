"""The page of an envelope: what it is for, its credits, notifications and transfers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from acse_desktop.models import Enveloppe
from acse_desktop.translation import _, ngettext
from acse_desktop.typography import amount_text, count_text
from ui.fiche.enveloppe_tables import NotificationsCard, TransfersCard
from ui.fiche.header import FicheHeader
from ui.fiche.page import RecordPage
from ui.form.form import Form
from ui.form.look import FormLook
from ui.panel.parts import Amounts
from ui.theme.apply import current
from ui.theme.tokens import CARD_GAP, PAGE_MARGIN
from ui.widgets.card import Card
from ui.widgets.labels import TextLabel
from ui.widgets.scroll import scrolled

if TYPE_CHECKING:
    from acse_desktop.services.credits import EnveloppeSheet
    from acse_desktop.services.posts import Quota
    from ui.context import Context

DERIVED = frozenset({"notifie", "notifie_le", "transferts", "postes"})
"""Shown as figures, above their tables."""
SPANS = {"exercice": 2, "departement": 2, "region": 2, "dispositif": 6, "theme": 6}


class FiguresCard(Card):
    """What was notified, what the actions make of it, what is left. Never typed."""

    def __init__(self) -> None:
        super().__init__(_("Crédits"), _("calculés des notifications, transferts et actions"))
        self.credits, self.spent = Amounts(), Amounts()
        self.posts = TextLabel("", "body", "ink2", wrap=True)
        for part in (self.credits, self.spent, self.posts):
            self.add(part)

    def take(self, sheet: EnveloppeSheet) -> None:
        """Show the figures; what is overdrawn is red."""
        values, found = sheet.enveloppe.values, sheet.figures
        left = found["reste"]
        self.credits.show_amounts([
            (_("Notifié"), values["notifie"], "ink"),
            (_("Transferts"), values["transferts"], "ink"),
            (_("Disponible"), found["disponible"], "ink"),
            (_("Reste à accorder"), left, "error" if left < 0 else "success"),
        ])  # fmt: skip
        names = {"demande": _("Demandé"), "propose": _("Proposé"), "accorde": _("Accordé"),
                 "engage": _("Engagé"), "paye": _("Payé")}  # fmt: skip
        self.spent.show_amounts([(label, found[name], "ink") for name, label in names.items()])
        self.posts.setVisible(sheet.quota is not None)
        self.posts.setText(_posts_text(values["postes"] or 0, sheet.quota))


def _posts_text(notified: int, found: Quota | None) -> str:
    if found is None:
        return ""
    text = ngettext(
        "{n} poste notifié, {held} conventionnés au 31 décembre, {left} restants.",
        "{n} postes notifiés, {held} conventionnés au 31 décembre, {left} restants.",
        notified,
    )
    held = found.conventionnes
    return text.format(
        n=count_text(notified), held=count_text(held), left=count_text(notified - held)
    )


class EnveloppeFiche(RecordPage):
    """An envelope with its notifications and its transfers."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.header = FicheHeader(_("Enveloppes"))
        self.header.set_tabs([_("Enveloppe")])
        self.form = Form(Enveloppe, FormLook(spans=SPANS, omitted=DERIVED))
        self.figures = FiguresCard()
        self.notifications, self.transfers = NotificationsCard(self), TransfersCard(self)
        self.delete_button = self.header.add_button(_("Supprimer"), "delete")
        self.transfer_button = self.header.add_button(
            _("Transférer des crédits…"), "arrow_swap", primary=True
        )
        self._lay_out()
        self.form.fill()
        self.header.print_asked.connect(self.print_record)
        self.header.went_back.connect(lambda: self.context.go("enveloppes"))
        self.delete_button.clicked.connect(self.delete_now)
        self.transfer_button.clicked.connect(self.ask_transfer)
        self.transfers.add_button.clicked.disconnect()
        self.transfers.add_button.clicked.connect(self.ask_transfer)
        self.listen_to(self.form, "enveloppe")
        self.refresh_theme()

    def _lay_out(self) -> None:
        content = QWidget()
        self._inner = QVBoxLayout(content)
        for block in (self.figures, self.notifications, self.transfers, self.form):
            self._inner.addWidget(block)
        self._inner.addStretch(1)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self.header)
        self._column.addWidget(scrolled(content), 1)

    def refresh_theme(self) -> None:
        """Margins follow the text size."""
        gap, side = current().px(CARD_GAP), current().px(PAGE_MARGIN)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(gap)
        self._inner.setContentsMargins(side, 0, side, gap)
        self._inner.setSpacing(gap)

    def forms(self) -> dict[str, Form]:
        """The envelope."""
        return {"enveloppe": self.form}

    def read(self, session: Any, identifier: str) -> Any:
        """The envelope with its notifications and transfers."""
        from acse_desktop.services.credits import enveloppe_sheet

        return enveloppe_sheet(session, identifier)

    def take(self, sheet: EnveloppeSheet) -> None:
        """Show everything; the head says what is left."""
        exercice = str(sheet.enveloppe.values["exercice"] or "")
        self.header.show_title(exercice, sheet.title or _("Enveloppe sans dispositif"))
        self.header.show_rank(-1, 0)
        left = amount_text(sheet.figures["reste"], unit="€")
        self.header.rank.setText(_("Reste à accorder\u00a0: {left}").format(left=left))
        self.figures.take(sheet)
        self.notifications.take(sheet)
        self.transfers.take(sheet)

    def ask_transfer(self) -> None:
        """Ask how much goes where, and why."""
        from ui.fiche.transferring import ask_transfer

        exercice = self.sheet.enveloppe.values["exercice"] if self.sheet else None
        ask_transfer(self, self.context, exercice or self.context.exercice, self.record, self.do)

    def delete_now(self) -> None:
        """Remove the envelope with its notifications; its transfers are taken back."""
        said = _("Enveloppe supprimée\u00a0: ses transferts sont annulés.")
        self.remove_record("enveloppe", said, "enveloppes")
