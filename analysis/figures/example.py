"""What is drawn of one example network: its recorded trajectory, and the order and plane the analysis found."""

from __future__ import annotations

from dataclasses import dataclass

import h5py
import numpy

from mechanisms import Mechanism
from run_folder import RunFolder, array
from trial import first_number, trial_of


@dataclass
class Example:
    """What is drawn of one network; arrays are None where the run has none."""

    row: dict[str, str]
    mechanism: Mechanism
    rates: numpy.ndarray  # [condition, time, unit]
    outputs: numpy.ndarray  # [condition, time, output]
    targets: numpy.ndarray | None  # [condition, time of one trial, output]
    components: numpy.ndarray | None  # [condition, time, 2]
    explained: numpy.ndarray | None  # [2], shares of the variance
    order: numpy.ndarray | None  # [unit]
    step: float  # ms
    trial: int  # steps of one trial
    phases: list[tuple[str, float, float]]  # name, begin and end in ms


def load(run: RunFolder, row: dict[str, str], mechanism: Mechanism) -> Example | None:
    """Reads one network; None when it has no trajectory that can be drawn."""
    record = run.record(row)
    group = record.get("trajectories") if record is not None else None
    if not isinstance(group, h5py.Group):
        return None
    rates, outputs, targets = array(group, "rates", 3), array(group, "outputs", 3), array(group, "targets", 3)
    if rates is None or outputs is None or outputs.shape[:2] != rates.shape[:2] or not numpy.isfinite(rates).any():
        return None
    step = first_number(group.attrs.get("dt"), record.attrs.get("step_ms"))
    if not step > 0:
        return None
    parts = trial_of(row, record, step)
    trial = targets.shape[1] if targets is not None else parts.steps(parts.end) or rates.shape[1]
    evidence = run.evidence(row)
    components = array(evidence, "principal_components", 3)
    if components is not None and components.shape[2] != 2:
        components = None
    explained = array(evidence, "explained_variance", 1)
    order = array(evidence, "peak_order", 1)
    if order is not None:
        order = order.astype(int)
        if sorted(order) != list(range(rates.shape[2])):
            order = None
    if explained is not None and len(explained) != 2:
        explained = None
    return Example(
        row,
        mechanism,
        rates,
        outputs,
        targets,
        components,
        explained,
        order,
        step,
        min(trial, rates.shape[1]),
        parts.phases,
    )
