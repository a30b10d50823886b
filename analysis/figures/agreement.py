"""Labels against other labels: small tables with shares, and the networks on which they disagree."""

from __future__ import annotations

import re
from typing import Any

from formatting import count, number, percent
from markup import marked, text
from mechanisms import ALL, BY_KEY, PUBLISHED_CLASSES
from run_folder import RunFolder

#: Full share of a row, and what is mixed with white below it (Okabe and Ito's sky blue, dark text stays readable).
HEAT = (86, 180, 233)


def section(run: RunFolder, pages: dict[int, str]) -> str:
    """Everything about agreement; pages: numbers of networks and where their pages are."""
    written = run.report.get("confusions")
    tables = [item for item in written if isinstance(item, dict)] if isinstance(written, list) else []
    first = run.report.get("confusion")
    if isinstance(first, dict):
        tables = [item for item in tables if not (item.get("counts") and item["counts"] == first.get("counts"))]
    return published(run) + "".join(confusion(item) for item in tables) + disagreements(run, pages)


def name_of(label: object) -> str:
    """A label as printed: letter and name of a mechanism, or its own words."""
    mechanism = BY_KEY.get(str(label))
    return f"{mechanism.letter}\u2002{mechanism.name}" if mechanism else str(label)


def row_share(line: list[Any], value: float) -> float:
    """The share of a count in its row; NaN for an empty row."""
    total = sum(number(item) for item in line if number(item) > 0)
    return value / total if total > 0 and value >= 0 else float("nan")


def cell(value: Any, line: list[Any], marks: str = "") -> str:
    """A count with its share of the row, the darker the larger."""
    share = row_share(line, number(value))
    if not share > 0:
        return f'<td class="number heat{marks}">{count(value)}</td>'
    mixed = ",".join(f"{255 - share * (255 - part):.0f}" for part in HEAT)
    return (
        f'<td class="number heat{marks}" style="background-color:rgb({mixed})">{count(value)}<small>'
        f"{percent(float(f'{share:.2g}'))}</small></td>"
    )


def grid(rows: list[str], columns: list[str], corner: str, lines: list[str], caption: str) -> str:
    """A table of cells that are drawn already."""
    head = "".join(f'<th scope="col" class="number">{text(c)}</th>' for c in columns)
    body = "".join(f'<tr><th scope="row">{text(r)}</th>{line}</tr>' for r, line in zip(rows, lines))
    return (
        f'<div class="scroll"><table class="counts"><caption>{caption}</caption><thead><tr><th scope="col">'
        f"{text(corner)}</th>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def agreed(table: dict[str, Any]) -> str:
    """How many of the compared agree; empty where that has no meaning."""
    if not (number(table.get("compared")) > 0 and number(table.get("agreeing")) >= 0):
        compared = number(table.get("compared"))
        return f"<p>{count(compared)} networks are compared.</p>" if compared > 0 else ""
    share = f" ({percent(number(table['share']))})" if number(table.get("share")) >= 0 else ""
    return f"<p>The two labels agree for {count(table['agreeing'])} of {count(table['compared'])} networks{share}.</p>"


def confusion(table: dict[str, Any]) -> str:
    """One of the tables in `confusions`; empty when it counts nothing."""
    rows, columns, counts = (table.get(key) for key in ("rows", "columns", "counts"))
    if not all(isinstance(item, list) and item for item in (rows, columns, counts)):
        return ""
    rows_name, columns_name = str(table.get("rows_name") or "label"), str(table.get("columns_name") or "other label")
    lines = [
        "".join(cell(value, line, " same" if str(row) == str(column) else "") for column, value in zip(columns, line))
        for row, line in zip(rows, counts)
        if isinstance(line, list)
    ]
    caption = (
        f"Networks by {text(rows_name)} (rows) and {text(columns_name)} (columns). Percentages and shades: share of "
        "the row. Boxed: the same word in both."
    )
    note = f'<p class="note">{marked(str(table["note"]))}</p>' if table.get("note") else ""
    title = str(table.get("title") or f"{rows_name} and {columns_name}")
    corner = f"{rows_name} \\ {columns_name}"
    return (
        f"<h3>{text(title)}</h3>{agreed(table)}"
        + grid([name_of(r) for r in rows], [name_of(c) for c in columns], corner, lines, caption)
        + note
    )


def published(run: RunFolder) -> str:
    """The table of our labels against the published classes, as the analysis counted them."""
    table = run.report.get("confusion")
    if not isinstance(table, dict) or not isinstance(table.get("counts"), list):
        return "<p>The analysis has not written this table (key <code>confusion</code> of analysis/report.json).</p>"
    if not table["counts"]:
        return "<p>There is nothing to compare yet.</p>"
    rows, columns = table.get("mechanisms", []), table.get("published_classes", [])
    pairs = table.get("agreeing_pairs", [])
    agreeing = {(str(pair[0]), str(pair[1])) for pair in pairs if isinstance(pair, list) and len(pair) == 2}
    place = {mechanism.key: order for order, mechanism in enumerate(ALL)}
    ordered = sorted(zip(rows, table["counts"]), key=lambda pair: place.get(pair[0], len(place)))
    lines = [
        "".join(
            cell(value, line, " agree" if (str(key), str(column)) in agreeing else "")
            for column, value in zip(columns, line)
        )
        for key, line in ordered
        if isinstance(line, list)
    ]
    names = [
        f"{PUBLISHED_CLASSES[int(number(c))]} ({c})" if number(c) in PUBLISHED_CLASSES else str(c) for c in columns
    ]
    note = f'<p class="note">{marked(str(table["note"]))}</p>' if table.get("note") else ""
    return (
        "<p>The published classifier (Kurtkaya, Dinc and others, 2025, arXiv:2502.17433) looks at one noisy run of a"
        " network and gives it one of four classes. Where it and the mechanism of this report differ, the evidence"
        " columns of analysis/networks.csv let you judge for yourself.</p>"
        + agreed(table)
        + grid(
            [name_of(key) for key, _ in ordered],
            names,
            "mechanism",
            lines,
            "Networks by mechanism (rows) and published class (columns). Percentages and shades: share of the row."
            " Boxed: pairs that count as agreement.",
        )
        + note
    )


def disagreements(run: RunFolder, pages: dict[int, str]) -> str:
    """The networks on which labels differ, with the explanation of the analysis."""
    written = run.report.get("disagreements")
    if not isinstance(written, list):
        return ""
    items = [item for item in written if isinstance(item, dict)]
    if not items:
        return "<h3>Disagreements</h3><p>There is no network on which the labels disagree.</p>"
    lines = []
    for item in items:
        name = item.get("network", "–")
        page = pages.get(int(number(name))) if number(name) == number(name) else None
        shown = f'<a href="{text(page)}">{text(name)}</a>' if page else text(name)
        lines.append(
            f'<tr><th scope="row">{shown}</th><td>{text(labels_of(item.get("labels")))}</td>'
            f"<td>{marked(str(item.get('explanation') or '–'))}</td></tr>"
        )
    return (
        '<h3>Disagreements</h3><div class="scroll"><table><caption>Networks on which labels differ, and why.</caption>'
        '<thead><tr><th scope="col">network</th><th scope="col">labels</th>'
        '<th scope="col">explanation</th></tr></thead>'
        f"<tbody>{''.join(lines)}</tbody></table></div>"
    )


def labels_of(value: Any) -> str:
    """Labels given as text, as a list, or as an object from classifier to label."""
    if isinstance(value, dict):
        return "; ".join(f"{key}: {labels_of(item)}" for key, item in value.items())
    if isinstance(value, list):
        return ", ".join(labels_of(item) for item in value)
    if value is None:
        return "–"
    return re.sub(
        r"\w+", lambda found: BY_KEY[found.group()].name if found.group() in BY_KEY else found.group(), str(value)
    )
