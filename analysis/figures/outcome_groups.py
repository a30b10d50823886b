"""Outcomes put together as the boundaries see them: not learned, limit cycle, slow manifold, and all other ways."""

from __future__ import annotations

from dataclasses import dataclass

from matplotlib.patches import Patch

from formatting import number
from mechanisms import ALL, BY_COLUMN
from run_folder import RunFolder


@dataclass(frozen=True)
class Group:
    """One group: its columns in cells.csv by whose labels, and its look. Failed networks are in none."""

    name: str
    letter: str
    columns: dict[str, tuple[str, ...]]
    colour: str
    strong: str
    marker: str

    def count(self, cell: dict[str, str], labels: str) -> float:
        """Its networks in a cell."""
        values = (number(cell.get(column)) for column in self.columns.get(labels, ()))
        return sum(value for value in values if value > 0)


#: Ways to remember that are neither; drawn in the colour of the most common of them.
OTHERS = tuple(m.column for m in ALL if m.learned and m.key not in ("slowManifold", "limitCycle"))
SLOW, CYCLE, LOST, MIXED = (BY_COLUMN[c] for c in ("slow_manifold", "limit_cycle", "not_learned", "mixed"))
#: In the order of the phase diagram. Unstable and diverged networks count as not learned, as in every fit.
GROUPS = (
    Group(
        SLOW.name,
        SLOW.letter,
        {"mechanism": (SLOW.column,), "published": ("published_2",)},
        SLOW.colour,
        SLOW.strong,
        "s",
    ),
    Group(
        CYCLE.name,
        CYCLE.letter,
        {"mechanism": (CYCLE.column,), "published": ("published_1",)},
        CYCLE.colour,
        CYCLE.strong,
        "o",
    ),
    Group("other", "O", {"mechanism": OTHERS, "published": ()}, MIXED.colour, MIXED.strong, "D"),
    Group(
        LOST.name,
        LOST.letter,
        {"mechanism": ("not_learned", "unstable", "diverged"), "published": ("published_0", "published_3")},
        LOST.colour,
        LOST.strong,
        "^",
    ),
)


def shares(cell: dict[str, str], labels: str) -> list[float] | None:
    """The shares of the groups; None in a cell without a labelled network."""
    counts = [group.count(cell, labels) for group in GROUPS]
    total = sum(counts)
    return [amount / total for amount in counts] if total > 0 else None


def present(cells: list[dict[str, str]]) -> list[Group]:
    """The groups that any label puts a network in."""
    return [g for g in GROUPS if any(g.count(cell, labels) > 0 for cell in cells for labels in g.columns)]


def handles(run: RunFolder, groups: list[Group]) -> list[Patch]:
    """The legend of their colours; says what `other` is in this run."""
    others = others_of(run)
    names = [f"other ({others})" if g.name == "other" and others else g.name for g in groups]
    return [
        Patch(facecolor=g.colour, edgecolor="#333333", linewidth=0.4, label=f"{g.letter}  {name}")
        for g, name in zip(groups, names)
    ]


def others_of(run: RunFolder) -> str:
    """What `other` stands for in a run, in words; empty where nothing."""
    found = [BY_COLUMN[c].name for c in OTHERS if any(number(cell.get(c)) > 0 for cell in run.cells)]
    return ", ".join(found)
