"""Several runs side by side, as the publication has them: a map of each above its boundaries, on equal axes."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from matplotlib.axes import Axes
from matplotlib.collections import PatchCollection
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle

import boundary_axes
import fit_tables
import legends
import outcome_groups
import phase_diagram
from boundary_axes import Frame, look
from drawing import FAINT, INK, PAGE_WIDTH, Picture, new_figure, store
from estimator_panels import STYLES
from formatting import column_label, count, number
from grid import Grid, facets
from markup import figure as figure_of
from markup import text
from run_folder import RunFolder
from run_title import title_of
from scaling import BOUNDARIES, LABELS, Scaling, Slice, grid_of, words

#: Columns of a figure; more runs make further figures.
ACROSS = 4
SIDE, GAP, RIGHT = 0.75, 0.02, 0.12  # inches; SIDE: learning rates beside a map
NAMES, MAP, BETWEEN, LAWS, BOUNDARY, BELOW = 0.66, 1.75, 0.55, 0.42, 1.95, 0.5


@dataclass
class Column:
    """One map with its boundaries: a run, or one facet of it."""

    run: RunFolder
    grid: Grid
    scaling: Scaling
    part: Slice | None
    title: str = ""


def columns_of(runs: Sequence[RunFolder]) -> list[Column]:
    """A column for each facet of each run that has a labelled network, named by what sets them apart."""
    columns = []
    for run in runs:
        scaling = Scaling(run)
        slices = {grid.facet: part for part in scaling.slices if (grid := grid_of(part, run)) is not None}
        for grid in facets(run.parameters, run.cells):
            if outcome_groups.present(list(grid.cells.values())):
                columns.append(Column(run, grid, scaling, slices.get(grid.facet)))
    for column in columns:
        column.title = title_of(column.run, column.grid, runs[0])
    return columns


def draw(runs: Sequence[RunFolder], output: Path) -> list[Picture]:
    """One figure for up to four columns; the first run is the page's own. Empty where it stands alone."""
    if len(runs) < 2:
        return []
    columns = columns_of(runs)
    across = -(-len(columns) // max(1, -(-len(columns) // ACROSS)))
    sets = [columns[first : first + across] for first in range(0, len(columns), max(1, across))]
    frame = common_frame(columns)
    return [draw_set(part, frame, output, f"-{place + 1}" if place else "") for place, part in enumerate(sets)]


def common_frame(columns: list[Column]) -> Frame | None:
    """Ranges that hold all columns, so that slopes and places can be compared by eye."""
    frames = []
    for column in columns:
        if column.part is not None:
            points = [p for b in leading_boundaries(column) for p in b.points]
            frames.append(boundary_axes.frame_of(column.grid, points))
    known = [frame for frame in frames if frame is not None]
    if not known:
        return None
    return Frame(
        (min(f.durations[0] for f in known), max(f.durations[1] for f in known)),
        (min(f.rates[0] for f in known), max(f.rates[1] for f in known)),
    )


def leading_boundaries(column: Column) -> list[boundary_axes.Boundary]:
    """The points of every boundary by the published estimator, for all labels."""
    scaling, part = column.scaling, column.part
    if part is None:
        return []
    found = [
        scaling.boundary(part, owner, name, scaling.leading_estimator(part, name))
        for owner in scaling.label_names(part)
        for name in scaling.boundary_names(part)
    ]
    return [boundary for boundary in found if boundary is not None]


def draw_set(columns: list[Column], frame: Frame | None, output: Path, suffix: str) -> Picture:
    """Maps above, boundaries below."""
    across = len(columns)
    panel = (PAGE_WIDTH - RIGHT - ACROSS * SIDE - (ACROSS - 1) * GAP) / ACROSS
    if across < ACROSS:
        panel = min(2.9, (PAGE_WIDTH - RIGHT - across * SIDE - (across - 1) * GAP) / across)
    width = across * (SIDE + panel) + (across - 1) * GAP + RIGHT
    cells = [cell for column in columns for cell in column.grid.cells.values()]
    boxes = outcome_groups.handles(columns[0].run, outcome_groups.present(cells))
    marks = mark_handles(columns)
    room = width - SIDE
    top = 0.06 + legends.height(boxes, room) + legends.height(marks, room)
    height = top + NAMES + MAP + BETWEEN + LAWS + BOUNDARY + BELOW
    figure = new_figure(width, height)
    legends.place(figure, marks, SIDE, legends.place(figure, boxes, SIDE, 0.06, room), room)
    for place, column in enumerate(columns):
        left = SIDE + place * (SIDE + panel + GAP)
        name_column(figure, column, left, height - top - 0.08, panel)
        axes = add(figure, (left, BELOW + BOUNDARY + LAWS + BETWEEN, panel, MAP))
        phase_diagram.prepare(axes, column.grid)
        axes.tick_params(labelsize=7)
        draw_map(axes, column.grid)
        axes.set_xlabel(column_label(column.grid.column_column), labelpad=2)
        below = add(figure, (left, BELOW, panel, BOUNDARY))
        draw_boundaries(figure, below, column, frame, (left, BELOW + BOUNDARY + 0.05))
        if place == 0:
            axes.set_ylabel(column_label(column.grid.row_column), labelpad=2)
            below.set_ylabel("learning rate" if frame is not None and column.part is not None else "", labelpad=2)
    caption = (
        "Above: every cell of a run in the colour of its largest group by our labels, the paler the smaller its share; "
        "unstable and diverged networks count as not learned. Below: learning rate against duration, on logarithmic "
        "axes that are the same for all, with the points of the boundaries, their 95 % intervals and the power laws "
        "through them, by the published estimators. The numbers above the axes are the exponents, by our labels and in "
        "brackets by the published ones."
    )
    alternative = f"{across} runs side by side: {'; '.join(column.title for column in columns)}. Maps above boundaries."
    return store(figure, Picture(f"scaling-beside{suffix}.png", "Side by side", caption, alternative), output)


def add(figure: Figure, box: tuple[float, float, float, float]) -> Axes:
    width, height = figure.get_figwidth(), figure.get_figheight()
    return figure.add_axes((box[0] / width, box[1] / height, box[2] / width, box[3] / height))


def name_column(figure: Figure, column: Column, left: float, top: float, panel: float) -> None:
    """What the run is, in up to two lines, and its name."""
    width, height = figure.get_figwidth(), figure.get_figheight()
    lines = textwrap.wrap(column.title, int(panel / 0.082))
    figure.text(
        left / width, (top - 0.02) / height, "\n".join(lines[:2]), weight="bold", size=9, va="top", linespacing=1.15
    )
    total = sum(number(cell["networks"]) for cell in column.grid.cells.values())
    amount = f", {count(total)} networks"
    letters = int(panel / 0.049) - len(amount)
    name = column.run.name.split("/")[-1]
    name = name if len(name) <= letters else name[: max(1, letters - 1)] + "…"
    figure.text(left / width, (top - 0.5) / height, name + amount, size=6.5, color="#666666", va="bottom")


def draw_map(axes: Axes, grid: Grid) -> None:
    """Cells in the colour of their largest group."""
    boxes = []
    for (row, column), cell in grid.cells.items():
        values = outcome_groups.shares(cell, "mechanism") or outcome_groups.shares(cell, "published")
        if values is not None:
            colour, _ = boundary_axes.tint(values)
            box = Rectangle((column - 0.5, row - 0.5), 1, 1, facecolor=colour, edgecolor="white", linewidth=0.35)
            boxes.append(box)
    axes.add_collection(PatchCollection(boxes, match_original=True))


def draw_boundaries(
    figure: Figure, axes: Axes, column: Column, frame: Frame | None, corner: tuple[float, float]
) -> None:
    """Points and laws of one column, their exponents above the axes."""
    scaling, part = column.scaling, column.part
    if frame is None or part is None:
        axes.set_axis_off()
        said = "No scaling laws yet:\n`remanence-analysis fit`\non this run writes them."
        axes.text(0.5, 0.5, said, transform=axes.transAxes, ha="center", va="center", color=FAINT, fontsize=8)
        return
    boundary_axes.prepare(axes, frame, most=5)
    axes.tick_params(labelsize=7)
    axes.grid(True, color="#EBEBEB", linewidth=0.6)
    axes.set_axisbelow(True)
    axes.set_xlabel(column_label(part.quantity), labelpad=2)
    handles = []
    for name in scaling.boundary_names(part):
        estimator = scaling.leading_estimator(part, name)
        said = {}
        for owner in scaling.label_names(part):
            boundary, fit = scaling.boundary(part, owner, name, estimator), scaling.fit(part, owner, name, estimator)
            if fit is not None and fit.drawable:
                span = boundary_axes.span_of(fit, boundary, frame)
                boundary_axes.draw_law(axes, fit, span, look(name).colour, STYLES.get(owner, "-"))
                said[owner] = fit.shown(fit.exponent)
            if boundary is not None and owner == "mechanism":
                boundary_axes.draw_points(axes, boundary, frame, look(name).colour, boundary_axes.marker_size(boundary))
            elif boundary is not None:
                boundary_axes.draw_rings(axes, boundary, frame, look(name).colour)
        others = [exponent for owner, exponent in said.items() if owner != "mechanism"]
        words_of = said.get("mechanism", "–") + (f" ({', '.join(others)})" if others else "")
        handles.append(
            Line2D(
                [],
                [],
                color=look(name).colour,
                marker=look(name).marker,
                markersize=4.4,
                linewidth=1.5,
                label=f"{words(BOUNDARIES, name)}: {words_of if said else 'no law'}",
            )
        )
    if handles:
        anchor = (corner[0] / figure.get_figwidth(), corner[1] / figure.get_figheight())
        figure.legend(
            handles=handles,
            loc="lower left",
            frameon=False,
            borderaxespad=0,
            borderpad=0,
            fontsize=7.2,
            labelspacing=0.3,
            handlelength=1.9,
            bbox_to_anchor=anchor,
        )


def mark_handles(columns: list[Column]) -> list[Line2D]:
    """Whose labels are dots and whose are rings; empty where nothing was fitted."""
    owners = {owner for c in columns if c.part is not None for owner in c.scaling.label_names(c.part)}
    return [
        Line2D(
            [],
            [],
            color=INK,
            linestyle=STYLES.get(owner, "-"),
            linewidth=1.5,
            marker="o",
            markersize=4.4 if owner == "mechanism" else 6.5,
            markerfacecolor=INK if owner == "mechanism" else "white",
            label=f"boundary, {words(LABELS, owner)}",
        )
        for owner in LABELS
        if owner in owners
    ]


def section(runs: Sequence[RunFolder], pictures: list[Picture]) -> str:
    """The figures and a table of the laws; empty where the run stands alone."""
    if not pictures:
        return ""
    named = "".join(f"<li>{text(run.name)} (<code>{text(run.folder.resolve().name)}</code>)</li>" for run in runs[1:])
    return (
        f"<p>This run beside others:</p><ul>{named}</ul>"
        + "".join(figure_of(picture, heading=False) for picture in pictures)
        + fit_tables.laws_of_several(
            [(f"{c.title} ({c.run.name})", c.scaling, c.part) for c in columns_of(runs) if c.part is not None]
        )
    )
