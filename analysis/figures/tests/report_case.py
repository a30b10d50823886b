"""What tests of the report share: a run in a temporary folder, the script, and a check of every page it writes."""

from __future__ import annotations

import base64
import contextlib
import io
import re
import shutil
import sys
import tempfile
import unittest
from html.parser import HTMLParser
from pathlib import Path
from unittest import mock

from matplotlib.figure import Figure

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent)]

import report  # noqa: E402
import selection  # noqa: E402

#: One grey pixel.
PIXEL = base64.b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==")

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

    def skip_drawing(self) -> None:
        """Stores a pixel for every figure, where a test is not about pictures."""
        patcher = mock.patch.object(Figure, "savefig", lambda figure, stream, **options: stream.write(PIXEL))
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
        folder = self.run_folder / "report"
        pages = {path.name: path.read_text(encoding="utf-8") for path in folder.glob("*.html")}
        for name, content in pages.items():
            with self.subTest(page=name):
                self.check(content, set(pages))
        self.assertEqual(list(folder.glob(".*")), [])
        return pages["index.html"]

    def check(self, content: str, pages: set[str]) -> None:
        """Well-formed, self-contained, and every link leads somewhere."""
        checker = Checker()
        checker.feed(content)
        self.assertEqual(checker.problems, [])
        self.assertEqual(checker.open, [])
        self.assertEqual(len(checker.ids), len(set(checker.ids)))
        for image in checker.images:
            self.assertGreater(len(image["alt"]), 20)
            self.assertTrue(image["src"].startswith("data:image/"))
        for link in checker.links:
            self.assertIn(link.split("#")[0], pages)

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
