"""Numbers as people read them: the only place that rounds.

Fractions come in, percent with one decimal go out. Rounding is half away from zero on the shortest decimal that
represents the number, as a person rounds; Vietnamese text has a dot for thousands and a comma for decimals.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from tfp_soctrang.errors import NotApplicable
from tfp_soctrang.messages import Language

__all__ = ["RoundedParts", "number", "percent", "rounded", "rounded_parts", "rounded_total"]


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


def rounded_total(
    ends: tuple[float | NotApplicable, float | NotApplicable],
    changes: Sequence[float],
    decimals: int,
    language: Language = "vi",
) -> list[str]:
    """Return a bridge as text in percent: its first end, the signed changes, its last end, so that the prints add up.

    The ends are their own roundings; what the changes lack goes to the largest of them.

    Examples
    --------
    >>> rounded_total((0.4604, 0.4649), [0.0022, 0.0023], 1, "en")
    ['46.0', '+0.2', '+0.3', '46.5']
    """
    first, last = (
        Decimal(0) if isinstance(end, NotApplicable) else rounded(float(Decimal(repr(float(end))) * 100), decimals)
        for end in ends
    )
    parts = [rounded(float(Decimal(repr(float(change))) * 100), decimals) for change in changes]
    if parts:
        largest = max(range(len(parts)), key=lambda i: abs(changes[i]))
        parts[largest] += last - first - sum(parts)
    signed = [("+" if part > 0 else "") + number(part, decimals, language) for part in parts]
    return [number(first, decimals, language), *signed, number(last, decimals, language)]


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
