"""Scaling laws as tables: every fit, which law describes the cells best, and what could not be fitted."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Any

from formatting import column_label, count, decimals, number, plural, significant, with_value
from markup import text
from scaling import BOUNDARIES, ESTIMATORS, LABELS, MODELS, SELECTIONS, Fit, Scaling, Slice, words

#: Parameters of the models: words and unit.
PARAMETERS = {
    "exponent": ("exponent", ""),
    "exponent_beyond": ("beyond the break", ""),
    "break_ms": ("break at", "ms"),
    "rate_per_ms": ("rate", "per ms"),
    "prefactor": ("prefactor", ""),
}
NUMBER = ' class="number"'
HEAD = (
    ("estimator", False),
    ("exponent", True),
    ("standard error", True),
    ("95 % interval", True),
    ("R²", True),
    ("n", True),
    ("left out", True),
    ("no law", True),
    ("published", True),
)
LAW_HEAD = (
    ("boundary", False),
    ("estimator", False),
    *((name, False) for name in LABELS.values()),
    ("published", True),
)


def laws(scaling: Scaling, part: Slice) -> str:
    """The laws by the published estimators, boundary by boundary; empty where there are none."""
    rows = law_rows(scaling, part)
    if not rows:
        return ""
    amount = f" {plural(int(part.networks), 'network')}." if part.networks > 0 else ""
    caption = f"The laws by the published estimators, with 95 % intervals.{amount}"
    return grouped(caption, LAW_HEAD, [group("", rows, LAW_HEAD)])


def laws_of_several(runs: list[tuple[str, Scaling, Slice]]) -> str:
    """The same for several runs, each below its title."""
    groups = [(title, law_rows(scaling, part)) for title, scaling, part in runs]
    found = [group(title, rows, LAW_HEAD) for title, rows in groups if rows]
    return grouped("The laws by the published estimators, with 95 % intervals.", LAW_HEAD, found) if found else ""


def law_rows(scaling: Scaling, part: Slice) -> list[list[str]]:
    """A row for each boundary with a law."""
    rows = []
    for name in scaling.boundary_names(part):
        estimator = scaling.leading_estimator(part, name)
        found = [scaling.fit(part, owner, name, estimator) for owner in LABELS]
        if any(found):
            published = next((f.published_text for f in found if f and math.isfinite(f.published)), "–")
            cells = [law(fit, part) if fit else "no law" for fit in found]
            rows.append([text(words(BOUNDARIES, name)), text(words(ESTIMATORS, estimator)), *cells, text(published)])
    return rows


def law(fit: Fit, part: Slice) -> str:
    """The law as a formula, and the interval of its exponent."""
    over = text(column_label(part.quantity).split(" (")[0])
    return f"rate ∝ {over}<sup>{text(fit.shown(fit.exponent))}</sup><small>exponent {text(fit.interval_text)}</small>"


def fits(scaling: Scaling, part: Slice) -> str:
    """A table per boundary: our labels, then the published ones."""
    parts = []
    for name in scaling.boundary_names(part):
        groups = []
        for owner in scaling.label_names(part):
            lines = [f for f in scaling.fits if (f.slice, f.boundary, f.labels) == (part.place, name, owner)]
            if lines:
                groups.append(group(words(LABELS, owner).capitalize(), [fit_row(fit) for fit in in_order(lines)], HEAD))
        if groups:
            title = (
                f"Boundary “{words(BOUNDARIES, name)}”. n: points on the line, or cells. No law: bootstrap replicates "
                "in which none could be fitted."
            )
            parts.append(grouped(title, HEAD, groups) + left_out(scaling, part, name))
    return "".join(parts)


def in_order(fits_of_one: list[Fit]) -> list[Fit]:
    estimators, selections = list(ESTIMATORS), list(SELECTIONS)
    return sorted(fits_of_one, key=lambda f: (place_in(estimators, f.estimator), place_in(selections, f.selection)))


def place_in(names: list[str], name: str) -> int:
    """Its place, the last one for a name this version does not know."""
    return names.index(name) if name in names else len(names)


def fit_row(fit: Fit) -> list[str]:
    """The cells of a fit, as HTML."""
    estimator = text(words(ESTIMATORS, fit.estimator))
    if fit.selection != "all":
        estimator += f"<small>{text(words(SELECTIONS, fit.selection))}</small>"
    exponent = f"<strong>{text(fit.shown(fit.exponent))}</strong>"
    if math.isfinite(fit.exponent_with_left_out):
        exponent += f"<small>{text(fit.shown(fit.exponent_with_left_out))} with those left out by hand</small>"
    spread = f'<span title="{text(fit.interval_method or "method not recorded")}">{text(fit.interval_text)}</span>'
    if any(map(math.isfinite, fit.profile)):
        spread += f"<small>profile likelihood: {text(fit.ends_text(fit.profile))}</small>"
    reasons = "; ".join(dict.fromkeys(str(entry.get("reason") or "no reason given") for entry in fit.left_out))
    dropped = f'<abbr title="{text(reasons)}">{len(fit.left_out)}</abbr>' if fit.left_out else "0"
    return [
        estimator,
        exponent,
        text(fit.shown(fit.standard_error)),
        spread,
        text(decimals(fit.r_squared, 2)),
        text(count(fit.n)),
        dropped,
        text(count(fit.replicates_without_fit)),
        text(fit.published_text),
    ]


def left_out(scaling: Scaling, part: Slice, name: str) -> str:
    """Which lines of the grid have no point on a law, and why; folded up, since it is long."""
    lines = []
    for fit in in_order([f for f in scaling.fits if (f.slice, f.boundary) == (part.place, name) and f.left_out]):
        kind = f"{words(ESTIMATORS, fit.estimator)}, {words(LABELS, fit.labels)}"
        kind += f", {words(SELECTIONS, fit.selection)}" if fit.selection != "all" else ""
        by_reason: dict[str, list[str]] = {}
        for entry in fit.left_out:
            by_reason.setdefault(str(entry.get("reason") or "no reason given"), []).append(place_words(entry, part))
        said = "; ".join(f"{', '.join(places)}: {reason}" for reason, places in by_reason.items())
        lines.append(f"<li><strong>{text(kind)}.</strong> {text(said)}</li>")
    if not lines:
        return ""
    summary = "<summary>What was left out of these lines, and why</summary>"
    return f'<details>{summary}<ul class="note">{"".join(lines)}</ul></details>'


def place_words(entry: dict[str, Any], part: Slice) -> str:
    """The line of the grid: a learning rate, or the duration where that was given."""
    if math.isfinite(number(entry.get("learning_rate"))):
        return f"learning rate {significant(entry['learning_rate'])}"
    return with_value(part.quantity, entry.get("duration"))


def models(scaling: Scaling, part: Slice) -> str:
    """Which law the cells prefer; empty where none was compared."""
    head = (
        ("law", False),
        ("parameters", False),
        ("log likelihood", True),
        ("cells", True),
        ("free", True),
        ("AIC", True),
        ("ΔAIC", True),
    )
    groups = []
    for name in dict.fromkeys(str(m.get("boundary")) for m in of_slice(scaling.models, part)):
        for owner in scaling.label_names(part):
            chosen = [
                m for m in of_slice(scaling.models, part) if (m.get("boundary"), m.get("labels")) == (name, owner)
            ]
            chosen.sort(key=lambda m: number(m.get("delta_aic")))
            if chosen:
                title = f"{words(BOUNDARIES, name).capitalize()}, {words(LABELS, owner)}"
                groups.append(group(title, [model_row(m) for m in chosen], head))
    if not groups:
        return ""
    caption = (
        "Which law describes the boundary: all cells together, by likelihood. ΔAIC: what a law costs more than the "
        "best one; below 2 the cells cannot tell. Free: how many parameters were fitted."
    )
    return grouped(caption, head, groups)


def model_row(model: dict[str, Any]) -> list[str]:
    parameters = model.get("parameters") if isinstance(model.get("parameters"), dict) else {}
    said = []
    for key, value in sorted(parameters.items(), key=lambda item: place_in(list(PARAMETERS), item[0])):
        name, unit = PARAMETERS.get(key, (str(key).replace("_", " "), ""))
        said.append(f"{name} {significant(value)}" + (f" {unit}" if unit else ""))
    best = number(model.get("delta_aic")) == 0
    cells = [
        text(words(MODELS, str(model.get("model")))),
        text(", ".join(said) or "–"),
        text(decimals(model.get("log_likelihood"), 1)),
        text(count(model.get("n"))),
        text(count(model.get("parameter_count"))),
        text(decimals(model.get("aic"), 1)),
        text(decimals(model.get("delta_aic"), 1)),
    ]
    return [f"<strong>{cell}</strong>" for cell in cells] if best else cells


def not_fitted(scaling: Scaling, part: Slice) -> str:
    """What no law was found for, and why; empty where there is nothing."""
    head = (("boundary", False), ("labels", False), ("estimator", False), ("points of the line", False), ("why", False))
    rows = [
        [
            text(words(BOUNDARIES, str(item.get("boundary")))),
            text(words(LABELS, str(item.get("labels") or "mechanism"))),
            text(words(ESTIMATORS, str(item.get("estimator")))),
            text(words(SELECTIONS, str(item.get("selection") or "all"))),
            text(item.get("reason") or "no reason given"),
        ]
        for item in of_slice(scaling.not_fitted, part)
    ]
    return grouped("What could not be fitted.", head, [group("", rows, head)]) if rows else ""


def of_slice(items: list[dict[str, Any]], part: Slice) -> list[dict[str, Any]]:
    return [item for item in items if number(item.get("slice", 0)) == part.place]


# Markup


def group(title: str, rows: Iterable[list[str]], head: tuple[tuple[str, bool], ...]) -> str:
    """Rows of finished cells below a title."""
    lines = [f'<tr class="group"><th scope="rowgroup" colspan="{len(head)}">{text(title)}</th></tr>'] if title else []
    for row in rows:
        cells = [
            f"<td{' class=' + chr(34) + 'number' + chr(34) if is_number else ''}>{cell}</td>"
            for cell, (_, is_number) in zip(row[1:], head[1:])
        ]
        lines.append(f'<tr><th scope="row">{row[0]}</th>{"".join(cells)}</tr>')
    return f"<tbody>{''.join(lines)}</tbody>"


def grouped(caption: str, head: tuple[tuple[str, bool], ...], groups: list[str]) -> str:
    """A table of groups."""
    top = "".join(f'<th scope="col"{NUMBER if n else ""}>{text(c)}</th>' for c, n in head)
    return (
        f'<div class="scroll"><table class="fits"><caption>{text(caption)}</caption><thead><tr>{top}</tr></thead>'
        f"{''.join(groups)}</table></div>"
    )
