"""« Paramètres »: what an agent chooses for this computer, and the lists of the préfecture."""

from __future__ import annotations

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QComboBox, QLineEdit

from acse_desktop.translation import LANGUAGES, _
from ui.acts.letterhead import LetterheadCard
from ui.acts.templates import TemplatesCard
from ui.appearance import Appearance
from ui.context import Context
from ui.pages.exchange.parts import ExchangePage
from ui.pages.motifs import MotifsCard
from ui.theme.dress import dress
from ui.theme.tokens import CONTROL, SCALES
from ui.widgets.buttons import LinkButton
from ui.widgets.card import Card
from ui.widgets.labels import TextLabel


class PreferencesPage(ExchangePage):
    """Agent, language, theme, text size; each choice acts at once."""

    def __init__(self, context: Context, appearance: Appearance) -> None:
        super().__init__(_("Paramètres"))
        self._context, self._appearance = context, appearance
        preferences = appearance.preferences
        self.agent = QLineEdit(context.agent)
        self.motifs = MotifsCard(context)
        self.language = _combo([(code, name) for code, name in LANGUAGES.items()])
        self.theme = _combo([("clair", _("Clair")), ("sombre", _("Sombre"))])
        self.scale = _combo([(scale, f"{scale:.0%}".replace("%", "\u00a0%")) for scale in SCALES])
        for combo, value in (
            (self.language, preferences.language),
            (self.theme, preferences.theme),
            (self.scale, preferences.text_scale),
        ):
            combo.setCurrentIndex(combo.findData(value))
        self.letterhead, self.templates = LetterheadCard(context), TemplatesCard(context)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        dress(self.agent, font="body", height=CONTROL, width=320)
        card = Card(_("Sur ce poste"))
        for label, editor in (
            (_("Votre nom dans le journal"), self.agent),
            (_("Langue"), self.language),
            (_("Thème"), self.theme),
            (_("Taille du texte"), self.scale),
        ):
            text = TextLabel(label, "label", "ink2")
            text.setBuddy(editor)
            editor.setAccessibleName(label)
            card.add(text)
            card.add(editor)
        place = _("Préférences\u00a0: {path}").format(path=self._appearance.preferences.path)
        card.add(TextLabel(place, "help", "ink3", wrap=True))
        about = LinkButton(_("À propos, versions et licences"))
        about.clicked.connect(lambda: self._context.go("a_propos"))
        card.add(about)
        self.cards.addWidget(card)
        for own in (self.motifs, self.letterhead, self.templates):
            self.cards.addWidget(own)
        self.cards.addStretch(1)

    def showEvent(self, event: QShowEvent) -> None:
        """The reasons, the letterhead and the templates are those of the base that is open."""
        opened = self._context.database.base is not None
        self.motifs.setVisible(opened)
        for card in (self.letterhead, self.templates):
            card.setVisible(opened)
            if opened:
                card.reload()
        super().showEvent(event)

    def _connect(self) -> None:
        look = self._appearance
        self.agent.editingFinished.connect(self._rename)
        self.theme.activated.connect(lambda: look.set_theme(self.theme.currentData()))
        self.scale.activated.connect(lambda: look.set_text_scale(self.scale.currentData()))
        self.language.activated.connect(lambda: look.set_language(self.language.currentData()))

    def _rename(self) -> None:
        name = self.agent.text().strip()
        if name and name != self._context.agent:
            self._context.rename_agent(name)
            self._appearance.preferences.agent = name
            self._appearance.preferences.save()


def _combo(entries: list[tuple[object, str]]) -> QComboBox:
    combo = QComboBox()
    dress(combo, font="body", height=CONTROL, width=320)
    for value, label in entries:
        combo.addItem(label, value)
    return combo
