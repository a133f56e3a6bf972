"""Reads the papers of dossiers: what each calls for, what came, which files are kept."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, select, text
from sqlalchemy.orm import Session

from acse_desktop.models import Dossier, Fichier, Organisme, Piece
from acse_desktop.rules.pieces import (
    NATURES,
    PERMANENTES,
    CompletudeFacts,
    Demande,
    Exigence,
    exigees,
)
from acse_desktop.services.piece_sql import ASKED, EARLIER, GRANTED, REPORTED
from acse_desktop.services.today import current_day

CRF = "CRF"


@dataclass(frozen=True)
class FileEntry:
    """A file that is kept."""

    id: str
    nom: str
    taille: int
    ajoute_le: date | None
    agent: str
    nature: str
    """The paper it belongs to; empty for a file that is just kept with the dossier."""


@dataclass(frozen=True)
class PieceState:
    """One paper of a dossier, due or not, and how far it is."""

    nature: str
    motif: str = ""
    """Why it is due, a message of the catalogue; empty when it is not."""
    source: str = ""
    id: str = ""
    """Its record; empty while nothing is written about it."""
    recue_le: date | None = None
    demandee_le: date | None = None
    valable_au: date | None = None
    dispense: str = ""
    commentaire: str = ""
    fichiers: tuple[FileEntry, ...] = ()
    perimee: bool = False
    """Received, and its validity is over."""

    @property
    def exigee(self) -> bool:
        """Whether the case of the dossier calls for it."""
        return bool(self.motif)

    @property
    def permanente(self) -> bool:
        """Whether it belongs to the permanent file of the organisme."""
        return self.nature in PERMANENTES

    @property
    def settled(self) -> bool:
        """Whether nothing is to be asked: received and valid, or dispensed with."""
        return bool(self.dispense) or (self.recue_le is not None and not self.perimee)


@dataclass(frozen=True)
class Papers:
    """The papers of a dossier with those of the permanent file, or the permanent file alone."""

    organisme_id: str
    """Empty for a dossier whose organisme is not known."""
    dossier_id: str | None
    pieces: tuple[PieceState, ...]
    autres: tuple[FileEntry, ...]
    """Files kept with the dossier under no paper."""
    complet_le: date | None = None
    numero: str = ""

    @property
    def due(self) -> tuple[PieceState, ...]:
        """The papers that the case calls for."""
        return tuple(one for one in self.pieces if one.exigee)

    @property
    def missing(self) -> tuple[PieceState, ...]:
        """Those of them that are to be asked."""
        return tuple(one for one in self.due if not one.settled)

    @property
    def fichiers(self) -> tuple[FileEntry, ...]:
        """Every file, under its paper or not."""
        return tuple(one for piece in self.pieces for one in piece.fichiers) + self.autres

    @property
    def proposal(self) -> date | None:
        """The day the last paper came, when nothing is missing; the agent confirms it."""
        days = [one.recue_le for one in self.due if one.recue_le]
        return max(days) if days and not self.missing else None

    @property
    def begun(self) -> bool:
        """Whether something is written about the papers of the dossier itself."""
        return any(one.id for one in self.pieces if not one.permanente)

    def facts(self) -> CompletudeFacts:
        """What the rules look at."""
        return CompletudeFacts(
            self.dossier_id or "",
            self.numero,
            self.complet_le,
            tuple(one.nature for one in self.missing if not one.perimee),
            tuple((one.nature, one.valable_au) for one in self.pieces
                  if one.perimee and one.valable_au and not one.dispense),
        )  # fmt: skip


@dataclass(frozen=True)
class _Request:
    organisme_id: str
    numero: str
    complet_le: date | None
    reported: date | None
    demande: Demande


def papers(session: Session, condition: ColumnElement[bool]) -> dict[str, Papers]:
    """The papers of the dossiers that meet a condition, by dossier, in a few queries."""
    requests = _requests(session, condition)
    known = _Known(session, requests.keys(), {one.organisme_id for one in requests.values()})
    return {
        identifier: Papers(
            one.organisme_id,
            identifier,
            known.states(exigees(one.demande), one.organisme_id, identifier, one.reported),
            known.others(one.organisme_id, identifier),
            one.complet_le,
            one.numero,
        )
        for identifier, one in requests.items()
    }


def permanent_papers(session: Session, organisme_id: str) -> Papers:
    """The permanent file of an organisme, whatever the year."""
    bearer = session.get_one(Organisme, organisme_id)
    demande = Demande(None, bearer.statut, bearer.alsace_moselle)
    due = {name: one for name, one in exigees(demande).items() if name in PERMANENTES}
    known = _Known(session, (), {organisme_id})
    states = [one for one in known.states(due, organisme_id, None) if one.permanente]
    return Papers(organisme_id, None, tuple(states), known.others(organisme_id, None))


def _requests(session: Session, condition: ColumnElement[bool]) -> dict[str, _Request]:
    query = (
        select(
            Dossier.id, Dossier.organisme_id, Dossier.numero, Dossier.complet_le,
            REPORTED.label("reported"), Dossier.exercice, Organisme.statut,
            Organisme.alsace_moselle, Organisme.commissaire_comptes, Dossier.type_demande,
            EARLIER.label("earlier"), ASKED.label("asked"), GRANTED.label("granted"),
            Dossier.signataire, Organisme.representant_nom,
        )
        .join(Organisme, Dossier.organisme_id == Organisme.id)
        .where(condition)
    )  # fmt: skip
    return {
        identifier: _Request(bearer, numero or "", complete, _day(reported), Demande(*case))
        for identifier, bearer, numero, complete, reported, *case in session.execute(query)
    }


def _day(value: Any) -> date | None:
    return date.fromisoformat(value) if isinstance(value, str) else value


class _Known:
    """What is written about the papers of some dossiers and organismes."""

    def __init__(self, session: Session, dossiers: Iterable[str], bearers: set[str]) -> None:
        self.today = current_day(session)
        self._pieces: dict[tuple[str, str | None, str], Piece] = {}
        self._files: dict[str, list[FileEntry]] = defaultdict(list)
        self._loose: dict[tuple[str, str | None], list[FileEntry]] = defaultdict(list)
        wanted = {*dossiers, None}
        for piece in _of(session, Piece, bearers):
            if piece.dossier_id in wanted and piece.nature:
                key = (piece.organisme_id, piece.dossier_id, piece.nature)
                self._pieces.setdefault(key, piece)
        natures = {piece.id: piece.nature or "" for piece in self._pieces.values()}
        for file in _of(session, Fichier, bearers):
            entry = _entry(file, natures.get(file.piece_id or "", ""))
            if entry.nature:
                self._files[file.piece_id].append(entry)
            else:
                self._loose[file.organisme_id, file.dossier_id].append(entry)

    def states(
        self,
        due: dict[str, Exigence],
        organisme_id: str,
        dossier_id: str | None,
        reported: date | None = None,
    ) -> tuple[PieceState, ...]:
        """Each paper that is due or that something is written about."""
        found = []
        for nature in NATURES:
            holder = None if nature in PERMANENTES else dossier_id
            piece = self._pieces.get((organisme_id, holder, nature))
            if nature in due or piece is not None:
                day = reported if nature == CRF else None
                found.append(self._state(nature, due.get(nature), piece, day))
        return tuple(found)

    def _state(
        self, nature: str, due: Exigence | None, piece: Piece | None, reported: date | None
    ) -> PieceState:
        motif, source = (due.motif, due.source) if due else ("", "")
        if piece is None:
            return PieceState(nature, motif, source, recue_le=reported)
        ended = piece.valable_au is not None and piece.valable_au < self.today
        return PieceState(
            nature, motif, source, piece.id, piece.recue_le or reported, piece.demandee_le,
            piece.valable_au, piece.dispense or "", piece.commentaire or "",
            tuple(self._files[piece.id]), bool(piece.recue_le and ended and not reported),
        )  # fmt: skip

    def others(self, organisme_id: str, dossier_id: str | None) -> tuple[FileEntry, ...]:
        """The files kept under no paper."""
        return tuple(self._loose[organisme_id, dossier_id])


def _of(session: Session, model: Any, bearers: set[str]) -> list[Any]:
    """The records of some organismes in the order they were added; all are read when there are too
    many to name.
    """
    query = select(model).order_by(text("rowid")).execution_options(populate_existing=True)
    if len(bearers) <= 400:
        return list(session.scalars(query.where(model.organisme_id.in_(bearers))))
    return [one for one in session.scalars(query) if one.organisme_id in bearers]


def _entry(file: Fichier, nature: str) -> FileEntry:
    return FileEntry(
        file.id, file.nom or "", file.taille or 0, file.ajoute_le, file.agent or "", nature
    )
