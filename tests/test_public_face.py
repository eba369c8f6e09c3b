"""What a user sees without opening a page: names after a dot, the text at a hover, the signature."""

from __future__ import annotations

import inspect
import re

import pytest

import tfp_soctrang as tfp
from public_results import results
from test_shown import returned

FUNCTIONS = [name for name in tfp.__all__ if inspect.isfunction(getattr(tfp, name))]
# These take arrays and no study: what may be passed and what comes back is told by shapes.
OVER_ARRAYS = ["ces", "cobb_douglas", "growth_account", "perpetual_inventory", "state_space", "translog"]
# What is drawn in a hover before it is cut, in the editors that show most.
LONGEST_LINE = 115


def sections(function):
    return set(re.findall(r"^(\w+)\n-{3,}$", inspect.getdoc(function), re.MULTILINE))


@pytest.mark.parametrize("name", tfp.__all__)
def test_first_line_says_it_alone(name):
    first, *rest = inspect.getdoc(getattr(tfp, name)).splitlines()
    assert len(first) <= LONGEST_LINE
    assert first.endswith(".")
    assert not rest or rest[0] == ""
    if name in FUNCTIONS:
        assert first.startswith(("Return ", "Write "))


@pytest.mark.parametrize("name", FUNCTIONS)
def test_parameters_and_refusals_are_told(name):
    function = getattr(tfp, name)
    text = inspect.getdoc(function)
    told = re.search(r"^Parameters\n-+\n(.*?)(?=^\w+\n-{3,}$|\Z)", text, re.MULTILINE | re.DOTALL)
    heads = {word for line in re.findall(r"^(\w[\w, ]*)$", told[1], re.MULTILINE) for word in line.split(", ")}
    parameters = set(inspect.signature(function).parameters)
    assert heads <= parameters, "documents what is not there"
    # a study and a phase are what they are; all else is told
    assert parameters - heads - {"study", "first_year", "last_year"} == set()
    assert "Raises" in sections(function)
    assert re.search(r"^(Data|Assumption|Estimation)Error\b", text, re.MULTILINE)


@pytest.mark.parametrize("name", OVER_ARRAYS)
def test_functions_over_arrays_tell_shapes_sources_and_an_example(name):
    function = getattr(tfp, name)
    assert {"Parameters", "Returns", "Raises", "References", "Examples"} <= sections(function)
    assert re.search(r"shape|\(n", inspect.getdoc(function))


@pytest.mark.parametrize("name", sorted(set(FUNCTIONS) - set(OVER_ARRAYS)))
def test_functions_that_need_no_file_have_an_example(name):
    needs_files = {"guess_mapping", "industry_account", "merged_account", "show", "write_template"}
    assert ("Examples" in sections(getattr(tfp, name))) != (name in needs_files)


@pytest.mark.parametrize("name", FUNCTIONS)
def test_signature_reads(name):
    """Every argument has a type, what comes back has one, and choices are given by keyword."""
    signature = inspect.signature(getattr(tfp, name))
    assert signature.return_annotation is not inspect.Signature.empty
    for parameter in signature.parameters.values():
        assert parameter.annotation is not inspect.Parameter.empty
        assert "Any" not in str(parameter.annotation)
    positional = [one for one in signature.parameters.values() if one.kind is one.POSITIONAL_OR_KEYWORD]
    assert len(positional) <= 4
    assert len(str(signature)) < 900


@pytest.mark.parametrize("kind", sorted(returned(), key=lambda one: one.__name__), ids=lambda one: one.__name__)
def test_results_tell_what_they_are_and_what_may_be_asked_of_them(kind):
    assert kind.__doc__
    assert not kind.__doc__.startswith(f"{kind.__name__}("), "the text of dataclass, not ours"
    for name, one in vars(kind).items():
        if name.startswith("_") or not (isinstance(one, property | classmethod) or inspect.isfunction(one)):
            continue
        assert inspect.getdoc(one), f"{kind.__name__}.{name}"


def test_tab_offers_public_names_only():
    assert set(dir(tfp)) - {"__version__"} == {*tfp.__all__, "figures"}
    data = tfp.load("soc_trang")
    offered = [name for name in dir(tfp.study(data)) if not name.startswith("_")]
    assert {"phase", "prepare", "data", "assumptions"} <= set(offered)


@pytest.mark.parametrize(
    ("name", "keys"),
    [
        ("dataset", {"output_const2010", "employed_icls19"}),
        ("baseline", {"labour_share", "depreciation_rate"}),
        ("calibration", {"labour_share"}),
        ("estimates", {"translog_free"}),
        ("projection", {"baseline", "plan", "low"}),
        ("scenarios", {"baseline", "plan", "low"}),
        ("run", {"tfp_contribution_share", "tfp_growth"}),
        ("variance", {"tfp_contribution_share"}),
    ],
)
def test_tab_in_brackets_offers_what_the_brackets_take(name, keys, tmp_path_factory):
    record = results(str(tmp_path_factory.getbasetemp()))[name]
    offered = record._ipython_key_completions_()
    assert keys <= set(offered)
    for key in offered:
        record[key]
