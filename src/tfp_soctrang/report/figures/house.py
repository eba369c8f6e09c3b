"""The house style of figures: colours, sizes, fonts, and the line below that says source, vintage and status.

Colours are those of Okabe and Ito (2008), told apart by colour-blind readers. In grey print hatches, markers and dashes
tell apart what the greys alone would not. DejaVu Sans ships with matplotlib and holds every Vietnamese letter.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from tfp_soctrang.report.figures.words import FIGURES
from tfp_soctrang.report.names import of_territory, place
from tfp_soctrang.report.numbers import percent

if TYPE_CHECKING:
    from tfp_soctrang.account import Basis, Source
    from tfp_soctrang.messages import Language
    from tfp_soctrang.units import Phase, Territory

__all__ = [
    "BLACK",
    "BLUE",
    "COLUMN",
    "EDGE",
    "FONT",
    "GREEN",
    "GREY",
    "HATCH",
    "LINES",
    "MARGIN",
    "ORANGE",
    "SERIES",
    "VERMILION",
    "WIDE",
    "Frame",
    "Sizes",
    "framed",
    "house_style",
    "source_line",
    "status_line",
    "tint",
]

BLUE, ORANGE, GREEN, PURPLE, VERMILION = "#0072b2", "#e69f00", "#009e73", "#cc79a7", "#d55e00"
BLACK, GREY = "#000000", "#595959"
# What is drawn in which colour, everywhere.
SERIES = {"capital": BLUE, "labour": ORANGE, "tfp": GREEN, "output": GREY}
EDGE: dict[str, Any] = {"edgecolor": "white", "linewidth": 0.6}  # of columns and bars
HATCH = {BLUE: "", ORANGE: "////", GREEN: "....", GREY: ""}
# Lines of a set: their colour, dash and marker.
LINES: tuple[tuple[str, Any, str], ...] = (
    (BLUE, (0, (5, 1.5)), "o"),
    (ORANGE, (0, (1.5, 1.2)), "s"),
    (GREEN, (0, (5, 1.5, 1.2, 1.5)), "^"),
    (PURPLE, (0, (8, 2)), "D"),
    (VERMILION, (0, (3, 1.2, 1, 1.2, 1, 1.2)), "v"),
)

# Ships with matplotlib: no machine lacks it.
FONT = "DejaVu Sans"
# Widths in inches: the text of an A4 page, and a column of a two-column page.
WIDE, COLUMN = 6.5, 3.3
MARGIN = 0.05  # left free at the edges

_STYLE: dict[str, Any] = {
    "font.family": FONT,
    "text.parse_math": False,  # a dollar sign in a name is a dollar sign
    "text.hinting": "none",  # widths of type that do not change with the density of the picture
    "svg.hashsalt": "tfp-soctrang",
    "svg.fonttype": "path",  # letters as outlines: the same picture on a machine without the font
    "axes.unicode_minus": False,  # signs are those of `report.numbers`
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.linewidth": 0.6,
    "axes.edgecolor": GREY,
    "axes.axisbelow": True,
    "grid.color": "#d9d9d9",
    "grid.linewidth": 0.5,
    "xtick.major.width": 0.6,
    "ytick.major.width": 0.6,
    "xtick.major.size": 2.5,
    "ytick.major.size": 2.5,
    "hatch.linewidth": 0.6,
    "legend.frameon": False,
    "figure.dpi": 100,
    "savefig.dpi": 200,
}

# What editions are called where the source does not print a year; Vietnamese has its own words.
_EDITIONS = (("about ", "khoảng "), ("yearbook ", "niên giám "), ("not told", "không ghi rõ"))
_NAMES = {True: 2, False: 4}  # sources named in the line below, on a column and on a page


@contextmanager
def house_style() -> Iterator[None]:
    """Draw in the house style, whatever the reader's own settings of matplotlib are."""
    import matplotlib as mpl

    with mpl.rc_context():
        mpl.rcdefaults()
        mpl.rcParams.update(_STYLE)  # type: ignore[arg-type]
        yield


@dataclass(frozen=True, slots=True, kw_only=True)
class Sizes:
    """Sizes of type in points."""

    title: float
    text: float
    small: float
    foot: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What every figure carries besides its drawing.

    Parameters
    ----------
    basis
        What the numbers rest on: the line below says it.
    width
        In inches.
    titled
        Whether the title stands in the picture; a document has it in the caption instead.
    """

    territory: Territory
    phase: Phase
    basis: Basis
    language: Language
    width: float = WIDE
    titled: bool = True

    @property
    def narrow(self) -> bool:
        """Whether the figure is for a column: names of rows stand above them, and the type is smaller."""
        return self.width < 5.0

    @property
    def sizes(self) -> Sizes:
        """Sizes of type."""
        if self.narrow:
            return Sizes(title=7.5, text=7.0, small=6.5, foot=6.0)
        return Sizes(title=9.0, text=8.0, small=7.5, foot=6.5)

    def say(self, key: str, **values: object) -> str:
        """Return a word or sentence in the language of the figure."""
        return FIGURES[key][self.language].format(**values)

    @property
    def years(self) -> str:
        """The phase in words; a phase of one year is that year."""
        first, last = self.phase.first_year, self.phase.last_year
        return str(first) if first == last else str(self.phase)

    def title(self, key: str) -> str:
        """Return a title with place and phase."""
        return self.say("of_phase", what=self.say(key), place=place(self.territory, self.language), phase=self.years)

    def target(self, share: float) -> str:
        """Return a target as it was set: 45 %, but 47.5 %."""
        return percent(share, 0 if abs(share * 100.0 - round(share * 100.0)) < 1e-9 else 1, self.language)


class Shown(Protocol):
    """A result that figures are drawn of."""

    @property
    def territory(self) -> Territory:
        """Whose."""

    @property
    def phase(self) -> Phase:
        """Of which years."""

    @property
    def basis(self) -> Basis:
        """What it rests on."""


def framed(found: Shown, language: Language, width: float, *, titled: bool) -> Frame:
    """Return the frame of a figure of a result."""
    return Frame(
        territory=found.territory, phase=found.phase, basis=found.basis, language=language, width=width, titled=titled
    )


def status_line(frame: Frame, *notes: str) -> str:
    """Return the state of the figure, then what else must be known of it."""
    basis = frame.basis
    filled = frame.say("filled_one" if basis.filled == 1 else "filled", count=basis.filled) if basis.filled else ""
    told = [f"{frame.say(basis.status.value)}{filled}.", *(note for note in notes if note)]
    if not frame.titled:
        told.insert(0, f"{of_territory(frame.territory, frame.language)}, {frame.years}.")
        told[0] = told[0][:1].upper() + told[0][1:]
    return " ".join(told)


def _named(source: Source, frame: Frame) -> str:
    vintage = source.origin.vintage
    if vintage is None:
        return frame.say("source_without", source=source.origin.source)
    edition = vintage.edition
    if frame.language == "vi":
        for english, vietnamese in _EDITIONS:
            edition = edition.replace(english, vietnamese)
    return frame.say("source_edition", source=source.origin.source, edition=edition)


def source_line(frame: Frame) -> str:
    """Return the publications behind the figure with their editions, those that gave most cells first."""
    cells: dict[str, int] = {}
    for source in frame.basis.origins:
        if source.origin.source != "derived":
            name = _named(source, frame)
            cells[name] = cells.get(name, 0) + len(source.years)
    if not cells:
        return frame.say("sources", names=frame.say("sources_derived"))
    ranked = sorted(cells, key=lambda name: -cells[name])
    most = _NAMES[frame.narrow]
    names = "; ".join(ranked[:most])
    if len(ranked) > most:
        names = frame.say("sources_more", names=names, count=len(ranked) - most)
    return frame.say("sources", names=names)


def tint(colour: str, strength: float) -> str:
    """Return a colour mixed with white: 1 is the colour, 0 white.

    Examples
    --------
    >>> tint("#0072b2", 0.5)
    '#80b9d9'
    """
    parts = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return "#" + "".join(f"{int(255 - strength * (255 - part) + 0.5):02x}" for part in parts)
