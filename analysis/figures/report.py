#!/usr/bin/env python3
"""Draws the report of a run: report.py RUN_DIR [--output DIR] [--beside RUN_DIR ...].

Reads what `remanence train` and `remanence-analysis` wrote and puts index.html, a page for each of some networks, and
the pictures as PNG files into RUN_DIR/report. Every page is self-contained. Nothing is computed here: every number
shown was written by the analysis.

Exit status: 0 done; 64 usage; 65 a missing or damaged input file; 70 a Python library is missing, or a defect of this
script; 74 input or output.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from command import Parser, finish  # noqa: E402
from errors import input_output  # noqa: E402

#: Files an earlier report may have left; those no longer wanted are removed.
OURS = re.compile(
    r"(phase-diagram[a-z-]*(-\d+)?|scaling-[a-z]+(-\d+)?|learning-curves|example-[a-z-]+-\d{7,})\.png"
    r"|network-\d{7,}(\.html|-[a-z]+\.png)"
)


def make_report(folder: Path, output: Path, others: Sequence[Path] = ()) -> Path:
    """Draws all pictures and writes the page; returns its path. others: folders of runs to show beside this one."""
    import beside
    import boundary_diagram
    import drawing
    import estimator_panels
    import examples
    import exponent_chart
    import learning_curves
    import network_page
    import page
    import phase_diagram
    import selection
    import share_curves
    from run_folder import RunFolder

    runs = [RunFolder(folder)]
    try:
        runs += [RunFolder(other) for other in others]
        run = runs[0]
        try:
            output.mkdir(parents=True, exist_ok=True)
        except OSError as cause:
            raise input_output(output, cause) from None
        laws = (boundary_diagram, exponent_chart, estimator_panels, share_curves)
        drawn = page.Drawn(
            diagrams=phase_diagram.draw(run, output),
            laws=[picture for module in laws for picture in module.draw(run, output)],
            curves=learning_curves.draw(run, output),
            examples=examples.draw(run, output),
            beside=beside.draw(runs, output),
        )
        pages = network_page.write_all(run, selection.choose(run), output)
        content = page.build(run, drawn, pages, runs[1:])
        drawing.write(output / "index.html", content.encode("utf-8"))
        wanted = {picture.file_name for picture in drawn.all}
        wanted.update(name for item in pages for name in item.files)
        for path in output.iterdir():
            if OURS.fullmatch(path.name) and path.name not in wanted:
                path.unlink()
    finally:
        for opened in runs:
            opened.close()
    return output / "index.html"


def main(arguments: list[str] | None = None) -> int:
    parser = Parser(prog="report.py", description="Draw the report of a run: one HTML page and its pictures.")
    parser.add_argument("run", metavar="RUN_DIR", type=Path, help="run folder, analysed by remanence-analysis")
    parser.add_argument("--output", metavar="DIR", type=Path, help="where to write (default: RUN_DIR/report)")
    parser.add_argument(
        "--beside",
        metavar="RUN_DIR",
        type=Path,
        nargs="+",
        action="extend",
        default=[],
        help="other analysed runs, drawn side by side with this one",
    )
    options = parser.parse_args(arguments)
    output = options.output or options.run / "report"
    return finish("report.py", options.run, lambda: make_report(options.run, output, options.beside))


if __name__ == "__main__":
    sys.exit(main())
