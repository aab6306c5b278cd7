"use strict";
// What policies change. Nothing runs here: report.js, after this in the same script, calls it when it renders.

// no nearer to certain than so many pairs can tell (analysis/dutch.py)
function chance(value, pairs) {
  if (value === null) return "–";
  if (pairs < data.least_pairs) return `– (${reason("few_pairs")})`;
  const most = Math.floor(100 * Math.min(0.99, 1 - 0.5 ** pairs)) / 100;
  const text = (v) => new Intl.NumberFormat(locale(), { minimumFractionDigits: 2, maximumFractionDigits: 2 }).format(v);
  return value > most ? ">" + text(most) : value < 1 - most ? "<" + text(1 - most) : text(value);
}

const scopeOf = (item) => (lang === "nl" ? item.scope_nl : item.scope);
const ours = (list, policy) => list.filter((e) => e.base === policy.base && e.policy === policy.policy);

function effects(main) {
  make("h2", `${word("effects")}, ${periodWords()}`, main);
  make("p", `${word("paired")} ${setting()}.`, main, { class: "soft" });
  if (data.policies.length > 1) together(main);
  for (const policy of data.policies) {
    const pairs = Math.max(...ours(data.view.effects, policy).map((e) => e.pairs));
    const said = make("section", null, main, { class: "said" });
    make("h3", `${title(policy.policy)}, ${word("compared")}: ${title(policy.base)} (${pairs} ${word("pairs")})`, said);
    contents(said, policy);
    const [tally, ...sentences] = policy[lang];
    make("p", tally, said);
    const list = make("ul", null, said);
    for (const text of sentences) make("li", text, list);
    make("p", policy.all[lang], said);
    const [start, ...way] = policy.way[lang];
    if (start) make("p", start, said, { class: "way" });
    const steps = way.length ? make("ul", null, said) : null;
    for (const text of way) make("li", text, steps);
    const details = make("details", null, said);
    make("summary", `${word("table_of")}: ${title(policy.policy)}`, details);
    whenOpened(details, () => effectTable(details, policy));
    const economists = make("details", null, said);
    make("summary", `${word("chances")}: ${title(policy.policy)}`, economists);
    whenOpened(economists, () => chanceTable(economists, policy));
    yearTable(said, policy);
  }
  showScopes(main);
  make("h2", `${word("charts")}, ${periodWords()}`, main);
  make("p", word("legend"), main, { class: "soft" });
  for (const [name, metrics] of Object.entries(data.sections)) {
    make("h3", word(name), main, { class: "section" });
    for (const metric of metrics) effectChart(main, metric);
  }
  passage(main);
  payers(main);
  groups(main);
  splits(main);
  durations(main);
}

// All policies in one table: outcomes down, policies across.
function together(main) {
  make("h3", word("together"), main, { class: "section" });
  const of = (policy, metric) => ours(data.view.effects, policy).find((e) => e.metric === metric);
  const told = (e) => `${changed(e.diff, e.unit)} (${changedEnds(e.sim_lo, e.sim_hi, e.unit)})`;
  const cell = (e) => (!e ? "–" : verdictOf(e) === "shown" ? told(e)
    : verdictOf(e) === "likely" ? `${told(e)} ${data.verdicts.likely[lang]}` : "=");
  for (const base of new Set(data.policies.map((p) => p.base))) {
    const across = data.policies.filter((p) => p.base === base);
    const first = [...new Map(data.view.effects.filter((e) => e.base === base).map((e) => [e.metric, e])).values()];
    const rows = first.map((e) => [`${label(e)} (${unit(e.unit)})`, figure(e.base_value, e.unit),
      ...across.map((p) => cell(of(p, e.metric)))]);
    const heads = [word("outcome"), word("base_level"), ...across.map((p) => title(p.policy))];
    table(main, `${word("together_text")} ${setting()}`, heads, rows, heads.map((_, i) => i).slice(1));
  }
}

const scopes = () =>
  [...new Map([...data.view.rows, ...data.view.effects].map((r) => [r.scope, scopeOf(r)])).values()];
const scopeMark = (item) => `[${scopes().indexOf(scopeOf(item)) + 1}]`;
const showScopes = (main) => scopes().forEach((text, i) => make("p", `[${i + 1}] ${text}`, main, { class: "soft" }));
const relative = (value) => changed(value, "share").replace(" pp", "%");
const findingOf = (effect) => data.findings[data.view.effects.indexOf(effect)][lang];

function effectTable(parent, policy) {
  const heads = ["outcome", "base_level", "interval", "difference", "simultaneous", "verdict", "scope"].map(word);
  const rows = ours(data.view.effects, policy).map((e) => [
    `${label(e)} (${unit(e.unit)})`, figure(e.base_value, e.unit),
    levelEnds(e.base_lo, e.base_hi, e.no_base_interval, e.unit), changed(e.diff, e.unit),
    movedEnds(e.sim_lo, e.sim_hi, e.no_interval, e.unit), findingOf(e), scopeMark(e)]);
  table(parent, `${title(policy.policy)}, ${word("compared")}: ${title(policy.base)} · ${setting()}`, heads, rows,
    [1, 2, 3, 4]);
}

// For economists: what is of one outcome alone, which is no verdict.
function chanceTable(parent, policy) {
  make("p", word("chances_text"), parent, { class: "soft" });
  const heads = ["outcome", "percent", "percent_interval", "p_better", "correlation", "pairs", "verdict"].map(word);
  const part = (e) => (e.no_relative ? `– (${reason(e.no_relative)})`
    : changedEnds(e.relative_lo, e.relative_hi, "share").replace(" pp", "%"));
  const rows = ours(data.view.effects, policy).map((e) => [label(e), relative(e.relative), part(e),
    chance(e.p_better, e.pairs), e.correlation === null ? "–" : figure(e.correlation, "1"), String(e.pairs),
    findingOf(e)]);
  table(parent, `${word("chances")}: ${title(policy.policy)} · ${setting()}`, heads, rows, [1, 2, 3, 4, 5]);
}

// Years since the start, each beside the calendar year in which it begins.
function yearTable(parent, policy) {
  const mine = ours(data.years, policy);
  if (mine.length === 0) return;
  const details = make("details", null, parent);
  make("summary", `${word("years")}: ${title(policy.policy)}`, details);
  whenOpened(details, () => {
    make("p", word("years_text"), details, { class: "soft" });
    const told = (e) => `${changed(e.diff, e.unit)} (${e.no_interval ? reason(e.no_interval)
      : changedEnds(e.sim_lo, e.sim_hi, e.unit)})`;
    const rows = mine.map((e) => [`${label(e)} (${unit(e.unit)})`, word(e.kind), String(e.year), day(e.start), told(e),
      data.said[e.finding][lang]]);
    table(details, `${word("years")}: ${title(policy.policy)}`, ["outcome", "period", "year", "first_monday",
      "difference", "verdict"].map(word), rows, [2, 3, 4]);
  });
}

function effectChart(main, metric) {
  const mine = data.view.effects.filter((e) => e.metric === metric);
  if (mine.length === 0) return;
  const first = mine[0];
  const caption = `${label(first)} (${first.unit === "share" ? "pp" : unit(first.unit)}), ${periodWords()}`;
  const cells = mine.map((e) => [title(e.policy), changed(e.diff, e.unit),
    movedEnds(e.sim_lo, e.sim_hi, e.no_interval, e.unit), findingOf(e), String(e.pairs)]);
  const points = mine.map((e) => ({ name: title(e.policy), diff: e.diff, lo: e.sim_lo, hi: e.sim_hi, verdict: verdictOf(e) }));
  pointChart(main, "effect-" + metric, caption, scopeOf(first), points, first.unit,
    (details) => table(details, `${caption}; ${word("simultaneous")}; ${setting()}`,
      ["policy", "difference", "simultaneous", "verdict", "pairs"].map(word), cells, [1, 2, 4]));
}

// One row per point: the difference with its interval, and a line at no difference.
function pointChart(main, id, caption, scope, points, name, fill) {
  const furthest = Math.max(...points.flatMap((p) => [p.diff, p.lo, p.hi]).map((v) => Math.abs(v ?? 0)));
  const millions = name.startsWith("EUR") && furthest >= 1e6;
  const factor = name === "share" ? 100 : millions ? 1e-6 : 1;
  const frame = make("figure", null, main);
  make("h4", caption, frame, { id });
  if (scope) make("p", scope, frame, { class: "soft" });
  const place = make("div", null, frame, { class: "chart effects", role: "img", "aria-labelledby": id });
  const symbols = { shown: "circle", likely: "diamond-open", not_shown: "circle-open" };
  const traces = Object.keys(symbols).map((verdict) => {
    const some = points.filter((p) => p.verdict === verdict && p.diff !== null);
    const arm = (p, end) => (p[end] === null ? 0 : Math.abs(p[end] - p.diff) * factor);
    const colour = verdict === "not_shown" ? "#6b6b6b" : COLOURS[0];
    return { x: some.map((p) => p.diff * factor), y: some.map((p) => wrapped(p.name)), mode: "markers", type: "scatter",
      error_x: { type: "data", symmetric: false, array: some.map((p) => arm(p, "hi")),
        arrayminus: some.map((p) => arm(p, "lo")), color: colour, thickness: 2 },
      marker: { color: colour, size: 10, symbol: symbols[verdict], line: { width: 2 } } };
  });
  const names = points.map((p) => wrapped(p.name)).reverse();
  Plotly.newPlot(place, traces, {
    height: 70 + (narrow() ? 48 : 30) * points.length, margin: { l: 10, r: 20, t: 5, b: 40 }, showlegend: false,
    ...look(), hovermode: "closest",
    xaxis: { title: { text: name === "share" ? "pp" : (millions ? word("million") + " " : "") + unit(name) },
      zeroline: true, zerolinewidth: 2, zerolinecolor: "#555", gridcolor: "#ddd", rangemode: "tozero",
      exponentformat: "none", separatethousands: true, tickangle: 0, ...(narrow() ? { nticks: 4 } : {}) },
    yaxis: { type: "category", categoryorder: "array", categoryarray: names, automargin: true, gridcolor: "#eee" },
  }, { displayModeBar: false, responsive: true });
  const details = make("details", null, frame);
  make("summary", `${word("table_of")}: ${caption}`, details);
  whenOpened(details, () => fill(details));
}
