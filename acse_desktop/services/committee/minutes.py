"""What is printed of a sitting: the procès-verbal and the tableau de programmation.

Both are plain documents, to be laid out on paper by the window or in a workbook.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from sqlalchemy.orm import Session

from acse_desktop.nomenclatures import entries, label_of
from acse_desktop.services.committee.live import ENVELOPPE, Figures, figures_of
from acse_desktop.services.committee.sheet import Line, Sitting, read_sitting
from acse_desktop.services.publishing.documents import Document, Table, sums_of
from acse_desktop.services.publishing.forms import Value
from acse_desktop.translation import N_, _, french, ngettext
from acse_desktop.typography import day_text

Taker = Callable[[Line], Value]


COLUMNS: tuple[tuple[str, Taker], ...] = (
    (N_("N°"), lambda line: line.numero),
    (N_("Porteur"), lambda line: line.organisme),
    (N_("Action"), lambda line: line.intitule),
    (N_("Thématique"), lambda line: label_of("theme", line.theme) if line.theme else ""),
    (N_("Année précédente"), lambda line: line.anterieur),
    (N_("Demandé"), lambda line: line.demande),
    (N_("Proposé"), lambda line: line.propose),
    (N_("Voté"), lambda line: line.montant),
    (N_("Décision"), lambda line: _decision(line)),
    (N_("Observations"), lambda line: line.motif or ""),
)
"""The columns of the tableau de programmation."""
SHORT = (0, 1, 2, 5, 7, 9)
"""Those of the procès-verbal, whose tables have one decision each."""


def _decision(line: Line) -> str:
    return _(label_of("decision", line.decision)) if line.decision else _("À décider")


def minutes(session: Session, seance_id: str) -> Document:
    """The procès-verbal: who sat, what was decided, what is left, in French."""
    with french():
        sitting = read_sitting(session, seance_id)
        return Document(
            _("Procès-verbal du comité de programmation"),
            _facts(sitting),
            (*_by_decision(sitting), _balance(figures_of(session, seance_id))),
            _texts(sitting),
        )


def programme(session: Session, seance_id: str) -> Document:
    """The tableau de programmation: every line of the sitting, by dispositif, in French."""
    with french():
        sitting = read_sitting(session, seance_id)
        tables = []
        for code in dict.fromkeys(line.dispositif for line in sitting.lines):
            lines = [line for line in sitting.lines if line.dispositif == code]
            title = label_of("dispositif", code) if code else _("Sans dispositif")
            tables.append(_table(title, lines, range(len(COLUMNS))))
        tables.append(_balance(figures_of(session, seance_id)))
        return Document(_("Tableau de programmation"), _facts(sitting), tuple(tables))


def _facts(sitting: Sitting) -> tuple[tuple[str, str], ...]:
    values = sitting.card.values
    count = len(sitting.lines)
    examined = ngettext("{n} dossier", "{n} dossiers", count).format(n=count)
    found: Iterable[tuple[str, str]] = (
        (_("Séance"), values["intitule"] or ""),
        (_("Date"), day_text(values["tenue_le"])),
        (_("Lieu"), values["lieu"] or ""),
        (_("Présidée par"), values["president"] or ""),
        (_("Participants"), values["participants"] or ""),
        (_("Exercice"), str(values["exercice"] or "")),
        (_("Examinés"), examined),
    )
    return tuple((name, text) for name, text in found if text)


def _texts(sitting: Sitting) -> tuple[tuple[str, str], ...]:
    exchanges = sitting.card.values["compte_rendu"]
    said = ((_("Relevé des échanges"), exchanges),) if exchanges else ()
    return (*said, (_("Signature du président"), ""))


def _by_decision(sitting: Sitting) -> list[Table]:
    tables = []
    for code in (*(entry.code for entry in entries("decision")), None):
        lines = [line for line in sitting.lines if line.decision == code]
        if lines:
            title = _(label_of("decision", code)) if code else _("Restent à décider")
            tables.append(_table(title, lines, SHORT))
    return tables


def _table(title: str, lines: Sequence[Line], places: Iterable[int]) -> Table:
    columns = [COLUMNS[place] for place in places]
    rows = [tuple(take(line) for _label, take in columns) for line in lines]
    header = tuple(_(label) for label, _take in columns)
    return Table(title, header, (*rows, sums_of(rows, _("Total"))))


def _balance(figures: Sequence[Figures]) -> Table:
    header = (_("Enveloppe"), _("Disponible"), _("Accordé hors séance"), _("Voté en séance"),
              _("Reste"))  # fmt: skip
    rows = tuple(
        (envelope_name(one), one.disponible, one.ailleurs, one.vote, one.reste)
        for one in figures
        if one.kind == ENVELOPPE
    )
    return Table(_("Enveloppes"), header, rows, totalled=False)


def envelope_name(one: Figures) -> str:
    """What an envelope is called: its dispositif, and its theme when it has one."""
    theme = label_of("theme", one.theme) if one.theme else ""
    return " – ".join(part for part in (one.dispositif, theme) if part)
