from __future__ import annotations

import re
import string

import pytest

from tfp_soctrang.errors import CellIssue, DataError, NotApplicable, TfpError
from tfp_soctrang.messages import SENTENCES, Message


@pytest.mark.parametrize("code", SENTENCES)
def test_every_sentence_stands_in_both_languages_with_the_same_places(code):
    places = {
        language: {name for _, name, _, _ in string.Formatter().parse(text) if name}
        for language, text in SENTENCES[code].items()
    }
    assert set(places) == {"vi", "en"}
    assert places["vi"] == places["en"]
    values = dict.fromkeys(places["en"], 1.5)
    for language in ("vi", "en"):
        assert Message.of(code, **values).text(language).strip()


def test_unknown_code_is_our_fault():
    with pytest.raises(KeyError):
        Message.of("no_such_sentence")


def test_numbers_follow_the_language():
    message = Message.of("reference_ratio", ratio=2.9579, year=2020, territory="Việt Nam")
    assert "2.96" in message.text("en")
    assert "2,96" in message.text("vi")


def test_error_names_place_value_and_remedy():
    error = TfpError(
        "capital_share, 2004", "must lie between 0 and 1", value=41.2, remedy="Divide a percentage by 100."
    )
    assert str(error) == "capital_share, 2004: must lie between 0 and 1 (got 41.2). Divide a percentage by 100."


def test_data_error_lists_every_cell():
    issue = CellIssue(
        file="a.xlsx", sheet="GRDP", cell="C12", heading="GRDP", raw="abc",
        reason=Message.of("share_undefined"), remedy=Message.of("supply_cells"),
    )  # fmt: skip
    error = DataError("a.xlsx", "1 bad cell", issues=[issue], cells=[("output", 2025)])
    assert re.search(r"a\.xlsx GRDP C12 \[GRDP\]: 'abc'", str(error))
    assert "output 2025" in str(error)


def test_not_applicable_gives_its_reason():
    assert "not defined" in str(NotApplicable(Message.of("share_undefined")))
