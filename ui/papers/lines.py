"""What the tables of papers and files show, line by line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from acse_desktop.fields import fields_of
from acse_desktop.models import Piece
from acse_desktop.rules.pieces import libelle
from acse_desktop.translation import N_, _, ngettext
from acse_desktop.typography import NBSP, count_text, day_text
from ui.form.cells import Cell, Head, Line

if TYPE_CHECKING:
    from acse_desktop.services.piece_facts import FileEntry, PieceState

TYPED = ("recue_le", "demandee_le", "valable_au", "dispense")
PAPER_HEADS = (
    Head("piece", N_("Pièce")),
    Head("motif", N_("Exigée parce que"), 190),
    Head("recue_le", N_("Reçue le"), 92),
    Head("demandee_le", N_("Demandée le"), 100),
    Head("valable_au", N_("Valable jusqu’au"), 118),
    Head("dispense", N_("Dispense"), 118),
    Head("fichiers", N_("Fichiers"), 130),
)
FILE_HEADS = (
    Head("nom", N_("Nom du fichier")),
    Head("piece", N_("Pièce"), 300),
    Head("taille", N_("Taille"), 96, right=True),
    Head("ajoute_le", N_("Ajouté le"), 104),
    Head("agent", N_("Agent"), 150),
)
KIB = 1024


def paper_line(one: PieceState) -> Line:
    """One paper: what is missing stands out in words and colour."""
    name = libelle(one.nature)
    missing = one.exigee and not one.settled
    motif = _(one.motif) if one.motif else _("Non exigée ici")
    source = f"{motif}\n{_(one.source)}" if one.source else motif
    cells = [
        Cell(name, ink="warning" if missing else "ink", icon="warning" if missing else "",
             help=f"{name}, {_state_of(one)}"),
        Cell(motif, ink="ink2", help=source),
    ]  # fmt: skip
    cells += [_typed(one, field) for field in TYPED]
    cells.append(Cell(_files_text(one.fichiers), ink="primary", help=_names(one.fichiers)))
    return Line(one.nature, tuple(cells), f"{name}, {_state_of(one)}")


def _state_of(one: PieceState) -> str:
    if one.perimee:
        return _("périmée")
    if one.dispense:
        return _("dispensée")
    if one.recue_le is not None:
        return _("reçue")
    return _("manquante") if one.exigee else _("non exigée")


def _typed(one: PieceState, name: str) -> Cell:
    value: Any = getattr(one, name) or None
    text = fields_of(Piece)[name].type.format(value)
    late = name == "valable_au" and one.perimee
    return Cell(text, editable=True, value=value, ink="error" if late else "ink", help=text)


def _files_text(files: tuple[FileEntry, ...]) -> str:
    if len(files) == 1:
        return files[0].nom
    text = ngettext("{n} fichier", "{n} fichiers", len(files))
    return text.format(n=count_text(len(files))) if files else ""


def _names(files: tuple[FileEntry, ...]) -> str:
    return "\n".join(one.nom for one in files)


def file_line(one: FileEntry) -> Line:
    """One file."""
    nature = libelle(one.nature) if one.nature else ""
    cells = (
        Cell(one.nom, ink="primary", help=one.nom),
        Cell(nature, ink="ink2", help=nature),
        Cell(size_text(one.taille)),
        Cell(day_text(one.ajoute_le) if one.ajoute_le else ""),
        Cell(one.agent, ink="ink2"),
    )
    return Line(one.id, cells, one.nom)


def size_text(size: int) -> str:
    """Bytes as agents read them: « 812 Ko », « 3 Mo »."""
    if size < KIB * KIB:
        return f"{count_text(max(1, -(-size // KIB)) if size else 0)}{NBSP}{_('Ko')}"
    return f"{count_text(round(size / KIB / KIB))}{NBSP}{_('Mo')}"
