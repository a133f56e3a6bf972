"""The life of an action: steps, papers, opinions, committee, acts, commitments, controls.

The amount notified of an envelope becomes the sum of its dated notifications: what was typed
before is kept as the first one.
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


TABLES = (
    "tranche", "acte_action", "vacance", "rapprochement", "point_controle", "convention_poste",
    "compensation", "acte", "proposition", "poste", "periode", "passage", "fichier", "evenement",
    "engagement_action", "controle", "avis", "scenario_enveloppe", "piece", "transfert",
    "scenario", "notification", "engagement", "seance", "plan_controle", "motif", "ligne_chorus",
    "dotation",
)  # fmt: skip
"""The new tables, children before parents."""
FIELDS = (
    "nature_fec", "convention_anru_le", "projet_anru", "critere_lcd", "nature_lcd",
    "domaine_culture", "zsp", "charte_parrainage", "labellisee", "aide_coordonnateur",
    "coordonnateur", "nature_pre", "annee_scolaire", "reversement_demande_le",
    "reversement_motif", "service_fait_le", "explication_ecarts", "bilan_qualitatif",
    "objectifs_atteints", "crf_relance_le",
)  # fmt: skip
"""The new fields of an action."""
FIRST_NOTIFICATIONS = """
INSERT INTO notification (id, version, enveloppe_id, notifie_le, montant, postes)
SELECT lower(hex(randomblob(4))) || '-' || lower(hex(randomblob(2))) || '-4'
    || substr(lower(hex(randomblob(2))), 2) || '-a' || substr(lower(hex(randomblob(2))), 2)
    || '-' || lower(hex(randomblob(6))), 1, id, notifie_le, notifie, postes
FROM enveloppe WHERE notifie IS NOT NULL AND provenance_id IS NULL
"""


def upgrade() -> None:
    """To this version."""
    op.create_table(
        "dotation",
        sa.Column("exercice", sa.Integer(), nullable=True),
        sa.Column("departement", sa.String(), nullable=True),
        sa.Column("dispositif", sa.String(), nullable=True),
        sa.Column("notifie_le", sa.Date(), nullable=True),
        sa.Column("montant", sa.BigInteger(), nullable=True),
        sa.Column("postes", sa.Integer(), nullable=True),
        sa.Column("commentaire", sa.String(), nullable=True),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("provenance_feuille", sa.String(), nullable=True),
        sa.Column("provenance_ligne", sa.Integer(), nullable=True),
        sa.Column("provenance_id", sa.String(length=36), nullable=True),
        sa.ForeignKeyConstraint(
            ["provenance_id"],
            ["provenance.id"],
            name=op.f("fk_dotation_provenance_id_provenance"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dotation")),
    )
    with op.batch_alter_table("dotation", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_dotation_departement"), ["departement"], unique=False)
        batch_op.create_index(batch_op.f("ix_dotation_exercice"), ["exercice"], unique=False)

    op.create_table(
        "ligne_chorus",
        sa.Column("ej", sa.String(), nullable=True),
        sa.Column("poste_ej", sa.String(), nullable=True),
        sa.Column("dp", sa.String(), nullable=True),
        sa.Column("poste_dp", sa.String(), nullable=True),
        sa.Column("exercice", sa.Integer(), nullable=True),
        sa.Column("siret", sa.String(), nullable=True),
        sa.Column("fournisseur", sa.String(), nullable=True),
        sa.Column("domaine", sa.String(), nullable=True),
        sa.Column("centre", sa.String(), nullable=True),
        sa.Column("montant", sa.BigInteger(), nullable=True),
        sa.Column("paye_le", sa.Date(), nullable=True),
        sa.Column("etat", sa.String(), nullable=True),
        sa.Column("motif", sa.String(), nullable=True),
        sa.Column("agent", sa.String(), nullable=True),
        sa.Column("rapproche_le", sa.Date(), nullable=True),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("provenance_feuille", sa.String(), nullable=True),
        sa.Column("provenance_ligne", sa.Integer(), nullable=True),
        sa.Column("provenance_id", sa.String(length=36), nullable=True),
        sa.ForeignKeyConstraint(
            ["provenance_id"],
            ["provenance.id"],
            name=op.f("fk_ligne_chorus_provenance_id_provenance"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ligne_chorus")),
    )
    with op.batch_alter_table("ligne_chorus", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_ligne_chorus_dp"), ["dp"], unique=False)
        batch_op.create_index(batch_op.f("ix_ligne_chorus_ej"), ["ej"], unique=False)
        batch_op.create_index(batch_op.f("ix_ligne_chorus_etat"), ["etat"], unique=False)
        batch_op.create_index(batch_op.f("ix_ligne_chorus_siret"), ["siret"], unique=False)

    op.create_table(
        "motif",
        sa.Column("decision", sa.String(), nullable=True),
        sa.Column("texte", sa.String(), nullable=True),
        sa.Column("actif", sa.Boolean(), nullable=True),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("provenance_feuille", sa.String(), nullable=True),
        sa.Column("provenance_ligne", sa.Integer(), nullable=True),
        sa.Column("provenance_id", sa.String(length=36), nullable=True),
        sa.ForeignKeyConstraint(
            ["provenance_id"],
            ["provenance.id"],
            name=op.f("fk_motif_provenance_id_provenance"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_motif")),
    )
    with op.batch_alter_table("motif", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_motif_decision"), ["decision"], unique=False)

    op.create_table(
        "plan_controle",
        sa.Column("exercice", sa.Integer(), nullable=True),
        sa.Column("nom", sa.String(), nullable=True),
        sa.Column("graine", sa.Integer(), nullable=True),
        sa.Column("taux", sa.BigInteger(), nullable=True),
        sa.Column("seuil", sa.BigInteger(), nullable=True),
        sa.Column("dispositif", sa.String(), nullable=True),
        sa.Column("ponderation", sa.Boolean(), nullable=True),
        sa.Column("tire_le", sa.Date(), nullable=True),
        sa.Column("agent", sa.String(), nullable=True),
        sa.Column("commentaire", sa.String(), nullable=True),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("provenance_feuille", sa.String(), nullable=True),
        sa.Column("provenance_ligne", sa.Integer(), nullable=True),
        sa.Column("provenance_id", sa.String(length=36), nullable=True),
        sa.ForeignKeyConstraint(
            ["provenance_id"],
            ["provenance.id"],
            name=op.f("fk_plan_controle_provenance_id_provenance"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_controle")),
    )
    with op.batch_alter_table("plan_controle", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_plan_controle_exercice"), ["exercice"], unique=False)

    op.create_table(
        "seance",
        sa.Column("exercice", sa.Integer(), nullable=True),
        sa.Column("tenue_le", sa.Date(), nullable=True),
        sa.Column("intitule", sa.String(), nullable=True),
        sa.Column("lieu", sa.String(), nullable=True),
        sa.Column("president", sa.String(), nullable=True),
        sa.Column("participants", sa.String(), nullable=True),
        sa.Column("etat", sa.String(), nullable=True),
        sa.Column("compte_rendu", sa.String(), nullable=True),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("provenance_feuille", sa.String(), nullable=True),
        sa.Column("provenance_ligne", sa.Integer(), nullable=True),
        sa.Column("provenance_id", sa.String(length=36), nullable=True),
        sa.ForeignKeyConstraint(
            ["provenance_id"],
            ["provenance.id"],
            name=op.f("fk_seance_provenance_id_provenance"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_seance")),
    )
    with op.batch_alter_table("seance", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_seance_exercice"), ["exercice"], unique=False)

    op.create_table(
        "engagement",
        sa.Column("organisme_id", sa.String(), nullable=True),
        sa.Column("ej", sa.String(), nullable=True),
        sa.Column("exercice", sa.Integer(), nullable=True),
        sa.Column("engage_le", sa.Date(), nullable=True),
        sa.Column("commentaire", sa.String(), nullable=True),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("provenance_feuille", sa.String(), nullable=True),
        sa.Column("provenance_ligne", sa.Integer(), nullable=True),
        sa.Column("provenance_id", sa.String(length=36), nullable=True),
        sa.ForeignKeyConstraint(
            ["organisme_id"],
            ["organisme.id"],
            name=op.f("fk_engagement_organisme_id_organisme"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["provenance_id"],
            ["provenance.id"],
            name=op.f("fk_engagement_provenance_id_provenance"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_engagement")),
    )
    with op.batch_alter_table("engagement", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_engagement_ej"), ["ej"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_engagement_organisme_id"), ["organisme_id"], unique=False
        )

    op.create_table(
        "notification",
        sa.Column("enveloppe_id", sa.String(), nullable=True),
        sa.Column("notifie_le", sa.Date(), nullable=True),
        sa.Column("montant", sa.BigInteger(), nullable=True),
        sa.Column("postes", sa.Integer(), nullable=True),
        sa.Column("reference", sa.String(), nullable=True),
        sa.Column("commentaire", sa.String(), nullable=True),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("provenance_feuille", sa.String(), nullable=True),
        sa.Column("provenance_ligne", sa.Integer(), nullable=True),
        sa.Column("provenance_id", sa.String(length=36), nullable=True),
        sa.ForeignKeyConstraint(
            ["enveloppe_id"],
            ["enveloppe.id"],
            name=op.f("fk_notification_enveloppe_id_enveloppe"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["provenance_id"],
            ["provenance.id"],
            name=op.f("fk_notification_provenance_id_provenance"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notification")),
    )
    with op.batch_alter_table("notification", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_notification_enveloppe_id"), ["enveloppe_id"], unique=False
        )

    op.create_table(
        "scenario",
        sa.Column("exercice", sa.Integer(), nullable=True),
        sa.Column("seance_id", sa.String(), nullable=True),
        sa.Column("nom", sa.String(), nullable=True),
        sa.Column("taux", sa.BigInteger(), nullable=True),
        sa.Column("plafond_organisme", sa.BigInteger(), nullable=True),
        sa.Column("minimum", sa.BigInteger(), nullable=True),
        sa.Column("commentaire", sa.String(), nullable=True),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("provenance_feuille", sa.String(), nullable=True),
        sa.Column("provenance_ligne", sa.Integer(), nullable=True),
        sa.Column("provenance_id", sa.String(length=36), nullable=True),
        sa.ForeignKeyConstraint(
            ["provenance_id"],
            ["provenance.id"],
            name=op.f("fk_scenario_provenance_id_provenance"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["seance_id"],
            ["seance.id"],
            name=op.f("fk_scenario_seance_id_seance"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_scenario")),
    )
    with op.batch_alter_table("scenario", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_scenario_exercice"), ["exercice"], unique=False)
        batch_op.create_index(batch_op.f("ix_scenario_seance_id"), ["seance_id"], unique=False)

    op.create_table(
        "transfert",
        sa.Column("de_enveloppe_id", sa.String(), nullable=True),
        sa.Column("vers_enveloppe_id", sa.String(), nullable=True),
        sa.Column("transfere_le", sa.Date(), nullable=True),
        sa.Column("montant", sa.BigInteger(), nullable=True),
        sa.Column("motif", sa.String(), nullable=True),
        sa.Column("agent", sa.String(), nullable=True),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("provenance_feuille", sa.String(), nullable=True),
        sa.Column("provenance_ligne", sa.Integer(), nullable=True),
        sa.Column("provenance_id", sa.String(length=36), nullable=True),
        sa.ForeignKeyConstraint(
            ["de_enveloppe_id"],
            ["enveloppe.id"],
            name=op.f("fk_transfert_de_enveloppe_id_enveloppe"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["provenance_id"],
            ["provenance.id"],
            name=op.f("fk_transfert_provenance_id_provenance"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["vers_enveloppe_id"],
            ["enveloppe.id"],
            name=op.f("fk_transfert_vers_enveloppe_id_enveloppe"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_transfert")),
    )
    with op.batch_alter_table("transfert", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_transfert_de_enveloppe_id"), ["de_enveloppe_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_transfert_vers_enveloppe_id"), ["vers_enveloppe_id"], unique=False
        )

    op.create_table(
        "piece",
        sa.Column("organisme_id", sa.String(), nullable=True),
        sa.Column("dossier_id", sa.String(), nullable=True),
        sa.Column("nature", sa.String(), nullable=True),
        sa.Column("recue_le", sa.Date(), nullable=True),
        sa.Column("valable_au", sa.Date(), nullable=True),
        sa.Column("demandee_le", sa.Date(), nullable=True),
        sa.Column("dispense", sa.String(), nullable=True),
        sa.Column("commentaire", sa.String(), nullable=True),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("provenance_feuille", sa.String(), nullable=True),
        sa.Column("provenance_ligne", sa.Integer(), nullable=True),
        sa.Column("provenance_id", sa.String(length=36), nullable=True),
        sa.ForeignKeyConstraint(
            ["dossier_id"],
            ["dossier.id"],
            name=op.f("fk_piece_dossier_id_dossier"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisme_id"],
            ["organisme.id"],
            name=op.f("fk_piece_organisme_id_organisme"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["provenance_id"],
            ["provenance.id"],
            name=op.f("fk_piece_provenance_id_provenance"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_piece")),
    )
    with op.batch_alter_table("piece", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_piece_dossier_id"), ["dossier_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_piece_organisme_id"), ["organisme_id"], unique=False)

    op.create_table(
        "scenario_enveloppe",
        sa.Column("scenario_id", sa.String(), nullable=True),
        sa.Column("enveloppe_id", sa.String(), nullable=True),
        sa.Column("taux", sa.BigInteger(), nullable=True),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("provenance_feuille", sa.String(), nullable=True),
        sa.Column("provenance_ligne", sa.Integer(), nullable=True),
        sa.Column("provenance_id", sa.String(length=36), nullable=True),
        sa.ForeignKeyConstraint(
            ["enveloppe_id"],
            ["enveloppe.id"],
            name=op.f("fk_scenario_enveloppe_enveloppe_id_enveloppe"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["provenance_id"],
            ["provenance.id"],
            name=op.f("fk_scenario_enveloppe_provenance_id_provenance"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["scenario_id"],
            ["scenario.id"],
            name=op.f("fk_scenario_enveloppe_scenario_id_scenario"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_scenario_enveloppe")),
    )
    with op.batch_alter_table("scenario_enveloppe", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_scenario_enveloppe_enveloppe_id"), ["enveloppe_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_scenario_enveloppe_scenario_id"), ["scenario_id"], unique=False
        )

    op.create_table(
        "avis",
        sa.Column("action_id", sa.String(), nullable=True),
        sa.Column("auteur", sa.String(), nullable=True),
        sa.Column("auteur_nom", sa.String(), nullable=True),
        sa.Column("sens", sa.String(), nullable=True),
        sa.Column("montant_propose", sa.BigInteger(), nullable=True),
        sa.Column("commentaire", sa.String(), nullable=True),
        sa.Column("demande_le", sa.Date(), nullable=True),
        sa.Column("attendu_le", sa.Date(), nullable=True),
        sa.Column("rendu_le", sa.Date(), nullable=True),
        sa.Column("confidentiel", sa.Boolean(), nullable=True),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("provenance_feuille", sa.String(), nullable=True),
        sa.Column("provenance_ligne", sa.Integer(), nullable=True),
        sa.Column("provenance_id", sa.String(length=36), nullable=True),
        sa.ForeignKeyConstraint(
            ["action_id"], ["action.id"], name=op.f("fk_avis_action_id_action"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["provenance_id"],
            ["provenance.id"],
            name=op.f("fk_avis_provenance_id_provenance"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_avis")),
    )
    with op.batch_alter_table("avis", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_avis_action_id"), ["action_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_avis_auteur"), ["auteur"], unique=False)

    op.create_table(
        "controle",
        sa.Column("exercice", sa.Integer(), nullable=True),
        sa.Column("plan_id", sa.String(), nullable=True),
        sa.Column("action_id", sa.String(), nullable=True),
        sa.Column("nature", sa.String(), nullable=True),
        sa.Column("dispositif", sa.String(), nullable=True),
        sa.Column("intitule", sa.String(), nullable=True),
        sa.Column("prevu_le", sa.Date(), nullable=True),
        sa.Column("fait_le", sa.Date(), nullable=True),
        sa.Column("agent", sa.String(), nullable=True),
        sa.Column("participants", sa.Integer(), nullable=True),
        sa.Column("cout", sa.BigInteger(), nullable=True),
        sa.Column("constats", sa.String(), nullable=True),
        sa.Column("suite", sa.String(), nullable=True),
        sa.Column("suite_detail", sa.String(), nullable=True),
        sa.Column("suite_attendue_le", sa.Date(), nullable=True),
        sa.Column("suite_faite_le", sa.Date(), nullable=True),
        sa.Column("numero", sa.String(), nullable=True),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("provenance_feuille", sa.String(), nullable=True),
        sa.Column("provenance_ligne", sa.Integer(), nullable=True),
        sa.Column("provenance_id", sa.String(length=36), nullable=True),
        sa.ForeignKeyConstraint(
            ["action_id"],
            ["action.id"],
            name=op.f("fk_controle_action_id_action"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["plan_id"],
            ["plan_controle.id"],
            name=op.f("fk_controle_plan_id_plan_controle"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["provenance_id"],
            ["provenance.id"],
            name=op.f("fk_controle_provenance_id_provenance"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_controle")),
    )
    with op.batch_alter_table("controle", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_controle_action_id"), ["action_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_controle_exercice"), ["exercice"], unique=False)
        batch_op.create_index(batch_op.f("ix_controle_plan_id"), ["plan_id"], unique=False)

    op.create_table(
        "engagement_action",
        sa.Column("engagement_id", sa.String(), nullable=True),
        sa.Column("action_id", sa.String(), nullable=True),
        sa.Column("montant", sa.BigInteger(), nullable=True),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("provenance_feuille", sa.String(), nullable=True),
        sa.Column("provenance_ligne", sa.Integer(), nullable=True),
        sa.Column("provenance_id", sa.String(length=36), nullable=True),
        sa.ForeignKeyConstraint(
            ["action_id"],
            ["action.id"],
            name=op.f("fk_engagement_action_action_id_action"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["engagement_id"],
            ["engagement.id"],
            name=op.f("fk_engagement_action_engagement_id_engagement"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["provenance_id"],
            ["provenance.id"],
            name=op.f("fk_engagement_action_provenance_id_provenance"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_engagement_action")),
    )
    with op.batch_alter_table("engagement_action", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_engagement_action_action_id"), ["action_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_engagement_action_engagement_id"), ["engagement_id"], unique=False
        )

    op.create_table(
        "evenement",
        sa.Column("action_id", sa.String(), nullable=True),
        sa.Column("rang", sa.Integer(), nullable=True),
        sa.Column("passe_le", sa.Date(), nullable=True),
        sa.Column("statut_avant", sa.String(), nullable=True),
        sa.Column("statut_apres", sa.String(), nullable=True),
        sa.Column("motif", sa.String(), nullable=True),
        sa.Column("agent", sa.String(), nullable=True),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("provenance_feuille", sa.String(), nullable=True),
        sa.Column("provenance_ligne", sa.Integer(), nullable=True),
        sa.Column("provenance_id", sa.String(length=36), nullable=True),
        sa.ForeignKeyConstraint(
            ["action_id"],
            ["action.id"],
            name=op.f("fk_evenement_action_id_action"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["provenance_id"],
            ["provenance.id"],
            name=op.f("fk_evenement_provenance_id_provenance"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evenement")),
    )
    with op.batch_alter_table("evenement", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_evenement_action_id"), ["action_id"], unique=False)

    op.create_table(
        "fichier",
        sa.Column("organisme_id", sa.String(), nullable=True),
        sa.Column("dossier_id", sa.String(), nullable=True),
        sa.Column("action_id", sa.String(), nullable=True),
        sa.Column("piece_id", sa.String(), nullable=True),
        sa.Column("nom", sa.String(), nullable=True),
        sa.Column("empreinte", sa.String(), nullable=True),
        sa.Column("taille", sa.Integer(), nullable=True),
        sa.Column("ajoute_le", sa.Date(), nullable=True),
        sa.Column("agent", sa.String(), nullable=True),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("provenance_feuille", sa.String(), nullable=True),
        sa.Column("provenance_ligne", sa.Integer(), nullable=True),
        sa.Column("provenance_id", sa.String(length=36), nullable=True),
        sa.ForeignKeyConstraint(
            ["action_id"],
            ["action.id"],
            name=op.f("fk_fichier_action_id_action"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["dossier_id"],
            ["dossier.id"],
            name=op.f("fk_fichier_dossier_id_dossier"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["organisme_id"],
            ["organisme.id"],
            name=op.f("fk_fichier_organisme_id_organisme"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["piece_id"], ["piece.id"], name=op.f("fk_fichier_piece_id_piece"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["provenance_id"],
            ["provenance.id"],
            name=op.f("fk_fichier_provenance_id_provenance"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fichier")),
    )
    with op.batch_alter_table("fichier", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_fichier_action_id"), ["action_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_fichier_dossier_id"), ["dossier_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_fichier_empreinte"), ["empreinte"], unique=False)
        batch_op.create_index(batch_op.f("ix_fichier_organisme_id"), ["organisme_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_fichier_piece_id"), ["piece_id"], unique=False)

    op.create_table(
        "passage",
        sa.Column("seance_id", sa.String(), nullable=True),
        sa.Column("action_id", sa.String(), nullable=True),
        sa.Column("rang", sa.Integer(), nullable=True),
        sa.Column("decision", sa.String(), nullable=True),
        sa.Column("montant", sa.BigInteger(), nullable=True),
        sa.Column("motif", sa.String(), nullable=True),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("provenance_feuille", sa.String(), nullable=True),
        sa.Column("provenance_ligne", sa.Integer(), nullable=True),
        sa.Column("provenance_id", sa.String(length=36), nullable=True),
        sa.ForeignKeyConstraint(
            ["action_id"],
            ["action.id"],
            name=op.f("fk_passage_action_id_action"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["provenance_id"],
            ["provenance.id"],
            name=op.f("fk_passage_provenance_id_provenance"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["seance_id"],
            ["seance.id"],
            name=op.f("fk_passage_seance_id_seance"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_passage")),
    )
    with op.batch_alter_table("passage", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_passage_action_id"), ["action_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_passage_seance_id"), ["seance_id"], unique=False)

    op.create_table(
        "periode",
        sa.Column("action_id", sa.String(), nullable=True),
        sa.Column("vacances", sa.String(), nullable=True),
        sa.Column("debut_le", sa.Date(), nullable=True),
        sa.Column("fin_le", sa.Date(), nullable=True),
        sa.Column("jours", sa.Integer(), nullable=True),
        sa.Column("activite", sa.String(), nullable=True),
        sa.Column("lieu", sa.String(), nullable=True),
        sa.Column("filles", sa.Integer(), nullable=True),
        sa.Column("garcons", sa.Integer(), nullable=True),
        sa.Column("sexe_inconnu", sa.Integer(), nullable=True),
        sa.Column("moins_13", sa.Integer(), nullable=True),
        sa.Column("de_13_18", sa.Integer(), nullable=True),
        sa.Column("plus_18", sa.Integer(), nullable=True),
        sa.Column("commentaire", sa.String(), nullable=True),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("provenance_feuille", sa.String(), nullable=True),
        sa.Column("provenance_ligne", sa.Integer(), nullable=True),
        sa.Column("provenance_id", sa.String(length=36), nullable=True),
        sa.ForeignKeyConstraint(
            ["action_id"],
            ["action.id"],
            name=op.f("fk_periode_action_id_action"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["provenance_id"],
            ["provenance.id"],
            name=op.f("fk_periode_provenance_id_provenance"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_periode")),
    )
    with op.batch_alter_table("periode", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_periode_action_id"), ["action_id"], unique=False)

    op.create_table(
        "poste",
        sa.Column("organisme_id", sa.String(), nullable=True),
        sa.Column("action_id", sa.String(), nullable=True),
        sa.Column("numero", sa.String(), nullable=True),
        sa.Column("departement", sa.String(), nullable=True),
        sa.Column("mission", sa.String(), nullable=True),
        sa.Column("quartier_id", sa.String(), nullable=True),
        sa.Column("supprime_le", sa.Date(), nullable=True),
        sa.Column("commentaire", sa.String(), nullable=True),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("provenance_feuille", sa.String(), nullable=True),
        sa.Column("provenance_ligne", sa.Integer(), nullable=True),
        sa.Column("provenance_id", sa.String(length=36), nullable=True),
        sa.ForeignKeyConstraint(
            ["action_id"],
            ["action.id"],
            name=op.f("fk_poste_action_id_action"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["organisme_id"],
            ["organisme.id"],
            name=op.f("fk_poste_organisme_id_organisme"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["provenance_id"],
            ["provenance.id"],
            name=op.f("fk_poste_provenance_id_provenance"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["quartier_id"],
            ["quartier.id"],
            name=op.f("fk_poste_quartier_id_quartier"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_poste")),
    )
    with op.batch_alter_table("poste", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_poste_action_id"), ["action_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_poste_departement"), ["departement"], unique=False)
        batch_op.create_index(batch_op.f("ix_poste_numero"), ["numero"], unique=False)
        batch_op.create_index(batch_op.f("ix_poste_organisme_id"), ["organisme_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_poste_quartier_id"), ["quartier_id"], unique=False)

    op.create_table(
        "proposition",
        sa.Column("scenario_id", sa.String(), nullable=True),
        sa.Column("action_id", sa.String(), nullable=True),
        sa.Column("decision", sa.String(), nullable=True),
        sa.Column("montant", sa.BigInteger(), nullable=True),
        sa.Column("motif", sa.String(), nullable=True),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("provenance_feuille", sa.String(), nullable=True),
        sa.Column("provenance_ligne", sa.Integer(), nullable=True),
        sa.Column("provenance_id", sa.String(length=36), nullable=True),
        sa.ForeignKeyConstraint(
            ["action_id"],
            ["action.id"],
            name=op.f("fk_proposition_action_id_action"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["provenance_id"],
            ["provenance.id"],
            name=op.f("fk_proposition_provenance_id_provenance"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["scenario_id"],
            ["scenario.id"],
            name=op.f("fk_proposition_scenario_id_scenario"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proposition")),
    )
    with op.batch_alter_table("proposition", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_proposition_action_id"), ["action_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_proposition_scenario_id"), ["scenario_id"], unique=False
        )

    op.create_table(
        "acte",
        sa.Column("organisme_id", sa.String(), nullable=True),
        sa.Column("dossier_id", sa.String(), nullable=True),
        sa.Column("nature", sa.String(), nullable=True),
        sa.Column("numero", sa.String(), nullable=True),
        sa.Column("exercice", sa.Integer(), nullable=True),
        sa.Column("objet", sa.String(), nullable=True),
        sa.Column("montant", sa.BigInteger(), nullable=True),
        sa.Column("etabli_le", sa.Date(), nullable=True),
        sa.Column("signe_le", sa.Date(), nullable=True),
        sa.Column("notifie_le", sa.Date(), nullable=True),
        sa.Column("fin_le", sa.Date(), nullable=True),
        sa.Column("modifie_id", sa.String(), nullable=True),
        sa.Column("annule", sa.Boolean(), nullable=True),
        sa.Column("commentaire", sa.String(), nullable=True),
        sa.Column("modele", sa.String(), nullable=True),
        sa.Column("modele_empreinte", sa.String(), nullable=True),
        sa.Column("valeurs", sa.String(), nullable=True),
        sa.Column("fichier_id", sa.String(), nullable=True),
        sa.Column("agent", sa.String(), nullable=True),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("provenance_feuille", sa.String(), nullable=True),
        sa.Column("provenance_ligne", sa.Integer(), nullable=True),
        sa.Column("provenance_id", sa.String(length=36), nullable=True),
        sa.ForeignKeyConstraint(
            ["dossier_id"],
            ["dossier.id"],
            name=op.f("fk_acte_dossier_id_dossier"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["fichier_id"],
            ["fichier.id"],
            name=op.f("fk_acte_fichier_id_fichier"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["modifie_id"], ["acte.id"], name=op.f("fk_acte_modifie_id_acte"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["organisme_id"],
            ["organisme.id"],
            name=op.f("fk_acte_organisme_id_organisme"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["provenance_id"],
            ["provenance.id"],
            name=op.f("fk_acte_provenance_id_provenance"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_acte")),
    )
    with op.batch_alter_table("acte", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_acte_dossier_id"), ["dossier_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_acte_exercice"), ["exercice"], unique=False)
        batch_op.create_index(batch_op.f("ix_acte_fichier_id"), ["fichier_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_acte_modifie_id"), ["modifie_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_acte_nature"), ["nature"], unique=False)
        batch_op.create_index(batch_op.f("ix_acte_numero"), ["numero"], unique=False)
        batch_op.create_index(batch_op.f("ix_acte_organisme_id"), ["organisme_id"], unique=False)

    op.create_table(
        "compensation",
        sa.Column("versement_id", sa.String(), nullable=True),
        sa.Column("reversement_id", sa.String(), nullable=True),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("provenance_feuille", sa.String(), nullable=True),
        sa.Column("provenance_ligne", sa.Integer(), nullable=True),
        sa.Column("provenance_id", sa.String(length=36), nullable=True),
        sa.ForeignKeyConstraint(
            ["provenance_id"],
            ["provenance.id"],
            name=op.f("fk_compensation_provenance_id_provenance"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["reversement_id"],
            ["versement.id"],
            name=op.f("fk_compensation_reversement_id_versement"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["versement_id"],
            ["versement.id"],
            name=op.f("fk_compensation_versement_id_versement"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_compensation")),
    )
    with op.batch_alter_table("compensation", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_compensation_reversement_id"), ["reversement_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_compensation_versement_id"), ["versement_id"], unique=False
        )

    op.create_table(
        "convention_poste",
        sa.Column("poste_id", sa.String(), nullable=True),
        sa.Column("numero", sa.String(), nullable=True),
        sa.Column("signe_le", sa.Date(), nullable=True),
        sa.Column("debut_le", sa.Date(), nullable=True),
        sa.Column("fin_le", sa.Date(), nullable=True),
        sa.Column("renouvellement", sa.Integer(), nullable=True),
        sa.Column("quotite", sa.BigInteger(), nullable=True),
        sa.Column("rompue_le", sa.Date(), nullable=True),
        sa.Column("motif_rupture", sa.String(), nullable=True),
        sa.Column("montant", sa.BigInteger(), nullable=True),
        sa.Column("titulaire_age", sa.Integer(), nullable=True),
        sa.Column("titulaire_quartier", sa.Boolean(), nullable=True),
        sa.Column("derogation", sa.Boolean(), nullable=True),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("provenance_feuille", sa.String(), nullable=True),
        sa.Column("provenance_ligne", sa.Integer(), nullable=True),
        sa.Column("provenance_id", sa.String(length=36), nullable=True),
        sa.ForeignKeyConstraint(
            ["poste_id"],
            ["poste.id"],
            name=op.f("fk_convention_poste_poste_id_poste"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["provenance_id"],
            ["provenance.id"],
            name=op.f("fk_convention_poste_provenance_id_provenance"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_convention_poste")),
    )
    with op.batch_alter_table("convention_poste", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_convention_poste_poste_id"), ["poste_id"], unique=False
        )

    op.create_table(
        "point_controle",
        sa.Column("controle_id", sa.String(), nullable=True),
        sa.Column("question", sa.String(), nullable=True),
        sa.Column("reponse", sa.String(), nullable=True),
        sa.Column("observation", sa.String(), nullable=True),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("provenance_feuille", sa.String(), nullable=True),
        sa.Column("provenance_ligne", sa.Integer(), nullable=True),
        sa.Column("provenance_id", sa.String(length=36), nullable=True),
        sa.ForeignKeyConstraint(
            ["controle_id"],
            ["controle.id"],
            name=op.f("fk_point_controle_controle_id_controle"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["provenance_id"],
            ["provenance.id"],
            name=op.f("fk_point_controle_provenance_id_provenance"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_point_controle")),
    )
    with op.batch_alter_table("point_controle", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_point_controle_controle_id"), ["controle_id"], unique=False
        )

    op.create_table(
        "rapprochement",
        sa.Column("ligne_chorus_id", sa.String(), nullable=True),
        sa.Column("versement_id", sa.String(), nullable=True),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("provenance_feuille", sa.String(), nullable=True),
        sa.Column("provenance_ligne", sa.Integer(), nullable=True),
        sa.Column("provenance_id", sa.String(length=36), nullable=True),
        sa.ForeignKeyConstraint(
            ["ligne_chorus_id"],
            ["ligne_chorus.id"],
            name=op.f("fk_rapprochement_ligne_chorus_id_ligne_chorus"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["provenance_id"],
            ["provenance.id"],
            name=op.f("fk_rapprochement_provenance_id_provenance"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["versement_id"],
            ["versement.id"],
            name=op.f("fk_rapprochement_versement_id_versement"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rapprochement")),
    )
    with op.batch_alter_table("rapprochement", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_rapprochement_ligne_chorus_id"), ["ligne_chorus_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_rapprochement_versement_id"), ["versement_id"], unique=False
        )

    op.create_table(
        "vacance",
        sa.Column("poste_id", sa.String(), nullable=True),
        sa.Column("debut_le", sa.Date(), nullable=True),
        sa.Column("fin_le", sa.Date(), nullable=True),
        sa.Column("motif", sa.String(), nullable=True),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("provenance_feuille", sa.String(), nullable=True),
        sa.Column("provenance_ligne", sa.Integer(), nullable=True),
        sa.Column("provenance_id", sa.String(length=36), nullable=True),
        sa.ForeignKeyConstraint(
            ["poste_id"], ["poste.id"], name=op.f("fk_vacance_poste_id_poste"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["provenance_id"],
            ["provenance.id"],
            name=op.f("fk_vacance_provenance_id_provenance"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_vacance")),
    )
    with op.batch_alter_table("vacance", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_vacance_poste_id"), ["poste_id"], unique=False)

    op.create_table(
        "acte_action",
        sa.Column("acte_id", sa.String(), nullable=True),
        sa.Column("action_id", sa.String(), nullable=True),
        sa.Column("montant", sa.BigInteger(), nullable=True),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("provenance_feuille", sa.String(), nullable=True),
        sa.Column("provenance_ligne", sa.Integer(), nullable=True),
        sa.Column("provenance_id", sa.String(length=36), nullable=True),
        sa.ForeignKeyConstraint(
            ["acte_id"], ["acte.id"], name=op.f("fk_acte_action_acte_id_acte"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["action_id"],
            ["action.id"],
            name=op.f("fk_acte_action_action_id_action"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["provenance_id"],
            ["provenance.id"],
            name=op.f("fk_acte_action_provenance_id_provenance"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_acte_action")),
    )
    with op.batch_alter_table("acte_action", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_acte_action_acte_id"), ["acte_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_acte_action_action_id"), ["action_id"], unique=False)

    op.create_table(
        "tranche",
        sa.Column("acte_id", sa.String(), nullable=True),
        sa.Column("exercice", sa.Integer(), nullable=True),
        sa.Column("montant", sa.BigInteger(), nullable=True),
        sa.Column("action_id", sa.String(), nullable=True),
        sa.Column("commentaire", sa.String(), nullable=True),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("provenance_feuille", sa.String(), nullable=True),
        sa.Column("provenance_ligne", sa.Integer(), nullable=True),
        sa.Column("provenance_id", sa.String(length=36), nullable=True),
        sa.ForeignKeyConstraint(
            ["acte_id"], ["acte.id"], name=op.f("fk_tranche_acte_id_acte"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["action_id"],
            ["action.id"],
            name=op.f("fk_tranche_action_id_action"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["provenance_id"],
            ["provenance.id"],
            name=op.f("fk_tranche_provenance_id_provenance"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tranche")),
    )
    with op.batch_alter_table("tranche", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_tranche_acte_id"), ["acte_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_tranche_action_id"), ["action_id"], unique=False)

    with op.batch_alter_table("action", schema=None) as batch_op:
        batch_op.add_column(sa.Column("crf_relance_le", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("objectifs_atteints", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("bilan_qualitatif", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("explication_ecarts", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("service_fait_le", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("reversement_motif", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("reversement_demande_le", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("annee_scolaire", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("nature_pre", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("coordonnateur", sa.Boolean(), nullable=True))
        batch_op.add_column(sa.Column("aide_coordonnateur", sa.BigInteger(), nullable=True))
        batch_op.add_column(sa.Column("labellisee", sa.Boolean(), nullable=True))
        batch_op.add_column(sa.Column("charte_parrainage", sa.Boolean(), nullable=True))
        batch_op.add_column(sa.Column("zsp", sa.Boolean(), nullable=True))
        batch_op.add_column(sa.Column("domaine_culture", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("nature_lcd", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("critere_lcd", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("projet_anru", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("convention_anru_le", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("nature_fec", sa.String(), nullable=True))

    with op.batch_alter_table("organisme", schema=None) as batch_op:
        batch_op.add_column(sa.Column("budget_annuel", sa.BigInteger(), nullable=True))
        batch_op.add_column(sa.Column("cloture_mois", sa.Integer(), nullable=True))

    op.execute(FIRST_NOTIFICATIONS)


def downgrade() -> None:
    """To the version before."""
    for name in FIELDS:
        op.execute(f"ALTER TABLE action DROP COLUMN {name}")
    for name in ("cloture_mois", "budget_annuel"):
        op.execute(f"ALTER TABLE organisme DROP COLUMN {name}")
    for name in TABLES:
        op.drop_table(name)
