"""Tests of the pages of single networks, the gallery, and the tables of agreement."""

from __future__ import annotations

import csv
import html
import json
import re
import sys
import unittest
from pathlib import Path
from unittest import mock

import h5py
import numpy

sys.path.insert(0, str(Path(__file__).resolve().parent))

from make_dynamics import CHECKS, EVIDENCE  # noqa: E402
from make_run import make_run  # noqa: E402
from report_case import ReportTest  # noqa: E402

import dynamics  # noqa: E402
import evidence_tables  # noqa: E402
import examples  # noqa: E402
import learning_curves  # noqa: E402
import mechanisms  # noqa: E402
import phase_diagram  # noqa: E402
import selection  # noqa: E402
import state_space  # noqa: E402
import words  # noqa: E402
from trial import Trial  # noqa: E402


class PageTest(ReportTest):
    """A run with a few networks of several kinds; the other figures of the index are left out."""

    def setUp(self) -> None:
        super().setUp()
        for module in (phase_diagram, learning_curves, examples):
            patcher = mock.patch.object(module, "draw", lambda run, output: [])
            patcher.start()
            self.addCleanup(patcher.stop)

    def make(self, **options) -> None:
        make_run(self.run_folder, [0.1, 0.01], [0, 100, 300], 3, **options)

    def pages(self) -> dict[str, str]:
        """The pages of networks by name, after the index was checked to lead to each of them."""
        index = self.page()
        found = {path.name: path.read_text() for path in (self.run_folder / "report").glob("network-*.html")}
        self.assertEqual(set(re.findall(r'href="(network-\d{7}\.html)"', index)), set(found))
        for content in found.values():
            self.assertIn('href="index.html', content)
        return found

    def evidence(self) -> h5py.File:
        return h5py.File(self.run_folder / "analysis/classification.h5", "a")

    def rows(self) -> dict[str, dict[str, str]]:
        with (self.run_folder / "analysis/networks.csv").open() as stream:
            return {f"network-{int(row['network']):07d}.html": row for row in csv.DictReader(stream)}


class Pages(PageTest):
    def test_every_number_of_the_evidence_has_words(self) -> None:
        self.make()
        pages = self.pages()
        rows = self.rows()
        self.assertGreaterEqual(len(pages), 2)
        for name, page in pages.items():
            row = rows[name]
            kind = mechanisms.BY_KEY[row["mechanism"]].column
            for check in CHECKS[kind]:
                self.assertIn(html.escape(words.CHECKS[check].words), page)
            for word, said in zip(EVIDENCE[kind], (words.EVIDENCE, words.REASONS)):
                self.assertIn(html.escape(said[word]), page)
            for said in ("State space", "Over time", "Rates and outputs", "Checks", "Fixed and slow points"):
                self.assertIn(f"<h2>{said}</h2>", page)
            for said in ("stable fixed point", "saddle", "slow point", "add up to 1"):
                self.assertIn(said, page)
            self.assertEqual(page.count("<img "), 3)

    def test_the_analysis_chooses(self) -> None:
        self.skip_drawing()
        self.make(examples=True)
        with self.evidence() as file:
            named = set(file["examples"])
        pages = self.pages()
        self.assertEqual({f"network-{name}.html" for name in named}, set(pages))
        for page in pages.values():
            self.assertIn("nearest to a threshold", page)
            self.assertIn("Grey arrows", page)

    def test_flow_is_drawn(self) -> None:
        make_run(self.run_folder, [0.01], [0], 1, examples=True)
        drawn = []
        with mock.patch.object(state_space.Axes, "quiver", lambda axes, *arrays, **look: drawn.append(arrays)):
            self.page()
        self.assertEqual([arrays[2].shape for arrays in drawn], [(7, 9), (7, 9)])

    def test_margins_choose_where_the_analysis_does_not(self) -> None:
        rows = [{"network": str(n), "margin": str(m)} for n, m in enumerate(("0.5", "", "3", "0.1", "nan", "2", "1"))]
        found = [(row["network"], why) for row, why in selection.by_margin(rows)[:4]]
        self.assertEqual(found[0], ("2", selection.CLEAREST))
        with mock.patch.object(selection, "PER_MECHANISM", 4):
            found = [(row["network"], why) for row, why in selection.by_margin(rows)]
        clear, near = selection.CLEAREST, selection.NEAREST
        self.assertEqual(found, [("2", clear), ("5", clear), ("3", near), ("0", near)])

    def test_no_gallery_without_networks_that_learned(self) -> None:
        self.skip_drawing()
        self.make()
        path = self.run_folder / "analysis/networks.csv"
        path.write_text(
            re.sub(r"limitCycle|slowManifold|mixed|unresolved|fixedPoint|chaotic", "notLearned", path.read_text())
        )
        self.assertEqual(self.pages(), {})
        self.assertNotIn('id="gallery"', self.page())

    def test_pages_of_an_earlier_report_go(self) -> None:
        self.skip_drawing()
        self.make()
        (self.run_folder / "report").mkdir()
        (self.run_folder / "report/network-0000999.html").write_text("old")
        (self.run_folder / "report/network-0000999-states.png").write_bytes(b"old")
        self.assertNotIn("network-0000999.html", self.pages())
        self.assertNotIn("network-0000999-states.png", self.pictures())


class MissingPieces(PageTest):
    def test_each_group_may_be_absent(self) -> None:
        self.skip_drawing()
        make_run(self.run_folder, [0.01], [0, 200], 1, examples=True)
        parts = ("fates", "points", "delay", "checks", "explained_variance", "peak_order", "principal_components")
        for part in parts:
            with self.evidence() as file:
                for group in file["networks"].values():
                    if part in group:
                        del group[part]
                for group in file["examples"].values():
                    if part == "points":
                        del group["grid_first"]
            with self.subTest(part=part):
                self.assertTrue(self.pages())
        self.assertIn("no picture", self.page())

    def test_numbers_may_be_undefined(self) -> None:
        make_run(self.run_folder, [0.1, 0.01], [0, 300], 2, examples=True)

        def spoil(name: str, item: object) -> None:
            if isinstance(item, h5py.Dataset) and item.dtype.kind == "f":
                item[...] = numpy.nan if len(name) % 2 else numpy.inf

        with self.evidence() as file:
            for part in ("networks", "examples"):
                file[part].visititems(spoil)
        self.assertTrue(self.pages())

    def test_shapes_may_differ(self) -> None:
        self.skip_drawing()
        self.make(examples=True)
        with self.evidence() as file:
            for group in file["networks"].values():
                if "points" not in group:
                    continue
                for name in ("points/projection", "points/spectrum", "delay/speed", "fates/group", "checks"):
                    values = group[name][...]
                    del group[name]
                    group[name] = values[:1, ..., None]
                group["points"].attrs["stability"] = ""
                group["fates"].attrs["reason"] = "somethingNew"
        pages = self.pages()
        self.assertTrue(any("something new" in page for page in pages.values()))

    def test_one_condition_and_one_unit(self) -> None:
        make_run(self.run_folder, [0.01], [0, 200], 1)
        with self.evidence() as file:
            for group in file["networks"].values():
                for name in ("fates", "delay", "points"):
                    for key, item in list(group.get(name, {}).items()):
                        values = item[...]
                        del group[f"{name}/{key}"]
                        is_time = key in ("separation", "decodability") or name == "points"
                        group[f"{name}/{key}"] = values if is_time else values[:1]
                if "points" in group:
                    for key in ("spectrum", "state"):
                        values = group[f"points/{key}"][:, :1]
                        del group[f"points/{key}"]
                        group[f"points/{key}"] = values
                    del group["delay/separation"]
                    for name in ("kind", "reason"):
                        group["fates"].attrs[name] = group["fates"].attrs[name].split(",")[0]
                values = group["principal_components"][:1]
                del group["principal_components"]
                group["principal_components"] = values
        self.assertTrue(self.pages())


class Agreement(PageTest):
    def test_confusions_and_disagreements(self) -> None:
        self.skip_drawing()
        self.make(examples=True)
        page = self.page()
        for said in (
            "The mechanism and the rule of late deviation",
            "The two labels agree for 9 of 12 networks (75 %)",
            "Late deviation looks at the last trial length only.",
            "Two cues of the published classifier",
            "limit cycle against slow manifold",
            "just below the threshold",
        ):
            self.assertIn(said, page)

    def test_odd_values(self) -> None:
        self.skip_drawing()
        make_run(self.run_folder, [0.01], [0], 1)
        path = self.run_folder / "analysis/report.json"
        report = json.loads(path.read_text())
        for confusions, disagreements in (
            ([], []),
            (None, None),
            ("x", {"a": 1}),
            (
                [1, {}, {"rows": ["a"], "columns": ["b"], "counts": [None]}],
                [1, {}, {"network": "mine", "labels": ["a"]}],
            ),
        ):
            path.write_text(json.dumps(report | {"confusions": confusions, "disagreements": disagreements}))
            with self.subTest(confusions=confusions):
                self.page()

    def test_the_table_that_is_there_already_is_not_repeated(self) -> None:
        self.skip_drawing()
        make_run(self.run_folder, [0.01], [0], 1)
        path = self.run_folder / "analysis/report.json"
        report = json.loads(path.read_text())
        same = {
            "title": "Once more", "rows": report["confusion"]["mechanisms"], "columns": ["0", "1", "2", "3"],
            "counts": report["confusion"]["counts"],
        }  # fmt: skip
        path.write_text(json.dumps(report | {"confusions": [same]}))
        self.assertNotIn("Once more", self.page())


class Parts(unittest.TestCase):
    def test_margin_of_a_check(self) -> None:
        for value, threshold, expected in ((2.0, 1.0, numpy.log(2)), (-0.5, 1.0, numpy.log(2)), (1.0, 1.0, 0.0)):
            self.assertAlmostEqual(dynamics.Check("delay", value, threshold).margin, expected)
        self.assertAlmostEqual(dynamics.Check("delay", 0.0, 1.0).margin, 12 * numpy.log(10))
        for value, threshold in ((numpy.nan, 1.0), (1.0, 0.0), (numpy.inf, 1.0)):
            self.assertTrue(numpy.isnan(dynamics.Check("delay", value, threshold).margin))

    def test_parts_of_a_path(self) -> None:
        phases = [("cue", 0.0, 30.0), ("delay", 30.0, 130.0), ("reaction", 130.0, 180.0)]
        expected = [("cue", 0, 6), ("delay", 6, 26), ("reaction", 26, 36), ("continuation", 36, 99)]
        self.assertEqual(state_space.parts_of(100, Trial(5.0, phases)), expected)
        self.assertEqual(state_space.parts_of(7, Trial(5.0, phases)), [("cue", 0, 6)])
        self.assertEqual(state_space.parts_of(7, Trial(5.0, [])), [("continuation", 0, 6)])
        self.assertEqual(state_space.parts_of(1, Trial()), [("continuation", 0, 0)])

    def test_looks_of_points(self) -> None:
        def look(kind: str, stability: str, unstable: float) -> str:
            nowhere, spectrum = numpy.zeros(2), numpy.zeros((2, 2))
            return dynamics.Point(1, kind, stability, nowhere, 0.0, unstable, 1.0, spectrum).look

        for case, expected in (
            (("root", "stable", 0), "stable"),
            (("root", "neutral", 0), "neutral"),
            (("root", "unstable", 1), "saddle"),
            (("root", "unstable", 2), "unstable"),
            (("slowPoint", "unstable", 1), "slow"),
        ):
            self.assertEqual(look(*case), expected)

    def test_checks_name_their_cue_only_where_every_cue_has_one(self) -> None:
        checks = [dynamics.Check(name, 1.0, 2.0) for name in ("speedRatio", "speedRatio", "delay")]
        self.assertEqual([name[-7:] for name in evidence_tables.check_names(checks, 2)][:2], ["(cue 1)", "(cue 2)"])
        self.assertFalse(evidence_tables.check_names(checks, 3)[0].endswith("(cue 1)"))
        self.assertEqual(words.check("somethingNew").words, "something new")


if __name__ == "__main__":
    unittest.main()
