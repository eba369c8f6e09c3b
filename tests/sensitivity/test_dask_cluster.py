"""The engine on a Dask cluster of two workers, one of which is killed in the middle of a run."""

import importlib.util
import os
import signal
import warnings

import engine_models as models
import numpy as np
import pytest

from tfp_soctrang.sensitivity.design import Design
from tfp_soctrang.sensitivity.distributions import Triangular, TruncatedNormal, Uniform
from tfp_soctrang.sensitivity.monte_carlo import monte_carlo
from tfp_soctrang.sensitivity.variance import sobol_indices

FACTORS = {
    "a": TruncatedNormal(centre=0.0, sd=1.0),
    "b": Uniform(low=-1.0, high=1.0),
    "c": Triangular(low=0.0, mode=0.2, high=1.0),
}


@pytest.fixture(scope="module")
def cluster(not_run):
    if importlib.util.find_spec("distributed") is None:
        not_run("install dask[distributed]: the engine is tried on a cluster of two workers")
    with warnings.catch_warnings():
        # of the cluster's own machinery, while it starts and stops: not of what is tested
        warnings.simplefilter("ignore")
        from distributed import Client, LocalCluster

        with (
            LocalCluster(n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None) as cluster,
            Client(cluster) as client,
        ):
            yield client


def design_of(sampling):
    return Design(
        factors=FACTORS, draws=2**14, seed=5, sampling=sampling, block_size=256, rank_correlations={("a", "c"): 0.5}
    )


def test_two_workers_give_the_same_bits(cluster):
    for sampling in ("random", "latin_hypercube", "sobol"):
        design = design_of(sampling)
        alone = monte_carlo(models.exponential_sum, design)
        found = monte_carlo(models.exponential_sum, design, executor=cluster.get_executor())
        assert np.array_equal(found.values("y"), alone.values("y"))


def test_two_workers_give_the_same_indices(cluster):
    design = Design(factors=FACTORS, draws=2**10, seed=5, sampling="sobol", block_size=128)
    alone = sobol_indices(models.exponential_sum, design)
    found = sobol_indices(models.exponential_sum, design, executor=cluster.get_executor())
    assert np.array_equal(found.evaluations["y"], alone.evaluations["y"])
    assert np.array_equal(found["y"].total_error, alone["y"].total_error)


def test_killing_a_worker_in_mid_run_changes_no_bit(cluster):
    design = design_of("random")
    alone = monte_carlo(models.exponential_sum, design)
    before = {worker: info["pid"] for worker, info in cluster_pids(cluster).items()}
    assert len(before) == 2
    killed = []

    def progress(done, _):
        if done >= design.draws // 4 and not killed:
            killed.append(next(iter(before.values())))
            os.kill(killed[0], signal.SIGKILL)

    found = monte_carlo(models.slow_sum, design, executor=cluster.get_executor(), in_flight=16, progress=progress)
    assert killed
    assert killed[0] not in {info["pid"] for info in cluster_pids(cluster).values()}
    assert np.array_equal(found.values("y"), alone.values("y"))


def cluster_pids(client):
    return {worker: {"pid": pid} for worker, pid in client.run(os.getpid).items()}
