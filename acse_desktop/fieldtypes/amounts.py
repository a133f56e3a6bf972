"""Amounts in euros, percentages and counts: exact, never floats."""

from __future__ import annotations

import ast
import operator
import re
import unicodedata
from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal, DivisionByZero, InvalidOperation
from typing import Any

from sqlalchemy import BigInteger, Integer
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator, TypeEngine

from acse_desktop.errors import InvalidInput
from acse_desktop.fieldtypes.base import FieldType
from acse_desktop.translation import _
from acse_desktop.typography import NBSP, amount_text, count_text

CENT = Decimal("0.01")
LIMIT = Decimal("1e13")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)?|[.,]\d+")
_GROUPED = re.compile(r"\d{1,3}([.,])\d{3}(?:\1\d{3})+(?:[.,]\d+)?")
_OPERATORS: dict[type[ast.operator], Callable[[Decimal, Decimal], Decimal]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}


class Cents(TypeDecorator[Decimal]):
    """Euros as Decimal in the program, whole cents in the base: SQLite has no decimal."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> int | None:
        """Whole cents; a third decimal is a bug, never rounded in silence."""
        if value is None:
            return None
        cents = Decimal(value) * 100
        if cents != cents.to_integral_value():
            raise ValueError(f"{value} has more than two decimals")
        return int(cents)

    def process_result_value(self, value: Any, dialect: Dialect) -> Decimal | None:
        """Euros with two decimals."""
        return None if value is None else Decimal(value).scaleb(-2).quantize(CENT)


def _stripped(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text).replace("\u2212", "-").replace("\u2013", "-")
    plain = re.sub(r"(?i)euros?|eur\b|€", "", plain)
    return re.sub(r"[\s']", "", plain)


def decimal_of(text: str) -> Decimal:
    """A number as people write it: `1 234,56`, `1.234,56`, `-12.5`, `(1 200,00)`.

    Raises InvalidInput for anything else, and for `1,234.56`: English and French readings differ.
    """
    bare = _stripped(text)
    negative = bare.startswith("-") or (bare.startswith("(") and bare.endswith(")"))
    digits = bare.strip("()").lstrip("+-")
    if "," in digits and "." in digits:
        if digits.rfind(".") > digits.rfind(","):
            raise _unreadable(text)
        digits = digits.replace(".", "")
    elif _GROUPED.fullmatch(digits):
        digits = digits.replace(".", "").replace(",", "")
    if not _NUMBER.fullmatch(digits):
        raise _unreadable(text)
    value = Decimal(digits.replace(",", "."))
    return -value if negative else value


def _unreadable(text: str) -> InvalidInput:
    return InvalidInput(
        _("« {text} » n’est pas un nombre lisible.").format(text=text),
        _("Écrivez par exemple 1 234,50."),
    )


def _evaluated(node: ast.expr) -> Decimal:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return Decimal(node.value)
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        return -_evaluated(node.operand)
    if isinstance(node, ast.BinOp) and type(node.op) in _OPERATORS:
        return _OPERATORS[type(node.op)](_evaluated(node.left), _evaluated(node.right))
    raise ValueError


def arithmetic(text: str) -> Decimal:
    """The result of `=3*450+120`: + − × ÷ and brackets on numbers, nothing else."""
    # Numbers become quoted constants, so that Decimal reads them and no float ever exists.
    bare = _stripped(text).lstrip("=").replace("×", "*").replace("÷", "/")
    quoted = _NUMBER.sub(lambda found: f"'{found.group().replace(',', '.')}'", bare)
    try:
        if len(bare) > 200:
            raise ValueError
        return _evaluated(ast.parse(quoted, mode="eval").body)
    except (ValueError, SyntaxError, InvalidOperation, DivisionByZero) as error:
        raise InvalidInput(
            _("« {text} » n’est pas un calcul lisible.").format(text=text),
            _("Écrivez par exemple =3*450+120."),
        ) from error


class Amount(FieldType[Decimal]):
    """Euros, two decimals. Accepts spaces, €, comma or point, and `=` arithmetic."""

    kind = "amount"
    align = "right"
    excel_format = "#,##0.00"
    width = 104

    def column(self) -> TypeEngine[Any]:
        return Cents()

    def parse(self, text: str) -> Decimal | None:
        if not text.strip():
            return None
        if text.lstrip().startswith("="):
            return self._bounded(arithmetic(text), text).quantize(CENT, ROUND_HALF_UP)
        value = self._bounded(decimal_of(text), text)
        if value != value.quantize(CENT):
            raise InvalidInput(
                _("« {text} » a plus de deux décimales.").format(text=text),
                _("Arrondissez au centime."),
            )
        return value.quantize(CENT)

    @staticmethod
    def _bounded(value: Decimal, text: str) -> Decimal:
        if abs(value) >= LIMIT:
            raise InvalidInput(
                _("Le montant « {text} » est hors de toute mesure.").format(text=text),
                _("Vérifiez le nombre de chiffres."),
            )
        return value

    def format(self, value: Any) -> str:
        return amount_text(value)

    def check(self, value: Any) -> str | None:
        if value is not None and value < 0:
            return _("Montant négatif\u00a0: vérifiez le signe.")
        return None

    def dump(self, value: Any) -> str:
        return "" if value is None else f"{value:.2f}"

    def load(self, text: str) -> Decimal | None:
        return Decimal(text).quantize(CENT) if text else None


class Percent(Amount):
    """A share in %, two decimals, stored as hundredths of a percent."""

    kind = "percent"
    excel_format = '0.00" %"'
    width = 80

    def parse(self, text: str) -> Decimal | None:
        return super().parse(text.replace("%", ""))

    def format(self, value: Any) -> str:
        return f"{amount_text(value)}{NBSP}%" if value is not None else ""

    def check(self, value: Any) -> str | None:
        if value is not None and not 0 <= value <= 100:
            return _("Un pourcentage va de 0 à 100.")
        return None


class Count(FieldType[int]):
    """A whole number of persons, posts, days…"""

    kind = "count"
    align = "right"
    excel_format = "#,##0"
    width = 88

    def column(self) -> TypeEngine[Any]:
        return Integer()

    def parse(self, text: str) -> int | None:
        if not text.strip():
            return None
        calculated = text.lstrip().startswith("=")
        value = arithmetic(text) if calculated else decimal_of(text)
        if value != value.to_integral_value() or abs(value) >= 2**31:
            raise InvalidInput(
                _("« {text} » n’est pas un nombre entier.").format(text=text),
                _("Écrivez par exemple 45."),
            )
        return int(value)

    def format(self, value: Any) -> str:
        return count_text(value)

    def check(self, value: Any) -> str | None:
        return _("Nombre négatif\u00a0: vérifiez le signe.") if (value or 0) < 0 else None

    def load(self, text: str) -> int | None:
        return int(text) if text else None
