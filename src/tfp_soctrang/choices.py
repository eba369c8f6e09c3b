"""The named choices of method: one word, one thing. Arithmetic and records both use these words."""

from __future__ import annotations

from typing import Literal

__all__ = [
    "Averaging",
    "CapitalKind",
    "CohortMethod",
    "DisposalPolicy",
    "Distribution",
    "Efficiency",
    "FillRule",
    "Form",
    "InitialRule",
    "InvestmentTiming",
    "LabourKind",
    "Measure",
    "Retirement",
    "RetirementDistribution",
    "ReturnOnCapital",
    "ShareSource",
    "ShareYears",
    "StockTiming",
    "VerdictKind",
]

Form = Literal["discrete", "geometric", "log"]
Averaging = Literal["compound", "cumulative", "arithmetic", "mean_of_shares"]
Distribution = Literal["triangular", "pert", "uniform", "normal", "log_normal", "fixed"]
FillRule = Literal["growth", "reference_growth", "output_ratio"]
Measure = Literal["output", "investment", "labour"]

# Capital: which stock of the year, when investment arrives, what is measured, how assets age and leave.
StockTiming = Literal["closing", "opening", "average"]
InvestmentTiming = Literal["end", "middle", "start"]
CapitalKind = Literal["net", "gross", "productive", "services"]
Efficiency = Literal["geometric", "one_hoss_shay", "linear", "hyperbolic", "declining_balance"]
RetirementDistribution = Literal["sudden", "normal", "log_normal", "gamma", "weibull"]
Retirement = Literal["none", "sudden", "normal", "log_normal", "gamma", "weibull"]
CohortMethod = Literal["mixture", "product"]
DisposalPolicy = Literal["refuse", "reduce_stock"]
InitialRule = Literal["published", "ratio", "steady_state", "backcast"]
ReturnOnCapital = Literal["internal", "external"]

# Labour, and the shares of income that weigh the inputs.
LabourKind = Literal["persons", "hours", "composition", "trained_share"]
ShareSource = Literal[
    "coefficients",
    "compensation",
    "mixed_income_to_labour",
    "mixed_income_in_proportion",
    "self_employed_at_average_wage",
    "full_income",
    "income_by_status",
    "cobb_douglas",
    "translog",
    "state_space",
    "assumption",
]
VerdictKind = Literal["usable", "usable_with_prior", "not_identified"]
ShareYears = Literal["as_form", "two_year_mean"]
