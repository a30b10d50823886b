"""The evidence of one network as the analysis stored it: points, fates, checks, the delay, the flow.

Every part may be missing: what training decides has no dynamics, and an older analysis wrote less.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field

import h5py
import numpy

from formatting import number
from run_folder import array


@dataclass
class Point:
    """A fixed point (root of F(x) - x) or a slow point (a minimum of the speed)."""

    number: int  # from 1, as printed in the pictures
    kind: str
    stability: str
    place: numpy.ndarray  # [2], in the plane of the principal components
    speed: float  # per step
    unstable: float  # directions
    time_constant: float  # ms
    spectrum: numpy.ndarray | None  # [unit, 2], finite rows only

    @property
    def look(self) -> str:
        """How it is drawn: `slow`, `stable`, `neutral`, `saddle`, `unstable`."""
        if self.kind == "slowPoint":
            return "slow"
        if self.stability != "unstable":
            return self.stability
        units = len(self.spectrum) if self.spectrum is not None else math.inf
        return "saddle" if self.unstable < units else "unstable"


@dataclass
class Check:
    """One comparison on the path to the label."""

    name: str
    value: float
    threshold: float

    @property
    def margin(self) -> float:
        """|ln(value/threshold)|, the distance from the threshold; NaN where either is not a number."""
        if not (math.isfinite(self.value) and self.threshold > 0):
            return math.nan
        return abs(math.log(max(abs(self.value) / self.threshold, 1e-12)))


@dataclass
class Flow:
    """F(x) - x on a grid of the plane."""

    first: numpy.ndarray  # [column]
    second: numpy.ndarray  # [row]
    arrows: numpy.ndarray  # [row, column, 2]


@dataclass
class Dynamics:
    """What is known of a network; arrays are None and lists empty where nothing was written."""

    attributes: dict[str, object] = field(default_factory=dict)
    step: float = math.nan  # ms
    components: numpy.ndarray | None = None  # [condition, time, 2]
    explained: numpy.ndarray | None = None  # [2]
    checks: list[Check] = field(default_factory=list)
    points: list[Point] = field(default_factory=list)
    fate_kinds: list[str] = field(default_factory=list)
    fate_reasons: list[str] = field(default_factory=list)
    fates: dict[str, numpy.ndarray] = field(default_factory=dict)
    orbits: dict[int, numpy.ndarray] = field(default_factory=dict)  # group -> [phase, 2]
    delay: dict[str, numpy.ndarray] = field(default_factory=dict)
    measures: dict[str, float] = field(default_factory=dict)  # attributes of the delay
    flow: Flow | None = None

    @property
    def conditions(self) -> int:
        """Number of conditions that anything is known of."""
        known = [len(self.fate_kinds), len(self.components) if self.components is not None else 0]
        return max([*known, *(len(values) for values in self.fates.values())])

    def group(self, condition: int) -> int:
        """Number of the fate of a condition; -1 where it is not known."""
        groups = self.fates.get("group")
        known = groups is not None and condition < len(groups) and numpy.isfinite(groups[condition])
        return int(groups[condition]) if known else -1


def load(evidence: h5py.Group | None, example: h5py.Group | None = None) -> Dynamics:
    """Reads the evidence of a network and the flow of an example."""
    found = Dynamics()
    found.flow = flow_of(example)
    if evidence is None:
        return found
    found.attributes = dict(evidence.attrs)
    found.components = of_width(array(evidence, "principal_components", 3), 2)
    if found.components is not None:
        found.step = number(evidence["principal_components"].attrs.get("dt"))
    found.explained = array(evidence, "explained_variance", 1)
    if found.explained is not None and len(found.explained) != 2:
        found.explained = None
    found.checks = checks_of(evidence)
    found.points = points_of(subgroup(evidence, "points"))
    fates = subgroup(evidence, "fates")
    if fates is not None:
        found.fate_kinds, found.fate_reasons = listed(fates, "kind"), listed(fates, "reason")
        for name in fates:
            if name.startswith("orbit_"):
                orbit = of_width(array(fates, name, 2), 2)
                if orbit is not None and name[6:].isdigit():
                    found.orbits[int(name[6:])] = orbit
            else:
                keep(found.fates, fates, name)
    delay = subgroup(evidence, "delay")
    if delay is not None:
        for name in delay:
            keep(found.delay, delay, name)
        found.measures = {name: number(value) for name, value in delay.attrs.items()}
    return found


def keep(store: dict[str, numpy.ndarray], group: h5py.Group, name: str) -> None:
    """Reads a dataset of one or two dimensions, if that is what it is."""
    for dimensions in (1, 2):
        values = array(group, name, dimensions)
        if values is not None:
            store[name] = values


def subgroup(group: h5py.Group | None, name: str) -> h5py.Group | None:
    """A group within a group; None when there is none."""
    found = group.get(name) if group is not None else None
    return found if isinstance(found, h5py.Group) else None


def of_width(values: numpy.ndarray | None, width: int) -> numpy.ndarray | None:
    """The array if its last extent is this one."""
    return values if values is not None and values.shape[-1] == width else None


def listed(item: h5py.Group | h5py.Dataset, name: str) -> list[str]:
    """An attribute of comma-joined words; empty when it is absent."""
    value = item.attrs.get(name, "")
    value = value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)
    return value.split(",") if value else []


def checks_of(evidence: h5py.Group) -> list[Check]:
    """The comparisons on the path to the label, in their order."""
    pairs = of_width(array(evidence, "checks", 2), 2)
    if pairs is None:
        return []
    names = listed(evidence["checks"], "names")
    names += [""] * (len(pairs) - len(names))
    return [Check(name, float(value), float(threshold)) for name, (value, threshold) in zip(names, pairs)]


def points_of(group: h5py.Group | None) -> list[Point]:
    """Fixed and slow points, in the order of the file."""
    if group is None:
        return []
    kinds, stabilities = listed(group, "kind"), listed(group, "stability")
    columns = {name: array(group, name, 1) for name in ("q", "unstable_directions", "slowest_time_constant")}
    places, spectra = of_width(array(group, "projection", 2), 2), of_width(array(group, "spectrum", 3), 2)

    def value(name: str, place: int) -> float:
        column = columns[name]
        return float(column[place]) if column is not None and place < len(column) else math.nan

    points = []
    for place, kind in enumerate(kinds):
        spectrum = spectra[place] if spectra is not None and place < len(spectra) else None
        if spectrum is not None:
            spectrum = spectrum[numpy.isfinite(spectrum).all(axis=1)]
        points.append(
            Point(
                number=place + 1,
                kind=kind,
                stability=stabilities[place] if place < len(stabilities) else "",
                place=places[place] if places is not None and place < len(places) else numpy.full(2, math.nan),
                speed=math.sqrt(max(2 * value("q", place), 0.0)) if value("q", place) >= 0 else math.nan,
                unstable=value("unstable_directions", place),
                time_constant=value("slowest_time_constant", place),
                spectrum=spectrum if spectrum is not None and len(spectrum) else None,
            )
        )
    return points


def flow_of(example: h5py.Group | None) -> Flow | None:
    """The flow in the plane; None when it is absent or does not fit its grid."""
    if example is None:
        return None
    arrows = of_width(array(example, "flow", 3), 2)
    first, second = array(example, "grid_first", 1), array(example, "grid_second", 1)
    if arrows is None or first is None or second is None or arrows.shape[:2] != (len(second), len(first)):
        return None
    return Flow(first, second, arrows)
