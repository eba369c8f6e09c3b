"""The doors of the library: figures in, a study out."""

from __future__ import annotations

from pathlib import Path

import tfp_soctrang.report.tables  # noqa: F401 - teaches the records how to show themselves in a notebook
from tfp_soctrang.assumptions import Assumptions
from tfp_soctrang.dataset import Dataset
from tfp_soctrang.sources.assumption_file import baseline, load_assumptions
from tfp_soctrang.sources.catalogue import bundled_names, load_bundled
from tfp_soctrang.study import Study

__all__ = ["load", "study"]


def load(source: str | Path, *, decimal: str | None = None) -> Dataset:
    """Return the figures of a bundled data set, or of a file the office filled in.

    Parameters
    ----------
    source
        `"soc_trang"`, `"viet_nam"`, or the path of a workbook (.xlsx) or tidy table (.csv).
    decimal
        `","` or `"."`, for a file whose text cells do not tell the number format.

    Returns
    -------
    Dataset
        A province's data carry those of Việt Nam as `reference`.

    Raises
    ------
    DataError
        The name is not known, or the file has bad cells: all of them in `issues`.

    Examples
    --------
    >>> import tfp_soctrang as tfp
    >>> tfp.load("soc_trang")["output_const2010"].at(2021)
    35415.0
    """
    if isinstance(source, str) and source in bundled_names():
        return load_bundled(source)
    from tfp_soctrang.sources.office_file import read_office_file

    return read_office_file(Path(source), reference=load_bundled("viet_nam"), decimal=decimal)


def study(data: Dataset, assumptions: Assumptions | str | Path | None = None) -> Study:
    """Return the study of a data set under assumptions: the baseline, or given ones.

    Parameters
    ----------
    data
        From `load`.
    assumptions
        None for the baseline of the territory; `Assumptions`; or the path of a TOML file that overrides the baseline.

    Raises
    ------
    AssumptionError
        The file has faults: all of them in `problems`.

    Examples
    --------
    >>> import tfp_soctrang as tfp
    >>> tfp.study(tfp.load("soc_trang")).phase(2021, 2025).status
    <PhaseStatus.ASSUMED: 'assumed'>
    """
    code = data.territory.code
    if assumptions is None:
        assumptions = baseline(code)
    elif not isinstance(assumptions, Assumptions):
        assumptions = load_assumptions(Path(assumptions), code)
    return Study(data, assumptions)
