"""The tables of the archive, and the triggers that let rows be added and nothing else."""

from __future__ import annotations

import sqlite3

__all__ = ["APPLICATION_ID", "SCHEMA_VERSION", "create_schema", "schema_faults"]

# the letters TFPA, at the place of the file's header where SQLite keeps the program a file belongs to
APPLICATION_ID = int.from_bytes(b"TFPA", "big")
SCHEMA_VERSION = 1

# Two things here are not what one would write first.
#
# The column `value` has no declared type: a REAL column stores a whole number as an integer and gives -0.0 back as
# 0.0; without a type the eight bytes are kept as they are, and the CHECK lets only a float in.
#
# A row of `vintages` (of `runs`) is written after the rows it is made of, and closes them: from then on the triggers
# refuse another row of it. That is why the keys pointing at it are checked at the end of the transaction only.
_TABLES = (
    """CREATE TABLE vintages (
        id INTEGER PRIMARY KEY,
        dataset TEXT NOT NULL,
        territory TEXT NOT NULL,
        territory_record TEXT NOT NULL,
        file_name TEXT NOT NULL,
        file_sha256 TEXT NOT NULL,
        edition TEXT NOT NULL,
        release_date TEXT NOT NULL,
        access_date TEXT NOT NULL CHECK (access_date >= release_date),
        note TEXT NOT NULL,
        figures_sha256 TEXT NOT NULL,
        row_sha256 TEXT NOT NULL,
        UNIQUE (territory, dataset, edition, release_date)
    )""",
    """CREATE TABLE series (
        vintage INTEGER NOT NULL REFERENCES vintages (id) DEFERRABLE INITIALLY DEFERRED,
        name TEXT NOT NULL,
        position INTEGER NOT NULL,
        own_name TEXT NOT NULL,
        unit TEXT NOT NULL,
        quantity TEXT NOT NULL,
        multiplier NOT NULL CHECK (typeof(multiplier) = 'real'),
        price_base TEXT,
        breaks TEXT NOT NULL,
        caveats TEXT NOT NULL,
        links TEXT NOT NULL,
        PRIMARY KEY (vintage, name),
        UNIQUE (vintage, position)
    ) WITHOUT ROWID""",
    """CREATE TABLE observations (
        vintage INTEGER NOT NULL,
        series TEXT NOT NULL,
        year INTEGER NOT NULL,
        value NOT NULL CHECK (typeof(value) = 'real'),
        status TEXT NOT NULL,
        source TEXT NOT NULL,
        reference TEXT NOT NULL,
        edition TEXT,
        edition_year INTEGER,
        licence TEXT NOT NULL,
        note TEXT NOT NULL,
        note_vi TEXT NOT NULL,
        PRIMARY KEY (vintage, series, year),
        FOREIGN KEY (vintage, series) REFERENCES series (vintage, name) DEFERRABLE INITIALLY DEFERRED
    ) WITHOUT ROWID""",
    """CREATE TABLE runs (
        id INTEGER PRIMARY KEY,
        command TEXT NOT NULL,
        assumptions TEXT NOT NULL,
        code_version TEXT NOT NULL,
        result TEXT NOT NULL,
        result_sha256 TEXT NOT NULL,
        recorded_at TEXT NOT NULL,
        row_sha256 TEXT NOT NULL
    )""",
    """CREATE TABLE run_inputs (
        run INTEGER NOT NULL REFERENCES runs (id) DEFERRABLE INITIALLY DEFERRED,
        vintage INTEGER NOT NULL REFERENCES vintages (id),
        PRIMARY KEY (run, vintage)
    ) WITHOUT ROWID""",
)

# The triggers on INSERT stop INSERT OR REPLACE, which deletes the old row without asking a trigger on DELETE.
_TRIGGERS = (
    """CREATE TRIGGER vintages_stay BEFORE INSERT ON vintages WHEN EXISTS (
        SELECT 1 FROM vintages WHERE id = NEW.id OR (territory = NEW.territory AND dataset = NEW.dataset
            AND edition = NEW.edition AND release_date = NEW.release_date)
    ) BEGIN SELECT RAISE(ABORT, 'append only: this vintage is stored already'); END""",
    """CREATE TRIGGER runs_stay BEFORE INSERT ON runs WHEN EXISTS (SELECT 1 FROM runs WHERE id = NEW.id)
    BEGIN SELECT RAISE(ABORT, 'append only: this run is stored already'); END""",
    """CREATE TRIGGER series_closed BEFORE INSERT ON series
    WHEN EXISTS (SELECT 1 FROM vintages WHERE id = NEW.vintage)
    BEGIN SELECT RAISE(ABORT, 'append only: a stored vintage takes no further series'); END""",
    """CREATE TRIGGER observations_closed BEFORE INSERT ON observations
    WHEN EXISTS (SELECT 1 FROM vintages WHERE id = NEW.vintage)
    BEGIN SELECT RAISE(ABORT, 'append only: a stored vintage takes no further number'); END""",
    """CREATE TRIGGER run_inputs_closed BEFORE INSERT ON run_inputs
    WHEN EXISTS (SELECT 1 FROM runs WHERE id = NEW.run)
    BEGIN SELECT RAISE(ABORT, 'append only: a stored run takes no further input'); END""",
    """CREATE TRIGGER vintages_not_updated BEFORE UPDATE ON vintages
    BEGIN SELECT RAISE(ABORT, 'append only: no row is changed'); END""",
    """CREATE TRIGGER series_not_updated BEFORE UPDATE ON series
    BEGIN SELECT RAISE(ABORT, 'append only: no row is changed'); END""",
    """CREATE TRIGGER observations_not_updated BEFORE UPDATE ON observations
    BEGIN SELECT RAISE(ABORT, 'append only: no row is changed'); END""",
    """CREATE TRIGGER runs_not_updated BEFORE UPDATE ON runs
    BEGIN SELECT RAISE(ABORT, 'append only: no row is changed'); END""",
    """CREATE TRIGGER run_inputs_not_updated BEFORE UPDATE ON run_inputs
    BEGIN SELECT RAISE(ABORT, 'append only: no row is changed'); END""",
    """CREATE TRIGGER vintages_not_deleted BEFORE DELETE ON vintages
    BEGIN SELECT RAISE(ABORT, 'append only: no row is deleted'); END""",
    """CREATE TRIGGER series_not_deleted BEFORE DELETE ON series
    BEGIN SELECT RAISE(ABORT, 'append only: no row is deleted'); END""",
    """CREATE TRIGGER observations_not_deleted BEFORE DELETE ON observations
    BEGIN SELECT RAISE(ABORT, 'append only: no row is deleted'); END""",
    """CREATE TRIGGER runs_not_deleted BEFORE DELETE ON runs
    BEGIN SELECT RAISE(ABORT, 'append only: no row is deleted'); END""",
    """CREATE TRIGGER run_inputs_not_deleted BEFORE DELETE ON run_inputs
    BEGIN SELECT RAISE(ABORT, 'append only: no row is deleted'); END""",
)


def create_schema(connection: sqlite3.Connection) -> None:
    """Write tables, triggers and marks into an empty file, inside the caller's transaction."""
    for statement in (*_TABLES, *_TRIGGERS):
        connection.execute(statement)
    # a PRAGMA takes no bound parameter; both numbers are constants of this file
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")


def _schema(connection: sqlite3.Connection) -> dict[str, str | None]:
    return dict(connection.execute("SELECT name, sql FROM sqlite_master").fetchall())


def schema_faults(connection: sqlite3.Connection) -> tuple[str, ...]:
    """Return the names of tables and triggers that are missing, changed or not ours."""
    model = sqlite3.connect(":memory:", isolation_level=None)
    try:
        create_schema(model)
        ours, found = _schema(model), _schema(connection)
    finally:
        model.close()
    return tuple(sorted(name for name in ours.keys() | found.keys() if (name, ours.get(name)) not in found.items()))
