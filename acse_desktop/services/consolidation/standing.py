"""Where a consolidation base stands: which territories sent their remontée, and which did not."""

from __future__ import annotations

from decimal import Decimal

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from acse_desktop.models import Action
from acse_desktop.services.consolidation.choosing import known_remontees
from acse_desktop.services.consolidation.report import ABSENT, RECU, TerritoryState
from acse_desktop.services.consolidation.territories import expected_departements
from acse_desktop.services.importing.plan import infos_of


def standing(session: Session, exercice: int) -> list[TerritoryState]:
    """The state of every territory for an exercice, the expected ones included."""
    known = {code: one for (code, year), one in known_remontees(session).items()
             if year == exercice}  # fmt: skip
    sums = sums_by_source(session)
    states = [
        TerritoryState(
            code, source.etat or RECU, source.fichier, source.empreinte or "",
            *sums.get(source.id, (0, Decimal("0.00"))), exercice,
        )
        for code, source in known.items()
    ]  # fmt: skip
    expected = expected_departements(infos_of(session))
    missing = [place.code for place in expected if place.code not in known]
    states += [TerritoryState(code, ABSENT, exercice=exercice) for code in missing]
    return sorted(states, key=lambda state: state.code)


def sums_by_source(session: Session) -> dict[str | None, tuple[int, Decimal]]:
    """How many actions came from each remontée, and the sum of what was granted to them."""
    query = select(
        Action.provenance_id, func.count(Action.id), func.sum(Action.montant_accorde)
    ).group_by(Action.provenance_id)
    return {
        source: (count, total or Decimal("0.00")) for source, count, total in session.execute(query)
    }
