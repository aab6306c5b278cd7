"use strict";
// One figure changed at a time: how far the outcome goes from the low to the high end of each, the longest on top.
const MOST_TORNADO = 25;
const WIDE = 2; // times the span of all rows: a wider band would leave little of them to see
const LOW = 0, HIGH = 1, OTHER = 2; // which end a point is
const END_SYMBOLS = ["triangle-left", "triangle-right", "diamond"];

// Which end the points of a row are: those of a category are neither low nor high.
function endsOf(places) {
  const [fig] = settingsAt(places[0])[0];
  if (fig.category) return places.map(() => OTHER);
  if (places.length > 1) return places.map((_, k) => (k === 0 ? LOW : k === places.length - 1 ? HIGH : OTHER));
  const { low, high, values } = fig.asked, value = settingsAt(places[0])[0][1];
  const [bottom, top] = values ? [Math.min(...values), Math.max(...values)] : [low, high];
  return [top - value < value - bottom ? HIGH : LOW];
}

function rowName(places) {
  const [fig] = settingsAt(places[0])[0];
  const values = places.map((k) => settingsAt(k)[0][1]);
  const told = values.map(bare).join(" – ") + unitAfter(values[0], fig);
  return `${wrapped(fig.name)}<br><span style="font-size:.85em;color:#555">${wrapped(told)}</span>`;
}

function tornadoPicture(parent, chart) {
  pictureFrame(parent, chart, (place, tools) => {
    const { factor, name } = scaleOf(chart), rows = chart.bars.slice(0, MOST_TORNADO).map(([, places]) => places);
    const middle = chart.centre === null || chart.value[chart.centre] === null ? null : chart.centre;
    const at = (k) => (chart.value[k] === null ? null : chart.value[k] * factor);
    const centre = middle === null ? null : at(middle);
    const band = middle === null || chart.lo[middle] === null
      ? null : [chart.lo[middle] * factor, chart.hi[middle] * factor];
    const known = [...rows.flat().map(at), centre].filter((v) => v !== null);
    const [least, most] = [Math.min(...known), Math.max(...known)], span = most - least || Math.abs(most) || 1;
    const wide = band !== null && band[1] - band[0] > WIDE * span;
    const shown = band !== null && !wide ? [Math.min(least, band[0]), Math.max(most, band[1])] : [least, most];
    const room = (shown[1] - shown[0] || span) * 0.08;
    if (middle !== null) {
      const ends = band ? endsText(chart, chart.lo[middle], chart.hi[middle]) : "–";
      make("p", filled("centre", { value: valueText(chart, chart.value[middle]), interval: ends }) +
        (wide ? " " + word("clipped") : ""), tools);
    }
    if (chart.bars.length > rows.length)
      make("p", filled("rows_of", { shown: rows.length, all: count(chart.bars.length) }), tools, { class: "soft" });
    const level = (r) => rows.length - 1 - r;
    const traces = [LOW, HIGH, OTHER].flatMap((side) => endTraces(chart, rows, side, { at, centre, level }));
    place.style.height = `${90 + (narrow() ? 62 : 40) * rows.length}px`;
    const lineAt = (x, more) => ({ type: "line", xref: "x", yref: "paper", x0: x, x1: x, y0: 0, y1: 1, ...more });
    const shapes = [];
    if (band) shapes.push({ type: "rect", xref: "x", yref: "paper", x0: band[0], x1: band[1], y0: 0, y1: 1,
      layer: "below", line: { width: 0 }, fillcolor: "#15427318" });
    if (centre !== null) shapes.push(lineAt(centre, { line: { color: "#1b1b1b", width: 2.5 }, layer: "below" }));
    drawWhenSeen(place, rows.length * 3, () => Plotly.newPlot(place, traces, {
      ...look(), margin: { l: 10, r: 20, t: 30, b: 45 }, hovermode: "closest", shapes, showlegend: true,
      legend: { orientation: "h", y: 1.0, yanchor: "bottom", x: 0 },
      xaxis: { ...valueAxis(chart, name), rangemode: "normal", range: [shown[0] - room, shown[1] + room], tickangle: 0,
        nticks: narrow() ? 4 : 9, zerolinewidth: 1 },
      yaxis: { tickvals: rows.map((_, r) => level(r)), ticktext: rows.map(rowName), range: [-0.6, rows.length - 0.4],
        automargin: true, gridcolor: "#eee", zeroline: false },
    }, { displayModeBar: false, responsive: true }));
  });
}

// The points at one side of all rows, and bars from the middle to them.
function endTraces(chart, rows, side, { at, centre, level }) {
  const here = (places) => endsOf(places).map((end, k) => (end === side ? places[k] : null));
  const mine = rows.flatMap((places, r) => here(places).filter((k) => k !== null && at(k) !== null).map((k) => [k, r]));
  if (mine.length === 0) return [];
  const colour = COLOURS[side], said = word(["low_end", "high_end", "other_option"][side]);
  const solid = (k) => !chart.compared || chart.shown[k] === "1";
  // both ends may lie at one side of the middle, and would hide each other on one height
  const height = (r) => level(r) + [0.13, -0.13, 0][side];
  const bars = centre === null ? [] : [{
    x: mine.flatMap(([k]) => [centre, at(k), null]), y: mine.flatMap(([, r]) => [height(r), height(r), null]), mode: "lines",
    line: { color: colour + "66", width: 7 }, hoverinfo: "skip", showlegend: false,
  }];
  return [...bars, {
    x: mine.map(([k]) => at(k)), y: mine.map(([, r]) => height(r)), mode: "markers", name: said, hoverinfo: "text",
    text: mine.map(([k]) => hoverText(chart, k)),
    marker: { color: colour, size: 11, symbol: mine.map(([k]) => END_SYMBOLS[side] + (solid(k) ? "" : "-open")),
      line: { width: 2, color: colour } },
  }];
}
