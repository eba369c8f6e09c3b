import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tfp_soctrang.sensitivity.quantile_summary import QuantileSummary


def true_ranks(values, number):
    return np.count_nonzero(values < number), np.count_nonzero(values <= number)


def check(summary, values):
    n = len(values)
    allowed = summary.rank_error * n
    levels = np.linspace(0.0, 1.0, 41)
    for level, found in zip(levels, summary.quantiles(levels), strict=True):
        below, up_to = true_ranks(values, found)
        wanted = np.ceil(level * n)
        assert below - allowed < max(wanted, 1)
        assert up_to + allowed >= wanted
    for number in np.quantile(values, [0.1, 0.5, 0.93]):
        assert abs(summary.share_above(number) - np.mean(values > number)) <= summary.rank_error + 1e-12


@given(
    st.lists(st.integers(0, 400), min_size=1, max_size=12),
    st.integers(2, 16),
    st.integers(0, 2**32 - 1),
    st.sampled_from(["random", "rising", "falling", "ties", "zigzag"]),
)
def test_no_rank_errs_by_more_than_the_bound_whatever_the_stream(pieces, size, seed, kind):
    n = sum(pieces) + 1
    random = np.random.default_rng(seed)
    values = {
        "random": random.normal(size=n),
        "rising": np.arange(n, dtype=float),
        "falling": -np.arange(n, dtype=float),
        "ties": random.integers(0, 5, size=n).astype(float),
        "zigzag": np.where(np.arange(n) % 2, 1.0, -1.0) * np.arange(n),
    }[kind]
    summary = QuantileSummary(size)
    start = 0
    for piece in [*pieces, 1]:
        summary.add(values[start : start + piece])
        start += piece
    assert summary.count == n
    check(summary, values)
    height = np.log2(max(n / size, 1.0))
    assert summary.rank_error <= (height + 2) / (4 * size)


@given(st.lists(st.integers(0, 700), min_size=2, max_size=5), st.integers(0, 2**32 - 1))
def test_merged_summaries_keep_their_bound(sizes, seed):
    random = np.random.default_rng(seed)
    parts = [random.normal(size=size + 1) for size in sizes]
    merged = QuantileSummary(8)
    for part in parts:
        other = QuantileSummary(8)
        other.add(part)
        merged.merge(other)
    everything = np.concatenate(parts)
    assert merged.count == len(everything)
    check(merged, everything)


def test_the_bound_is_not_idle():
    """Some stream comes near to it: a bound many times too wide would say nothing."""
    values = np.arange(2.0**14)
    summary = QuantileSummary(16)
    summary.add(values)
    worst = max(abs(summary.share_above(number) - np.mean(values > number)) for number in values[::7])
    assert worst > 0.1 * summary.rank_error


def test_the_cut_of_the_stream_does_not_matter_and_few_values_are_exact():
    random = np.random.default_rng(3)
    values = random.normal(size=5000)
    whole, parts = QuantileSummary(64), QuantileSummary(64)
    whole.add(values)
    for part in np.array_split(values, 37):
        parts.add(part)
    levels = np.linspace(0.0, 1.0, 201)
    assert np.array_equal(whole.quantiles(levels), parts.quantiles(levels))
    few = QuantileSummary(64)
    few.add(values[:63])
    assert few.rank_error == 0.0
    assert np.array_equal(few.quantiles(levels), np.quantile(values[:63], levels, method="inverted_cdf"))


def test_summaries_of_different_sizes_do_not_merge():
    with pytest.raises(ValueError, match="sizes 8 and 16 do not merge"):
        QuantileSummary(8).merge(QuantileSummary(16))
