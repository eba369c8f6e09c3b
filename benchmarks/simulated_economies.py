"""Made-up economies of which everything is known: short series of years like Việt Nam's, and cross-sections.

Years: output = TFP · capital^0.4 · labour^0.6. Growth rates of capital, labour and TFP (changes of logs) are
independent normal draws, with the means and standard deviations of the bundled national account of 2011–2023 (TFP
there is that of the baseline, whose capital share is 0.40 too). TFP is thus a random walk with drift. Shocks of TFP
do not move the inputs: what fails here fails without endogeneity, which would make it worse.

Lively years: the same with inputs whose growth varies five times as much, as no national account shows: years that do
tell the elasticity.

Cross-section: log inputs are independent normal draws of standard deviation 0.7 (one in three is more than twice or
less than half the middle), and log output has an independent error of 0.15.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np

import tfp_soctrang as tfp

CAPITAL_ELASTICITY = 0.40
FIRST_YEAR, YEARS = 2001, 25
PHASE = range(2021, 2026)
FIRST_SEEN, LAST_SEEN = 2011, 2023
LIVELY = 5.0
UNITS, SPREAD, ERROR = 500, 0.7, 0.15


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Economy:
    """Output and inputs in levels, shape (n,), and the years or None."""

    output: np.ndarray
    inputs: dict[str, np.ndarray]
    years: np.ndarray | None


@cache
def national_growth() -> dict[str, tuple[float, float]]:
    """Return mean and standard deviation of the yearly changes of logs by series."""
    levels = tfp.study(tfp.load("viet_nam")).phase(FIRST_SEEN, LAST_SEEN).levels
    logs = {
        name: np.log([getattr(level, field) for level in levels])
        for name, field in (("output", "output"), ("capital", "capital_input"), ("labour", "labour_input"))
    }
    logs["tfp"] = logs["output"] - CAPITAL_ELASTICITY * logs["capital"] - (1.0 - CAPITAL_ELASTICITY) * logs["labour"]
    changes = {name: np.diff(log) for name, log in logs.items() if name != "output"}
    return {name: (float(change.mean()), float(change.std(ddof=1))) for name, change in changes.items()}


def short_economy(seed: int, sample: int, *, lively: bool = False) -> Economy:
    """Return 25 years, the same for the same seed and number of the sample whatever else is drawn."""
    random = np.random.default_rng(np.random.SeedSequence(seed, spawn_key=(2 if lively else 0, sample)))
    logs = {
        name: random.normal(mean, sd * (LIVELY if lively and name != "tfp" else 1.0), YEARS).cumsum()
        for name, (mean, sd) in national_growth().items()
    }
    output = logs["tfp"] + CAPITAL_ELASTICITY * logs["capital"] + (1.0 - CAPITAL_ELASTICITY) * logs["labour"]
    return Economy(
        output=np.exp(output),
        inputs={name: np.exp(logs[name]) for name in ("capital", "labour")},
        years=np.arange(FIRST_YEAR, FIRST_YEAR + YEARS),
    )


def wide_economy(seed: int, sample: int) -> Economy:
    """Return a cross-section of 500 units."""
    random = np.random.default_rng(np.random.SeedSequence(seed, spawn_key=(1, sample)))
    capital, labour = random.normal(0.0, SPREAD, (2, UNITS))
    output = CAPITAL_ELASTICITY * capital + (1.0 - CAPITAL_ELASTICITY) * labour + random.normal(0.0, ERROR, UNITS)
    return Economy(output=np.exp(output), inputs={"capital": np.exp(capital), "labour": np.exp(labour)}, years=None)
