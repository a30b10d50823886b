"""The page of one network: its state space, spectrum and time courses, and every number its label rests on."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import evidence_tables
import examples
import spectrum
import state_space
import time_courses
import words
from drawing import FEWER_DOTS, PAGE_WIDTH, Picture, new_figure, store, write
from dynamics import Dynamics, load
from formatting import number, significant, with_value
from markup import document, figure, text
from run_folder import RunFolder
from selection import Chosen
from trial import Trial, first_number, trial_of

THUMBNAIL = 1.9  # inches


@dataclass
class Shown:
    """A network that has a page."""

    chosen: Chosen
    thumbnail: Picture | None
    files: list[str]

    @property
    def caption(self) -> str:
        """One line for the gallery."""
        row = self.chosen.row
        parts = [with_value(c, row[c]) for c in ("delay_ms", "learning_rate") if row.get(c)]
        margin = number(row.get("margin"))
        parts.append(f"margin {significant(margin)}" if margin == margin else "no threshold met")
        return ", ".join(part for part in (*parts, self.chosen.why) if part)


def write_all(run: RunFolder, chosen: list[Chosen], output: Path) -> list[Shown]:
    """Draws and writes the pages."""
    return [write_page(run, item, output) for item in chosen]


def write_page(run: RunFolder, chosen: Chosen, output: Path) -> Shown:
    """Draws the pictures of a network and writes its page."""
    record = run.record(chosen.row)
    dynamics = load(chosen.evidence, chosen.example)
    step = first_number(dynamics.step, record.attrs.get("step_ms") if record is not None else None)
    trial = trial_of(chosen.row, record, step)
    stem = chosen.page[: -len(".html")]
    pictures = [
        picture
        for picture in (
            states(dynamics, trial, chosen, f"{stem}-states.png", output),
            courses(dynamics, trial, chosen, f"{stem}-time.png", output),
            examples.rates_picture(run, chosen.row, chosen.mechanism, f"{stem}-rates.png", output),
        )
        if picture is not None
    ]
    write(output / chosen.page, page(run, chosen, dynamics, trial, pictures).encode("utf-8"))
    small = thumbnail(dynamics, trial, chosen, f"{stem}-small.png", output)
    names = [p.file_name for p in (*pictures, small) if p is not None]
    return Shown(chosen, small, [chosen.page, *names])


def states(dynamics: Dynamics, trial: Trial, chosen: Chosen, name: str, output: Path) -> Picture | None:
    """The plane of the principal components, with the spectra of the points that matter beside it."""
    if not state_space.can_draw(dynamics):
        return None
    shown = spectrum.chosen(dynamics, trial)
    width, height, size = (PAGE_WIDTH if shown else 5.4), 6.2, 4.6
    drawn = new_figure(width, height)
    plane = drawn.add_axes((0.68 / width, 1.42 / height, size / width, size / height))
    view = state_space.draw(plane, dynamics, trial)
    entries = state_space.legend_entries(dynamics)
    drawn.legend(
        *zip(*entries), loc="upper left", ncol=4, frameon=False, borderaxespad=0, handlelength=2.0, columnspacing=1.2,
        fontsize=7.8, bbox_to_anchor=(0.3 / width, 0.9 / height),
    )  # fmt: skip
    if shown:
        axes = drawn.add_axes((6.3 / width, 2.42 / height, 3.6 / width, 3.6 / height))
        spectrum.draw(axes, shown)
        handles, labels = axes.get_legend_handles_labels()
        drawn.legend(
            handles, labels, loc="upper left", frameon=False, borderaxespad=0, fontsize=7.8,
            bbox_to_anchor=(6.0 / width, 1.9 / height),
        )  # fmt: skip
    caption = (
        "Left: the noise-free activity in the plane of its first two principal components; line styles tell the parts "
        "of the trial, colours the cues. Numbers are those of the table of points; a point lies in this plane only by "
        "its projection."
    )
    if dynamics.flow is not None:
        caption += (
            " Grey arrows: the flow F(x) − x at states of this plane, projected on it; their lengths are square roots "
            "of the true ones, and paths that leave the plane need not follow them."
        )
    if view.outside:
        caption += f" {view.outside} of the points lie outside the picture."
    if shown:
        caption += (
            " Right: eigenvalues of the map at the points that matter most. Deviations along an eigenvalue inside the "
            "unit circle shrink with every step, outside it they grow; near it they are slow."
        )
    alternative = (
        f"Network {chosen.identity}, {chosen.mechanism.name}: paths of {len(dynamics.components)} conditions with "
        f"{len(dynamics.points)} fixed and slow points in the plane of two principal components"
        + ("; eigenvalues in the complex plane." if shown else ".")
    )
    picture = Picture(name, "State space", caption, alternative)
    return store(drawn, picture, output, vector=False, dots=FEWER_DOTS)


def courses(dynamics: Dynamics, trial: Trial, chosen: Chosen, name: str, output: Path) -> Picture | None:
    """Speed, separation and decodability over time."""
    drawn = time_courses.draw(dynamics, trial)
    if drawn is None:
        return None
    caption = (
        "Speed: how far the state moves in one step without noise, on a logarithmic scale; dashed lines are the speeds "
        "at slow points, by their numbers. Separation: the smallest distance between the states of two cues. "
        "Decodability: the share of noisy trials that are nearest to the mean of their own cue. The trial is "
        "stretched; the continuation beside it has a scale of its own."
    )
    alternative = (
        f"Network {chosen.identity}: {', '.join(time_courses.rows_of(dynamics))} over the time of the trial and of its "
        "continuation, in milliseconds."
    )
    return store(drawn, Picture(name, "Over time", caption, alternative), output, vector=False, dots=FEWER_DOTS)


def thumbnail(dynamics: Dynamics, trial: Trial, chosen: Chosen, name: str, output: Path) -> Picture | None:
    """The state space, small."""
    if not state_space.can_draw(dynamics):
        return None
    drawn = new_figure(THUMBNAIL, THUMBNAIL)
    state_space.draw(drawn.add_axes((0.01, 0.01, 0.98, 0.98)), dynamics, trial, small=True)
    alternative = f"State space of network {chosen.identity}, {chosen.mechanism.name}, in the plane of two components."
    return store(drawn, Picture(name, f"Network {chosen.identity}", "", alternative), output, vector=False)


def page(run: RunFolder, chosen: Chosen, dynamics: Dynamics, trial: Trial, pictures: list[Picture]) -> str:
    """The HTML of the page."""
    row, mechanism = chosen.row, chosen.mechanism
    margin = number(row.get("margin"))
    said = [f"<strong>{text(mechanism.name)}</strong>: {text(mechanism.meaning)}."]
    labels = [
        ("Margin", significant(margin) if margin == margin else "none: no threshold was met"),
        ("Evidence", words.evidence(row["evidence"]) if row.get("evidence") else ""),
        ("Reason", words.reason(row["reason"]) if row.get("reason") else ""),
        ("Shown because it is", chosen.why),
    ]
    lines = "".join(f"<li><strong>{name}:</strong> {text(value)}.</li>" for name, value in labels if value)
    body = [
        "<header>",
        f'<p class="over"><a href="index.html">{text(run.name)}: Remanence report</a></p>',
        f"<h1>{mechanism.letter}&ensp;Network {chosen.identity}: {text(mechanism.name)}</h1>",
        f'<p class="lead">{said[0]}</p>',
        f'<ul class="key">{lines}</ul>',
        evidence_tables.facts(row, run.parameters, dynamics.attributes),
        "</header>",
        "<main>",
    ]
    body += [f"<section><h2>{text(p.title)}</h2>{figure(p, heading=False)}</section>" for p in pictures]
    if not pictures:
        body.append("<p>The analysis has written nothing of this network that can be drawn.</p>")
    for title, content in (
        ("Checks", evidence_tables.checks(dynamics, trial)),
        ("What it ends on", evidence_tables.fates(dynamics, trial)),
        ("Fixed and slow points", evidence_tables.points(dynamics)),
        ("The delay", evidence_tables.delay(dynamics, trial)),
    ):
        body.append(f"<section><h2>{title}</h2>{content}</section>")
    body += ["</main>", '<nav><a href="index.html#gallery">Back to all networks</a></nav>']
    return document(f"Network {chosen.identity} of {run.name}", body)
