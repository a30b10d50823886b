"""The figure of the analytical models: their losses, descents on them, and their critical rates over the delay."""

from __future__ import annotations

from pathlib import Path

import numpy
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.ticker import LogLocator, NullFormatter

from drawing import FAINT, INK, PAGE_WIDTH, Picture, new_figure, plain_ticks, store
from formatting import significant
from mechanisms import BY_KEY

#: The models by their keys in theory.json, as the mechanisms of trained networks that they stand for.
MODELS = {"slowPoint": ("slow point", BY_KEY["slowManifold"]), "limitCycle": ("limit cycle", BY_KEY["limitCycle"])}
#: How the response goes with the delay: words, line, marker.
RESPONSES = {"short": ("$T_r$ = 5", "-", "o"), "equal": ("$T_r$ = $T_d$", (0, (4, 2)), "s")}
ZONE_COLOUR = "#D9D9D9"
#: Below and above the critical rate: ink, and Okabe and Ito's vermilion.
PATH_COLOURS = (INK, "#D55E00")
PATH_MARKERS = ("o", "v")
HEIGHT = 5.6  # inches


def draw(content: dict, output: Path, file_name: str) -> Picture:
    """Losses over descents, one column for each model, and the laws in a wider column beside them."""
    figure = new_figure(PAGE_WIDTH, HEIGHT)
    landscapes = content["landscapes"]
    grid = figure.add_gridspec(
        2,
        len(landscapes) + 1,
        width_ratios=[1] * len(landscapes) + [1.55],
        height_ratios=[1, 1.05],
        left=0.06,
        right=0.99,
        bottom=0.085,
        top=0.94,
        wspace=0.3,
        hspace=0.1,
    )
    for column, landscape in enumerate(landscapes):
        above = figure.add_subplot(grid[0, column])
        below = figure.add_subplot(grid[1, column], sharex=above)
        draw_loss(above, landscape, first=column == 0)
        draw_descents(below, landscape, first=column == 0)
    draw_laws(figure.add_subplot(grid[:, -1]), content["models"])
    return store(figure, words(content, file_name), output, vector=False)


def words(content: dict, file_name: str) -> Picture:
    """Title, caption and alternative text."""
    tasks = {(significant(one["delay"]), significant(one["response_duration"])) for one in content["landscapes"]}
    durations = " and ".join(f"a delay of {delay} and a response of {response}" for delay, response in sorted(tasks))
    return Picture(
        file_name,
        "Two memories in theory",
        "Above: the loss over the one parameter of each model, in units of its best value r*, in closed form (line) "
        f"and from integrating its equations (dots), with {durations}. In the grey zone the loss is 1 and has no "
        "slope. Below: gradient descent from one start with a step size below and one above the critical rate. "
        "Right: the critical rate over the delay; lines are the closed form, markers the smallest step size with "
        "which a descent was seen to enter the zone.",
        "Loss landscapes and descents of the slow point and the limit cycle, and their critical rates over the delay.",
    )


def shade_zone(axes: Axes, landscape: dict) -> None:
    """The no-learning zone in grey, from the left edge on, and a line at the minimum."""
    unit = landscape["minimum"]
    axes.axvspan(-1e3, landscape["zone_edge"] / unit, color=ZONE_COLOUR, linewidth=0, zorder=0)
    axes.axvline(1, color=FAINT, linewidth=0.8, linestyle=(0, (2, 2)), zorder=1)


def draw_loss(axes: Axes, landscape: dict, first: bool) -> None:
    """The loss in closed form as a line and simulated as dots."""
    name, mechanism = MODELS[landscape["model"]]
    unit = landscape["minimum"]
    closed, simulated = landscape["closed_form"], landscape["simulated"]
    shade_zone(axes, landscape)
    axes.plot(numpy.divide(closed["parameter"], unit), closed["loss"], color=mechanism.colour, linewidth=2.2, zorder=2)
    axes.plot(
        numpy.divide(simulated["parameter"], unit),
        simulated["loss"],
        linestyle="none",
        marker="o",
        markersize=3.2,
        markerfacecolor="white",
        markeredgecolor=INK,
        markeredgewidth=0.7,
        zorder=3,
    )
    axes.set_xlim(0, max(closed["parameter"]) / unit)
    top = max(1.0, *closed["loss"])
    axes.set_ylim(-0.04 * top, 1.12 * top)
    axes.set_title(name)
    axes.text(1.02, 1.05 * top, "r*", color=FAINT, va="center", ha="left")
    axes.text(
        0.5 * landscape["zone_edge"] / unit, 0.5, "no\nlearning", color="#555555", va="center", ha="center", fontsize=7
    )
    axes.tick_params(labelbottom=False)
    plain_ticks(axes.yaxis, 4, steps=[1, 2, 5, 10])
    if first:
        axes.set_ylabel("loss")
        handles = [
            Line2D([], [], color=mechanism.colour, linewidth=2.2, label="closed form"),
            Line2D(
                [],
                [],
                linestyle="none",
                marker="o",
                markersize=3.2,
                markerfacecolor="white",
                markeredgecolor=INK,
                markeredgewidth=0.7,
                label="simulated",
            ),
        ]
        axes.legend(handles=handles, loc="upper right", frameon=False, handlelength=1.4)


def draw_descents(axes: Axes, landscape: dict, first: bool) -> None:
    """The parameter, across as in the loss above, step by step downwards."""
    unit = landscape["minimum"]
    shade_zone(axes, landscape)
    longest = 1
    for path, colour, marker in zip(landscape["descents"], PATH_COLOURS, PATH_MARKERS):
        parameters = numpy.divide(path["parameter"], unit)
        steps = numpy.arange(len(parameters))
        longest = max(longest, steps[-1])
        rate = f"η = {significant(path['rate_over_critical'])} η*"
        axes.plot(parameters, steps, color=colour, linewidth=0.7, marker=marker, markersize=2.8, label=rate, zorder=3)
        if path["enters_zone"]:
            axes.plot(parameters[-1:], steps[-1:], color=colour, marker="X", markersize=7, zorder=4)
    # Room for the legend above the first step.
    axes.set_ylim(1.02 * longest, -0.16 * longest)
    axes.set_xlabel("parameter r / r*")
    axes.legend(
        loc="upper right",
        ncol=2,
        frameon=True,
        framealpha=0.85,
        edgecolor="none",
        borderaxespad=0.1,
        columnspacing=1.2,
        handlelength=1.4,
    )
    plain_ticks(axes.xaxis, 6, steps=[1, 2, 5, 10])
    plain_ticks(axes.yaxis, 5, integer=True, steps=[1, 2, 5, 10])
    if first:
        axes.set_ylabel("step of gradient descent")


def draw_laws(axes: Axes, laws: list[dict]) -> None:
    """Critical rates over delays, and which model trains where."""
    axes.set_xscale("log")
    axes.set_yscale("log")
    rates = numpy.concatenate([law["critical_rate_closed_form"] for law in laws])
    delays = numpy.concatenate([law["delay"] for law in laws])
    low, high = rates.min() / 4, rates.max() * 4
    axes.set_xlim(delays.min(), delays.max())
    axes.set_ylim(low, high)
    shade_regions(axes, laws, low, high)
    handles = []
    for law in sorted(laws, key=lambda one: -one["critical_rate_closed_form"][-1]):
        name, mechanism = MODELS[law["model"]]
        response, line, marker = RESPONSES[law["response"]]
        axes.plot(
            law["delay"],
            law["critical_rate_closed_form"],
            color=mechanism.colour,
            linewidth=1.8,
            linestyle=line,
            zorder=3,
        )
        style = {
            "marker": marker,
            "markersize": 5,
            "markerfacecolor": mechanism.colour if law["response"] == "short" else "white",
            "markeredgecolor": INK,
            "markeredgewidth": 0.7,
        }
        axes.plot(law["delay"], law["critical_rate_measured"], linestyle="none", zorder=4, clip_on=False, **style)
        limit = law.get("exponent_asymptotic")
        label = f"{name}, {response}: {law['exponent']:.2f}" + ("" if limit is None else f" (limit {limit:.0f})")
        handles.append(
            Line2D(
                [], [], color=mechanism.colour, linewidth=1.8, linestyle=line, label=label.replace("-", "−"), **style
            )
        )
    axes.legend(
        handles=handles,
        loc="lower left",
        frameon=True,
        framealpha=0.92,
        edgecolor="none",
        handlelength=3.2,
        title="exponent of the measured rates",
        alignment="left",
        title_fontsize=8,
    )
    axes.set_title("critical rate")
    axes.set_xlabel("delay $T_d$")
    axes.set_ylabel("critical step size η*")
    axes.xaxis.set_major_locator(LogLocator(subs=(1, 2, 5)))
    axes.xaxis.set_minor_formatter(NullFormatter())
    plain_ticks(axes.xaxis)
    axes.yaxis.set_major_locator(LogLocator(numticks=10))
    axes.yaxis.set_minor_formatter(NullFormatter())


def shade_regions(axes: Axes, laws: list[dict], low: float, high: float) -> None:
    """For the short response: below both curves both models train, between them one, above them none."""
    short = {law["model"]: law for law in laws if law["response"] == "short"}
    if set(short) != set(MODELS):
        return
    slow, cycle = (short[key]["critical_rate_closed_form"] for key in ("slowPoint", "limitCycle"))
    delays = short["slowPoint"]["delay"]
    regions = (
        (cycle, high, "#E6E6E6", "neither model"),
        (slow, cycle, "#FCEBCB", "only the limit cycle"),
        (low, slow, "#D6E8F5", "both models"),
    )
    for bottom, top, colour, _ in regions:
        axes.fill_between(delays, bottom, top, color=colour, linewidth=0, zorder=0)
    handles = [Patch(facecolor=colour, edgecolor="#888888", linewidth=0.5, label=text) for *_, colour, text in regions]
    legend = axes.legend(
        handles=handles,
        loc="upper right",
        frameon=True,
        framealpha=0.92,
        edgecolor="none",
        title=f"trains, with {RESPONSES['short'][0]}",
        alignment="left",
        title_fontsize=8,
    )
    axes.add_artist(legend)
