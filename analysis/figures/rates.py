"""One network over time: heat maps of its rates, outputs against targets, and the plane of its components."""

from __future__ import annotations

from pathlib import Path

import matplotlib
import numpy
from matplotlib.axes import Axes
from matplotlib.image import AxesImage
from matplotlib.lines import Line2D

from drawing import CUE_COLOURS, FAINT, FEWER_DOTS, INK, Picture, new_figure, plain_ticks, store
from example import Example
from formatting import percent, significant
from trial import PHASE_SHADES

#: Red above zero, blue below (safe for the colour-blind); values that are not numbers are grey.
RATES = matplotlib.colormaps["RdBu_r"].with_extremes(bad="#9A9A9A")


def draw(example: Example, output: Path, picture: Picture) -> Picture:
    """One column per cue, rates over outputs, each split into trial and continuation; the plane on the right."""
    conditions = min(2, example.rates.shape[0])
    plane = example.components is not None
    continues = example.rates.shape[1] > example.trial
    left, block, gap, plane_gap, bar = 0.62, 2.85, 0.34, 0.75, 0.62
    width = left + conditions * block + (conditions - 1) * gap + bar + (plane_gap + 2.55 if plane else 0.0) + 0.1
    height = 4.5
    figure = new_figure(width, height)
    scale = numpy.nanmax(numpy.abs(example.rates[numpy.isfinite(example.rates)]))
    scale = float(scale) if scale > 0 else 1.0
    finite = example.outputs[numpy.isfinite(example.outputs)]
    if example.targets is not None:
        finite = numpy.concatenate([finite, example.targets[numpy.isfinite(example.targets)]])
    low, high = (float(finite.min()), float(finite.max())) if len(finite) else (0.0, 1.0)
    limits = (min(low, 0.0) - 0.07 * max(high - low, 1e-3), max(high, 1.0) + 0.07 * max(high - low, 1e-3))
    image = None
    for condition in range(conditions):
        begin = left + condition * (block + gap)
        parts = [(0, example.trial, begin, 0.56 * block - 0.04 if continues else block)]
        if continues:
            parts.append((example.trial, example.rates.shape[1], begin + 0.56 * block + 0.04, 0.44 * block - 0.04))
        for place, (first, last, x, wide) in enumerate(parts):
            upper = figure.add_axes((x / width, 2.06 / height, wide / width, 1.85 / height))
            lower = figure.add_axes((x / width, 0.52 / height, wide / width, 1.24 / height))
            image = draw_rates(upper, example, condition, first, last, scale)
            draw_outputs(lower, example, condition, first, last, limits)
            for axes in (upper, lower):
                axes.set_xlim(first * example.step, last * example.step)
                plain_ticks(axes.xaxis, 3 if place == 0 else 2, steps=[1, 2, 2.5, 5, 10])
                if place or condition:
                    axes.tick_params(labelleft=False)
                if place:
                    axes.tick_params(left=False)
                    axes.spines["left"].set_visible(False)
            upper.tick_params(labelbottom=False)
            if place == 0:
                upper.text(
                    0,
                    1.13,
                    f"cue {condition + 1}",
                    transform=upper.transAxes,
                    weight="bold",
                    va="bottom",
                    color=CUE_COLOURS[condition],
                )
                mark_phases(upper, lower, example)
            else:
                upper.text(
                    0.5,
                    1.02,
                    "continuation",
                    transform=upper.transAxes,
                    ha="center",
                    va="bottom",
                    fontsize=8,
                    color=FAINT,
                )
            if place == 0 and condition == 0:
                units = example.rates.shape[2]
                upper.set_ylabel("unit, by peak time" if example.order is not None else "unit, as stored")
                upper.set_yticks(sorted({0, units // 2, units - 1}))
                upper.set_yticklabels([str(v + 1) for v in sorted({0, units // 2, units - 1})])
                lower.set_ylabel("output")
        figure.text((begin + block / 2) / width, 0.1 / height, "time (ms)", ha="center", va="bottom")
    x = left + conditions * block + (conditions - 1) * gap
    bar_axes = figure.add_axes(((x + 0.1) / width, 2.06 / height, 0.1 / width, 1.85 / height))
    colour_bar = figure.colorbar(image, cax=bar_axes)
    colour_bar.outline.set_linewidth(0.5)
    colour_bar.set_ticks([-scale, 0, scale])
    colour_bar.set_ticklabels([significant(-scale, 2), "0", significant(scale, 2)])
    bar_axes.set_title("rate", fontsize=8, weight="normal", loc="left", pad=7)
    handles = [
        Line2D([], [], color=CUE_COLOURS[i % 4], linewidth=1.5, label=f"{i + 1}")
        for i in range(example.outputs.shape[2])
    ]
    handles.append(Line2D([], [], color=INK, linewidth=1.0, linestyle=(0, (2, 1.5)), label="target"))
    figure.legend(
        handles=handles,
        loc="upper left",
        frameon=False,
        handlelength=1.1,
        borderaxespad=0,
        fontsize=7.5,
        title="output",
        title_fontsize=8,
        alignment="left",
        handletextpad=0.4,
        bbox_to_anchor=((x + 0.06) / width, 1.78 / height),
    )
    if plane:
        draw_plane(figure.add_axes(((width - 2.65) / width, 1.1 / height, 2.5 / width, 2.5 / height)), example)
    # Heat maps are pixels anyway; not drawing a second time saves a third of the time of a report.
    return store(figure, picture, output, vector=False, dots=FEWER_DOTS)


def draw_rates(axes: Axes, example: Example, condition: int, first: int, last: int, scale: float) -> AxesImage:
    """Rates of all units as colours."""
    rates = example.rates[condition, first:last, :].T
    if example.order is not None:
        rates = rates[example.order]
    image = axes.imshow(
        rates,
        aspect="auto",
        cmap=RATES,
        vmin=-scale,
        vmax=scale,
        interpolation="nearest",
        extent=(first * example.step, last * example.step, rates.shape[0] - 0.5, -0.5),
    )
    for spine in axes.spines.values():
        spine.set_visible(False)
    axes.tick_params(left=False)
    return image


def draw_outputs(
    axes: Axes, example: Example, condition: int, first: int, last: int, limits: tuple[float, float]
) -> None:
    times = numpy.arange(first, last) * example.step
    for channel in range(example.outputs.shape[2]):
        colour = CUE_COLOURS[channel % len(CUE_COLOURS)]
        axes.plot(
            times,
            example.outputs[condition, first:last, channel],
            color=colour,
            linewidth=1.3,
            alpha=1.0 if first == 0 else 0.6,
        )
        if (
            first == 0
            and example.targets is not None
            and condition < example.targets.shape[0]
            and channel < example.targets.shape[2]
        ):
            target = example.targets[condition, :last, channel]
            axes.step(times[: len(target)], target, where="post", color=colour, linewidth=1.0, linestyle=(0, (2, 1.5)))
    axes.set_ylim(*limits)
    axes.set_yticks((0, 0.5, 1), ("0", "0.5", "1"))


def mark_phases(upper: Axes, lower: Axes, example: Example) -> None:
    """Shades the parts of the trial under the outputs and names them above the rates."""
    end = example.trial * example.step
    for name, begin, finish in example.phases:
        lower.axvspan(begin, min(finish, end), color=PHASE_SHADES[name], linewidth=0, zorder=0)
        if begin > 0:
            for axes, colour in ((upper, INK), (lower, FAINT)):
                axes.axvline(begin, color=colour, linewidth=0.7, linestyle=(0, (1, 1.5)))
        wide = (finish - begin) / end
        text = name if wide > 0.17 * len(name) / 4 else name[0]
        upper.text(
            (begin + finish) / 2 / end,
            1.02,
            text,
            transform=upper.transAxes,
            ha="center",
            va="bottom",
            fontsize=8,
            color=FAINT,
        )


def draw_plane(axes: Axes, example: Example) -> None:
    """Both conditions in the plane: trial strong, continuation light, a disc at the start, a square at the end."""
    components = example.components
    for condition in range(min(components.shape[0], len(CUE_COLOURS))):
        colour = CUE_COLOURS[condition]
        path = components[condition]
        trial = min(example.trial, len(path))
        axes.plot(path[trial - 1 :, 0], path[trial - 1 :, 1], color=colour, linewidth=0.9, alpha=0.38, zorder=2)
        axes.plot(
            path[:trial, 0],
            path[:trial, 1],
            color=colour,
            linewidth=1.9,
            zorder=3,
            linestyle=("-", (0, (4, 1)))[condition % 2],
            label=f"cue {condition + 1}",
        )
        finite = path[numpy.isfinite(path).all(axis=1)]
        if len(finite):
            axes.plot(*finite[0], marker="o", color="white", markeredgecolor=colour, markersize=6, zorder=5)
            axes.plot(*finite[-1], marker="s", color=colour, markeredgecolor="white", markersize=7, zorder=5)
    shares = [
        f" ({percent(float(f'{share:.2g}'))})" if numpy.isfinite(share) else ""
        for share in (example.explained if example.explained is not None else (float("nan"),) * 2)
    ]
    axes.set_xlabel(f"component 1{shares[0]}")
    axes.set_ylabel(f"component 2{shares[1]}", labelpad=2)
    axes.set_aspect("equal", adjustable="datalim")
    axes.margins(0.08)
    plain_ticks(axes.xaxis, 4)
    plain_ticks(axes.yaxis, 4)
    handles, labels = axes.get_legend_handles_labels()
    handles += [
        Line2D([], [], marker="o", color="white", markeredgecolor=INK, markersize=5.5, linewidth=0),
        Line2D([], [], marker="s", color=INK, markeredgecolor="white", markersize=6.5, linewidth=0),
    ]
    axes.legend(
        handles,
        [*labels, "start", "end"],
        loc="lower left",
        bbox_to_anchor=(-0.02, 1.01),
        ncol=4,
        frameon=False,
        borderaxespad=0,
        handlelength=1.5,
        columnspacing=0.8,
        handletextpad=0.35,
        fontsize=7.5,
    )
