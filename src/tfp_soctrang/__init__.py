"""Growth accounting from published tables to a defended figure.

The public names are loaded when they are first used, so that importing the package costs nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tfp_soctrang.api import (
        accounting_curve,
        baseline,
        calibrate,
        capital_account,
        check,
        estimate,
        guess_mapping,
        industry_account,
        load,
        merged_account,
        phase_sensitivity,
        project,
        revision,
        show,
        study,
        write_template,
    )
    from tfp_soctrang.arithmetic.accounting import growth_account
    from tfp_soctrang.arithmetic.capital import perpetual_inventory
    from tfp_soctrang.errors import AssumptionError, DataError, EstimationError, TfpError
    from tfp_soctrang.estimation.ces import ces
    from tfp_soctrang.estimation.cobb_douglas import cobb_douglas
    from tfp_soctrang.estimation.state_space_tfp import state_space
    from tfp_soctrang.estimation.translog import translog
    from tfp_soctrang.report import figures as figures

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
    "growth_account": "tfp_soctrang.arithmetic.accounting",
    "perpetual_inventory": "tfp_soctrang.arithmetic.capital",
    "ces": "tfp_soctrang.estimation.ces",
    "cobb_douglas": "tfp_soctrang.estimation.cobb_douglas",
    "state_space": "tfp_soctrang.estimation.state_space_tfp",
    "translog": "tfp_soctrang.estimation.translog",
    **dict.fromkeys(("AssumptionError", "DataError", "EstimationError", "TfpError"), "tfp_soctrang.errors"),
}

# Public modules: they are loaded when they are first used, as the names are.
_MODULES = {"figures": "tfp_soctrang.report.figures"}


def __getattr__(name: str) -> Any:  # noqa: ANN401 - whatever the public name is
    if name in _MODULES:
        globals()[name] = module = import_module(_MODULES[name])
        return module
    if name not in __all__:
        raise AttributeError(f"module 'tfp_soctrang' has no attribute {name!r}")
    value = getattr(import_module(_HOME.get(name, "tfp_soctrang.api")), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted([*__all__, *_MODULES, "__version__"])
