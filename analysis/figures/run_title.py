"""What a run is, in a few words: control or with what post-reaction, its time constant, what else was swept."""

from __future__ import annotations

from formatting import number, significant
from grid import Grid
from run_folder import RunFolder


def title_of(run: RunFolder, grid: Grid, first: RunFolder) -> str:
    """The title of one facet of a run beside a first one, whose time constant goes without saying."""
    parts = []
    post = post_reaction(run, grid)
    if run.setting("kind", "no-memory-control"):
        parts.append("control without memory")
    elif post == post:
        parts.append(f"post-reaction {significant(post)} ms" if post > 0 else "no post-reaction")
    constant = run.setting("time-constant")
    if constant and constant != first.setting("time-constant"):
        parts.append(f"time constant {constant}")
    parts += [part for part in grid.facet.split(", ") if part and not part.startswith("post reaction")]
    title = ", ".join(parts)
    return title[:1].upper() + title[1:] or run.name


def post_reaction(run: RunFolder, grid: Grid) -> float:
    """Its duration in ms, from the cells or else the configuration; NaN where neither says."""
    said = {cell["post_reaction_ms"] for cell in grid.cells.values() if "post_reaction_ms" in cell}
    return number(said.pop()) if len(said) == 1 else number(run.setting("post-reaction").split(" ")[0])
