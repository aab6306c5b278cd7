"use strict";
// The page of one design point; nothing runs before the last line.
const worldName = (line) => {
  const key = line.policy === "base" ? line.base : line.policy;
  const title = data.view.titles[key];
  return title ? title[lang] : key;
};

function headline(main) {
  make("h2", `${word("headline")}, ${periodWords()}`, main);
  const paired = new Set(data.policies.map((p) => p.base + "\n" + p.policy));
  // a policy with partners has its table of differences; its levels are in there
  const worlds = [...new Set(data.view.rows.map((r) => r.base + "\n" + r.policy))].filter((w) => !paired.has(w));
  for (const world of worlds) {
    const rows = data.view.rows.filter((r) => r.base + "\n" + r.policy === world);
    const caption = `${worldName(rows[0])} · ${periodWords()} · ${word("interval_is")}`;
    const heads = ["outcome", "value", "interval", "unit", "runs", "scope"].map(word);
    const cells = rows.map((r) => [label(r), figure(r.value, r.unit), levelEnds(r.lo, r.hi, r.no_interval, r.unit),
      unit(r.unit), String(r.n), scopeMark(r)]);
    table(main, caption, heads, cells, [1, 2, 4]);
  }
  showScopes(main);
}

// Outlines of a band, one for each stretch of weeks with an interval: where there is none the band has a gap.
function bandOf(dates, lo, hi) {
  const x = [], y = [];
  let from = null;
  for (let i = 0; i <= dates.length; i++) {
    const there = i < dates.length && lo[i] !== null && hi[i] !== null;
    if (there && from === null) from = i;
    if (there || from === null) continue;
    if (x.length) { x.push(null); y.push(null); }
    for (let k = from; k < i; k++) { x.push(dates[k]); y.push(hi[k]); }
    for (let k = i - 1; k >= from; k--) { x.push(dates[k]); y.push(lo[k]); }
    from = null;
  }
  return { x, y };
}

function traces(chart) {
  const factor = chart.unit === "share" ? 100 : 1;
  const scaled = (values) => values.map((v) => (v === null ? null : v * factor));
  return chart.lines.flatMap((line, k) => {
    const colour = COLOURS[k % COLOURS.length], name = worldName(line), shared = { x: line.date, legendgroup: name };
    const band = { ...bandOf(line.date, scaled(line.lo), scaled(line.hi)), legendgroup: name, mode: "lines",
      line: { width: 0 }, hoverinfo: "skip", showlegend: false, fill: "toself", fillcolor: colour + "33" };
    const dash = DASHES[k % DASHES.length];
    return [band, { ...shared, y: scaled(line.mean), name, mode: "lines", line: { color: colour, dash, width: 2 } }];
  });
}

function layout(chart) {
  return {
    ...look(), margin: { l: 70, r: 15, t: 10, b: 40 }, showlegend: chart.lines.length > 1, legend: { orientation: "h" },
    yaxis: { title: { text: unit(chart.unit) }, rangemode: "tozero", gridcolor: "#ddd", zerolinecolor: "#999",
      exponentformat: "none", separatethousands: true },
    xaxis: { gridcolor: "#eee", type: "date", tickformat: "%m-%Y", hoverformat: "%d-%m-%Y" },
    hovermode: "x unified",
  };
}

function chartTitle(chart) {
  const dates = chart.lines[0].date;
  const when = `${day(dates[0])} – ${day(dates[dates.length - 1])}`;
  return `${label(chart)} (${unit(chart.unit)}), ${word("per_" + chart.step)}, ${when}`;
}

function dataTable(details, chart) {
  const rows = chart.lines.flatMap((line) => line.date.map((date, i) => [day(date), worldName(line),
    figure(line.mean[i], chart.unit), ends(line.lo[i], line.hi[i], chart.unit)]));
  table(details, `${chartTitle(chart)}; ${word("interval_is")}`, ["date", "world", "mean", "interval"].map(word), rows,
    [2, 3]);
}

function paths(main) {
  make("h2", word("paths"), main);
  make("p", word("band"), main, { class: "soft" });
  for (const chart of data.paths) {
    const frame = make("figure", null, main);
    const id = "title-" + chart.name;
    make("h3", chartTitle(chart), frame, { id });
    make("p", chart["definition" + (lang === "nl" ? "_nl" : "")], frame, { class: "soft" });
    const place = make("div", null, frame, { class: "chart", role: "img", "aria-labelledby": id });
    Plotly.newPlot(place, traces(chart), layout(chart), { displayModeBar: false, responsive: true });
    const details = make("details", null, frame);
    make("summary", `${word("table_of")}: ${label(chart)}`, details);
    // hundreds of rows each: made when first opened
    details.addEventListener("toggle", () => {
      if (details.open && !details.querySelector("table")) dataTable(details, chart);
    });
  }
}

function facts(main) {
  const details = make("details", null, closing(main));
  make("summary", word("run_ids"), details);
  make("p", data.run_ids.join(", "), details);
}

begin((main) => {
  opening(main, word("title"));
  if (data.policies.length) effects(main);
  headline(main);
  paths(main);
  facts(main);
});
