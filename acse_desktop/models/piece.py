"""The papers of a request and the files kept beside the base."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Mapped

from acse_desktop.fields import Base, Record, field
from acse_desktop.fieldtypes import Choice, Code, Count, Day, LongText, Reference, Text
from acse_desktop.translation import N_

PIECE = N_("Pièce")
FICHIER = N_("Fichier")


class Piece(Record, Base):
    """A paper asked of a bearer; without dossier it belongs to its permanent file.

    Which ones are due depends on the case (fiche 5 of CERFA 12156*03): `rules.pieces` says so.
    """

    __tablename__ = "piece"
    libelle = N_("Pièce")

    organisme_id: Mapped[str | None] = field(
        Reference("organisme", part_of=True), N_("Organisme"), PIECE, required=True
    )
    dossier_id: Mapped[str | None] = field(
        Reference("dossier", part_of=True), N_("Dossier"), PIECE,
        help=N_("Vide pour une pièce du dossier permanent."),
    )  # fmt: skip
    nature: Mapped[str | None] = field(
        Choice("type_piece", 200), N_("Nature"), PIECE, required=True
    )
    recue_le: Mapped[date | None] = field(Day(), N_("Reçue le"), PIECE)
    valable_au: Mapped[date | None] = field(Day(), N_("Valable jusqu’au"), PIECE)
    demandee_le: Mapped[date | None] = field(
        Day(), N_("Demandée le"), PIECE, help=N_("Dernière relance faite au porteur.")
    )
    dispense: Mapped[str | None] = field(
        Text(), N_("Dispense"), PIECE, help=N_("Pourquoi cette pièce n’est pas exigée ici.")
    )
    commentaire: Mapped[str | None] = field(LongText(), N_("Commentaire"), PIECE)


class Fichier(Record, Base):
    """A file kept beside the base under the digest of its content (SHA-256)."""

    __tablename__ = "fichier"
    libelle = N_("Fichier joint")

    organisme_id: Mapped[str | None] = field(
        Reference("organisme", part_of=True), N_("Organisme"), FICHIER
    )
    dossier_id: Mapped[str | None] = field(Reference("dossier"), N_("Dossier"), FICHIER)
    action_id: Mapped[str | None] = field(Reference("action"), N_("Action"), FICHIER)
    piece_id: Mapped[str | None] = field(Reference("piece"), N_("Pièce"), FICHIER)
    nom: Mapped[str | None] = field(Text(240), N_("Nom du fichier"), FICHIER, required=True)
    empreinte: Mapped[str | None] = field(
        Code(), N_("Empreinte"), FICHIER, required=True, readonly=True, index=True
    )
    taille: Mapped[int | None] = field(Count(), N_("Taille en octets"), FICHIER, readonly=True)
    ajoute_le: Mapped[date | None] = field(Day(), N_("Ajouté le"), FICHIER, readonly=True)
    agent: Mapped[str | None] = field(Text(), N_("Agent"), FICHIER, readonly=True)
