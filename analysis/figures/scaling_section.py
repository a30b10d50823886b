"""The section on scaling laws: what was fitted in words, the pictures, the tables."""

from __future__ import annotations

import fit_tables
from drawing import Picture
from formatting import column_label, count, number
from markup import figure, text
from run_folder import RunFolder
from scaling import Scaling


def section(run: RunFolder, pictures: list[Picture]) -> str:
    """The whole section; empty where there is neither a picture nor a fit."""
    scaling = Scaling(run)
    if not scaling:
        missing = (
            "<p>No scaling laws were fitted yet: <code>remanence-analysis fit</code> on the run folder writes "
            "analysis/scaling.json, and with it boundaries and their laws appear here.</p>"
        )
        return missing + "".join(figure(picture) for picture in pictures)
    parts = [introduction(scaling)]
    for part in scaling.slices:
        none = "<p>No law could be fitted by the published estimators.</p>"
        parts += [f"<h3>{text(part.name)}</h3>" if part.name else "", fit_tables.laws(scaling, part) or none]
    parts += [figure(picture) for picture in pictures]
    parts.append(tables(scaling))
    return "".join(parts)


def introduction(scaling: Scaling) -> str:
    replicates = number(scaling.bootstrap.get("replicates"))
    kinds = {
        "seeds": "drawn by seed, since networks of equal seed start alike in every cell",
        "binomial": "drawn from binomial distributions, since the table has no seeds",
    }
    drawn = kinds.get(str(scaling.bootstrap.get("kind")), "")
    intervals = (
        f" Intervals: 95 %, from {count(replicates)} bootstrap replicates{', ' + drawn if drawn else ''}."
        if replicates > 0
        else ""
    )
    source = f" Fitted from <code>{text(scaling.source)}</code>." if scaling.source else ""
    delay = any(part.quantity == "delay_ms" for part in scaling.slices)
    over = "delay" if delay or not scaling.slices else column_label(scaling.slices[0].quantity).split(" (")[0]
    slow = ", and smaller still for it to learn with a slow manifold" if over == "delay" else ""
    return (
        f"<p>The longer the {text(over)}, the smaller the learning rate must be for a network to learn{slow}. A "
        f"scaling law says how: along the boundary the learning rate is a power of the {text(over)}, learning rate = "
        f"prefactor · {text(over)}<sup>exponent</sup>, a straight line on logarithmic axes. Where a boundary is "
        "depends on how it is estimated, so several estimators stand side by side; published ones are those of "
        f"Kurtkaya et al. 2025 (arXiv:2502.17433).{intervals}{source}</p>"
    )


def tables(scaling: Scaling) -> str:
    """Fits, models, and what could not be fitted, slice by slice."""
    parts = []
    for part in scaling.slices:
        body = fit_tables.fits(scaling, part) + fit_tables.models(scaling, part) + fit_tables.not_fitted(scaling, part)
        if body:
            parts.append(f"<h3>The fits in numbers{', ' + text(part.name) if part.name else ''}</h3>{body}")
    return "".join(parts) or "<p>Nothing was fitted.</p>"
