"""The places of the program, in the order of the navigation."""

from __future__ import annotations

from dataclasses import dataclass

from acse_desktop.translation import N_

# On French keyboards the digits need Shift: the unshifted character of each key reaches the
# same place, except for 6, whose « - » makes the text smaller.
_FRENCH_ROW = ("&", "é", '"', "'", "(", "", "è", "_", "ç")


@dataclass(frozen=True)
class Place:
    """A page reached from the navigation; `group` is written above the first of its group."""

    key: str
    text: str
    icon: str
    group: str = ""
    rank: int = 0

    @property
    def shortcuts(self) -> tuple[str, ...]:
        """Ctrl+1 to Ctrl+9."""
        if not 1 <= self.rank <= 9:
            return ()
        french = _FRENCH_ROW[self.rank - 1]
        return (f"Ctrl+{self.rank}", f"Ctrl+{french}") if french else (f"Ctrl+{self.rank}",)


PLACES = (
    Place("tableau_de_bord", N_("Tableau de bord"), "board"),
    Place("dossiers", N_("Dossiers"), "folder", N_("Instruction"), 1),
    Place("organismes", N_("Organismes"), "people_team", N_("Instruction"), 2),
    Place("contrats", N_("Contrats et territoires"), "map", N_("Instruction"), 3),
    Place("a_completer", N_("À compléter"), "warning", N_("Instruction"), 4),
    Place("enveloppes", N_("Enveloppes"), "wallet", N_("Financement")),
    Place("adultes_relais", N_("Adultes-relais"), "person_board", N_("Financement")),
    Place("comite", N_("Comité"), "gavel", N_("Financement")),
    Place("actes", N_("Actes"), "document", N_("Financement")),
    Place("paiements", N_("Paiements"), "payment", N_("Financement")),
    Place("bilans", N_("Bilans"), "clipboard", N_("Suivi")),
    Place("indicateurs", N_("Indicateurs"), "clipboard_data_bar", N_("Suivi")),
    Place("chiffres", N_("L’Acsé en chiffres"), "calculator", N_("Suivi")),
    Place("obligations", N_("Obligations"), "calendar_ltr", N_("Suivi")),
    Place("controles", N_("Contrôles"), "shield_checkmark", N_("Suivi")),
    Place("journal", N_("Journal"), "history", N_("Suivi"), 8),
    Place("importer", N_("Importer"), "arrow_import", N_("Échanges"), 5),
    Place("fiches_avis", N_("Fiches d’avis"), "mail_checkmark", N_("Échanges")),
    Place("remontee", N_("Remontée"), "arrow_export_ltr", N_("Échanges"), 6),
    Place("consolidation", N_("Consolidation"), "merge", N_("Échanges"), 7),
    Place("parametres", N_("Paramètres"), "settings", "bottom", 9),
    Place("aide", N_("Aide"), "question_circle", "bottom"),
)
