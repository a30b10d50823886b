"""Tests of the figure of the analytical models: `python3 -m unittest discover -s analysis/figures/tests` or pytest."""

from __future__ import annotations

import contextlib
import io
import json
import shutil
import sys
import tempfile
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import theory  # noqa: E402


def make_theory() -> dict:
    """A small theory.json: two delays, coarse losses, exact power laws."""

    def law(model: str, response: str, exponent: int) -> dict:
        rates = [delay**exponent for delay in (20.0, 320.0)]
        return {
            "model": model,
            "response": response,
            "delay": [20, 320],
            "response_duration": [5, 5],
            "critical_rate_closed_form": rates,
            "critical_rate_measured": [1.01 * rate for rate in rates],
            "exponent": exponent,
            "exponent_asymptotic": exponent,
        }

    def landscape(model: str) -> dict:
        curve = {"parameter": [0, 0.5, 1, 2], "loss": [1, 1, 0, 0.6]}
        path = {"parameter": [1.2, 0.9, 0.3], "loss": [0.1, 0.2, 1], "rate": 1, "rate_over_critical": 1.5}
        return {
            "model": model,
            "delay": 60,
            "response_duration": 10,
            "minimum": 1,
            "zone_edge": 0.5,
            "closed_form": curve,
            "simulated": curve,
            "descents": [{**path, "enters_zone": False}, {**path, "enters_zone": True}],
        }

    models = [law("slowPoint", "short", -5), law("slowPoint", "equal", -4)]
    models += [law("limitCycle", "short", -3), law("limitCycle", "equal", -2)]
    return {
        "schema": "remanence-theory 1.0",
        "models": models,
        "landscapes": [landscape("slowPoint"), landscape("limitCycle")],
        "search": {"starts": 25, "steps": 3000},
    }


class TheoryFigure(unittest.TestCase):
    def setUp(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="theory-"))
        self.addCleanup(shutil.rmtree, self.folder)

    def draw(self, content: object, *options: str) -> tuple[int, str]:
        """Status and standard error of the command on a file with this content."""
        text = content if isinstance(content, str) else json.dumps(content)
        (self.folder / "theory.json").write_text(text)
        return self.run_command(str(self.folder), *options)

    def run_command(self, *arguments: str) -> tuple[int, str]:
        errors = io.StringIO()
        with contextlib.redirect_stderr(errors), contextlib.redirect_stdout(io.StringIO()):
            try:
                status = theory.main(list(arguments))
            except SystemExit as end:
                status = end.code
        return status, errors.getvalue()

    def test_draws(self) -> None:
        self.assertEqual(self.draw(make_theory()), (0, ""))
        first = (self.folder / "theory.png").read_bytes()
        self.assertTrue(first.startswith(b"\x89PNG"))
        self.assertEqual(self.draw(make_theory()), (0, ""))
        self.assertEqual((self.folder / "theory.png").read_bytes(), first, "equal data gives equal bytes")

    def test_output_elsewhere(self) -> None:
        self.assertEqual(self.draw(make_theory(), "--output", str(self.folder / "other/place")), (0, ""))
        self.assertTrue((self.folder / "other/place/theory.png").exists())
        self.assertFalse((self.folder / "theory.png").exists())

    def test_further_keys_and_missing_optional_ones(self) -> None:
        content = make_theory()
        content["later"] = 1
        content["models"] = content["models"][:1]
        del content["models"][0]["exponent_asymptotic"]
        self.assertEqual(self.draw(content), (0, ""))

    def test_bad_files(self) -> None:
        def without(part: str, key: str) -> dict:
            content = make_theory()
            del content[part][0][key]
            return content

        uneven = make_theory()
        uneven["models"][1]["delay"] = [1]
        empty = make_theory()
        empty["models"] = []
        stranger = make_theory()
        stranger["models"][0]["model"] = "pendulum"
        for content in (
            "{",
            "[]",
            "{}",
            without("models", "delay"),
            without("models", "exponent"),
            without("landscapes", "zone_edge"),
            without("landscapes", "descents"),
            uneven,
            empty,
            stranger,
        ):
            status, errors = self.draw(content)
            self.assertEqual(status, 65, errors)
            self.assertRegex(errors, r"^theory\.py: .*theory\.json: damaged.*; write it anew with .*\n$")
            self.assertFalse((self.folder / "theory.png").exists())

    def test_no_file(self) -> None:
        status, errors = self.run_command(str(self.folder))
        self.assertEqual(status, 65)
        self.assertIn("no such file", errors)

    def test_usage(self) -> None:
        for arguments in ((), ("a", "b"), ("--colour", "red", "a")):
            status, errors = self.run_command(*arguments)
            self.assertEqual(status, 64)
            self.assertIn("theory.py --help", errors)

    def test_folder_that_cannot_be_written(self) -> None:
        (self.folder / "file").write_text("precious")
        status, errors = self.draw(make_theory(), "--output", str(self.folder / "file/inside"))
        self.assertEqual(status, 74, errors)


if __name__ == "__main__":
    unittest.main()
