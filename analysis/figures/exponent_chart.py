"""Exponents side by side: every estimator with its 95 % interval, beside the published value and theory."""

from __future__ import annotations

import math
from pathlib import Path

from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

import legends
from boundary_axes import look
from boundary_diagram import SLICE_LIMIT
from drawing import INK, PAGE_WIDTH, Picture, new_figure, plain_ticks, store
from run_folder import RunFolder
from scaling import BOUNDARIES, ESTIMATORS, LABELS, SELECTIONS, Fit, Scaling, Slice, words

LEFT, RIGHT, GAP, ABOVE, BELOW, ROW = 2.6, 0.2, 0.35, 0.3, 0.5, 0.3  # inches
WIDEST = 4.2
#: No axis shows more exponents than this on either side of the middle ones.
FARTHEST = 4.0


def draw(run: RunFolder, output: Path) -> list[Picture]:
    """One figure per slice with a fit."""
    scaling = Scaling(run)
    pictures = (draw_slice(scaling, part, output) for part in scaling.slices[:SLICE_LIMIT])
    return [picture for picture in pictures if picture is not None]


def draw_slice(scaling: Scaling, part: Slice, output: Path) -> Picture | None:
    """A panel per boundary, a row per estimator and selection of points."""
    fits = [fit for fit in scaling.fits if fit.slice == part.place and math.isfinite(fit.exponent)]
    names = [name for name in scaling.boundary_names(part) if any(fit.boundary == name for fit in fits)]
    if not fits or not names:
        return None
    kinds = sorted({(fit.estimator, fit.selection) for fit in fits}, key=lambda kind: order(*kind))
    panel = min(WIDEST, (PAGE_WIDTH - LEFT - RIGHT - GAP * (len(names) - 1)) / len(names))
    width = LEFT + RIGHT + len(names) * panel + GAP * (len(names) - 1)
    marks = handles(fits, part)
    top = 0.06 + legends.height(marks, width - 0.3)
    height = top + ABOVE + ROW * len(kinds) + BELOW
    figure = new_figure(width, height)
    legends.place(figure, marks, 0.15, 0.06, width - 0.3)
    for place, name in enumerate(names):
        left = LEFT + place * (panel + GAP)
        axes = figure.add_axes((left / width, BELOW / height, panel / width, ROW * len(kinds) / height))
        of_name = [fit for fit in fits if fit.boundary == name]
        draw_panel(axes, name, of_name, kinds, part, labelled=place == 0)
    caption = (
        "The exponents of all power laws, learning rate as a power of the duration, with their 95 % intervals; an "
        "arrow marks an interval that goes on beyond the picture. An exponent that changes more from row to row than "
        "its intervals allow says as much about the estimator as about the networks."
    )
    alternative = f"Exponents of {len(fits)} fits with their 95 % intervals; the table has the numbers."
    title = "Exponents by every estimator" + (f", {part.name}" if part.name else "")
    return store(figure, Picture(f"scaling-exponents{part.suffix}.png", title, caption, alternative), output)


def order(estimator: str, selection: str) -> tuple[int, str, int, str]:
    """Places of a row: estimators as on the page, all points before selections."""
    estimators, selections = list(ESTIMATORS), list(SELECTIONS)
    place = estimators.index(estimator) if estimator in estimators else len(estimators)
    return place, estimator, selections.index(selection) if selection in selections else len(selections), selection


def row_name(estimator: str, selection: str) -> str:
    """The estimator, and below it the points where they are not all."""
    name = words(ESTIMATORS, estimator)
    return name if selection == "all" else f"{name},\n{words(SELECTIONS, selection)}"


def draw_panel(axes: Axes, name: str, fits: list[Fit], kinds: list, part: Slice, labelled: bool) -> None:
    """Rows of points with intervals, over what theory and the publication say."""
    shape = look(name)
    low, high = limits(fits, shape.slopes if part.quantity == "delay_ms" else (math.nan, math.nan))
    axes.set_xlim(low, high)
    axes.set_ylim(len(kinds) - 0.5, -0.5)
    axes.set_yticks(range(len(kinds)), [row_name(*kind) if labelled else "" for kind in kinds])
    axes.tick_params(axis="y", length=0, pad=9)
    axes.set_title(words(BOUNDARIES, name).capitalize(), fontsize=9.5, pad=5)
    axes.set_xlabel("exponent of the learning rate")
    plain_ticks(axes.xaxis, 7, steps=[1, 2, 5, 10])
    axes.spines["left"].set_visible(False)
    for place in range(len(kinds)):
        axes.axhline(place, color="#EDEDED", linewidth=0.7, zorder=0)
    if part.quantity == "delay_ms" and math.isfinite(shape.slopes[0]):
        axes.axvspan(*shape.slopes, color=shape.colour, alpha=0.1, linewidth=0, zorder=0)
    published = next((fit for fit in fits if math.isfinite(fit.published)), None)
    if published is not None:
        axes.axvline(published.published, color=INK, linewidth=1.1, linestyle=(0, (5, 2)), zorder=1)
    for fit in fits:
        ours = fit.labels == "mechanism"
        draw_fit(axes, fit, kinds.index((fit.estimator, fit.selection)) + (-0.16 if ours else 0.16), ours)


def draw_fit(axes: Axes, fit: Fit, height: float, filled: bool) -> None:
    """One exponent with its interval, cut at the edges of the panel with an arrow."""
    left, right = axes.get_xlim()
    shape = look(fit.boundary)
    low, high = fit.interval
    style = {"color": shape.colour, "clip_on": False}
    if math.isfinite(low) and math.isfinite(high):
        axes.plot([max(low, left), min(high, right)], [height] * 2, linewidth=1.2, zorder=2, **style)
        for end, beyond, marker in ((left, low < left, "<"), (right, high > right, ">")):
            if beyond:
                axes.plot(end, height, marker=marker, markersize=4.5, **style)
    if left <= fit.exponent <= right:
        filling = shape.colour if filled else "white"
        axes.plot(fit.exponent, height, marker=shape.marker, markersize=5.5, markerfacecolor=filling, zorder=3, **style)


def limits(fits: list[Fit], slopes: tuple[float, float]) -> tuple[float, float]:
    """A range with all exponents, the published one and theory; intervals as far as they are not absurdly wide."""
    middle = [fit.exponent for fit in fits] + [fit.published for fit in fits] + list(slopes)
    middle = sorted(value for value in middle if math.isfinite(value))
    centre = middle[len(middle) // 2]
    near = [value for value in middle if abs(value - centre) <= 2 * FARTHEST]
    ends = [end for fit in fits for end in fit.interval if math.isfinite(end)]
    low = max(min([*near, *ends]), min(near) - FARTHEST / 2)
    high = min(max([*near, *ends]), max(near) + FARTHEST / 2)
    margin = max(0.05, 0.05 * (high - low))
    return low - margin, high + margin


def handles(fits: list[Fit], part: Slice) -> list:
    """Labels by filling; the publication and theory where they are in the picture."""
    found: list = [
        Line2D(
            [],
            [],
            color=INK,
            marker="o",
            markersize=5.5,
            markerfacecolor=INK if owner == "mechanism" else "white",
            linewidth=1.2,
            label=words(LABELS, owner),
        )
        for owner in LABELS
        if any(fit.labels == owner for fit in fits)
    ]
    if any(math.isfinite(fit.published) for fit in fits):
        found.append(Line2D([], [], color=INK, linewidth=1.1, linestyle=(0, (5, 2)), label="published exponent"))
    if part.quantity == "delay_ms":
        for name in BOUNDARIES:
            if any(fit.boundary == name for fit in fits):
                found.append(Patch(facecolor=look(name).colour, alpha=0.15, label=f"theory, {look(name).theory}"))
    return found
