"use strict";
// What happens on the way: outcomes that are worse in some half-year than the last year shows.

function passage(main) {
  if (data.steps.length === 0) return;
  make("h2", `${word("passage")}, ${wholeTime()}`, main);
  make("p", `${word("passage_text")} ${word("nation_text")}`, main, { class: "soft" });
  make("p", word("legend_steps"), main, { class: "soft" });
  for (const policy of data.policies) {
    const mine = ours(data.steps, policy);
    if (mine.length === 0) continue;
    make("h3", `${title(policy.policy)}, ${word("compared")}: ${title(policy.base)}`, main, { class: "section" });
    make("p", policy.way[lang][0], main);
    const beside = make("div", null, main, { class: "beside" });
    for (const metric of policy.worse) stepChart(beside, mine.filter((s) => s.metric === metric));
    const details = make("details", null, main);
    make("summary", `${word("table_of")}: ${word("passage")}, ${title(policy.policy)}`, details);
    whenOpened(details, () => stepTable(details, mine, title(policy.policy)));
  }
}

// short enough to stand below an axis
const periodMark = (period) => {
  const [year, half] = period.split("-");
  return half ? `${year} ${half}` : year;
};

function stepChart(parent, steps) {
  const first = steps[0], share = first.unit === "share", id = `way-${first.base}-${first.policy}-${first.metric}`;
  const furthest = Math.max(...steps.flatMap((s) => [s.diff, s.sim_lo, s.sim_hi]).map((v) => Math.abs(v ?? 0)));
  const millions = first.unit.startsWith("EUR") && furthest >= 1e6;
  const factor = share ? 100 : millions ? 1e-6 : 1;
  const axis = share ? "pp" : (millions ? word("million") + " " : "") + unit(first.unit);
  const caption = `${label(first)} (${axis}), ${word("difference_by_period")}`;
  const frame = make("figure", null, parent);
  make("h4", caption, frame, { id });
  const place = make("div", null, frame, { class: "chart", role: "img", "aria-labelledby": id });
  const kinds = [["shown", COLOURS[0], "circle"], ["likely", COLOURS[0], "diamond-open"],
    ["not_shown", "#6b6b6b", "circle-open"]];
  const kindOf = verdictOf;
  const traces = kinds.map(([kind, colour, symbol]) => {
    const some = steps.filter((s) => kindOf(s) === kind && s.diff !== null);
    const arm = (s, end) => (s[end] === null ? 0 : Math.abs(s[end] - s.diff) * factor);
    return { x: some.map((s) => periodMark(s.period)), y: some.map((s) => s.diff * factor), mode: "markers",
      error_y: { type: "data", symmetric: false, array: some.map((s) => arm(s, "sim_hi")),
        arrayminus: some.map((s) => arm(s, "sim_lo")), color: colour, thickness: 2, width: 0 },
      marker: { color: colour, size: 9, symbol, line: { width: 2 } } };
  });
  Plotly.newPlot(place, traces, {
    ...look(), showlegend: false, margin: { l: 60, r: 10, t: 10, b: 60 }, hovermode: "closest",
    xaxis: { type: "category", categoryorder: "array", categoryarray: steps.map((s) => periodMark(s.period)),
      gridcolor: "#eee", tickangle: -60 },
    yaxis: { title: { text: axis }, zeroline: true, zerolinewidth: 2, zerolinecolor: "#555", gridcolor: "#ddd",
      rangemode: "tozero", exponentformat: "none", separatethousands: true },
  }, { displayModeBar: false, responsive: true });
  const details = make("details", null, frame);
  make("summary", `${word("table_of")}: ${caption}`, details);
  whenOpened(details, () => stepTable(details, steps, `${caption}, ${title(first.policy)}`, true));
}

// of one outcome its name is in the caption
function stepTable(details, steps, caption, one = false) {
  const rows = steps.map((s) => [...(one ? [] : [`${label(s)} (${unit(s.unit)})`]), data.periods[s.period][lang],
    figure(s.base_value, s.unit), levelEnds(s.base_lo, s.base_hi, s.no_base_interval, s.unit), changed(s.diff, s.unit),
    movedEnds(s.sim_lo, s.sim_hi, s.no_interval, s.unit), String(s.pairs),
    data.said[s.finding][lang]]);
  const heads = [...(one ? [] : ["outcome"]), "period", "base_level", "interval", "difference", "at_once",
    "pairs", "verdict"];
  const first = heads.indexOf("base_level");
  const numbers = [0, 1, 2, 3, 4].map((k) => k + first);
  table(details, `${caption} · ${word("nation_text")}`, heads.map(word), rows, numbers);
}
