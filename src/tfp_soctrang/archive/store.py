"""The archive: every vintage of the figures and every run, kept for good in one SQLite file."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Self

from tfp_soctrang.archive.file import ArchiveFile
from tfp_soctrang.archive.records import (
    StoredRun,
    StoredVintage,
    file_content,
    insert_run,
    insert_vintage,
    read_runs,
    read_vintages,
    refuse_not_date,
    refuse_not_json,
    refuse_not_time,
)
from tfp_soctrang.archive.rows import figures_digest, rows_of, write_rows
from tfp_soctrang.archive.rules import check_everything, chosen_as_of, read_dataset, stored_already
from tfp_soctrang.dataset import Dataset
from tfp_soctrang.errors import ArchiveError
from tfp_soctrang.units import Territory
from tfp_soctrang.units import territory as territory_named

__all__ = ["Archive", "StoredRun", "StoredVintage"]

# a vintage takes milliseconds to write: who still waits after this long waits for a program that hangs
_TIMEOUT_SECONDS = 30.0


class Archive:
    """The archive of vintages and runs: rows are added, never changed or deleted.

    Every method is one transaction. Several programs may use the file at once: writers queue, readers wait for nobody
    and see one state throughout. A program that is killed leaves whole vintages and whole runs only.

    Keep the file on a disk of the machine (no network drive), and copy it while nobody has it open: the files that end
    in `-wal` and `-shm` beside it are part of it until then.

    Parameters
    ----------
    path
        The file.
    create
        Whether to make the file when it is not there.
    timeout
        Seconds to wait for another program that is writing.

    Raises
    ------
    ArchiveError
        The folder is missing, the file cannot be read and written, or it is not an archive of this version. Every
        method raises it too when the file is damaged, locked for longer than `timeout`, or cannot grow.

    Examples
    --------
    >>> import tempfile
    >>> import tfp_soctrang as tfp
    >>> with tempfile.TemporaryDirectory() as folder, Archive(Path(folder) / "archive.sqlite") as archive:
    ...     stored = archive.add(
    ...         tfp.load("viet_nam"),
    ...         file=b"the file's bytes",
    ...         edition="2024Q4",
    ...         release_date="2025-01-06",
    ...         access_date="2025-02-01",
    ...     )
    ...     data = archive.as_of("2025-06-30", "viet_nam")
    >>> stored.id, stored.added, data["output_const2010"].at(2024) == tfp.load("viet_nam")["output_const2010"].at(2024)
    (1, True, True)
    """

    def __init__(self, path: str | Path, *, create: bool = True, timeout: float = _TIMEOUT_SECONDS) -> None:
        self._file = ArchiveFile(Path(path), create=create, timeout=timeout)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; doing so twice is no fault."""
        self._file.close()

    @property
    def path(self) -> Path:
        """The file, as an absolute path."""
        return self._file.path

    def add(
        self,
        dataset: Dataset,
        *,
        file: bytes | Path,
        edition: str,
        release_date: str,
        access_date: str,
        note: str = "",
    ) -> StoredVintage:
        """Store the figures read from a file as a vintage, unless they are stored already.

        Within one edition of one data set (same name and territory), in this order:

        - same file and same figures as its newest vintage: nothing is added;
        - released later than its newest vintage: a new vintage;
        - same figures as one of its vintages, from the same file or a re-saved one: nothing is added;
        - other figures: refused. Two answers for the same edition at the same date are a mistake in one of them.

        Parameters
        ----------
        dataset
            The figures. Its `reference` is not stored with it: it is a data set of its own, to be added as one.
        file
            The file they were read from: its bytes, or its path.
        edition
            The name of the edition; spaces are tidied, and Vietnamese letters brought to their composed form.
        release_date, access_date
            When it was published and when it was fetched, written as 2025-06-30.
        note
            What a later reader should know.

        Returns
        -------
        StoredVintage
            The vintage; `added` is False when it was there before.

        Raises
        ------
        ArchiveError
            A date is not one, or the release lies after the access; the edition has no name; the data set is empty;
            the edition is stored with other figures and the release is not later; the file cannot be read.
        """
        if not dataset.series:
            raise ArchiveError(dataset.name, "holds no series, so there is nothing to store")
        edition = " ".join(unicodedata.normalize("NFC", edition).split())
        if not edition:
            raise ArchiveError("edition", "must have a name", value=edition, remedy="Give it as printed on the title.")
        refuse_not_date("release_date", release_date)
        refuse_not_date("access_date", access_date)
        if access_date < release_date:
            raise ArchiveError(
                "release_date",
                f"lies after the access on {access_date}",
                value=release_date,
                remedy="A file is fetched on the day of its release or later.",
            )
        rows = rows_of(dataset)
        file_name, content = file_content(file, dataset.name)
        draft = StoredVintage(
            id=0,
            dataset=dataset.name,
            territory=dataset.territory,
            file_name=file_name,
            file_sha256=hashlib.sha256(content).hexdigest(),
            edition=edition,
            release_date=release_date,
            access_date=access_date,
            note=note,
            figures_sha256=figures_digest(rows),
            added=True,
        )
        with self._file.writing() as connection:
            known = read_vintages(connection, self.path)
            stored = stored_already(connection, known, draft, dataset, self.path)
            if stored is not None:
                return stored
            last = max((one.id for one in known), default=0)
            stored = replace(draft, id=last + 1)
            write_rows(connection, stored.id, rows)
            insert_vintage(connection, stored)
        return stored

    def vintages(self, territory: Territory | str | None = None) -> tuple[StoredVintage, ...]:
        """Return the vintages in the order they were added, of one territory or all.

        Raises
        ------
        DataError
            The territory is not known.
        """
        with self._file.reading() as connection:
            found = read_vintages(connection, self.path)
        if territory is None:
            return found
        code = _code(territory)
        return tuple(one for one in found if one.territory.code == code)

    def dataset(self, vintage_id: int, *, reference: Dataset | None = None) -> Dataset:
        """Return a vintage as it was added, bit for bit.

        Parameters
        ----------
        vintage_id
            The `id` of a stored vintage.
        reference
            The wider territory's figures to attach.

        Raises
        ------
        ArchiveError
            There is no such vintage, or what is stored of it is damaged.
        """
        with self._file.reading() as connection:
            found = next((one for one in read_vintages(connection, self.path) if one.id == vintage_id), None)
            if found is None:
                raise ArchiveError("vintage", "is not in the archive", value=vintage_id, remedy="See vintages().")
            return read_dataset(connection, found, self.path, reference)

    def as_of(
        self, date: str, territory: Territory | str, dataset: str | None = None, *, reference: Dataset | None = None
    ) -> Dataset:
        """Return the figures as they were known on a day: each series whole, from the newest vintage that holds it.

        Newest is by release date, then by order of adding; a vintage holds a series when it has a number of it. A
        publication seldom carries every series, so the newest vintage alone would lose those it is silent about. But
        the cells of two vintages are never mixed within one series: a growth rate across the seam would compare two
        states of the accounts (before and after a revision, a census, a change of price base) and belong to neither.
        So a newer vintage with fewer years gives fewer years; joining is a decision, for `AnnualSeries.joined`
        or a link by growth, not for an archive.

        Parameters
        ----------
        date
            The day, written as 2025-06-30; vintages released on it count.
        territory
            Whose figures.
        dataset
            The name of the data set; None for all of the territory's.
        reference
            The wider territory's figures to attach, usually `as_of` the same day.

        Returns
        -------
        Dataset
            Series of the newest vintage first, in its order. Named as its vintages' data set, or as the territory's
            code when they have several.

        Raises
        ------
        ArchiveError
            The date is not one, or nothing was released by then.
        DataError
            The territory is not known.
        """
        with self._file.reading() as connection:
            chosen = chosen_as_of(connection, date, _code(territory), dataset, self.path)
            read = {one.id: read_dataset(connection, one, self.path) for one in chosen.values()}
        names = {one.dataset for one in chosen.values()}
        newest = read[next(iter(chosen.values())).id]
        return Dataset(
            name=newest.name if len(names) == 1 else newest.territory.code,
            territory=newest.territory,
            series={name: read[one.id][name] for name, one in chosen.items()},
            reference=reference,
        )

    def vintages_as_of(
        self, date: str, territory: Territory | str, dataset: str | None = None
    ) -> Mapping[str, StoredVintage]:
        """Return the vintage that `as_of` takes each series from: the inputs to record with a run.

        Raises
        ------
        ArchiveError
            The date is not one, or nothing was released by then.
        DataError
            The territory is not known.
        """
        with self._file.reading() as connection:
            return chosen_as_of(connection, date, _code(territory), dataset, self.path)

    def record_run(
        self,
        *,
        command: str,
        assumptions: str,
        code_version: str,
        result: str,
        vintages: Iterable[int],
        recorded_at: str,
    ) -> StoredRun:
        """Store a run.

        Parameters
        ----------
        command
            What was asked, as it can be asked again.
        assumptions, result
            JSON texts, kept character for character.
        code_version
            The version of the code.
        vintages
            The `id` of every vintage the run read; see `vintages_as_of`.
        recorded_at
            When, in ISO form: 2025-06-30 or 2025-06-30T08:00:00+07:00.

        Raises
        ------
        ArchiveError
            A text is not JSON, a vintage is not in the archive, the time is not one.
        """
        refuse_not_json("assumptions", assumptions)
        refuse_not_json("result", result)
        refuse_not_time(recorded_at)
        draft = StoredRun(
            id=0,
            command=command,
            assumptions=assumptions,
            code_version=code_version,
            result=result,
            result_sha256=hashlib.sha256(result.encode(errors="surrogatepass")).hexdigest(),
            vintages=tuple(sorted({int(one) for one in vintages})),
            recorded_at=recorded_at,
        )
        with self._file.writing() as connection:
            unknown = set(draft.vintages) - {one.id for one in read_vintages(connection, self.path)}
            if unknown:
                raise ArchiveError(
                    "vintages", "are not in the archive", value=sorted(unknown), remedy="Add them before the run."
                )
            last = connection.execute("SELECT COALESCE(MAX(id), 0) FROM runs").fetchone()[0]
            run = replace(draft, id=last + 1)
            insert_run(connection, run)
        return run

    def runs(self) -> tuple[StoredRun, ...]:
        """Return the runs in the order they were recorded.

        Raises
        ------
        ArchiveError
            What is stored of one is damaged.
        """
        with self._file.reading() as connection:
            return read_runs(connection, self.path)

    def check(self) -> None:
        """Check the whole file: structure, triggers, keys, and the sha256 of every vintage and run.

        Raises
        ------
        ArchiveError
            Something is not as it was written; the text says what.
        """
        with self._file.reading() as connection:
            check_everything(connection, self.path)


def _code(territory: Territory | str) -> str:
    return territory.code if isinstance(territory, Territory) else territory_named(territory).code
