"""Tests of the report on synthetic runs: `python3 -m unittest discover -s analysis/figures/tests` or pytest."""

from __future__ import annotations

import contextlib
import csv
import io
import json
import re
import shutil
import sys
import tempfile
import unittest
from html.parser import HTMLParser
from pathlib import Path
from unittest import mock

import h5py

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent)]

from make_run import make_run  # noqa: E402

import formatting  # noqa: E402
import grid  # noqa: E402
import learning_curves  # noqa: E402
import report  # noqa: E402
import selection  # noqa: E402

#: Pages may lead to each other, and to nothing else.
LINK = re.compile(r"(index\.html(#gallery)?|network-\d{7}\.html)")


class Checker(HTMLParser):
    """Well-nested tags, no outside resources, alternative texts, unique ids."""

    VOID = ("meta", "img", "br", "link", "!doctype")

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.problems: list[str] = []
        self.images: list[dict] = []
        self.ids: list[str] = []
        self.links: list[str] = []

    def handle_starttag(self, tag, attributes):
        values = dict(attributes)
        if tag not in self.VOID:
            self.open.append(tag)
        if tag in ("script", "link", "iframe"):
            self.problems.append(tag)
        for name in ("src", "href"):
            if name in values and not values[name].startswith(("data:", "#")):
                if tag == "a" and LINK.fullmatch(values[name]):
                    self.links.append(values[name])
                else:
                    self.problems.append(values[name])
        if tag == "img":
            self.images.append(values)
        if "id" in values:
            self.ids.append(values["id"])

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.problems.append(f"</{tag}>")


class ReportTest(unittest.TestCase):
    def setUp(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="figures-"))
        self.addCleanup(shutil.rmtree, self.folder)
        self.run_folder = self.folder / "run"
        # Pages take longest; most tests need no more than one of each kind.
        patcher = mock.patch.object(selection, "PER_MECHANISM", 1)
        patcher.start()
        self.addCleanup(patcher.stop)

    def report(self, *arguments: str) -> tuple[int, str]:
        """Exit status and error output of the script."""
        errors = io.StringIO()
        with contextlib.redirect_stderr(errors), contextlib.redirect_stdout(io.StringIO()):
            try:
                status = report.main([str(self.run_folder), *arguments])
            except SystemExit as exit_call:
                status = exit_call.code
        return status, errors.getvalue()

    def page(self) -> str:
        status, errors = self.report()
        self.assertEqual((status, errors), (0, ""))
        content = (self.run_folder / "report" / "index.html").read_text(encoding="utf-8")
        checker = Checker()
        checker.feed(content)
        self.assertEqual(checker.problems, [])
        self.assertEqual(checker.open, [])
        self.assertEqual(len(checker.ids), len(set(checker.ids)))
        for image in checker.images:
            self.assertGreater(len(image["alt"]), 20)
            self.assertTrue(image["src"].startswith("data:image/"))
        self.assertEqual(list((self.run_folder / "report").glob(".*")), [])
        return content

    def assertIn(self, member, container, msg=None) -> None:  # noqa: N802 (a page is too long for a message)
        self.assertTrue(member in container, msg or f"{member!r} was not found")

    def pictures(self) -> list[str]:
        return sorted(path.name for path in (self.run_folder / "report").glob("*.png"))

    def fails(self, status: int, *patterns: str) -> None:
        found, errors = self.report()
        self.assertEqual(found, status, errors)
        self.assertEqual(errors.count("\n"), 1, errors)
        for pattern in patterns:
            self.assertRegex(errors, pattern)


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
        make_run(self.run_folder, [1.0, 0.1], [20, 200, 400], 2, axis="reaction_ms")
        self.assertIn("learning rate (down) and reaction (across)", self.page())

    def test_further_axis_gives_one_diagram_each(self) -> None:
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
        make_run(self.run_folder, [0.1, 0.01], [0, 200], 2, partial=3)
        self.assertIn("3 of 8 networks are finished", self.page())

    def test_without_optional_files(self) -> None:
        make_run(self.run_folder, [0.1, 0.01], [0, 200], 2)
        (self.run_folder / "analysis/report.json").unlink()
        (self.run_folder / "analysis/classification.h5").unlink()
        (self.run_folder / "attempt-01.json").unlink()
        page = self.page()
        self.assertIn("report.json is missing", page)
        self.assertIn("classification.h5 is missing", page)
        self.assertIn("8 networks trained", page)

    def test_without_rank_files(self) -> None:
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
        make_run(self.run_folder, [0.1], [0], 1)
        path = self.run_folder / "run.json"
        path.write_text(json.dumps(json.loads(path.read_text()) | {"name": "<script>a & b"}))
        self.assertIn("&lt;script&gt;a &amp; b", self.page())

    def test_pictures_of_an_earlier_report_go(self) -> None:
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
