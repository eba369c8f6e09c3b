"""The archive: exact, append only, and whole after a kill at any moment."""

from __future__ import annotations

import hashlib
import inspect
import os
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import tfp_soctrang
from tfp_soctrang.archive import store as archive_module
from tfp_soctrang.archive.schema import APPLICATION_ID, SCHEMA_VERSION
from tfp_soctrang.archive.store import Archive
from tfp_soctrang.dataset import Dataset
from tfp_soctrang.errors import ArchiveError, DataError
from tfp_soctrang.messages import SENTENCES, Message
from tfp_soctrang.provenance import Origin, Status, Vintage
from tfp_soctrang.series import AnnualSeries
from tfp_soctrang.sources.catalogue import load_bundled
from tfp_soctrang.units import CURRENT_PRICES, PriceBase, Quantity, Territory, Unit, territory

TABLES = ("vintages", "series", "observations", "runs", "run_inputs")
RUN = {
    "command": "phase 2021-2025",
    "assumptions": '{"depreciation_rate": 0.05}',
    "code_version": "0.1.0",
    "result": '{"tfp_contribution_share": 0.375}\n',
    "recorded_at": "2025-07-01T08:00:00+07:00",
}


def made_up(number, series=("output", "labour"), years=range(2010, 2025), name="soc_trang", code="soc_trang"):
    place = territory(code)
    return Dataset(
        name=name,
        territory=place,
        series={
            one: AnnualSeries(
                name=one,
                years=np.array(list(years), dtype=np.int64),
                values=np.array([number + position / 7 + year / 3 for year in years], dtype=np.float64),
                unit=Unit.parse("nghìn người"),
                price_base=None,
                territory=place,
                status=tuple(Status.OFFICIAL for _ in years),
                origin=tuple(Origin(source=f"Niên giám {number}", reference=f"B{year}") for year in years),
            )
            for position, one in enumerate(series)
        },
    )


def add(archive, number=1, *, data=None, file=None, edition=None, release="2025-01-06", access="2025-02-01", note=""):
    return archive.add(
        made_up(number) if data is None else data,
        file=f"file {number}".encode() if file is None else file,
        edition=f"edition {number}" if edition is None else edition,
        release_date=release,
        access_date=access,
        note=note,
    )


def record(one):
    return (
        one.name,
        one.years.tobytes(),
        one.values.tobytes(),
        one.unit,
        one.price_base,
        one.territory,
        one.status,
        one.origin,
        one.breaks,
        one.caveats,
        one.links,
    )


def content(data):
    return data.name, data.territory, [(name, record(one)) for name, one in data.series.items()]


@pytest.fixture
def path(tmp_path):
    return tmp_path / "archive.sqlite"


@pytest.fixture
def archive(path):
    with Archive(path) as opened:
        yield opened


@contextmanager
def raw(path, **options):
    with closing(sqlite3.connect(path, isolation_level=None, **options)) as connection:
        yield connection


# exactness


@pytest.mark.parametrize("name", ["soc_trang", "viet_nam"])
def test_bundled_data_come_back_exactly_and_in_order(archive, name):
    data = load_bundled(name)
    stored = add(archive, data=data)
    assert content(archive.dataset(stored.id)) == content(data)
    assert content(archive.as_of("2025-12-31", name)) == content(data)
    archive.check()


def test_the_reference_is_a_vintage_of_its_own_and_is_attached_on_request(archive):
    add(archive, data=load_bundled("soc_trang"))
    add(archive, data=load_bundled("viet_nam"))
    nation = archive.as_of("2025-12-31", "viet_nam")
    assert archive.as_of("2025-12-31", "soc_trang").reference is None
    assert archive.as_of("2025-12-31", "soc_trang", reference=nation).reference is nation
    assert archive.dataset(1, reference=nation).reference is nation


finite = st.floats(allow_nan=False, allow_infinity=False, allow_subnormal=True)
texts = st.text(max_size=8)
origins = st.builds(
    Origin,
    source=texts,
    reference=texts,
    vintage=st.none() | st.builds(Vintage, edition=texts, year=st.none() | st.integers(1900, 2100)),
    licence=texts,
    note=texts,
    note_vi=texts,
)
messages = st.builds(
    Message, st.sampled_from(sorted(SENTENCES)), st.lists(st.tuples(texts, texts | finite), max_size=3).map(tuple)
)


@st.composite
def all_series(draw, place):
    cells = draw(st.dictionaries(st.integers(-(2**61), 2**61) | st.integers(1990, 2030), finite, max_size=6))
    years = sorted(cells)
    return AnnualSeries(
        name=draw(texts),
        years=np.array(years, dtype=np.int64),
        values=np.array([cells[year] for year in years], dtype=np.float64),
        unit=draw(
            st.sampled_from([Unit.parse("tỷ đồng"), Unit.parse("%")])
            | st.builds(Unit, texts, st.just(Quantity.PERSONS), finite)
        ),
        price_base=draw(st.sampled_from([CURRENT_PRICES, PriceBase(2010), PriceBase(1994)])),
        territory=place,
        status=tuple(draw(st.sampled_from(Status)) for _ in years),
        origin=tuple(draw(origins) for _ in years),
        breaks=frozenset(draw(st.lists(st.integers(1990, 2030), max_size=3))),
        caveats=tuple(draw(st.lists(messages, max_size=3))),
    )


@st.composite
def datasets(draw):
    place = draw(
        st.sampled_from([territory("soc_trang"), territory("viet_nam")])
        | st.builds(Territory, code=texts, name_vi=texts, name_en=texts)
    )
    names = draw(st.lists(texts, min_size=1, max_size=4, unique=True))
    return Dataset(name=draw(texts), territory=place, series={name: draw(all_series(place)) for name in names})


@given(data=datasets())
def test_any_data_set_comes_back_bit_for_bit(data):
    with tempfile.TemporaryDirectory() as folder:
        with Archive(Path(folder) / "archive.sqlite") as archive:
            stored = add(archive, data=data)
            assert not add(archive, data=data).added
        with Archive(Path(folder) / "archive.sqlite") as archive:
            archive.check()
            assert content(archive.dataset(stored.id)) == content(data)
            assert content(archive.as_of("2025-01-06", data.territory)) == content(data)
            assert archive.vintages() == (stored,)


def test_the_sign_of_zero_and_the_smallest_numbers_are_kept(archive):
    values = np.array([-0.0, 0.0, 5e-324, -5e-324, 1.0, 2.0**53 + 2, 1.7976931348623157e308])
    one = made_up(1, years=range(2010, 2017))["output"]
    data = replace(made_up(1), series={"output": replace(one, values=values)})
    assert archive.dataset(add(archive, data=data).id)["output"].values.tobytes() == values.tobytes()


# adding


def test_a_stored_vintage_says_what_it_is(archive, tmp_path):
    file = tmp_path / "niên giám.xlsx"
    file.write_bytes(b"abc")
    stored = add(archive, file=file, edition="  Nie\u0302n giám\t2024 ", note="đã đối chiếu")
    assert stored.added
    assert (stored.id, stored.dataset, stored.territory) == (1, "soc_trang", territory("soc_trang"))
    assert stored.file_name == "niên giám.xlsx"
    assert stored.file_sha256 == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    assert stored.edition == "Niên giám 2024"
    assert (stored.release_date, stored.access_date) == ("2025-01-06", "2025-02-01")
    assert stored.note == "đã đối chiếu"
    assert archive.vintages() == (stored,)
    assert not archive.vintages()[0].added


def test_vintages_of_a_territory(archive):
    province = add(archive, 1)
    nation = add(archive, 2, data=made_up(2, name="viet_nam", code="viet_nam"))
    assert archive.vintages() == (province, nation)
    assert (
        archive.vintages("viet_nam") == archive.vintages("Việt Nam") == archive.vintages(nation.territory) == (nation,)
    )
    with pytest.raises(DataError, match="not a territory"):
        archive.vintages("Atlantis")


def test_the_same_file_again_adds_nothing_and_says_so(archive):
    first = add(archive, 1, file=b"x")
    for again in (
        add(archive, 1, file=b"x"),
        add(archive, 1, file=b"x", release="2025-01-20"),
        add(archive, 1, file=b"x", access="2025-03-01"),
    ):
        assert again == first
        assert not again.added
    assert archive.vintages() == (first,)


def test_a_saved_again_file_with_the_same_figures_adds_nothing(archive):
    first = add(archive, 1, file=b"x")
    better_words = made_up(1)
    better_words = replace(
        better_words,
        series={name: replace(one, caveats=(Message("analytical"),)) for name, one in better_words.series.items()},
    )
    assert add(archive, 1, data=better_words, file=b"y") == first
    assert len(archive.vintages()) == 1


def test_one_file_with_two_data_sets_or_two_editions_is_stored_for_each(archive):
    add(archive, 1, file=b"x")
    assert add(archive, 1, file=b"x", data=made_up(1, name="viet_nam", code="viet_nam")).added
    assert add(archive, 1, file=b"x", data=made_up(1, name="another")).added
    assert add(archive, 1, file=b"x", edition="second").added
    assert len(archive.vintages()) == 4


def test_other_figures_of_an_edition_need_a_later_release(archive):
    add(archive, 1, edition="2024")
    for release in ("2025-01-06", "2024-12-31"):
        with pytest.raises(ArchiveError, match=r"other figures, released on 2025-01-06.*later release date"):
            add(archive, 2, edition="2024", release=release)
    assert len(archive.vintages()) == 1
    assert add(archive, 2, edition="2024", release="2025-01-07").added
    assert content(archive.dataset(1)) == content(made_up(1))
    assert content(archive.dataset(2)) == content(made_up(2))


@pytest.mark.parametrize(
    "change",
    [
        {"status": (Status.PRELIMINARY,) * 15},
        {"breaks": frozenset({2015})},
        {"unit": Unit.parse("người")},
        {"price_base": CURRENT_PRICES},
        {"values": np.array([-0.0] + [1.0] * 14)},
    ],
)
def test_a_change_of_status_unit_prices_breaks_or_bits_is_other_figures(archive, change):
    base = made_up(1)
    one = replace(base["output"], values=np.array([0.0] + [1.0] * 14))
    add(archive, data=replace(base, series={"output": one}))
    with pytest.raises(ArchiveError, match="other figures"):
        add(archive, data=replace(base, series={"output": replace(one, **change)}), file=b"revised")


def test_the_same_file_read_differently_is_not_dropped_in_silence(archive):
    add(archive, 1, file=b"x", edition="2024")
    with pytest.raises(ArchiveError, match=r"read from the same file.*name that says so"):
        add(archive, 2, file=b"x", edition="2024")
    assert add(archive, 2, file=b"x", edition="2024, read again").added


def test_a_return_to_an_earlier_file_is_a_revision(archive):
    add(archive, 1, edition="2024", release="2025-01-01")
    add(archive, 2, edition="2024", release="2025-02-01", access="2025-03-01")
    assert add(archive, 1, edition="2024", release="2025-01-01").id == 1
    assert add(archive, 1, edition="2024", release="2025-03-01", access="2025-03-01").added
    assert content(archive.as_of("2025-02-15", "soc_trang")) == content(made_up(2))
    assert content(archive.as_of("2025-03-15", "soc_trang")) == content(made_up(1))


@pytest.mark.parametrize(
    "date", ["", "2025", "2025-02-30", "20250106", "2025-W01-1", "06/01/2025", " 2025-01-06", None]
)
def test_what_is_not_a_date_is_refused(archive, date):
    with pytest.raises(ArchiveError, match=r"release_date: is not a date.*2025-06-30"):
        add(archive, release=date)
    with pytest.raises(ArchiveError, match="access_date: is not a date"):
        add(archive, access=date)
    add(archive)
    with pytest.raises(ArchiveError, match="date: is not a date"):
        archive.as_of(date, "soc_trang")


def test_a_release_after_the_access_an_edition_without_name_and_no_series_are_refused(archive):
    with pytest.raises(ArchiveError, match="lies after the access on 2025-02-01"):
        add(archive, release="2025-02-02")
    with pytest.raises(ArchiveError, match="must have a name"):
        add(archive, edition=" \t")
    with pytest.raises(ArchiveError, match="holds no series"):
        add(archive, data=replace(made_up(1), series={}))
    assert archive.vintages() == ()


def test_a_file_that_cannot_be_read_is_refused(archive, tmp_path):
    with pytest.raises(ArchiveError, match=r"cannot be read.*Check the path"):
        add(archive, file=tmp_path / "missing.xlsx")
    assert archive.vintages() == ()


def test_a_text_that_is_not_unicode_is_refused_and_nothing_is_added(archive):
    with pytest.raises(ArchiveError, match=r"not Unicode.*Nothing was added"):
        add(archive, note="\ud800")
    assert archive.vintages() == ()
    assert add(archive).id == 1


def test_an_add_that_is_interrupted_leaves_nothing(archive, monkeypatch):
    def stop(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(archive_module, "insert_vintage", stop)
    with pytest.raises(KeyboardInterrupt):
        add(archive)
    monkeypatch.undo()
    archive.check()
    assert archive.vintages() == ()
    assert add(archive).id == 1


# as of a day


def test_as_of_takes_each_series_whole_from_the_newest_vintage_that_holds_it(archive):
    old = add(archive, 1, data=made_up(1, series=("output", "labour")), release="2024-01-01")
    new = add(
        archive, 2, data=made_up(2, series=("investment", "output"), years=range(2015, 2020)), release="2025-01-01"
    )
    assert content(archive.as_of("2024-01-01", "soc_trang")) == content(made_up(1))
    assert content(archive.as_of("2024-12-31", "soc_trang")) == content(made_up(1))
    found = archive.as_of("2025-01-01", "soc_trang")
    assert list(found) == ["investment", "output", "labour"]
    # the newer vintage has fewer years, and the older one fills none of them
    assert record(found["output"]) == record(archive.dataset(new.id)["output"])
    assert record(found["labour"]) == record(archive.dataset(old.id)["labour"])
    assert archive.vintages_as_of("2025-01-01", "soc_trang") == {"investment": new, "output": new, "labour": old}


def test_the_order_of_adding_decides_only_between_vintages_of_one_day(archive):
    add(archive, 1, release="2025-01-01")
    add(archive, 2, release="2024-01-01")
    assert content(archive.as_of("2025-06-30", "soc_trang")) == content(made_up(1))
    add(archive, 3, release="2025-01-01")
    assert content(archive.as_of("2025-06-30", "soc_trang")) == content(made_up(3))


def test_an_empty_column_does_not_hide_the_series(archive):
    add(archive, 1, data=made_up(1), release="2024-01-01")
    newer = made_up(2)
    add(archive, 2, data=replace(newer, series={**newer.series, "labour": newer["labour"].window(1, 2)}))
    found = archive.as_of("2025-06-30", "soc_trang")
    assert record(found["output"]) == record(newer["output"])
    assert record(found["labour"]) == record(made_up(1)["labour"])


def test_as_of_by_data_set_and_its_name(archive):
    add(archive, 1, data=made_up(1, name="first"), release="2024-01-01")
    add(archive, 2, data=made_up(2, name="second", series=("output",)))
    assert archive.as_of("2025-06-30", "soc_trang").name == "soc_trang"
    assert content(archive.as_of("2025-06-30", "soc_trang", "first")) == content(made_up(1, name="first"))
    with pytest.raises(ArchiveError, match="soc_trang, third: has no vintage"):
        archive.as_of("2025-06-30", "soc_trang", "third")


def test_nothing_released_by_the_day(archive):
    with pytest.raises(ArchiveError, match=r"no vintage released by this day \(got '2025-06-30'\)\. Add one"):
        archive.as_of("2025-06-30", "soc_trang")
    add(archive)
    with pytest.raises(ArchiveError, match=r"The first was released on 2025-01-06"):
        archive.as_of("2025-01-05", "soc_trang")
    with pytest.raises(ArchiveError, match="vintage: is not in the archive"):
        archive.dataset(2)


# runs


def test_a_run_is_kept_as_it_was_given(archive, path):
    add(archive, 1)
    add(archive, 2)
    run = archive.record_run(**RUN, vintages=[2, 1, 2])
    assert (run.id, run.vintages) == (1, (1, 2))
    assert run.result == RUN["result"]
    assert run.result_sha256 == hashlib.sha256(b'{"tfp_contribution_share": 0.375}\n').hexdigest()
    second = archive.record_run(**{**RUN, "recorded_at": "2025-07-02"}, vintages=[])
    assert second.vintages == ()
    with Archive(path) as reopened:
        assert reopened.runs() == (run, second)
        reopened.check()


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"assumptions": "{"}, "assumptions: is not JSON"),
        ({"result": '{"share": NaN}'}, "result: is not JSON"),
        ({"result": None}, "result: is not JSON"),
        ({"recorded_at": "yesterday"}, "recorded_at: is not a time"),
        ({"vintages": [1, 7]}, r"vintages: are not in the archive \(got \[7\]\)"),
    ],
)
def test_a_run_that_is_not_one_is_refused(archive, change, words):
    add(archive)
    with pytest.raises(ArchiveError, match=words):
        archive.record_run(**{**RUN, "vintages": [1], **change})
    assert archive.runs() == ()


# append only


@pytest.fixture
def filled(path):
    with Archive(path) as archive:
        add(archive, 1)
        add(archive, 2)
        archive.record_run(**RUN, vintages=[1, 2])
    return path


def columns(connection, table):
    return [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]


@pytest.mark.parametrize("table", TABLES)
def test_no_row_can_be_changed_deleted_or_replaced(filled, table):
    with raw(filled) as connection:
        names = columns(connection, table)
        rows = "SELECT * FROM [table]".replace("[table]", table)
        before = connection.execute(rows).fetchall()
        replacing = "INSERT OR REPLACE INTO [table] VALUES ([marks])".replace("[marks]", ", ".join("?" * len(names)))
        attempts = [
            ("DELETE FROM [table]", ()),
            *(("UPDATE [table] SET [name] = [name]".replace("[name]", name), ()) for name in names),
            *((replacing, row) for row in before),
            (replacing, (*before[0][:-1], "other")),
        ]
        for statement, values in attempts:
            with pytest.raises(sqlite3.IntegrityError, match="append only"):
                connection.execute(statement.replace("[table]", table), values)
        assert connection.execute(rows).fetchall() == before
    with Archive(filled) as archive:
        archive.check()


def test_a_stored_vintage_takes_no_further_row(filled):
    with raw(filled) as connection:
        with pytest.raises(sqlite3.IntegrityError, match="no further series"):
            connection.execute(
                "INSERT INTO series VALUES (1, 'capital', 9, 'capital', 'người', 'persons', 1.0, NULL,"
                " '[]', '[]', '[]')"
            )
        with pytest.raises(sqlite3.IntegrityError, match="no further number"):
            connection.execute(
                "INSERT INTO observations VALUES (1, 'output', 2030, 1.0, 'official', '', '', NULL, NULL, '', '', '')"
            )
        with pytest.raises(sqlite3.IntegrityError, match="no further input"):
            connection.execute("INSERT INTO run_inputs VALUES (1, 3)")


def tampered(path, *statements):
    """What only somebody who removes the triggers can do."""
    with raw(path) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        triggers = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for name, _ in triggers:
            connection.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            connection.execute(statement)
        for _, sql in triggers:
            connection.execute(sql)


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        (
            "UPDATE observations SET value = value + 1.0 WHERE vintage = 2 AND year = 2015",
            "other figures than were stored in vintage 2",
        ),
        (
            "UPDATE observations SET value = -0.0 WHERE value = 0.0 OR year = 2011",
            "other figures than were stored in vintage 1",
        ),
        (
            "UPDATE observations SET status = 'official ' WHERE vintage = 1",
            "other figures than were stored in vintage 1",
        ),
        ("DELETE FROM observations WHERE vintage = 2 AND year = 2015", "other figures than were stored in vintage 2"),
        ("UPDATE series SET unit = 'người' WHERE vintage = 1", "other figures than were stored in vintage 1"),
        ("UPDATE vintages SET release_date = '2020-01-01' WHERE id = 2", "another row than was stored for vintage 2"),
        ("UPDATE runs SET assumptions = '{}'", "another row than was stored for run 1"),
        ("UPDATE runs SET result = '{}'", "another row than was stored for run 1"),
        ("DELETE FROM run_inputs WHERE vintage = 1", "another row than was stored for run 1"),
        ("DELETE FROM vintages WHERE id = 1", "rows of .* without the row of vintages"),
        ("INSERT INTO run_inputs VALUES (7, 1)", "rows of run_inputs without the row of runs"),
        ("DROP TRIGGER IF EXISTS absent", None),
        ("CREATE TABLE extra (x)", r"other tables or triggers .*\(extra\)"),
    ],
)
def test_check_finds_what_was_tampered_with(filled, statement, words):
    tampered(filled, statement)
    with Archive(filled) as archive:
        if words is None:
            archive.check()
        else:
            with pytest.raises(ArchiveError, match=words):
                archive.check()


def test_a_tampered_vintage_is_not_handed_out(filled):
    tampered(
        filled, "UPDATE observations SET value = 1.0 WHERE vintage = 2 AND year = 2015", "UPDATE runs SET result = '1'"
    )
    with Archive(filled) as archive:
        assert content(archive.dataset(1)) == content(made_up(1))
        for ask in (lambda: archive.dataset(2), lambda: archive.as_of("2025-06-30", "soc_trang"), archive.runs):
            with pytest.raises(ArchiveError, match=r"holds (other figures|another row) than"):
                ask()


def test_check_finds_a_missing_trigger_and_a_lost_vintage(filled):
    tampered(
        filled,
        "DELETE FROM run_inputs",
        "DELETE FROM runs",
        "DELETE FROM observations WHERE vintage = 1",
        "DELETE FROM series WHERE vintage = 1",
        "DELETE FROM vintages WHERE id = 1",
    )
    with Archive(filled) as archive, pytest.raises(ArchiveError, match="has lost vintage 1"):
        archive.check()
    with raw(filled) as connection:
        connection.execute("DROP TRIGGER runs_not_deleted")
    with Archive(filled) as archive, pytest.raises(ArchiveError, match="runs_not_deleted"):
        archive.check()


# files that are not archives, and archives in trouble


def test_a_stored_vintage_is_on_the_disk_before_the_answer(archive):
    connection = archive._file.connection
    assert connection.execute("PRAGMA synchronous").fetchone() == (2,)  # FULL
    assert connection.execute("PRAGMA foreign_keys").fetchone() == (1,)


def test_the_header_names_program_and_version(filled):
    with raw(filled) as connection:
        assert connection.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,) == (0x54465041,)
        assert connection.execute("PRAGMA user_version").fetchone() == (SCHEMA_VERSION,)
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("PRAGMA user_version = 999", r"by a newer version.*\(got 999\).*Install the newer"),
        ("PRAGMA user_version = 0", "by an older version"),
        ("PRAGMA application_id = 7", "database of another program"),
    ],
)
def test_a_file_of_another_version_or_program_is_refused(filled, statement, words):
    with raw(filled) as connection:
        connection.execute(statement)
    with pytest.raises(ArchiveError, match=words):
        Archive(filled)


def test_a_foreign_database_is_refused_and_left_as_it_is(path):
    with raw(path) as connection:
        connection.execute("CREATE TABLE accounts (x)")
    before = path.read_bytes()
    with pytest.raises(ArchiveError, match="another program"):
        Archive(path)
    assert path.read_bytes() == before
    assert [one.name for one in path.parent.iterdir()] == [path.name]


@pytest.mark.parametrize("data", [b"xy", b"ten years of figures" * 500, b"SQLite format 3\0" + bytes(500)])
def test_a_file_that_is_no_database_is_refused_and_left_as_it_is(path, data):
    path.write_bytes(data)
    with pytest.raises(ArchiveError, match=r"is not an archive.*Check the path"):
        Archive(path)
    assert path.read_bytes() == data


def test_a_missing_folder_a_missing_file_and_a_folder_as_file_are_refused(path):
    with pytest.raises(ArchiveError, match=r"folder that does not exist.*Make the folder"):
        Archive(path.parent / "nowhere" / "archive.sqlite")
    with pytest.raises(ArchiveError, match=r"does not exist.*Check the path"):
        Archive(path, create=False)
    assert not path.exists()
    with pytest.raises(ArchiveError, match="cannot be opened"):
        Archive(path.parent)


def test_an_empty_file_is_an_empty_archive(path):
    path.touch()
    with Archive(path, create=False) as archive:
        archive.check()
        assert archive.vintages() == ()
        assert archive.path == path


def test_a_closed_archive_says_so(path):
    archive = Archive(path)
    archive.close()
    archive.close()
    with pytest.raises(ArchiveError, match=r"closed.*Open the archive anew"):
        archive.vintages()


@contextmanager
def without_rights(file, folder_mode) -> Iterator[None]:
    """Take away the right to write to a file, and set those of its folder; root gives up its own rights meanwhile."""
    folder = file.parent
    if file.exists():
        file.chmod(0o444)
    folder.chmod(folder_mode)
    is_root = os.geteuid() == 0
    try:
        if is_root:
            os.seteuid(65534)  # nobody
        yield
    finally:
        if is_root:
            os.seteuid(0)
        folder.chmod(0o755)
        if file.exists():
            file.chmod(0o644)


@pytest.fixture
def open_folder(not_run):
    if os.name != "posix":
        not_run("rights are taken away with POSIX modes")
    # not tmp_path: its parents are closed to everybody but its owner
    with tempfile.TemporaryDirectory() as name:
        yield Path(name)


def test_a_read_only_folder_is_said_and_nothing_is_lost(open_folder):
    file = open_folder / "archive.sqlite"
    with without_rights(file, 0o555), pytest.raises(ArchiveError, match=r"cannot be opened.*may write"):
        Archive(file)
    with Archive(file) as archive:
        add(archive)
    with without_rights(file, 0o555), pytest.raises(ArchiveError, match=r"copy it to a folder of yours"):
        Archive(file)
    with Archive(file) as archive:
        archive.check()
        assert content(archive.dataset(1)) == content(made_up(1))


def test_a_read_only_file_in_an_open_folder_is_read_and_not_added_to(open_folder):
    file = open_folder / "archive.sqlite"
    with Archive(file) as archive:
        add(archive)
    with without_rights(file, 0o777), Archive(file) as archive:
        assert content(archive.dataset(1)) == content(made_up(1))
        with pytest.raises(ArchiveError, match=r"may not be written to.*Nothing was added"):
            add(archive, 2)
    with Archive(file) as archive:
        archive.check()
        assert len(archive.vintages()) == 1


def test_a_full_disk_is_said_nothing_is_lost_and_work_goes_on_when_there_is_room(archive, path):
    add(archive, 1)
    connection = archive._file.connection
    pages = connection.execute("PRAGMA page_count").fetchone()[0]
    connection.execute(f"PRAGMA max_page_count = {pages}")
    large = made_up(2, series=[f"series {n}" for n in range(50)])
    with pytest.raises(ArchiveError, match=r"no room to grow.*Free some space.*Nothing was added"):
        add(archive, 2, data=large)
    archive.check()
    assert len(archive.vintages()) == 1
    with Archive(path) as other:
        other.check()
        assert content(other.dataset(1)) == content(made_up(1))
    connection.execute("PRAGMA max_page_count = 1000000")
    assert add(archive, 2, data=large).id == 2
    archive.check()


def test_a_lock_that_is_held_too_long_is_said_and_reading_goes_on(archive, path):
    add(archive, 1)
    with Archive(path, timeout=0.1) as other:
        with archive._file.writing():
            with pytest.raises(ArchiveError, match=r"is locked.*Let the other program end"):
                add(other, 2)
            assert len(other.vintages()) == 1
        assert add(other, 2).added


def test_a_new_file_that_another_program_holds_is_said(path):
    with raw(path) as connection:
        connection.execute("BEGIN EXCLUSIVE")
        with pytest.raises(ArchiveError, match="is locked"):
            Archive(path, timeout=0.1)


def test_a_file_that_another_program_makes_while_it_is_opened_is_not_taken_for_a_foreign_one(path, monkeypatch):
    others = []

    class Interrupted(sqlite3.Connection):
        def execute(self, statement, *values):
            if "sqlite_master" in statement and not others:
                others.append("begun")
                with suppress(ArchiveError):  # it may have to wait for this one
                    Archive(path, timeout=0.1).close()
            return super().execute(statement, *values)

    connect = sqlite3.connect
    monkeypatch.setattr(sqlite3, "connect", lambda *place, **options: connect(*place, **options, factory=Interrupted))
    with Archive(path) as archive:
        assert others == ["begun"]
        assert add(archive).id == 1
        archive.check()


def test_readers_are_not_blocked_by_a_long_write_and_do_not_see_it(archive, path):
    add(archive, 1)

    def write_long_and_fail():
        with archive._file.writing() as connection:
            connection.executemany(
                "INSERT INTO observations VALUES (9, 'output', ?, 1.0, 'official', '', '', NULL, NULL, '', '', '')",
                [(year,) for year in range(50_000)],
            )
            # a timeout this short: waiting for the writer would end in an error
            with Archive(path, timeout=0.1) as reader:
                assert content(reader.as_of("2025-06-30", "soc_trang")) == content(made_up(1))
                reader.check()
            raise RuntimeError

    with pytest.raises(RuntimeError):
        write_long_and_fail()
    archive.check()
    assert add(archive, 2).id == 2


def test_a_reader_sees_one_state_while_others_add(archive, path):
    add(archive, 1)
    with Archive(path) as reader, reader._file.reading() as connection:
        count = "SELECT COUNT(*) FROM vintages"
        assert connection.execute(count).fetchone() == (1,)
        add(archive, 2)
        assert connection.execute(count).fetchone() == (1,)
    assert len(archive.vintages()) == 2


def test_damaged_bytes_never_pass_for_figures(filled, tmp_path):
    sound = filled.read_bytes()
    expected = [content(made_up(1)), content(made_up(2))]
    copy = tmp_path / "damaged.sqlite"
    dice = np.random.default_rng(20250106)
    noticed = 0
    for _ in range(150):
        damaged = bytearray(sound)
        start = dice.integers(len(sound))
        length = int(dice.choice([1, 1, 8, 512]))
        damaged[start : start + length] = dice.bytes(len(damaged[start : start + length]))
        for one in tmp_path.glob("damaged.sqlite*"):
            one.unlink()
        copy.write_bytes(damaged)
        try:
            with Archive(copy) as archive:
                archive.check()
                found = [content(archive.dataset(one.id)) for one in archive.vintages()]
                assert len(archive.runs()) == 1
        except ArchiveError:
            noticed += 1
        else:
            assert found == expected  # the bytes hit were in no use
    assert noticed > 30


def test_a_file_cut_short_is_said(filled, path):
    path.write_bytes(filled.read_bytes()[: 4096 * 3])

    def use():
        with Archive(path) as archive:
            archive.check()

    with pytest.raises(ArchiveError, match="damaged"):
        use()


# several programs, and kills

PRELUDE = """
import itertools, sys
from pathlib import Path
import numpy as np
from tfp_soctrang.archive.store import Archive
from tfp_soctrang.dataset import Dataset
from tfp_soctrang.provenance import Origin, Status
from tfp_soctrang.series import AnnualSeries
from tfp_soctrang.units import Unit, territory
"""
ADD_FROM_TO = """
path, first, last = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
print("ready", flush=True)
sys.stdin.readline()
with Archive(path) as archive:
    for number in range(first, last):
        stored = archive.add(
            made_up(number), file=b"file", edition=f"edition {number}", release_date="2025-01-06",
            access_date="2025-02-01")
        print(number, stored.id, flush=True)
"""


@contextmanager
def adding(path, first, last):
    """A program that adds vintages and prints the number of each once it is stored; it starts at a line of input."""
    home = str(Path(tfp_soctrang.__file__).parents[1])
    with subprocess.Popen(
        [sys.executable, "-c", PRELUDE + inspect.getsource(made_up) + ADD_FROM_TO, str(path), str(first), str(last)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join([home, os.environ.get("PYTHONPATH", "")])},
    ) as process:
        try:
            assert process.stdout.readline() == "ready\n"
            yield process
        finally:
            process.kill()


def go(process):
    process.stdin.write("\n")
    process.stdin.flush()


def test_two_programs_that_make_and_fill_the_archive_at_once_both_succeed(path):
    with adding(path, 0, 12) as one, adding(path, 100, 112) as other:
        go(one)
        go(other)
        for process in (one, other):
            out, err = process.communicate(timeout=120)
            assert process.returncode == 0, err
            assert len(out.splitlines()) == 12
    with Archive(path) as archive:
        archive.check()
        editions = [one.edition for one in archive.vintages()]
    assert sorted(editions) == sorted(f"edition {number}" for number in [*range(12), *range(100, 112)])


def test_a_killed_program_leaves_whole_vintages_only(path):
    dice = np.random.default_rng(6)
    stored_before = 0
    for kill in range(5):
        first = 1000 * kill
        with adding(path, first, first + 1000) as process:
            go(process)
            # the first kill comes while the file is made, the others some milliseconds after some vintages
            said = [process.stdout.readline() for _ in range(dice.integers(1, 15) if kill else 0)]
            time.sleep(dice.uniform(0.0, 0.01))
            process.kill()
            said += process.stdout.read().splitlines()
        with Archive(path) as archive:
            archive.check()
            vintages = archive.vintages()
            new = vintages[stored_before:]
            # all it said, and at most the one it had stored and not said yet
            assert [one.edition for one in new] == [f"edition {first + n}" for n in range(len(new))]
            assert len(said) <= len(new) <= len(said) + 1
            for n, one in enumerate(new):
                assert content(archive.dataset(one.id)) == content(made_up(first + n))
            stored_before = len(vintages)


def test_a_log_cut_anywhere_gives_the_vintage_whole_or_not_at_all(filled, tmp_path):
    taken = tmp_path / "taken.sqlite"
    with Archive(filled) as archive:
        add(archive, 3)
        # what a kill leaves: the file, and a log of one transaction that is not merged into it yet
        file, log = filled.read_bytes(), Path(f"{filled}-wal").read_bytes()
    for cut in [*range(0, len(log), 1009), len(log) - 1, len(log)]:
        for one in tmp_path.glob("taken.sqlite*"):
            one.unlink()
        taken.write_bytes(file)
        Path(f"{taken}-wal").write_bytes(log[:cut])
        with Archive(taken) as archive:
            archive.check()
            numbers = [one.id for one in archive.vintages()]
            assert numbers == ([1, 2, 3] if cut == len(log) else [1, 2])
            for number in numbers:
                assert content(archive.dataset(number)) == content(made_up(number))
