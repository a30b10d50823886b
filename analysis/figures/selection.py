"""Which networks are shown with all their evidence: up to four of each mechanism that learned."""

from __future__ import annotations

import math
from dataclasses import dataclass

import h5py

from formatting import number
from mechanisms import ALL, Mechanism, of_network
from run_folder import RunFolder

PER_MECHANISM = 4
CLEAREST, NEAREST = "clearest", "nearest to a threshold"
#: More than the analysis chooses; a bound for files that hold more.
MOST_NAMED = 8


@dataclass
class Chosen:
    """A network to show, and why this one."""

    row: dict[str, str]
    mechanism: Mechanism
    why: str
    evidence: h5py.Group | None = None  # its group below /networks of classification.h5
    example: h5py.Group | None = None  # its group below /examples

    @property
    def identity(self) -> int:
        return int(number(self.row["network"]))

    @property
    def page(self) -> str:
        """File name of its page."""
        return f"network-{self.identity:07d}.html"


def choose(run: RunFolder) -> list[Chosen]:
    """The networks the analysis names, or else the clearest and the least clear ones by margin."""
    by_mechanism: dict[str, list[dict[str, str]]] = {}
    for row in run.networks:
        mechanism = of_network(row)
        if mechanism is not None and mechanism.learned and math.isfinite(number(row["network"])):
            by_mechanism.setdefault(mechanism.key, []).append(row)
    named = run.examples()
    chosen = []
    for mechanism in ALL:
        rows = by_mechanism.get(mechanism.key, [])
        if named:
            groups = [(row, named.get(int(number(row["network"])))) for row in rows]
            found = [
                Chosen(row, mechanism, why_of(group), run.evidence(row), group)
                for row, group in groups
                if group is not None
            ]
            found = sorted(found, key=lambda c: (c.why != CLEAREST, rank(c.row)))[:MOST_NAMED]
        else:
            found = [Chosen(row, mechanism, why, run.evidence(row)) for row, why in by_margin(rows)]
            found = [item for item in found if item.evidence is not None]
        chosen += found
    return chosen


def why_of(example: h5py.Group) -> str:
    """The reason the analysis gives for its choice."""
    value = example.attrs.get("why", "")
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)


def rank(row: dict[str, str]) -> tuple[float, float]:
    """Sorts the largest margin first and those without one last."""
    margin = number(row.get("margin"))
    return (-margin if math.isfinite(margin) else math.inf, number(row["network"]))


def by_margin(rows: list[dict[str, str]]) -> list[tuple[dict[str, str], str]]:
    """The largest margins, then the smallest; where no threshold was met there is no such order."""
    ranked = sorted((row for row in rows if math.isfinite(number(row.get("margin")))), key=rank)
    if not ranked:
        return [(row, "") for row in rows[:PER_MECHANISM]]
    clear = -(-min(PER_MECHANISM, len(ranked)) // 2)
    near = min(PER_MECHANISM, len(ranked)) - clear
    return [(row, CLEAREST) for row in ranked[:clear]] + [(row, NEAREST) for row in ranked[::-1][:near]]
