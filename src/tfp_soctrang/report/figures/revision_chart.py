"""The figure of a revision: the bridge between two editions of the TFP share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tfp_soctrang.errors import NotApplicable
from tfp_soctrang.report.editions import revision_rows
from tfp_soctrang.report.figures.house import BLACK, BLUE, EDGE, GREY, HATCH, ORANGE, WIDE, framed

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from tfp_soctrang.messages import Language
    from tfp_soctrang.revision_bridge import Revision

__all__ = ["revision_bridge"]

_SEEN = 0.005  # percentage points: a smaller change is no bar


def revision_bridge(
    revision: Revision, *, language: Language = "vi", width: float = WIDE, titled: bool = True
) -> Figure:
    """Return the bridge between two editions: the earlier share, what each difference made of it, the later share.

    The editions are points, not columns: the axis does not begin at zero. The status and sources are of the later one.

    Parameters
    ----------
    revision
        From `tfp.revision`.
    language, width, titled
        As in `contributions`.
    """
    from tfp_soctrang.report.figures.canvas import Canvas
    from tfp_soctrang.report.figures.keys import line, patch
    from tfp_soctrang.report.figures.rows import Rows

    frame = framed(revision.after, language, width, titled=titled)
    told = revision_rows(revision, language)
    rows = Rows([name for name, _ in told], frame)
    ends = [
        0.0 if isinstance(share, NotApplicable) else 100.0 * share
        for share in (revision.before.tfp_contribution_share, revision.after.tfp_contribution_share)
    ]
    style: dict[str, Any] = {"color": BLACK, "marker": "D", "markersize": 6, "linestyle": ""}
    with Canvas(frame, rows.height + 0.42) as sheet:
        axes = sheet.axes
        axes.use_sticky_edges = False
        rows.put(axes)
        at = ends[0]
        texts = [text for _, text in told]
        axes.plot(ends[0], rows.centres[0], **style)
        sheet.note(texts[0], (ends[0], rows.centres[0]), (8, 0), ha="left")
        for part, centre, above, text in zip(
            revision.parts, rows.centres[1:-1], rows.centres, texts[1:-1], strict=False
        ):
            change = 100.0 * part.change
            colour = BLUE if change >= 0 else ORANGE
            axes.plot([at, at], [above, centre], color=GREY, linewidth=0.7, zorder=1)
            if abs(change) >= _SEEN:
                axes.barh(
                    centre, change, left=at, color=colour, hatch=HATCH[colour], height=rows.thick, zorder=2, **EDGE
                )
            sheet.note(text, (max(at, at + change), centre), (4, 0), ha="left")
            at += change
        axes.plot([at, at], rows.centres[-2:], color=GREY, linewidth=0.7, zorder=1)
        axes.plot(ends[1], rows.centres[-1], **style)
        sheet.note(texts[-1], (ends[1], rows.centres[-1]), (8, 0), ha="left")
        low, high = axes.get_xlim()
        if high - low < 0.2:  # two editions that say the same: a scale of thousandths would look like a change
            axes.set_xlim(at - 0.5, at + 0.5)
        sheet.numbers("x")
        sheet.label(sheet.say("share_axis"))
        sheet.key(line(**style), sheet.say("bridge_end"))
        for colour, key in ((BLUE, "bridge_up"), (ORANGE, "bridge_down")):
            sheet.key(patch(colour), sheet.say(key))
        same = "" if revision.parts else sheet.say("no_change")
        return sheet.finished(frame.title("revision_bridge"), same)
