"use strict";
// Who pays, who gains and who loses, heads and rate. report.js calls these when it renders.

function payers(main) {
  if (data.payers.length === 0) return;
  make("h2", `${word("payers")}, ${periodWords()}`, main);
  make("p", `${word("payers_text")} ${setting()}.`, main, { class: "soft" });
  for (const policy of data.policies) {
    const mine = ours(data.payers, policy);
    if (mine.length === 0) continue;
    const caption = `${title(policy.policy)} (${unit(mine[0].unit)}), ${periodWords()}`;
    const party = (p) => data.parties[p.party][lang];
    const cells = mine.map((p) => [party(p), changed(p.diff, p.unit),
      movedEnds(p.sim_lo, p.sim_hi, p.no_interval, p.unit), p.no_interval ? "–" : data.verdicts[verdictOf(p)][lang], String(p.pairs)]);
    const points = mine.map((p) => ({ name: party(p), diff: p.diff, lo: p.sim_lo, hi: p.sim_hi, verdict: verdictOf(p) }));
    pointChart(main, "payers-" + policy.base + "-" + policy.policy, caption, null, points, mine[0].unit,
      (details) => table(details, `${caption}; ${word("simultaneous")}; ${setting()}`,
        ["party", "difference", "simultaneous", "verdict", "pairs"].map(word), cells, [1, 2, 4]));
  }
}

function groups(main) {
  if (data.groups.length === 0) return;
  make("h2", `${word("groups")}, ${periodWords()}`, main);
  make("p", `${word("groups_text")} ${setting()}.`, main, { class: "soft" });
  // the unit stands in the caption
  const bare = (text) => text.replaceAll(" pp", "");
  const cell = (e) => bare(`${changed(e.diff, e.unit)} (${e.no_interval ? reason(e.no_interval)
    : changedEnds(e.sim_lo, e.sim_hi, e.unit)})`) + (verdictOf(e) === "not_shown" ? "" : " " + data.said[e.finding][lang]);
  for (const policy of data.policies) {
    for (const [dimension, names] of Object.entries(data.dimensions)) {
      const mine = ours(data.groups, policy).filter((e) => e.group_by === dimension);
      if (mine.length === 0) continue;
      const caption = `${title(policy.policy)}, ${names[lang]}`;
      const details = make("details", null, main);
      make("summary", `${word("table_of")}: ${caption}`, details);
      const metrics = [...new Map(mine.map((e) => [e.metric, label(e)]))];
      const cellOf = (group, metric) => mine.find((e) => e.group === group && e.metric === metric);
      const rows = [...new Set(mine.map((e) => e.group))].map((group) => [data.group_names[group][lang],
        ...metrics.map(([metric]) => { const e = cellOf(group, metric); return e ? cell(e) : "–"; })]);
      whenOpened(details, () => table(details, `${caption} (pp) · ${word("simultaneous")} · ${setting()}`,
        [names[lang], ...metrics.map(([, text]) => text)], rows, [1, 2, 3, 4]));
    }
  }
}

function splits(main) {
  if (data.splits.length === 0) return;
  make("h2", `${word("splits")}, ${periodWords()}`, main);
  make("p", word("splits_text"), main, { class: "soft" });
  for (const policy of data.policies) {
    const part = (s, key) => `${changed(s.values[key], s.unit)} (${s.no_interval[key] ? reason(s.no_interval[key])
      : changedEnds(s.lo[key], s.hi[key], s.unit)})`;
    const rows = ours(data.splits, policy).map((s) => [`${label(s)} (${unit(s.unit)})`, part(s, "count"),
      part(s, "heads"), part(s, "rate"), String(s.pairs), s.says.map((key) => data.shifts[key][lang]).join("; ")]);
    table(main, `${title(policy.policy)} · ${setting()}`,
      ["outcome", "count", "by_heads", "by_rate", "pairs", "verdict"].map(word), rows, [1, 2, 3, 4]);
  }
}
