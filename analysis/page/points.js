"use strict";
// Points of a design: what was set there, the axis of a figure, and the table of an outcome. Nothing runs here.
const MARKERS = ["circle", "square", "diamond", "triangle-up", "triangle-down", "cross"];
const AT_ONCE = 20000; // marks that are drawn before anything is scrolled
const FEW_SETTINGS = 8; // told of one point; more are no line to read
const AWAY = "#6b6b6b"; // of a difference that cannot be shown
let marksDrawn = 0;

const filled = (key, facts) => word(key).replace(/\{(\w+)\}/g, (_, name) => facts[name]);
const count = (number) => new Intl.NumberFormat(locale()).format(number);
// what somebody chose is told as it was written, what was drawn at random with the digits that say something
const plainNumber = (value) => new Intl.NumberFormat(locale(), !data.asked.sampled ? { maximumSignificantDigits: 6 }
  : Math.abs(value) >= 1000 ? { maximumFractionDigits: 0 } : { maximumSignificantDigits: 4 }).format(value);
const bare = (value) => (value === null ? word("as_is") : typeof value === "number" ? plainNumber(value) : value);
const unitAfter = (value, fig) => (fig.unit[lang] && typeof value === "number" ? " " + fig.unit[lang] : "");
const withUnit = (value, fig) => bare(value) + unitAfter(value, fig);
const nameOf = (fig) => fig.name + (fig.unit[lang] ? ` (${fig.unit[lang]})` : "");
const spanWords = (period) =>
  period === "all" ? `${word("whole")} ${day(data.view.end)}` : `${word("year")} ${period}`;

// Figures set at a point, as pairs of the figure and its value.
function settingsAt(place) {
  const { changed: alone, columns } = data.points;
  if (alone) return alone[place] ? [[data.figures[alone[place][0]], alone[place][1]]] : [];
  return data.figures.map((fig, k) => [fig, fig.category ? fig.options[columns[k][place]] : columns[k][place]]);
}

function settingsText(place) {
  const all = settingsAt(place);
  if (all.length === 0) return word("nothing_changed");
  const told = all.slice(0, FEW_SETTINGS).map(([fig, value]) => `${fig.name} = ${withUnit(value, fig)}`);
  if (all.length > FEW_SETTINGS) told.push(filled("and_more", { n: all.length - FEW_SETTINGS }));
  return told.join("; ");
}

// Where a value of a figure stands: a category is its place among the options.
const axisOf = (fig, xs) => {
  const shared = { title: { text: wrapped(nameOf(fig)) }, gridcolor: "#eee", zeroline: false, exponentformat: "none",
    separatethousands: true, tickangle: 0, automargin: true };
  if (fig.category)
    return { ...shared, tickvals: fig.options.map((_, k) => k), ticktext: fig.options.map((v) => wrapped(bare(v))),
      range: [-0.5, fig.options.length - 0.5] };
  const values = [...new Set(xs)].sort((a, b) => a - b), width = values[values.length - 1] - values[0];
  const apart = values.slice(1).every((v, k) => v - values[k] >= width * (narrow() ? 0.22 : 0.09));
  // few values that do not stand too near each other are ticks themselves
  return values.length <= 8 && apart && width > 0
    ? { ...shared, tickvals: values, ticktext: values.map(bare),
      range: [values[0] - width / 12, values[values.length - 1] + width / 12] }
    : { ...shared, nticks: narrow() ? 5 : 10 };
};

// Factor and name of the axis of an outcome.
function scaleOf(chart) {
  const furthest = Math.max(0, ...[chart.value, chart.lo || [], chart.hi || []].map(
    (values) => values.reduce((most, v) => Math.max(most, Math.abs(v ?? 0)), 0)));
  const share = chart.unit === "share", millions = chart.unit.startsWith("EUR") && furthest >= 1e6;
  const name = share ? (chart.compared ? "pp" : "%") : (millions ? word("million") + " " : "") + unit(chart.unit);
  return { factor: share ? 100 : millions ? 1e-6 : 1, name };
}

const valueAxis = (chart, name) => ({
  title: { text: name }, gridcolor: "#ddd", exponentformat: "none", separatethousands: true, automargin: true,
  ...(chart.compared ? { rangemode: "tozero", zeroline: true, zerolinewidth: 2, zerolinecolor: "#555" }
    : { zeroline: false }),
});

function chartName(chart, more = "") {
  const against = chart.compared ? `, ${word("compared")}: ${title(chart.base)}` : ` · ${title(chart.base)}`;
  return `${label(chart)} (${scaleOf(chart).name}), ${spanWords(chart.period)}${more}${against}`;
}

const valueText = (chart, value) => (chart.compared ? changed(value, chart.unit) : figure(value, chart.unit));
const endsText = (chart, lo, hi) => (chart.compared ? changedEnds(lo, hi, chart.unit) : ends(lo, hi, chart.unit));

function hoverText(chart, place) {
  const told = chart.lo && chart.lo[place] !== null ? ` (${endsText(chart, chart.lo[place], chart.hi[place])})` : "";
  const where = settingsText(place).replaceAll("; ", "<br>");
  return `${word("point")} ${data.points.number[place]}<br>${where}<br>${valueText(chart, chart.value[place])}${told}`;
}

// Lengths of the bars at some places, as Plotly takes them.
const barsAt = (chart, places, factor, colour) => ({
  type: "data", symmetric: false, color: colour, thickness: 1.5, width: 3,
  array: places.map((k) => (chart.hi[k] === null ? 0 : (chart.hi[k] - chart.value[k]) * factor)),
  arrayminus: places.map((k) => (chart.lo[k] === null ? 0 : (chart.value[k] - chart.lo[k]) * factor)),
});

// What is drawn first is what is seen first: thousands of marks more wait until they are scrolled to, or printed.
function drawWhenSeen(place, marks, draw) {
  marksDrawn += marks;
  if (marksDrawn <= AT_ONCE) return draw();
  const once = () => {
    watch.disconnect();
    // drawn already, or of a page in the other language that is gone
    if (place.isConnected && !place.classList.contains("js-plotly-plot")) draw();
  };
  const near = { rootMargin: "600px" };
  const watch = new IntersectionObserver((seen) => seen.some((s) => s.isIntersecting) && once(), near);
  watch.observe(place);
  addEventListener("beforeprint", once, { once: true });
}

function pointTable(details, chart) {
  const rows = chart.rows.map(([place, n, without, value, lo, hi, why, finding]) => [
    String(data.points.number[place]), settingsText(place), String(n),
    ...(chart.compared
      ? [figure(without, chart.unit), changed(value, chart.unit), movedEnds(lo, hi, why, chart.unit),
        data.said[finding][lang]]
      : [figure(value, chart.unit), levelEnds(lo, hi, why, chart.unit)])]);
  const heads = chart.compared
    ? ["point", "settings", "pairs", "base_level", "difference", "every_interval", "finding"]
    : ["point", "settings", "runs", "value", "interval"];
  const less = chart.rows.length < chart.count
    ? " · " + filled("table_extremes", { shown: count(chart.rows.length), all: count(chart.count) }) : "";
  const policy = chart.compared ? `${title(chart.policy)} · ` : "";
  table(details, `${policy}${chartName(chart)}${less}`, heads.map(word), rows,
    [2, 3, 4, ...(chart.compared ? [5] : [])]);
}

// A picture with its title and its table; `draw` gets the place of the picture, the frame and the title.
function pictureFrame(parent, chart, draw) {
  const frame = make("figure", null, parent), id = `point-${chart.base}-${chart.policy}-${chart.metric}`;
  const heading = make("h3", chartName(chart), frame, { id });
  // of the first world only: it is the same for each
  const first = data.charts.find((other) => other.metric === chart.metric);
  if (chart === first) make("p", data.definitions[chart.metric][lang], frame, { class: "soft" });
  if (chart.value.some((v) => v !== null)) {
    const tools = make("div", null, frame);
    draw(make("div", null, frame, { class: "chart", role: "img", "aria-labelledby": id }), tools, heading);
  } else {
    const [, , , , , , why] = chart.rows[0];
    make("p", filled("nothing_shown", { why: reason(why || "no_value") }), frame);
  }
  const details = make("details", null, frame);
  make("summary", `${word("table_of")}: ${chartName(chart)}`, details);
  whenOpened(details, () => pointTable(details, chart));
}
