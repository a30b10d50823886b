"""Tests of the report on synthetic runs: `python3 -m unittest discover -s analysis/figures/tests` or pytest."""

from __future__ import annotations

import csv
import json
import re
import sys
import unittest
from pathlib import Path

import h5py

sys.path.insert(0, str(Path(__file__).resolve().parent))

from make_run import make_run  # noqa: E402
from report_case import ReportTest  # noqa: E402

import formatting  # noqa: E402
import grid  # noqa: E402
import learning_curves  # noqa: E402


class WholeRuns(ReportTest):
    def test_small_grid(self) -> None:
        make_run(self.run_folder, [0.1, 0.01], [0, 200, 400], 2)
        page = self.page()
        self.assertIn("12 networks trained", page)
        self.assertTrue(re.search(r"The two labels agree for \d+ of \d+ networks", page))
        self.assertIn("Open MPI 4.1.4", page)
        names = self.pictures()
        self.assertTrue({"phase-diagram.png", "learning-curves.png"} <= set(names))
        self.assertTrue(any(name.startswith("example-slow-manifold-") for name in names))

    def test_same_bytes_twice(self) -> None:
        make_run(self.run_folder, [0.1], [0], 1)
        self.assertEqual(self.page(), self.page())

    def test_large_run_opens_few_groups(self) -> None:
        self.skip_drawing()
        rates = [10 ** (-place / 10) for place in range(10)]
        make_run(self.run_folder, rates, [20.0 * place for place in range(21)], 20, linked=True)
        opened = []
        original = h5py.Group.get
        h5py.Group.get = lambda group, name, *rest: opened.append(name) or original(group, name, *rest)
        try:
            self.page()
        finally:
            h5py.Group.get = original
        groups = [name for name in opened if re.fullmatch(r"/networks/\d{7}", name)]
        self.assertLess(len(groups), learning_curves.CURVE_LIMIT + 240)

    def test_one_network(self) -> None:
        make_run(self.run_folder, [0.01], [100], 1)
        self.assertIn("1 network trained: 1 ", self.page())

    def test_reaction_time_as_second_axis(self) -> None:
        self.skip_drawing()
        make_run(self.run_folder, [1.0, 0.1], [20, 200, 400], 1, axis="reaction_ms")
        self.assertIn("learning rate (down) and reaction (across)", self.page())

    def test_further_axis_gives_one_diagram_each(self) -> None:
        self.skip_drawing()
        make_run(self.run_folder, [0.1, 0.01], [0, 200], 2, further={"readout": ["sigmoid", "linear"]})
        self.page()
        self.assertTrue({"phase-diagram.png", "phase-diagram-2.png"} <= set(self.pictures()))


class IncompleteRuns(ReportTest):
    def test_empty_run(self) -> None:
        make_run(self.run_folder, [0.1, 0.01], [0, 200], 2, partial=0)
        page = self.page()
        self.assertIn("No network has finished yet", page)
        self.assertEqual(self.pictures(), [])

    def test_partial_run(self) -> None:
        self.skip_drawing()
        make_run(self.run_folder, [0.1, 0.01], [0, 200], 2, partial=3)
        self.assertIn("3 of 8 networks are finished", self.page())

    def test_without_optional_files(self) -> None:
        self.skip_drawing()
        make_run(self.run_folder, [0.1, 0.01], [0, 200], 2)
        (self.run_folder / "analysis/report.json").unlink()
        (self.run_folder / "analysis/classification.h5").unlink()
        (self.run_folder / "attempt-01.json").unlink()
        page = self.page()
        self.assertIn("report.json is missing", page)
        self.assertIn("classification.h5 is missing", page)
        self.assertIn("8 networks trained", page)

    def test_without_rank_files(self) -> None:
        self.skip_drawing()
        make_run(self.run_folder, [0.1, 0.01], [0, 200], 2)
        for path in self.run_folder.glob("rank-*.h5"):
            path.unlink()
        self.assertIn("rank-0000.a01.h5 is missing", self.page())

    def test_bare_networks(self) -> None:
        make_run(self.run_folder, [0.1], [0], 2)
        for path in self.run_folder.glob("rank-*.h5"):
            with h5py.File(path, "a") as file:
                for group in file["networks"].values():
                    del group["history"], group["trajectories"]
        (self.run_folder / "analysis/classification.h5").unlink()
        page = self.page()
        self.assertIn("No network of this run has a recorded trajectory", page)
        self.assertIn("No network of this run has a recorded history", page)

    def test_empty_and_undefined_numbers(self) -> None:
        make_run(self.run_folder, [0.1], [0, 100], 2)
        path = self.run_folder / "analysis/networks.csv"
        rows = list(csv.reader(path.read_text().splitlines()))
        for row in rows[1:]:
            for name in ("margin", "accuracy", "final_loss", "period_ms", "published_class"):
                row[rows[0].index(name)] = ("", "nan", "inf")[len(row[0]) % 3]
        with path.open("w", newline="") as stream:
            csv.writer(stream).writerows(rows)
        for rank_file in self.run_folder.glob("rank-*.h5"):
            with h5py.File(rank_file, "a") as file:
                for group in file["networks"].values():
                    group["trajectories/rates"][:, 3:] = float("nan")
                    group["trajectories/outputs"][...] = float("nan")
                    group["history/loss"][...] = float("nan")
        with h5py.File(self.run_folder / "analysis/classification.h5", "a") as file:
            for group in file["networks"].values():
                group["principal_components"][...] = float("nan")
                group["explained_variance"][...] = float("nan")
        self.page()

    def test_names_are_escaped(self) -> None:
        self.skip_drawing()
        make_run(self.run_folder, [0.1], [0], 1)
        path = self.run_folder / "run.json"
        path.write_text(json.dumps(json.loads(path.read_text()) | {"name": "<script>a & b"}))
        self.assertIn("&lt;script&gt;a &amp; b", self.page())

    def test_pictures_of_an_earlier_report_go(self) -> None:
        self.skip_drawing()
        make_run(self.run_folder, [0.1], [0], 1)
        (self.run_folder / "report").mkdir()
        (self.run_folder / "report/example-chaotic-0000099.png").write_bytes(b"old")
        (self.run_folder / "report/mine.png").write_bytes(b"keep")
        self.page()
        self.assertNotIn("example-chaotic-0000099.png", self.pictures())
        self.assertIn("mine.png", self.pictures())


class BadInput(ReportTest):
    def test_missing_folder(self) -> None:
        self.fails(65, "no such run folder")

    def test_bad_files(self) -> None:
        cases = [
            ("run.json", None, "the file is missing"),
            ("run.json", b"{", "not JSON"),
            ("run.json", b"[]", "JSON object"),
            ("attempt-01.json", b"\xff\xfe", "UTF-8"),
            ("analysis/networks.csv", None, "run remanence-analysis"),
            ("analysis/networks.csv", b"", "empty"),
            ("analysis/networks.csv", b"network,cell\n", "column `file`"),
            ("analysis/cells.csv", b"learning_rate,networks\n0.1\n", "line 2 has 1 fields"),
            ("analysis/report.json", b"no", "not JSON"),
            ("analysis/classification.h5", b"not HDF5", "not a readable HDF5 file"),
            ("rank-0000.a01.h5", b"\x89HDF\r\n\x1a\n cut", "not a readable HDF5 file"),
        ]
        make_run(self.run_folder, [0.1], [0, 100], 2)
        for name, content, pattern in cases:
            with self.subTest(name=name, content=content):
                path = self.run_folder / name
                before = path.read_bytes()
                path.unlink()
                if content is not None:
                    path.write_bytes(content)
                self.fails(65, re.escape(name), pattern)
                path.write_bytes(before)

    def test_output_is_a_file(self) -> None:
        make_run(self.run_folder, [0.1], [0], 1)
        (self.run_folder / "report").write_text("in the way")
        self.fails(74, "report", "--output")

    def test_usage(self) -> None:
        self.assertEqual(self.report("--unknown")[0], 64)


class SmallParts(unittest.TestCase):
    def test_significant(self) -> None:
        for value, expected in (
            (0.0517947, "0.0518"),
            (0.1, "0.1"),
            (400.0, "400"),
            (1e-5, "1e−5"),
            (0.0, "0"),
            ("nan", "–"),
            ("sigmoid", "sigmoid"),
            (31500, "31500"),
            (-1.5, "−1.5"),
        ):
            self.assertEqual(formatting.significant(value), expected)

    def test_axes(self) -> None:
        parameters = ["learning_rate", "delay_ms", "reaction_ms", "momentum"]
        for swept, expected in (
            (["learning_rate", "delay_ms"], ("learning_rate", "delay_ms")),
            (["learning_rate", "reaction_ms"], ("learning_rate", "reaction_ms")),
            (["delay_ms"], ("learning_rate", "delay_ms")),
            (["learning_rate"], ("learning_rate", "delay_ms")),
            (["momentum", "delay_ms"], ("momentum", "delay_ms")),
            (["learning_rate", "momentum"], ("learning_rate", "momentum")),
            ([], ("learning_rate", "delay_ms")),
        ):
            self.assertEqual(grid.choose_axes(parameters, swept), expected)

    def test_allotted(self) -> None:
        self.assertEqual(learning_curves.allotted({"a": 2, "b": 100}, 60), {"a": 2, "b": 58})
        rows = [{"network": str(i)} for i in range(1000)]
        self.assertEqual([row["network"] for row in learning_curves.spread(rows, 4)], ["125", "375", "625", "875"])


if __name__ == "__main__":
    unittest.main()
