"""The named choices of method: one word, one thing. Arithmetic and records both use these words."""

from __future__ import annotations

from typing import Literal

__all__ = ["Averaging", "Distribution", "FillRule", "Form", "InvestmentTiming", "Measure", "StockTiming"]

Form = Literal["discrete", "geometric", "log"]
Averaging = Literal["compound", "cumulative", "arithmetic", "mean_of_shares"]
InvestmentTiming = Literal["end", "middle", "start"]
StockTiming = Literal["closing", "opening", "average"]
Distribution = Literal["triangular", "uniform", "fixed"]
FillRule = Literal["growth", "reference_growth", "output_ratio"]
Measure = Literal["output", "investment", "labour"]
