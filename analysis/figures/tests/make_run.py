#!/usr/bin/env python3
"""Writes a synthetic run folder in the schema of a real one, to try the figures without training anything.

    make_run.py DIR [--rates 6] [--delays 11] [--seeds 8] [--linked] [--examples]

The dynamics are invented; only names, shapes and types are those of a run.
"""

from __future__ import annotations

import argparse
import csv
import json
import math
from pathlib import Path

import h5py
import numpy
from make_dynamics import EVIDENCE, write_dynamics, write_example

COUNTS = (
    "not_learned",
    "unstable",
    "diverged",
    "limit_cycle",
    "slow_manifold",
    "fixed_point",
    "mixed",
    "chaotic",
    "unresolved",
    "failed",
)
KEYS = {
    "not_learned": "notLearned",
    "limit_cycle": "limitCycle",
    "slow_manifold": "slowManifold",
    "fixed_point": "fixedPoint",
}
UNITS, STEP, CUE, REACTION, CONTINUATION = 50, 5.0, 30.0, 50.0, 9
CONFIG = """name: synthetic
seed: 1
network:
  kind: leaky-rate
  units: 50
task:
  kind: delayed-cue-discrimination
  cue: 30 ms
training:
  optimizer: { kind: sgd, learning-rate: 0.01 }
"""


def outcome(rate: float, duration: float, axis: str, post: float, generator: numpy.random.Generator) -> str:
    """Roughly the published picture: slow manifolds at short delays, then limit cycles, then nothing, by power laws."""
    if axis == "reaction_ms":
        lost = 1 / (1 + (0.6 * duration**-0.384 / rate) ** 10)
        slow = 0.9
    else:
        onset, middle = (rate / 5200) ** (-1 / 2.72), (rate / 2.2e6) ** (-1 / 4.05)
        lost = 1 - math.exp(-0.006 * max(0.0, duration - onset))
        slow = 0.005 if post > 0 else 1 / (1 + math.exp((duration - middle) / 15))
    if generator.random() < 0.03:
        return str(generator.choice(["mixed", "fixed_point", "unresolved", "chaotic", "failed"]))
    if generator.random() < lost:
        return str(generator.choice(["not_learned", "unstable", "diverged"], p=[0.8, 0.15, 0.05]))
    return "slow_manifold" if generator.random() < slow else "limit_cycle"


def dataset(group: h5py.Group, name: str, values: object, units: str, dimensions: str) -> None:
    created = group.create_dataset(name, data=values)
    created.attrs["units"], created.attrs["long_name"], created.attrs["dimensions"] = units, name, dimensions


def write_network(group: h5py.Group, kind: str, delay: float, epochs: int, generator: numpy.random.Generator) -> None:
    """History, trajectories and weights of one network."""
    group.attrs["step_ms"] = STEP
    history = group.create_group("history")
    epoch = numpy.arange(0, epochs, 10)
    if kind == "diverged":
        epoch = epoch[: max(3, len(epoch) // 6)]
    learned = kind not in ("not_learned", "diverged")
    onset = epochs * generator.uniform(0.05, 0.4)
    level = 1 / (1 + numpy.exp(-(epoch - onset) / (0.03 * epochs))) if learned else numpy.zeros(len(epoch))
    loss = 0.05 * (1 - 0.95 * level) * numpy.exp(0.1 * generator.standard_normal(len(epoch)))
    accuracy = numpy.clip(0.5 + 0.49 * level + 0.02 * generator.standard_normal(len(epoch)), 0, 1)
    if kind == "unstable":
        accuracy[len(accuracy) * 2 // 3 :] = 0.5
        loss[len(loss) * 2 // 3 :] = 0.06
    if kind == "diverged":
        loss[-2:] = [40.0, math.nan]
        accuracy[-1] = math.nan
    dataset(history, "epoch", epoch.astype("int64"), "1", "epoch")
    for name, values in (("loss", loss), ("accuracy", accuracy), ("reliability", accuracy), ("gradient_norm", loss)):
        dataset(history, name, values, "1", "epoch")
    if kind == "failed":
        return
    parts = [int(CUE / STEP), int(delay / STEP), int(REACTION / STEP)]
    trial = sum(parts)
    time = numpy.arange(trial * CONTINUATION)
    phase = generator.permutation(numpy.linspace(0, 2 * math.pi, UNITS))
    rates = numpy.empty((2, len(time), UNITS))
    outputs = numpy.empty((2, len(time), 2))
    targets = numpy.zeros((2, trial, 2))
    for condition in range(2):
        if kind == "limit_cycle":
            wave = 2 * math.pi * (time / (1.3 * trial))[:, None]
            rates[condition] = 0.9 * numpy.tanh(2 * numpy.cos(wave - phase + condition * math.pi))
        elif kind in ("chaotic", "mixed"):
            noise = numpy.cumsum(generator.standard_normal((len(time), 3)), axis=0) / 6
            rates[condition] = numpy.tanh(numpy.sin(noise) @ generator.standard_normal((3, UNITS)))
        else:
            decay = numpy.exp(-time / (0.6 * trial))[:, None]
            rise = 1 - numpy.exp(-time / 3)[:, None]
            bump = numpy.exp(-((time[:, None] / trial - phase / (2 * math.pi)) ** 2) / 0.03)
            rates[condition] = rise * (
                0.4 * decay * numpy.cos(phase + condition * 2.5)
                + 0.7 * bump
                + 0.25 * numpy.sin(phase) * (1 - decay) * (1 - 2 * condition)
            )
        window = slice(parts[0] + parts[1], trial)
        targets[condition, window, condition] = 1
        ideal = 1 / (1 + numpy.exp(-(time - window.start - 1) / 0.8)) / (1 + numpy.exp((time - trial - 3) / 2))
        outputs[condition, :, condition] = 0.03 + 0.93 * ideal * (0.55 if kind == "not_learned" else 1)
        outputs[condition, :, 1 - condition] = 0.03 + 0.93 * ideal * (0.5 if kind == "not_learned" else 0.06)
    if kind == "diverged":
        rates[:] = math.nan
        outputs[:] = math.nan
    trajectories = group.create_group("trajectories")
    trajectories.attrs["dt"] = STEP
    dataset(trajectories, "rates", rates.astype("float32"), "1", "condition,time,unit")
    dataset(trajectories, "outputs", outputs.astype("float32"), "1", "condition,time,output")
    dataset(trajectories, "targets", targets.astype("float32"), "1", "condition,time,output")


def write_evidence(group: h5py.Group, rates: numpy.ndarray, kind: str, delay: float) -> None:
    """What the analysis writes about one network."""
    flat = rates.reshape(-1, rates.shape[2])
    if not numpy.isfinite(flat).all():
        return
    centred = flat - flat.mean(axis=0)
    _, values, axes = numpy.linalg.svd(centred, full_matrices=False)
    dataset(
        group,
        "principal_components",
        (centred @ axes[:2].T).reshape(*rates.shape[:2], 2),
        "1",
        "condition,time,component",
    )
    dataset(group, "explained_variance", values[:2] ** 2 / (values**2).sum(), "1", "component")
    group["principal_components"].attrs["dt"] = STEP
    if kind in EVIDENCE:
        components = group["principal_components"][...]
        write_dynamics(group, kind, components, rates.shape[2], int(CUE / STEP), int(delay / STEP))
    trial = rates.shape[1] // CONTINUATION
    dataset(
        group, "peak_order", numpy.argsort(rates[0, :trial].argmax(axis=0), kind="stable").astype("int64"), "1", "unit"
    )
    dataset(group, "late_deviation", rates[:, -trial:].std(axis=1).max(axis=1), "1", "condition")


def make_run(
    folder: Path,
    rates: list[float],
    delays: list[float],
    seeds: int,
    *,
    axis: str = "delay_ms",
    linked: bool = False,
    further: dict[str, list[str]] | None = None,
    partial: int | None = None,
    examples: bool = False,
    post: float = 0.0,
    config: str = CONFIG,
) -> Path:
    """Writes the run folder.

    axis: name of the second axis. linked: one stored network per kind, which all others of the kind share (large runs).
    further: one more swept column with its values. partial: how many networks have finished. examples: whether the
    analysis names networks to show, one of each kind. post: duration of the post-reaction in ms.
    """
    generator = numpy.random.default_rng(1)
    (folder / "analysis").mkdir(parents=True, exist_ok=True)
    extra, options = next(iter(further.items())) if further else ("", [""])
    columns = ["learning_rate", "cue_ms", "delay_ms", "reaction_ms", "post_reaction_ms"] + ([extra] if extra else [])
    cells = []
    for rate in rates:
        for value in delays:
            for option in options:
                cell = {
                    "cell": len(cells),
                    "learning_rate": rate,
                    "cue_ms": CUE,
                    "delay_ms": 100.0,
                    "reaction_ms": REACTION,
                    "post_reaction_ms": post,
                }
                cell[axis] = value
                cells.append(cell | ({extra: option} if extra else {}))
    total = len(cells) * seeds
    finished = total if partial is None else partial
    run = {
        "schema": "remanence-run 1.0",
        "name": "synthetic",
        "program": "remanence",
        "version": "0.1.0",
        "config_hash": "9f2c4e",
        "config": config,
        "columns": columns,
        "cells": cells,
        "seeds": list(range(seeds)),
        "networks": total,
    }
    (folder / "run.json").write_text(json.dumps(run))
    (folder / "attempt-01.json").write_text(
        json.dumps(
            {
                "attempt": 1,
                "ranks": 2,
                "shard": "1/1",
                "host": "node-7",
                "pid": 4242,
                "job": None,
                "command_line": "remanence train configs/quickstart.yaml --output runs/quickstart",
                "begin": "2025-03-01T10:00:00+01:00",
                "end": "2025-03-01T10:03:10+01:00",
                "status": 0,
                "kernels": {"name": "portable", "version": 2},
                "kernel_level": "x86-64-v4",
                "cpu_core_name": "SkylakeX",
                "libraries": ["Open MPI 4.1.4", "HDF5 1.10.8", "OpenBLAS 0.3.21"],
            }
        )
    )
    header = [
        "network",
        "cell",
        "seed",
        "rank",
        "file",
        "group",
        "status",
        "epochs",
        "final_loss",
        "accuracy",
        "reliability",
        "learned",
        "stable",
        "seconds",
        *columns,
        "mechanism",
        "margin",
        "published_class",
        "published_index",
        "evidence",
        "reason",
        "late_deviation",
        "period_ms",
    ]
    table, tallies = [], [dict.fromkeys(COUNTS, 0) | {f"published_{i}": 0 for i in range(4)} for _ in cells]
    evidence_file = h5py.File(folder / "analysis" / "classification.h5", "w")
    files = [h5py.File(folder / f"rank-{rank:04d}.a01.h5", "w") for rank in range(2)]
    confusion = {}
    named = set()
    for identity in range(finished):
        cell = cells[identity // seeds]
        kind = outcome(cell["learning_rate"], cell[axis], axis, post, generator)
        published = {"not_learned": 0, "diverged": 0, "unstable": 3, "limit_cycle": 1, "chaotic": 1, "failed": 0}.get(
            kind, 2
        )
        if kind == "limit_cycle" and generator.random() < 0.08:
            published = 2
        key, rank = KEYS.get(kind, kind), 0 if linked else identity % 2
        name, epochs = f"/networks/{identity:07d}", int(min(4000, max(1000, 30 / cell["learning_rate"])))
        template = f"/templates/{kind}"
        if not linked or template not in files[rank]:
            target = files[rank].create_group(template if linked else name)
            write_network(target, kind, cell["delay_ms"], epochs, generator)
            if "trajectories" in target:
                write_evidence(
                    evidence_file.create_group(template if linked else name),
                    target["trajectories/rates"][...],
                    kind,
                    cell["delay_ms"],
                )
        if linked:
            files[rank][name] = files[rank][template]
            if template in evidence_file:
                evidence_file[name] = evidence_file[template]
        if examples and kind in EVIDENCE and kind not in named:
            named.add(kind)
            write_example(evidence_file, identity, KEYS.get(kind, kind), "nearest to a threshold", 6.0)
        tallies[identity // seeds][kind] += 1
        if kind != "failed":
            tallies[identity // seeds][f"published_{published}"] += 1
            confusion[key, published] = confusion.get((key, published), 0) + 1
        learned = key not in ("notLearned", "unstable", "diverged", "failed")
        table.append(
            [
                identity,
                cell["cell"],
                identity % seeds,
                rank,
                f"rank-{rank:04d}.a01.h5",
                name,
                kind if kind in ("failed", "diverged") else "done",
                epochs,
                "" if kind == "failed" else 0.0123,
                "nan" if kind == "diverged" else 0.97,
                0.96,
                int(learned),
                int(kind != "unstable"),
                2.5,
                *(cell[column] for column in columns),
                "" if kind == "failed" else key,
                "" if not learned else round(generator.random(), 4),
                "" if kind == "failed" else published,
                0.02,
                *EVIDENCE.get(kind, ("training", "belowSuccess")),
                0.61 if kind == "limit_cycle" else 0.001,
                232.5 if kind == "limit_cycle" else "",
            ]
        )
    medians = evidence_file.create_group("learning_curves")
    for key in {row[header.index("mechanism")] for row in table} & {"limitCycle", "slowManifold", "notLearned"}:
        epoch = numpy.arange(0, 1000, 10)
        level = 1 / (1 + numpy.exp(-(epoch - 230) / 40)) if key != "notLearned" else numpy.zeros(len(epoch))
        group = medians.create_group(key)
        dataset(group, "epoch", epoch.astype("int64"), "1", "point")
        dataset(group, "loss_median", 0.05 * (1 - 0.95 * level), "1", "point")
        dataset(group, "accuracy_median", 0.5 + 0.49 * level, "1", "point")
        dataset(group, "networks", numpy.full(len(epoch), 5), "1", "point")
    for file in (*files, evidence_file):
        file.close()
    with open(folder / "analysis" / "networks.csv", "w", newline="") as stream:
        csv.writer(stream, lineterminator="\n").writerows([header, *table])
    with open(folder / "analysis" / "cells.csv", "w", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow([*columns, "networks", *tallies[0]])
        for cell, tally in zip(cells, tallies):
            writer.writerow([*(cell[c] for c in columns), sum(tally[c] for c in COUNTS), *tally.values()])
    mechanisms = sorted({key for key, _ in confusion})
    agreeing = [
        ["notLearned", 0],
        ["diverged", 0],
        ["unstable", 3],
        ["limitCycle", 1],
        ["slowManifold", 2],
        ["fixedPoint", 2],
    ]
    compared, equal = sum(confusion.values()), sum(confusion.get((m, c), 0) for m, c in agreeing)
    totals = {KEYS.get(c, c): sum(t[c] for t in tallies) for c in COUNTS}
    (folder / "analysis" / "report.json").write_text(
        json.dumps(
            {
                "schema": "remanence-report 1.0",
                "warnings": (
                    []
                    if finished == total
                    else [f"This is a part of the run: {finished} of {total} networks are finished."]
                ),
                "sentences": ["Slow manifolds prevail at short delays."],
                "counts": {"networks": finished, "planned": total, "mechanisms": totals},
                "rule": (
                    "limit cycle when the noise-free continuation still moves by more than 0.1 in its last trial"
                    " length, slow manifold otherwise."
                ),
                "accuracy_threshold": 0.8,
                "confusion": {
                    "mechanisms": mechanisms,
                    "published_classes": [0, 1, 2, 3],
                    "counts": [[confusion.get((m, c), 0) for c in range(4)] for m in mechanisms],
                    "agreeing_pairs": agreeing,
                    "compared": compared,
                    "agreeing": equal,
                    "share": equal / compared if compared else None,
                },
                "confusions": [
                    {
                        "title": "The mechanism and the rule of late deviation",
                        "rows_name": "mechanism",
                        "columns_name": "late deviation",
                        "rows": ["limitCycle", "slowManifold"],
                        "columns": ["limitCycle", "slowManifold", "mixed"],
                        "counts": [[6, 2, 0], [1, 3, 0]],
                        "compared": 12,
                        "agreeing": 9,
                        "share": 0.75,
                        "note": "Late deviation looks at the last trial length only.",
                    },
                    {
                        "title": "Two cues of the published classifier",
                        "rows_name": "cue 1",
                        "columns_name": "cue 2",
                        "rows": ["1", "2"],
                        "columns": ["1", "2"],
                        "counts": [[0, 0], [0, 0]],
                        "compared": 0,
                        "agreeing": None,
                        "share": None,
                        "note": "",
                    },
                ],
                "disagreements": [
                    {
                        "network": 0,
                        "labels": "limitCycle against slowManifold",
                        "explanation": "The rates move by `0.09`, just below the threshold.",
                    }
                ],
                "provenance": {"Analysed by": "remanence-analysis 0.1.0"},
            }
        )
    )
    return folder


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--rates", type=int, default=6)
    parser.add_argument("--delays", type=int, default=11)
    parser.add_argument("--seeds", type=int, default=8)
    parser.add_argument("--linked", action="store_true")
    parser.add_argument("--examples", action="store_true")
    options = parser.parse_args()
    make_run(
        options.folder,
        [float(f"{r:.6g}") for r in numpy.logspace(-0.5, -2.5, options.rates)],
        list(numpy.linspace(0, 400, options.delays).round()),
        options.seeds,
        linked=options.linked,
        examples=options.examples,
    )
