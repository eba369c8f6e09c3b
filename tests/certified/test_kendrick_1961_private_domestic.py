"""Kendrick's productivity ratios of the United States private domestic economy, 1869 to 1957, five series.

Source
    Kendrick (1961), Productivity Trends in the United States, table A-XXII, commerce concept, 1929 = 100.
Formula
    Output index over the index of persons, manhours, labour input, capital input and total input, times 100. Total
    input itself is not recomputed: the weights of its subperiods are not in the table.
Tolerance
    The bound that the printed decimals imply: all indices have one, so that output o and input i are known to ± 0.05
    and the ratio r = 100 o/i to ± (0.05 + 0.05 r/100) 100/i, to which the rounding of the printed ratio adds 0.05. The
    bound lies between 0.12 and 0.55. All but three of the 444 ratios are within half a unit of the printed digit, 0.05,
    as if the printed ratios were made of the printed indices; the largest error is 0.0855.
Left out
    Total factor productivity of 1928: the printed ratio, 96.0, is not output over total input as transcribed, 93.9 over
    105.0, which give 89.4. The printed ratio implies a total input of 97.8, between that of labour and capital.
"""

import numpy as np
import pandas as pd
import pytest

from tfp_soctrang.arithmetic.shift_share import productivity_ratio

BASE_YEAR = 1929
INPUT_OF = {
    "output_per_person": "persons",
    "output_per_manhour": "manhours",
    "output_per_labor_input": "labor_input",
    "output_per_capital_input": "capital_input",
    "tfp": "total_input",
}
LEFT_OUT = ("tfp", 1928)
PRINTED_1928 = 96.0


@pytest.fixture(scope="module")
def tables(case_folder):
    folder = case_folder("kendrick_1961_private_domestic")
    data, published = (pd.read_csv(folder / name).set_index("period") for name in ("data.csv", "published.csv"))
    assert data.index.tolist() == published.index.tolist() == list(range(1869, 1958))
    return data, published


def rows_of(series, years):
    return np.array([(series, int(year)) != LEFT_OUT for year in years])


def ours_published_and_bound(data, published, series, output="output"):
    used = data[INPUT_OF[series]].to_numpy()
    ratio = productivity_ratio(data.index, data[output].to_numpy(), used, base_year=BASE_YEAR)
    bound = 0.05 + (0.05 + 0.05 * ratio / 100.0) * 100.0 / used
    kept = rows_of(series, data.index)
    return ratio[kept], published[series].to_numpy()[kept], bound[kept]


def error_and_bound(data, published, series, output="output"):
    ours, known, bound = ours_published_and_bound(data, published, series, output)
    return np.abs(ours - known), bound


@pytest.mark.parametrize("series", list(INPUT_OF))
def test_every_year_within_the_rounding_of_the_table(tables, series, compared):
    ours, published, bound = ours_published_and_bound(*tables, series)
    error = np.abs(ours - published)
    assert error.shape == ((88,) if series == "tfp" else (89,))
    compared("productivity ratios, 1929 = 100", ours, published, bound)
    assert error.max() <= 0.0855


def test_nearly_every_ratio_to_the_printed_digit(tables):
    errors = np.concatenate([error_and_bound(*tables, series)[0] for series in INPUT_OF])
    assert errors.size == 444
    # an error of exactly 0.05 is a tie of the printed digit and carries the rounding of the division
    assert (errors > 0.05 + 1e-9).sum() <= 3


def test_all_ratios_at_once(tables):
    data, _ = tables
    inputs = data[list(INPUT_OF.values())].to_numpy()
    together = productivity_ratio(data.index, data["output"].to_numpy(), inputs, base_year=BASE_YEAR)
    assert together.shape == (89, 5)
    assert (together[data.index.get_loc(BASE_YEAR)] == 100.0).all()
    for column, name in enumerate(INPUT_OF.values()):
        alone = productivity_ratio(data.index, data["output"], data[name], base_year=BASE_YEAR)
        assert np.array_equal(together[:, column], alone)


def test_the_year_left_out_does_not_follow_from_its_indices(tables):
    data, published = tables
    assert published.isna().sum().sum() == 1
    assert np.isnan(published.loc[1928, "tfp"])
    ratio = productivity_ratio(data.index, data["output"], data["total_input"], base_year=BASE_YEAR)
    assert abs(ratio[data.index.get_loc(1928)] - PRINTED_1928) > 6.0
    row = data.loc[1928]
    assert row["labor_input"] > 100.0 * row["output"] / PRINTED_1928 > row["capital_input"]


@pytest.mark.parametrize("series", list(INPUT_OF))
def test_the_comparison_tells_another_output(tables, series):
    # one printed unit more of output in every year but the base
    data, published = tables
    moved = data.assign(more=data["output"] + 0.2 * (data.index != BASE_YEAR))
    error, bound = error_and_bound(moved, published, series, output="more")
    assert (error > bound).sum() > 40
