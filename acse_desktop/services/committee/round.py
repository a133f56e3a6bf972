"""The sheet of a sitting: it goes out to be filled in the room, and comes back compared."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from acse_desktop.errors import Conflict
from acse_desktop.models import Passage
from acse_desktop.services import round_sheet
from acse_desktop.services.committee.sheet import Line, Sitting, read_sitting
from acse_desktop.services.committee.votes import set_votes
from acse_desktop.services.records import MODELS
from acse_desktop.services.round_sheet import Layout, Outgoing, Review, SheetColumn, field_column
from acse_desktop.services.round_sheet.layout import Line as Row
from acse_desktop.services.round_sheet.review import Key
from acse_desktop.translation import N_, _
from acse_desktop.typography import day_text

TO_FILL: tuple[SheetColumn, ...] = (
    field_column("passage", "montant", label=N_("Voté"), editable=True, width=96),
    field_column("passage", "decision", editable=True, width=120),
    field_column("passage", "motif", label=N_("Observations"), editable=True, width=240),
)
SHOWN: tuple[SheetColumn, ...] = (
    field_column("action", "numero", label=N_("N° action"), width=120),
    field_column("organisme", "nom", label=N_("Porteur"), width=180),
    field_column("action", "intitule", width=240),
    field_column("action", "montant_anterieur", label=N_("Accordé l’an dernier"), width=96),
    field_column("action", "montant_demande", label=N_("Demandé"), width=96),
    field_column("action", "montant_propose", label=N_("Proposé"), width=96),
)
LAYOUT = Layout("seance", "passage", "Séance", (*SHOWN, *TO_FILL), "numero", ("seance_id",))
"""Votes of one sitting; a sheet of another one changes nothing here."""
HOW = (
    "Remplissez les seules cellules teintées\u00a0: montant voté en euros, décision (liste),"
    " observations.",
    "Enregistrez le fichier tel quel, puis reprenez-le depuis la séance\u00a0: vous verrez chaque"
    " différence avant que rien ne soit écrit.",
)


def export_sheet(session: Session, seance_id: str, target: Path) -> int:
    """Write the sheet of a sitting; gives its number of rows. Raises CannotWrite."""
    sitting = read_sitting(session, seance_id)
    versions = {one.id: one.version for one in _passages(session, sitting)}
    lines = tuple(_row(line, versions[line.id]) for line in sitting.lines)
    values = sitting.card.values
    facts = (("Séance", values["intitule"] or ""), ("Date", day_text(values["tenue_le"])))
    outgoing = Outgoing("Feuille de séance", facts, HOW, lines, {"seance_id": seance_id})
    return round_sheet.write_sheet(LAYOUT, outgoing, target)


def _passages(session: Session, sitting: Sitting) -> list[Any]:
    found = (session.get(Passage, line.id, populate_existing=True) for line in sitting.lines)
    return [one for one in found if one is not None]


def _row(line: Line, version: int) -> Row:
    return Row(
        line.id,
        version,
        {
            "numero": line.numero, "nom": line.organisme, "intitule": line.intitule,
            "montant_anterieur": line.anterieur, "montant_demande": line.demande,
            "montant_propose": line.propose, "montant": line.montant,
            "decision": line.decision, "motif": line.motif,
        },
    )  # fmt: skip


def read_back(session: Session, path: Path) -> Review:
    """A sheet that came back, compared with what was sent and with the base; nothing is written.

    Raises UnreadableFile when it is not the sheet of a sitting, UserError when it is of another
    base.
    """
    return round_sheet.read_back(session, path, LAYOUT)


def apply(
    session: Session, seance_id: str, review: Review, chosen: Collection[Key], *, agent: str
) -> int:
    """Write the chosen differences as votes, with what follows from them; gives how many actions.

    Raises Conflict, and writes nothing, when a vote changed since the comparison or when the
    sitting is closed.
    """
    changes: dict[str, dict[str, Any]] = defaultdict(dict)
    for one in review.differences:
        if one.key in chosen:
            _check(session, one.record, one.version)
            changes[one.record][one.field] = one.returned
    name = N_("Reprendre une feuille de séance")
    set_votes(session, seance_id, changes, agent=agent, name=name)
    return len(changes)


def _check(session: Session, passage_id: str, version: int) -> None:
    found = session.get(MODELS["passage"], passage_id, populate_existing=True)
    if found is None or found.version != version:
        raise Conflict(
            _("Un vote a changé pendant que vous compariez. Rien n’a été écrit."),
            _("Reprenez de nouveau la feuille\u00a0: elle sera comparée à ce qui est enregistré."),
        )
