"""Writes a synthetic analysis/scaling.json, to try the figures without fitting anything: exact laws, a little bent."""

from __future__ import annotations

import csv
import json
import math
from pathlib import Path
from typing import Any

#: (exponent, prefactor) of the boundaries, by what was swept; roughly the published ones.
LAWS = {
    ("delay_ms", "notLearned"): (-2.72, 5200.0),
    ("delay_ms", "slowManifold"): (-4.05, 2.2e6),
    ("reaction_ms", "notLearned"): (-0.384, 0.6),
}
ESTIMATORS = {
    "notLearned": ("exponentialOnset", "crossing25", "crossing50", "isotonic", "binomialLogistic"),
    "slowManifold": ("logisticMidpoint", "crossing25", "crossing50", "isotonic", "binomialLogistic"),
}
RARE = "largest share 0.05 is below 0.1"


def make_scaling(folder: Path, *, further: str = "", intervals: bool = True, fits: bool = True) -> dict[str, Any]:
    """Writes and returns it, for a run that make_run wrote.

    further: a further swept column, one slice for each of its values. intervals: whether there are any; fits: whether
    anything could be fitted, else all is in `not_fitted`.
    """
    with open(folder / "analysis" / "cells.csv", newline="") as stream:
        cells = list(csv.DictReader(stream))
    quantity = "reaction_ms" if len({cell["reaction_ms"] for cell in cells}) > 1 else "delay_ms"
    rates = sorted({float(cell["learning_rate"]) for cell in cells}, reverse=True)
    durations = sorted({float(cell[quantity]) for cell in cells})
    content: dict[str, Any] = {
        "schema": "remanence-scaling 1.0",
        "source": "analysis/networks.csv",
        "bootstrap": {"replicates": 2000, "seed": 1, "kind": "seeds"},
        "slices": [],
        "fits": [],
        "not_fitted": [],
        "boundaries": [],
        "models": [],
    }
    for place, value in enumerate(sorted({cell[further] for cell in cells}) if further else [""]):
        own = [cell for cell in cells if not further or cell[further] == value]
        content["slices"].append(
            {
                "settings": {further: value} if further else {},
                "quantity": quantity,
                "learning_rates": rates,
                "durations": durations,
                "networks": sum(int(cell["networks"]) for cell in own),
                "seeds": 8,
            }
        )
        for labels in ("mechanism", "published"):
            for boundary in ("notLearned", "slowManifold"):
                if (quantity, boundary) in LAWS:
                    add_boundary(content, place, labels, boundary, quantity, rates, durations, intervals, fits)
    (folder / "analysis" / "scaling.json").write_text(json.dumps(content))
    return content


def add_boundary(content, place, labels, boundary, quantity, rates, durations, intervals, fits) -> None:
    """Points, laws and models of one boundary."""
    exponent, prefactor = LAWS[quantity, boundary]
    exponent += 0.1 if labels == "published" else 0.0
    kind = {"slice": place, "labels": labels, "boundary": boundary}
    names = ESTIMATORS[boundary] if quantity == "delay_ms" else ("logisticMidpoint", *ESTIMATORS[boundary][1:])
    for order, estimator in enumerate(names):
        points = []
        for number, given in enumerate(rates if quantity == "delay_ms" else [d for d in durations if d > 0]):
            bend = 1 + 0.1 * math.sin(2 * number + order)
            if quantity == "delay_ms":
                rate, duration = given, (given / prefactor) ** (1 / exponent) * bend
                estimate = duration
            else:
                rate, duration = prefactor * given**exponent * bend, given
                estimate = rate
            point = {"learning_rate": rate, "duration": duration, "ci95": None, "left_out": None}
            if number == 1 and order == 0:
                point["left_out"] = RARE
                point["duration" if quantity == "delay_ms" else "learning_rate"] = None
            elif intervals:
                point["ci95"] = [0.85 * estimate, 1.2 * estimate]
            points.append(point)
        per = "learning_rate" if quantity == "delay_ms" else "duration"
        content["boundaries"].append({**kind, "estimator": estimator, "per": per, "points": points})
        add_fit(content, kind, quantity, estimator, points, exponent + 0.05 * order, prefactor, intervals, fits)
    if fits:
        add_fit(content, kind, quantity, "jointLogistic", [], exponent, prefactor, intervals, fits)
        for order, (model, parameters) in enumerate(
            {
                "powerLaw": {"exponent": exponent, "prefactor": prefactor},
                "exponential": {"rate_per_ms": -0.012, "prefactor": 2.0},
                "brokenPowerLaw": {"exponent": -2.0, "exponent_beyond": -4.0, "break_ms": 150.0, "prefactor": 900.0},
            }.items()
        ):
            content["models"].append(
                {**kind, "model": model, "parameters": parameters, "log_likelihood": -100.0 - order, "n": 60}
                | {"parameter_count": 3, "aic": 206.0 + 2 * order, "delta_aic": 2.0 * order}
            )


def add_fit(content, kind, quantity, estimator, points, exponent, prefactor, intervals, fits) -> None:
    """One law, or why there is none."""
    used = [point for point in points if point["left_out"] is None]
    kind = {**kind, "estimator": estimator, "selection": "all"}
    if not fits or (points and len(used) < 2):
        content["not_fitted"].append({**kind, "reason": "only 1 learning rate has a boundary; a line needs 2"})
        return
    published, error = {
        ("delay_ms", "notLearned"): (-2.72, 0.07),
        ("delay_ms", "slowManifold"): (-4.05, 0.10),
        ("reaction_ms", "notLearned"): (-0.384, 0.016),
    }[quantity, kind["boundary"]]
    content["fits"].append(
        {
            **kind,
            "quantity": quantity,
            "exponent": exponent,
            "prefactor": prefactor,
            "standard_error": 0.2,
            "ci95": [exponent - 0.5, exponent + 0.4] if intervals else None,
            "ci95_method": "bootstrap over seeds",
            "profile_ci95": None if points or not intervals else [exponent - 0.3, exponent + 0.3],
            "r_squared": 0.97 if points else None,
            "n": len(used) if points else 60,
            "left_out": [
                {"learning_rate": p["learning_rate"], "duration": p["duration"], "reason": p["left_out"]}
                for p in points
                if p["left_out"]
            ],
            "exponent_with_left_out": None,
            "replicates_without_fit": 3,
            "published": published,
            "published_standard_error": error,
        }
    )
