#!/usr/bin/env python3
"""Lists the tests that were skipped, and why.

Usage: list-skipped-tests.py RESULTS.xml TEST.log

A test that cannot run here says so with Swift Testing's ``.enabled(if:, "reason")``, and the reason stands in the xUnit
file. A test cancelled while it ran (``Test.cancel``) counts as skipped too; that stands in the log only, and a single
cancelled case of a parametrised test stands nowhere: do not write such.

Exit status 1 when no test ran at all or, with REMANENCE_CI=1, when a test was skipped whose reason does not begin with
"long test": those run with REMANENCE_LONG_TESTS=1, and everything else can run as root on Debian 12.
"""

import os
import re
import sys
import xml.etree.ElementTree as ElementTree
from collections import defaultdict
from pathlib import Path

ALLOWED_IN_CI = "long test"
CANCELLED = re.compile(r'^\S* ?Test (.*?) was cancelled after [^:]*(?:: "(.*)")?$')


def skipped_and_run(results: Path) -> tuple[list[tuple[str, str]], int]:
    """Names with reasons of the skipped tests, and how many tests ran."""
    skipped, ran = [], 0
    for case in ElementTree.parse(results).iter("testcase"):
        mark = case.find("skipped")
        if mark is None:
            ran += 1
            continue
        reason = " ".join((mark.text or mark.get("message") or "").split())
        skipped.append((f"{case.get('classname')}/{case.get('name')}", reason))
    return skipped, ran


def cancelled(log: Path) -> list[tuple[str, str]]:
    """Names with reasons of the tests that were cancelled while they ran."""
    lines = log.read_text(errors="replace").splitlines()
    return [(match[1], match[2] or "") for match in map(CANCELLED.match, lines) if match]


def main() -> int:
    """Print the list and return the exit status."""
    results, log = Path(sys.argv[1]), Path(sys.argv[2])
    try:
        skipped, ran = skipped_and_run(results)
    except (OSError, ElementTree.ParseError) as error:
        print(f"Skipped: unknown, the tests left no readable results ({error})")
        return 1
    stopped = cancelled(log)
    skipped += stopped
    ran -= len(stopped)

    names_by_reason = defaultdict(list)
    for name, reason in skipped:
        names_by_reason[reason or "no reason given"].append(name)

    print()
    print(f"Ran {ran} tests. Skipped: {len(skipped) or 'none'}")
    for reason, names in sorted(names_by_reason.items()):
        print(f"  {reason}")
        for name in sorted(names):
            print(f"    {name}")

    if ran == 0:
        print("No test ran.")
        return 1
    refused = [reason for reason in names_by_reason if not reason.startswith(ALLOWED_IN_CI)]
    if refused and os.environ.get("REMANENCE_CI") == "1":
        print(f'In CI only a reason that begins with "{ALLOWED_IN_CI}" may skip a test. To make run:')
        for reason in refused:
            print(f"  {reason}")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
