"""SDMX-ML 2.1 data messages, as the National Summary Data Page of the Statistics Office serves them.

The parser is that of the standard library behind guards of our own: sdmx1 reads these files too (tried with 2.28), but
leaves numbers as text, does not know what a multiplier or a base period means, expands the entities of a document type
and brings lxml and requests along.

Without the data structure definition, which these files do not carry, dimensions and attributes of a series cannot be
told apart: all of them become labels, as codes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import NoReturn
from xml.etree import ElementTree as ET

from tfp_soctrang.errors import CellIssue, DataError
from tfp_soctrang.messages import Message
from tfp_soctrang.provenance import Status, Vintage
from tfp_soctrang.published_table import PublishedCell, PublishedTable, TimeLabel, clean_text
from tfp_soctrang.sources.guards import MOST_CELLS, read_limited
from tfp_soctrang.sources.published.sdmx_codes import MISSING_STATUS, number, price_base, status, time_label, unit
from tfp_soctrang.units import PriceBase, Unit

__all__ = ["read_sdmx_ml"]

_NAMESPACE = "http://www.sdmx.org/resources/sdmxml/schemas/v2_1/message"
_DATA_ROOTS = {
    "StructureSpecificData",
    "StructureSpecificTimeSeriesData",
    "GenericData",
    "GenericTimeSeriesData",
}
_IN_A_DATA_SET = {"Series", "Obs", "Group", "Attributes", "Annotations", "DataProvider"}
# A data message is five or six deep, annotations add two or three.
_DEEPEST = 16
# The largest structures in use have some twenty dimensions and as many attributes.
_MOST_LABELS = 64
# Enough to see what is wrong with a file; the rest is counted.
_MOST_TOLD = 100
_OF_THE_DATA_SET = {
    "action", "dataScope", "publicationPeriod", "publicationYear", "reportingBeginDate", "reportingEndDate", "setID",
    "structureRef", "validFromDate", "validToDate",
}  # fmt: skip
_OBS_NAMES = ("TIME_PERIOD", "OBS_VALUE", "OBS_STATUS")

# Zeros that mean "missing". A true value printed as 0 lies below one half of the unit printed; from there to 10 is
# twenty-fold, and no aggregate grows twenty-fold within a year: even in 1986, the year of Việt Nam's highest inflation,
# prices rose less than nine-fold. So where no other value of the series is nearer to zero than 10, and none has the
# other sign (a balance may pass through zero), a zero is a hole. Three other values show what the series is like.
_FAR_FROM_ZERO = 10.0
_ENOUGH_VALUES = 3

_ENCODINGS = {"utf-8", "utf8", "us-ascii", "ascii", "iso-8859-1", "windows-1252", "windows-1258"}


def read_sdmx_ml(path: Path) -> tuple[PublishedTable, ...]:
    """Return the data sets of an SDMX-ML 2.1 file, structure-specific or generic, one table each.

    Values are in the unit printed: the multiplier (`UNIT_MULT`) goes into the unit. A zero in a series that is
    otherwise far from zero is a missing value: its `value` is None, its `raw` stays, and a note names the years. The
    status is that of `OBS_STATUS`; without one it follows from the age of the year at the date of preparation.

    Raises
    ------
    DataError
        The file cannot be read, is no SDMX-ML 2.1 data message, has a document type or entities (they are refused
        before anything is parsed), is nested too deeply, too large, or has no observation.
    """
    text = _text(path)
    message = _Message(path.name)
    parser = ET.XMLParser(target=message, encoding="utf-8")  # noqa: S314 (_text refuses document types and entities)
    try:
        # in one piece: expat scans an unfinished token again with every piece it is given
        parser.feed(text)
        parser.close()
    except ET.ParseError as error:
        raise _refused(path.name, "sdmx_broken", detail=str(error)) from error
    if not any(table.cells or table.issues for table in message.tables):
        _refuse(path.name, "sdmx_no_data")
    if len(message.tables) > 1:
        return tuple(replace(table, name=f"data set {n}") for n, table in enumerate(message.tables, start=1))
    return tuple(message.tables)


def _refused(file: str, code: str, /, **values: object) -> DataError:
    return DataError(file, Message.of(code, **values), remedy=Message.of(f"{code}_remedy"))


def _refuse(file: str, code: str, /, **values: object) -> NoReturn:
    raise _refused(file, code, **values)


def _text(path: Path) -> str:
    """Return the document without its declaration, decoded here so that what is scanned is what is parsed."""
    content = read_limited(path)
    if content.startswith((b"\xff\xfe\0\0", b"\0\0\xfe\xff")):
        _refuse(path.name, "sdmx_encoding", encoding="utf-32")
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        encoding = "utf-16"
    elif content.startswith(b"\xef\xbb\xbf"):
        encoding = "utf-8"
    elif content[:2] in {b"<\0", b"\0<"}:
        encoding = "utf-16-le" if content[:1] == b"<" else "utf-16-be"
    else:
        declared = re.match(rb"\s*<\?xml[^>]*?encoding\s*=\s*[\"']([^\"'>]*)", content[:500])
        encoding = declared[1].decode("latin-1").strip().lower() if declared else "utf-8"
        if encoding not in _ENCODINGS:
            _refuse(path.name, "sdmx_encoding", encoding=encoding)
    try:
        text = content.decode(encoding).lstrip("\ufeff").strip()
    except UnicodeDecodeError as error:
        raise _refused(path.name, "sdmx_not_in_encoding", encoding=encoding, at=error.start + 1) from error
    if re.match(r"(?:<\?xml[^>]*>\s*)?(?:<!--[^>]*-->\s*)*<(?:!doctype\s+)?html\b", text, re.IGNORECASE):
        _refuse(path.name, "sdmx_web_page")
    if re.match(r"[{\[]", text):
        _refuse(path.name, "sdmx_json")
    if not text.startswith("<"):
        _refuse(path.name, "sdmx_not_xml")
    if re.search(r"<!(?:DOCTYPE|ENTITY)", text, re.IGNORECASE):
        _refuse(path.name, "sdmx_entities")
    return re.sub(r"^<\?xml\b[^>]*\?>", "", text)


@dataclass(slots=True)
class _Message:
    """What the parser tells, turned into tables; nothing but the series read so far is kept."""

    file: str
    tables: list[PublishedTable] = field(default_factory=list)
    path: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    header: dict[str, str] = field(default_factory=dict)
    data_set: _DataSet | None = None
    key: dict[str, str] = field(default_factory=dict)
    series: _Series | None = None
    observation: dict[str, str] = field(default_factory=dict)
    elements: int = 0
    observations: int = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        namespace, _, name = tag.rpartition("}")
        above = self.path[-1] if self.path else ""
        self.path.append(name)
        self.elements += 1
        # a generic observation takes three elements at the least, a structure-specific one a single element
        if len(self.path) > _DEEPEST or self.elements > 4 * MOST_CELLS:
            _refuse(self.file, "sdmx_swollen", depth=_DEEPEST)
        own = {key: value for key, value in attributes.items() if "}" not in key}
        if not above:
            _check_root(self.file, namespace.removeprefix("{"), name)
        elif above == "Header":
            self.words = []
            across = own.get("dimensionAtObservation", "TIME_PERIOD")
            if name == "Structure" and across not in {"TIME_PERIOD", "AllDimensions"}:
                _refuse(self.file, "sdmx_not_by_time", dimension=across)
        elif len(self.path) == 2 and name == "DataSet":
            self.data_set = _DataSet(self.file, self._vintage())
            told = [f"{key}: {value}" for key, value in own.items() if key not in _OF_THE_DATA_SET]
            self.data_set.notes += told[:_MOST_TOLD]
        elif self.data_set is not None:
            self._start_in_data_set(self.data_set, above, name, own)

    def _start_in_data_set(self, data_set: _DataSet, above: str, name: str, own: dict[str, str]) -> None:
        if above == "DataSet" and name not in _IN_A_DATA_SET:
            _refuse(self.file, "sdmx_unknown_element", name=name)
        if name == "Series":
            self.key, self.series = own, None
        elif name == "Obs":
            self.observations += 1
            if self.observations > MOST_CELLS:
                _refuse(self.file, "sdmx_too_many", most=MOST_CELLS)
            self.observation = own
        elif name == "Group" and own and len(data_set.notes) < _MOST_TOLD:
            # without the structure definition nobody can say which of these are the key of the group
            data_set.notes.append("Group: " + ", ".join(f"{key}={value}" for key, value in own.items()))
        elif name == "ObsDimension":
            self.observation["TIME_PERIOD"] = own.get("value", "")
        elif name == "ObsValue":
            self.observation["OBS_VALUE"] = own.get("value", "")
        elif name == "Value" and "id" in own:
            if "Obs" in self.path:
                self.observation[own["id"]] = own.get("value", "")
            elif "Series" in self.path:
                self.key[own["id"]] = own.get("value", "")
            elif len(data_set.notes) < _MOST_TOLD:
                data_set.notes.append(f"{self.path[2]}: {own['id']}={own.get('value', '')}")

    def data(self, text: str) -> None:
        if len(self.path) == 3 and self.path[1] == "Header":
            self.words.append(text)

    def end(self, _tag: str) -> None:
        name = self.path.pop()
        if self.path[1:] == ["Header"] and self.words:
            self.header.setdefault(name, clean_text("".join(self.words)))
        elif name == "Obs" and self.data_set is not None:
            # an observation outside any series carries the whole key itself
            series = self.series or self.data_set.series(self.key or self.observation)
            self.series = series if self.key else None
            self.data_set.add(series, self.observation)
        elif name == "Series":
            self.key, self.series = {}, None
        elif name == "DataSet" and self.data_set is not None and len(self.path) == 1:
            self.tables.append(self.data_set.table(self.header))
            self.data_set = None

    def close(self) -> None:
        """Do nothing: the tables are there."""

    def _vintage(self) -> Vintage | None:
        date = re.match(r"((?:19|20)[0-9]{2})-[0-9]{2}-[0-9]{2}", self.header.get("Prepared", ""))
        return Vintage(edition=date[0], year=int(date[1])) if date else None


def _check_root(file: str, namespace: str, name: str) -> None:
    if "sdmx" not in namespace.lower():
        _refuse(file, "sdmx_other_xml", name=name)
    if namespace != _NAMESPACE:
        _refuse(file, "sdmx_other_version", namespace=namespace)
    if name == "Error":
        _refuse(file, "sdmx_error_message")
    if name not in _DATA_ROOTS:
        _refuse(file, "sdmx_no_data_message", name=name)


@dataclass(slots=True)
class _Row:
    """One observation before it becomes a cell."""

    place: str
    time: TimeLabel
    raw: str
    value: float | None
    status: Status
    unit: Unit | None
    price_base: PriceBase | None


@dataclass(slots=True)
class _Series:
    """One series: its number in the file, its codes, its observations by time."""

    number: int
    labels: dict[str, str]
    by_time: dict[TimeLabel, list[_Row]] = field(default_factory=dict)

    def __str__(self) -> str:
        short = [self.labels[name] for name in ("REF_AREA", "INDICATOR", "FREQ") if self.labels.get(name)]
        return ".".join(short if "INDICATOR" in self.labels else self.labels.values())


@dataclass(slots=True)
class _DataSet:
    """One data set while it is read: its series, their observations in the order of the file, issues and notes."""

    file: str
    vintage: Vintage | None
    rows: list[tuple[_Series, _Row]] = field(default_factory=list)
    by_key: dict[tuple[tuple[str, str], ...], _Series] = field(default_factory=dict)
    names: dict[str, None] = field(default_factory=dict)
    issues: list[CellIssue] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    codes: dict[str, list[str]] = field(default_factory=dict)
    untold: int = 0

    def series(self, key: dict[str, str]) -> _Series:
        """Return the series of this key, a new one when it is met first."""
        labels = {name: clean_text(value) for name, value in key.items() if name not in _OBS_NAMES}
        self.names.update(dict.fromkeys(labels))
        if len(self.names) > _MOST_LABELS:
            _refuse(self.file, "sdmx_too_many_labels", most=_MOST_LABELS)
        return self.by_key.setdefault(tuple(labels.items()), _Series(len(self.by_key) + 1, labels))

    def add(self, series: _Series, observation: dict[str, str]) -> None:
        """Take one observation: a row, an issue, or both."""
        period = observation.get("TIME_PERIOD", "").strip()
        raw = observation.get("OBS_VALUE", "")
        time = time_label(period)
        heading = f"{series} {period}".strip()
        place = f"series {series.number}, {period}"
        if time is None:
            self._issue(place, heading, raw, "sdmx_time", period=period)
            return
        code = observation.get("OBS_STATUS", "").strip().upper()
        value, fault = number(raw)
        if code in MISSING_STATUS and value:
            fault = "sdmx_missing_number"
        if fault:
            self._issue(place, heading, raw, fault, told=code)
        if fault or code in MISSING_STATUS:
            value = None
        if code not in {"", "A", "P", "E", "F"} and (code in self.codes or len(self.codes) < _MOST_TOLD):
            self.codes.setdefault(code, []).append(heading)
        about = {**series.labels, **observation}
        in_unit = unit(
            about.get("INDICATOR", ""),
            about.get("UNIT_MEASURE", about.get("UNIT", "")),
            about.get("UNIT_MULT", ""),
            about.get("REF_AREA", ""),
        )
        prices = price_base(about.get("INDICATOR", ""), about.get("BASE_PER", ""), in_unit)
        row = _Row(place, time, raw, value, status(code, time.year, self.vintage), in_unit, prices)
        twins = series.by_time.setdefault(time, [])
        if any(twin.raw == raw or twin.value == value for twin in twins):
            return
        if twins:
            self._issue(place, heading, raw, "sdmx_twice", other=twins[0].raw)
        twins.append(row)
        self.rows.append((series, row))

    def _issue(self, place: str, heading: str, raw: str, fault: str, /, **values: object) -> None:
        if len(self.issues) >= _MOST_TOLD:
            self.untold += 1
            return
        reason, remedy = Message.of(fault, **values), Message.of(f"{fault}_remedy")
        self.issues.append(
            CellIssue(file=self.file, sheet="", cell=place, heading=heading, raw=raw, reason=reason, remedy=remedy)
        )

    def table(self, header: dict[str, str]) -> PublishedTable:
        """Return the table."""
        notes = [f"Source: {header['Source']}"] if header.get("Source") else []
        notes += [*self.notes, *self._zero_notes()]
        notes += [
            f"OBS_STATUS {code} ({len(where)}): {'; '.join(where[:_MOST_TOLD])}" for code, where in self.codes.items()
        ]
        if self.untold:
            notes.append(_both("sdmx_untold", count=self.untold))
        cells = tuple(
            PublishedCell(
                at=row.place,
                labels=tuple(series.labels.get(name, "") for name in self.names),
                time=row.time,
                raw=row.raw,
                value=row.value,
                status=row.status,
                unit=row.unit,
                price_base=row.price_base,
            )
            for series, row in self.rows
        )
        return PublishedTable(
            file=self.file,
            name="",
            title=header.get("Name", ""),
            dimensions=tuple(self.names),
            cells=cells,
            vintage=self.vintage,
            issues=tuple(self.issues),
            notes=tuple(notes),
        )

    def _zero_notes(self) -> Iterator[str]:
        """Empty the zeros that mean missing; yield a note for every series that has a zero."""
        for series in self.by_key.values():
            rows = [row for twins in series.by_time.values() for row in twins]
            zeros = [row for row in rows if row.value == 0]
            if not zeros:
                continue
            others = [row.value for row in rows if row.value]
            one_sign = all(value > 0 for value in others) or all(value < 0 for value in others)
            least = min(map(abs, others), default=0.0)
            missing = one_sign and len(others) >= _ENOUGH_VALUES and least >= _FAR_FROM_ZERO
            when = ", ".join(sorted(f"{row.time.year}-{row.time.part}".removesuffix("-A") for row in zeros))
            if missing:
                for row in zeros:
                    row.value = None
                yield _both("sdmx_zero_missing", series=series, when=when, least=f"{least:g}")
            else:
                yield _both("sdmx_zero_kept", series=series, when=when)


def _both(code: str, **values: object) -> str:
    note = Message.of(code, **values)
    return f"{note.text('vi')} / {note.text('en')}"
