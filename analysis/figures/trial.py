"""The parts of a trial: cue, delay, reaction, and what follows."""

from __future__ import annotations

from dataclasses import dataclass, field

import h5py
import numpy

from formatting import number

PHASES = (("cue_ms", "cue"), ("delay_ms", "delay"), ("reaction_ms", "reaction"), ("post_reaction_ms", "post"))
PHASE_SHADES = {"cue": "#DDDDDD", "delay": "#F7F7F7", "reaction": "#C9DDEE", "post": "#EFEFEF"}


def first_number(*values: object) -> float:
    """The first of the values that is a finite number, else NaN."""
    return next((number(value) for value in values if numpy.isfinite(number(value))), float("nan"))


@dataclass
class Trial:
    """Durations of a trial; `step` is NaN and `phases` is empty where nothing says so."""

    step: float = float("nan")  # ms
    phases: list[tuple[str, float, float]] = field(default_factory=list)  # name, begin and end in ms

    @property
    def end(self) -> float:
        """End of the trial in ms; 0 where it is not known."""
        return self.phases[-1][2] if self.phases else 0.0

    def end_of(self, name: str) -> float:
        """End in ms of a phase: where it is absent, where the phase before it ends."""
        names = [known for _, known in PHASES]
        before = names[: names.index(name) + 1]
        return max((end for known, _, end in self.phases if known in before), default=0.0)

    def steps(self, time: float) -> int:
        """A time in ms as a number of steps."""
        return int(round(time / self.step)) if self.step > 0 else 0


def trial_of(row: dict[str, str], record: h5py.Group | None, step: float) -> Trial:
    """The trial of a network: durations are columns of the table, or else attributes of its record."""
    attributes = record.attrs if record is not None else {}
    phases, begin = [], 0.0
    for column, name in PHASES:
        length = first_number(row.get(column), attributes.get(column))
        if length > 0:
            phases.append((name, begin, begin + length))
            begin += length
    return Trial(step if step > 0 else float("nan"), phases)
