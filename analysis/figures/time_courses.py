"""What a network does over time: its speed, how far apart the conditions are, and how well they can be told apart."""

from __future__ import annotations

import math

import numpy
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.ticker import LogLocator, NullLocator

from drawing import CUE_COLOURS, FAINT, INK, PAGE_WIDTH, SLOW_COLOUR, new_figure, plain_ticks
from dynamics import Dynamics, Point
from formatting import significant
from trial import PHASE_SHADES, Trial

LEFT, RIGHT, TOP, BOTTOM, GAP = 0.8, 1.55, 0.3, 0.5, 0.22  # inches
HEIGHTS = {"speed": 1.9, "separation": 1.15, "decodability": 1.0}
TRIAL_SHARE = 0.58
#: How far below the slowest state of the trial the axis of the speed goes at most.
SPEED_ROOM = 0.03


def rows_of(dynamics: Dynamics) -> dict[str, numpy.ndarray]:
    """The curves that can be drawn, as [condition, time]."""
    rows = {}
    for name in HEIGHTS:
        values = dynamics.delay.get(name)
        if values is not None:
            values = numpy.atleast_2d(values)
            if numpy.isfinite(values).any() and (name == "decodability" or (values > 0).any()):
                rows[name] = values
    return rows


def draw(dynamics: Dynamics, trial: Trial) -> Figure | None:
    """One row per curve; the trial is stretched, what follows has a scale of its own. None when nothing is there."""
    rows = rows_of(dynamics)
    if not rows or not trial.step > 0:
        return None
    height = TOP + BOTTOM + sum(HEIGHTS[name] for name in rows) + GAP * (len(rows) - 1)
    figure = new_figure(PAGE_WIDTH, height)
    top = height - TOP
    for place, (name, values) in enumerate(rows.items()):
        last_row = place == len(rows) - 1
        end = (values.shape[1] - 1) * trial.step
        bottom = top - HEIGHTS[name]
        for part, axes in enumerate(split(figure, bottom, HEIGHTS[name], trial, end)):
            shade(axes, trial, named=place == 0 and part == 0)
            DRAWERS[name](axes, values, dynamics, trial, part == 0)
            plain_ticks(axes.xaxis, 6 if part == 0 else 4, steps=[1, 2, 2.5, 5, 10])
            axes.tick_params(labelbottom=last_row)
            if part:
                axes.tick_params(left=False, labelleft=False, which="both")
                axes.spines["left"].set_visible(False)
                if place == 0:
                    axes.set_title("continuation", fontsize=8, weight="normal", color=FAINT, loc="center", pad=3)
        draw_legend(figure, name, dynamics, top)
        top = bottom - GAP
    figure.text(
        (LEFT + 0.5 * (PAGE_WIDTH - LEFT - RIGHT)) / PAGE_WIDTH, 0.08 / height, "time (ms)", ha="center", va="bottom"
    )
    return figure


def split(figure: Figure, bottom: float, height: float, trial: Trial, end: float) -> list[Axes]:
    """Axes for the trial and, where the curve goes on, for the continuation."""
    wide = PAGE_WIDTH - LEFT - RIGHT
    continues = 0 < trial.end < end
    spans = [(LEFT, TRIAL_SHARE * wide - 0.05, 0.0, trial.end)] if continues else [(LEFT, wide, 0.0, max(end, 1e-9))]
    if continues:
        spans.append((LEFT + TRIAL_SHARE * wide + 0.05, (1 - TRIAL_SHARE) * wide - 0.05, trial.end, end))
    high = figure.get_figheight()
    found = []
    for left, width, first, last in spans:
        axes = figure.add_axes((left / PAGE_WIDTH, bottom / high, width / PAGE_WIDTH, height / high))
        axes.set_xlim(first, last)
        found.append(axes)
    return found


def shade(axes: Axes, trial: Trial, named: bool) -> None:
    """Shades the parts of the trial, and names them above the first row."""
    first, last = axes.get_xlim()
    for name, begin, end in trial.phases:
        if begin >= last or end <= first:
            continue
        axes.axvspan(begin, end, color=PHASE_SHADES[name], linewidth=0, zorder=0)
        if begin > first:
            axes.axvline(begin, color=FAINT, linewidth=0.7, linestyle=(0, (1, 1.5)), zorder=1)
        if named:
            wide = (end - begin) / (last - first)
            word = name if wide > 0.013 * len(name) else name[0]
            axes.text(
                (begin + end) / 2, 1.02, word, transform=axes.get_xaxis_transform(), ha="center", va="bottom",
                fontsize=8, color=FAINT,
            )  # fmt: skip


def draw_speed(axes: Axes, values: numpy.ndarray, dynamics: Dynamics, trial: Trial, is_trial: bool) -> None:
    """|F(x) - x| of every condition, the bottoms of slow passages, and the speeds of slow points."""
    positive = numpy.where(values > 0, values, numpy.nan)
    times = numpy.arange(values.shape[1]) * trial.step
    for condition, line in enumerate(positive):
        style = ("-", (0, (4, 1)))[condition % 2]
        axes.plot(times, line, color=CUE_COLOURS[condition % 4], linewidth=1.4, linestyle=style, zorder=3)
    for condition, time in enumerate(slowing_times(dynamics)[: len(positive)] if is_trial else []):
        step = trial.steps(trial.end_of("cue") + time) if math.isfinite(time) else -1
        if 0 <= step < values.shape[1]:
            axes.plot(
                times[step], positive[condition, step], marker="v", markersize=7, color=CUE_COLOURS[condition % 4],
                markeredgecolor="white", zorder=5,
            )  # fmt: skip
    slow = slow_points(dynamics)
    for place, point in enumerate(sorted(slow, key=lambda p: p.speed)):
        axes.axhline(point.speed, color=SLOW_COLOUR, linewidth=0.9, linestyle=(0, (5, 2)), zorder=2)
        if is_trial:
            # Beside each other, so that the numbers of points with nearly the same speed stay apart.
            axes.annotate(
                f"◆ {point.number}", (1, point.speed), xycoords=axes.get_yaxis_transform(), fontsize=7.5, weight="bold",
                color=SLOW_COLOUR, ha="right", va="bottom", xytext=(-1 - 22 * (place % 5), 0),
                textcoords="offset points", zorder=4,
            )  # fmt: skip
    axes.set_yscale("log")
    low, high = speed_range(positive, slow, trial)
    axes.set_ylim(low, high)
    axes.yaxis.set_minor_locator(NullLocator())
    axes.yaxis.set_major_locator(LogLocator(subs=(1, 2, 5)) if high / low < 150 else LogLocator(numticks=7))
    plain_ticks(axes.yaxis)
    if is_trial:
        axes.set_ylabel("speed |F(x) − x|\n(rate per step)")


def speed_range(positive: numpy.ndarray, slow: list[Point], trial: Trial) -> tuple[float, float]:
    """Limits that show the trial and the slow points; coming to rest beyond the trial may leave the picture."""
    finite = positive[numpy.isfinite(positive)]
    within = positive[:, : trial.steps(trial.end) + 1] if trial.end else positive
    within = within[numpy.isfinite(within)]
    marks = [point.speed for point in slow]
    floor = min([*(within if len(within) else finite), *marks])
    low = max(float(finite.min()), float(floor) * SPEED_ROOM)
    return min(low, float(floor)) / 1.5, max([float(finite.max()), *marks]) * 1.6


def slow_points(dynamics: Dynamics) -> list[Point]:
    """Slow points with a speed that a logarithm can show."""
    return [p for p in dynamics.points if p.kind == "slowPoint" and p.speed > 0 and math.isfinite(p.speed)]


def slowing_times(dynamics: Dynamics) -> list[float]:
    """Times after the cue, in ms, of the bottoms of slow passages, one per condition; NaN where there is none."""
    times = dynamics.delay.get("slowing_time")
    return [float(time) for time in times] if times is not None and times.ndim == 1 else []


def draw_separation(axes: Axes, values: numpy.ndarray, dynamics: Dynamics, trial: Trial, is_trial: bool) -> None:
    """The smallest distance between the states of two conditions."""
    axes.plot(numpy.arange(values.shape[1]) * trial.step, values[0], color=INK, linewidth=1.4)
    axes.set_ylim(0, 1.08 * float(numpy.nanmax(values[numpy.isfinite(values)])))
    plain_ticks(axes.yaxis, 4)
    if is_trial:
        axes.set_ylabel("separation\n(rate)")


def draw_decodability(axes: Axes, values: numpy.ndarray, dynamics: Dynamics, trial: Trial, is_trial: bool) -> None:
    """The share of noisy trials nearest to the mean of their own condition, beside chance."""
    axes.plot(numpy.arange(values.shape[1]) * trial.step, values[0], color=INK, linewidth=1.2)
    if dynamics.conditions > 1:
        axes.axhline(1 / dynamics.conditions, color=FAINT, linewidth=0.8, linestyle=(0, (2, 2)))
    axes.set_ylim(0, 1.06)
    axes.set_yticks((0, 0.5, 1), ("0", "0.5", "1"))
    if is_trial:
        axes.set_ylabel("decodability\n(share)")


def draw_legend(figure: Figure, name: str, dynamics: Dynamics, top: float) -> None:
    """The words beside a row."""
    handles: list[Line2D] = []
    if name == "speed":
        for condition in range(min(dynamics.conditions, 4)):
            style = ("-", (0, (4, 1)))[condition % 2]
            handles.append(
                Line2D([], [], color=CUE_COLOURS[condition], linestyle=style, label=f"after cue {condition + 1}")
            )
        if any(math.isfinite(time) for time in slowing_times(dynamics)):
            handles.append(
                Line2D([], [], marker="v", color=INK, markersize=7, linewidth=0, label="bottom of\na slowing")
            )
        if slow_points(dynamics):
            handles.append(
                Line2D([], [], color=SLOW_COLOUR, linewidth=0.9, linestyle=(0, (5, 2)), label="speed at a\nslow point")
            )
    elif name == "separation":
        handles.append(Line2D([], [], color=INK, label="smallest distance\nbetween cues"))
    else:
        handles.append(Line2D([], [], color=INK, label="noisy trials told\napart rightly"))
        if dynamics.conditions > 1:
            chance = significant(1 / dynamics.conditions, 2)
            handles.append(Line2D([], [], color=FAINT, linestyle=(0, (2, 2)), linewidth=0.8, label=f"chance, {chance}"))
    figure.legend(
        handles=handles, loc="upper left", frameon=False, borderaxespad=0, handlelength=1.6, handletextpad=0.5,
        bbox_to_anchor=((PAGE_WIDTH - RIGHT + 0.12) / PAGE_WIDTH, top / figure.get_figheight()),
    )  # fmt: skip


DRAWERS = {"speed": draw_speed, "separation": draw_separation, "decodability": draw_decodability}
