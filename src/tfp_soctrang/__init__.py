"""Growth accounting from published tables to a defended figure."""

from tfp_soctrang.api import calibrate, check, load, study, write_template
from tfp_soctrang.arithmetic.accounting import growth_account
from tfp_soctrang.arithmetic.capital import perpetual_inventory
from tfp_soctrang.sources.assumption_file import baseline

__all__ = [
    "baseline",
    "calibrate",
    "check",
    "growth_account",
    "load",
    "perpetual_inventory",
    "study",
    "write_template",
]

__version__ = "0.1.0"
