"""« À propos »: versions, licences, and where the data comes from."""

from __future__ import annotations

import platform
import sqlite3
from importlib.metadata import PackageNotFoundError, version

from PySide6.QtCore import qVersion
from PySide6.QtGui import QGuiApplication

from acse_desktop import __version__
from acse_desktop.services import reference
from acse_desktop.translation import _
from ui.pages.exchange.parts import ExchangePage, row_of
from ui.widgets.buttons import Button
from ui.widgets.card import Card
from ui.widgets.labels import TextLabel
from ui.widgets.text_table import TextTable

COMPONENTS = (
    ("PySide6_Essentials", "LGPL-3.0"),
    ("SQLAlchemy", "MIT"),
    ("alembic", "MIT"),
    ("openpyxl", "MIT"),
    ("python-calamine", "MIT"),
    ("defusedxml", "PSF-2.0"),
    ("python-stdnum", "LGPL-2.1"),
    ("platformdirs", "MIT"),
)
DRAWN = (("Inter", "OFL-1.1"), ("Fluent System Icons", "MIT"))


class AboutPage(ExchangePage):
    """Versions can be copied for a correspondent."""

    def __init__(self) -> None:
        super().__init__(_("À propos"))
        self.versions = versions()
        card = Card("ACSE Desktop", __version__)
        card.add(TextLabel(self.versions, "body", "ink2", wrap=True))
        copy = Button(_("&Copier les versions"), "copy")
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.versions))
        card.content.addLayout(row_of(copy))
        licence = _("Logiciel libre sous licence MIT.")
        card.add(TextLabel(licence, "body", "ink2", wrap=True))
        self.cards.addWidget(card)
        self._add(_("Composants"), (_("Composant"), _("Version"), _("Licence")), _components())
        self._add(
            _("Données de référence"),
            (_("Fichier"), _("Millésime"), _("Licence"), _("Source")),
            [(one.fichier, one.millesime, one.licence, one.credit) for one in reference.sources()],
        )
        self.cards.addStretch(1)

    def _add(
        self, title: str, headers: tuple[str, ...], rows: list[tuple[str, ...]]
    ) -> None:  # fmt: skip
        card, table = Card(title), TextTable(title, headers, (240, 100, 140, 400))
        table.show_rows(rows)
        table.setFixedHeight(table.rowHeight(0) * (len(rows) + 1) + 8)
        card.add(table)
        self.cards.addWidget(card)


def versions() -> str:
    """Program, Python, Qt, SQLite and system, on one line."""
    return (
        f"ACSE Desktop {__version__}, Python {platform.python_version()}, Qt {qVersion()}, "
        f"SQLite {sqlite3.sqlite_version}, {platform.system()} {platform.release()}"
    )


def _components() -> list[tuple[str, ...]]:
    libraries = [(name, _version(name), licence) for name, licence in COMPONENTS]
    return [*libraries, *((name, "", licence) for name, licence in DRAWN)]


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:  # a frozen program may carry no metadata
        return ""
