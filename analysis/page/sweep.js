"use strict";
// The page of a sweep: what was asked, then each world with a picture for each outcome.
const MANY_FIGURES = 8; // from which their table is folded away
const PICTURES = {
  lines: [linesPicture, linesLegend],
  tornado: [tornadoPicture, () => word("legend_tornado")],
  scatter: [cloudPicture, cloudLegend],
};

function askedFor(main) {
  const asked = data.asked, compared = data.charts.some((chart) => chart.compared);
  make("h2", word("asked"), main);
  if (asked.text[lang] && asked.text[lang] !== asked.title[lang]) make("p", asked.text[lang], main);
  make("p", `${word("bases")}: ${asked.bases.map(title).join("; ")}.`, main);
  make("p", `${word("design")}: ${word("kind_" + asked.kind)} · ${count(asked.points)} ${word("points_count")} · ` +
    filled("runs_count", { done: count(data.view.runs_done), all: count(asked.runs) }), main);
  const names = [...new Set(data.policies.map((policy) => policy.policy))];
  make("p", compared ? `${word("policies")}: ${names.map(title).join("; ")}.` : word("no_policies"), main);
  const fixed = Object.entries(asked.fixed).map(([key, value]) => `${key} = ${bare(value)}`);
  if (fixed.length) make("p", `${word("fixed")}: ${fixed.join("; ")}.`, main);
  const folded = data.figures.length > MANY_FIGURES ? make("details", null, main) : null;
  if (folded) make("summary", `${word("varied")} (${data.figures.length})`, folded);
  const rows = data.figures.map((fig) => [fig.key, valuesText(fig), fig.unit[lang], fig.text[lang]]);
  table(folded || main, word("varied"), ["figure", "values", "unit_of", "about"].map(word), rows, []);
}

function valuesText(fig) {
  const { values, low, high } = fig.asked;
  return values ? values.map(bare).join("; ") : `${bare(low)} – ${bare(high)}`;
}

function worldOf(main, policy) {
  const mine = data.charts.filter((chart) => chart.base === policy.base && chart.policy === policy.policy);
  const { compared } = mine[0], most = Math.max(...mine.map((chart) => chart.n));
  const [picture, legend] = PICTURES[data.picture.kind];
  const against = compared ? `${title(policy.policy)}, ${word("compared")}: ` : "";
  make("h2", against + title(policy.base), main);
  contents(main, policy);
  make("p", `${filled(compared ? "effects_sweep" : "levels_sweep", { n: most, rows: count(data.asked.at_once) })} ` +
    `${setting()}.`, main, { class: "soft" });
  make("p", `${compared ? word("legend_filled") + " " : ""}${legend()}`, main, { class: "soft" });
  for (const chart of mine) picture(main, chart);
}

function ending(main) {
  const footer = closing(main);
  if (data.asked.command) make("code", data.asked.command, make("p", `${word("again")}: `, footer));
  make("p", word("where"), footer);
}

begin((main) => {
  marksDrawn = 0;
  opening(main, data.asked.title[lang] || word("title"));
  askedFor(main);
  for (const policy of data.policies) worldOf(main, policy);
  ending(main);
});
