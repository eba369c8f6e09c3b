"""Reports of phases for the tests of the page: bundled and made-up figures, and records of a sensitivity run."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

import tfp_soctrang as tfp
from tfp_soctrang.evaluation import evaluate
from tfp_soctrang.evidence import contribution_share
from tfp_soctrang.phase_report import phase_report
from tfp_soctrang.provenance import Origin, Status
from tfp_soctrang.report.page.specification_shares import ShareCurve, SpecifiedShare
from tfp_soctrang.series import AnnualSeries
from tfp_soctrang.uncertainty import FanYear, PhaseUncertainty, RankedAssumption, Swing
from tfp_soctrang.units import Phase, Unit

PHASES = {"soc_trang": (2021, 2025), "viet_nam": (2016, 2020)}
PROBABILITIES = (0.05, 0.25, 0.5, 0.75, 0.95)


def bundled(name, *, settings=None, values=None, **more):
    """The report of a bundled territory's phase, under other settings or values."""
    assumptions = tfp.baseline(name)
    if settings:
        assumptions = assumptions.with_settings(**settings)
    if values:
        assumptions = assumptions.with_values(**values)
    return phase_report(tfp.study(tfp.load(name), assumptions), *PHASES[name], **more)


def measured(data, name, years, values):
    """The data with one more series: a ratio that the office has measured."""
    count = len(years)
    series = AnnualSeries(
        name=name,
        years=np.array(years),
        values=np.array(values),
        unit=Unit.parse("lần"),
        price_base=None,
        territory=data.territory,
        status=(Status.OFFICIAL,) * count,
        origin=(Origin(source="made up"),) * count,
    )
    return replace(data, series={**data.series, name: series})


def uncertain(name, **more):
    """A report with an uncertainty: a few hundred draws, enough for charts and tables."""
    study = tfp.study(tfp.load(name))
    inputs, account = study.prepare(Phase(*PHASES[name])), study.phase(*PHASES[name])
    fillers = [step.filler.name for measure in inputs.measures for step in measure.fills]
    names = [*inputs.assumptions_used, *fillers]
    draws, swings = {}, []
    rng = np.random.default_rng(20261123)
    for one in names:
        assumption = study.assumptions[one]
        draws[one] = rng.uniform(assumption.low, assumption.high, 400)
        splits = [evaluate(inputs, {one: end}).decomposition("discrete", "compound") for end in
                  (assumption.low, assumption.high)]  # fmt: skip
        low, high = (contribution_share(split.tfp_contribution_share, split) for split in splits)
        swings.append(Swing(name=one, low=assumption.low, high=assumption.high, share_at_low=low, share_at_high=high))
    swings.sort(key=lambda one: -abs(one.share_at_high - one.share_at_low))
    result = evaluate(inputs, draws)
    split = result.decomposition("discrete", "compound")
    share, growth = split.tfp_contribution_share, split.tfp_growth
    index = np.cumprod(1.0 + result.yearly("discrete").tfp_growth, axis=0)
    low, median, high = np.quantile(share, (0.05, 0.5, 0.95)).tolist()
    growth_low, growth_median, growth_high = np.quantile(growth, (0.05, 0.5, 0.95)).tolist()
    ranking = [
        RankedAssumption(name=one.name, first_order=0.3 / i, total=0.4 / i, total_low=0.35 / i, total_high=0.45 / i)
        for i, one in enumerate(swings, start=1)
    ]
    uncertainty = PhaseUncertainty(
        territory=account.territory,
        phase=account.phase,
        draws=400,
        seed=20261123,
        sampling="random",
        central=account.tfp_contribution_share,
        median=median,
        level=0.9,
        low=low,
        high=high,
        tfp_growth_median=growth_median,
        tfp_growth_low=growth_low,
        tfp_growth_high=growth_high,
        probability_negative=float((share < 0).mean()),
        probability_undefined=0.0,
        targets=((0.5, float((share > 0.5).mean())),),
        ranking=tuple(ranking),
        swings=tuple(swings),
        fan=tuple(
            FanYear(year=year, probabilities=PROBABILITIES, index=tuple(np.quantile(row, PROBABILITIES).tolist()))
            for year, row in zip(account_years(account), index, strict=True)
        ),
    )
    return phase_report(study, *PHASES[name], uncertainty=uncertainty, **more)


def account_years(account):
    return list(range(account.first_year, account.last_year + 1))


def curve(words=("Công thức", "Khấu hao")):
    """A specification curve of two axes, 3 x 40 points."""
    forms, rates = ("rời rạc", "Cobb–Douglas", "lôgarit"), tuple(f"{3 + i / 10:.1f} %" for i in range(40))
    rows = sorted(
        (0.2 + 0.07 * i + 0.004 * j * (1 if j % 2 else -1), form, rate)
        for i, form in enumerate(forms)
        for j, rate in enumerate(rates)
    )
    points = tuple(SpecifiedShare(share=share, options=(form, rate)) for share, form, rate in rows)
    return ShareCurve(axes=((words[0], forms), (words[1], rates)), points=points, chosen=70, undefined=2)
