#!/usr/bin/env python3
"""Draws the analytical models: theory.py DIR [--output DIR].

Reads DIR/theory.json, which `remanence-analysis theory --output DIR` wrote, and puts theory.png beside it. Nothing is
computed here: every number shown was written by the analysis.

Exit status: 0 done; 64 usage; 65 a missing or damaged input file; 70 a Python library is missing, or a defect of this
script; 74 input or output.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from command import Parser, finish  # noqa: E402
from errors import bad_input, input_output  # noqa: E402

FILE_NAME = "theory.json"
PICTURE_NAME = "theory.png"
MODELS, RESPONSES = ("slowPoint", "limitCycle"), ("short", "equal")
WAY_OUT = "write it anew with `remanence-analysis theory --output DIR`"


def load(path: Path) -> dict:
    """theory.json, checked as far as the figure goes: what is there has the right shape."""
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise bad_input(path, "no such file", WAY_OUT) from None
    except OSError as cause:
        raise input_output(path, cause) from None
    except ValueError:
        raise bad_input(path, "damaged: it is not JSON", WAY_OUT) from None
    try:
        for law in content["models"]:
            lengths = {len(law[k]) for k in ("delay", "critical_rate_closed_form", "critical_rate_measured")}
            if len(lengths) != 1 or 0 in lengths:
                raise ValueError("arrays of different lengths")
            if law["model"] not in MODELS or law["response"] not in RESPONSES:
                raise ValueError("an unknown model or response")
            float(law["exponent"])
        for landscape in content["landscapes"]:
            if landscape["model"] not in MODELS:
                raise ValueError("an unknown model")
            curves = [landscape["closed_form"], landscape["simulated"], *landscape["descents"]]
            if any(len(curve["parameter"]) != len(curve["loss"]) or not curve["loss"] for curve in curves):
                raise ValueError("curves of different lengths")
            float(landscape["minimum"]), float(landscape["zone_edge"])
        if not content["models"] or not content["landscapes"]:
            raise ValueError("nothing to draw")
    except (KeyError, TypeError, ValueError) as cause:
        raise bad_input(path, f"damaged or of another kind ({type(cause).__name__}: {cause})", WAY_OUT) from None
    return content


def make_figure(folder: Path, output: Path) -> Path:
    """Draws the figure and returns its path."""
    content = load(folder / FILE_NAME)
    import theory_figure

    try:
        output.mkdir(parents=True, exist_ok=True)
    except OSError as cause:
        raise input_output(output, cause) from None
    theory_figure.draw(content, output, PICTURE_NAME)
    return output / PICTURE_NAME


def main(arguments: list[str] | None = None) -> int:
    parser = Parser(prog="theory.py", description="Draw the analytical models and their critical learning rates.")
    parser.add_argument("folder", metavar="DIR", type=Path, help=f"folder with {FILE_NAME}")
    parser.add_argument("--output", metavar="DIR", type=Path, help="where to write (default: DIR)")
    options = parser.parse_args(arguments)
    return finish("theory.py", options.folder, lambda: make_figure(options.folder, options.output or options.folder))


if __name__ == "__main__":
    sys.exit(main())
