"use strict";
// A figure with several values: the outcome against it, and a line for each value of a second figure.

function linesPicture(parent, chart) {
  const { x, line } = data.picture, fig = data.figures[x], second = line === null ? null : data.figures[line];
  pictureFrame(parent, chart, (place) => {
    const { factor, name } = scaleOf(chart);
    const across = data.points.columns[x], of = second ? data.points.columns[line] : across.map(() => null);
    const keys = [...new Set(of)].sort((a, b) => a - b);
    // of a category the places of its options are one apart
    const width = fig.category ? 8 : Math.max(...across) - Math.min(...across) || 1;
    const traces = keys.flatMap((key, k) => {
      const mine = across.map((_, i) => i).filter((i) => of[i] === key).sort((a, b) => across[a] - across[b]);
      const colour = COLOURS[k % COLOURS.length], aside = (k - (keys.length - 1) / 2) * 0.012 * width;
      const full = MARKERS[k % MARKERS.length];
      const solid = (i) => !chart.compared || chart.shown[i] === "1";
      return [{
        x: mine.map((i) => across[i] + aside),
        y: mine.map((i) => (chart.value[i] === null ? null : chart.value[i] * factor)),
        name: second ? `${second.name} = ${withUnit(second.category ? second.options[key] : key, second)}` : "",
        mode: "lines+markers", connectgaps: false, text: mine.map((i) => hoverText(chart, i)), hoverinfo: "text",
        line: { color: colour, width: 1.5, dash: DASHES[k % DASHES.length] },
        error_y: barsAt(chart, mine, factor, colour),
        marker: { symbol: mine.map((i) => full + (solid(i) ? "" : "-open")), color: colour, size: 10,
          line: { width: 2, color: colour } },
      }];
    });
    drawWhenSeen(place, chart.value.length, () => Plotly.newPlot(place, traces, {
      ...look(), showlegend: keys.length > 1, hovermode: "closest", margin: { l: 60, r: 15, t: 10, b: 50 },
      legend: { orientation: "h", y: 1.02, yanchor: "bottom", x: 0 },
      xaxis: axisOf(fig, across), yaxis: valueAxis(chart, name),
    }, { displayModeBar: false, responsive: true }));
  });
}

const linesLegend = () => {
  const { line } = data.picture;
  const aside = line !== null && data.figures[line].count > 1 ? " " + word("legend_aside") : "";
  return `${word("legend_bars")}${aside}`;
};
