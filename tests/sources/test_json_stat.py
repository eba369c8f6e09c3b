import json
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tfp_soctrang.errors import DataError, TfpError
from tfp_soctrang.provenance import Status
from tfp_soctrang.sources.published import json_stat_shape
from tfp_soctrang.sources.published.json_stat import read_json_stat


def version_1(**changes):
    dataset = {
        "status": {"3": None},
        "dimension": {
            "Cities": {
                "label": "Cities, towns",
                "category": {"index": {"0": 0, "1": 1}, "label": {"0": " WHOLE COUNTRY", "1": "Thai  Nguyen"}},
            },
            "Year": {
                "label": "Year",
                "category": {"index": {"0": 0, "1": 1}, "label": {"0": "2020", "1": "Prel. 2021"}},
            },
            "id": ["Cities", "Year"],
            "size": [2, 2],
            "role": {},
        },
        "label": "Workers by Cities, towns and Year",
        "source": None,
        "updated": "9999-12-31T16:59:59Z",
        "value": [100.50, 110, 10.25, None],
        **changes,
    }
    return {"dataset": dataset}


def version_2(**changes):
    return {
        "version": "2.0",
        "class": "dataset",
        "label": "Vốn đầu tư theo giá hiện hành",
        "updated": "2025-07-23T02:00:00Z",
        "note": ["Ghi chú."],
        "id": ["item", "time", "area"],
        "size": [2, 3, 1],
        "role": {"time": ["time"]},
        "dimension": {
            "item": {
                "label": "Chỉ tiêu",
                "category": {
                    "index": ["b", "a"],
                    "label": {"a": "Tổng số", "b": "Cơ cấu (%)"},
                    "unit": {"a": {"base": "Tỷ đồng", "decimals": 1}},
                },
            },
            "time": {"label": "Năm", "category": {"index": {"y23": 1, "y22": 0, "y24": 2},
                     "label": {"y22": "2022", "y23": "2023", "y24": "2024"}}},
            "area": {"label": "Vùng", "category": {"label": {"ST": "Sóc Trăng"}}},
        },
        "value": {"0": 1.5, "3": 2.25, "5": 3},
        **changes,
    }  # fmt: skip


@pytest.fixture
def read(tmp_path):
    def read(content):
        path = tmp_path / "table.json"
        text = content if isinstance(content, str | bytes) else json.dumps(content)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return read_json_stat(path)

    return read


def test_version_1(read):
    (table,) = read(version_1())
    assert (table.title, table.dimensions) == ("Workers by Cities, towns and Year", ("Cities, towns",))
    assert [(cell.labels, cell.time.year, cell.value, cell.status) for cell in table.cells] == [
        (("WHOLE COUNTRY",), 2020, 100.5, Status.OFFICIAL),
        (("WHOLE COUNTRY",), 2021, 110.0, Status.PRELIMINARY),
        (("Thai Nguyen",), 2020, 10.25, Status.OFFICIAL),
        (("Thai Nguyen",), 2021, None, Status.PRELIMINARY),
    ]
    assert [(cell.place, cell.raw) for cell in table.cells][1::2] == [("value 1", "110"), ("value 3", "null")]
    assert (table.vintage.edition, table.vintage.year) == ("Prel. 2021", 2021)
    assert not table.issues


def test_version_2(read):
    (table,) = read(version_2())
    assert table.dimensions == ("Chỉ tiêu", "Vùng")
    assert table.labels("Chỉ tiêu") == ("Cơ cấu (%)", "Tổng số")
    assert [cell.value for cell in table.cells] == [1.5, None, None, 2.25, None, 3.0]
    # no year is labelled: the edition of 2025 makes 2023 and before official, 2024 preliminary
    assert [cell.status for cell in table.cells[3:]] == [Status.OFFICIAL, Status.OFFICIAL, Status.PRELIMINARY]
    assert (table.vintage.edition, table.vintage.year) == ("2025-07-23", 2025)
    assert {(cell.labels, str(cell.unit), str(cell.price_base)) for cell in table.cells} == {
        (("Cơ cấu (%)", "Sóc Trăng"), "%", "current prices"),
        (("Tổng số", "Sóc Trăng"), "tỷ đồng", "current prices"),
    }
    assert table.notes == ("Ghi chú.",)


def test_without_labelled_year_and_date_the_status_is_unstated(read):
    (table,) = read(version_2(updated="9999-12-31T16:59:59Z"))
    assert {cell.status for cell in table.cells} == {Status.UNSTATED}
    assert table.vintage is None


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        ("p", [Status.PRELIMINARY] * 6),
        (["p", "e", None, "Sơ bộ", "..", "x"], [Status.PRELIMINARY, Status.ESTIMATE, Status.UNSTATED,
         Status.PRELIMINARY, Status.UNSTATED, Status.UNSTATED]),
        ({"1": "final", "4": 7}, [Status.UNSTATED, Status.OFFICIAL, *[Status.UNSTATED] * 4]),
    ],
)  # fmt: skip
def test_status_codes(read, status, expected):
    (table,) = read(version_2(status=status, updated=None))
    assert [cell.status for cell in table.cells] == expected


def test_an_unknown_status_code_is_never_official(read):
    (table,) = read(version_2(status={"0": "break"}))
    assert [cell.status for cell in table.cells][:2] == [Status.UNSTATED, Status.OFFICIAL]


def test_the_same_year_preliminary_and_final(read):
    content = version_1()
    content["dataset"]["dimension"]["Year"]["category"]["label"]["0"] = "2021"
    (table,) = read(content)
    assert not table.issues
    assert [(cell.time.year, cell.status) for cell in table.cells[:2]] == [
        (2021, Status.OFFICIAL),
        (2021, Status.PRELIMINARY),
    ]
    content["dataset"]["dimension"]["Year"]["category"]["label"]["1"] = "2021"
    (table,) = read(content)
    assert [(issue.cell, issue.reason.code) for issue in table.issues] == [
        ("value 1", "text_twice"),
        ("value 3", "text_twice"),
    ]


def test_digits_are_kept_as_printed(read):
    text = json.dumps(version_1()).replace("100.5,", "90191.419000000009,").replace(" 110,", " 110.00,")
    (table,) = read(b"\xef\xbb\xbf" + text.encode() + b"\0\0")
    assert [cell.raw for cell in table.cells[:2]] == ["90191.419000000009", "110.00"]
    assert table.cells[1].value == 110.0


def test_text_among_values(read):
    (table,) = read(version_1(value=["12", "..", True, [1.0]]))
    assert [cell.value for cell in table.cells] == [None]
    assert [(issue.cell, issue.raw, issue.heading) for issue in table.issues] == [
        ("value 0", "12", "WHOLE COUNTRY | 2020"),
        ("value 2", "bool", "Thai Nguyen | 2020"),
        ("value 3", "list", "Thai Nguyen | Prel. 2021"),
    ]
    text = json.dumps(version_1()).replace("100.5,", "1e999,").replace(" 110,", f" {10**400},")
    (table,) = read(text)
    assert [issue.reason.code for issue in table.issues] == ["text_too_large"] * 2


def test_a_label_among_times_that_names_none(read):
    content = version_2()
    content["dimension"]["time"]["category"]["label"]["y23"] = "bình quân"
    (table,) = read(content)
    assert [(issue.cell, issue.raw) for issue in table.issues] == [("Năm, position 1", "bình quân")]
    assert table.years() == (2022, 2024)


def test_bundles_and_collections(read):
    one, two = version_1()["dataset"], version_1(label="Second")["dataset"]
    tables = read({"first": one, "second": two})
    assert [(table.name, table.title) for table in tables] == [
        ("first", "Workers by Cities, towns and Year"),
        ("second", "Second"),
    ]
    (table,) = read({"class": "collection", "link": {"item": [version_2()]}})
    assert (table.name, len(table.cells)) == ("Vốn đầu tư theo giá hiện hành", 6)
    with pytest.raises(DataError, match="without holding them") as caught:
        read({"class": "collection", "link": {"item": [{"class": "dataset", "href": "x"}]}})
    assert "Download the datasets" in caught.value.remedy


def changed(dimension, **changes):
    content = version_2()
    content["dimension"][dimension]["category"] = {**content["dimension"][dimension]["category"], **changes}
    return content


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ("", "is not JSON"),
        ("{", "is not JSON"),
        ("[1]", "not an object"),
        ("{}", "neither a JSON-stat dataset"),
        ('{"class": "dimension"}', "neither a JSON-stat dataset"),
        ('{"a": 1, "a": 2}', "same key twice"),
        (json.dumps(version_1()).replace("100.5", "NaN"), "a number that is none"),
        (json.dumps(version_1()).replace("100.5", "-Infinity"), "a number that is none"),
        (json.dumps(version_1()).replace("100.5", "9" * 5000), "too many digits"),
        ('{"a":' * 100_000, "too deep"),
        ("[" * 100_000, "too deep"),
        (json.dumps(version_1(label="\ud800")), "halves of letters"),
        (b"\xff\xfe\x00", "UTF-16"),
        (b"{\0}", "not a text file"),
        (version_1(value=[1.0]), "has 1 entries in 'value' for 4 cells"),
        (version_1(value=None), "neither a list nor an object 'value'"),
        (version_1(value="x"), "neither a list nor an object 'value'"),
        (version_1(status=3), "neither a list nor an object 'status'"),
        (version_1(value={"4": 1.0}), "positions in 'value'"),
        (version_1(value={"x": 1.0}), "positions in 'value'"),
        (version_1(value={"-1": 1.0}), "positions in 'value'"),
        (version_1(value={"0": 1.0, "00": 1.0}), "positions in 'value'"),
        (version_1(dimension=[]), "no object 'dimension'"),
        (version_1(dimension={}), "no list of its dimensions"),
        (version_2(id="item"), "no list of its dimensions"),
        (version_2(id=["item", 1, "area"]), "no list of its dimensions"),
        (version_2(id=["item", "item", "time"]), "do not fit their sizes"),
        (version_2(id=["item", "time", "none"]), "no object 'none'"),
        (version_2(size=[2, 3]), "do not fit their sizes"),
        (version_2(size=[2, 3, True]), "no list of the sizes"),
        (version_2(size=[2, 3, 0]), "no list of the sizes"),
        (version_2(size=[2, 3, 1.0]), "no list of the sizes"),
        (version_2(size=[2, 3, 10**9]), "more than 2000000 cells"),
        (version_2(size=[2, 2, 1]), "do not fit the size 2"),
        (version_2(role={"time": ["item", "time"]}), "more than one dimension of time"),
        (version_2(role={"time": ["area"]}), "names no years"),
        (changed("item", index=["a"]), "do not fit the size 2"),
        (changed("item", index=["a", "a"]), "do not fit the size 2"),
        (changed("item", index=["a", 1]), "do not fit the size 2"),
        (changed("item", index="a"), "do not fit the size 2"),
        (changed("item", index={"a": 0, "b": 2}), "without a position of their own"),
        (changed("item", index={"a": 0, "b": "1"}), "positions of categories that are no numbers"),
        (changed("item", label=["a"]), "labels of categories that are no text"),
        (changed("item", label={"a": 1}), "labels of categories that are no text"),
    ],
)
def test_what_is_wrong_is_refused_with_a_remedy(read, content, problem):
    with pytest.raises(DataError, match=problem) as caught:
        read(content)
    assert caught.value.remedy


def test_years_are_found_without_role_and_name(read):
    content = version_2(role=None)
    content["dimension"]["time"]["label"] = "t"
    (table,) = read(content)
    assert table.years() == (2022, 2023, 2024)
    del content["dimension"]["item"]["category"]["label"]
    assert read(content)[0].labels("Chỉ tiêu") == ("b", "a")


def test_a_huge_table_is_refused_before_it_is_walked(read, monkeypatch):
    monkeypatch.setattr(json_stat_shape, "MOST_CELLS", 3)
    with pytest.raises(DataError, match="more than 3 cells"):
        read(version_1())


VALID = [json.dumps(version_1()).encode(), json.dumps(version_2(), ensure_ascii=False).encode()]
INSERTS = [
    b"",
    b"0",
    b"null",
    b"[",
    b"]",
    b"{}",
    b'"',
    b"-1",
    b"1e999",
    b"NaN",
    b"2015",
    b"\xff",
    b"true",
    b",",
    b'"id"',
]
mutation = st.tuples(st.integers(0, 2_000), st.integers(0, 30), st.sampled_from(INSERTS))
json_value = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-2, 4)
    | st.floats(allow_nan=False)
    | st.sampled_from(["2020", "a", "time"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["id", "a", "0", "index"]), inner),
    max_leaves=6,
)


@given(st.binary(max_size=200))
@settings(max_examples=100)
def test_random_bytes_are_read_or_refused(tmp_path_factory, content):
    read_or_refuse(tmp_path_factory, content)


@given(st.sampled_from(VALID), st.lists(mutation, min_size=1, max_size=3))
@settings(max_examples=300)
def test_mutated_files_are_read_or_refused(tmp_path_factory, content, mutations):
    for place, length, insert in mutations:
        at = place % (len(content) or 1)
        content = content[:at] + insert + content[at + length :]
    read_or_refuse(tmp_path_factory, content)


@given(st.sampled_from(["id", "size", "role", "value", "status", "dimension", "label", "updated", "note"]), json_value)
@settings(max_examples=300)
def test_any_value_in_any_field_is_read_or_refused(tmp_path_factory, field, value):
    read_or_refuse(tmp_path_factory, json.dumps(version_2(**{field: value})).encode())


@given(st.sampled_from(["index", "label", "unit"]), json_value)
@settings(max_examples=200)
def test_any_value_in_any_category_is_read_or_refused(tmp_path_factory, field, value):
    read_or_refuse(tmp_path_factory, json.dumps(changed("item", **{field: value})).encode())


def read_or_refuse(tmp_path_factory, content):
    path = tmp_path_factory.getbasetemp() / "fuzz.json"
    path.write_bytes(content)
    with suppress(TfpError):
        for table in read_json_stat(path):
            assert all(len(cell.labels) == len(table.dimensions) for cell in table.cells)
            assert all(issue.text("vi") for issue in table.issues)
