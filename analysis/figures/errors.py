"""The one error type of the figures: a sentence for the user and an exit status for the shell."""

from __future__ import annotations

BAD_USAGE = 64
BAD_INPUT = 65
INTERNAL = 70
INPUT_OUTPUT = 74


class ReportError(Exception):
    """Something the user can act on; the message names the file and the way out, and fits on one line."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(" ".join(message.split()))
        self.status = status


def bad_input(path: object, problem: str, way_out: str) -> ReportError:
    """An input file is missing, damaged or of another kind."""
    return ReportError(BAD_INPUT, f"{path}: {problem}; {way_out}")


def input_output(path: object, cause: OSError) -> ReportError:
    """The operating system refused to read or write a file."""
    reason = cause.strerror or str(cause)
    return ReportError(INPUT_OUTPUT, f"{path}: {reason}; check permissions and free space, or choose another --output")
