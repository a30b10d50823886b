"""Invented evidence in the schema of a real one: checks, fates, points, the delay, and the flow of an example."""

from __future__ import annotations

import math

import h5py
import numpy

CHECKS = {
    "limit_cycle": ("periodsAgree", "secondExponentNegative", "periodRepeats", "sizeRepeats", "placeRepeats"),
    "slow_manifold": ("distanceToFate", "slowingDepth", "rootDistance"),
    "fixed_point": ("distanceToFate", "speedRatio", "outputDifference", "fateIsResponse"),
    "mixed": ("periodsAgree", "secondExponentNegative", "timeConstant"),
    "chaotic": ("positiveExponent", "divergenceAgrees", "exponentRepeats"),
    "unresolved": ("distanceToFate", "delay"),
}
FATES = {
    "limit_cycle": ("limitCycle", "closedCurve"),
    "slow_manifold": ("fixedPoint", "atRest"),
    "fixed_point": ("fixedPoint", "atRest"),
    "chaotic": ("chaotic", "positiveExponent"),
    "unresolved": ("unresolved", "notRepeated"),
}
EVIDENCE = {
    "limit_cycle": ("closedCurve", "oneCycle"),
    "slow_manifold": ("slowPoint", "distinctPoints"),
    "fixed_point": ("delayStates", "distinctPoints"),
    "mixed": ("fates", "kindsDisagree"),
    "chaotic": ("positiveExponent", "allConditions"),
    "unresolved": ("delayStates", "fastTransient"),
}


def put(group: h5py.Group, name: str, values: object) -> h5py.Dataset:
    """A dataset of Float64."""
    return group.create_dataset(name, data=numpy.asarray(values, dtype=float))


def write_dynamics(group: h5py.Group, kind: str, components: numpy.ndarray, units: int, cue: int, delay: int) -> None:
    """Everything the analysis writes about a network that learned.

    components: [condition, time, 2]; cue and delay: steps.
    """
    conditions, time = components.shape[:2]
    names = [name for _ in range(conditions) for name in CHECKS[kind]]
    checks = put(group, "checks", [[0.02 + 0.1 * place, 0.05] for place in range(len(names))])
    checks.attrs["names"] = ",".join(names)
    group.attrs["fixed_point_index_sum"] = 1
    kinds = [FATES.get(kind, FATES[("limit_cycle", "slow_manifold")[c % 2]]) for c in range(conditions)]
    write_fates(group.create_group("fates"), kinds, components)
    write_points(group.create_group("points"), components, units, cue)
    write_delay(group.create_group("delay"), components, cue, delay)
    assert time > cue + delay


def write_fates(group: h5py.Group, kinds: list[tuple[str, str]], components: numpy.ndarray) -> None:
    """What every condition ends on."""
    group.attrs["kind"] = ",".join(kind for kind, _ in kinds)
    group.attrs["reason"] = ",".join(reason for _, reason in kinds)
    cycles = numpy.array([kind == "limitCycle" for kind, _ in kinds])
    groups = list(range(len(kinds))) if not cycles.all() else [0] * len(kinds)
    group.create_dataset("group", data=numpy.array(groups, dtype="int64"))
    group.create_dataset("horizon", data=numpy.full(len(kinds), 2048, dtype="int64"))
    period = numpy.where(cycles, 168.25, math.nan)
    for name, values in (
        ("period", period),
        ("recurrence_period", period),
        ("locked_steps", numpy.full(len(kinds), math.nan)),
        ("direct_divergence", numpy.where([kind == "chaotic" for kind, _ in kinds], 0.03, math.nan)),
        ("size", numpy.where(cycles, 5.0, math.nan)),
    ):
        put(group, name, values)
    if cycles.any():
        put(group, "exponents", numpy.where(cycles[:, None], [[0.0, -0.26]], math.nan))
        put(group, "exponent_errors", numpy.where(cycles[:, None], [[1e-5, 6e-5]], math.nan))
        put(group, "transversal_multipliers", numpy.where(cycles[:, None], [[0.37]], math.nan))
    phase = numpy.linspace(0, 2 * math.pi, 64, endpoint=False)
    for number in sorted({g for g, is_cycle in zip(groups, cycles) if is_cycle}):
        radius = float(numpy.abs(components[groups.index(number)]).max())
        put(group, f"orbit_{number}", radius * numpy.stack([numpy.cos(phase), numpy.sin(phase)], axis=1))


def write_points(group: h5py.Group, components: numpy.ndarray, units: int, cue: int) -> None:
    """One point of every kind."""
    stabilities = ["stable", "neutral", "unstable", "unstable", "neutral"]
    group.attrs["kind"], group.attrs["stability"] = "root,root,root,root,slowPoint", ",".join(stabilities)
    put(group, "state", numpy.zeros((5, units)))
    put(group, "q", [0, 1e-32, 1e-32, 1e-31, 2e-4])
    put(group, "last_step", [0.0] * 5)
    put(group, "iterations", [1.0] * 5)
    put(group, "unstable_directions", [0, 0, 1, units, 0])
    put(group, "slowest_time_constant", [43.2, 500.0, 30.6, math.nan, 16.9])
    angle = numpy.linspace(0, 2 * math.pi, units)
    spectrum = numpy.stack([0.5 + 0.4 * numpy.cos(angle), 0.4 * numpy.sin(angle)], axis=1)
    put(group, "spectrum", [spectrum * scale for scale in (0.9, 1.0, 1.3, 2.0, 1.1)])
    place = components[0, [-1, 0, cue, 1, cue + 1]] + [[0.0, 0.0], [0.4, 0.1], [0.3, 0.0], [90.0, 0.0], [0.1, 0.1]]
    put(group, "projection", place)


def write_delay(group: h5py.Group, components: numpy.ndarray, cue: int, delay: int) -> None:
    """The state of the memory; NaN where there is no delay."""
    conditions, time = components.shape[:2]
    step = 5.0
    moves = numpy.hypot(*numpy.moveaxis(numpy.diff(components, axis=1), 2, 0))
    put(group, "speed", moves)
    put(group, "separation", numpy.hypot(*(components[0] - components[-1]).T) if conditions > 1 else numpy.empty(0))
    put(group, "decodability", numpy.where(numpy.arange(time) > 1, 1.0, 0.5))
    there = math.nan if delay == 0 else 1.0
    for name, value in (
        ("slowest_time", 0.5 * delay * step),
        ("smallest_speed", 0.3),
        ("leading_time_constant", 41.5),
        ("slowing_depth", 3.2 * there),
        ("slowing_time", 0.5 * delay * step * there),
        ("extent", 9.7),
        ("distance_to_fate", 5.6),
        ("speed_ratio", 0.8),
        ("output_difference", 0.07),
        ("slow_point_distance", 3.5 * there),
        ("slow_point_speed", 0.02 * there),
    ):
        put(group, name, numpy.full(conditions, value))
    group.attrs["participation_ratio"], group.attrs["peak_time_entropy"] = 2.5 * there, 0.85 * there
    group.attrs["ridge_to_background"], group.attrs["memory_beyond_delay_ms"] = 0.4 * there, math.inf


def write_example(file: h5py.File, identity: int, mechanism: str, why: str, reach: float) -> None:
    """A network to show, with the flow in its plane: a slow rotation towards the middle."""
    group = file.create_group(f"examples/{identity:07d}")
    group.attrs["mechanism"], group.attrs["why"] = mechanism, why
    first, second = numpy.linspace(-reach, reach, 9), numpy.linspace(-reach, reach, 7)
    a, b = numpy.meshgrid(first, second)
    put(group, "flow", numpy.stack([-b - 0.3 * a, a - 0.3 * b], axis=2))
    put(group, "grid_first", first)
    put(group, "grid_second", second)
