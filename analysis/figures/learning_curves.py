"""Learning curves: loss and accuracy against epoch, one column of panels per mechanism."""

from __future__ import annotations

from pathlib import Path

import numpy
from matplotlib.lines import Line2D
from matplotlib.ticker import FuncFormatter, LogLocator, MaxNLocator, NullFormatter

from drawing import INK, PAGE_WIDTH, Picture, new_figure, store
from formatting import number, plural, significant
from mechanisms import ALL, Mechanism, of_network
from run_folder import RunFolder, array

#: How many histories are read at most, however large the sweep.
CURVE_LIMIT = 60
PANELS_PER_ROW = 5


def spread(rows: list[dict[str, str]], limit: int) -> list[dict[str, str]]:
    """At most `limit` rows, evenly spaced over the table, hence over the cells of the sweep."""
    if len(rows) <= limit:
        return rows
    return [rows[(2 * place + 1) * len(rows) // (2 * limit)] for place in range(limit)]


def allotted(available: dict[str, int], limit: int) -> dict[str, int]:
    """Shares the limit out evenly; what a rare kind leaves over goes to the common ones."""
    shares, left = {}, limit
    for place, key in enumerate(sorted(available, key=lambda k: available[k])):
        shares[key] = min(available[key], left // (len(available) - place))
        left -= shares[key]
    return shares


def histories(run: RunFolder, rows: list[dict[str, str]]) -> list[tuple[numpy.ndarray, ...]]:
    """(epoch, loss, accuracy) of the networks that have them."""
    found = []
    for row in rows:
        record = run.record(row)
        history = record.get("history") if record is not None else None
        columns = [array(history, name, 1) for name in ("epoch", "loss", "accuracy")] if history is not None else [None]
        if any(column is None for column in columns) or len({len(column) for column in columns}) != 1:
            continue
        found.append(tuple(columns))
    return found


def draw(run: RunFolder, output: Path) -> list[Picture]:
    """The figure of learning curves; empty when no network has a history."""
    by_mechanism: dict[str, list[dict[str, str]]] = {}
    for row in run.networks:
        mechanism = of_network(row)
        if mechanism is not None:
            by_mechanism.setdefault(mechanism.key, []).append(row)
    if not by_mechanism:
        return []
    shares = allotted({key: len(rows) for key, rows in by_mechanism.items()}, CURVE_LIMIT)
    curves = {key: histories(run, spread(rows, shares[key])) for key, rows in by_mechanism.items()}
    medians = {key: median(run, key) for key in by_mechanism}
    panels = [m for m in ALL if curves.get(m.key) or medians.get(m.key)]
    if not panels:
        return []

    across = min(len(panels), PANELS_PER_ROW)
    bands = -(-len(panels) // across)
    width = min(PAGE_WIDTH, 1.6 + 2.6 * across)
    band_height = 4.3
    figure = new_figure(width, band_height * bands + 0.35)
    left, right, gap, legend = 0.72, 0.15, 0.16, 0.35
    panel = (width - left - right - gap * (across - 1)) / across
    limits = ranges(curves, medians)
    for place, mechanism in enumerate(panels):
        band, column = divmod(place, across)
        top = figure.get_figheight() - legend - band * band_height
        x = left + column * (panel + gap)
        for row, (bottom, height) in enumerate(((top - 2.1, 1.75), (top - 3.75, 1.4))):
            axes = figure.add_axes(
                (x / width, bottom / figure.get_figheight(), panel / width, height / figure.get_figheight())
            )
            draw_panel(axes, mechanism, row + 1, curves.get(mechanism.key, []), medians.get(mechanism.key), limits)
            threshold = number(run.report.get("accuracy_threshold"))
            if row == 1 and numpy.isfinite(threshold):
                axes.axhline(threshold, color=INK, linewidth=0.7, linestyle=(0, (2, 2)), zorder=1)
            if column == 0:
                axes.set_ylabel(("loss", "accuracy")[row])
            else:
                axes.tick_params(labelleft=False)
            if row == 0:
                total = len(by_mechanism[mechanism.key])
                axes.set_title(f"{mechanism.letter}  {mechanism.name}", fontsize=9.5, pad=17)
                axes.text(
                    0,
                    1.03,
                    f"{len(curves.get(mechanism.key, []))} of {plural(total, 'network')}",
                    fontsize=8,
                    transform=axes.transAxes,
                    va="bottom",
                )
                axes.tick_params(labelbottom=False)
            else:
                axes.set_xlabel("epoch")
    handles = [Line2D([], [], color="#8A8A8A", linewidth=0.8, label="one network")]
    if any(medians.values()):
        handles.append(Line2D([], [], color=INK, linewidth=2.0, label="median over all networks of the kind"))
    figure.legend(
        handles=handles,
        loc="upper right",
        ncol=2,
        frameon=False,
        borderaxespad=0.2,
        bbox_to_anchor=(1 - right / width, 1),
    )
    drawn = sum(map(len, curves.values()))
    middle = (
        "The thick line is the median over all networks of the kind."
        if any(medians.values())
        else "This analysis wrote no medians, so only single networks are drawn."
    )
    threshold = number(run.report.get("accuracy_threshold"))
    line = (
        f" The dashed line at {significant(threshold)} is what a network must exceed to count as learned."
        if numpy.isfinite(threshold)
        else ""
    )
    caption = (
        f"How training went, sorted by what the networks became. Each thin line is one network ({drawn} are drawn, "
        f"spread evenly over the sweep). {middle} Above: the loss, the weighted squared error training makes "
        "small, on a logarithmic scale. Below: the accuracy, the share of time steps in the reaction at which the "
        f"right output is the larger one.{line} A line that breaks off belongs to a network that diverged."
    )
    alternative = (
        f"Loss and accuracy against epoch for {plural(drawn, 'network')} in {plural(len(panels), 'panel')}: "
        f"{', '.join(m.name for m in panels)}."
    )
    return [store(figure, Picture("learning-curves.png", "Learning curves", caption, alternative), output)]


def median(run: RunFolder, key: str) -> tuple[numpy.ndarray, ...] | None:
    """(epoch, loss, accuracy) of the median curves the analysis wrote."""
    group = run.median_curves(key)
    columns = [array(group, name, 1) for name in ("epoch", "loss_median", "accuracy_median")]
    if any(column is None for column in columns) or len({len(column) for column in columns}) != 1:
        return None
    return tuple(columns)


def ranges(curves: dict, medians: dict) -> dict[str, object]:
    """Common ranges of all panels, so that they can be compared by eye."""
    everything = [curve for group in curves.values() for curve in group] + [m for m in medians.values() if m]
    losses = numpy.concatenate([curve[1] for curve in everything])
    losses = losses[numpy.isfinite(losses) & (losses > 0)]
    # A diverging network may reach 1e30; beyond a hundred times the usual first loss there is nothing to see.
    first = [curve[1][0] for curve in everything if numpy.isfinite(curve[1][0]) and curve[1][0] > 0]
    ceiling = 30 * max(first) if first else 1.0
    losses = losses[losses <= ceiling]
    ends = [curve[0][-1] for curve in everything]
    starts = [curve[0][curve[0] > 0].min() for curve in everything if (curve[0] > 0).any()]
    return {
        "loss": (losses.min() / 1.4, losses.max() * 1.4) if len(losses) else (1e-3, 1.0),
        "epoch": (min(starts, default=1.0), max(max(ends), min(starts, default=1.0) + 1)),
        "logarithmic": max(ends) > 4 * max(1.0, min(ends)),
    }


def draw_panel(axes, mechanism: Mechanism, column: int, curves: list, middle, limits: dict) -> None:
    """Thin lines for single networks, a thick one for the median."""
    colour = mechanism.strong
    for curve in curves:
        axes.plot(curve[0], curve[column], color=colour, linewidth=0.6, alpha=0.5, zorder=2)
    if middle is not None:
        axes.plot(middle[0], middle[column], color="white", linewidth=3.2, zorder=3)
        axes.plot(middle[0], middle[column], color=INK, linewidth=1.8, zorder=4)
    start, end = limits["epoch"]
    if limits["logarithmic"]:
        axes.set_xscale("log")
        axes.set_xlim(max(1.0, start), end)
        axes.xaxis.set_major_locator(LogLocator(numticks=4))
        axes.xaxis.set_minor_formatter(NullFormatter())
    else:
        axes.set_xlim(0, end)
        # Without the last one: it would touch the first label of the next panel.
        ticks = MaxNLocator(nbins=3).tick_values(0, end)
        axes.set_xticks([tick for tick in ticks if 0 <= tick < 0.9 * end])
        axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: significant(value, 4)))
    if column == 1:
        axes.set_yscale("log")
        axes.set_ylim(*limits["loss"])
        low, high = limits["loss"]
        if high / low < 150:
            axes.yaxis.set_major_locator(LogLocator(subs=(1, 2, 5)))
            axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: significant(value)))
        else:
            axes.yaxis.set_major_locator(LogLocator(numticks=6))
        axes.yaxis.set_minor_formatter(NullFormatter())
    else:
        axes.set_ylim(-0.03, 1.03)
        axes.set_yticks((0, 0.5, 1), ("0", "0.5", "1"))
