"""Numbers as people read them: the only place that rounds.

Fractions come in, percent with one decimal go out. Rounding is half away from zero on the shortest decimal that
represents the number, as a person rounds; Vietnamese text has a dot for thousands and a comma for decimals.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from tfp_soctrang.errors import NotApplicable
from tfp_soctrang.messages import Language

__all__ = ["RoundedParts", "number", "percent", "rounded", "rounded_parts"]


def rounded(value: float, decimals: int) -> Decimal:
    """Return a number rounded half away from zero.

    Examples
    --------
    >>> rounded(0.125, 2), rounded(-0.04, 1)
    (Decimal('0.13'), Decimal('0.0'))
    """
    result = Decimal(repr(float(value))).quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    return abs(result) if result == 0 else result


def number(value: float | Decimal, decimals: int, language: Language = "vi") -> str:
    """Return a number as text: `35.415,5` in Vietnamese, `35,415.5` in English.

    Examples
    --------
    >>> number(35415.5, 1), number(35415.5, 1, "en"), number(-0.5, 1)
    ('35.415,5', '35,415.5', '-0,5')
    """
    exact = value if isinstance(value, Decimal) else rounded(value, decimals)
    text = f"{exact:,.{decimals}f}"
    return text.translate(str.maketrans(",.", ".,")) if language == "vi" else text


def percent(fraction: float | NotApplicable, decimals: int = 1, language: Language = "vi") -> str:
    """Return a fraction as percent without its sign; `–` for a quantity that has no value.

    Examples
    --------
    >>> percent(0.057644, 2)
    '5,76'
    """
    if isinstance(fraction, NotApplicable):
        return "–"
    return number(rounded(float(Decimal(repr(float(fraction))) * 100), decimals), decimals, language)


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundedParts:
    """Capital, labour and TFP in percent, rounded so that they add up to the rounded whole.

    `adjusted` names the part that took what rounding left over, and `by` how much; None and 0 when nothing was left.
    """

    whole: Decimal
    capital: Decimal
    labour: Decimal
    tfp: Decimal
    adjusted: str | None
    by: Decimal


def rounded_parts(whole: float, capital: float, labour: float, tfp: float, decimals: int = 1) -> RoundedParts:
    """Return the parts of a whole in percent, rounded so that they add up to it exactly.

    The TFP part is always its own rounding; what the three lack goes to the larger (in size) of the other two.

    Parameters
    ----------
    whole, capital, labour, tfp
        Fractions; `whole` is 1 for contribution shares, output growth for contributions.

    Examples
    --------
    >>> shares = rounded_parts(1.0, 0.47561, 0.06359, 0.46080)
    >>> shares.capital + shares.labour + shares.tfp, shares.tfp
    (Decimal('100.0'), Decimal('46.1'))
    """
    total, *parts = [
        rounded(float(Decimal(repr(float(part))) * 100), decimals) for part in (whole, capital, labour, tfp)
    ]
    rest = total - sum(parts)
    larger = 0 if abs(capital) >= abs(labour) else 1
    parts[larger] += rest
    return RoundedParts(
        whole=total,
        capital=parts[0],
        labour=parts[1],
        tfp=parts[2],
        adjusted=("capital", "labour")[larger] if rest else None,
        by=rest,
    )
