"""The kinds of outcome, and how each one looks: colour, hatching and letter, so that no meaning hangs on colour alone.

The colours are those of Okabe and Ito (jfly.uni-koeln.de/color), which stay apart for every common form of colour
blindness. Networks that remember have plain colours; networks that do not are grey or white and hatched.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Mechanism:
    """One outcome of training.

    key: the label in networks.csv; column: its count in cells.csv; letter: its mark inside the figures.
    """

    key: str
    column: str
    name: str
    letter: str
    colour: str
    hatch: str
    meaning: str

    @property
    def learned(self) -> bool:
        """Whether a network with this label has learned its task."""
        return self.key not in ("notLearned", "unstable", "diverged", "failed")

    @property
    def strong(self) -> str:
        """Its colour where it must stand out from white: greys darken, and so does yellow."""
        return {"unresolved": "#A89C00"}.get(self.key, self.colour) if self.learned else "#6A6A6A"

    @property
    def plural(self) -> str:
        return {
            "slowManifold": "slow manifolds",
            "limitCycle": "limit cycles",
            "fixedPoint": "fixed points",
        }.get(self.key, self.name)


ALL = (
    Mechanism(
        "slowManifold",
        "slow_manifold",
        "slow manifold",
        "S",
        "#0072B2",
        "",
        "activity is in transit past slow points, slowly enough to bridge the delay",
    ),
    Mechanism(
        "limitCycle",
        "limit_cycle",
        "limit cycle",
        "L",
        "#E69F00",
        "",
        "activity goes round and round; the phase of the oscillation keeps the time",
    ),
    Mechanism(
        "fixedPoint",
        "fixed_point",
        "fixed point",
        "F",
        "#009E73",
        "",
        "activity waits at rest, at a separate stable point for each cue",
    ),
    Mechanism("mixed", "mixed", "mixed", "M", "#CC79A7", "", "the cues are held in different ways"),
    Mechanism(
        "chaotic", "chaotic", "chaotic", "C", "#D55E00", "", "activity never repeats itself, and small differences grow"
    ),
    Mechanism(
        "unresolved",
        "unresolved",
        "unresolved",
        "?",
        "#F0E442",
        "\\\\\\",
        "the network learned, but the evidence does not decide",
    ),
    Mechanism("notLearned", "not_learned", "not learned", "N", "#D9D9D9", "", "accuracy or reliability stayed too low"),
    Mechanism(
        "unstable",
        "unstable",
        "unstable",
        "U",
        "#BDBDBD",
        "////",
        "the network learned for a while, then lost it again",
    ),
    Mechanism(
        "diverged",
        "diverged",
        "diverged",
        "D",
        "#8C8C8C",
        "xxxx",
        "the loss became infinite or undefined during training",
    ),
    Mechanism(
        "failed",
        "failed",
        "failed",
        "X",
        "#FFFFFF",
        "....",
        "the program could not train the network; the reason is in the rank file",
    ),
)
BY_KEY = {mechanism.key: mechanism for mechanism in ALL}
BY_COLUMN = {mechanism.column: mechanism for mechanism in ALL}

#: Names of the classes of the published classifier (Kurtkaya et al., 2025, arXiv:2502.17433).
PUBLISHED_CLASSES = {0: "not learned", 1: "limit cycle", 2: "slow-point manifold", 3: "unstable"}


def of_network(row: dict[str, str]) -> Mechanism | None:
    """The outcome of a row of networks.csv; failed networks carry it in `status`."""
    if row.get("status") == "failed":
        return BY_KEY["failed"]
    return BY_KEY.get(row.get("mechanism", "")) or BY_KEY.get(row.get("status", ""))
