"""Amounts that follow from a rate: places of internats d'excellence, vidéoprotection."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from acse_desktop.baremes import NoBareme, bareme
from acse_desktop.rules.anomalie import AVERTISSEMENT, INFORMATION, Anomalie, Rule
from acse_desktop.rules.dispositif_facts import DispositifFacts
from acse_desktop.translation import N_, _
from acse_desktop.typography import amount_text, count_text

INTERNATS = N_("Instruction de l’agence sur les internats d’excellence (ASH n° 2772)")
FIPD = N_("Loi n° 2007-297, art. 5\u202f; circulaires FIPD (Maire-info, 20 décembre 2012)")
COLLECTIVITES = frozenset({"COMMUNE", "EPCI", "SYNDICAT", "DEPARTEMENT", "REGION"})
EXCEPTIONS = frozenset({"BAILLEUR", "REGIE", "EP"})
"""Landlords and transport bodies, that may exceptionally carry vidéoprotection."""
CENT = Decimal("0.01")

PLACES = Rule(
    "IE-MONTANT", AVERTISSEMENT, N_("L’aide à l’internat suit les places occupées des quartiers"),
    INTERNATS, N_("Vérifiez les places occupées par des élèves des quartiers, ou le montant."),
)  # fmt: skip
COORDONNATEUR = Rule(
    "IE-COORDONNATEUR", AVERTISSEMENT,
    N_("Un éducateur coordonnateur est aidé à partir de douze élèves, dans la limite du plafond"),
    INTERNATS, N_("Vérifiez le nombre d’élèves des quartiers et l’aide au coordonnateur."),
)  # fmt: skip
PORTEUR = Rule(
    "FIPD-PORTEUR", AVERTISSEMENT, N_("La vidéoprotection est portée par une collectivité"), FIPD,
    N_("Vérifiez le porteur\u202f; un bailleur ou un transporteur le peut par exception."),
)  # fmt: skip
TAUX = Rule(
    "FIPD-TAUX", AVERTISSEMENT, N_("La vidéoprotection est aidée au taux de l’année"), FIPD,
    N_("Vérifiez le montant, le coût total, et si le lieu est en zone de sécurité prioritaire."),
)  # fmt: skip
SOUS_TAUX = Rule(
    "FIPD-SOUS-TAUX", INFORMATION, N_("La vidéoprotection est aidée sous le taux de l’année"),
    FIPD, N_("Rien n’oblige à accorder plus\u00a0: vérifiez que c’est voulu."),
)  # fmt: skip
RULES = (PLACES, COORDONNATEUR, PORTEUR, TAUX, SOUS_TAUX)


def _euros(amount: Decimal) -> str:
    return amount_text(amount, unit="€")


def rate_day(action: DispositifFacts) -> date | None:
    """The day that chooses the rate of an internat: the start of the school year."""
    text = str(action.donnees.get("annee_scolaire") or "")[:4]
    year = int(text) if text.isdecimal() else action.exercice
    return date(year, 9, 1) if year else None


def _rate(code: str, on: date | None, condition: str = "") -> Decimal | None:
    try:
        return None if on is None else bareme(code, on, condition)
    except NoBareme:
        return None


def places(action: DispositifFacts) -> Iterator[Anomalie]:
    """The aid is the places occupied by pupils of the quarters at the rate, and the educator."""
    count = action.known("IE.PLACES_QUARTIER")
    rate = _rate("IE_PLACE", rate_day(action))
    if count is None or rate is None:
        return
    due = count * rate + (action.donnees.get("aide_coordonnateur") or 0)
    if action.montant > due:
        message = _("{amount} pour {n} places des quartiers à {rate}\u00a0: {due} au plus.").format(
            amount=_euros(action.montant), n=count_text(int(count)), rate=_euros(rate),
            due=_euros(due),
        )  # fmt: skip
        yield PLACES.on(action, "montant_accorde", message, _euros(action.montant))


def coordonnateur(action: DispositifFacts) -> Iterator[Anomalie]:
    """An educator from twelve pupils of the quarters, aided up to the cap."""
    aid = action.donnees.get("aide_coordonnateur") or Decimal(0)
    if not (aid or action.donnees.get("coordonnateur")):
        return
    least = _rate("IE_COORDONNATEUR_SEUIL", rate_day(action))
    pupils = action.known("IE.PLACES_QUARTIER")
    if least is not None and pupils is not None and pupils < least:
        message = _("L’internat a {n} élèves des quartiers, pour {least} demandés.").format(
            n=count_text(int(pupils)), least=count_text(int(least))
        )
        yield COORDONNATEUR.on(action, "coordonnateur", message, count_text(int(pupils)))
    most = _rate("IE_COORDONNATEUR_PLAFOND", rate_day(action))
    if most is not None and aid > most:
        message = _("L’aide au coordonnateur dépasse {most}.").format(most=_euros(most))
        yield COORDONNATEUR.on(action, "aide_coordonnateur", message, _euros(aid))


def porteur(action: DispositifFacts) -> Iterator[Anomalie]:
    """Vidéoprotection is carried by a collectivité, at times by a landlord or a transporter."""
    statut = action.organisme_statut
    allowed = statut is None or statut in COLLECTIVITES | EXCEPTIONS
    if action.donnees.get("videoprotection") and not allowed:
        message = _("Le porteur de la vidéoprotection n’est pas une collectivité.")
        yield PORTEUR.on(action, "organisme_id", message, statut or "")


def taux(action: DispositifFacts) -> Iterator[Anomalie]:
    """The rate of the aid to vidéoprotection is that of the year, higher in a ZSP."""
    video, exercice = action.donnees.get("videoprotection"), action.exercice
    if not (video and action.montant_accorde and action.cout_total and exercice):
        return
    rate = (action.montant_accorde * 100 / action.cout_total).quantize(CENT, ROUND_HALF_UP)
    low, high = fipd_bounds(exercice, bool(action.donnees.get("zsp")))
    shown = f"{amount_text(rate)}\u00a0%"
    if high is not None and rate > high:
        message = _("L’aide fait {rate} du coût total, pour {most}\u00a0% au plus.").format(
            rate=shown, most=count_text(int(high))
        )
        yield TAUX.on(action, "montant_accorde", message, shown)
    elif low is not None and rate < low:
        message = _("L’aide fait {rate} du coût total, pour un taux de {least}\u00a0%.").format(
            rate=shown, least=count_text(int(low))
        )
        yield SOUS_TAUX.on(action, "montant_accorde", message, shown)


def fipd_bounds(exercice: int, zsp: bool) -> tuple[Decimal | None, Decimal | None]:
    """Least and most rate in % of vidéoprotection; a ZSP counts only where it has its own rate."""
    day = date(exercice, 12, 31)
    bounds = [_rate("FIPD_TAUX", day, name) for name in ("MIN", "MAX")]
    own = [_rate("FIPD_TAUX", day, f"ZSP_{name}") for name in ("MIN", "MAX")]
    low, high = own if zsp and own[1] is not None else bounds
    return low, high


IE_CHECKS = (places, coordonnateur)
FIPD_CHECKS = (porteur, taux)
