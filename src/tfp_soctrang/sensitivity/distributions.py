"""How an assumption is drawn: distributions by their quantile function, each checked when it is made.

All are frozen records with `quantile(u)`, the ends of their range `low` and `high`, `mean` and `variance`.
"""

from __future__ import annotations

from tfp_soctrang.sensitivity.bounded_distributions import Beta, Fixed, Pert, Triangular, Uniform
from tfp_soctrang.sensitivity.empirical_distribution import Empirical
from tfp_soctrang.sensitivity.marginal import Marginal
from tfp_soctrang.sensitivity.normal_distributions import LogNormal, TruncatedNormal

__all__ = ["Beta", "Empirical", "Fixed", "LogNormal", "Marginal", "Pert", "Triangular", "TruncatedNormal", "Uniform"]
