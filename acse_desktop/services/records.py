"""Reading and writing one record at a time: what the forms call.

Records are handed to the window as plain `Card`s: it never holds a mapped object.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from acse_desktop.errors import Conflict
from acse_desktop.fields import Base, fields_of
from acse_desktop.models import (
    EDITABLE,
    Action,
    Avis,
    Dossier,
    LigneBudget,
    Organisme,
    Passage,
    Versement,
)
from acse_desktop.services import attached, budget
from acse_desktop.services.comptes_rendus import echeances
from acse_desktop.services.following import kept, release
from acse_desktop.services.numbering import action_number, next_dossier_number
from acse_desktop.services.paid import net_paid
from acse_desktop.services.steps import keep_step, statut_before
from acse_desktop.store.operations import Done, operation
from acse_desktop.translation import N_, _

MODELS: dict[str, type[Any]] = {model.__tablename__: model for model in EDITABLE}
CHILDREN = (
    "ligne_budget", "financement", "public", "lieu", "versement", "indicateur",
    "engagement_action", "periode",
)  # fmt: skip
"""The tables that hang on an action."""
SAID = (Avis, Passage)
"""What is said of an action changes none of its amounts: hundreds are written at once."""


@dataclass(frozen=True)
class Card:
    """One record as the window sees it."""

    table: str
    id: str
    version: int
    values: dict[str, Any]
    """Every field by name."""


def card_of(record: Any) -> Card:
    """The plain copy of a record."""
    names = fields_of(type(record))
    return Card(
        record.__tablename__,
        record.id,
        record.version,
        {name: getattr(record, name) for name in names},
    )


def _found(session: Session, table: str, identifier: str) -> Any:
    record = session.get(MODELS[table], identifier, populate_existing=True)
    if record is None:
        raise Conflict(
            _("Cet enregistrement a été supprimé entre-temps."),
            _("Revenez à la liste et rechargez-la."),
        )
    return record


def read(session: Session, table: str, identifier: str) -> Card:
    """A record; Conflict when it is no more."""
    return card_of(_found(session, table, identifier))


def children(session: Session, table: str, parent: str, parent_id: str) -> list[Card]:
    """The records of a table that hang on another one, in the order they were added."""
    model = MODELS[table]
    link = getattr(model, f"{parent}_id")
    return [card_of(one) for one in session.scalars(select(model).where(link == parent_id)
                                                    .order_by(text("rowid")))]  # fmt: skip


def update(
    session: Session,
    table: str,
    identifier: str,
    changes: Mapping[str, Any],
    *,
    agent: str,
    version: int | None = None,
) -> Done:
    """Write some fields of a record as one undoable operation named after what changed.

    `version` is the one that was read: Conflict when somebody wrote since, nothing is lost.
    """
    title = _title(table, changes)
    with operation(session, title, agent=agent) as done:
        record = _found(session, table, identifier)
        if version is not None and record.version != version:
            raise Conflict(
                _("Quelqu’un a modifié cet enregistrement depuis que vous l’avez ouvert."),
                _("Rechargez-le, puis refaites votre saisie."),
            )
        before = statut_before(record)
        with kept(session, record):
            for field_name, value in changes.items():
                setattr(record, field_name, value)
        keep_step(session, record, before, agent=agent)
        if "montant_accorde" in changes:
            echeances.propose(session, record)
        _derive_from(session, record)
    return done


def _title(table: str, changes: Mapping[str, Any]) -> str:
    labels = [fields_of(MODELS[table])[name].label for name in changes]
    if len(labels) == 1:
        return _("Modifier « {label} »").format(label=_(labels[0]))
    return N_("Modifier plusieurs champs")


def create(
    session: Session, table: str, values: Mapping[str, Any], *, agent: str, name: str = ""
) -> str:
    """Add a record; gives its identifier."""
    model = MODELS[table]
    title = name or _("Ajouter\u00a0: {what}").format(what=_(model.libelle))
    with operation(session, title, agent=agent):
        record = model(**values)
        with kept(session, record):
            session.add(record)
            session.flush()
        _derive_from(session, record)
        return str(record.id)


def delete(session: Session, table: str, identifier: str, *, agent: str) -> Done:
    """Remove a record and what hangs on it; undo brings everything back."""
    model = MODELS[table]
    title = _("Supprimer\u00a0: {what}").format(what=_(model.libelle))
    with operation(session, title, agent=agent) as done:
        record = _found(session, table, identifier)
        release(session, record)
        following = attached.attached_to(session, record)
        with kept(session, record):
            for gone in (record, *following.twins):
                session.delete(gone)
            session.flush()
        _follow(session, following)
    return done


def _follow(session: Session, following: attached.Attached) -> None:
    """Bring up to date what a removal leaves behind."""
    attached.refresh_rows(session, following.lignes)
    for identifier in sorted(following.actions):
        action = session.get(Action, identifier, populate_existing=True)
        if action is not None:
            if identifier in following.unlinked and not attached.is_linked(session, identifier):
                action.montant_engage = None
            _derive(session, action)


def _derive_from(session: Session, record: Any) -> None:
    if isinstance(record, Action):
        _derive(session, record)
    elif isinstance(record, SAID):
        session.flush()
    elif getattr(record, "action_id", None):
        session.flush()
        _derive(session, _found(session, "action", record.action_id))
        if isinstance(record, Versement):
            _follow_payment(session, record)


def _follow_payment(session: Session, versement: Versement) -> None:
    """The other half of a compensation, and the Chorus rows, follow a payment that changed."""
    twin = attached.mirrored(session, versement)
    if twin is not None and twin.action_id:
        _derive(session, _found(session, "action", twin.action_id))
    attached.refresh_rows(session, attached.rows_of(session, versement.id))


def _derive(session: Session, action: Action) -> None:
    """Bring up to date what is never typed: cost, share of the grant, amounts engaged and paid.

    The amount engaged may be typed as long as no commitment says it.
    """
    session.flush()
    session.refresh(action, ["lignes", "financements", "versements"])
    balance = budget.balance_of(action.lignes, action.financements)
    action.cout_total = balance.charges or None
    action.part_subvention = budget.share(action.montant_demande, balance.produits)
    action.montant_paye = net_paid(action.versements) if action.versements else None
    engaged = attached.engaged(session, action.id)
    if engaged is not None:
        action.montant_engage = engaged


def set_budget_line(
    session: Session, action_id: str, compte: str, changes: Mapping[str, Any], *, agent: str
) -> None:
    """Write an account of a budget; an account left without any amount is removed."""
    title = _("Modifier le compte {compte}").format(compte=compte)
    with operation(session, title, agent=agent):
        line = session.scalars(
            select(LigneBudget).where(
                LigneBudget.action_id == action_id, LigneBudget.compte == compte
            )
        ).first() or LigneBudget(action_id=action_id, compte=compte)
        for name, value in changes.items():
            setattr(line, name, value)
        session.add(line)
        if line.prevu is None and line.realise is None and not line.commentaire:
            session.flush()
            session.delete(line)
        session.flush()
        _derive(session, _found(session, "action", action_id))


def set_budget_lines(
    session: Session, action_id: str, amounts: Mapping[str, Mapping[str, Any]], *, agent: str
) -> None:
    """Write many accounts at once (a block pasted from Excel), as one operation."""
    with operation(session, N_("Coller dans le budget"), agent=agent):
        for compte, changes in amounts.items():
            set_budget_line(session, action_id, compte, changes, agent=agent)


def new_organisme(session: Session, values: Mapping[str, Any], *, agent: str) -> str:
    """Add an organisme; only what is known is needed, the rest is listed as to complete."""
    return create(session, "organisme", values, agent=agent, name=N_("Ajouter un organisme"))


def new_dossier(
    session: Session, organisme_id: str, exercice: int, territory: Mapping[str, str], *, agent: str
) -> tuple[str, str]:
    """Add the yearly dossier of an organisme, or find the one it has; with a first action.

    Gives the identifiers of the dossier and of the action.
    """
    with operation(session, N_("Ajouter un dossier"), agent=agent):
        dossier = session.scalars(
            select(Dossier).where(
                Dossier.organisme_id == organisme_id, Dossier.exercice == exercice
            )
        ).first()
        if dossier is None:
            dossier = Dossier(
                organisme_id=organisme_id,
                exercice=exercice,
                numero=next_dossier_number(session, exercice),
                departement=territory.get("departement"),
                region=territory.get("region"),
            )
            session.add(dossier)
            session.flush()
        return dossier.id, new_action(session, dossier.id, agent=agent)


def new_action(session: Session, dossier_id: str, *, agent: str) -> str:
    """Add an empty action at the end of a dossier."""
    with operation(session, N_("Ajouter une action"), agent=agent):
        dossier = _found(session, "dossier", dossier_id)
        rank = 1 + (
            session.scalar(select(func.max(Action.rang)).where(Action.dossier_id == dossier_id))
            or 0
        )
        action = Action(
            dossier_id=dossier_id,
            rang=rank,
            numero=action_number(dossier.numero, rank),
            statut="RECU",
        )
        session.add(action)
        session.flush()
        return action.id


def organisme_of(session: Session, action_id: str) -> Card | None:
    """The organisme that carries an action."""
    found: Base | None = session.scalars(
        select(Organisme).join(Dossier).join(Action).where(Action.id == action_id)
    ).first()
    return card_of(found) if found is not None else None
