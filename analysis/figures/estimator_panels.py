"""The same boundaries by every estimator: one small panel each, our labels as dots, published labels as rings."""

from __future__ import annotations

from pathlib import Path

from matplotlib.lines import Line2D

import boundary_axes
import legends
from boundary_axes import look
from boundary_diagram import SLICE_LIMIT
from drawing import INK, PAGE_WIDTH, Picture, new_figure, store
from formatting import column_label
from run_folder import RunFolder
from scaling import BOUNDARIES, ESTIMATORS, LABELS, Scaling, Slice, grid_of, words

ACROSS = 4
LEFT, RIGHT, GAP, ABOVE, HEIGHT, BELOW = 0.7, 0.12, 0.14, 0.28, 1.85, 0.52  # inches
#: Line of the law by whose labels.
STYLES = {"mechanism": "-", "published": (0, (3, 1.3))}


def draw(run: RunFolder, output: Path) -> list[Picture]:
    """One figure per slice; empty where nothing was fitted."""
    scaling = Scaling(run)
    pictures = (draw_slice(run, scaling, part, output) for part in scaling.slices[:SLICE_LIMIT])
    return [picture for picture in pictures if picture is not None]


def draw_slice(run: RunFolder, scaling: Scaling, part: Slice, output: Path) -> Picture | None:
    """A panel for each estimator that has a point or a law, all with the same ranges."""
    points = [p for b in scaling.boundaries if b.slice == part.place for p in b.points]
    frame = boundary_axes.frame_of(grid_of(part, run), points)
    estimators = [name for name in scaling.estimators(part) if has_content(scaling, part, name)]
    if frame is None or not estimators:
        return None
    across = min(ACROSS, len(estimators))
    down = -(-len(estimators) // across)
    panel = (PAGE_WIDTH - LEFT - RIGHT - GAP * (ACROSS - 1)) / ACROSS
    width = max(LEFT + RIGHT + across * panel + GAP * (across - 1), 5.0)
    marks = handles(scaling, part)
    room = width - LEFT
    top = 0.06 + legends.height(marks, room) + 0.06
    height = top + down * (ABOVE + HEIGHT) + (down - 1) * 0.28 + BELOW
    figure = new_figure(width, height)
    legends.place(figure, marks, LEFT, 0.06, room)
    for place, estimator in enumerate(estimators):
        row, column = divmod(place, across)
        left = LEFT + column * (panel + GAP)
        bottom = height - top - (row + 1) * (ABOVE + HEIGHT) - row * 0.28
        axes = figure.add_axes((left / width, bottom / height, panel / width, HEIGHT / height))
        boundary_axes.prepare(axes, frame, labelled=column == 0, most=6)
        axes.set_title(words(ESTIMATORS, estimator), fontsize=8.5, pad=4)
        axes.grid(True, color="#E8E8E8", linewidth=0.6)
        axes.set_axisbelow(True)
        if place + across >= len(estimators):
            axes.set_xlabel(column_label(part.quantity))
        if column == 0:
            axes.set_ylabel("learning rate")
        for owner in scaling.label_names(part):
            for name in scaling.boundary_names(part):
                draw_one(axes, scaling, part, owner, name, estimator, frame)
    over = column_label(part.quantity).split(" (")[0]
    caption = (
        f"Where a boundary lies depends on how it is read off: the same networks, learning rate against {over} on "
        "logarithmic axes, by every estimator there is. Bars are 95 % intervals of the points, thin by our labels and "
        "wide and pale by the published ones; lines are the power laws. Points of two boundaries at one place are "
        "shifted a little apart."
    )
    alternative = f"Boundary points and power laws by {len(estimators)} estimators; their exponents are in the table."
    title = "The boundaries by every estimator" + (f", {part.name}" if part.name else "")
    return store(figure, Picture(f"scaling-estimators{part.suffix}.png", title, caption, alternative), output)


def has_content(scaling: Scaling, part: Slice, estimator: str) -> bool:
    fits = any(f.slice == part.place and f.estimator == estimator and f.drawable for f in scaling.fits)
    boundaries = (b for b in scaling.boundaries if b.slice == part.place and b.estimator == estimator)
    return fits or any(point.known for b in boundaries for point in b.points)


def draw_one(axes, scaling: Scaling, part: Slice, owner: str, name: str, estimator: str, frame) -> None:
    """Points and law of one boundary by one kind of labels."""
    boundary, fit = scaling.boundary(part, owner, name, estimator), scaling.fit(part, owner, name, estimator)
    colour = look(name).colour
    if fit is not None and fit.drawable:
        span = boundary_axes.span_of(fit, boundary, frame)
        boundary_axes.draw_law(axes, fit, span, colour, STYLES.get(owner, "-"))
    if boundary is not None and owner == "mechanism":
        boundary_axes.draw_points(axes, boundary, frame, colour, boundary_axes.marker_size(boundary))
    elif boundary is not None:
        boundary_axes.draw_rings(axes, boundary, frame, colour)


def handles(scaling: Scaling, part: Slice) -> list[Line2D]:
    """Boundaries by colour and marker, labels by line and filling."""
    found = [
        Line2D([], [], color=look(n).colour, marker=look(n).marker, linewidth=0, label=words(BOUNDARIES, n))
        for n in scaling.boundary_names(part)
    ]
    for owner in scaling.label_names(part):
        ours = owner == "mechanism"
        found.append(
            Line2D(
                [],
                [],
                color=INK,
                linestyle=STYLES.get(owner, "-"),
                linewidth=1.5,
                marker="o",
                markersize=4.4 if ours else 6.5,
                markerfacecolor=INK if ours else "white",
                label=words(LABELS, owner),
            )
        )
    return found
