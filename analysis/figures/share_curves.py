"""Shares against delay, one small panel per learning rate: our labels solid, published classes dashed."""

from __future__ import annotations

from pathlib import Path

from matplotlib.axes import Axes
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.ticker import FuncFormatter

import legends
from drawing import INK, PAGE_WIDTH, Picture, new_figure, plain_ticks, store
from formatting import column_label, count, number, with_value
from grid import Grid, facets
from outcome_groups import GROUPS, Group, others_of, present, shares
from phase_diagram import FACET_LIMIT
from run_folder import RunFolder

LEFT, RIGHT, GAP, ABOVE, BELOW = 0.75, 0.14, 0.16, 0.27, 0.5  # inches
#: Panels in a row, by how many there are at most.
ACROSS = ((1, 1), (4, 2), (9, 3), (16, 4))
MOST_ACROSS = 5


def draw(run: RunFolder, output: Path) -> list[Picture]:
    """One figure per facet of the sweep whose columns are numbers; empty where there are fewer than two of them."""
    grids = [grid for grid in facets(run.parameters, run.cells)[:FACET_LIMIT] if can_draw(grid)]
    return [draw_grid(run, grid, place, output) for place, grid in enumerate(grids)]


def can_draw(grid: Grid) -> bool:
    numbers = [number(value) for value in grid.columns]
    known = all(value == value for value in numbers)
    return known and len(numbers) > 1 and bool(present(list(grid.cells.values())))


def draw_grid(run: RunFolder, grid: Grid, place: int, output: Path) -> Picture:
    """A panel for each row of the grid, the largest learning rate first."""
    cells = list(grid.cells.values())
    groups = present(cells)
    labels = [kind for kind in ("mechanism", "published") if any(shares(cell, kind) for cell in cells)]
    across = next((a for most, a in ACROSS if len(grid.rows) <= most), MOST_ACROSS)
    down = -(-len(grid.rows) // across)
    width = PAGE_WIDTH if across > 1 else 6.5
    panel = (width - LEFT - RIGHT - GAP * (across - 1)) / across
    high = min(2.2, max(1.05, 0.62 * panel))
    marks = handles(run, groups, labels)
    room = width - LEFT
    first = 0.06 + (0.26 if grid.facet else 0.0)
    top = first + legends.height(marks, room) + 0.08
    height = top + down * (ABOVE + high) + (down - 1) * 0.24 + BELOW
    figure = new_figure(width, height)
    if grid.facet:
        figure.text(LEFT / width, 1 - 0.14 / height, grid.facet, weight="bold", va="center", size=10)
    legends.place(figure, marks, LEFT, first, room)
    for row in range(len(grid.rows)):
        box = (
            LEFT + (row % across) * (panel + GAP),
            height - top - (row // across + 1) * (ABOVE + high) - (row // across) * 0.24,
            panel,
            high,
        )
        axes = add(figure, box)
        draw_panel(axes, grid, row, groups, labels)
        axes.tick_params(labelleft=row % across == 0)
        if row % across == 0:
            axes.set_ylabel("share of networks")
        if row + across >= len(grid.rows):
            axes.set_xlabel(column_label(grid.column_column))
    suffix = f"-{place + 1}" if place else ""
    over = column_label(grid.column_column).split(" (")[0]
    by = column_label(grid.row_column).split(" (")[0]
    title = f"Shares against {over}" + (f", {grid.facet}" if grid.facet else "")
    both = " Dashed: the same networks by the published classifier, which knows no other ways." * (
        "published" in labels
    )
    caption = (
        f"The share of the networks of a cell that ended up in each way, against {over}, one panel for each {by}; "
        f"{networks(cells)}, n in a panel. Solid: our labels.{both} Unstable and diverged networks count as not "
        "learned; failed ones are left out."
    )
    alternative = (
        f"Shares of {', '.join(g.name for g in groups)} against {over} in {len(grid.rows)} panels, one per {by}; "
        "cells.csv has the counts."
    )
    return store(figure, Picture(f"scaling-shares{suffix}.png", title, caption, alternative), output)


def add(figure: Figure, box: tuple[float, float, float, float]) -> Axes:
    width, height = figure.get_figwidth(), figure.get_figheight()
    return figure.add_axes((box[0] / width, box[1] / height, box[2] / width, box[3] / height))


def draw_panel(axes: Axes, grid: Grid, row: int, groups: list[Group], labels: list[str]) -> None:
    """The curves of one learning rate."""
    columns = sorted((number(value), place) for place, value in enumerate(grid.columns))
    cells = [(x, grid.cells[row, place]) for x, place in columns if (row, place) in grid.cells]
    for group in groups:
        for kind in labels:
            known = [(x, values[GROUPS.index(group)]) for x, cell in cells if (values := shares(cell, kind))]
            # The published classifier has no such class: a line at zero would say that it looked.
            if known and kind in group.columns and group.columns[kind]:
                draw_curve(axes, group, kind, known, small=len(columns) > 12)
    total = sum(number(cell["networks"]) for _, cell in cells)
    axes.set_title(with_value(grid.row_column, grid.rows[row]), fontsize=8.5, pad=4)
    axes.text(
        1,
        1.02,
        f"n = {count(total)}",
        transform=axes.transAxes,
        ha="right",
        va="bottom",
        fontsize=7,
        color="#666666",
    )
    axes.set_ylim(-0.04, 1.04)
    axes.set_yticks((0, 0.5, 1))
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{100 * value:.0f} %"))
    margin = 0.03 * (columns[-1][0] - columns[0][0])
    axes.set_xlim(columns[0][0] - margin, columns[-1][0] + margin)
    plain_ticks(axes.xaxis, 5, steps=[1, 2, 5, 10])
    axes.grid(True, color="#EBEBEB", linewidth=0.6)
    axes.set_axisbelow(True)


def draw_curve(axes: Axes, group: Group, kind: str, known: list[tuple[float, float]], small: bool) -> None:
    """Wide and bright by our labels, thin, dark and dashed by the published ones: both show where they agree."""
    x, y = zip(*known)
    if kind == "mechanism":
        axes.plot(
            x,
            y,
            color=bright(group),
            linewidth=2.4,
            marker=group.marker,
            markersize=2.6 if small else 4,
            markeredgecolor="white",
            markeredgewidth=0.4,
            zorder=1.5 if group.name == "other" else 2,
            clip_on=False,
        )
    else:
        axes.plot(x, y, color=dark(group), linewidth=1.0, linestyle=(0, (4, 2)), zorder=3, clip_on=False)


def bright(group: Group) -> str:
    """Its colour where it stands out from white."""
    return "#9A9A9A" if group.name == "not learned" else group.colour


def dark(group: Group) -> tuple[float, ...]:
    return tuple(0.5 * part for part in to_rgb(bright(group)))


def handles(run: RunFolder, groups: list[Group], labels: list[str]) -> list[Line2D]:
    """Groups by colour and marker, labels by line."""
    others = others_of(run)
    found = [
        Line2D(
            [],
            [],
            color=bright(group),
            linewidth=2.4,
            marker=group.marker,
            markersize=4.5,
            markeredgecolor="white",
            markeredgewidth=0.4,
            label=f"other ({others})" if group.name == "other" and others else group.name,
        )
        for group in groups
    ]
    if len(labels) > 1:
        found.append(Line2D([], [], color="#AAAAAA", linewidth=2.4, label="our labels"))
        found.append(Line2D([], [], color=INK, linewidth=1.0, linestyle=(0, (4, 2)), label="published labels"))
    return found


def networks(cells: list[dict[str, str]]) -> str:
    """`8 networks in each cell`, or the range of it."""
    sizes = {int(number(cell["networks"])) for cell in cells if number(cell["networks"]) > 0}
    amount = f"{min(sizes)}" if len(sizes) == 1 else f"{min(sizes)} to {max(sizes)}"
    return f"{amount} networks in each cell" if sizes != {1} else "1 network in each cell"
