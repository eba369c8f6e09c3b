"""A phase whose years are not all in, under scenarios."""

from __future__ import annotations

from pathlib import Path

from tfp_soctrang.dataset import Dataset
from tfp_soctrang.method import Study
from tfp_soctrang.projection.projections import Projection
from tfp_soctrang.projection.projections import project as project_phase
from tfp_soctrang.projection.scenarios import ScenarioSet
from tfp_soctrang.sources.scenario_file import bundled_scenarios, load_scenarios
from tfp_soctrang.sources.territory_register import find_territory

__all__ = ["project"]


def project(
    study: Study,
    first_year: int,
    last_year: int,
    *,
    scenario: str | None = None,
    scenarios: ScenarioSet | str | Path | None = None,
    city: Dataset | None = None,
) -> Projection:
    """Return a phase whose years are not all in, under scenarios of the years ahead.

    Parameters
    ----------
    study
        Figures and assumptions.
    first_year, last_year
        The phase.
    scenario
        The name of one scenario; None for all.
    scenarios
        None for those that ship with the library; `ScenarioSet`; or the path of a TOML file that overrides them.
    city
        For a former territory under the rule `growth_of_new_city`: the figures of the one it is part of now.

    Raises
    ------
    DataError, AssumptionError
        See `projection.project`.

    Examples
    --------
    >>> import tfp_soctrang as tfp
    >>> found = tfp.project(tfp.study(tfp.load("soc_trang")), 2026, 2030)
    >>> needed = found["plan"].needed_tfp_growth(0.10)
    >>> round(needed.tfp_growth, 3), found.measured_to
    (0.063, 2025)
    """
    place = study.data.territory
    if scenarios is None:
        scenarios = bundled_scenarios(place.code)
    elif not isinstance(scenarios, ScenarioSet):
        scenarios = load_scenarios(Path(scenarios), place.code)
    return project_phase(
        study,
        first_year,
        last_year,
        scenarios=scenarios,
        scenario=scenario,
        city=city,
        merged_into=None if place.merged_into is None else find_territory(place.merged_into),
    )
