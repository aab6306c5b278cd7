"use strict";
// The page is built from the data in #data; every text enters by textContent, so no data can become markup.
const data = JSON.parse(document.getElementById("data").textContent);
const COLOURS = ["#154273", "#a3480a", "#275937", "#6a1f6e", "#01689b", "#7a2e00"];
const DASHES = ["solid", "dash", "dot", "dashdot", "longdash", "longdashdot"];
let lang = data.lang;

const word = (key) => data.words[key][lang];
const locale = () => (lang === "nl" ? "nl-NL" : "en-GB");
const label = (item) => item["label_" + lang];
const unit = (name) => (data.units[name] || { nl: name, en: name })[lang];

function make(tag, text, parent, attributes = {}) {
  const element = document.createElement(tag);
  if (text !== null) element.textContent = text;
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  if (parent) parent.append(element);
  return element;
}

function figure(value, name, beside = 0) {
  if (value === null) return "–";
  const share = name === "share";
  for (const [large, key] of [[1e9, "billion"], [1e6, "million"]])
    if (name.startsWith("EUR") && Math.max(Math.abs(value), Math.abs(beside)) >= large) {
      const options = { minimumFractionDigits: 1, maximumFractionDigits: 1 };
      return new Intl.NumberFormat(locale(), options).format(value / large) + " " + word(key);
    }
  const size = Math.abs(share ? value * 100 : value);
  // a share that is small must not look like none; prices have cents, counts do not
  const ofShare = size >= 0.1 || size === 0 ? 1 : 2;
  const whole = name.startsWith("EUR") ? 100 : 10;
  const digits = share ? ofShare : size >= whole ? 0 : size >= 1 || size === 0 ? 2 : 3;
  const options = { minimumFractionDigits: digits, maximumFractionDigits: digits };
  const text = new Intl.NumberFormat(locale(), options).format(share ? value * 100 : value);
  return share ? text + "%" : text;
}

const ends = (lo, hi, name) =>
  lo === null || hi === null ? "–" : `${figure(lo, name, hi)} ${word("to")} ${figure(hi, name, lo)}`;

const worldName = (line) => {
  const key = line.policy === "base" ? line.base : line.policy;
  const title = data.view.titles[key];
  return title ? title[lang] : key;
};

function table(parent, caption, heads, rows, numbers) {
  const around = make("div", null, parent, { class: "scroll", tabindex: "0", role: "region", "aria-label": caption });
  const element = make("table", null, around);
  make("span", caption, make("caption", null, element));
  const head = make("tr", null, make("thead", null, element));
  heads.forEach((text, i) => make("th", text, head, { scope: "col", class: numbers.includes(i) ? "number" : "" }));
  const body = make("tbody", null, element);
  for (const row of rows) {
    const line = make("tr", null, body);
    row.forEach((text, i) =>
      i === 0
        ? make("th", text, line, { scope: "row" })
        : make("td", text, line, { class: numbers.includes(i) ? "number" : "" }));
  }
}

// a day as people of the language write it
const day = (iso) => (lang === "nl" ? iso.split("-").reverse().join("-") : iso);
const wholeTime = () => `${day(data.view.start)} – ${day(data.view.end)}`;

const periodWords = () =>
  data.view.period === "all" ? `${word("whole")} ${day(data.view.end)}` : `${word("year")} ${data.view.period}`;

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

// what all charts share
const look = () => ({
  font: { family: "system-ui, DejaVu Sans, sans-serif", color: "#1b1b1b" }, separators: lang === "nl" ? ",." : ".,",
  paper_bgcolor: "#fff", plot_bgcolor: "#fff",
});

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
  const view = data.view;
  const footer = make("footer", null, main);
  make("p", word("intended"), footer);
  make("p", `${word("made_with")} ${Object.entries(view.versions).map(([k, v]) => k + " " + v).join(", ")}.`, footer);
  const details = make("details", null, footer);
  make("summary", word("run_ids"), details);
  make("p", data.run_ids.join(", "), details);
}

function render() {
  document.documentElement.lang = lang;
  document.title = `uitzendlab · ${periodWords()}`;
  const main = document.querySelector("main");
  main.replaceChildren();
  make("h1", word("title"), main);
  if (data.view.plumbing_only) make("p", word("plumbing"), main, { class: "warning" });
  const scale = new Intl.NumberFormat(locale(), { maximumFractionDigits: 3 }).format(data.view.scale);
  make("p", `${word("size")}: ${data.view.size} (${word("scale")} ${scale}, ${word("nation")}) · ${word("seeds")}: ` +
    `${data.view.seeds.join(", ")} · ${word("simulated")} ${wholeTime()} · ${word("euros")}`, main);
  if (data.view.runs_failed) make("p", `${word("failed")}: ${data.view.runs_failed}`, main, { class: "warning" });
  if (data.view.seeds.length === 1) make("p", word("one_seed"), main);
  if (data.view.few_seeds) make("p", word("few_seeds"), main, { class: "warning" });
  make("p", word("hangs_on"), main, { class: "soft" });
  if (data.policies.length) effects(main);
  headline(main);
  paths(main);
  facts(main);
  for (const button of document.querySelectorAll("button[data-lang]"))
    button.setAttribute("aria-pressed", String(button.dataset.lang === lang));
}

for (const button of document.querySelectorAll("button[data-lang]"))
  button.addEventListener("click", () => { lang = button.dataset.lang; render(); });
// a closed chart of the screen's width would be clipped on paper
addEventListener("beforeprint", () => document.querySelectorAll(".chart").forEach((c) => Plotly.Plots.resize(c)));
render();
document.body.dataset.ready = "yes";
