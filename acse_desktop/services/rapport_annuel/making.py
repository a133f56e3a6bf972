"""The report put together: facts, tables in the order of the text, and what is left to write."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy.orm import Session

from acse_desktop.models import Action, BaseInfo
from acse_desktop.progress import Progress
from acse_desktop.services import reference
from acse_desktop.services.publishing.documents import Document, Table
from acse_desktop.services.publishing.word import write_word
from acse_desktop.services.rapport_annuel import credits, following, signed
from acse_desktop.services.today import current_day
from acse_desktop.translation import _, french
from acse_desktop.typography import day_text

STEPS = 4


def rapport(session: Session, exercice: int, progress: Progress | None = None) -> Document:
    """The report of an exercice, in French whatever the language of the window.

    Cancelled when the agent gives up.
    """
    told = progress or Progress()
    with french():
        day = current_day(session)
        tables: list[Table] = [credits.quarters(session, exercice),
                               credits.contracts(session, exercice)]  # fmt: skip
        told.step(1, STEPS)
        acts = signed.signed(session, exercice)
        tables += [signed.by_nature(acts), signed.progress(acts)]
        told.step(2, STEPS)
        tables += _by_programme(session, exercice)
        told.step(3, STEPS)
        tables += [
            *following.figures(session, exercice), following.waits(session, exercice),
            following.reports(session, exercice, day), following.controls(session, exercice),
        ]  # fmt: skip
        told.step(4, STEPS)
        title = _("Rapport annuel sur l’état d’avancement des conventions signées")
        kept = tuple(table for table in tables if table.rows)
        return Document(title, _facts(session, exercice, day_text(day)), kept, _left_to_write())


def _by_programme(session: Session, exercice: int) -> list[Table]:
    dispositif = (_("Crédits par dispositif"), _("Dispositif"))
    theme = (_("Crédits par thématique"), _("Thématique"))
    return [
        credits.by_choice(session, exercice, Action.dispositif, "dispositif", dispositif),
        credits.by_choice(session, exercice, Action.theme, "theme", theme),
    ]


def _facts(session: Session, exercice: int, day: str) -> tuple[tuple[str, str], ...]:
    code = session.get(BaseInfo, "departement")
    region = session.get(BaseInfo, "region")
    departement = reference.departements().get(code.valeur if code else "")
    known = reference.regions().get(region.valeur if region else "")
    place = f"{departement.code} – {departement.nom}" if departement else known and known.nom
    found = (
        (_("Exercice"), str(exercice)), (_("Territoire"), place or ""),
        (_("Situation au"), day),
        (_("Texte"), _("code de l’action sociale et des familles, art. R. 121-21")),
    )  # fmt: skip
    return tuple((name, text) for name, text in found if text)


def _left_to_write() -> tuple[tuple[str, str], ...]:
    return (
        (_("Faits marquants de l’année"), ""), (_("Difficultés rencontrées"), ""),
        (_("Orientations pour l’année suivante"), ""), (_("Signature du préfet"), ""),
    )  # fmt: skip


def write_rapport(
    session: Session, exercice: int, target: Path, progress: Progress | None = None
) -> None:
    """Write the report as a Word document. Raises CannotWrite; the old file is then intact."""
    write_word(rapport(session, exercice, progress), target)
