"""One run of the study for one choice of everything: what grids and draws are compared with."""

from __future__ import annotations

from dataclasses import fields

import tfp_soctrang as tfp
from tfp_soctrang.errors import NotApplicable
from tfp_soctrang.settings import Settings

READING, RATIO_FACTOR, RATIO = "reading", "reference_ratio_factor", "initial_capital_output_ratio"
SETTINGS = {one.name for one in fields(Settings)}


def account(study, phase, chosen):
    """The account of a phase with settings and values by name; a factor of the reference's ratio becomes the ratio."""
    names = dict(chosen)
    reading = dict(zip(("form", "averaging"), names.pop(READING, "/").split("/"), strict=True))
    settings = {name: names.pop(name) for name in list(names) if name in SETTINGS}
    settings |= {name: word for name, word in reading.items() if word}
    factor = names.pop(RATIO_FACTOR, None)
    assumptions = study.assumptions.with_settings(**settings).with_values(**names)
    if factor is not None:
        used = tfp.study(study.data, assumptions).phase(*phase).assumptions
        ratios = [one.value for one in used if one.assumption.name == RATIO]
        if ratios:  # the stock begins with a ratio
            assumptions = assumptions.with_values(**{RATIO: factor * ratios[0]})
    return tfp.study(study.data, assumptions).phase(*phase)


def share(study, phase, chosen):
    """Its TFP contribution share, which must be defined."""
    found = account(study, phase, chosen).tfp_contribution_share
    assert not isinstance(found, NotApplicable), found
    return found
