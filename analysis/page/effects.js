"use strict";
// What policies change. Nothing runs here: report.js, after this in the same script, calls it when it renders.

function changed(value, name) {
  if (value === null) return "–";
  const share = name === "share";
  const text = share ? figure(value, name).replace("%", " pp") : figure(value, name);
  const none = !/[1-9]/.test(text);
  return none ? text.replace("-", "") : (value > 0 ? "+" : "") + text;
}

function changedEnds(lo, hi, name) {
  return lo === null || hi === null ? "–" : `${changed(lo, name).replace(" pp", "")} ${word("to")} ${changed(hi, name)}`;
}

function chance(value) {
  if (value === null) return "–";
  const text = (v) => new Intl.NumberFormat(locale(), { minimumFractionDigits: 2, maximumFractionDigits: 2 }).format(v);
  return value > 0.99 ? ">" + text(0.99) : value < 0.01 ? "<" + text(0.01) : text(value);
}

const title = (key) => (data.view.titles[key] ? data.view.titles[key][lang] : key);
const setting = () => {
  const scale = new Intl.NumberFormat(locale(), { maximumFractionDigits: 3 }).format(data.view.scale);
  return `${periodWords()} · ${word("scale")} ${scale}, ${word("nation")} · ${word("euros")}`;
};
const ours = (list, policy) => list.filter((e) => e.base === policy.base && e.policy === policy.policy);

function effects(main) {
  make("h2", `${word("effects")}, ${periodWords()}`, main);
  make("p", `${word("paired")} ${setting()}.`, main, { class: "soft" });
  for (const policy of data.policies) {
    const pairs = Math.max(...ours(data.view.effects, policy).map((e) => e.pairs));
    const said = make("section", null, main, { class: "said" });
    make("h3", `${title(policy.policy)}, ${word("compared")}: ${title(policy.base)} (${pairs} ${word("pairs")})`, said);
    const [tally, ...sentences] = policy[lang];
    make("p", tally, said);
    const list = make("ul", null, said);
    for (const text of sentences) make("li", text, list);
    const details = make("details", null, said);
    make("summary", `${word("table_of")}: ${title(policy.policy)}`, details);
    whenOpened(details, () => effectTable(details, policy));
  }
  scopes().forEach((scope, i) => make("p", `[${i + 1}] ${scope}`, main, { class: "soft", lang: "en" }));
  make("h2", `${word("charts")}, ${periodWords()}`, main);
  make("p", word("legend"), main, { class: "soft" });
  for (const [name, metrics] of Object.entries(data.sections)) {
    make("h3", word(name), main, { class: "section" });
    for (const metric of metrics) effectChart(main, metric);
  }
  payers(main);
  groups(main);
  splits(main);
  durations(main);
}

function whenOpened(details, fill) {
  details.addEventListener("toggle", () => {
    if (details.open && !details.querySelector("table")) fill();
  });
}

const scopes = () => [...new Set([...data.view.rows, ...data.view.effects].map((r) => r.scope))];
const relative = (value) => changed(value, "share").replace(" pp", "%");
const findingOf = (effect) => data.findings[data.view.effects.indexOf(effect)][lang];

function effectTable(parent, policy) {
  const heads = ["outcome", "base_level", "interval", "difference", "simultaneous", "percent", "p_better", "finding",
    "scope"].map(word);
  const rows = ours(data.view.effects, policy).map((e) => [`${label(e)} (${unit(e.unit)})`, figure(e.base_value, e.unit),
    ends(e.base_lo, e.base_hi, e.unit), changed(e.diff, e.unit), changedEnds(e.sim_lo, e.sim_hi, e.unit),
    relative(e.relative), chance(e.p_better), findingOf(e), `[${scopes().indexOf(e.scope) + 1}]`]);
  table(parent, `${title(policy.policy)}, ${word("compared")}: ${title(policy.base)} · ${setting()}`, heads, rows,
    [1, 2, 3, 4, 5, 6]);
}

function effectChart(main, metric) {
  const mine = data.view.effects.filter((e) => e.metric === metric);
  if (mine.length === 0) return;
  const first = mine[0];
  const caption = `${label(first)} (${first.unit === "share" ? "pp" : unit(first.unit)}), ${periodWords()}`;
  const cells = mine.map((e) => [title(e.policy), changed(e.diff, e.unit), changedEnds(e.sim_lo, e.sim_hi, e.unit),
    findingOf(e), e.correlation === null ? "–" : figure(e.correlation, "1"), String(e.pairs)]);
  const points = mine.map((e) => ({ name: title(e.policy), diff: e.diff, lo: e.sim_lo, hi: e.sim_hi, shown: e.shown }));
  pointChart(main, "effect-" + metric, caption, first.scope, points, first.unit,
    (details) => table(details, `${caption}; ${word("simultaneous")}; ${setting()}`,
      ["policy", "difference", "simultaneous", "finding", "correlation", "pairs"].map(word), cells, [1, 2, 4, 5]));
}

// One row per point: the difference with its interval, and a line at no difference.
function pointChart(main, id, caption, scope, points, name, fill) {
  const furthest = Math.max(...points.flatMap((p) => [p.diff, p.lo, p.hi]).map((v) => Math.abs(v ?? 0)));
  const millions = name.startsWith("EUR") && furthest >= 1e6;
  const factor = name === "share" ? 100 : millions ? 1e-6 : 1;
  const frame = make("figure", null, main);
  make("h4", caption, frame, { id });
  if (scope) make("p", scope, frame, { class: "soft", lang: "en" });
  const place = make("div", null, frame, { class: "chart effects", role: "img", "aria-labelledby": id });
  const traces = [true, false].map((shown) => {
    const some = points.filter((p) => p.shown === shown);
    const arm = (p, end) => (p[end] === null ? 0 : Math.abs(p[end] - p.diff) * factor);
    const colour = shown ? COLOURS[0] : "#6b6b6b";
    return { x: some.map((p) => p.diff * factor), y: some.map((p) => p.name), mode: "markers", type: "scatter",
      error_x: { type: "data", symmetric: false, array: some.map((p) => arm(p, "hi")),
        arrayminus: some.map((p) => arm(p, "lo")), color: colour, thickness: 2 },
      marker: { color: colour, size: 10, symbol: shown ? "circle" : "circle-open", line: { width: 2 } } };
  });
  const names = points.map((p) => p.name).reverse();
  Plotly.newPlot(place, traces, {
    height: 70 + 30 * points.length, margin: { l: 10, r: 20, t: 5, b: 40 }, showlegend: false, hovermode: "closest",
    font: { family: "system-ui, DejaVu Sans, sans-serif", color: "#1b1b1b" }, separators: lang === "nl" ? ",." : ".,",
    xaxis: { title: { text: name === "share" ? "pp" : (millions ? word("million") + " " : "") + unit(name) }, zeroline: true, zerolinewidth: 2,
      zerolinecolor: "#555", gridcolor: "#ddd", rangemode: "tozero", exponentformat: "none", separatethousands: true },
    yaxis: { type: "category", categoryorder: "array", categoryarray: names, automargin: true, gridcolor: "#eee" },
    paper_bgcolor: "#fff", plot_bgcolor: "#fff",
  }, { displayModeBar: false, responsive: true });
  const details = make("details", null, frame);
  make("summary", `${word("table_of")}: ${caption}`, details);
  whenOpened(details, () => fill(details));
}

function payers(main) {
  if (data.payers.length === 0) return;
  make("h2", `${word("payers")}, ${periodWords()}`, main);
  make("p", `${word("payers_text")} ${setting()}.`, main, { class: "soft" });
  for (const policy of data.policies) {
    const mine = ours(data.payers, policy);
    if (mine.length === 0) continue;
    const caption = `${title(policy.policy)} (${unit(mine[0].unit)}), ${periodWords()}`;
    const party = (p) => data.parties[p.party][lang];
    const cells = mine.map((p) => [party(p), changed(p.diff, p.unit), changedEnds(p.sim_lo, p.sim_hi, p.unit),
      String(p.pairs)]);
    const points = mine.map((p) => ({ name: party(p), diff: p.diff, lo: p.sim_lo, hi: p.sim_hi, shown: p.shown }));
    pointChart(main, "payers-" + policy.base + "-" + policy.policy, caption, null, points, mine[0].unit,
      (details) => table(details, `${caption}; ${word("simultaneous")}; ${setting()}`,
        ["party", "difference", "simultaneous", "pairs"].map(word), cells, [1, 2, 3]));
  }
}

function groups(main) {
  if (data.groups.length === 0) return;
  make("h2", `${word("groups")}, ${periodWords()}`, main);
  make("p", `${word("groups_text")} ${setting()}.`, main, { class: "soft" });
  // the unit stands in the caption
  const bare = (text) => text.replaceAll(" pp", "");
  const cell = (e) => (e.diff === null ? "–" : bare(`${changed(e.diff, e.unit)} (${changedEnds(e.sim_lo, e.sim_hi,
    e.unit)})`) + (e.shown ? " *" : ""));
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
    const part = (s, key) => `${changed(s.values[key], s.unit)} (${changedEnds(s.lo[key], s.hi[key], s.unit)})`;
    const rows = ours(data.splits, policy).map((s) => [`${label(s)} (${unit(s.unit)})`, part(s, "count"), part(s, "heads"),
      part(s, "rate"), s.says.map((key) => data.shifts[key][lang]).join("; ")]);
    table(main, `${title(policy.policy)} · ${setting()}`,
      ["outcome", "count", "by_heads", "by_rate", "finding"].map(word), rows, [1, 2, 3]);
  }
}

function durations(main) {
  if (data.durations.length === 0) return;
  make("h2", `${word("durations")}, ${data.view.start} – ${data.view.end}`, main);
  make("p", word("durations_text"), main, { class: "soft" });
  for (const policy of data.policies) {
    const value = (v, d) => (v === null ? "–" : figure(v, d.unit));
    const rows = ours(data.durations, policy).map((d) => [`${word(d.kind)}: ${word(d.measure)}`,
      d.unit === "share" ? "%" : unit(d.unit), value(d.without, d), value(d.with_policy, d), changed(d.diff, d.unit),
      changedEnds(d.lo, d.hi, d.unit), String(d.pairs)]);
    table(main, `${title(policy.policy)}, ${word("compared")}: ${title(policy.base)} · ${data.view.start} – ${data.view.end}`,
      ["measure", "unit", "base_level", "with_policy", "difference", "interval", "pairs"].map(word), rows, [2, 3, 4, 5, 6]);
  }
}
