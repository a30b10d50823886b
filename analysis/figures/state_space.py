"""The state space of a network: paths, fixed and slow points, closed orbits and flow in the plane of its components."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy
from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from drawing import CUE_COLOURS, INK, SLOW_COLOUR, plain_ticks
from dynamics import Dynamics, Point
from formatting import percent
from trial import Trial
from words import LOOKS

ARROW_COLOUR = "#BDBDBD"
#: Arrows across the plane at most; more become a grey cloth.
ARROWS_ACROSS = 24
#: Parts of a path: name, line style, width, opacity. Colour says which cue, style says which part.
PARTS = {
    "cue": ((0, (1, 1)), 1.7, 1.0),
    "delay": ("-", 2.3, 1.0),
    "reaction": ((0, (4, 1.2)), 1.5, 1.0),
    "continuation": ("-", 0.8, 0.4),
}
#: Wider than a path, which lies on top of it.
ORBIT_COLOUR, ORBIT_WIDTH = "#9E9E9E", 4.0
#: Looks of the points: matplotlib marker, size, fill style.
MARKERS = {
    "stable": ("o", 7.5, "full"),
    "neutral": ("o", 7.5, "left"),
    "unstable": ("o", 7.5, "none"),
    "saddle": ("X", 8, "full"),
    "slow": ("D", 6, "full"),
}


@dataclass
class View:
    """The part of the plane that is shown, a square, and how many points lie outside."""

    centre: tuple[float, float]
    half: float
    outside: int

    def holds(self, place: numpy.ndarray) -> bool:
        return bool((numpy.abs(numpy.asarray(place) - self.centre) <= self.half).all())


def can_draw(dynamics: Dynamics) -> bool:
    """Whether there is any path in the plane."""
    return dynamics.components is not None and bool(numpy.isfinite(dynamics.components).all(axis=2).any())


def view_of(dynamics: Dynamics) -> View:
    """A square around the paths and orbits, and around points that are not much farther out."""
    paths = [dynamics.components.reshape(-1, 2), *dynamics.orbits.values()]
    places = numpy.concatenate(paths)
    places = places[numpy.isfinite(places).all(axis=1)]
    low, high = places.min(axis=0), places.max(axis=0)
    reach = 0.5 * max(float((high - low).max()), 1e-9)
    points = [point.place for point in dynamics.points if numpy.isfinite(point.place).all()]
    near = [place for place in points if (place >= low - reach).all() and (place <= high + reach).all()]
    if near:
        low, high = numpy.minimum(low, numpy.min(near, axis=0)), numpy.maximum(high, numpy.max(near, axis=0))
    half = 0.54 * max(float((high - low).max()), 1e-9)
    middle = (low + high) / 2
    return View((float(middle[0]), float(middle[1])), half, len(points) - len(near))


def parts_of(length: int, trial: Trial) -> list[tuple[str, int, int]]:
    """The parts of a path as ranges of steps; a part begins where the one before it ends."""
    cue, delay, end = (trial.steps(time) for time in (trial.end_of("cue"), trial.end_of("delay"), trial.end))
    if not end:
        return [("continuation", 0, length - 1)]
    borders = [("cue", 0, cue), ("delay", cue, delay), ("reaction", delay, end), ("continuation", end, length - 1)]
    return [(name, first, min(last, length - 1)) for name, first, last in borders if first < min(last, length - 1)]


def draw(axes: Axes, dynamics: Dynamics, trial: Trial, small: bool = False) -> View:
    """Draws the plane; `small` leaves out words and ticks, for thumbnails."""
    view = view_of(dynamics)
    size = 0.62 if small else 1.0
    draw_flow(axes, dynamics, small)
    for condition in range(len(dynamics.components)):
        draw_path(axes, dynamics.components[condition], condition, trial, size)
    for group, orbit in dynamics.orbits.items():
        draw_orbit(axes, dynamics, group, orbit, size)
    for point in dynamics.points:
        if numpy.isfinite(point.place).all() and view.holds(point.place):
            draw_point(axes, point, size, not small)
    axes.set_xlim(view.centre[0] - view.half, view.centre[0] + view.half)
    axes.set_ylim(view.centre[1] - view.half, view.centre[1] + view.half)
    for side in ("top", "right"):
        axes.spines[side].set_visible(small)
    if small:
        axes.set_xticks([])
        axes.set_yticks([])
    else:
        shares = dynamics.explained if dynamics.explained is not None else (math.nan, math.nan)
        said = [f", {percent(float(f'{s:.2g}'))} of the variance" if math.isfinite(s) else "" for s in shares]
        axes.set_xlabel(f"component 1 (rate, dimensionless{said[0]})")
        axes.set_ylabel(f"component 2 (rate, dimensionless{said[1]})", labelpad=2)
        plain_ticks(axes.xaxis, 5)
        plain_ticks(axes.yaxis, 5)
    return view


def draw_flow(axes: Axes, dynamics: Dynamics, small: bool) -> None:
    """Light arrows along F(x) - x; their lengths are square roots, so that slow regions keep visible ones."""
    flow = dynamics.flow
    if flow is None:
        return
    every = max(1, -(-max(len(flow.first), len(flow.second)) // (12 if small else ARROWS_ACROSS)))
    first, second = flow.first[::every], flow.second[::every]
    arrows = flow.arrows[::every, ::every]
    length = numpy.hypot(arrows[..., 0], arrows[..., 1])
    largest = float(numpy.nanmax(length)) if numpy.isfinite(length).any() else 0.0
    if not largest > 0 or len(first) < 2:
        return
    with numpy.errstate(divide="ignore", invalid="ignore"):
        scaled = arrows / numpy.sqrt(length * largest)[..., None]
    scaled = numpy.where(numpy.isfinite(scaled), scaled, 0.0)
    spacing = float(numpy.median(numpy.abs(numpy.diff(first))))
    axes.quiver(
        first,
        second,
        scaled[..., 0],
        scaled[..., 1],
        color=ARROW_COLOUR,
        angles="xy",
        scale_units="xy",
        scale=1.15 / spacing if spacing > 0 else None,
        width=0.0025 if not small else 0.004,
        headwidth=4,
        headlength=4,
        headaxislength=3.5,
        minlength=0.6,
        pivot="mid",
        zorder=1,
    )


def draw_path(axes: Axes, path: numpy.ndarray, condition: int, trial: Trial, size: float) -> None:
    """One condition: its parts, a triangle at the end of the cue, a square at the end of the delay."""
    colour = CUE_COLOURS[condition % len(CUE_COLOURS)]
    for name, first, last in parts_of(len(path), trial):
        style, width, opacity = PARTS[name]
        axes.plot(
            *path[first : last + 1].T, color=colour, linestyle=style, linewidth=width * size, alpha=opacity, zorder=3
        )
    for name, marker, area in (("cue", "^", 8), ("delay", "s", 6.5)):
        step = trial.steps(trial.end_of(name))
        if 0 < step < len(path) and numpy.isfinite(path[step]).all():
            axes.plot(
                *path[step],
                marker=marker,
                color=colour,
                markeredgecolor="white",
                markeredgewidth=0.8,
                markersize=area * size,
                zorder=6,
            )


def draw_orbit(axes: Axes, dynamics: Dynamics, group: int, orbit: numpy.ndarray, size: float) -> None:
    """A closed orbit as a grey band; one that repeats exactly is a set of states and no curve."""
    locked = dynamics.fates.get("locked_steps")
    members = [c for c in range(dynamics.conditions) if dynamics.group(c) == group]
    is_locked = locked is not None and any(c < len(locked) and math.isfinite(locked[c]) for c in members)
    if is_locked:
        axes.plot(*orbit.T, linewidth=0, marker=".", markersize=3.5 * size, color=INK, zorder=4)
        return
    closed = numpy.concatenate([orbit, orbit[:1]])
    axes.plot(*closed.T, color=ORBIT_COLOUR, linewidth=ORBIT_WIDTH * size, zorder=2)


def draw_point(axes: Axes, point: Point, size: float, numbered: bool) -> None:
    """The mark of a point, and its number."""
    axes.plot(*point.place, **look(point.look, size), zorder=7)
    if numbered:
        axes.annotate(
            str(point.number),
            point.place,
            xytext=(5, 4),
            textcoords="offset points",
            fontsize=7.5,
            weight="bold",
            color=INK,
            zorder=8,
            bbox={"boxstyle": "round,pad=0.08", "facecolor": "white", "edgecolor": "none", "alpha": 0.75},
        )


def look(name: str, size: float = 1.0) -> dict[str, object]:
    """How a kind of point is drawn, in the picture and in its legend."""
    marker, points, fill = MARKERS.get(name, MARKERS["stable"])
    edge = "white" if fill == "full" else INK
    face = SLOW_COLOUR if name == "slow" else INK
    return {
        "marker": marker,
        "markersize": points * size,
        "color": face if fill != "none" else "white",
        "markerfacecoloralt": "white",
        "markeredgecolor": edge,
        "markeredgewidth": 0.9 * size,
        "fillstyle": "full" if fill == "none" else fill,
        "linewidth": 0,
    }


def legend_entries(dynamics: Dynamics) -> list[tuple[Line2D, str]]:
    """What the picture shows: cues, parts of the paths, marks, and the kinds of points that are there."""
    entries = [
        (Line2D([], [], color=CUE_COLOURS[c % len(CUE_COLOURS)], linewidth=3), f"after cue {c + 1}")
        for c in range(len(dynamics.components))
    ]
    for name, (style, width, opacity) in PARTS.items():
        entries.append((Line2D([], [], color=INK, linestyle=style, linewidth=width, alpha=opacity), name))
    marks = (("^", 7.5, "end of cue"), ("s", 6, "end of delay"))
    entries += [
        (Line2D([], [], marker=marker, color=INK, markeredgecolor="white", markersize=area, linewidth=0), name)
        for marker, area, name in marks
    ]
    if dynamics.orbits:
        entries.append((Line2D([], [], color=ORBIT_COLOUR, linewidth=ORBIT_WIDTH), "closed orbit"))
    present = [name for name in LOOKS if any(point.look == name for point in dynamics.points)]
    entries += [(Line2D([], [], **look(name)), LOOKS[name]) for name in present]
    return entries
