"""The gallery of the index: networks of every mechanism as thumbnails, each a link to its page."""

from __future__ import annotations

from markup import text
from mechanisms import ALL
from network_page import Shown


def section(shown: list[Shown]) -> str:
    """Thumbnails by mechanism."""
    parts = [
        "<p>Networks of every mechanism, in the plane of the first two principal components of their activity; each "
        "picture leads to a page with all evidence for its label. Blue: after cue 1, red: after cue 2. Dotted: "
        "the cue, strong: the delay, dashed: the reaction; a triangle ends the cue, a square the delay. Discs are "
        "stable fixed points, crosses saddles, green diamonds slow points, grey bands closed orbits.</p>"
    ]
    for mechanism in ALL:
        items = [item for item in shown if item.chosen.mechanism is mechanism]
        if items:
            parts.append(
                f"<h3>{mechanism.letter}&ensp;{text(mechanism.name)}</h3>"
                f'<div class="gallery">{"".join(tile(item) for item in items)}</div>'
            )
    return "".join(parts)


def tile(item: Shown) -> str:
    """One network: its picture and a line about it, both links."""
    chosen = item.chosen
    picture = (
        f'<img src="{item.thumbnail.source}" alt="{text(item.thumbnail.alternative)}">'
        if item.thumbnail is not None
        else '<span class="blank">no picture</span>'
    )
    return (
        f'<figure><a href="{chosen.page}">{picture}</a><figcaption><a href="{chosen.page}">Network {chosen.identity}'
        f"</a>: {text(item.caption)}</figcaption></figure>"
    )
