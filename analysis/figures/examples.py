"""Example networks: firing rates, outputs against targets, and the plane of the first two principal components."""

from __future__ import annotations

from pathlib import Path

import numpy

import rates
import words
from drawing import Picture
from example import Example, load
from formatting import number, significant, with_value
from mechanisms import ALL, PUBLISHED_CLASSES, Mechanism, of_network
from run_folder import RunFolder

PER_MECHANISM = 2
#: How many networks of a kind are tried before giving up on finding one with a trajectory.
TRIES = 8


def draw(run: RunFolder, output: Path) -> list[Picture]:
    """Up to two networks of each mechanism present."""
    by_mechanism: dict[str, list[dict[str, str]]] = {}
    for row in run.networks:
        mechanism = of_network(row)
        if mechanism is not None and mechanism.key != "failed":
            by_mechanism.setdefault(mechanism.key, []).append(row)
    pictures = []
    for mechanism in ALL:
        found = 0
        for row in candidates(by_mechanism.get(mechanism.key, [])):
            example = load(run, row, mechanism)
            if example is not None:
                pictures.append(rates.draw(example, output, picture_of(example)))
                found += 1
            if found == PER_MECHANISM:
                break
    return pictures


def candidates(rows: list[dict[str, str]]) -> list[dict[str, str]]:
    """The clearest case first (largest margin), then a middling one, then others as a reserve."""
    ranked = sorted(
        rows,
        key=lambda r: (
            -(number(r.get("margin")) if numpy.isfinite(number(r.get("margin"))) else -1e300),
            number(r["network"]),
        ),
    )
    if len(ranked) > 2:
        middle = ranked.pop(len(ranked) // 2)
        ranked.insert(1, middle)
    return ranked[:TRIES]


def rates_picture(
    run: RunFolder, row: dict[str, str], mechanism: Mechanism, file_name: str, output: Path
) -> Picture | None:
    """Rates and outputs of one network without the plane; None where no trajectory was recorded."""
    example = load(run, row, mechanism)
    if example is None:
        return None
    example.components = None
    caption = (
        "Firing rates of all units, sorted by when they peak after the first cue, red above and blue below zero "
        "(dimensionless); below, the outputs (dimensionless) against their targets. Time in ms; the trial is "
        "stretched, the continuation has a scale of its own."
    )
    picture = picture_of(example)
    return rates.draw(
        example, output, Picture(file_name, "Rates and outputs", caption, picture.alternative, network=picture.network)
    )


def picture_of(example: Example) -> Picture:
    """Title, caption and alternative text of an example."""
    row = example.row
    identity = int(number(row["network"]))
    facts = [
        with_value(column, row[column]) for column in ("learning_rate", "delay_ms", "reaction_ms") if row.get(column)
    ]
    facts.append(f"seed {row.get('seed', '–')}")
    for column, name in (
        ("epochs", "epochs"),
        ("final_loss", "final loss"),
        ("accuracy", "accuracy"),
        ("reliability", "reliability"),
        ("margin", "margin"),
        ("period_ms", "period"),
        ("late_deviation", "late deviation"),
    ):
        if numpy.isfinite(number(row.get(column))):
            value = f"{number(row[column]):.0f}" if column == "epochs" else significant(row[column])
            facts.append(f"{name} {value}" + (" ms" if column == "period_ms" else ""))
    published = number(row.get("published_class"))
    if numpy.isfinite(published):
        facts.append(f"published classifier: {PUBLISHED_CLASSES.get(int(published), str(int(published)))}")
    caption = "; ".join(facts) + "."
    caption = caption[0].upper() + caption[1:]
    said = [words.reason(row.get("reason") or ""), words.evidence(row.get("evidence") or "")]
    if any(said):
        caption += f" Evidence: {'; '.join(word for word in said if word)}."
    alternative = (
        f"Network {identity}, {example.mechanism.name}: heat maps of {example.rates.shape[2]} firing rates over "
        f"time, outputs against targets for {example.rates.shape[0]} cues"
        + (", and the plane of the first two principal components." if example.components is not None else ".")
    )
    title = f"{example.mechanism.letter}  {example.mechanism.name}: network {identity}"
    return Picture(
        f"example-{example.mechanism.column.replace('_', '-')}-{identity:07d}.png",
        title,
        caption,
        alternative,
        network=identity,
    )
