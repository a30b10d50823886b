"""The page: one self-contained HTML file. Only words and tables here; the pictures come drawn."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import agreement
import beside
import gallery
import scaling_section
from drawing import Picture
from formatting import count, number, plural
from markup import document, figure, marked, text
from mechanisms import ALL, of_network
from network_page import Shown
from run_folder import RunFolder

#: The hatching of the figures, as far as a style sheet can.
HATCHING = {
    "/": "repeating-linear-gradient(135deg, #333 0 1px, transparent 1px 4px)",
    "\\": "repeating-linear-gradient(45deg, #333 0 1px, transparent 1px 4px)",
    "x": (
        "repeating-linear-gradient(45deg, #333 0 1px, transparent 1px 4px), "
        "repeating-linear-gradient(135deg, #333 0 1px, transparent 1px 4px)"
    ),
    ".": "radial-gradient(#333 30%, transparent 32%); background-size: 4px 4px",
}


@dataclass
class Drawn:
    """The pictures of a page by section."""

    diagrams: list[Picture]
    laws: list[Picture]
    curves: list[Picture]
    examples: list[Picture]
    beside: list[Picture]

    @property
    def all(self) -> list[Picture]:
        return [*self.diagrams, *self.laws, *self.curves, *self.examples, *self.beside]


def headline(run: RunFolder) -> str:
    """`24 networks trained: 9 slow manifolds, ...`, from the counts of the analysis or else the labels of the table."""
    written = run.report.get("counts") if isinstance(run.report.get("counts"), dict) else {}
    by_kind = written.get("mechanisms") if isinstance(written.get("mechanisms"), dict) else None
    if by_kind is None:
        by_kind = {}
        for row in run.networks:
            mechanism = of_network(row)
            if mechanism is not None:
                by_kind[mechanism.key] = by_kind.get(mechanism.key, 0) + 1
    finished = int(first(number(written.get("networks")), len(run.networks)))
    if finished == 0:
        return "No network has finished yet."
    parts = [
        f"{count(by_kind[m.key])} {m.plural if number(by_kind[m.key]) != 1 else m.name}"
        for m in ALL
        if number(by_kind.get(m.key)) > 0
    ]
    return f"{plural(finished, 'network')} trained" + (": " + ", ".join(parts) if parts else "") + "."


def first(value: float, otherwise: float) -> float:
    return value if value == value else otherwise


def warnings(run: RunFolder) -> list[str]:
    """What a reader must know before trusting the page. The analysis comes first; what it did not say is added."""
    listed = (
        [str(w) for w in run.report.get("warnings", [])] if isinstance(run.report.get("warnings", []), list) else []
    )
    if not listed:
        total = number(run.run.get("networks"))
        if total > len(run.networks):
            listed.append(
                f"This is a part of the run: {count(len(run.networks))} of {count(total)} networks are finished. "
                "Run the same `remanence train` command again to go on."
            )
        failed = sum(1 for row in run.networks if row.get("status") == "failed")
        if failed:
            listed.append(
                f"{plural(failed, 'network')} failed; `remanence status` says why, `--retry failed` tries again."
            )
    return listed


def build(run: RunFolder, drawn: Drawn, shown: list[Shown], others: Sequence[RunFolder] = ()) -> str:
    """The whole page; others: the runs beside this one."""
    parts = [
        "<header>",
        '<p class="over">Remanence: how recurrent networks remember</p>',
        f"<h1>{text(run.name)}</h1>",
        f'<p class="lead">{text(headline(run))}</p>',
    ]
    parts += [f"<p>{text(sentence)}</p>" for sentence in run.report.get("sentences", []) if isinstance(sentence, str)]
    parts += [f'<p class="warning"><strong>Note.</strong> {marked(warning)}</p>' for warning in warnings(run)]
    pages = {item.chosen.identity: item.chosen.page for item in shown}
    for picture in drawn.examples:
        picture.link = pages.get(picture.network, "") if picture.network is not None else ""
    sections = [
        ("phase-diagram", "Phase diagram", phase_section(run, drawn.diagrams)),
        ("scaling", "Scaling laws", scaling_section.section(run, drawn.laws)),
        ("beside", "Beside other runs", beside.section([run, *others], drawn.beside)),
        ("learning-curves", "Learning curves", curve_section(drawn.curves)),
        ("gallery", "Networks and their evidence", gallery.section(shown) if shown else ""),
        ("examples", "Example networks", example_section(drawn.examples)),
        ("agreement", "Agreement with other labels", agreement.section(run, pages)),
        ("provenance", "Provenance", provenance_section(run)),
    ]
    sections = [section for section in sections if section[2]]
    links = "".join(f'<a href="#{key}">{title}</a>' for key, title, _ in sections)
    parts += [f'<nav aria-label="Contents">{links}</nav>', "</header>", "<main>"]
    for key, title, body in sections:
        parts += [f'<section id="{key}">', f"<h2>{title}</h2>", body, "</section>"]
    parts.append("</main>")
    return document(f"{run.name}: Remanence report", parts)


def key_to_letters(run: RunFolder) -> str:
    """What the letters and colours mean, for the outcomes of this run."""
    items = []
    for mechanism in ALL:
        if any(number(cell.get(mechanism.column)) > 0 for cell in run.cells):
            hatched = f"; background-image:{HATCHING[mechanism.hatch[:1]]}" if mechanism.hatch else ""
            items.append(
                f'<li><span class="swatch" style="background-color:{mechanism.colour}{hatched}"></span> '
                f"<strong>{mechanism.letter}\u2002{mechanism.name}</strong>: {mechanism.meaning}</li>"
            )
    return f'<ul class="key">{"".join(items)}</ul>'


def phase_section(run: RunFolder, pictures: list[Picture]) -> str:
    if not pictures:
        return "<p>There is nothing to draw yet: no cell of the sweep has a finished network.</p>"
    introduction = (
        "<p>A network is shown a short cue, must wait through a delay, and then has to say which cue it was. Training"
        " can solve this in different ways, and which one it finds depends on how fast the network learns and how long"
        " it has to remember.</p>"
    )
    rule = f'<p class="note"><strong>Rule.</strong> {text(run.report["rule"])}</p>' if run.report.get("rule") else ""
    return (
        introduction
        + key_to_letters(run)
        + rule
        + "".join(figure(p, heading=place > 0) for place, p in enumerate(pictures))
    )


def curve_section(pictures: list[Picture]) -> str:
    if not pictures:
        return "<p>No network of this run has a recorded history.</p>"
    return "".join(figure(p, heading=False) for p in pictures)


def example_section(pictures: list[Picture]) -> str:
    if not pictures:
        return "<p>No network of this run has a recorded trajectory.</p>"
    guide = (
        "<p>For each outcome up to two networks: the clearest (largest margin) and a middling one. All runs are free of"
        " noise. <strong>Top left and middle:</strong> the firing rate of every unit over time, red above and blue"
        " below zero, grey where it is not a number, for the first and the second cue; units are sorted by when they"
        " peak, so a sequence of activity shows as a diagonal. Dotted lines part cue, delay and reaction (<em>c</em>,"
        " <em>d</em>, <em>r</em> where space is short). The trial is stretched; the <em>continuation</em> beside it, on"
        " a scale of its own, shows what the network does when nothing more comes in. <strong>Below:</strong> the"
        " outputs (solid) against the targets they were trained to follow (dashed); output 1 should rise in the"
        " reaction after cue 1, output 2 after cue 2. <strong>Right:</strong> the same activity as a path in the plane"
        " of the first two principal components, the two directions in which the rates vary most (in brackets: share of"
        " the variance). The trial is a strong line, solid for cue 1 and dashed for cue 2; the continuation is light. A"
        " limit cycle closes on itself; a slow manifold or a fixed point comes to rest.</p>"
    )
    return guide + "".join(figure(p) for p in pictures)


def flat(value: Any) -> str:
    """A JSON value in one line for people."""
    if isinstance(value, dict) and value.keys() == {"name", "version"}:
        return f"{flat(value['name'])} {flat(value['version'])}"
    if isinstance(value, dict):
        return ", ".join(f"{key}: {flat(item)}" for key, item in value.items())
    if isinstance(value, list):
        return ", ".join(flat(item) for item in value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "–" if value is None else str(value)


def provenance_section(run: RunFolder) -> str:
    """Everything needed to do the run again."""
    seeds = run.run.get("seeds")
    if isinstance(seeds, list) and seeds:
        whole = all(isinstance(s, int) for s in seeds) and seeds == list(range(seeds[0], seeds[0] + len(seeds)))
        span = f"{seeds[0]} to {seeds[-1]}" if whole and len(seeds) > 1 else flat(seeds[:40])
        seeds = f"{span} ({len(seeds)} per cell)"
    facts = [
        ("Program", f"{flat(run.run.get('program'))} {flat(run.run.get('version'))}"),
        ("Configuration hash", flat(run.run.get("config_hash"))),
        ("Sweep seed", run.sweep_seed()),
        ("Seed indices", flat(seeds)),
        ("Cells", count(len(run.run.get("cells") or []))),
        ("Networks planned", count(run.run.get("networks"))),
        ("Schema", flat(run.run.get("schema"))),
    ]
    extra = run.report.get("provenance")
    facts += [(str(key), flat(value)) for key, value in extra.items()] if isinstance(extra, dict) else []
    table = "".join(
        f'<tr><th scope="row">{text(key)}</th><td><code>{text(value)}</code></td></tr>' for key, value in facts
    )
    parts = [f'<div class="scroll"><table><tbody>{table}</tbody></table></div>']
    names = [
        ("ranks", "Ranks"),
        ("host", "Host"),
        ("begin", "Begin"),
        ("end", "End"),
        ("status", "Exit status"),
        ("shard", "Shard"),
        ("job", "Job"),
        ("kernels", "Kernels"),
        ("kernel_level", "Instruction level"),
        ("cpu_core_name", "OpenBLAS processor type"),
        ("libraries", "Libraries"),
        ("command_line", "Command line"),
    ]
    for attempt in run.attempts:
        lines = "".join(
            f'<tr><th scope="row">{name}</th><td><code>{text(command(attempt[key]))}</code></td></tr>'
            for key, name in names
            if attempt.get(key) not in (None, "", {}, [])
        )
        if "end" not in attempt:
            lines += '<tr><th scope="row">End</th><td>not recorded: still running, or interrupted</td></tr>'
        parts.append(
            f'<h3>Attempt {text(attempt.get("attempt", "?"))}</h3><div class="scroll"><table><tbody>{lines}'
            "</tbody></table></div>"
        )
    if not run.attempts:
        parts.append("<p>No attempt-*.json was found in the run folder.</p>")
    if run.run.get("config"):
        config = run.run["config"] if isinstance(run.run["config"], str) else json.dumps(run.run["config"], indent=2)
        parts.append(f"<details><summary>Canonical configuration</summary><pre>{text(config)}</pre></details>")
    if run.notes:
        parts.append(
            '<h3>About this page</h3><ul class="note">' + "".join(f"<li>{text(n)}</li>" for n in run.notes) + "</ul>"
        )
    return "".join(parts)


def command(value: Any) -> str:
    """A command line given as one string or as a list of words."""
    return " ".join(map(str, value)) if isinstance(value, list) else flat(value)
