"""Amounts in words, up to the billions."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from acse_desktop.montant_en_lettres import LIMIT, montant_en_lettres, nombre_en_lettres

SMALL = {nombre_en_lettres(one): one for one in range(20)}
TENS = {"vingt": 20, "vingts": 20, "trente": 30, "quarante": 40, "cinquante": 50, "soixante": 60}


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        ("0", "zéro euro"),
        ("0.01", "un centime"),
        ("1.50", "un euro et cinquante centimes"),
        ("71", "soixante et onze euros"),
        ("80", "quatre-vingts euros"),
        ("81", "quatre-vingt-un euros"),
        ("91", "quatre-vingt-onze euros"),
        ("200", "deux cents euros"),
        ("1100", "mille cent euros"),
        ("23000", "vingt-trois mille euros"),
        ("80200", "quatre-vingt mille deux cents euros"),
        ("200000", "deux cent mille euros"),
        ("153000.80", "cent cinquante-trois mille euros et quatre-vingts centimes"),
        ("1000000", "un million d’euros"),
        ("2000001", "deux millions un euros"),
        ("280000000", "deux cent quatre-vingts millions d’euros"),
        ("3000000000.99", "trois milliards d’euros et quatre-vingt-dix-neuf centimes"),
        ("-12", "moins douze euros"),
    ],
)
def test_amounts_are_spelt_as_the_accounts_want_them(amount: str, words: str) -> None:
    assert montant_en_lettres(Decimal(amount)) == words


def _read(words: str) -> int:
    """What a reader understands: each word added, cent and mille multiply."""
    total = group = 0
    for word in words.replace("-", " ").replace(" et ", " ").split():
        if word in ("milliard", "milliards", "million", "millions", "mille"):
            size = 10**9 if word.startswith("milliard") else 10**3 if word == "mille" else 10**6
            total, group = total + (group or 1) * size, 0
        elif word in ("cent", "cents"):
            group = (group or 1) * 100
        elif word in ("vingt", "vingts") and group % 100 == 4:
            group += 76
        else:
            group += SMALL.get(word, 0) or TENS.get(word, 0)
    return total + group


@given(st.integers(0, LIMIT - 1))
def test_a_number_is_read_back(number: int) -> None:
    assert _read(nombre_en_lettres(number)) == number


def test_what_has_no_words_is_refused() -> None:
    for number in (-1, LIMIT):
        with pytest.raises(ValueError, match=str(number)):
            nombre_en_lettres(number)
