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
    Place("tableau_de_bord", N_("Tableau de bord"), "board", "", 1),
    Place("dossiers", N_("Dossiers"), "folder", N_("Instruction"), 2),
    Place("porteurs", N_("Porteurs"), "people_team", N_("Instruction"), 3),
    Place("contrats", N_("Contrats et territoires"), "map", N_("Instruction"), 4),
    Place("enveloppes", N_("Enveloppes"), "wallet", N_("Financement"), 5),
    Place("comite", N_("Comité"), "gavel", N_("Financement"), 6),
    Place("paiements", N_("Paiements"), "payment", N_("Financement"), 7),
    Place("bilans", N_("Bilans et indicateurs"), "clipboard_data_bar", N_("Suivi"), 8),
    Place("remontees", N_("Remontées et exports"), "arrow_export_ltr", N_("Échanges"), 9),
    Place("consolidation", N_("Consolidation"), "merge", N_("Échanges"), 10),
    Place("parametres", N_("Paramètres"), "settings", "bottom"),
    Place("aide", N_("Aide"), "question_circle", "bottom"),
)
