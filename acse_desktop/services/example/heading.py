"""The letterhead of an example préfecture, so that its acts can be printed at once."""

from __future__ import annotations

from acse_desktop.services import reference
from acse_desktop.services.acts.letterhead import FACTS


def letterhead(departement: str) -> list[dict[str, str]]:
    """The rows of `base_info` that say it; the names and numbers are invented."""
    place = reference.departements()[departement]
    seat = reference.commune(place.chef_lieu)
    town = seat.nom if seat else place.nom
    told = {
        "nom": f"Préfecture – {place.nom}",
        "service": "Mission ville et cohésion sociale",
        "adresse": f"1, place de la Préfecture, {town}",
        "ville": town,
        "telephone": "01 99 00 00 00",
        "courriel": "politique-ville@exemple.invalid",
        "autorite": f"Le préfet du département ({place.nom})",
        "signataire": "Claire Lambert",
        "qualite": "Pour le préfet et par délégation, la secrétaire générale",
        "tribunal": "tribunal administratif compétent",
    }
    return [
        {"cle": fact.key, "valeur": told[fact.name]} for fact in FACTS if fact.name in told
    ]  # fmt: skip
