"""Growth accounting from published tables to a defended figure.

The public names are loaded when they are first used, so that importing the package costs nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tfp_soctrang.accounting_choices import accounting_curve
    from tfp_soctrang.api.calibration import calibrate
    from tfp_soctrang.api.estimates import estimate
    from tfp_soctrang.api.loading import check, guess_mapping, load, merged_data, show, write_template
    from tfp_soctrang.api.projections import project
    from tfp_soctrang.api.studies import study
    from tfp_soctrang.arithmetic.accounting import growth_account
    from tfp_soctrang.arithmetic.capital import perpetual_inventory
    from tfp_soctrang.capital_measures import capital_account
    from tfp_soctrang.errors import AssumptionError, DataError, EstimationError, TfpError
    from tfp_soctrang.estimation.ces import ces
    from tfp_soctrang.estimation.cobb_douglas import cobb_douglas
    from tfp_soctrang.estimation.state_space_tfp import state_space
    from tfp_soctrang.estimation.translog import translog
    from tfp_soctrang.industry_accounts import industry_account, merged_account
    from tfp_soctrang.report import figures as figures
    from tfp_soctrang.revision_bridge import revision
    from tfp_soctrang.sources.assumption_file import baseline
    from tfp_soctrang.uncertain_phase import phase_sensitivity

__all__ = [
    "AssumptionError",
    "DataError",
    "EstimationError",
    "TfpError",
    "accounting_curve",
    "baseline",
    "calibrate",
    "capital_account",
    "ces",
    "check",
    "cobb_douglas",
    "estimate",
    "growth_account",
    "guess_mapping",
    "industry_account",
    "load",
    "merged_account",
    "merged_data",
    "perpetual_inventory",
    "phase_sensitivity",
    "project",
    "revision",
    "show",
    "state_space",
    "study",
    "translog",
    "write_template",
]

__version__ = "0.1.0"

_HOME = {
    "accounting_curve": "accounting_choices",
    "baseline": "sources.assumption_file",
    "calibrate": "api.calibration",
    "capital_account": "capital_measures",
    "ces": "estimation.ces",
    "cobb_douglas": "estimation.cobb_douglas",
    "estimate": "api.estimates",
    "growth_account": "arithmetic.accounting",
    "perpetual_inventory": "arithmetic.capital",
    "phase_sensitivity": "uncertain_phase",
    "project": "api.projections",
    "revision": "revision_bridge",
    "state_space": "estimation.state_space_tfp",
    "study": "api.studies",
    "translog": "estimation.translog",
    **dict.fromkeys(("AssumptionError", "DataError", "EstimationError", "TfpError"), "errors"),
    **dict.fromkeys(("check", "guess_mapping", "load", "merged_data", "show", "write_template"), "api.loading"),
    **dict.fromkeys(("industry_account", "merged_account"), "industry_accounts"),
}

# Public modules: they are loaded when they are first used, as the names are.
_MODULES = {"figures": "report.figures"}


def __getattr__(name: str) -> Any:  # noqa: ANN401 - whatever the public name is
    if name in _MODULES:
        globals()[name] = module = import_module(f"{__name__}.{_MODULES[name]}")
        return module
    if name not in __all__:
        raise AttributeError(f"module 'tfp_soctrang' has no attribute {name!r}")
    value = getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted([*__all__, *_MODULES, "__version__"])
