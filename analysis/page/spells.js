"use strict";
// How long spells last: survival curves and their measures.

function durations(main) {
  if (data.durations.length === 0) return;
  const when = wholeTime();
  make("h2", `${word("durations")}, ${when}`, main);
  make("p", word("durations_text"), main, { class: "soft" });
  make("p", scopeOf(data.durations[0]), main, { class: "soft" });
  for (const policy of data.policies) {
    make("h3", `${title(policy.policy)}, ${word("compared")}: ${title(policy.base)}`, main, { class: "section" });
    const beside = make("div", null, main, { class: "beside" });
    for (const curve of ours(data.curves, policy)) survival(beside, curve, when);
    measures(main, policy, when);
  }
}

function measures(main, policy, when) {
  const both = (value, lo, hi, why, d) => `${figure(value, d.unit)} (${why ? reason(why) : ends(lo, hi, d.unit)})`;
  const count = (n) => new Intl.NumberFormat(locale()).format(n);
  const rows = ours(data.durations, policy).map((d) => [`${word(d.kind)}: ${word(d.measure)}`,
    d.unit === "share" ? "%" : unit(d.unit), both(d.without, d.without_lo, d.without_hi, d.no_without_interval, d),
    count(d.spells_without), both(d.with_policy, d.with_lo, d.with_hi, d.no_with_interval, d), count(d.spells_with),
    `${changed(d.diff, d.unit)} (${d.no_interval ? reason(d.no_interval) : changedEnds(d.lo, d.hi, d.unit)})`,
    String(d.pairs)]);
  table(main, `${title(policy.policy)}, ${word("compared")}: ${title(policy.base)} · ${when}`,
    ["measure", "unit", "base_level", "spells", "with_policy", "spells", "difference", "pairs"].map(word), rows,
    [2, 3, 4, 5, 6, 7]);
}

// Two step lines that fall, each in the band of its interval for each week alone.
function survival(parent, curve, when) {
  const id = `curve-${curve.base}-${curve.policy}-${curve.kind}`;
  const caption = `${word("curves")}: ${word(curve.kind)} (%)`;
  const frame = make("figure", null, parent);
  make("h4", caption, frame, { id });
  if (curve.no_interval) make("p", `${word("interval")}: ${reason(curve.no_interval)}`, frame, { class: "soft" });
  const place = make("div", null, frame, { class: "chart", role: "img", "aria-labelledby": id });
  const percent = (values) => values.map((v) => (v === null ? null : 100 * v));
  const line = (name, values, lo, hi, k) => {
    const shared = { x: curve.weeks, line: { color: COLOURS[k], dash: DASHES[k], width: 2, shape: "hv" } };
    // a week without interval (all begin at 100%) has a band of no width, so that the band is not torn
    const edge = (ends) => percent(ends.map((v, i) => v ?? values[i]));
    const band = lo.some((v) => v !== null)
      ? [{ ...shared, y: edge(lo) }, { ...shared, y: edge(hi), fill: "tonexty", fillcolor: COLOURS[k] + "33" }]
        .map((t) => ({ ...t, mode: "lines", line: { width: 0, shape: "hv" }, hoverinfo: "skip", showlegend: false }))
      : [];
    return [...band, { ...shared, y: percent(values), name, mode: "lines" }];
  };
  Plotly.newPlot(place, [
    ...line(title(curve.base), curve.without, curve.without_lo, curve.without_hi, 0),
    ...line(title(curve.policy), curve.with_policy, curve.with_lo, curve.with_hi, 1),
  ], {
    ...look(), showlegend: true, legend: { orientation: "h", y: 1.02, yanchor: "bottom", x: 0 },
    margin: { l: 50, r: 15, t: 50, b: 45 },
    xaxis: { title: { text: word("curves_axis") }, gridcolor: "#eee", dtick: 13, range: [0, 52] },
    yaxis: { title: { text: "%" }, range: [0, 101], gridcolor: "#ddd" }, hovermode: "x unified",
  }, { displayModeBar: false, responsive: true });
  const details = make("details", null, frame);
  make("summary", `${word("table_of")}: ${caption}`, details);
  whenOpened(details, () => curveTable(details, curve, `${caption}, ${title(curve.policy)}, ${when}`));
}

function curveTable(details, curve, caption) {
  const why = (week) => (week === 0 ? word("by_definition") : reason(curve.no_interval || "alike_draws"));
  const level = (week, value, lo, hi) =>
    `${figure(value, "share")} (${lo === null ? why(week) : ends(lo, hi, "share")})`;
  const moved = (week, value, lo, hi) =>
    `${changed(value, "share")} (${lo === null ? why(week) : changedEnds(lo, hi, "share")})`;
  const rows = curve.weeks.map((week, i) => [String(week),
    level(week, curve.without[i], curve.without_lo[i], curve.without_hi[i]),
    level(week, curve.with_policy[i], curve.with_lo[i], curve.with_hi[i]),
    moved(week, curve.diff[i], curve.lo[i], curve.hi[i])]);
  table(details, `${caption}; ${word("curves_axis")}; ${word("band_each")}; ${curve.pairs} ${word("pairs")}, ` +
    `${figure(curve.spells, "")} ${word("spells")}`, ["weeks", "base_level", "with_policy", "difference"].map(word),
    rows, [1, 2, 3]);
}
