from __future__ import annotations

import pytest

import tfp_soctrang as tfp
from tfp_soctrang.errors import AssumptionError
from tfp_soctrang.sources.assumption_file import load_assumptions


def _load(tmp_path, text, territory="soc_trang"):
    path = tmp_path / "mine.toml"
    path.write_text(text, encoding="utf-8")
    return load_assumptions(path, territory)


@pytest.mark.parametrize("territory", ["viet_nam", "soc_trang"])
def test_every_baseline_number_has_range_source_and_reason(territory):
    found = tfp.baseline(territory)
    for one in [*found.values.values(), *(filler.parameter for filler in found.gap_fillers)]:
        assert one.low <= one.high
        assert one.value is None or one.low <= one.value <= one.high
        for text in (one.source, one.reason, one.unit, one.source_vi, one.reason_vi, one.unit_vi):
            assert text.strip(), one.name


def test_override_keeps_the_rest_and_names_itself_as_source(tmp_path):
    found = _load(tmp_path, "[soc_trang.assumptions.depreciation_rate]\nvalue = 0.06\n")
    assert found["depreciation_rate"].value == 0.06
    assert "mine.toml, line 1" in found["depreciation_rate"].source
    assert found["labour_share"] == tfp.baseline("soc_trang")["labour_share"]


def test_capital_share_mirrors_the_labour_share(tmp_path):
    found = _load(tmp_path, "[soc_trang.assumptions.capital_share]\nvalue = 0.45\nlow = 0.4\nhigh = 0.5\n")
    share = found["labour_share"]
    assert (share.value, share.low, share.high) == pytest.approx((0.55, 0.5, 0.6))


def test_reference_assumptions_are_overridden_too(tmp_path):
    found = _load(tmp_path, "[viet_nam.assumptions.initial_capital_output_ratio]\nvalue = 2.7\n")
    assert found.reference["initial_capital_output_ratio"].value == 2.7


def test_gap_filler_is_changed_by_its_name(tmp_path):
    found = _load(tmp_path, '[[soc_trang.gap_fillers]]\nname = "output_2025"\nvalue = 0.065\n')
    assert found["output_2025"].value == 0.065
    assert [filler.name for filler in found.gap_fillers] == [f.name for f in tfp.baseline("soc_trang").gap_fillers]


FAULTS = {
    "unknown table": ("[soc_trnag.assumptions.labour_share]\nvalue = 0.5\n", 1, "soc_trang"),
    "unknown assumption": ("[soc_trang.assumptions.labor_share]\nvalue = 0.5\n", 1, "labour_share"),
    "unknown key": ("[soc_trang.assumptions.labour_share]\nvalue = 0.5\nhgih = 0.6\n", 3, "high"),
    "percent": ("[soc_trang.assumptions.labour_share]\n\nvalue = 60\n", 3, "divide a percentage by 100"),
    "low above high": ("[soc_trang.assumptions.depreciation_rate]\nlow = 0.09\nhigh = 0.04\nvalue = 0.05\n", 1, "low"),
    "value outside range": ("[soc_trang.assumptions.depreciation_rate]\nvalue = 0.2\n", 1, "low and high"),
    "not a number": ('[soc_trang.assumptions.depreciation_rate]\nvalue = "5 %"\n', 2, "must be a number"),
    "not a table": ("[soc_trang.assumptions]\nlabour_share = 0.5\n", 2, "must be a table"),
    "both shares": (
        "[soc_trang.assumptions.capital_share]\nvalue = 0.5\n[soc_trang.assumptions.labour_share]\nvalue = 0.5\n",
        1,
        "one of the two",
    ),
    "unknown form": ('[soc_trang.settings]\nform = "linear"\n', 2, "discrete"),
    "unknown setting": ('[soc_trang.settings]\nfrom = "log"\n', 2, "form"),
    "unknown rule": ('[[soc_trang.gap_fillers]]\nname = "output_2025"\nrule = "guess"\n', 3, "reference_growth"),
    "filler out of meaning": ('[[soc_trang.gap_fillers]]\nname = "output_2025"\nvalue = 7.23\n', 3, "percentage"),
    "series list": ('[soc_trang.settings]\noutput = "output_const2010"\n', 2, "list"),
}


@pytest.mark.parametrize(("text", "line", "hint"), FAULTS.values(), ids=FAULTS)
def test_fault_is_refused_with_its_line(tmp_path, text, line, hint):
    with pytest.raises(AssumptionError) as caught:
        _load(tmp_path, text)
    assert len(caught.value.problems) == 1, caught.value.problems
    assert f"line {line}:" in caught.value.problems[0]
    assert hint in caught.value.problems[0]


def test_all_faults_at_once(tmp_path):
    text = (
        "[soc_trang.assumptions.labour_share]\nvalue = 60\n"
        "[soc_trang.assumptions.depreciation_rate]\nlow = 0.09\nhigh = 0.04\n"
        '[soc_trang.settings]\nform = "linear"\n'
        "[viet_nam.assumptions.depreciaton_rate]\nvalue = 0.05\n"
    )
    with pytest.raises(AssumptionError) as caught:
        _load(tmp_path, text)
    assert len(caught.value.problems) == 4


@pytest.mark.parametrize("content", [b"[soc_trang\n", b"\xff\xfe\x00", None])
def test_unreadable_file(tmp_path, content):
    path = tmp_path / "mine.toml"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(AssumptionError, match=r"mine\.toml"):
        load_assumptions(path, "soc_trang")


def test_with_values_refuses_a_name_it_does_not_know():
    with pytest.raises(AssumptionError, match="labor_share"):
        tfp.baseline("viet_nam").with_values(labor_share=0.5)


def test_settings_are_checked():
    with pytest.raises(AssumptionError, match="one of: closing"):
        tfp.baseline("viet_nam").with_settings(stock="mean")
