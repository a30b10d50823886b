"""Legends in rows above a figure: as many entries beside each other as fit, and how much room they take."""

from __future__ import annotations

from collections.abc import Sequence

from matplotlib.artist import Artist
from matplotlib.figure import Figure

LINE = 0.2  # inches: height of a row
HANDLE, LETTER = 0.47, 0.061  # inches: what an entry takes beside its words, and a letter of them


def columns(handles: Sequence[Artist], width: float) -> int:
    """The fewest rows that fit into so many inches, in columns that are filled one after the other."""
    for rows in range(1, len(handles)):
        amount = -(-len(handles) // rows)
        parts = (handles[first : first + rows] for first in range(0, len(handles), rows))
        if sum(HANDLE + LETTER * max(len(h.get_label()) for h in part) for part in parts) <= width:
            return amount
    return 1


def height(handles: Sequence[Artist], width: float) -> float:
    """What the rows take, in inches; nothing where there are none."""
    return LINE * -(-len(handles) // columns(handles, width)) if handles else 0.0


def place(figure: Figure, handles: Sequence[Artist], left: float, top: float, width: float) -> float:
    """Draws them, left and top in inches from the upper left corner; returns where the next ones may begin."""
    if not handles:
        return top
    figure.legend(
        handles=handles,
        loc="upper left",
        ncol=columns(handles, width),
        frameon=False,
        borderaxespad=0,
        borderpad=0,
        labelspacing=0.55,
        handlelength=1.8,
        handleheight=1.0,
        columnspacing=1.4,
        bbox_to_anchor=(left / figure.get_figwidth(), 1 - top / figure.get_figheight()),
    )
    return top + height(handles, width)
