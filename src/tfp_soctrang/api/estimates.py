"""What a territory's own years say of its production function."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tfp_soctrang.method import Study
from tfp_soctrang.production_estimates import EstimateTable, estimate_table
from tfp_soctrang.units import Phase

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["estimate"]


def estimate(
    study: Study,
    first_year: int,
    last_year: int,
    *,
    specifications: Sequence[str] | None = None,
    through: int | None = None,
) -> EstimateTable:
    """Return what the territory's own years say of its production function, specification by specification.

    Parameters
    ----------
    study
        Figures and assumptions.
    first_year, last_year
        The phase whose TFP share each estimate implies.
    specifications
        Names of `estimation.specifications.SPECIFICATIONS`; None: all.
    through
        Last year of the sample; None: the longest run of years.

    Raises
    ------
    DataError
        The phase is open, no run of years can be had, or a specification is not known.

    Examples
    --------
    >>> import tfp_soctrang as tfp
    >>> found = tfp.estimate(tfp.study(tfp.load("viet_nam")), 2016, 2020, specifications=["translog_free"])
    >>> found["translog_free"].verdict.kind
    'not_identified'
    """
    names = {} if specifications is None else {"specifications": tuple(specifications)}
    return estimate_table(study.data, study.assumptions, Phase(first_year, last_year), through=through, **names)
