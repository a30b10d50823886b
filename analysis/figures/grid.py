"""Lays the cells of a sweep out as rows, columns and facets."""

from __future__ import annotations

import math
from dataclasses import dataclass

from formatting import number, with_value


@dataclass
class Grid:
    """One facet of the sweep: cells by (row, column). Rows run downwards from the largest value."""

    row_column: str
    column_column: str
    rows: list[str]
    columns: list[str]
    cells: dict[tuple[int, int], dict[str, str]]
    facet: str


def ordered(values: set[str]) -> list[str]:
    """Numbers by size, then words by alphabet."""
    return sorted(values, key=lambda v: (math.isnan(number(v)), number(v) if not math.isnan(number(v)) else 0.0, v))


def choose_axes(parameters: list[str], swept: list[str]) -> tuple[str, str]:
    """The vertical and the horizontal axis: learning rate and delay where they are swept, else what is.

    A single learning rate gives a grid of one row; a sweep over the reaction time (the no-memory control) takes the
    place of the delay.
    """
    horizontal = next((c for c in ("delay_ms", "reaction_ms") if c in swept), None)
    others = [c for c in swept if c not in (horizontal, "learning_rate")]
    if horizontal is None:
        horizontal = others.pop(0) if others else next((c for c in ("delay_ms", *parameters) if c in parameters), "")
    if "learning_rate" in swept or (not others and "learning_rate" in parameters and horizontal != "learning_rate"):
        vertical = "learning_rate"
    else:
        vertical = others[0] if others else next((c for c in parameters if c != horizontal), "")
    return vertical, horizontal


def facets(parameters: list[str], cells: list[dict[str, str]]) -> list[Grid]:
    """The sweep as one grid per value of every further axis."""
    if not cells:
        return []
    values = {column: {cell[column] for cell in cells} for column in parameters}
    swept = [column for column in parameters if len(values[column]) > 1]
    vertical, horizontal = choose_axes(parameters, swept)
    further = [column for column in swept if column not in (vertical, horizontal)]
    groups: dict[tuple[str, ...], list[dict[str, str]]] = {}
    for cell in cells:
        groups.setdefault(tuple(cell[column] for column in further), []).append(cell)
    rows = ordered(values.get(vertical, {""}))[::-1]
    columns = ordered(values.get(horizontal, {""}))
    row_place = {value: place for place, value in enumerate(rows)}
    column_place = {value: place for place, value in enumerate(columns)}
    grids = []
    for key in sorted(groups, key=lambda k: [(number(v) if not math.isnan(number(v)) else 0.0, v) for v in k]):
        placed = {(row_place[c.get(vertical, "")], column_place[c.get(horizontal, "")]): c for c in groups[key]}
        facet = ", ".join(with_value(column, value) for column, value in zip(further, key))
        grids.append(Grid(vertical, horizontal, rows, columns, placed, facet))
    return grids
