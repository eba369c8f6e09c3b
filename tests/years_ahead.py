"""Made-up figures of Việt Nam by year and scenarios of the years after them, for the tests of projections."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

import tfp_soctrang as tfp
from tfp_soctrang.assumptions import Assumption, GapFiller
from tfp_soctrang.dataset import Dataset
from tfp_soctrang.projection.scenarios import Scenario, ScenarioSet, Target
from tfp_soctrang.provenance import Origin, Status
from tfp_soctrang.series import AnnualSeries
from tfp_soctrang.units import PriceBase, Unit, territory

VIET_NAM = territory("viet_nam")
BILLION, THOUSAND = Unit.parse("tỷ đồng"), Unit.parse("nghìn người")
FIRST = 2010


def series(name, values, first=FIRST, *, base=2010, place=VIET_NAM, unit=BILLION):
    """A made-up official series."""
    values = np.asarray(values, dtype=float)
    return AnnualSeries(
        name=name,
        years=np.arange(first, first + len(values)),
        values=values,
        unit=unit,
        price_base=None if unit is not BILLION else PriceBase(base),
        territory=place,
        status=(Status.OFFICIAL,) * len(values),
        origin=(Origin(source="made up"),) * len(values),
    )


def figures(output, investment, labour, *, first=FIRST, place=VIET_NAM, reference=None, until=None):
    """A data set of made-up output, investment (both at 2010 prices) and employment, cut off after `until`."""
    found = [
        series("output_const2010", output, first, place=place),
        series("fixed_capital_formation_const2010", investment, first, place=place),
        series("employed_icls19", labour, first, place=place, unit=THOUSAND),
    ]
    last = first + len(output) if until is None else until
    return Dataset(
        name="made up",
        territory=place,
        series={one.name: one.window(first, last) for one in found},
        reference=reference,
    )


def levels(first_level, growth):
    """Levels that grow at the rates."""
    return first_level * np.cumprod([1.0, *(1.0 + np.asarray(growth, dtype=float))])


def path(name, measure, rule, value, years, *, low=None, high=None, distribution="triangular", base_years=()):
    """A made-up path."""
    parameter = Assumption(
        name=name, value=value, low=value if low is None else low, high=value if high is None else high,
        distribution=distribution, unit="made up", source="made up", reason="made up", meaning=rule, rule=rule,
    )  # fmt: skip
    return GapFiller(
        parameter=parameter, measure=measure, series="", years=tuple(years), rule=rule, base_years=tuple(base_years)
    )


def scenarios(*paths, place="viet_nam", rule=None, name="made_up", targets=()):
    """A set of one scenario of these paths."""
    one = Scenario(name=name, title="Made up", title_vi="Đặt ra", paths=tuple(paths))
    return ScenarioSet(territory=place, scenarios={name: one}, targets=tuple(targets), allocation_rule=rule)


def plain(years, output=0.07, ratio=0.3, labour=0.01, spread=0.0):
    """Scenarios of constant growth, each range `spread` to both sides."""
    return scenarios(
        path("y_ahead", "output", "growth", output, years, low=output - spread, high=output + spread),
        path("i_ahead", "investment", "output_ratio", ratio, years, low=ratio - spread, high=ratio + spread),
        path("l_ahead", "labour", "growth", labour, years, low=labour - spread, high=labour + spread),
        targets=(
            Target(quantity="tfp_contribution_share", value=0.55, first_year=2000, last_year=2050, source="made up"),
        ),
    )


def study(data, **values):
    """The study of made-up figures under the baseline of Việt Nam with other central values, or settings."""
    settings = {name: values.pop(name) for name in list(values) if name in {"form", "averaging", "stock"}}
    assumptions = tfp.baseline("viet_nam").with_values(**values).with_settings(**settings)
    if data.territory != VIET_NAM:
        assumptions = replace(assumptions, territory=data.territory.code)
    return tfp.study(data, assumptions)


OUTPUT = levels(1000.0, 0.06 + 0.01 * np.sin(np.arange(10)))
INVESTMENT = 0.31 * OUTPUT * (1.0 + 0.02 * np.cos(np.arange(11)))
LABOUR = levels(500.0, 0.01 + 0.003 * np.cos(np.arange(10)))


def whole(until=None):
    """Figures of 2010–2020, or of the years up to `until`."""
    return figures(OUTPUT, INVESTMENT, LABOUR, until=until)


def realised(years, *, investment_rule="growth"):
    """The scenario that is what happened: one path a measure and year."""
    paths = []
    for year in years:
        i = year - FIRST
        paths += [
            path(f"y_{year}", "output", "growth", OUTPUT[i] / OUTPUT[i - 1] - 1.0, [year]),
            path(f"l_{year}", "labour", "growth", LABOUR[i] / LABOUR[i - 1] - 1.0, [year]),
        ]
        value = INVESTMENT[i] / (OUTPUT[i] if investment_rule == "output_ratio" else INVESTMENT[i - 1])
        value -= investment_rule == "growth"
        paths.append(path(f"i_{year}", "investment", investment_rule, value, [year]))
    return scenarios(*paths)
