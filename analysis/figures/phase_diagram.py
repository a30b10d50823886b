"""Phase diagram: which memory mechanism training finds, over the grid of the sweep.

Two figures per facet. The first shows every cell as a bar of shares; the second takes one mechanism at a time.
"""

from __future__ import annotations

from pathlib import Path

from matplotlib.axes import Axes
from matplotlib.collections import PatchCollection
from matplotlib.colors import LinearSegmentedColormap, to_rgb
from matplotlib.patches import Patch, Rectangle

from drawing import FAINT, PAGE_WIDTH, Picture, new_figure, readable_on, store
from formatting import column_label, number, plural, significant
from grid import Grid, facets
from mechanisms import ALL, Mechanism
from run_folder import RunFolder

FACET_LIMIT = 6
#: More columns than this leave room for one map beside another no longer.
WIDE = 13
#: From this many networks in a cell on the numbers are percentages; below, counts say more.
PERCENT_FROM = 20
LEFT, RIGHT, LABELS = 0.85, 0.15, 0.55  # inches


def draw(run: RunFolder, output: Path) -> list[Picture]:
    """All phase diagrams of a run; none when no cell has a network."""
    present = [m for m in ALL if any(number(cell.get(m.column)) > 0 for cell in run.cells)]
    if not present:
        return []
    percent = max(number(cell["networks"]) for cell in run.cells) >= PERCENT_FROM
    pictures = []
    grids = facets(run.parameters, run.cells)
    if len(grids) > FACET_LIMIT:
        run.notes.append(
            f"The sweep has further axes: the first {FACET_LIMIT} of {len(grids)} phase diagrams are "
            "drawn; analysis/cells.csv has them all."
        )
    for place, grid in enumerate(grids[:FACET_LIMIT]):
        suffix = f"-{place + 1}" if place else ""
        pictures.append(draw_shares(grid, present, percent, output, f"phase-diagram{suffix}.png"))
        # On a wide grid every map fills the page: one figure each, so that they can be printed and placed singly.
        sets = [[m] for m in present] if len(grid.columns) > WIDE else [present]
        for shown_here in sets:
            name = f"-{shown_here[0].column.replace('_', '-')}" if len(sets) > 1 else "-each"
            pictures.append(draw_each(grid, shown_here, percent, output, f"phase-diagram{name}{suffix}.png"))
    return pictures


def axes_words(grid: Grid) -> str:
    return f"{plain(grid.row_column)} (down) and {plain(grid.column_column)} (across)"


def plain(column: str) -> str:
    return column_label(column).split(" (")[0]


def cell_size(grid: Grid, width: float, tallest: float) -> tuple[float, float]:
    """Width and height of a cell in inches: wide enough for numbers, never a giant for a tiny grid."""
    wide = min(1.5, width / len(grid.columns))
    return wide, min(tallest, max(0.21, 0.6 * wide))


def prepare(axes: Axes, grid: Grid) -> None:
    """Ticks with the values of the grid; as many labels as fit."""
    axes.set_xlim(-0.5, len(grid.columns) - 0.5)
    axes.set_ylim(len(grid.rows) - 0.5, -0.5)
    box = axes.get_position()
    figure = axes.figure
    wide = box.width * figure.get_figwidth() / len(grid.columns)
    high = box.height * figure.get_figheight() / len(grid.rows)
    labels = [significant(value) for value in grid.columns]
    every = max(1, -(-int(100 * (0.075 * max(map(len, labels)) + 0.08)) // max(1, int(100 * wide))))
    axes.set_xticks(range(0, len(labels), every), labels[::every])
    labels = [significant(value) for value in grid.rows]
    every = max(1, -(-14 // max(1, int(100 * high))))
    axes.set_yticks(range(0, len(labels), every), labels[::every])
    axes.tick_params(length=0)
    for spine in axes.spines.values():
        spine.set_visible(False)


def shown(amount: float, total: float, percent: bool) -> str:
    return f"{100 * amount / total:.0f}" if percent else f"{amount:.0f}"


def draw_shares(grid: Grid, present: list[Mechanism], percent: bool, output: Path, file_name: str) -> Picture:
    """Every cell as a bar cut in proportion to the outcomes of its networks."""
    wide, high = cell_size(grid, PAGE_WIDTH - LEFT - RIGHT, 0.62)
    legend_rows = -(-len(present) // 5)
    legend_columns = -(-len(present) // legend_rows)
    top = 0.1 + 0.2 * legend_rows + (0.32 if grid.facet else 0.06)
    width = max(LEFT + RIGHT + wide * len(grid.columns), LEFT + 1.42 * legend_columns)
    height = top + high * len(grid.rows) + LABELS
    figure = new_figure(width, height)
    axes = figure.add_axes(
        (LEFT / width, LABELS / height, wide * len(grid.columns) / width, high * len(grid.rows) / height)
    )
    prepare(axes, grid)
    gap_x, gap_y = 0.02 / wide, 0.02 / high
    patches: dict[str, list[Rectangle]] = {m.key: [] for m in present}
    for (row, column), cell in grid.cells.items():
        total = sum(number(cell.get(m.column)) for m in present if number(cell.get(m.column)) > 0)
        if total <= 0:
            axes.text(column, row, "–", ha="center", va="center", color=FAINT, fontsize=8)
            continue
        left = column - 0.5 + gap_x
        for mechanism in present:
            amount = number(cell.get(mechanism.column))
            if not amount > 0:
                continue
            span = (1 - 2 * gap_x) * amount / total
            patches[mechanism.key].append(Rectangle((left, row - 0.5 + gap_y), span, 1 - 2 * gap_y))
            label_segment(axes, mechanism, left + span / 2, row, span * wide * 72, shown(amount, total, percent))
            left += span
    for mechanism in present:
        axes.add_collection(
            PatchCollection(
                patches[mechanism.key],
                facecolor=mechanism.colour,
                edgecolor="#333333",
                hatch=mechanism.hatch or None,
                linewidth=0.25,
            )
        )
    axes.set_xlabel(column_label(grid.column_column))
    axes.set_ylabel(column_label(grid.row_column))
    if grid.facet:
        figure.text(LEFT / width, 1 - (0.1 + 0.2 * legend_rows + 0.2) / height, grid.facet, weight="bold", va="center")
    handles = [
        Patch(
            facecolor=m.colour, hatch=m.hatch or None, edgecolor="#333333", linewidth=0.4, label=f"{m.letter}  {m.name}"
        )
        for m in present
    ]
    figure.legend(
        handles=handles,
        loc="upper left",
        ncol=legend_columns,
        frameon=False,
        borderaxespad=0,
        bbox_to_anchor=(LEFT / width, 1 - 0.06 / height),
        handlelength=1.6,
        handleheight=1.0,
        columnspacing=1.4,
    )
    title = "Phase diagram" + (f", {grid.facet}" if grid.facet else "")
    unit = "percentages of the networks of a cell" if percent else "numbers of networks"
    caption = (
        f"Each box is one cell of the sweep, a combination of {axes_words(grid)}, in which several networks were "
        "trained that differ only by their seed. The box is cut in proportion to how these networks ended up; "
        f"the figures are {unit}, left out where a piece is too narrow. A dash marks a cell without a finished "
        "network."
    )
    alternative = (
        f"Phase diagram over {axes_words(grid)}: {len(grid.rows)} by {len(grid.columns)} cells, each a bar "
        f"with the shares of {', '.join(m.name for m in present)}. The numbers are in cells.csv."
    )
    return store(figure, Picture(file_name, title, caption, alternative), output)


def label_segment(axes: Axes, mechanism: Mechanism, x: float, y: float, points: float, value: str) -> None:
    """Letter and number where they fit into so many points, else the number, else the letter, else nothing."""
    for text, size in (
        (f"{mechanism.letter} {value}", 8),
        (f"{mechanism.letter}{value}", 6.5),
        (value, 6.5),
        (mechanism.letter, 6.5),
    ):
        if 0.68 * size * len(text) + 1 <= points:
            colour = readable_on(to_rgb(mechanism.colour))
            # A plain patch under the words keeps hatching from running through them.
            patch = {"facecolor": mechanism.colour, "edgecolor": "none", "pad": 0.7} if mechanism.hatch else None
            axes.text(x, y, text, ha="center", va="center", fontsize=size, color=colour, bbox=patch)
            return


def draw_each(grid: Grid, present: list[Mechanism], percent: bool, output: Path, file_name: str) -> Picture:
    """One map per mechanism with the number in every cell."""
    across = 1 if len(grid.columns) > WIDE or len(present) == 1 else 2 if len(grid.columns) > 6 else 3
    across = min(across, len(present))
    wide, high = cell_size(grid, PAGE_WIDTH / across - LEFT - RIGHT, 0.42)
    wide = min(wide, 0.8)
    down = -(-len(present) // across)
    panel_width, panel_height = LEFT + RIGHT + max(1.4, wide * len(grid.columns)), 0.32 + high * len(grid.rows) + LABELS
    width = max(across * panel_width, 4.0)
    head = 0.26 if grid.facet else 0.0
    height = down * panel_height + head
    figure = new_figure(width, height)
    if grid.facet:
        figure.text(LEFT / width, 1 - 0.14 / height, grid.facet, weight="bold", va="center")
    size = 8 if wide > 0.36 else 7 if wide > 0.29 else 6
    for place, mechanism in enumerate(present):
        left = (place % across) * panel_width + LEFT
        bottom = height - head - (place // across + 1) * panel_height + LABELS
        axes = figure.add_axes(
            (left / width, bottom / height, wide * len(grid.columns) / width, high * len(grid.rows) / height)
        )
        prepare(axes, grid)
        dark = mechanism.colour if mechanism.learned else "#4D4D4D"
        ramp = LinearSegmentedColormap.from_list(mechanism.key, ["#FFFFFF", dark])
        boxes: list[Rectangle] = []
        for (row, column), cell in grid.cells.items():
            total, amount = number(cell["networks"]), number(cell.get(mechanism.column))
            known = total > 0 and amount >= 0
            colour = ramp(0.04 + 0.96 * amount / total) if known and amount > 0 else (1.0, 1.0, 1.0, 1.0)
            boxes.append(
                Rectangle((column - 0.5, row - 0.5), 1, 1, facecolor=colour, edgecolor="#CFCFCF", linewidth=0.4)
            )
            axes.text(
                column,
                row,
                shown(amount, total, percent) if known else "–",
                ha="center",
                va="center",
                fontsize=size,
                color=readable_on(colour) if known and amount > 0 else "#9A9A9A",
            )
        axes.add_collection(PatchCollection(boxes, match_original=True, clip_on=False))
        axes.set_title(f"{mechanism.letter}  {mechanism.name}", pad=5)
        axes.set_xlabel(column_label(grid.column_column))
        if place % across == 0:
            axes.set_ylabel(column_label(grid.row_column))
    sizes = {int(number(cell["networks"])) for cell in grid.cells.values() if number(cell["networks"]) > 0}
    amounts = f"{min(sizes)}" if len(sizes) == 1 else f"{min(sizes)} to {max(sizes)}" if sizes else "no"
    unit = f"percentage of the {amounts} networks" if percent else f"number of networks (out of {amounts})"
    alone = present[0].name if len(present) == 1 else ""
    title = (f"Only {alone}" if alone else "One outcome at a time") + (f", {grid.facet}" if grid.facet else "")
    which = f"{present[0].letter}, {alone}: {present[0].meaning}" if alone else "one map for each outcome"
    caption = (
        f"The same cells, {which}. The figure in a box is the {unit} that ended up this way; the darker the box, the "
        "larger the share. Boxes with 0 stay white."
    )
    alternative = (
        f"{plural(len(present), 'map')} over {axes_words(grid)}, one per outcome "
        f"({', '.join(m.name for m in present)}), with the number in every cell; see cells.csv."
    )
    # Hundreds of numbers make a larger drawing than picture; not trying saves a third of the time of a big report.
    return store(figure, Picture(file_name, title, caption, alternative), output, vector=len(grid.cells) < 200)
