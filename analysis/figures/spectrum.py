"""Eigenvalues of a network's map at its points, in the complex plane with the unit circle."""

from __future__ import annotations

from dataclasses import dataclass

import numpy
from matplotlib.axes import Axes
from matplotlib.patches import Circle

from drawing import CUE_COLOURS, INK, SLOW_COLOUR, plain_ticks
from dynamics import Dynamics, Point
from trial import Trial
from words import LOOKS

MARKS = ("o", "x", "^", "D", "s")
MOST = 4


@dataclass
class Shown:
    """A point whose spectrum is drawn, and what it is to the network."""

    point: Point
    role: str
    colour: str

    @property
    def label(self) -> str:
        kind = LOOKS.get(self.point.look, self.point.look)
        return f"point {self.point.number}, {kind}: {self.role}"


def chosen(dynamics: Dynamics, trial: Trial) -> list[Shown]:
    """The fixed points the conditions end on, and the point nearest to the paths of the delay (in the plane)."""
    points = [p for p in dynamics.points if p.spectrum is not None and numpy.isfinite(p.place).all()]
    if not points or dynamics.components is None:
        return []
    ends: dict[int, list[int]] = {}
    for condition, path in enumerate(dynamics.components):
        is_point = condition < len(dynamics.fate_kinds) and dynamics.fate_kinds[condition] == "fixedPoint"
        finite = path[numpy.isfinite(path).all(axis=1)]
        rests = [p for p in points if p.look in ("stable", "neutral")]
        if is_point and len(finite) and rests:
            nearest = min(rests, key=lambda p: distance(finite[-1:], p))
            ends.setdefault(nearest.number, []).append(condition)
    shown = []
    for point in points:
        conditions = ends.get(point.number)
        if conditions:
            colour = CUE_COLOURS[conditions[0] % len(CUE_COLOURS)] if len(conditions) == 1 else INK
            shown.append(
                Shown(
                    point,
                    ("the end after cue " if len(conditions) == 1 else "the end after cues ")
                    + " and ".join(str(c + 1) for c in conditions),
                    colour,
                )
            )
    cue, delay = trial.steps(trial.end_of("cue")), trial.steps(trial.end_of("delay"))
    states = dynamics.components[:, cue : delay + 1].reshape(-1, 2)
    states = states[numpy.isfinite(states).all(axis=1)]
    if len(states):
        nearest = min(points, key=lambda p: distance(states, p))
        where = "nearest to the delay" if delay > cue else "nearest to the end of the cue"
        known = next((s for s in shown if s.point is nearest), None)
        if known is not None:
            known.role += f", and {where}"
        else:
            shown.append(Shown(nearest, where, SLOW_COLOUR if nearest.look == "slow" else "#8A8A8A"))
    return shown[:MOST]


def distance(states: numpy.ndarray, point: Point) -> float:
    """Smallest distance of a point from states, in the plane."""
    return float(numpy.hypot(*(states - point.place).T).min())


def draw(axes: Axes, shown: list[Shown]) -> None:
    """The eigenvalues; inside the unit circle deviations shrink, outside they grow."""
    axes.add_patch(Circle((0, 0), 1, facecolor="#F4F4F4", edgecolor=INK, linewidth=0.8, zorder=0))
    axes.axhline(0, color="#CFCFCF", linewidth=0.6, zorder=1)
    axes.axvline(0, color="#CFCFCF", linewidth=0.6, zorder=1)
    reach = 1.0
    for place, item in enumerate(shown):
        mark, values = MARKS[place % len(MARKS)], item.point.spectrum
        reach = max(reach, float(numpy.abs(values).max()))
        is_line = mark == "x"
        axes.plot(
            *values.T,
            linewidth=0,
            marker=mark,
            markersize=5 if is_line else 4.6,
            markerfacecolor="none",
            markeredgecolor=item.colour,
            markeredgewidth=1.1,
            label=item.label,
            zorder=3,
        )
    axes.set_xlim(-1.08 * reach, 1.08 * reach)
    axes.set_ylim(-1.08 * reach, 1.08 * reach)
    plain_ticks(axes.xaxis, 5)
    plain_ticks(axes.yaxis, 5)
    axes.set_xlabel("real part (multiplier per step, dimensionless)")
    axes.set_ylabel("imaginary part", labelpad=2)
