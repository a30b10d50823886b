"""Tests of the section on scaling laws, and of runs side by side, on synthetic runs."""

from __future__ import annotations

import contextlib
import io
import json
import sys
import unittest
from pathlib import Path
from unittest import mock

sys.path.insert(0, str(Path(__file__).resolve().parent))

from make_run import CONFIG, make_run  # noqa: E402
from make_scaling import RARE, make_scaling  # noqa: E402
from report_case import ReportTest  # noqa: E402

import boundary_axes  # noqa: E402
import examples  # noqa: E402
import learning_curves  # noqa: E402
import legends  # noqa: E402
import network_page  # noqa: E402
import report  # noqa: E402
from outcome_groups import GROUPS, shares  # noqa: E402

LAWS = {"scaling-boundaries.png", "scaling-estimators.png", "scaling-exponents.png", "scaling-shares.png"}
RATES, DELAYS = [0.1, 0.05, 0.02, 0.01], [0.0, 40.0, 80.0, 160.0, 240.0, 400.0]


class ScalingTest(ReportTest):
    def setUp(self) -> None:
        super().setUp()
        # Single networks take longest to draw and have tests of their own.
        for module, name in ((network_page, "write_all"), (examples, "draw"), (learning_curves, "draw")):
            patcher = mock.patch.object(module, name, lambda *arguments: [])
            patcher.start()
            self.addCleanup(patcher.stop)


class ScalingPages(ScalingTest):
    def drawn(self) -> set[str]:
        return {name for name in self.pictures() if name.startswith("scaling-")}

    def test_without_fits_the_page_says_so(self) -> None:
        self.skip_drawing()
        make_run(self.run_folder, RATES, DELAYS, 2)
        page = self.page()
        self.assertIn("No scaling laws were fitted yet", page)
        self.assertIn("analysis/scaling.json is missing", page)
        self.assertEqual(self.drawn(), {"scaling-shares.png"})

    def test_whole_section(self) -> None:
        make_run(self.run_folder, RATES, DELAYS, 2)
        make_scaling(self.run_folder)
        page = self.page()
        self.assertEqual(self.drawn(), LAWS)
        for words in (
            "exponential onset",
            "logistic likelihood, all cells",
            "−2.72 ± 0.07",
            f'<abbr title="{RARE}">1</abbr>',
            f"learning rate 0.05: {RARE}",
            "power law with a break",
            "2\u2009000 bootstrap replicates, drawn by seed",
            "rate ∝ delay<sup>−2.72</sup>",
        ):
            self.assertIn(words, page)
        self.assertNotIn("What could not be fitted", page)

    def test_one_learning_rate(self) -> None:
        make_run(self.run_folder, [0.1], DELAYS, 2)
        make_scaling(self.run_folder)
        page = self.page()
        self.assertIn("What could not be fitted", page)
        self.assertIn("only 1 learning rate has a boundary", page)
        self.assertIn("scaling-boundaries.png", self.drawn())

    def test_nothing_fitted_and_no_intervals(self) -> None:
        for fits in (False, True):
            with self.subTest(fits=fits):
                make_run(self.run_folder, RATES, [20.0, 40.0, 80.0], 2)
                make_scaling(self.run_folder, intervals=False, fits=fits)
                page = self.page()
                self.assertEqual("No law could be fitted" in page, not fits)
                self.assertEqual("scaling-exponents.png" in self.drawn(), fits)

    def test_only_delay_zero(self) -> None:
        make_run(self.run_folder, RATES, [0.0], 2)
        content = make_scaling(self.run_folder, fits=False)
        for boundary in content["boundaries"]:
            boundary["points"] = []
        (self.run_folder / "analysis/scaling.json").write_text(json.dumps(content))
        self.page()
        self.assertEqual(self.drawn(), set())

    def test_many_learning_rates(self) -> None:
        rates = [10 ** (-0.5 - place / 12) for place in range(30)]
        make_run(self.run_folder, rates, [20.0 * place for place in range(21)], 1, linked=True)
        make_scaling(self.run_folder)
        self.page()
        self.assertEqual(self.drawn(), LAWS)

    def test_control(self) -> None:
        control = CONFIG.replace("delayed-cue-discrimination", "no-memory-control")
        make_run(self.run_folder, RATES, [20.0, 100.0, 400.0], 2, axis="reaction_ms", config=control)
        make_scaling(self.run_folder)
        page = self.page()
        self.assertIn("rate ∝ reaction<sup>−0.384</sup>", page)
        self.assertIn("−0.384 ± 0.016", page)
        self.assertIn(f"reaction 100 ms: {RARE}", page)
        self.assertNotIn("theory", page)

    def test_slices(self) -> None:
        self.skip_drawing()
        make_run(self.run_folder, RATES, DELAYS, 2, further={"readout": ["linear", "sigmoid"]})
        make_scaling(self.run_folder, further="readout")
        page = self.page()
        self.assertEqual(self.drawn(), LAWS | {name.replace(".png", "-2.png") for name in LAWS})
        self.assertIn("The fits in numbers, readout sigmoid", page)

    def test_unknown_words_are_shown_as_they_are(self) -> None:
        make_run(self.run_folder, RATES, DELAYS, 2)
        content = make_scaling(self.run_folder)
        for item in (*content["fits"], *content["boundaries"]):
            item["estimator"] = item["estimator"].replace("isotonic", "<newWay>")
        (self.run_folder / "analysis/scaling.json").write_text(json.dumps(content))
        self.assertIn("&lt;newWay&gt;", self.page())

    def test_bad_files(self) -> None:
        make_run(self.run_folder, [0.1], [0.0, 100.0], 1)
        path = self.run_folder / "analysis/scaling.json"
        for content, pattern in ((b"{", "not JSON"), (b'{"fits": 1}', "`fits` is not an array of objects")):
            path.write_bytes(content)
            self.fails(65, "scaling.json", pattern)


class SideBySide(ScalingTest):
    def beside(self, *names: str) -> tuple[int, str]:
        return self.report("--beside", *(str(self.folder / name) for name in names))

    def test_papers_arrangement(self) -> None:
        slow = CONFIG.replace("units: 50", "units: 50\n  time-constant: 20 ms")
        control = CONFIG.replace("delayed-cue-discrimination", "no-memory-control")
        make_run(
            self.run_folder, RATES, DELAYS, 1, config=CONFIG.replace("units: 50", "units: 50\n  time-constant: 10 ms")
        )
        make_run(self.folder / "post", RATES, DELAYS, 1, post=30.0)
        make_run(self.folder / "slow", RATES, DELAYS, 1, config=slow)
        make_run(self.folder / "control", RATES, [20.0, 100.0, 400.0], 1, axis="reaction_ms", config=control)
        for folder in (self.run_folder, self.folder / "slow", self.folder / "control"):
            make_scaling(folder)
        self.assertEqual(self.beside("post", "slow", "control"), (0, ""))
        page = (self.run_folder / "report/index.html").read_text(encoding="utf-8")
        self.check(page, {path.name for path in (self.run_folder / "report").glob("*.html")})
        for title in (
            "No post-reaction",
            "Post-reaction 30 ms",
            "No post-reaction, time constant 20 ms",
            "Control without memory",
        ):
            self.assertIn(title, page)
        self.assertIn("scaling-beside.png", self.pictures())
        # Without the others the section goes, and so does its picture.
        self.assertNotIn("Beside other runs", self.page())
        self.assertNotIn("scaling-beside.png", self.pictures())

    def test_more_than_one_row_and_no_fits_at_all(self) -> None:
        self.skip_drawing()
        make_run(self.run_folder, RATES, DELAYS, 1, further={"readout": ["linear", "sigmoid"]})
        for name in ("a", "b", "c"):
            make_run(self.folder / name, RATES, DELAYS, 1)
        self.assertEqual(self.beside("a", "b", "c"), (0, ""))
        self.assertIn("scaling-beside-2.png", self.pictures())

    def test_folders_that_cannot_be_shown(self) -> None:
        make_run(self.run_folder, [0.1], [0.0], 1)
        make_run(self.folder / "raw", [0.1], [0.0], 1)
        (self.folder / "raw/analysis/networks.csv").unlink()
        for name, way_out in (("missing", "no such run folder"), ("raw", "run remanence-analysis on the run folder")):
            status, errors = self.beside(name)
            self.assertEqual(status, 65)
            self.assertRegex(errors, f"{name}.*{way_out}")

    def test_usage(self) -> None:
        with contextlib.redirect_stderr(io.StringIO()), self.assertRaises(SystemExit) as found:
            report.main([str(self.run_folder), "--beside"])
        self.assertEqual(found.exception.code, 64)


class SmallParts(unittest.TestCase):
    def test_shares(self) -> None:
        cell = {"slow_manifold": "3", "limit_cycle": "1", "mixed": "1", "unstable": "2", "diverged": "1", "failed": "9"}
        self.assertEqual([group.name for group in GROUPS], ["slow manifold", "limit cycle", "other", "not learned"])
        self.assertEqual(shares(cell, "mechanism"), [3 / 8, 1 / 8, 1 / 8, 3 / 8])
        self.assertEqual(shares({"published_0": "1", "published_3": "1"}, "published"), [0, 0, 0, 1])
        self.assertIsNone(shares(cell, "published"))

    def test_edges_of_logarithmic_cells(self) -> None:
        for found, expected in zip(boundary_axes.edges([10, 40, 160]), (5, 20, 80, 320)):
            self.assertAlmostEqual(found, expected)

    def test_ticks(self) -> None:
        self.assertEqual(boundary_axes.ticks(20, 400, 7), [20, 30, 50, 70, 100, 200, 300])
        self.assertEqual(boundary_axes.ticks(0.001, 0.1, 7), [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1])

    def test_legend_rows(self) -> None:
        from matplotlib.lines import Line2D

        handles = [Line2D([], [], label="x" * 20) for _ in range(5)]
        self.assertEqual([legends.columns(handles, width) for width in (20, 6, 1)], [5, 3, 1])


if __name__ == "__main__":
    unittest.main()
