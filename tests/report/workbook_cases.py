"""The workbooks that the tests compute anew, each with the study that its figure must equal."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from itertools import cycle, islice, product
from typing import Any, get_args

from recalculation import changed, edited, published_cell, without_cached_values

import tfp_soctrang as tfp
from made_up import ASSETS, BASIC, DETAIL, INCOME, STEPS, assumption, data, study
from tfp_soctrang.choices import Averaging, Form, InvestmentTiming, StockTiming
from tfp_soctrang.method import Study
from tfp_soctrang.phase_report import Letterhead, PhaseReport
from tfp_soctrang.report.workbook import write_workbook
from tfp_soctrang.units import Phase

_PHASES = {"viet_nam": (2016, 2020), "soc_trang": (2021, 2025)}
_CONSTANT = ("tỷ đồng", "giá so sánh 2010")


@dataclass
class Case:
    """A workbook of `made`, with `typed` typed into its cells, and the study that it must then agree with.

    `published` are the published cells that are typed over: sheet, words of the block's heading, year, column, value.
    `alone` are the studies that differ from `made` in one of the cells typed.
    """

    made: Study
    expected: Study
    phase: tuple[int, int]
    typed: dict[Any, float | str] = field(default_factory=dict)
    published: list[tuple[str, str, int, str, float]] = field(default_factory=list)
    alone: dict[Any, Study] = field(default_factory=dict)

    def report(self):
        """The report of the case; its sheet of other measures, which no formula reads, is that of the baseline."""
        return PhaseReport(
            data=self.made.data,
            account=self.made.phase(*self.phase),
            inputs=self.made.prepare(Phase(*self.phase)),
            assumptions=self.made.assumptions,
            capital=_other_measures(),
            uncertainty=None,
            published=None,
            letterhead=Letterhead(),
            language="vi",
            code_version="",
        )

    def write(self, path, *, looks):
        """Write the workbook without cached values, changed where the case changes it; with its looks or plain."""
        whole = path.with_name(f"{path.stem}.whole.xlsx")
        write_workbook(self.report(), whole)
        typed = dict(self.typed)
        for sheet, words, year, column, value in self.published:
            typed[published_cell(whole, sheet, words, year, column)] = value
        if looks:
            assert without_cached_values(whole, path) > 400
            assert not typed
        else:
            edited(whole, path, typed)


@cache
def _other_measures():
    return tfp.capital_account(_study("viet_nam"), 2016, 2020)


@cache
def _study(name):
    return tfp.study(tfp.load(name))


def _set(name, **settings):
    made = _study(name)
    return Study(made.data, made.assumptions.with_settings(**settings))


def _choices():
    """Every stock with every timing, by the settings in one territory and chosen within the file in the other.

    Between them they go through every form and averaging.
    """
    pairs = list(product(get_args(StockTiming), get_args(InvestmentTiming)))
    readings = cycle(product(get_args(Form), get_args(Averaging)))
    for (stock, timing), (form, averaging) in zip(pairs, readings, strict=False):
        settings = {"stock": stock, "investment_timing": timing, "form": form, "averaging": averaging}
        made = _set("viet_nam", **settings)
        yield f"viet_nam {stock} {timing} {form} {averaging}", Case(made, made, _PHASES["viet_nam"])
    for (stock, timing), (form, averaging) in zip(pairs, islice(readings, 3, None), strict=False):
        settings = {"stock": stock, "investment_timing": timing, "form": form, "averaging": averaging}
        typed = {f"setting_{setting}": word for setting, word in settings.items()}
        case = Case(_study("soc_trang"), _set("soc_trang", **settings), _PHASES["soc_trang"], typed=typed)
        yield f"soc_trang chosen in the file: {stock} {timing} {form} {averaging}", case
    for stock in ("closing", "average"):
        made = _set("soc_trang", stock=stock)
        yield f"soc_trang {stock}", Case(made, made, _PHASES["soc_trang"])


# All at once: a cell that did not reach the result would leave it off. The ratio computed from the reference, and the
# mean ratio of investment, are formulas: they are typed over in one workbook and left alone in another.
_VALUES = {
    "viet_nam": {"labour_share": 0.5, "depreciation_rate": 0.062, "initial_capital_output_ratio": 2.1},
    "soc_trang": {
        "labour_share": 0.45, "depreciation_rate": 0.07, "outlay_to_formation": 0.9, "output_2025": 0.065,
        "employment_2020": 0.02, "employment_2023_2025": -0.01,
    },
    "soc_trang, rules typed over": {"initial_capital_output_ratio": 3.3, "investment_2022_2025": 0.31},
}  # fmt: skip


def _assumptions():
    """Assumptions typed over, against the study under these values."""
    for what, numbers in _VALUES.items():
        name = what.split(",")[0]
        made = _study(name)
        alone = {one: Study(made.data, made.assumptions.with_values(**{one: x})) for one, x in numbers.items()}
        expected = Study(made.data, made.assumptions.with_values(**numbers))
        yield f"{what}: assumptions", Case(made, expected, _PHASES[name], typed=dict(numbers), alone=alone)
    # output that falls back to where it began: growth over the phase is too small to be shared
    flat = {"output_2025": 35002.0 / 43198.99 - 1.0}
    made = _study("soc_trang")
    expected = Study(made.data, made.assumptions.with_values(**flat))
    yield "no growth", Case(made, expected, _PHASES["soc_trang"], typed=dict(flat))


# Sheet, words of the block's heading, year, column and what is typed; series and value in the data (growth is in %).
_LEVEL, _OUTLAY = "Tổng sản phẩm theo giá so sánh 2010", "Vốn đầu tư thực hiện theo giá hiện hành"
_FORMATION, _CURRENT = "Tích lũy tài sản cố định theo giá so sánh 2010", "Tích lũy tài sản cố định theo giá hiện hành"
_PUBLISHED = {
    "viet_nam": [
        (("Số liệu", _LEVEL, 2018, "B", 4500000.0), {("output_const2010", 2018): 4500000.0}),
        (("Số liệu", _LEVEL, 2010, "B", 2700000.0), {("output_const2010", 2010): 2700000.0}),
        (("Số liệu", _FORMATION, 2013, "B", 900000.0), {("fixed_capital_formation_const2010", 2013): 900000.0}),
        (("Số liệu", "ICLS-13", 2020, "B", 54000.0), {("employed_icls13", 2020): 54000.0}),
    ],
    "soc_trang": [
        (("Số liệu", _LEVEL, 2021, "B", 35900.0), {("output_const2010", 2021): 35900.0}),
        (("Số liệu", _LEVEL, 2020, "B", 34500.0), {("output_const2010", 2020): 34500.0}),
        (("Số liệu", _LEVEL, 2023, "C", 0.065), {("output_growth", 2023): 6.5}),
        (("Số liệu", _OUTLAY, 2020, "B", 14000.0), {("investment_outlay_current", 2020): 14000.0}),
        (("Số liệu", _OUTLAY, 2021, "B", 18000.0), {("investment_outlay_current", 2021): 18000.0}),
        (("Số liệu", "ICLS-19", 2021, "B", 600.0), {("employed_icls19", 2021): 600.0}),
        (("Khử giá", _CURRENT, 2021, "B", 2500000.0), {("reference", "fixed_capital_formation_current", 2021): 2.5e6}),
        (("Tham chiếu", "ICLS-19", 2024, "B", 52000.0), {("reference", "employed_icls19", 2024): 52000.0}),
        (
            ("Tham chiếu", _FORMATION, 2015, "B", 1300000.0),
            {("reference", "fixed_capital_formation_const2010", 2015): 1300000.0},
        ),
    ],
}  # fmt: skip


def _published():
    """Published cells typed over, against the study of data that differ in those cells."""
    for name, cells in _PUBLISHED.items():
        made = _study(name)
        together = {where: value for _, numbers in cells for where, value in numbers.items()}
        alone = {place[:3]: Study(changed(made.data, numbers), made.assumptions) for place, numbers in cells}
        expected = Study(changed(made.data, together), made.assumptions)
        published = [place for place, _ in cells]
        yield f"{name}: published cells", Case(made, expected, _PHASES[name], published=published, alone=alone)


def _settings(text):
    return f"[viet_nam.settings]\n{text}\n"


_RETIRING = _settings('capital_kind = "{}"\nretirement = "gamma"\nefficiency = "hyperbolic"')
_TWO_ASSETS = 'assets = ["structures", "machinery"]\n'
_RATES = {"depreciation_rate": (("lần", ""), 0.05 + 0.002 * STEPS)}
_STOCK = {"net_capital_stock_const2010": (_CONSTANT, 2600.0 * 1.05**STEPS)}
_SHARES = {"capital_share": (("lần", ""), 0.38 + 0.004 * STEPS)}
_SECOND = {"employed_icls19": (("nghìn người", ""), 470.0 * 1.012**STEPS)}
_MILLIONS = {
    **BASIC,
    "fixed_capital_formation_const2010": (
        ("triệu đồng", "giá so sánh 2010"),
        1000.0 * BASIC["fixed_capital_formation_const2010"][1],
    ),
}
_TRAINED = _settings('labour_kind = "trained_share"') + assumption("wage_premium", 0.5, 0.2, 0.8)
# What a name says: the groups of made-up series, and the text of the assumptions.
_MADE_UP = {
    "steady state": ((BASIC,), _settings('initial_stock = ["steady_state"]')),
    "steady state, growth given": (
        (BASIC,),
        _settings('initial_stock = ["steady_state"]') + assumption("investment_growth", 0.09, 0.05, 0.1),
    ),
    "steady state, window": ((BASIC,), _settings('initial_stock = ["steady_state"]\ngrowth_window = [2012, 2014]')),
    "backcast": ((BASIC,), _settings('initial_stock = ["backcast"]')),
    "backcast, middle": (
        (BASIC,),
        _settings('initial_stock = ["backcast"]\ninvestment_timing = "middle"') + assumption("service_life", 22.5),
    ),
    "published stock": ((BASIC, _STOCK), _settings('stock = "average"')),
    "published rates": ((BASIC, _RATES), _settings('investment_timing = "start"')),
    "published shares": ((BASIC, _SHARES), _settings('form = "log"\naveraging = "arithmetic"')),
    "two-year mean shares": ((BASIC, _SHARES), _settings('share_years = "two_year_mean"')),
    "shares of income": ((BASIC, INCOME), _settings('factor_shares = ["mixed_income_to_labour"]')),
    "another unit": ((_MILLIONS,), ""),
    "hours": ((BASIC, DETAIL), _settings('labour_kind = "hours"')),
    "training": ((BASIC, DETAIL), _TRAINED),
    "composition": (
        (BASIC, DETAIL),
        _settings('labour_kind = "composition"\nlabour_cells = ["trained", "untrained"]'),
    ),
    "gross stock": ((BASIC,), _RETIRING.format("gross")),
    "productive stock": ((BASIC,), _RETIRING.format("productive")),
    "two assets": ((BASIC, ASSETS), _settings(_TWO_ASSETS)),
    "services": ((BASIC, ASSETS), _settings(f'{_TWO_ASSETS}capital_kind = "services"')),
}
# Typed into the made-up workbooks: what the figure follows also where a step before it is a value.
_TYPED = {
    "steady state": ("depreciation_rate", 0.07),
    "steady state, growth given": ("investment_growth", 0.06),
    "backcast": ("service_life", 30.0),
    "training": ("wage_premium", 0.7),
    "gross stock": ("labour_share", 0.5),
    "composition": ("labour_share", 0.5),
}


def _made_up(folder):
    for name, (groups, text) in _MADE_UP.items():
        place = folder / name.replace(" ", "_").replace(",", "")
        place.mkdir()
        made = study(place, data(place, *groups), text)
        if name not in _TYPED:
            yield name, Case(made, made, (2016, 2020))
            continue
        assumed, value = _TYPED[name]
        expected = Study(made.data, made.assumptions.with_values(**{assumed: value}))
        yield name, Case(made, expected, (2016, 2020), typed={assumed: value}, alone={assumed: expected})
    place = folder / "linked"
    place.mkdir()
    drop = [("employed_icls13", year) for year in (2019, 2020)]
    drop += [("employed_icls19", year) for year in range(2010, 2018)]
    figures = data(place, BASIC, _SECOND, drop=drop)
    made = study(place, figures, _settings("labour_link_year = 2018"))
    yield "two definitions linked", Case(made, made, (2016, 2020))
    place = folder / "growing"
    place.mkdir()
    filler = assumption("x", 0.02).replace("[viet_nam.assumptions.x]", "[[viet_nam.gap_fillers]]")
    filler += 'name = "=cmd"\nmeasure = "labour"\nrule = "growth"\nyears = [2015, 2016, 2018, 2020]\n'
    holes = [("employed_icls13", year) for year in (2015, 2016, 2018, 2020)]
    made = study(place, data(place, BASIC, drop=holes), filler)
    yield "filled forward and back", Case(made, made, (2016, 2020))


def all_cases(folder):
    """Every case by its name."""
    found = {}
    for cases in (_choices(), _assumptions(), _published(), _made_up(folder)):
        for name, case in cases:
            assert name not in found
            found[name] = case
    return found
