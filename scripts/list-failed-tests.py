#!/usr/bin/env python3
"""Lists what failed in a test log, short enough for the end of a log of which only the end is kept.

Usage: list-failed-tests.py TEST.log

Prints every recorded issue with the first and the last of its details, then failed tests that recorded no issue of
their own, and whatever ended the test program itself. Prints nothing when nothing failed.
"""

import re
import sys
from pathlib import Path

LINES = 40  # of the whole list
WIDTH = 400  # of a line
DETAILS = 8  # of an issue

# What Swift Testing begins its own lines with; any other line goes on with what was said before.
MARKS = "◇↳➜✔✘⚠"
ISSUE = re.compile(r"^✘ .* recorded an issue")
FAILED_TEST = re.compile(r"^✘ Test (?!run )(.*?)(?: with \d+ test cases?)? failed after ")
ENDED = re.compile(r"^(error: |Fatal error|\S+: Fatal error|\*\*\* |.*unexpected signal)")


def cut(line: str) -> str:
    """Bound the width of a line."""
    line = line.rstrip()
    return line if len(line) <= WIDTH else line[: WIDTH - 4] + " ..."


def issues(lines: list[str]) -> list[list[str]]:
    """Find every recorded issue: its own line, then its details."""
    found: list[list[str]] = []
    is_open = False
    for line in lines:
        if ISSUE.match(line):
            found.append([line])
            is_open = True
        elif line[:1] not in MARKS or line[:1] == "↳":
            if is_open and line.strip():
                found[-1].append(line)
        else:
            is_open = False
    return found


def shortened(details: list[str], count: int) -> list[str]:
    """Keep the first and the last lines; what a program said last is often why."""
    if len(details) <= count:
        return details
    if count < 3:
        return details[:count]
    last = (count - 1) // 2
    return [*details[: count - 1 - last], "...", *details[-last:]]


def report(lines: list[str]) -> list[str]:
    """Make the list from the lines of the log."""
    found = issues(lines)
    recorded = "\n".join(issue[0] for issue in found)
    others = [
        line
        for line in lines
        if ENDED.match(line) or ((test := FAILED_TEST.match(line)) and f"Test {test[1]}" not in recorded)
    ][: LINES // 4]
    room = LINES - len(others)
    shown = found[:room]
    count = min(DETAILS, room // len(shown) - 1) if shown else 0
    output = []
    for issue in shown:
        output += [issue[0], *("    " + line for line in shortened(issue[1:], count))]
    if len(found) > len(shown):
        output.append(f"and {len(found) - len(shown)} more issues")
    return [cut(line) for line in output + others]


def main() -> None:
    """Print the list."""
    try:
        lines = Path(sys.argv[1]).read_text(errors="replace").splitlines()
    except OSError as error:
        lines = [f"error: the tests left no log ({error})"]
    output = report(lines)
    if output:
        sys.stdout.reconfigure(errors="replace")
        print("\nFailed:")
        print("\n".join(output))


if __name__ == "__main__":
    main()
