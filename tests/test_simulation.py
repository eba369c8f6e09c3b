"""The simulation study runs, does not depend on how it is run, and its page says what its record says."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pytest

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs/simulation.md"


@pytest.fixture(scope="module")
def study():
    sys.path.insert(0, str(ROOT / "benchmarks"))
    try:
        import verdict_simulation
    finally:
        sys.path.remove(str(ROOT / "benchmarks"))
    return verdict_simulation


@pytest.fixture(scope="module")
def published(study):
    return study.read(PAGE.with_suffix(".csv"))


def test_the_page_is_made_of_the_record_written_with_it(study, published):
    assert PAGE.read_text(encoding="utf-8") == study.page(published, study.SEED)
    assert {row.samples for row in published} == {study.SAMPLES}
    assert [(row.sample, row.estimator) for row in published] == [
        (kind, name) for kind, (_, estimators) in study.KINDS.items() for name in estimators
    ]


def test_what_was_asked_beforehand_is_met(study, published):
    for asked, found, met in study.targets(published):
        assert met, (asked, found)


def test_what_the_page_says_in_words_is_so(published):
    years = {row.estimator: row for row in published if row.sample == "25 years"}
    # no estimator settles the elasticity by itself
    assert max(row.usable for row in years.values()) < 0.05
    # levels without a trend: narrow intervals beside the truth; growth rates: honest ones, too wide to use
    blind = years["OLS, levels, free"]
    assert (blind.half_width < 0.10, blind.coverage < 0.05, blind.bias > 0.2) == (True, True, True)
    for name in ("growth, free, drift", "growth, constant returns, drift"):
        # 95 % in 1 000 samples: two standard errors are 1.4 %
        assert years[name].coverage == pytest.approx(0.95, abs=0.02)
        assert years[name].half_width > 0.10


def test_forty_samples_run_end_to_end(study, tmp_path, capsys):
    path = tmp_path / "simulation.md"
    study.main(["--samples", "40", "--seed", "3", "--workers", "1", "--write", str(path)])
    rows = study.read(path.with_suffix(".csv"))
    assert path.read_text(encoding="utf-8") == study.page(rows, 3)
    assert "met: " in capsys.readouterr().out
    assert {row.samples for row in rows} == {40}
    assert all(np.isfinite([row.bias, row.root_mean_square, row.half_width, row.coverage]).all() for row in rows)
    for row in rows:
        assert row.root_mean_square >= abs(row.bias)
        assert row.usable >= max(row.missed, row.falsely_usable)
    # the same samples whatever else is drawn
    one, other = (study.short_economy(3, 7) for _ in range(2))
    np.testing.assert_array_equal(one.output, other.output)
    assert not np.array_equal(one.output, study.short_economy(3, 8).output)


def test_samples_have_the_growth_of_the_national_account(study):
    growth = study.national_growth()
    many = [study.short_economy(0, sample) for sample in range(400)]
    for name in ("capital", "labour"):
        rates = np.diff(np.log([economy.inputs[name] for economy in many]), axis=1)
        mean, sd = growth[name]
        # 400 · 24 draws: four standard errors of mean and of deviation
        assert rates.mean() == pytest.approx(mean, abs=4 * sd / np.sqrt(rates.size))
        assert rates.std() == pytest.approx(sd, abs=4 * sd / np.sqrt(2 * rates.size))
    assert growth["capital"][0] == pytest.approx(0.075, abs=0.005)
    wide = study.wide_economy(0, 0)
    error = np.log(wide.output) - 0.4 * np.log(wide.inputs["capital"]) - 0.6 * np.log(wide.inputs["labour"])
    assert error.std() == pytest.approx(0.15, rel=0.15)
