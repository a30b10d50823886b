"""Pieces of HTML that the index and the pages of single networks share."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from drawing import Picture

#: The style sheet, written into every page so that a page needs no other file.
STYLE = Path(__file__).with_name("page.css").read_text(encoding="utf-8")


def text(value: object) -> str:
    """A value as text that is safe between tags and in attributes."""
    return html.escape(str(value))


def marked(words: str) -> str:
    """Escaped text in which `words` between backticks are set as code."""
    return re.sub(r"`([^`]+)`", r"<code>\1</code>", text(words))


def document(title: str, body: Iterable[str]) -> str:
    """A whole page around its body."""
    head = [
        "<!DOCTYPE html>",
        '<html lang="en">',
        "<head>",
        '<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{text(title)}</title>",
        f"<style>{STYLE}</style>",
        "</head>",
        "<body>",
    ]
    return "\n".join([*head, *body, "</body>", "</html>"]) + "\n"


def figure(picture: Picture, heading: bool = True) -> str:
    """A picture with its title and caption; linked to the page of its network where there is one."""
    title = f"<h3>{text(picture.title)}</h3>".replace("  ", "&ensp;") if heading else ""
    link = f' <a href="{text(picture.link)}">All evidence of this network</a>.' if picture.link else ""
    return (
        f'{title}<figure><img src="{picture.source}" alt="{text(picture.alternative)}"'
        f' style="width:{picture.width * 6.4:.1f}rem"><figcaption>{text(picture.caption)}{link} <span class="file">'
        f"Picture: {text(picture.file_name)}</span></figcaption></figure>"
    )


def table(
    head: Sequence[str], rows: Iterable[Sequence[str]], caption: str = "", numbers: bool = True, marks: str = ""
) -> str:
    """A table of texts: the first cell of each row names it, the others are numbers or words.

    marks: class of the last row, such as `strong`; empty for none.
    """
    kind = ' class="number"' if numbers else ""
    top = "".join(f'<th scope="col"{kind if place else ""}>{text(cell)}</th>' for place, cell in enumerate(head))
    lines = list(rows)
    body = []
    for order, row in enumerate(lines):
        cells = "".join(f"<td{kind}>{text(cell)}</td>" for cell in row[1:])
        mark = f' class="{marks}"' if marks and order == len(lines) - 1 else ""
        body.append(f'<tr{mark}><th scope="row">{text(row[0])}</th>{cells}</tr>')
    title = f"<caption>{text(caption)}</caption>" if caption else ""
    header = f"<thead><tr>{top}</tr></thead>" if any(head) else ""
    return f'<div class="scroll"><table>{title}{header}<tbody>{"".join(body)}</tbody></table></div>'
