"""Logarithmic axes for boundaries: cells in the colour of their majority, points with intervals, laws, theory."""

from __future__ import annotations

import math
from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.collections import PatchCollection
from matplotlib.colors import to_rgb
from matplotlib.patches import Polygon, Rectangle
from matplotlib.patheffects import Normal, Stroke
from matplotlib.ticker import FixedLocator, FuncFormatter, NullFormatter, NullLocator
from matplotlib.transforms import ScaledTranslation, Transform

from drawing import INK, readable_on
from formatting import number, significant
from grid import Grid
from outcome_groups import GROUPS, shares
from scaling import Boundary, Fit, Point


@dataclass(frozen=True)
class Look:
    """How a boundary is drawn.

    shift: points upwards, so that the points of two boundaries on one line do not hide each other.
    slopes: what theory says of its exponent; theory: through what networks learn.
    """

    colour: str
    marker: str
    shift: float
    hatch: str
    slopes: tuple[float, float]
    theory: str


LOOKS = {
    "notLearned": Look(INK, "o", 2.2, "|||", (-3, -2), "limit cycle"),
    "slowManifold": Look("#7A0177", "s", -2.2, "////", (-5, -4), "slow point"),
}
OTHER_LOOK = Look("#555555", "D", 0, "", (math.nan, math.nan), "")
#: How far beyond the outermost cells the axes go, as a factor, where the grid does not say.
MARGIN = 1.2
#: A white rim keeps lines apart from the cells below them.
DASHED = (0, (5, 2))
RIM = [Stroke(linewidth=3.4, foreground="white"), Normal()]


def look(boundary: str) -> Look:
    return LOOKS.get(boundary, OTHER_LOOK)


@dataclass(frozen=True)
class Frame:
    """The axes' ranges: learning rates upwards, durations in ms to the right, both above zero."""

    durations: tuple[float, float]
    rates: tuple[float, float]

    def holds(self, duration: float, rate: float) -> bool:
        (left, right), (low, high) = self.durations, self.rates
        return left <= duration <= right and low <= rate <= high


def edges(values: list[float]) -> list[float]:
    """Borders of cells around their values: halfway between them on a logarithmic scale."""
    if len(values) == 1:
        return [values[0] / MARGIN, values[0] * MARGIN]
    middles = [math.sqrt(a * b) for a, b in zip(values, values[1:])]
    return [values[0] ** 2 / middles[0], *middles, values[-1] ** 2 / middles[-1]]


def positive(values: list[str]) -> list[float]:
    return sorted(number(value) for value in values if number(value) > 0)


def frame_of(grid: Grid | None, points: list[Point]) -> Frame | None:
    """Ranges that hold the cells and every point not absurdly far from them; None when there is nothing above zero."""
    durations = positive(grid.columns) if grid else sorted({p.duration for p in points if p.known})
    rates = positive(grid.rows) if grid else sorted({p.learning_rate for p in points if p.known})
    if not durations or not rates:
        return None
    across, upwards = edges(durations), edges(rates)
    near = [p for p in points if p.known and across[0] / 2 <= p.duration <= across[-1] * 2]
    near = [p for p in near if upwards[0] / 2 <= p.learning_rate <= upwards[-1] * 2]
    return Frame(
        (min([across[0], *(p.duration / 1.05 for p in near)]), max([across[-1], *(p.duration * 1.05 for p in near)])),
        (
            min([upwards[0], *(p.learning_rate / 1.05 for p in near)]),
            max([upwards[-1], *(p.learning_rate * 1.05 for p in near)]),
        ),
    )


def prepare(axes: Axes, frame: Frame, labelled: bool = True, most: int = 7) -> None:
    """Logarithmic scales with plain numbers, so many at most."""
    axes.set_xscale("log")
    axes.set_yscale("log")
    axes.set_xlim(*frame.durations)
    axes.set_ylim(*frame.rates)
    for axis, limits in ((axes.xaxis, frame.durations), (axes.yaxis, frame.rates)):
        axis.set_major_locator(FixedLocator(ticks(*limits, most)))
        axis.set_major_formatter(FuncFormatter(lambda value, _: significant(value)))
        axis.set_minor_locator(NullLocator())
        axis.set_minor_formatter(NullFormatter())
    axes.tick_params(labelleft=labelled)


def ticks(low: float, high: float, most: int) -> list[float]:
    """Round numbers from low to high: as many of each decade as make up to so many in all."""
    decades = range(math.floor(math.log10(low)), math.ceil(math.log10(high)) + 1)
    for factors in ((1, 2, 3, 5, 7), (1, 2, 5), (1, 3), (1,)):
        found = [f * 10.0**d for d in decades for f in factors if low <= f * 10.0**d <= high]
        if len(found) <= most:
            return found
    return found


def tint(values: list[float]) -> tuple[tuple[float, float, float], int]:
    """The colour of the largest group, the paler the smaller its share; and which group it is."""
    largest = max(range(len(values)), key=lambda place: values[place])
    strength = 0.25 + 0.75 * max(0.0, (values[largest] - 1 / len(GROUPS)) / (1 - 1 / len(GROUPS)))
    return tuple(1 - strength * (1 - part) for part in to_rgb(GROUPS[largest].colour)), largest


def draw_cells(axes: Axes, grid: Grid, labels: str, zero: bool = False) -> None:
    """The cells, with the letter of their group where there is room.

    zero: those of duration 0, which has no place on logarithmic axes, as a strip from 0 to 1.
    """
    columns = {number(value): place for place, value in enumerate(grid.columns)}
    durations = [0.0] if zero else positive(grid.columns)
    across = [0.0, 1.0] if zero else edges(durations)
    rates = positive(grid.rows)
    upwards = edges(rates)
    rows = {number(value): place for place, value in enumerate(grid.rows)}
    boxes = []
    for order, duration in enumerate(durations):
        for height, rate in enumerate(rates):
            cell = grid.cells.get((rows[rate], columns[duration]))
            values = shares(cell, labels) if cell is not None else None
            if values is None:
                continue
            corner = (across[order], upwards[height])
            size = (across[order + 1] - corner[0], upwards[height + 1] - corner[1])
            colour, largest = tint(values)
            boxes.append(Rectangle(corner, *size, facecolor=colour, edgecolor="white", linewidth=0.35))
            if has_room(axes, corner, size):
                axes.annotate(
                    GROUPS[largest].letter,
                    (corner[0] + size[0], corner[1] + size[1]),
                    (-2, -2),
                    textcoords="offset points",
                    ha="right",
                    va="top",
                    fontsize=5.5,
                    color=readable_on(colour),
                    alpha=0.75,
                    zorder=0.5,
                )
    axes.add_collection(PatchCollection(boxes, match_original=True, zorder=0), autolim=False)


def has_room(axes: Axes, corner: tuple[float, float], size: tuple[float, float]) -> bool:
    """Whether a letter fits into a cell: ten points each way."""
    ends = axes.transData.transform([corner, (corner[0] + size[0], corner[1] + size[1])])
    across, upwards = (ends[1] - ends[0]) * 72 / axes.figure.dpi
    return across >= 10 and upwards >= 10


def marker_size(boundary: Boundary) -> float:
    """For small panels: the more points, the smaller."""
    return 4.4 if is_sparse(boundary) else 3.3


def is_sparse(boundary: Boundary) -> bool:
    return sum(1 for point in boundary.points if point.known) <= 8


def draw_points(axes: Axes, boundary: Boundary, frame: Frame, colour: str, size: float = 5.5) -> int:
    """Points with their intervals, those left out of the line hollow; returns how many lie outside the axes."""
    shape = look(boundary.boundary)
    moved = shifted(axes, boundary)
    outside = 0
    for point in boundary.points:
        if not point.known:
            continue
        if not frame.holds(point.duration, point.learning_rate):
            outside += 1
            continue
        if has_interval(point):
            ends = interval_of(point, boundary)
            axes.plot(*ends, color="white", linewidth=2.8, zorder=4, solid_capstyle="butt", transform=moved)
            axes.plot(*ends, color=colour, linewidth=1.1, zorder=4.1, solid_capstyle="butt", transform=moved)
        axes.plot(
            point.duration,
            point.learning_rate,
            marker=shape.marker,
            transform=moved,
            markersize=size,
            markerfacecolor=colour if point.used else "white",
            markeredgecolor="white" if point.used else colour,
            markeredgewidth=0.7 if point.used else 1.0,
            zorder=5,
        )
    return outside


def draw_rings(axes: Axes, boundary: Boundary, frame: Frame, colour: str) -> None:
    """The same for a second kind of labels: rings and wide pale intervals, to be seen around the first kind."""
    moved = shifted(axes, boundary)
    size = 1.5 * marker_size(boundary)
    for point in boundary.points:
        if not (point.known and frame.holds(point.duration, point.learning_rate)):
            continue
        if has_interval(point):
            ends = interval_of(point, boundary)
            axes.plot(*ends, color=pale(colour), linewidth=4, zorder=2, solid_capstyle="butt", transform=moved)
        axes.plot(
            point.duration,
            point.learning_rate,
            marker=look(boundary.boundary).marker,
            transform=moved,
            markersize=size,
            markerfacecolor="white",
            markeredgecolor=colour,
            markeredgewidth=0.9,
            zorder=3.5,
        )


def shifted(axes: Axes, boundary: Boundary) -> Transform:
    """Data coordinates, moved across the intervals by the shift of the boundary."""
    shift = look(boundary.boundary).shift / 72
    across = (shift, 0) if boundary.per == "duration" else (0, shift)
    return axes.transData + ScaledTranslation(*across, axes.figure.dpi_scale_trans)


def has_interval(point: Point) -> bool:
    return math.isfinite(point.low) and math.isfinite(point.high)


def interval_of(point: Point, boundary: Boundary) -> tuple[list[float], list[float]]:
    """Its ends: of the duration where the learning rate was given, else of the learning rate."""
    if boundary.per == "duration":
        return [point.duration] * 2, [point.low, point.high]
    return [point.low, point.high], [point.learning_rate] * 2


def pale(colour: str) -> tuple[float, ...]:
    return tuple(1 - 0.25 * (1 - part) for part in to_rgb(colour))


def span_of(fit: Fit, boundary: Boundary | None, frame: Frame) -> tuple[float, float]:
    """The durations over which a law is drawn, or the whole axis where it has no points.

    A steep law spans the learning rates of its points, a flat one their durations: so a single point far from it does
    not carry the line away.
    """
    used = used_points(fit, boundary)
    if not used:
        return frame.durations
    steep = abs(fit.exponent) >= 1
    durations = [fit.duration(p.learning_rate) if steep else p.duration for p in used]
    low, high = min(durations), max(durations)
    return max(low, frame.durations[0]), min(high, frame.durations[1])


def used_points(fit: Fit, boundary: Boundary | None) -> list[Point]:
    """The points a law goes through: without those that its selection drops."""
    if boundary is None:
        return []
    dropped = {(number(entry.get("learning_rate")), number(entry.get("duration"))) for entry in fit.left_out}
    return [p for p in boundary.points if p.used and (p.learning_rate, p.duration) not in dropped]


def draw_law(axes: Axes, fit: Fit, span: tuple[float, float], colour: str, style: object = "-") -> None:
    """The law over a span of durations; straight on these axes."""
    low, high = span
    if low >= high:
        low, high = low / MARGIN, low * MARGIN
    axes.plot(
        [low, high],
        [fit.rate(low), fit.rate(high)],
        color=colour,
        linewidth=1.8,
        linestyle=style,
        path_effects=RIM,
        zorder=3,
    )


def draw_wedge(axes: Axes, fit: Fit, span: tuple[float, float], frame: Frame) -> None:
    """All exponents that theory allows, from the law's first point downwards to the smallest learning rate."""
    shape = look(fit.boundary)
    start, top = span[0], fit.rate(span[0])
    floor = frame.rates[0] * 1.02
    if not (math.isfinite(shape.slopes[0]) and top > floor):
        return
    ends = [start * (floor / top) ** (1 / slope) for slope in shape.slopes]
    corners = [(start, top), *((end, floor) for end in ends)]
    axes.add_patch(
        Polygon(
            corners,
            closed=True,
            facecolor="white",
            edgecolor=shape.colour,
            linewidth=0.6,
            hatch=shape.hatch,
            alpha=0.6,
            zorder=1.5,
        )
    )


def draw_published(axes: Axes, fit: Fit, prefactor: float, span: tuple[float, float], colour: str) -> None:
    """The published law: by its prefactor, or else through the middle of the fitted one."""
    low, high = span
    middle = math.sqrt(low * high)
    logarithm = (
        math.log(prefactor)
        if math.isfinite(prefactor)
        else math.log(fit.rate(middle)) - fit.published * math.log(middle)
    )
    ends = [math.exp(logarithm + fit.published * math.log(duration)) for duration in axes.get_xlim()]
    axes.plot(axes.get_xlim(), ends, color=colour, linewidth=1.1, linestyle=DASHED, path_effects=RIM, zorder=2.5)
