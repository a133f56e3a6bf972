"""Identifiers: kept as typed once cleaned, checked but never refused.

Real files hold keys that are wrong for good; refusing a row for its SIRET loses the row.
"""

from __future__ import annotations

import re
from typing import Any

from stdnum import iban as stdnum_iban
from stdnum.exceptions import ValidationError
from stdnum.fr import siret as stdnum_siret

from acse_desktop.fieldtypes.texts import Code
from acse_desktop.translation import _

_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s.]+")
_RNA = re.compile(r"W\d[A-Z\d]\d{7}")
_BIC = re.compile(r"[A-Z]{6}[A-Z0-9]{2}([A-Z0-9]{3})?")
_RIB_LETTERS = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "12345678912345678923456789")


class _Compact(Code):
    """A code without spaces or points, in capitals."""

    def parse(self, text: str) -> str | None:
        return super().parse(re.sub(r"[\s.\-]", "", text).upper())


class Siret(_Compact):
    """14 digits with the Luhn key, La Poste's rule included; shown 123 456 789 00012."""

    width = 136

    def parse(self, text: str) -> str | None:
        return super().parse(text.replace("'", "").replace("’", ""))

    def format(self, value: Any) -> str:
        if value is None or not re.fullmatch(r"\d{14}", value):
            return value or ""
        return f"{value[:3]} {value[3:6]} {value[6:9]} {value[9:]}"

    def check(self, value: Any) -> str | None:
        if value is None:
            return None
        if not re.fullmatch(r"\d{14}", value):
            return _("Un SIRET a 14 chiffres.")
        if value.endswith("00000"):
            return _("SIRET arrondi par un tableur\u00a0: reprenez les 14 chiffres d’origine.")
        if not stdnum_siret.is_valid(value):
            return _("La clé de contrôle ne correspond pas\u00a0: vérifiez les 14 chiffres.")
        return None


class Rna(_Compact):
    """W and 9 characters, W2A and W2B in Corse; none in Alsace-Moselle."""

    def check(self, value: Any) -> str | None:
        if value is not None and not _RNA.fullmatch(value):
            return _("Un numéro RNA a la forme W suivie de 9 caractères, par exemple W751234567.")
        return None


def rib_key_holds(iban: str) -> bool:
    """Whether the two last digits of a French IBAN are the key of its RIB."""
    bank, branch, account, key = iban[4:9], iban[9:14], iban[14:25], iban[25:27]
    digits = [part.translate(_RIB_LETTERS) for part in (bank, branch, account, key)]
    if not all(part.isdigit() for part in digits):
        return False
    weights = (89, 15, 3, 1)
    return sum(w * int(d) for w, d in zip(weights, digits, strict=True)) % 97 == 0


class Iban(_Compact):
    """IBAN with its two keys (ISO 7064 and RIB); personal data, kept out of exchanges and logs."""

    width = 232

    def format(self, value: Any) -> str:
        return "" if value is None else " ".join(re.findall(".{1,4}", value))

    def check(self, value: Any) -> str | None:
        if value is None:
            return None
        try:
            stdnum_iban.validate(value, check_country=False)
        except ValidationError:
            return _("L’IBAN est inexact\u00a0: vérifiez-le sur le RIB.")
        if value.startswith("FR") and not (len(value) == 27 and rib_key_holds(value)):
            return _("La clé RIB de l’IBAN est inexacte\u00a0: vérifiez-le sur le RIB.")
        return None


class Bic(_Compact):
    """8 or 11 characters."""

    def check(self, value: Any) -> str | None:
        if value is not None and not _BIC.fullmatch(value):
            return _("Un BIC a 8 ou 11 caractères, par exemple BDFEFRPP.")
        return None


class CodePostal(_Compact):
    """Five digits, zeros kept."""

    width = 80

    def check(self, value: Any) -> str | None:
        if value is not None and not re.fullmatch(r"\d{5}", value):
            return _("Un code postal a 5 chiffres.")
        return None


class CodeInsee(_Compact):
    """Code of a commune: 5 characters, 2A and 2B in Corse."""

    width = 80

    def check(self, value: Any) -> str | None:
        if value is not None and not re.fullmatch(r"(\d\d|2[AB])\d{3}", value):
            return _("Un code Insee de commune a 5 caractères, par exemple 93008.")
        return None


class Email(Code):
    """An address with one @."""

    width = 200

    def check(self, value: Any) -> str | None:
        if value is not None and not _EMAIL.fullmatch(value):
            return _("L’adresse de courriel est incomplète.")
        return None


class Phone(Code):
    """A telephone number as it was given."""

    width = 120

    def check(self, value: Any) -> str | None:
        if value is not None and len(re.sub(r"\D", "", value)) < 10:
            return _("Un numéro de téléphone a au moins 10 chiffres.")
        return None
