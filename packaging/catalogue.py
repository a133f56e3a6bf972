"""Bring the English catalogue up to date with the French texts of the source.

    python packaging/catalogue.py            update resources/locale/en/LC_MESSAGES/acse.po and .mo
    python packaging/catalogue.py --missing  print the texts without a translation

Texts come from `_("…")`, `N_("…")` and `ngettext("…", "…", n)` in the source, from the labels
of the nomenclatures and of the indicators, and from the gestures of the life cycle.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from acse_desktop.cycle import transitions
from acse_desktop.indicateurs import all_indicators
from acse_desktop.nomenclatures import all_entries

ROOT = Path(__file__).parent.parent
PO = ROOT / "resources/locale/en/LC_MESSAGES/acse.po"
KEYWORDS = {"_": None, "N_": None, "ngettext": (1, 2)}


def template() -> Catalog:
    """Every French text that a user may read."""
    catalog = Catalog(project="ACSE Desktop", charset="utf-8")
    for package in ("acse_desktop", "ui"):
        found = extract_from_dir(ROOT / package, [("**.py", "python")], keywords=KEYWORDS)
        for _file, _line, message, _comments, _context in found:
            if message:
                catalog.add(message)
    for entry in all_entries():
        catalog.add(entry.libelle)
    for indicator in all_indicators():
        catalog.add(indicator.libelle)
        catalog.add(indicator.unite)
    for transition in transitions():
        catalog.add(transition.libelle)
    return catalog


def english() -> Catalog:
    """The English catalogue as it stands in the source tree."""
    if not PO.exists():
        return Catalog(locale="en", project="ACSE Desktop")
    with PO.open("rb") as file:
        return read_po(file, locale="en")


def missing(catalog: Catalog) -> list[str]:
    """The French texts that have no English yet."""
    return [
        message.id if isinstance(message.id, str) else message.id[0]
        for message in catalog
        if message.id and not all(
            [message.string] if isinstance(message.string, str) else message.string or [""]
        )
    ]  # fmt: skip


def update() -> Catalog:
    """Add the new texts, drop the ones no longer used, keep the translations."""
    catalog = english()
    catalog.update(template(), no_fuzzy_matching=True, update_creation_date=False)
    catalog.obsolete.clear()
    _name(catalog)
    return catalog


def _name(catalog: Catalog) -> None:
    """A header that says what the file is, the same from one run to the next."""
    catalog.header_comment = "# English texts of ACSE Desktop."
    catalog.fuzzy = False
    catalog.version = "1"
    catalog.msgid_bugs_address = ""
    catalog.last_translator = catalog.language_team = "ACSE Desktop"
    catalog.revision_date = catalog.creation_date


def main() -> None:
    """Read the command line; write the two files or print what is missing."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--missing", action="store_true")
    options = parser.parse_args()
    catalog = update()
    if options.missing:
        print("\n".join(missing(catalog)))
        return
    PO.parent.mkdir(parents=True, exist_ok=True)
    with PO.open("wb") as file:
        write_po(file, catalog, no_location=True, sort_output=True, omit_header=False, width=100)
    with PO.with_suffix(".mo").open("wb") as file:
        write_mo(file, catalog)
    print(f"{len(catalog)} texts, {len(missing(catalog))} without English")


if __name__ == "__main__":
    main()
