"""The look all figures share, and how a finished figure is stored and inlined."""

from __future__ import annotations

import base64
import io
import os
from dataclasses import dataclass
from pathlib import Path

import matplotlib
from matplotlib.axis import Axis
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, MaxNLocator

from errors import input_output
from formatting import significant

INK = "#222222"
FAINT = "#767676"
#: Cues and the outputs that should answer them: blue, red, yellow of Tol's high-contrast set.
CUE_COLOURS = ("#004488", "#BB5566", "#DDAA33", "#555555")
#: Slow points and their speeds: Okabe and Ito's green, darker, so that thin lines and numbers can be read.
SLOW_COLOUR = "#007A59"
PAGE_WIDTH = 10.0  # inches; the page shows figures at about 100 pixels per inch
DOTS_PER_INCH = 180
#: For pictures of single networks, of which there are many: half the time and half the bytes.
FEWER_DOTS = 140

matplotlib.rcParams.update(
    {
        "font.family": "DejaVu Sans",
        "font.size": 9,
        "axes.titlesize": 10,
        "axes.labelsize": 9,
        "xtick.labelsize": 8,
        "ytick.labelsize": 8,
        "legend.fontsize": 8,
        "text.color": INK,
        "axes.labelcolor": INK,
        "axes.edgecolor": "#888888",
        "xtick.color": INK,
        "ytick.color": INK,
        "axes.linewidth": 0.7,
        "xtick.major.width": 0.7,
        "ytick.major.width": 0.7,
        "hatch.linewidth": 0.6,
        "axes.spines.top": False,
        "axes.spines.right": False,
        "figure.facecolor": "white",
        "savefig.facecolor": "white",
        "svg.fonttype": "path",
        "svg.hashsalt": "remanence",
        "axes.titlelocation": "left",
        "axes.titleweight": "bold",
        "axes.titley": 1.0,  # placing titles clear of ticks that are never there takes a fifth of the time
        "path.simplify": True,
        "axes.formatter.use_mathtext": True,
    }
)


@dataclass
class Picture:
    """A drawn figure with its words: title, caption, alternative text, and the inlined image."""

    file_name: str
    title: str
    caption: str
    alternative: str
    source: str = ""
    width: float = PAGE_WIDTH
    network: int | None = None  # whose picture it is
    link: str = ""  # a page with more about it


def new_figure(width: float, height: float) -> Figure:
    figure = Figure(figsize=(width, height))
    FigureCanvasAgg(figure)
    return figure


def store(figure: Figure, picture: Picture, output: Path, vector: bool = True, dots: int = DOTS_PER_INCH) -> Picture:
    """Writes the PNG and inlines the figure as SVG or PNG, whichever is smaller. Equal data gives equal bytes."""
    raster = io.BytesIO()
    figure.savefig(raster, format="png", dpi=dots, metadata={"Software": None})
    kind, content = "image/png", raster.getvalue()
    write(output / picture.file_name, content)
    if vector:
        drawing = io.BytesIO()
        figure.savefig(drawing, format="svg", metadata={"Date": None, "Creator": None})
        if drawing.tell() < len(content):
            kind, content = "image/svg+xml", drawing.getvalue()
    picture.source = f"data:{kind};base64,{base64.b64encode(content).decode('ascii')}"
    picture.width = float(figure.get_figwidth())
    return picture


def plain_ticks(axis: Axis, amount: int | None = None, **choices: object) -> None:
    """At most so many ticks, written as the rest of the page writes numbers; mathematical type takes far longer."""
    if amount is not None:
        axis.set_major_locator(MaxNLocator(amount, **choices))
    axis.set_major_formatter(FuncFormatter(lambda value, _: significant(value, 4)))


def write(path: Path, content: bytes) -> None:
    """Writes a file whole or not at all."""
    temporary = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        temporary.write_bytes(content)
        temporary.replace(path)
    except OSError as cause:
        temporary.unlink(missing_ok=True)
        raise input_output(path, cause) from None


def readable_on(colour: tuple[float, ...]) -> str:
    """Black or white, whichever stands out from the colour (relative luminance of WCAG 2)."""
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in colour[:3]]
    return INK if 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2] > 0.22 else "white"
