"""Making documents without writing anything: what can be printed, what cannot and why."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from sqlalchemy.orm import Session

from acse_desktop.models import Acte
from acse_desktop.progress import Progress
from acse_desktop.services.acts import choosing, templates, wording
from acse_desktop.services.acts.names import LISTS, known_names
from acse_desktop.services.acts.natures import CHOSEN, NATURES, REPLACED, Nature
from acse_desktop.services.acts.numbers import Numbers
from acse_desktop.services.acts.private import PRIVATE
from acse_desktop.services.acts.refusals import BadTemplate
from acse_desktop.services.acts.rendering import render
from acse_desktop.services.acts.subjects import Subject, subjects
from acse_desktop.services.acts.values import Draft, Texts, texts_for, values_kept
from acse_desktop.services.records import card_of
from acse_desktop.services.today import current_day
from acse_desktop.translation import _

_RANKED = re.compile(r"(\w+)\[(\d+)\]\.(\w+)")


@dataclass(frozen=True)
class Order:
    """What the agent asks for."""

    nature: str = CHOSEN
    """Of the list `type_document`, or `CHOSEN`: the attributive act that is due."""
    day: date | None = None
    """The day that the documents bear; today when None."""
    objet: str = ""
    tranches: Mapping[int, Decimal] = field(default_factory=dict)
    """Euros by year of a multi-year convention."""


@dataclass(frozen=True)
class Prepared:
    """A document ready to be entered in the register."""

    draft: Draft
    document: bytes
    modele: str
    empreinte: str
    values: Texts
    warnings: tuple[str, ...]


@dataclass(frozen=True)
class Refusal:
    """A dossier that gets no document, and why."""

    dossier_id: str
    label: str
    """The bearer and the number of its dossier."""
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class Preparation:
    """What a request gives, before anything is written."""

    ready: tuple[Prepared, ...]
    refused: tuple[Refusal, ...]


class _Refused(Exception):
    """No document for this dossier."""

    def __init__(self, *reasons: str) -> None:
        super().__init__(*reasons)
        self.reasons = reasons


def prepare(
    session: Session,
    order: Order,
    *,
    dossier_ids: Sequence[str] = (),
    action_ids: Sequence[str] = (),
    progress: Progress | None = None,
) -> Preparation:
    """Make the documents of dossiers, or of some of their actions; nothing is written.

    One document a dossier. Raises BadTemplate when a template cannot be used at all, Cancelled.
    """
    ready: list[Prepared] = []
    refused: list[Refusal] = []
    numbers = Numbers(session)
    found = subjects(session, dossier_ids, action_ids)
    for rank, subject in enumerate(found):
        if progress is not None:
            progress.step(rank, len(found), subject.label)
        try:
            ready.append(_one(session, order, subject, numbers))
        except _Refused as refusal:
            refused.append(Refusal(subject.dossier.id, subject.label, refusal.reasons))
    return Preparation(tuple(ready), tuple(refused))


def _one(session: Session, order: Order, subject: Subject, numbers: Numbers) -> Prepared:
    bearer, year = subject.organisme.id, int(subject.dossier.values["exercice"] or 0)
    due = choosing.act_due(session, bearer, year)
    nature = NATURES[due.nature if order.nature == CHOSEN else order.nature]
    day = order.day or current_day(session)
    draft = Draft(
        nature, numbers.next(year, nature), day, subject.organisme, subject.dossier,
        subject.actions, due, tranches=order.tranches if nature.code == "CPO" else {},
        objet=order.objet,
    )  # fmt: skip
    draft = _about(session, draft)
    _check_tranches(draft)
    made = _filled(session, draft)
    numbers.take(draft.numero)
    return replace(made, warnings=tuple(_warnings(draft)))


def _about(session: Session, draft: Draft) -> Draft:
    """The actions that the document is about, and the act that it amends or replaces."""
    nature = draft.nature
    actions = [one for one in draft.actions if nature.concerns(one.values)]
    if not actions and (draft.actions or nature.amount):
        raise _Refused(_(nature.nobody))
    if not nature.attributive:
        return replace(draft, actions=actions)
    acts = choosing.acts_of(session, draft.organisme.id, draft.exercice)
    replaced = REPLACED.get(nature.code, frozenset())
    covered = choosing.covered_actions(session, [a for a in acts if a.nature not in replaced])
    new = [one for one in actions if one.id not in covered]
    if not new:
        raise _Refused(_("toutes ses actions accordées ont déjà leur acte"))
    modified = _modified(acts, nature)
    return replace(draft, actions=new, modified=card_of(modified) if modified else None)


def _modified(acts: Sequence[Acte], nature: Nature) -> Acte | None:
    if nature.code == "AVENANT":
        amended = [act for act in acts if act.nature != "AVENANT"]
        if not amended:
            raise _Refused(_("aucun acte de l’année n’est à compléter par un avenant"))
        return amended[-1]
    replaced = [act for act in acts if act.nature in REPLACED.get(nature.code, ())]
    return replaced[-1] if replaced else None


def _check_tranches(draft: Draft) -> None:
    if draft.nature.code != "CPO":
        return
    if len(draft.tranches) < 2:
        raise _Refused(_("une convention pluriannuelle demande au moins deux tranches annuelles"))
    granted = sum((one.values["montant_accorde"] or Decimal(0) for one in draft.actions),
                  Decimal(0))  # fmt: skip
    first = draft.tranches.get(draft.exercice)
    if first != granted:
        message = _("la tranche de {year} ({amount}) n’est pas égale aux montants accordés"
                    " ({granted})")  # fmt: skip
        raise _Refused(message.format(year=draft.exercice, amount=wording.euros(first) or "—",
                                      granted=wording.euros(granted)))  # fmt: skip


def _filled(session: Session, draft: Draft) -> Prepared:
    template = templates.template_of(session, draft.nature.code)
    content = template.read()
    texts = texts_for(session, draft)
    if draft.nature.code == "RELANCE_PIECES" and not texts["pieces_manquantes"]:
        raise _Refused(_("aucune pièce ne manque à ce dossier"))
    try:
        made = render(content, texts, templates.words())
    except BadTemplate as error:
        raise BadTemplate(f"{template.path.name}\u00a0: {error.message}", error.remedy) from error
    if made.empty:
        raise _Refused(*_named(made.empty, draft))
    return Prepared(
        draft, made.document, template.label, templates.digest(content),
        values_kept(texts, made.used, PRIVATE), (),
    )  # fmt: skip


def _named(empty: Sequence[str], draft: Draft) -> Iterator[str]:
    """Each empty field in French, with the place where it is filled in."""
    known = known_names()
    for path in empty:
        ranked = _RANKED.fullmatch(path)
        if ranked is None:
            yield _missing(known[path].told)
            continue
        family, rank, name = ranked.groups()
        told = known[f"{LISTS[family]}.{name}"].told
        if family == "actions":
            numero = draft.actions[int(rank)].values["numero"] or "?"
            told = _("{field}, action {numero}").format(field=told, numero=numero)
        yield _missing(told)


def _missing(told: str) -> str:
    return _("champ vide\u00a0: {field}").format(field=told)


def _warnings(draft: Draft) -> Iterator[str]:
    """What the agent should know before signing."""
    due = draft.due
    if draft.nature.code == "ARRETE" and due.needs_convention:
        yield due.reason
    if draft.nature.code == "CONVENTION" and draft.modified is not None:
        text = _("Cette convention remplace l’arrêté {numero}\u00a0: le seuil est dépassé.")
        yield text.format(numero=draft.modified.values["numero"])
    if draft.nature.attributive and due.deposit:
        yield _("Plus de 153\u202f000\u00a0€ dans l’année\u00a0: le porteur dépose ses comptes.")
