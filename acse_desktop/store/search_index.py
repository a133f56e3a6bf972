"""The full-text index of the actions, brought up to date before each commit.

An action is found by its own words, those of its dossier and of its organisme, and by `ex2012`
for its exercice, so that one question to the index answers for a year.
"""

from __future__ import annotations

import re

from sqlalchemy import Connection, TextClause, text

from acse_desktop.typography import folded

_FORGET = text(
    "DELETE FROM recherche_action WHERE rowid IN (SELECT action_rowid FROM recherche_a_faire)"
)
_INDEX = text("""
    INSERT INTO recherche_action (rowid, texte)
    SELECT a.rowid, replace(replace(concat_texts, 'œ', 'oe'), 'Œ', 'OE')
    FROM (
        SELECT a.rowid, coalesce(a.numero, '') || ' ' || coalesce(a.intitule, '') || ' ' ||
            coalesce(a.numero_gispro, '') || ' ' || coalesce(d.numero, '') || ' ' ||
            coalesce(o.nom, '') || ' ' || coalesce(o.sigle, '') || ' ' ||
            coalesce(o.siret, '') || ' ' || coalesce(o.code_tiers, '') || ' ' ||
            coalesce(o.commune, '') || ' ex' || coalesce(d.exercice, '') AS concat_texts
        FROM recherche_a_faire f
        JOIN action a ON a.rowid = f.action_rowid
        LEFT JOIN dossier d ON d.id = a.dossier_id
        LEFT JOIN organisme o ON o.id = d.organisme_id
    ) a
""")
_WAITING = text("SELECT 1 FROM recherche_a_faire LIMIT 1")
_FOUND = "action.rowid IN (SELECT rowid FROM recherche_action WHERE recherche_action MATCH :asked)"
_COMMON = text(
    "SELECT count(*) FROM"
    " (SELECT 1 FROM recherche_action WHERE recherche_action MATCH :asked LIMIT :many)"
)
MANY = 1_000
"""Actions found from which on words are common."""
_DONE = text("DELETE FROM recherche_a_faire")


def refresh(connection: Connection) -> None:
    """Index the actions whose words changed since the last commit."""
    if connection.execute(_WAITING).first() is None:
        return
    for statement in (_FORGET, _INDEX, _DONE):
        connection.execute(statement)


def matching(words: str, exercice: int | None) -> str:
    """The question to the index for what an agent typed: every word, each by its beginning."""
    asked = [f'"{word}"*' for word in folded(words).split()]
    asked += [] if exercice is None else [f'"ex{exercice}"']
    return " AND ".join(asked)


def found_by(words: str, exercice: int | None, walked: bool) -> TextClause:
    """The condition that an action is found; `walked` asks it of each row in turn.

    Otherwise SQLite starts from the words: a sign before the identifier forbids it.
    """
    sign = "+" if walked else ""
    return text(f"{sign}{_FOUND}").bindparams(asked=matching(words, exercice))


def is_common(connection: Connection, words: str) -> bool:
    """Whether words find so many actions that a page is sooner read in order than sorted."""
    asked = {"asked": matching(words, None), "many": MANY}
    return (connection.scalar(_COMMON, asked) or 0) >= MANY


def is_search(words: str) -> bool:
    """Whether anything searchable was typed."""
    return bool(re.search(r"\w", words))


def is_declared(name: str | None, kind: str, parents: object = None) -> bool:
    """Whether alembic must compare a table with the models: those of the index are made apart."""
    return not (kind == "table" and (name or "").startswith("recherche_"))
