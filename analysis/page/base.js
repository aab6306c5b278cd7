"use strict";
// What the pages have in common. A page is built from the data in #data; every text enters by textContent, so no
// data can become markup.
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

// A cell of numbers may go over to a next line before its interval and, where that is too wide, between the ends of it:
// so tables are no wider than they need be, and no number is broken. A reason in words may break anywhere.
function numbersCell(text, line) {
  const cell = make("td", null, line, { class: "number" });
  text.split(/ (?=\()/).forEach((part, i) => {
    if (i) cell.append(" ");
    const place = i ? make("span", null, cell, { class: "ends" }) : cell;
    part.replace(/ (tot|to) /g, " $1\n").split("\n").forEach((piece, k) => {
      if (k) place.append(" ");
      make("span", piece, place, /[a-z]{5}/i.test(piece) ? {} : { class: "piece" });
    });
  });
}

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
        : numbers.includes(i) ? numbersCell(text, line) : make("td", text, line));
  }
}

// a day as people of the language write it
const day = (iso) => (lang === "nl" ? iso.split("-").reverse().join("-") : iso);
const wholeTime = () => `${day(data.view.start)} – ${day(data.view.end)}`;

const periodWords = () =>
  data.view.period === "all" ? `${word("whole")} ${day(data.view.end)}` : `${word("year")} ${data.view.period}`;

function changed(value, name, beside = 0) {
  if (value === null) return "–";
  const share = name === "share";
  const text = share ? figure(value, name).replace("%", " pp") : figure(value, name, beside);
  const none = !/[1-9]/.test(text);
  return none ? text.replace("-", "") : (value > 0 ? "+" : "") + text;
}

function changedEnds(lo, hi, name) {
  if (lo === null || hi === null) return "–";
  return `${changed(lo, name, hi).replace(" pp", "")} ${word("to")} ${changed(hi, name, lo)}`;
}

const reason = (key) => data.reasons[key][lang];
// the verdict on a difference: shown, likely or not shown (analysis/verdict.py)
const verdictOf = (e) => (e.shown ? "shown" : (e.finding || "").startsWith("likely") ? "likely" : "not_shown");
// an interval, or why there is none
const levelEnds = (lo, hi, why, name) => (why ? `– (${reason(why)})` : ends(lo, hi, name));
const movedEnds = (lo, hi, why, name) => (why ? `– (${reason(why)})` : changedEnds(lo, hi, name));
const title = (key) => (data.view.titles[key] ? data.view.titles[key][lang] : key);
const setting = () => {
  const scale = new Intl.NumberFormat(locale(), { maximumFractionDigits: 3 }).format(data.view.scale);
  return `${periodWords()} · ${word("scale")} ${scale}, ${word("nation")} · ${word("euros")}`;
};
// what all charts share
const look = () => ({
  font: { family: "system-ui, DejaVu Sans, sans-serif", color: "#1b1b1b" }, separators: lang === "nl" ? ",." : ".,",
  paper_bgcolor: "#fff", plot_bgcolor: "#fff",
});

const narrow = () => innerWidth < 600;

// On a phone names would leave no room for the points, so they go over several lines.
function wrapped(text) {
  if (!narrow()) return text;
  const lines = [""];
  for (const part of text.split(" ")) {
    const last = lines.length - 1;
    if (lines[last] && lines[last].length + part.length > 15) lines.push(part);
    else lines[last] += (lines[last] ? " " : "") + part;
  }
  return lines.join("<br>");
}

// Dates and numbers of a policy: what was simulated, and what was not asked for.
function contents(parent, policy) {
  if (policy.measures.length === 0) return;
  const list = make("ul", null, parent, { class: "soft" });
  for (const m of policy.measures) make("li", `${m[lang].title}: ${m[lang].dates}`, list);
  const details = make("details", null, parent);
  make("summary", word("measures"), details);
  for (const m of policy.measures) {
    make("p", m[lang].title, details);
    const numbers = make("ul", null, details);
    for (const text of m[lang].numbers) make("li", text, numbers);
  }
}

function whenOpened(details, fill) {
  details.addEventListener("toggle", () => {
    if (details.open && !details.querySelector("table")) fill();
  });
}

// What a reader must know before any number: title, what was simulated, and the warnings; `more` follows the facts.
function opening(main, heading, more = "") {
  const view = data.view;
  make("h1", heading, main);
  if (view.plumbing_only) make("p", word("plumbing"), main, { class: "warning" });
  const scale = new Intl.NumberFormat(locale(), { maximumFractionDigits: 3 }).format(view.scale);
  make("p", `${word("size")}: ${view.size} (${word("scale")} ${scale}, ${word("nation")}) · ${word("seeds")}: ` +
    `${view.seeds.join(", ")} · ${word("simulated")} ${wholeTime()} · ${word("euros")}${more}`, main);
  if (view.runs_failed) make("p", `${word("failed")}: ${view.runs_failed}`, main, { class: "warning" });
  if (view.seeds.length === 1) make("p", word("one_seed"), main);
  if (view.few_seeds) make("p", word("few_seeds"), main, { class: "warning" });
  if (view.looks_text) make("p", view.looks_text[lang], main);
  make("p", word("hangs_on"), main, { class: "soft" });
}

// What it is meant for and what it was made with; a page adds to it what it was made from.
function closing(main) {
  const footer = make("footer", null, main);
  make("p", word("intended"), footer);
  const versions = Object.entries(data.view.versions).map(([name, number]) => name + " " + number).join(", ");
  make("p", `${word("made_with")} ${versions}.`, footer);
  return footer;
}

// Fill the page, and fill it anew when the other language is chosen; `fill` gets the empty main element.
function begin(fill) {
  const render = () => {
    document.documentElement.lang = lang;
    document.title = `uitzendlab · ${periodWords()}`;
    const main = document.querySelector("main");
    main.replaceChildren();
    fill(main);
    for (const button of document.querySelectorAll("button[data-lang]"))
      button.setAttribute("aria-pressed", String(button.dataset.lang === lang));
  };
  for (const button of document.querySelectorAll("button[data-lang]"))
    button.addEventListener("click", () => { lang = button.dataset.lang; render(); });
  // a closed chart of the screen's width would be clipped on paper
  const drawn = () => document.querySelectorAll(".chart.js-plotly-plot");
  addEventListener("beforeprint", () => drawn().forEach((chart) => Plotly.Plots.resize(chart)));
  render();
  document.body.dataset.ready = "yes";
}
