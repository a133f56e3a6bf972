"""Full-text index of the actions: the quick filter answers from it while the agent types.

Triggers note which actions changed, so that no writer can forget any; `store.search_index` does
the rest before each commit (a trigger may not write to a virtual table when the schema is not
trusted). Rows follow the implicit rowid of `action`: nothing may VACUUM a base in place.
"""

from alembic import op

from acse_desktop.store import search_index

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

OF_DOSSIER = "SELECT rowid FROM action WHERE dossier_id = new.id"
OF_ORGANISME = (
    "SELECT rowid FROM action WHERE dossier_id IN "
    "(SELECT id FROM dossier WHERE organisme_id = new.id)"
)
TRIGGERS = {
    "recherche_action_ai": ("INSERT ON action", "VALUES (new.rowid)"),
    "recherche_action_ad": ("DELETE ON action", "VALUES (old.rowid)"),
    "recherche_action_au": (
        "UPDATE OF numero, intitule, numero_gispro, dossier_id ON action", "VALUES (new.rowid)",
    ),
    "recherche_dossier_au": ("UPDATE OF numero, exercice, organisme_id ON dossier", OF_DOSSIER),
    "recherche_organisme_au": (
        "UPDATE OF nom, sigle, siret, code_tiers, commune ON organisme", OF_ORGANISME,
    ),
}  # fmt: skip


def upgrade() -> None:
    """Index what the base holds, then keep it up."""
    op.execute(
        "CREATE VIRTUAL TABLE recherche_action USING fts5"
        "(texte, prefix='2 3', detail=none, tokenize='unicode61 remove_diacritics 2')"
    )
    op.execute("CREATE TABLE recherche_a_faire (action_rowid INTEGER PRIMARY KEY)")
    op.execute("INSERT INTO recherche_a_faire SELECT rowid FROM action")
    search_index.refresh(op.get_bind())
    for name, (moment, rows) in TRIGGERS.items():
        op.execute(
            f"CREATE TRIGGER {name} AFTER {moment} BEGIN "
            f"INSERT OR IGNORE INTO recherche_a_faire {rows}; END"
        )


def downgrade() -> None:
    """Drop the index and what feeds it."""
    for name in TRIGGERS:
        op.execute(f"DROP TRIGGER {name}")
    op.execute("DROP TABLE recherche_a_faire")
    op.execute("DROP TABLE recherche_action")
