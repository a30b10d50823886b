"""The phase diagram on logarithmic axes, with the boundaries that were fitted in it and the laws through them."""

from __future__ import annotations

import math
from pathlib import Path

from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

import boundary_axes
import legends
from boundary_axes import DASHED, Frame, look
from drawing import INK, PAGE_WIDTH, Picture, new_figure, store
from formatting import column_label, number, significant
from grid import Grid
from outcome_groups import handles, present
from run_folder import RunFolder
from scaling import BOUNDARIES, ESTIMATORS, LABELS, Boundary, Fit, Scaling, Slice, grid_of, words

SLICE_LIMIT = 6
LEFT, RIGHT, BELOW, GAP = 0.85, 0.15, 0.5, 0.4  # inches
STRIP, STRIP_GAP = 0.24, 0.07
HEIGHT, WIDEST = 3.7, 4.6
TOP = 0.06
LAW = 0.163  # height of a line with a law
#: Prefactors that the publication gives beside its exponents: rate = 5200 (delay in ms)^-2.72, without post-reaction
#: (Kurtkaya et al. 2025, arXiv:2502.17433).
PUBLISHED_PREFACTORS = {("delay_ms", "notLearned", -2.72): 5200.0}
SOURCE = "Kurtkaya et al. 2025"


def draw(run: RunFolder, output: Path) -> list[Picture]:
    """One figure per slice; empty without scaling.json, and where nothing has a place on logarithmic axes."""
    scaling = Scaling(run)
    if len(scaling.slices) > SLICE_LIMIT:
        run.notes.append(
            f"The first {SLICE_LIMIT} of {len(scaling.slices)} slices are drawn; analysis/scaling.json has all laws."
        )
    pictures = (draw_slice(run, scaling, part, output) for part in scaling.slices[:SLICE_LIMIT])
    return [picture for picture in pictures if picture is not None]


def draw_slice(run: RunFolder, scaling: Scaling, part: Slice, output: Path) -> Picture | None:
    """A panel for each kind of labels, with the same ranges."""
    labels = scaling.label_names(part) or list(LABELS)
    grid = grid_of(part, run)
    chosen = {(owner, name): leading(scaling, part, owner, name) for owner in labels for name in BOUNDARIES}
    chosen = {key: found for key, found in chosen.items() if any(found)}
    frame = boundary_axes.frame_of(grid, [p for b, _ in chosen.values() if b is not None for p in b.points])
    if frame is None:
        return None
    has_zero = grid is not None and any(number(value) == 0 for value in grid.columns)
    strip = STRIP + STRIP_GAP if has_zero else 0.0
    groups = present(list(grid.cells.values())) if grid is not None else []
    marks = mark_handles(chosen)
    boxes = handles(run, groups)
    lines = max(1, max(sum(1 for key in chosen if key[0] == owner) for owner in labels))
    across = min(WIDEST, (PAGE_WIDTH - LEFT - RIGHT - GAP * (len(labels) - 1)) / len(labels))
    width = max(LEFT + RIGHT + len(labels) * across + GAP * (len(labels) - 1), 6.4)
    room = width - LEFT
    top = TOP + legends.height(boxes, room) + legends.height(marks, room) + (0.26 if part.name else 0.0) + 0.12
    head = 0.3 + LAW * lines
    height = top + head + HEIGHT + BELOW
    figure = new_figure(width, height)
    if part.name:
        figure.text(LEFT / width, 1 - (TOP + 0.08) / height, part.name, weight="bold", va="center", size=10)
    beneath = legends.place(figure, boxes, LEFT, TOP + (0.26 if part.name else 0.0), room)
    legends.place(figure, marks, LEFT, beneath, room)

    outside = 0
    for place, owner in enumerate(labels):
        left = LEFT + place * (across + GAP)
        box = (left + strip, BELOW, across - strip, HEIGHT)
        axes = figure.add_axes((box[0] / width, box[1] / height, box[2] / width, box[3] / height))
        boundary_axes.prepare(axes, frame, labelled=place == 0 and not has_zero)
        if grid is not None:
            boundary_axes.draw_cells(axes, grid, owner)
        if has_zero:
            draw_strip(figure, grid, owner, frame, (left, BELOW, STRIP, HEIGHT), labelled=place == 0)
            axes.spines["left"].set_visible(False)
            axes.tick_params(left=False)
        axes.set_xlabel(column_label(part.quantity))
        if place == 0:
            figure.text(0.17 / width, (BELOW + HEIGHT / 2) / height, "learning rate", rotation=90, va="center")
        laws = []
        for name in BOUNDARIES:
            found = chosen.get((owner, name))
            if found is not None:
                outside += draw_boundary(axes, name, found, frame, part)
                laws.append(law_handle(name, found[1]))
        title = words(LABELS, owner).capitalize()
        figure.text(left / width, (BELOW + HEIGHT + LAW * lines + 0.14) / height, title, weight="bold", size=10)
        figure.legend(
            handles=laws,
            loc="lower left",
            frameon=False,
            borderaxespad=0,
            borderpad=0,
            labelspacing=0.35,
            handlelength=2.4,
            bbox_to_anchor=(left / width, (BELOW + HEIGHT + 0.08) / height),
        )
    title = "Boundaries and their scaling laws" + (f", {part.name}" if part.name else "")
    picture = Picture(f"scaling-boundaries{part.suffix}.png", title, caption(part, scaling, outside, has_zero), "")
    picture.alternative = alternative(part, chosen)
    return store(figure, picture, output)


def leading(scaling: Scaling, part: Slice, owner: str, name: str) -> tuple[Boundary | None, Fit | None]:
    """Points and law of the estimator that stands for a boundary: the published one, of all points."""
    estimator = scaling.leading_estimator(part, name)
    fit = scaling.fit(part, owner, name, estimator)
    return scaling.boundary(part, owner, name, estimator), fit if fit is not None and fit.drawable else None


def draw_strip(figure: Figure, grid: Grid, owner: str, frame: Frame, box: tuple, labelled: bool) -> None:
    """The cells of duration 0 in a strip beside the axes, which have no place for them."""
    width, height = figure.get_figwidth(), figure.get_figheight()
    axes = figure.add_axes((box[0] / width, box[1] / height, box[2] / width, box[3] / height))
    boundary_axes.prepare(axes, frame, labelled)
    axes.set_xscale("linear")
    axes.set_xlim(0, 1)
    axes.set_xticks([0.5], ["0"])
    boundary_axes.draw_cells(axes, grid, owner, zero=True)


def draw_boundary(axes, name: str, found: tuple[Boundary | None, Fit | None], frame: Frame, part: Slice) -> int:
    """Points, law, published law and theory of one boundary; returns how many points lie outside the axes."""
    boundary, fit = found
    colour = look(name).colour
    if fit is not None:
        span = boundary_axes.span_of(fit, boundary, frame)
        if part.quantity == "delay_ms":
            boundary_axes.draw_wedge(axes, fit, span, frame)
        if math.isfinite(fit.published):
            prefactor = PUBLISHED_PREFACTORS.get((fit.quantity, name, fit.published), math.nan)
            boundary_axes.draw_published(axes, fit, prefactor, span, colour)
        boundary_axes.draw_law(axes, fit, span, colour)
    if boundary is None:
        return 0
    return boundary_axes.draw_points(axes, boundary, frame, colour, 5.5 if boundary_axes.is_sparse(boundary) else 4.4)


# Legends


def law_handle(name: str, fit: Fit | None) -> Line2D:
    """`not learned: exponent -2.61 [-3.10, -2.20]; published -2.72`."""
    shape = look(name)
    said = "no line could be fitted"
    if fit is not None:
        said = f"exponent {fit.shown(fit.exponent)}"
        if all(map(math.isfinite, fit.interval)):
            said += f" [{', '.join(map(fit.shown, fit.interval))}]"
        if math.isfinite(fit.published):
            said += f"; published {fit.shown(fit.published)}"
    return Line2D(
        [],
        [],
        color=shape.colour,
        marker=shape.marker,
        markersize=5.5,
        markeredgecolor="white",
        markeredgewidth=0.7,
        linewidth=1.8 if fit is not None else 0,
        label=f"{words(BOUNDARIES, name)}: {said}",
    )


def mark_handles(chosen: dict[tuple[str, str], tuple[Boundary | None, Fit | None]]) -> list:
    """Only the marks that are in the picture."""
    points = [p for boundary, _ in chosen.values() if boundary is not None for p in boundary.points if p.known]
    fits = [fit for _, fit in chosen.values() if fit is not None]
    handles: list = []
    if any(math.isfinite(p.low) for p in points):
        handles.append(Line2D([], [], color=INK, linewidth=1.1, label="95 % interval of a point"))
    if any(not p.used for p in points):
        hollow = {"markerfacecolor": "white", "markeredgecolor": INK, "linewidth": 0}
        handles.append(Line2D([], [], marker="o", markersize=5.5, label="left out of the line", **hollow))
    if any(math.isfinite(fit.published) for fit in fits):
        handles.append(Line2D([], [], color=INK, linewidth=1.1, linestyle=DASHED, label="published law"))
    for name in BOUNDARIES:
        shape = look(name)
        if any(fit.boundary == name and fit.quantity == "delay_ms" for fit in fits):
            low, high = (significant(slope) for slope in shape.slopes)
            handles.append(
                Patch(
                    facecolor="white",
                    edgecolor=shape.colour,
                    linewidth=0.6,
                    hatch=shape.hatch,
                    alpha=0.6,
                    label=f"theory, {shape.theory}: exponents {low} to {high}",
                )
            )
    return handles


# Words


def caption(part: Slice, scaling: Scaling, outside: int, has_zero: bool) -> str:
    kinds = {name: scaling.leading_estimator(part, name) for name in scaling.boundary_names(part)}
    estimators = ", ".join(f"{words(BOUNDARIES, n)}: {words(ESTIMATORS, e)}" for n, e in kinds.items())
    over = column_label(part.quantity).split(" (")[0]
    control = part.quantity != "delay_ms"
    given, found = (over, "learning rate") if control else ("learning rate", over)
    parts = [
        f"Learning rate against {over}, both logarithmic, once by our labels and once by those of the published "
        "classifier. A cell has the colour of its largest group, the paler the smaller its share; unstable and "
        "diverged networks count as not learned.",
        f"Points: the {found} at which a boundary lies, for each {given} of the sweep.",
        f"Estimators as published ({estimators}). Straight lines: the power law through the points; in "
        "brackets the 95 % interval of its exponent.",
    ]
    if not control:
        parts.append(
            "Hatched wedges: the exponents that theory allows for learning through a slow point and through a limit "
            f"cycle ({SOURCE}, arXiv:2502.17433), from the law's first point on: a guide to the eye, not a fit."
        )
    if any(math.isfinite(fit.published) for fit in scaling.fits if fit.slice == part.place):
        parts.append(
            f"Dashed: the published exponent ({SOURCE}), through the middle of the line where the publication gives no "
            "prefactor."
        )
    if has_zero:
        parts.append(f"The strip on the left has the cells of {over} 0, which logarithmic axes cannot show.")
    if outside:
        parts.append(f"{outside} points lie far outside the sweep and are not shown.")
    return " ".join(parts)


def alternative(part: Slice, chosen: dict[tuple[str, str], tuple[Boundary | None, Fit | None]]) -> str:
    laws = [
        f"{words(LABELS, owner)}, {words(BOUNDARIES, name)}: exponent {fit.shown(fit.exponent)}"
        for (owner, name), (_, fit) in chosen.items()
        if fit is not None
    ]
    over = column_label(part.quantity).split(" (")[0]
    found = "; ".join(laws) or "no law could be fitted"
    return f"Phase diagram of learning rate against {over} on logarithmic axes with fitted boundaries. {found}."
