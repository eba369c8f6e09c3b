"""The tornado: how far each assumption alone moves the TFP share."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tfp_soctrang.errors import NotApplicable
from tfp_soctrang.report.factor_names import factor_name, factor_value
from tfp_soctrang.report.figures.house import BLACK, BLUE, EDGE, HATCH, ORANGE, WIDE, Frame, framed
from tfp_soctrang.report.numbers import percent
from tfp_soctrang.uncertainty import Swing

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from tfp_soctrang.inputs import PhaseInputs
    from tfp_soctrang.messages import Language
    from tfp_soctrang.phase_report import PhaseReport
    from tfp_soctrang.report.figures.canvas import Canvas
    from tfp_soctrang.uncertain_phase import PhaseSensitivity
    from tfp_soctrang.uncertainty import PhaseUncertainty

__all__ = ["report_swings", "tornado"]


def tornado(
    sensitivity: PhaseSensitivity,
    *,
    most: int = 10,
    language: Language = "vi",
    width: float = WIDE,
    titled: bool = True,
) -> Figure:
    """Return how far each assumption alone moves the TFP share over its range, the widest first.

    Beside each end stand the value of the assumption and the share there; words where the share is not defined.

    Parameters
    ----------
    sensitivity
        From `tfp.phase_sensitivity`.
    most
        Assumptions shown.
    language, width, titled
        As in `contributions`.
    """
    swings = [
        Swing(name=one.assumption, low=one.low, high=one.high, share_at_low=one.at_low, share_at_high=one.at_high)
        for one in sensitivity.tornado().bars
    ]
    frame = framed(sensitivity, language, width, titled=titled)
    return _tornado(frame, swings[:most], sensitivity.central_share, sensitivity.model.inputs)


def report_swings(report: PhaseReport, found: PhaseUncertainty, swings: Sequence[Swing]) -> Figure:
    """Return the tornado of a report, without title: the caption has it."""
    account = report.account
    frame = Frame(
        territory=account.territory,
        phase=account.phase,
        basis=account.basis,
        language=report.language,
        titled=False,
    )
    return _tornado(frame, swings, found.central, report.inputs)


def _tornado(frame: Frame, swings: Sequence[Swing], central: float | NotApplicable, inputs: PhaseInputs) -> Figure:
    from tfp_soctrang.report.figures.canvas import Canvas
    from tfp_soctrang.report.figures.keys import line, patch
    from tfp_soctrang.report.figures.rows import Rows

    rows = Rows([factor_name(one.name, inputs, frame.language) for one in swings], frame)
    empty = isinstance(central, NotApplicable) or not swings
    with Canvas(frame, 1.2 if empty else rows.height + 0.42) as sheet:
        if isinstance(central, NotApplicable):
            sheet.instead(sheet.say("share_undefined", reason=central.reason.text(frame.language)))
            return sheet.finished(frame.title("tornado"))
        if not swings:
            sheet.instead(sheet.say("nothing_varies"))
            return sheet.finished(frame.title("tornado"))
        rows.put(sheet.axes)
        for one, at in zip(swings, rows.centres, strict=True):
            _swing(sheet, one, at, central, inputs)
        sheet.axes.axvline(100.0 * central, color=BLACK, linewidth=0.9, zorder=3)
        sheet.numbers("x")
        sheet.label(sheet.say("share_axis"))
        sheet.key(patch(ORANGE), sheet.say("low_end"))
        sheet.key(patch(BLUE), sheet.say("high_end"))
        told = sheet.say("figure_value", value=percent(central, 1, frame.language))
        sheet.key(line(color=BLACK, linewidth=0.9), told)
        return sheet.finished(frame.title("tornado"))


def _swing(sheet: Canvas, one: Swing, at: float, central: float, inputs: PhaseInputs) -> None:
    language = sheet.frame.language
    ends = [("▼", one.low, one.share_at_low, ORANGE), ("▲", one.high, one.share_at_high, BLUE)]
    # the longer bar lies below the shorter one where both are on the same side, and has its words outside
    ends.sort(key=lambda end: -1.0 if isinstance(end[2], NotApplicable) else -abs(end[2] - central))
    taken: set[int] = set()
    for i, (mark, value, share, colour) in enumerate(ends):
        told = factor_value(one.name, value, inputs, language)
        if isinstance(share, NotApplicable):
            side = -1 if mark == "▼" else 1
            text, where = f"{mark} {told} → {sheet.say('no_share')}", central
        else:
            side = 1 if share > central or (share == central and mark == "▲") else -1
            text, where = f"{mark} {told} → {percent(share, 1, language)}", share
            sheet.axes.barh(
                at, 100.0 * (share - central), left=100.0 * central, color=colour, hatch=HATCH[colour],
                height=0.17 if i == 0 else 0.13, zorder=2 + 0.1 * i, **EDGE,
            )  # fmt: skip
        if side in taken:
            side, where = -side, central
        taken.add(side)
        sheet.note(text, (100.0 * where, at), (4 * side, 0), ha="left" if side > 0 else "right")
