"""Scaling laws as the analysis wrote them (analysis/scaling.json): where a boundary lies, and the line through it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

from errors import bad_input
from formatting import decimals, number, with_value
from grid import Grid, facets
from run_folder import RunFolder

AGAIN = "run `remanence-analysis fit` on the run folder again"
#: Whose labels, ours first, as the page names them.
LABELS = {"mechanism": "our labels", "published": "published labels"}
BOUNDARIES = {"notLearned": "not learned", "slowManifold": "slow manifold"}
ESTIMATORS = {
    "exponentialOnset": "exponential onset",
    "logisticMidpoint": "logistic midpoint",
    "crossing10": "share crosses 1/10",
    "crossing25": "share crosses 1/4",
    "crossing50": "share crosses 1/2",
    "isotonic": "half of the monotone regression",
    "binomialLogistic": "logistic likelihood, line by line",
    "jointLogistic": "logistic likelihood, all cells",
}
SELECTIONS = {
    "all": "all",
    "largest25": "largest 25 learning rates",
    "withoutSecondRate": "without the second learning rate",
    "byHand": "without rates dropped by hand",
}
MODELS = {"powerLaw": "power law", "exponential": "exponential", "brokenPowerLaw": "power law with a break"}
#: Estimators of the publication, by what was swept (Kurtkaya et al. 2025, published code).
PUBLISHED_ESTIMATORS = {
    ("delay_ms", "notLearned"): "exponentialOnset",
    ("delay_ms", "slowManifold"): "logisticMidpoint",
    ("reaction_ms", "notLearned"): "logisticMidpoint",
}


@dataclass(frozen=True)
class Point:
    """Where a boundary crosses a line of the grid; NaN where it does not, with the reason."""

    learning_rate: float
    duration: float
    low: float
    high: float
    left_out: str

    @property
    def known(self) -> bool:
        """Whether it has a place on logarithmic axes."""
        return all(math.isfinite(value) and value > 0 for value in (self.learning_rate, self.duration))

    @property
    def used(self) -> bool:
        return self.known and not self.left_out


@dataclass(frozen=True)
class Boundary:
    """The points of one boundary by one estimator; per: the axis whose values are given."""

    slice: int
    labels: str
    boundary: str
    estimator: str
    per: str
    points: tuple[Point, ...]


@dataclass(frozen=True)
class Fit:
    """A law, learning rate = prefactor (duration in ms)^exponent, and what is known of it."""

    slice: int
    labels: str
    boundary: str
    estimator: str
    selection: str
    quantity: str
    exponent: float
    prefactor: float
    standard_error: float
    interval: tuple[float, float]
    interval_method: str
    profile: tuple[float, float]
    r_squared: float
    n: float
    left_out: tuple[dict[str, Any], ...]
    exponent_with_left_out: float
    replicates_without_fit: float
    published: float
    published_error: float

    @property
    def drawable(self) -> bool:
        return math.isfinite(self.exponent) and self.prefactor > 0 and math.isfinite(self.prefactor)

    def shown(self, value: float) -> str:
        """A number of the size of its exponent, with equal decimals in every row; flat laws need one more."""
        return decimals(value, 2 if self.quantity == "delay_ms" else 3)

    @property
    def interval_text(self) -> str:
        """`-3.10 to -2.20`; a dash where there is none."""
        return self.ends_text(self.interval)

    @property
    def published_text(self) -> str:
        """`-2.72 ± 0.07`; a dash where nothing was published."""
        error = f" ± {self.shown(self.published_error)}" if math.isfinite(self.published_error) else ""
        return self.shown(self.published) + error

    def ends_text(self, ends: tuple[float, float]) -> str:
        return "–" if all(map(math.isnan, ends)) else f"{self.shown(ends[0])} to {self.shown(ends[1])}"

    def rate(self, duration: float) -> float:
        """The law's learning rate, by logarithms: prefactors of steep lines are huge."""
        return bounded_exponential(math.log(self.prefactor) + self.exponent * math.log(duration))

    def duration(self, rate: float) -> float:
        """The duration, in ms, at which the law has a learning rate."""
        return bounded_exponential((math.log(rate) - math.log(self.prefactor)) / self.exponent)


@dataclass(frozen=True)
class Slice:
    """One combination of further swept parameters."""

    place: int
    settings: dict[str, str]
    quantity: str
    networks: float
    seeds: float

    @property
    def name(self) -> str:
        """Its settings in words; empty for the only slice of a run."""
        return ", ".join(with_value(column, value) for column, value in self.settings.items())

    @property
    def suffix(self) -> str:
        """What its file names end on."""
        return f"-{self.place + 1}" if self.place else ""


class Scaling:
    """analysis/scaling.json of a run; falsy when there is none."""

    def __init__(self, run: RunFolder) -> None:
        self._content = run.scaling
        self._path = run.folder / "analysis" / "scaling.json"
        bootstrap = self._content.get("bootstrap")
        self.bootstrap: dict[str, Any] = bootstrap if isinstance(bootstrap, dict) else {}
        self.source = str(self._content.get("source") or "")
        self.fits = [read_fit(item) for item in self._objects("fits")]
        self.boundaries = [read_boundary(item) for item in self._objects("boundaries")]
        self.models = self._objects("models")
        self.not_fitted = self._objects("not_fitted")
        self.slices = [read_slice(place, item) for place, item in enumerate(self._objects("slices"))]

    def __bool__(self) -> bool:
        return bool(self._content)

    def _objects(self, key: str) -> list[dict[str, Any]]:
        value = self._content.get(key, [])
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            raise bad_input(self._path, f"`{key}` is not an array of objects", AGAIN)
        return value

    def fit(self, part: Slice, labels: str, boundary: str, estimator: str, selection: str = "all") -> Fit | None:
        """The fit of that kind; None when there is none."""
        wanted = (part.place, labels, boundary, estimator, selection)
        kinds = ((f.slice, f.labels, f.boundary, f.estimator, f.selection) for f in self.fits)
        return next((fit for fit, kind in zip(self.fits, kinds) if kind == wanted), None)

    def boundary(self, part: Slice, labels: str, boundary: str, estimator: str) -> Boundary | None:
        """The points of that kind; None when there are none."""
        wanted = (part.place, labels, boundary, estimator)
        kinds = ((b.slice, b.labels, b.boundary, b.estimator) for b in self.boundaries)
        return next((found for found, kind in zip(self.boundaries, kinds) if kind == wanted), None)

    def estimators(self, part: Slice) -> list[str]:
        """The estimators of a slice, in the order of the page; unknown ones last."""
        named = {item.estimator for item in (*self.fits, *self.boundaries) if item.slice == part.place}
        return [e for e in ESTIMATORS if e in named] + sorted(named - ESTIMATORS.keys())

    def boundary_names(self, part: Slice) -> list[str]:
        """The boundaries of a slice that have a fit or a point."""
        named = {fit.boundary for fit in self.fits if fit.slice == part.place}
        named.update(b.boundary for b in self.boundaries if b.slice == part.place and any(p.known for p in b.points))
        return [b for b in BOUNDARIES if b in named] + sorted(named - BOUNDARIES.keys())

    def label_names(self, part: Slice) -> list[str]:
        """Whose labels were fitted in a slice."""
        named = {item.labels for item in (*self.fits, *self.boundaries) if item.slice == part.place}
        return [label for label in LABELS if label in named] + sorted(named - LABELS.keys())

    def leading_estimator(self, part: Slice, boundary: str) -> str:
        """The published estimator, else the first one there is."""
        published = PUBLISHED_ESTIMATORS.get((part.quantity, boundary), "")
        present = self.estimators(part)
        return published if published in present else next(iter(present), published)


def bounded_exponential(logarithm: float) -> float:
    """What stays a number however flat or steep a law is."""
    return math.exp(min(max(logarithm, -600.0), 600.0))


def grid_of(part: Slice, run: RunFolder) -> Grid | None:
    """The cells of a slice; None when the run has none with its settings, or another table was fitted."""
    for grid in facets(run.parameters, run.cells):
        if (grid.row_column, grid.column_column) != ("learning_rate", part.quantity):
            continue
        cells = grid.cells.values()
        if all(same(cell.get(column), value) for cell in cells for column, value in part.settings.items()):
            return grid
    return None


def same(one: object, other: object) -> bool:
    """Equal as numbers, or else as texts."""
    return number(one) == number(other) or str(one) == str(other)


def words(names: dict[str, str], key: str) -> str:
    """The words for a key; the key itself where this version does not know it."""
    return names.get(key, key)


def read_slice(place: int, item: dict[str, Any]) -> Slice:
    settings = item.get("settings") if isinstance(item.get("settings"), dict) else {}
    return Slice(
        place,
        {str(column): str(value) for column, value in settings.items()},
        str(item.get("quantity") or "delay_ms"),
        number(item.get("networks")),
        number(item.get("seeds")),
    )


def read_fit(item: dict[str, Any]) -> Fit:
    left_out = item.get("left_out")
    return Fit(
        slice=place_of(item),
        labels=str(item.get("labels") or "mechanism"),
        boundary=str(item.get("boundary")),
        estimator=str(item.get("estimator")),
        selection=str(item.get("selection") or "all"),
        quantity=str(item.get("quantity") or "delay_ms"),
        exponent=number(item.get("exponent")),
        prefactor=number(item.get("prefactor")),
        standard_error=number(item.get("standard_error")),
        interval=pair(item.get("ci95")),
        interval_method=str(item.get("ci95_method") or ""),
        profile=pair(item.get("profile_ci95")),
        r_squared=number(item.get("r_squared")),
        n=number(item.get("n")),
        left_out=tuple(entry for entry in left_out if isinstance(entry, dict)) if isinstance(left_out, list) else (),
        exponent_with_left_out=number(item.get("exponent_with_left_out")),
        replicates_without_fit=number(item.get("replicates_without_fit")),
        published=number(item.get("published")),
        published_error=number(item.get("published_standard_error")),
    )


def read_boundary(item: dict[str, Any]) -> Boundary:
    points = item.get("points")
    return Boundary(
        place_of(item),
        str(item.get("labels") or "mechanism"),
        str(item.get("boundary")),
        str(item.get("estimator")),
        str(item.get("per") or "learning_rate"),
        tuple(read_point(p) for p in points if isinstance(p, dict)) if isinstance(points, list) else (),
    )


def read_point(item: dict[str, Any]) -> Point:
    low, high = pair(item.get("ci95"))
    rate, duration = number(item.get("learning_rate")), number(item.get("duration"))
    return Point(rate, duration, low, high, str(item.get("left_out") or ""))


def place_of(item: dict[str, Any]) -> int:
    place = number(item.get("slice", 0))
    return int(place) if math.isfinite(place) else 0


def pair(value: object) -> tuple[float, float]:
    """An interval; two NaN where there is none."""
    if not isinstance(value, list) or len(value) != 2:
        return math.nan, math.nan
    return number(value[0]), number(value[1])
