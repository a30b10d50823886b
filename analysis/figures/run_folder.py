"""What a run folder holds. Tables are read whole; HDF5 groups only when somebody asks for one."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path
from typing import Any

import h5py
import numpy

from errors import bad_input, input_output
from formatting import number

ANALYSE = "run remanence-analysis on the run folder first"
DAMAGED = "the file is damaged or of another program; run remanence-analysis again, or restore the file from a copy"
NETWORK_COLUMNS = ("network", "file", "group", "status", "mechanism")


class RunFolder:
    """A run with its analysis.

    Required: run.json, analysis/networks.csv, analysis/cells.csv. Optional: attempt-*.json, analysis/report.json,
    analysis/scaling.json, analysis/classification.h5 and the rank files; without them the page has less on it and says
    so in `notes`.
    """

    def __init__(self, folder: Path) -> None:
        if not folder.is_dir():
            raise bad_input(
                folder, "there is no such run folder", "name the folder given to `remanence train --output`"
            )
        self.folder = folder
        self.notes: list[str] = []
        self._files: dict[str, h5py.File | None] = {}
        self.run = self._json(folder / "run.json", "name a folder written by `remanence train`")
        self.attempts = [self._json(path, DAMAGED) for path in sorted(folder.glob("attempt-*.json"))]
        _, self.networks = self._table(folder / "analysis" / "networks.csv", NETWORK_COLUMNS)
        self.cell_columns, self.cells = self._table(folder / "analysis" / "cells.csv", ("networks",))
        report = folder / "analysis" / "report.json"
        self.report = self._json(report, DAMAGED) if report.exists() else {}
        if not self.report:
            self.notes.append(
                "analysis/report.json is missing: no table of agreement, no rule, no counts by the analysis."
            )
        scaling = folder / "analysis" / "scaling.json"
        self.scaling = self._json(scaling, DAMAGED) if scaling.exists() else {}
        if not self.scaling:
            self.notes.append("analysis/scaling.json is missing: no scaling laws; `remanence-analysis fit` writes it.")

    # Tables

    @property
    def name(self) -> str:
        return str(self.run.get("name") or self.folder.resolve().name)

    @property
    def parameters(self) -> list[str]:
        """Parameter columns of cells.csv: those in front of `networks`."""
        before = self.cell_columns[: self.cell_columns.index("networks")]
        return [column for column in before if column != "cell"]

    @property
    def seed_count(self) -> int | None:
        seeds = self.run.get("seeds")
        return len(seeds) if isinstance(seeds, list) else None

    def _read(self, path: Path, way_out: str) -> str:
        try:
            return path.read_text(encoding="utf-8")
        except FileNotFoundError:
            raise bad_input(path, "the file is missing", way_out) from None
        except UnicodeDecodeError:
            raise bad_input(path, "not a text file in UTF-8", DAMAGED) from None
        except OSError as cause:
            raise input_output(path, cause) from None

    def _json(self, path: Path, way_out: str) -> dict[str, Any]:
        try:
            value = json.loads(self._read(path, way_out))
        except json.JSONDecodeError as cause:
            raise bad_input(path, f"not JSON ({cause.msg} in line {cause.lineno})", DAMAGED) from None
        if not isinstance(value, dict):
            raise bad_input(path, "a JSON object was expected", DAMAGED)
        return value

    def _table(self, path: Path, needed: tuple[str, ...]) -> tuple[list[str], list[dict[str, str]]]:
        lines = list(csv.reader(io.StringIO(self._read(path, ANALYSE))))
        if not lines:
            raise bad_input(path, "the file is empty", ANALYSE)
        header = lines[0]
        missing = [column for column in needed if column not in header]
        if missing:
            raise bad_input(path, f"the column `{missing[0]}` is missing", ANALYSE)
        rows = []
        for place, line in enumerate(lines[1:], start=2):
            if not line:
                continue
            if len(line) != len(header):
                problem = f"line {place} has {len(line)} fields, the header has {len(header)}"
                raise bad_input(path, problem, ANALYSE)
            rows.append(dict(zip(header, line)))
        return header, rows

    # HDF5

    def _open(self, relative: str) -> h5py.File | None:
        """An HDF5 file of the run, kept open; None, and a note, when it is not there."""
        if relative not in self._files:
            path = self.folder / relative
            if not path.is_file():
                self._files[relative] = None
                self.notes.append(f"{relative} is missing: what it holds is not drawn.")
            else:
                try:
                    self._files[relative] = h5py.File(path, "r")
                except PermissionError as cause:
                    raise input_output(path, cause) from None
                except OSError as cause:
                    raise bad_input(path, f"not a readable HDF5 file ({str(cause)[:90]})", DAMAGED) from None
        return self._files[relative]

    def record(self, row: dict[str, str]) -> h5py.Group | None:
        """The group of a network in its rank file; None when there is none."""
        file = self._open(row["file"]) if row["file"] else None
        return group_of(file, row["group"]) if file is not None and row["group"] else None

    def evidence(self, row: dict[str, str]) -> h5py.Group | None:
        """The group of a network in analysis/classification.h5; None when there is none."""
        file = self._open("analysis/classification.h5")
        identity = number(row["network"])
        return group_of(file, f"/networks/{int(identity):07d}") if file and numpy.isfinite(identity) else None

    def examples(self) -> dict[int, h5py.Group]:
        """The networks the analysis chose to show, /examples of analysis/classification.h5, by number."""
        file = self._open("analysis/classification.h5")
        group = group_of(file, "/examples") if file is not None else None
        names = [name for name in group if name.isdigit()] if group is not None else []
        found = {int(name): group_of(file, f"/examples/{name}") for name in names}
        return {identity: example for identity, example in found.items() if example is not None}

    def median_curves(self, key: str) -> h5py.Group | None:
        """/learning_curves/<mechanism> of analysis/classification.h5; None when there is none."""
        file = self._open("analysis/classification.h5")
        return group_of(file, f"/learning_curves/{key}") if file is not None else None

    def close(self) -> None:
        for file in self._files.values():
            if file is not None:
                file.close()

    def setting(self, key: str, value: str = r"[^\n#]+?") -> str:
        """The value of a key of the canonical configuration, the first one where several sections have it.

        value: pattern it must match. Empty where the configuration has no such line.
        """
        found = re.search(rf"^ *{key}: *\"?({value})\"? *$", str(self.run.get("config", "")), re.MULTILINE)
        return found.group(1) if found else ""

    def sweep_seed(self) -> str:
        """The sweep seed as the canonical configuration gives it."""
        found = re.search(r"^seed: *(\S+)", str(self.run.get("config", "")), re.MULTILINE)
        return found.group(1) if found else str(self.run.get("seed", "the default (see the configuration)"))


def group_of(file: h5py.File, name: str) -> h5py.Group | None:
    """A group by its path; None when there is none."""
    try:
        group = file.get(name)
    except (KeyError, OSError, RuntimeError) as cause:
        raise bad_input(f"{file.filename} {name}", f"the group cannot be read ({str(cause)[:90]})", DAMAGED) from None
    return group if isinstance(group, h5py.Group) else None


def array(group: h5py.Group | None, name: str, dimensions: int) -> numpy.ndarray | None:
    """A dataset as Float64; None when it is absent, empty or of another shape."""
    dataset = group.get(name) if group is not None else None
    if not isinstance(dataset, h5py.Dataset) or dataset.ndim != dimensions or dataset.size == 0:
        return None
    try:
        return numpy.asarray(dataset[...], dtype=float)
    except (OSError, RuntimeError, TypeError, ValueError) as cause:
        place = f"{group.file.filename} {dataset.name}"
        raise bad_input(place, f"the dataset cannot be read ({str(cause)[:90]})", DAMAGED) from None
