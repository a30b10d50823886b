"""What the commands of this folder share: how arguments are refused, and how every end has a line and a status."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

from errors import BAD_USAGE, INPUT_OUTPUT, INTERNAL, ReportError


class Parser(argparse.ArgumentParser):
    """Usage errors end with 64, as everywhere in this project."""

    def error(self, message: str) -> NoReturn:
        self.exit(BAD_USAGE, f"{self.prog}: {message}; `{self.prog} --help` shows the usage\n")


def finish(program: str, folder: Path, work: Callable[[], Path]) -> int:
    """Does the work and prints the path it returns; else says in one line what went wrong. Returns the exit status."""
    try:
        print(work())
        return 0
    except ReportError as error:
        status, message = error.status, str(error)
    except ImportError as error:
        status = INTERNAL
        message = (
            f"{sys.executable} lacks {error.name or error}; on Debian: apt-get install python3-matplotlib "
            "python3-h5py, elsewhere: pip install matplotlib h5py"
        )
    except OSError as error:
        status, message = INPUT_OUTPUT, " ".join(str(error).split())
    except Exception as error:  # A defect: still one line and a status that scripts know.
        status = INTERNAL
        message = f"{folder}: {type(error).__name__}: {' '.join(str(error).split())}; please report this defect"
    print(f"{program}: {message}", file=sys.stderr)
    return status
