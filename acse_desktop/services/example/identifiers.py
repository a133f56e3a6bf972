"""Invented identifiers whose keys are right: SIRET, RNA, code tiers, IBAN, telephone."""

from __future__ import annotations

from stdnum import luhn

from acse_desktop.services.example.chance import Chance

BIC = "EXEMFRPPXXX"
"""No bank has it."""
RESERVED_NUMBERS = ("019900", "026191", "035301", "046571", "053649")
"""Telephone numbers that are kept for fiction, by zone of the numbering plan (Arcep)."""
RESERVED_MOBILE = "063998"
ZONES = (
    "75 77 78 91 92 93 94 95 971 972 973 974 976",
    "14 22 27 28 29 35 36 37 41 44 45 49 50 53 56 61 72 76 85",
    "02 08 10 21 25 39 51 52 54 55 57 58 59 60 62 67 68 70 71 80 88 89 90",
    "01 03 04 05 06 07 11 13 15 2A 2B 26 30 34 38 42 43 48 63 66 69 73 74 83 84",
)
"""Départements of the first four zones; the others are of the fifth."""
OVERSEAS_GREFFES = {"971": "9G1", "972": "9M1", "973": "9C1", "974": "9R1", "976": "9T1"}


def siret(chance: Chance, public: bool) -> str:
    """A SIREN and its first establishment; those of public bodies begin with 2."""
    first = "2" if public else chance.pick("34578")
    base = first + chance.digits(7)
    siren = base + luhn.calc_check_digit(base)
    stem = f"{siren}000{chance.between(1, 4)}"
    return stem + luhn.calc_check_digit(stem)


def rna(chance: Chance, departement: str) -> str:
    """W, the greffe and six digits."""
    greffe = OVERSEAS_GREFFES.get(departement, f"{departement}1")
    return f"W{greffe}{chance.between(2000, 99999):06d}"


def iban(chance: Chance) -> str:
    """A French account with its RIB key and its two check digits."""
    bank, branch, account = chance.digits(5), chance.digits(5), chance.digits(11)
    weighted = 89 * int(bank) + 15 * int(branch) + 3 * int(account)
    bban = f"{bank}{branch}{account}{97 - weighted % 97:02d}"
    return f"FR{98 - int(f'{bban}152700') % 97:02d}{bban}"


def telephone(chance: Chance, departement: str) -> str:
    """A number of the zone of the département, kept for fiction."""
    return _paired(RESERVED_NUMBERS[_zone(departement)] + chance.digits(4))


def mobile(chance: Chance) -> str:
    """A mobile number kept for fiction."""
    return _paired(RESERVED_MOBILE + chance.digits(4))


def _zone(departement: str) -> int:
    for rank, zone in enumerate(ZONES):
        if departement in zone.split():
            return rank
    return len(ZONES)


def _paired(digits: str) -> str:
    return " ".join(digits[start : start + 2] for start in range(0, 10, 2))
