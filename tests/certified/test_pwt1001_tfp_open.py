"""Penn World Table 10.01: TFP at constant national prices, 59 countries, 3 280 country-years of two series.

Source
    Feenstra, Inklaar and Timmer (2015), American Economic Review 105(10); the table of version 10.01 (CC BY 4.0).
Formula
    Δln rtfpna = Δln rgdpna - (1 - s) Δln rkna - s Δln(emp · hc · avh), s the two-year mean of labsh, index 2017 = 1;
    rwtfpna the same with rdana in place of rgdpna. Hours (avh) that are missing grow as those of the United States;
    a gap inside a country's own hours is interpolated linearly.
Tolerance
    Relative 1e-6. The table is stored in single precision: each number is off by up to 6e-8 of itself. The index of a
    year against 2017 rests on both years' output (weight 1), capital (1 - s) and the three factors of labour (s each),
    and is itself so rounded: 6e-8 · (2 + 2 (1 - s) + 6 s + 1) = 4e-7 at the worst, and the shares in between add a
    little. The measured maximum is 1.4e-7; the other capital series of the table moves the index by up to 27 %.
"""

import pandas as pd
import pytest

from tfp_soctrang.arithmetic.accounting import growth_account
from tfp_soctrang.arithmetic.growth import index_from_growth

BASE_YEAR = 2017
TOLERANCE = 1e-6


def filled_hours(own, reference):
    """Interpolate inside the country's own hours; outside them, grow as the reference does."""
    hours = own.interpolate(limit_area="inside")
    first, last = hours.first_valid_index(), hours.last_valid_index()
    if first is None:
        return reference.loc[own.index]
    reference = reference.loc[own.index]
    before = hours[first] * reference / reference[first]
    after = hours[last] * reference / reference[last]
    return hours.fillna(before.loc[:first]).fillna(after.loc[last:])


@pytest.fixture(scope="module")
def table(case_folder):
    folder = case_folder("pwt1001_tfp_open")
    data = pd.read_csv(folder / "data.csv").set_index(["isocode", "year"])
    us_hours = data.loc["USA", "avh"]
    data["hours"] = pd.concat({code: filled_hours(data.loc[code, "avh"], us_hours) for code in data.index.levels[0]})
    return data, pd.read_csv(folder / "published.csv").set_index(["isocode", "year"])


def recomputed(data, published, output, capital="rkna"):
    """Return the TFP index of every published country-year."""
    columns = {}
    for code, years in published.groupby(level="isocode").groups.items():
        rows = data.loc[years].droplevel("isocode")
        account = growth_account(
            rows.index,
            rows[output],
            rows[capital],
            rows["emp"] * rows["hc"] * rows["hours"],
            capital_share=1.0 - rows["labsh"],
            form="log",
        )
        index = pd.Series(index_from_growth(account.tfp_growth, log=True), index=rows.index)
        columns[code] = index / index[BASE_YEAR]
    return pd.concat(columns)


@pytest.mark.parametrize(("series", "output"), [("rtfpna", "rgdpna"), ("rwtfpna", "rdana")])
def test_every_country_year_of_the_tfp_index(table, series, output, compared):
    data, published = table
    ours = recomputed(data, published, output)
    assert len(ours) == len(published) == 3280
    assert ours.index.equals(published.index)
    assert published.index.get_level_values("isocode").nunique() == 59
    compared(series, ours, published[series], TOLERANCE, relative=True)


def test_countries_whose_hours_need_no_filling(table):
    data, published = table
    own = data["avh"].loc[published.index].notna().groupby("isocode").transform("all")
    error = (recomputed(data, published, "rgdpna") / published["rtfpna"] - 1.0).abs()[own]
    assert len(error) == 899
    assert error.max() <= TOLERANCE


def test_the_comparison_tells_capital_services_from_capital_stock(table):
    data, published = table
    error = (recomputed(data, published, "rgdpna", capital="rnna") / published["rtfpna"] - 1.0).abs()
    assert error.max() > 1000 * TOLERANCE
