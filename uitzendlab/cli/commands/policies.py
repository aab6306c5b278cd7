"""``uitzendlab list policies NAME``: one policy in full."""

from __future__ import annotations

from typing import Any

from uitzendlab.cli.machinery.output import Output


def show_policy(name: str, out: Output) -> int:
    """Show the text of a policy, its measures with dates and numbers, and its sources; by name or path."""
    from analysis.text.languages import field
    from sim.scenario.loading import load_policy
    from sim.scenario.policy import told
    from uitzendlab.cli.commands.check import measure_lines
    from uitzendlab.cli.commands.levers import heading, paragraph, publication

    policy = load_policy(name)
    row: dict[str, Any] = {"id": policy.id, "title_nl": policy.title.nl, "title_en": policy.title.en}
    row |= {"text_nl": policy.text.nl, "text_en": policy.text.en, "base": policy.base}
    row |= {"author": policy.author, "version": policy.version, "measures": told(policy)}
    out.document(row | {"sources": list(policy.sources)})
    heading(field(row, "title", out.lang), out)
    out.result("")
    paragraph(field(row, "text", out.lang), out)
    out.result("")
    for key in ("policy_id", "policy_base", "policy_author"):
        version = f", {out.say('policy_version')} {policy.version}" if key == "policy_author" else ""
        out.result(f"{out.say(key)}: {row[key.removeprefix('policy_')]}{version}")
    out.result("")
    out.result(f"{out.say('policy_measures')}:")
    for measure in row["measures"]:
        for k, line in enumerate(measure_lines(measure, out.lang)):
            inner = line.removeprefix("  ")
            paragraph(f"{measure['lever']}: {inner}" if k == 0 else inner, out, 2 if k == 0 else 6)
    out.result("")
    out.result(f"{out.say('measure_sources')}:")
    for source in policy.sources:
        known = publication(source)
        paragraph(f"{source}: {known}" if known != "?" else source, out, 2)
    out.note(out.say("policy_copy", policy=name))
    return 0
