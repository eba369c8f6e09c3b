"""Fernald's annual growth from quarterly growth, 1948 to 1989, 42 years of seven series.

Source
    Fernald, A Quarterly, Utilization-Adjusted Series on Total Factor Productivity, Federal Reserve Bank of San
    Francisco Working Paper 2012-19; file of 5 March 2026.
Formula
    Quarterly growth is 400 Δln from 1947:Q2 on. Annual growth is 100 Δln of the mean over the quarters of a year of the
    level that the quarterly rates chain.
Tolerance
    Absolute 1e-10 percentage points; the case's own is 1e-9. Levels are below 6 and are rounded
    171 times, but neighbouring years share those roundings: 100 times some 4e-16 for each of eight quarters is 4e-13.
"""

import numpy as np
import pandas as pd
import pytest

from tfp_soctrang.arithmetic.temporal import annual_growth_from_quarterly

TOLERANCE = 1e-10
SERIES = ["dY", "dhours", "dk", "dLQ", "dtfp", "dutil", "dtfp_util"]


@pytest.fixture(scope="module")
def tables(case_folder):
    folder = case_folder("fernald_annualisation")
    data, published = (pd.read_csv(folder / name).set_index("date").iloc[1:] for name in ("data.csv", "published.csv"))
    assert data.index[0] == "1947:Q2"
    assert published.index.tolist() == list(range(1948, 1990))
    return data[SERIES].to_numpy(), published[SERIES].to_numpy()


def test_every_year_of_every_series(tables, compared):
    quarterly, published = tables
    ours = 100.0 * annual_growth_from_quarterly(quarterly / 400.0, first_quarter=2, log=True)
    assert ours.shape == (42, 7)
    compared("annual growth of seven series, points", ours, published, TOLERANCE)


def test_the_comparison_tells_fourth_quarters_and_means(tables):
    quarterly, published = tables
    of_year = quarterly[3:].reshape(42, 4, 7).mean(axis=1)  # mean of the four rates: fourth quarter over fourth quarter
    assert (np.abs(of_year - published).max(axis=0) > 0.1).all()


def test_the_comparison_tells_the_first_quarter(tables):
    quarterly, published = tables
    shifted = 100.0 * annual_growth_from_quarterly(quarterly / 400.0, first_quarter=3, log=True)
    assert np.abs(shifted - published[1:]).max() > 0.1
