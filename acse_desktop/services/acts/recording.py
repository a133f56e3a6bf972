"""Entering documents in the register: one operation, that one undo takes back whole."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from acse_desktop.errors import Conflict
from acse_desktop.models import Acte, ActeAction, Tranche
from acse_desktop.progress import Progress
from acse_desktop.services import attachments, filenames
from acse_desktop.services.acts.effects import apply_effects
from acse_desktop.services.acts.preparing import Preparation, Prepared
from acse_desktop.services.acts.refusals import NothingToMake
from acse_desktop.services.atomic import written_aside
from acse_desktop.services.attachments import Kept, Owner
from acse_desktop.store.operations import operation
from acse_desktop.translation import _, ngettext

NAME_LENGTH = 80
"""Characters of a file name, so that a network folder still takes it."""


@dataclass(frozen=True)
class Made:
    """A document of the register."""

    acte_id: str
    numero: str
    fichier_id: str
    """The attached file that holds it."""
    path: Path | None
    """Its copy in the folder that the agent chose; None when no folder was."""


def record(
    session: Session,
    preparation: Preparation,
    *,
    agent: str,
    folder: Path | None = None,
    progress: Progress | None = None,
) -> list[Made]:
    """Enter what was prepared in the register, with its effects on the actions, as one operation.

    The documents are kept beside the base; `folder` gets a copy of each under a readable name.
    Raises NothingToMake when nothing was prepared, Conflict when a number was taken meanwhile.
    """
    if not preparation.ready:
        raise NothingToMake(
            _("Aucun document n’a pu être établi."),
            " ".join(_told(one.label, one.reasons) for one in preparation.refused),
        )
    made = []
    with operation(session, _title(preparation.ready), agent=agent):
        _refuse_taken(session, preparation.ready)
        for rank, one in enumerate(preparation.ready):
            if progress is not None:
                progress.step(rank, len(preparation.ready), one.draft.numero)
            made.append(_enter(session, one, agent, folder))
        apply_effects(session, preparation.ready, agent)
    return made


def _told(label: str, reasons: Sequence[str]) -> str:
    return _("{who}\u00a0: {why}.").format(who=label, why=" ; ".join(reasons))


def _title(ready: Sequence[Prepared]) -> str:
    if len(ready) == 1:
        draft = ready[0].draft
        return _("Établir\u00a0: {nature} {numero}").format(
            nature=draft.nature.label, numero=draft.numero
        )
    return ngettext("Établir {n} document", "Établir {n} documents", len(ready)).format(
        n=len(ready)
    )


def _refuse_taken(session: Session, ready: Sequence[Prepared]) -> None:
    numbers = [one.draft.numero for one in ready]
    taken = session.scalars(select(Acte.numero).where(Acte.numero.in_(numbers))).first()
    if taken:
        raise Conflict(
            _("Le numéro {numero} a été pris entre-temps.").format(numero=taken),
            _("Recommencez\u00a0: les documents prendront les numéros suivants."),
        )


def _enter(session: Session, one: Prepared, agent: str, folder: Path | None) -> Made:
    draft = one.draft
    name = _file_name(draft.numero, draft.organisme.values["nom"] or "")
    (fichier_id,) = attachments.record(
        session, _kept(session, one.document, name),
        Owner(draft.organisme.id, draft.dossier.id), None, agent=agent,
    )  # fmt: skip
    acte = _acte(one, fichier_id, agent)
    session.add(acte)
    session.flush()
    _add_parts(session, one, acte)
    return Made(acte.id, draft.numero, fichier_id, _copied(one.document, folder, name))


def _kept(session: Session, document: bytes, name: str) -> list[Kept]:
    with tempfile.TemporaryDirectory(prefix="acse-") as place:
        source = Path(place) / name
        source.write_bytes(document)
        return attachments.keep(session, [source])


def _acte(one: Prepared, fichier_id: str, agent: str) -> Acte:
    draft = one.draft
    return Acte(
        organisme_id=draft.organisme.id,
        dossier_id=draft.dossier.id,
        nature=draft.nature.code,
        numero=draft.numero,
        exercice=draft.exercice,
        objet=draft.objet or None,
        montant=draft.amount,
        etabli_le=draft.day,
        fin_le=_end_of(draft.tranches),
        modifie_id=draft.modified.id if draft.modified else None,
        modele=one.modele,
        modele_empreinte=one.empreinte,
        valeurs=json.dumps(one.values, ensure_ascii=False),
        fichier_id=fichier_id,
        agent=agent,
    )


def _end_of(tranches: Mapping[int, Decimal]) -> date | None:
    return date(max(tranches), 12, 31) if tranches else None


def _add_parts(session: Session, one: Prepared, acte: Acte) -> None:
    draft = one.draft
    for action in draft.actions:
        amount = draft.nature.amount_of(action.values)
        session.add(ActeAction(acte_id=acte.id, action_id=action.id, montant=amount))
    for year, amount in draft.tranches.items():
        alone = len(draft.actions) == 1 and year == draft.exercice
        session.add(
            Tranche(
                acte_id=acte.id, exercice=year, montant=amount,
                action_id=draft.actions[0].id if alone else None,
            )
        )  # fmt: skip


def _file_name(numero: str, bearer: str) -> str:
    readable = f"{numero} {bearer}".replace("/", " ").replace("\\", " ")
    return filenames.safe(f"{readable[:NAME_LENGTH].strip()}.docx")


def _copied(document: bytes, folder: Path | None, name: str) -> Path | None:
    if folder is None:
        return None
    target = folder / name
    with written_aside(target) as aside:
        aside.write_bytes(document)
    return target
