"""The opinion sheet: sent to one author as a workbook, and taken back once compared."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from acse_desktop.fields import fields_of
from acse_desktop.fieldtypes import Text
from acse_desktop.models import Action, Avis, Contrat, Dossier, Lieu, Organisme, Quartier
from acse_desktop.services import avis, round_sheet
from acse_desktop.services.avis import Request
from acse_desktop.services.round_sheet.layout import (
    Layout,
    Line,
    Outgoing,
    SheetColumn,
    field_column,
)
from acse_desktop.services.round_sheet.review import Key, Review
from acse_desktop.services.today import current_day
from acse_desktop.store.operations import operation
from acse_desktop.store.rows import chunks
from acse_desktop.translation import N_
from acse_desktop.typography import NBSP, THIN, day_text

_SHOWN: tuple[SheetColumn, ...] = (
    field_column("action", "numero", label=N_("N° action"), width=120),
    field_column("organisme", "nom", label=N_("Organisme"), width=180),
    field_column("action", "intitule", width=240),
    field_column("action", "dispositif", width=104),
    field_column("action", "theme", width=150),
    SheetColumn("territoire", N_("Contrat et quartiers"), Text(), width=180),
    field_column("action", "public_prevu", width=88),
    field_column("action", "cout_total", width=96),
    field_column("action", "montant_demande", label=N_("Demandé"), width=96),
    field_column("action", "montant_anterieur", label=N_("Accordé l’an dernier"), width=96),
)
_TO_FILL: tuple[SheetColumn, ...] = (
    field_column("avis", "sens", label=N_("Avis"), editable=True, width=96),
    field_column("avis", "montant_propose", label=N_("Montant proposé"), editable=True, width=96),
    field_column("avis", "commentaire", editable=True, width=280),
    field_column("avis", "rendu_le", label=N_("Date de l’avis"), editable=True, width=88),
)
LAYOUT = Layout("avis", "avis", "Avis", (*_SHOWN, *_TO_FILL), "numero", ("auteur",))
"""Opinions of one author; a sheet never touches those of another."""
_HOW = (
    f"Remplissez les seules cellules teintées{NBSP}: avis (liste), montant proposé en euros,"
    " observations, date.",
    "Enregistrez le fichier tel quel, au format Excel ou LibreOffice, et renvoyez-le. Ne recopiez"
    " pas la feuille dans un autre classeur.",
    f"Une cellule laissée vide veut dire que vous ne vous prononcez pas{THIN}; vos réponses"
    " déjà connues sont reprises.",
)


def export(
    session: Session, action_ids: Sequence[str], request: Request, target: Path, *, agent: str
) -> int:
    """Write the sheet of one author on some actions, and ask for the opinions not asked yet.

    Only what this author wrote is in it, never the opinions of others. Gives the number of rows.
    Raises CannotWrite; nothing is then asked, and the old file is intact.
    """
    with operation(session, N_("Envoyer une fiche d’avis"), agent=agent):
        asked = avis.ask(session, action_ids, request, agent=agent)
        session.flush()
        lines = _lines(session, asked)
        outgoing = _outgoing(session, request, lines)
        return round_sheet.write_sheet(LAYOUT, outgoing, target)


def read_back(session: Session, path: Path) -> Review:
    """A sheet that came back, compared with what was sent and with the base; nothing is written.

    Raises UnreadableFile when it is not an opinion sheet, UserError when it is of another base.
    """
    return round_sheet.read_back(session, path, LAYOUT)


def apply(
    session: Session, review: Review, chosen: Collection[Key], *, agent: str,
    on: date | None = None,
) -> int:  # fmt: skip
    """Write the chosen differences as one operation; gives how many opinions changed.

    An opinion given without a day is of today (or of `on`). Raises Conflict when the base changed
    since the comparison.
    """
    name = N_("Reprendre une fiche d’avis")
    with operation(session, name, agent=agent):
        changed = round_sheet.apply(session, LAYOUT, review, chosen, name=name, agent=agent)
        undated = _answered_without_day(review, chosen)
        avis.date_answers(session, undated, on or current_day(session), agent=agent)
    return len(changed)


def _answered_without_day(review: Review, chosen: Collection[Key]) -> list[str]:
    """The opinions answered whose day was left empty; one that the author removed stays so."""
    return [
        one.record
        for one in review.differences
        if one.key in chosen
        and one.field == "sens"
        and (one.record, "rendu_le") not in review.filled
    ]


def author_of(review: Review) -> str:
    """The partner that a sheet was sent to, as agents read it."""
    return fields_of(Avis)["auteur"].type.format(review.scope.get("auteur"))


def _lines(session: Session, asked: dict[str, str]) -> tuple[Line, ...]:
    """A line for each action, in the order of the selection."""
    known = {one.id: one for one in _found(session, Avis, asked.values())}
    territories = _territories(session, list(asked))
    shown = _shown(session, list(asked))
    return tuple(
        Line(
            known[avis_id].id,
            known[avis_id].version,
            {
                **shown[action_id],
                "territoire": territories.get(action_id),
                **{column.name: getattr(known[avis_id], column.name) for column in _TO_FILL},
            },
        )
        for action_id, avis_id in asked.items()
    )


def _found(session: Session, model: Any, ids: Iterable[str]) -> list[Any]:
    return [
        record
        for some in chunks(list(ids))
        for record in session.scalars(select(model).where(model.id.in_(some)))
    ]


def _shown(session: Session, action_ids: Sequence[str]) -> dict[str, dict[str, Any]]:
    """What the author reads of each action."""
    names = [column.name for column in _SHOWN if column.name not in ("nom", "territoire")]
    found = {}
    for some in chunks(action_ids):
        rows = session.execute(
            select(Action, Organisme.nom)
            .join(Dossier, Action.dossier_id == Dossier.id)
            .outerjoin(Organisme, Dossier.organisme_id == Organisme.id)
            .where(Action.id.in_(some))
        )
        for action, nom in rows:
            found[action.id] = {"nom": nom, **{name: getattr(action, name) for name in names}}
    return found


def _territories(session: Session, action_ids: Sequence[str]) -> dict[str, str]:
    """The contract, then the quarters, of each action."""
    names: dict[str | None, list[str]] = defaultdict(list)
    for some in chunks(action_ids):
        contracts = select(Action.id, Contrat.nom).join(Contrat).where(Action.id.in_(some))
        quarters = (
            select(Lieu.action_id, Quartier.nom)
            .join(Quartier, Lieu.quartier_id == Quartier.id)
            .where(Lieu.action_id.in_(some))
            .order_by(Quartier.nom)
        )
        for query in (contracts, quarters):
            for action_id, nom in session.execute(query):
                if nom and nom not in names[action_id]:
                    names[action_id].append(nom)
    return {one: " · ".join(found) for one, found in names.items() if one is not None}


def _outgoing(session: Session, request: Request, lines: tuple[Line, ...]) -> Outgoing:
    auteur = str(fields_of(Avis)["auteur"].type.cell(request.auteur))
    who = f"{auteur} — {request.auteur_nom}" if request.auteur_nom else auteur
    years = _years(session, [line.id for line in lines])
    facts = [("Avis de", who), ("Exercice", years)]
    facts.append(("Demandé le", day_text(request.demande_le or current_day(session))))
    if request.attendu_le:
        facts.append(("À renvoyer avant le", day_text(request.attendu_le)))
    title = f"Avis sur les actions {years}".strip()
    return Outgoing(title, tuple(facts), _HOW, lines, {"auteur": request.auteur})


def _years(session: Session, avis_ids: Sequence[str]) -> str:
    years: set[int] = set()
    for some in chunks(avis_ids):
        query = (
            select(Dossier.exercice)
            .join(Action, Action.dossier_id == Dossier.id)
            .join(Avis, Avis.action_id == Action.id)
            .where(Avis.id.in_(some), Dossier.exercice.is_not(None))
            .distinct()
        )
        years |= {year for year in session.scalars(query) if year is not None}
    return ", ".join(str(year) for year in sorted(years))
