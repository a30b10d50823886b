"""The evidence of a network as tables: checks, fates, points, the delay, and what is known of its training."""

from __future__ import annotations

import math

import numpy

import words
from dynamics import Check, Dynamics
from formatting import column_label, number, significant, with_value
from markup import table, text
from mechanisms import PUBLISHED_CLASSES
from trial import Trial

LETTERS = "ABCDEFGHIJ"

#: Datasets of the delay, one value per condition: words and unit.
DELAY_MEASURES = (
    ("slowest_time", "slowest state of the delay, after the cue", "ms"),
    ("smallest_speed", "speed there", "per step"),
    ("slowing_time", "bottom of the slowing, after the cue", "ms"),
    ("slowing_depth", "depth of the slowing (fall and rise of q)", ""),
    ("leading_time_constant", "leading time constant there, or at the slowest state", "ms"),
    ("extent", "extent of the path in the delay", ""),
    ("slow_point_distance", "distance of the nearest slow point from the path", ""),
    ("slow_point_speed", "speed at that slow point", "per step"),
    ("distance_to_fate", "distance from the fate at the end of the delay", ""),
    ("speed_ratio", "speed there over the linear prediction", ""),
    ("output_difference", "largest difference of an output there from that at the fixed point", ""),
)
#: Attributes of the delay, one value for the network.
MEASURES = (
    ("memory_beyond_delay_ms", "the cues can be told apart beyond the delay for", "ms"),
    ("participation_ratio", "dimension of the delay's states (participation ratio)", ""),
    ("peak_time_entropy", "spread of the units' peak times in the delay, 0 to 1", ""),
    ("ridge_to_background", "sequence: mean ln of rate near the peak over rate elsewhere", ""),
)


def quantity(value: float, unit: str = "") -> str:
    """A number with its unit; a dash where there is none."""
    return significant(value) + (f" {unit}" if unit and math.isfinite(value) else "")


def facts(row: dict[str, str], parameters: list[str], attributes: dict[str, object]) -> str:
    """The cell of the sweep, how training ended, and the published classifier's view."""
    lines = [("cell", ", ".join(with_value(column, row[column]) for column in parameters if row.get(column)))]
    lines.append(("seed", row.get("seed") or "–"))
    training = []
    for column in ("epochs", "final_loss", "accuracy", "reliability"):
        if math.isfinite(number(row.get(column))):
            shown = f"{number(row[column]):.0f}" if column == "epochs" else significant(row[column])
            training.append(f"{column_label(column)} {shown}")
    lines.append(("training", ", ".join(training) or "–"))
    published = number(row.get("published_class"))
    if math.isfinite(published):
        said = f"{PUBLISHED_CLASSES.get(int(published), '?')} ({int(published)})"
        for name, what in (
            ("published_index", "index"),
            ("published_index_other_cue", "after the other cue"),
            ("published_index_second_axis_flipped", "with the other sign of the second axis"),
        ):
            value = number(attributes.get(name, row.get(name)))
            if math.isfinite(value):
                said += f", {what} {significant(value)}"
        lines.append(("published classifier", said))
    for column, what, unit in (
        ("late_deviation", "late deviation", ""),
        ("period_ms", "mean period", "ms"),
    ):
        if math.isfinite(number(row.get(column))):
            lines.append((what, quantity(number(row[column]), unit)))
    return table(("", ""), [line for line in lines if line[1]], numbers=False)


def check_names(checks: list[Check], conditions: int) -> list[str]:
    """The checks in words; where there is one for every condition, with its cue."""
    amounts = {check.name: sum(1 for other in checks if other.name == check.name) for check in checks}
    seen: dict[str, int] = {}
    named = []
    for check in checks:
        seen[check.name] = seen.get(check.name, 0) + 1
        said = words.check(check.name).words
        if amounts[check.name] > 1:
            order = seen[check.name]
            said += f" (cue {order})" if amounts[check.name] == conditions else f" ({order})"
        named.append(said)
    return named


def checks(dynamics: Dynamics, trial: Trial) -> str:
    """Every comparison on the path to the label; the smallest margin, which is that of the label, stands out."""
    if not dynamics.checks:
        return "<p>No threshold was met on the way to this label.</p>"
    margins = [check.margin for check in dynamics.checks]
    finite = [margin for margin in margins if math.isfinite(margin)]
    lines = []
    for check, said in zip(dynamics.checks, check_names(dynamics.checks, dynamics.conditions)):
        unit = words.check(check.name).unit
        cells = [in_unit(value, unit, trial.step) for value in (check.value, check.threshold)]
        sign = "<" if check.value < check.threshold else ">" if check.value > check.threshold else ""
        mark = ' class="strong"' if finite and check.margin == min(finite) else ""
        lines.append(
            f'<tr{mark}><th scope="row">{text(said)}</th><td class="number">{text(cells[0])}</td>'
            f'<td>{text(sign)}</td><td class="number">{text(cells[1])}</td>'
            f'<td class="number">{text(significant(check.margin))}</td></tr>'
        )
    return (
        '<div class="scroll"><table class="wide"><caption>What was compared on the path to the label. Margin: '
        "|ln(value/threshold)|, 0 on the edge and 0.7 at a factor of two; the smallest one, in bold, is that of the "
        'label.</caption><thead><tr><th scope="col">compared</th><th scope="col" class="number">value</th><th></th>'
        '<th scope="col" class="number">threshold</th><th scope="col" class="number">margin</th></tr></thead>'
        f"<tbody>{''.join(lines)}</tbody></table></div>"
    )


def in_unit(value: float, unit: str, step: float) -> str:
    """A value with its unit; steps also in ms."""
    if unit == "steps" and math.isfinite(value) and step > 0:
        return f"{significant(value)} steps ({significant(value * step)} ms)"
    return quantity(value, {"1/step": "per step"}.get(unit, unit))


def column(store: dict[str, numpy.ndarray], name: str, condition: int) -> numpy.ndarray:
    """The values of a condition in a dataset; empty where there are none."""
    values = store.get(name)
    if values is None or condition >= len(values):
        return numpy.empty(0)
    return numpy.atleast_1d(values[condition])


def fates(dynamics: Dynamics, trial: Trial) -> str:
    """What every cue ends on: periods, exponents, multipliers."""
    conditions = range(dynamics.conditions)
    if not dynamics.fate_kinds:
        return "<p>The analysis has not followed this network to its end.</p>"

    def each(name: str, unit: str = "") -> list[str]:
        return [quantity(number_of(column(dynamics.fates, name, c)), unit) for c in conditions]

    def several(name: str, errors: str = "") -> list[str]:
        cells = []
        for condition in conditions:
            values, spread = column(dynamics.fates, name, condition), column(dynamics.fates, errors, condition)
            known = [place for place, value in enumerate(values) if math.isfinite(value)]
            shown = [
                significant(values[p])
                + (f" ± {significant(spread[p], 2)}" if p < len(spread) and math.isfinite(spread[p]) else "")
                for p in known
            ]
            cells.append("; ".join(shown) or "–")
        return cells

    kinds = [
        words.fate(kind) + (f" {LETTERS[dynamics.group(c) % len(LETTERS)]}" if has_place(dynamics, c) else "")
        for c, kind in enumerate(dynamics.fate_kinds)
    ]
    lines = [
        ("ends on", *kinds),
        ("because", *(words.reason(reason) for reason in dynamics.fate_reasons)),
        ("period, by section", *each("period", "ms")),
        ("period, by recurrence", *each("recurrence_period", "ms")),
        ("repeats exactly after", *each("locked_steps", "steps")),
        ("leading Lyapunov exponents, per step", *several("exponents", "exponent_errors")),
        ("multipliers per period, the trivial one left out", *several("transversal_multipliers")),
        ("nearby orbits part at, per step", *each("direct_divergence")),
        ("size (root mean square distance from the middle)", *each("size")),
        (
            "named after",
            *(in_unit(number_of(column(dynamics.fates, "horizon", c)), "steps", trial.step) for c in conditions),
        ),
    ]
    said = [line for line in lines if any(cell and cell != "–" for cell in line[1:])]
    caption = (
        "What the activity ends on after each cue, without noise and without further input. Equal letters: the same."
    )
    return table(("", *(f"cue {c + 1}" for c in conditions)), said, caption, numbers=False)


def has_place(dynamics: Dynamics, condition: int) -> bool:
    """Whether what a condition ends on is a thing that others can share: a point or an orbit."""
    return dynamics.fate_kinds[condition] in ("fixedPoint", "limitCycle") and dynamics.group(condition) >= 0


def number_of(values: numpy.ndarray) -> float:
    """The only value of an array, NaN otherwise."""
    return float(values[0]) if len(values) == 1 else math.nan


def points(dynamics: Dynamics) -> str:
    """Fixed and slow points, by the numbers of the picture."""
    if not dynamics.points:
        return "<p>The analysis has written no fixed or slow points of this network.</p>"
    lines = []
    for point in dynamics.points:
        leading = math.nan
        if point.spectrum is not None:
            leading = float(numpy.hypot(*point.spectrum.T).max())
        lines.append(
            (
                f"{point.number}\u2002{words.LOOKS.get(point.look, point.look)}",
                "0 to rounding" if point.kind == "root" and point.speed < 1e-9 else significant(point.speed),
                significant(point.unstable),
                significant(leading, 4),
                quantity(point.time_constant, "ms"),
            )
        )
    head = (
        "point",
        "speed (per step)",
        "unstable directions",
        "largest |eigenvalue|",
        "slowest stable decay (time constant)",
    )
    total = number(dynamics.attributes.get("fixed_point_index_sum"))
    note = ""
    if math.isfinite(total):
        meaning = (
            "as it must be where none is missing (which it does not prove)"
            if total == 1
            else "which says that some fixed points were not found, or are degenerate"
        )
        note = f'<p class="note">The indices of the fixed points found add up to {significant(total)}, {meaning}.</p>'
    return table(head, lines, "Fixed points and slow points, with the numbers of the picture.") + note


def delay(dynamics: Dynamics, trial: Trial) -> str:
    """How every cue passes the delay, and measures of the memory."""
    conditions = range(dynamics.conditions)
    lines = []
    for name, said, unit in DELAY_MEASURES:
        cells = [quantity(number_of(column(dynamics.delay, name, c)), unit) for c in conditions]
        if any(cell != "–" for cell in cells):
            lines.append((said, *cells))
    parts = []
    passed = trial.end_of("delay") > trial.end_of("cue") or not trial.phases
    caption = "How the delay is passed." if passed else "There is no delay: what holds at the end of the cue."
    if lines:
        parts.append(table(("", *(f"cue {c + 1}" for c in conditions)), lines, caption))
    general = []
    for name, said, unit in MEASURES:
        value = dynamics.measures.get(name, math.nan)
        if name == "memory_beyond_delay_ms" and math.isinf(value) and value > 0:
            general.append((said, "the whole simulation"))
        elif math.isfinite(value):
            general.append((said, quantity(value, unit)))
    if general:
        parts.append(table(("", ""), general, "The memory as a whole."))
    return "".join(parts) or "<p>The analysis has written no measures of the delay.</p>"
