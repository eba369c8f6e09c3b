"""The manifest of a bundle: what it was made from, under which assumptions, with which checks, and every file of it."""

from __future__ import annotations

import hashlib
import json
import platform
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from tfp_soctrang import __version__
from tfp_soctrang.errors import NotApplicable
from tfp_soctrang.job.checks import PREVIOUS, PreviousFigure
from tfp_soctrang.job.publishing import BundleStore, file_records
from tfp_soctrang.job_records import Check
from tfp_soctrang.report.machine import as_json, assumptions_record

if TYPE_CHECKING:
    from datetime import date

    from tfp_soctrang.account import PhaseAccount
    from tfp_soctrang.job.inputs import JobInputs
    from tfp_soctrang.job.log import JobLog
    from tfp_soctrang.job_settings import Job, JobProjection

__all__ = ["SNAPSHOT", "Comparison", "comparison_of", "fingerprint_of", "manifest_text"]

FORMAT = 1
SNAPSHOT = "figures.json"  # the figures and assumptions a bundle rests on, for the comparison of the next run
# Packages whose version may change a digit or the bytes of a document.
_PACKAGES = ("numpy", "scipy", "pandas", "matplotlib", "openpyxl", "xlsxwriter", "docxtpl", "jinja2", "typst")


@cache
def versions() -> Mapping[str, str]:
    """Return the versions of the code, of Python and of the packages that computed and wrote a bundle."""
    found = {"tfp-soctrang": __version__, "python": platform.python_version()}
    for name in _PACKAGES:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            continue
    return MappingProxyType(found)


def fingerprint_of(inputs: JobInputs) -> str:
    """Return the sha256 of all that a run's result follows from: files, editions, day, versions."""
    record = [list(inputs.files), list(inputs.editions), inputs.as_of, dict(versions())]
    return hashlib.sha256(json.dumps(record, sort_keys=True).encode()).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """What a run's figure is compared with: an earlier figure, or the comparison that stands already.

    A second run on the same inputs meets its own bundle as the published one. It takes over what the first was compared
    with and the check that came of it, so that it gives the same bytes.
    """

    previous: PreviousFigure | None
    standing: Check | None


def comparison_of(job: Job, store: BundleStore, log: JobLog, fingerprint: str) -> Comparison:
    """Return what the figure of a job is compared with: the last published one of the same territory and phase."""
    for name in dict.fromkeys([store.current(), *log.published()]):
        manifest = store.manifest(name) if name else None
        if name is None or manifest is None:
            continue
        if (manifest.get("territory"), manifest.get("phase")) != (job.data.territory, str(job.phase)):
            continue
        if manifest.get("fingerprint") == fingerprint:
            return _standing(manifest)
        return Comparison(previous=_previous(store, name, manifest), standing=None)
    return Comparison(previous=None, standing=None)


def _standing(manifest: Mapping[str, Any]) -> Comparison:
    check = next(Check.from_record(one) for one in manifest["checks"] if one["name"] == PREVIOUS)
    before = manifest["previous"]
    previous = None if before is None else PreviousFigure(bundle=before["bundle"], share=before["share"], snapshot=None)
    return Comparison(previous=previous, standing=check)


def _previous(store: BundleStore, name: str, manifest: Mapping[str, Any]) -> PreviousFigure:
    path = store.path(name) / SNAPSHOT
    wanted = {one["name"]: one["sha256"] for one in manifest["outputs"]}
    snapshot = None
    try:
        content = path.read_bytes()
        if hashlib.sha256(content).hexdigest() == wanted.get(SNAPSHOT):
            snapshot = json.loads(content)
    except OSError:
        pass
    return PreviousFigure(bundle=name, share=manifest["figure"]["tfp_contribution_share"], snapshot=snapshot)


def _asked(projection: JobProjection) -> dict[str, Any]:
    """Return what a projection was asked for; its files stand among the inputs."""
    return {
        "phase": str(projection.phase),
        **{name: getattr(projection, name) for name in ("target", "growth", "draws", "seed")},
    }


def manifest_text(
    job: Job,
    inputs: JobInputs,
    account: PhaseAccount,
    comparison: Comparison,
    checks: Sequence[Check],
    fresh_until: date | None,
    folder: Path,
) -> str:
    """Return the manifest of a rendered bundle as JSON: no clock, no path, so the same inputs give the same bytes."""
    share = account.tfp_contribution_share
    before = comparison.previous
    return as_json(
        {
            "format": FORMAT,
            "territory": account.territory.code,
            "phase": str(job.phase),
            "first_year": account.first_year,
            "last_year": account.last_year,
            "language": job.language,
            "figure": {
                "tfp_contribution_share": None if isinstance(share, NotApplicable) else share,
                "tfp_growth": account.tfp_growth,
                "status": account.status.value,
            },
            "fresh_until": None if fresh_until is None else fresh_until.isoformat(),
            "checks": [one.record() for one in checks],
            "previous": None if before is None else {"bundle": before.bundle, "share": before.share},
            "fingerprint": fingerprint_of(inputs),
            "inputs": [dict(one) for one in inputs.files],
            "as_of": inputs.as_of,
            "editions": [dict(one) for one in inputs.editions],
            "allow_filled": job.allow_filled,
            "minimum_status": job.minimum_status.value,
            "sensitivity": asdict(job.sensitivity),
            "projection": None if job.projection is None else _asked(job.projection),
            "assumptions": assumptions_record(inputs.study.assumptions),
            "versions": dict(versions()),
            "outputs": file_records(folder),
        }
    )
