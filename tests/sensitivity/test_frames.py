import engine_models as models
import numpy as np

from tfp_soctrang.sensitivity.design import Design
from tfp_soctrang.sensitivity.distributions import Uniform
from tfp_soctrang.sensitivity.monte_carlo import monte_carlo
from tfp_soctrang.sensitivity.shapley import shapley_effects
from tfp_soctrang.sensitivity.specification_curve import specification_curve
from tfp_soctrang.sensitivity.specification_grid import SpecificationGrid
from tfp_soctrang.sensitivity.tornado import tornado
from tfp_soctrang.sensitivity.two_way import two_way
from tfp_soctrang.sensitivity.variance import sobol_indices

FACTORS = {"a": Uniform(low=-0.01, high=0.03), "b": Uniform(low=-0.01, high=0.03), "c": Uniform(low=0.0, high=1.0)}
DESIGN = Design(factors=FACTORS, draws=256, seed=0, sampling="sobol")


def test_a_run_is_a_table_by_outcome():
    frame = monte_carlo(models.share, DESIGN).to_frame(level=0.5)
    assert list(frame.index) == ["share", "path[0]", "path[1]"]
    assert frame.loc["path[0]", "low"] < frame.loc["path[0]", "median"] < frame.loc["path[0]", "high"]
    assert frame.loc["path[0]", "probability_negative"] == 0.25
    never = monte_carlo(lambda p: {"y": np.ma.masked_all(len(p["a"]))}, DESIGN).to_frame()
    assert np.isnan(never.loc["y", "median"])
    assert never.loc["y", "probability_undefined"] == 1.0


def test_variance_is_a_table_by_assumption():
    first = sobol_indices(models.linear, DESIGN)["y"]
    frame = first.to_frame()
    assert list(frame.index) == ["a", "b", "c"]
    assert np.array_equal(frame["total"], first.total)
    assert (frame["total_low"] <= frame["total"]).all()
    assert (frame["total"] <= frame["total_high"]).all()
    effects = shapley_effects(models.linear, DESIGN)["y"]
    assert np.array_equal(effects.to_frame()["effect"], effects.effect)
    assert (effects.to_frame()["low"] <= effects.effect).all()


def test_a_tornado_is_a_table_in_its_order_with_reasons_in_their_cells():
    frame = tornado(models.linear, FACTORS, "y", amplitude="range").to_frame()
    assert list(frame.index) == ["c", "a", "b"]
    assert frame.loc["c", "swing"] == 0.5
    ratio = tornado(models.share, FACTORS, "share", amplitude="range", base={"b": 0.01}).to_frame()
    assert "not defined where a is -0.01" in str(ratio.loc["a", "at_low"])


def test_specifications_and_grids_are_tables():
    grid = SpecificationGrid(choices={"form": ["discrete", "log"], "share": [0.5, 0.4]})
    curve = specification_curve(lambda s: s["share"] + (s["form"] == "log"), grid, "tfp")
    frame = curve.to_frame()
    assert frame["tfp"].tolist() == [0.4, 0.5, 1.4, 1.5]
    assert list(frame.index) == [1, 0, 3, 2]
    assert frame.loc[3, "form"] == "log"
    assert list(curve.drivers().to_frame().index) == ["form", "share"]
    both = two_way(models.linear, {"a": 0.0, "b": 0.0, "c": 0.0}, ("a", 0.0, 1.0), ("b", 0.0, 1.0), "y", points=3)
    assert both.to_frame().loc[0.5, 1.0] == both.values[1, 2]
