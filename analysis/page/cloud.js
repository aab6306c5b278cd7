"use strict";
// Many figures at once: all points against one figure, which the reader chooses.
const CROWD = 1000; // points from which marks are small and let others shine through

// Marks of one option would hide each other on a line; the same every time, so that a page does not dance.
const beside = (place) => ((place * 0.6180339887) % 1 - 0.5) * 0.5;

function cloudPicture(parent, chart) {
  pictureFrame(parent, chart, (place, tools, heading) => {
    const { factor, name } = scaleOf(chart), id = `figure-of-${chart.base}-${chart.policy}-${chart.metric}`;
    make("label", `${word("against")} `, tools, { for: id });
    const choice = make("select", null, tools, { id });
    for (const k of data.picture.figures)
      make("option", [data.figures[k].name, data.figures[k].text[lang]].filter(Boolean).join(" – "), choice, { value: k });
    const many = chart.value.length > CROWD;
    const draw = () => {
      const fig = data.figures[choice.value], column = data.points.columns[choice.value];
      heading.textContent = chartName(chart, `, ${filled("by_figure", { name: fig.name })}`);
      const x = (k) => column[k] + (fig.category ? beside(k) : 0);
      const kinds = chart.compared ? ["0", "1"] : ["0"];
      const traces = kinds.map((kind) => {
        const some = column.map((_, k) => k).filter((k) => chart.value[k] !== null && chart.shown[k] === kind);
        const solid = kind === "1" || !chart.compared, colour = solid ? COLOURS[0] : AWAY;
        return { x: some.map(x), y: some.map((k) => chart.value[k] * factor), mode: "markers", type: "scatter",
          text: some.map((k) => hoverText(chart, k)), hoverinfo: "text",
          ...(chart.lo ? { error_y: { ...barsAt(chart, some, factor, colour), thickness: 1, width: 0 } } : {}),
          marker: { color: colour, size: many ? 5 : 9, opacity: many ? 0.5 : 1,
            symbol: solid ? "circle" : "circle-open", line: { width: many ? 1 : 1.5, color: colour } } };
      });
      Plotly.react(place, traces, {
        ...look(), showlegend: false, hovermode: "closest", margin: { l: 60, r: 15, t: 10, b: 50 },
        xaxis: axisOf(fig, column), yaxis: valueAxis(chart, name),
      }, { displayModeBar: false, responsive: true });
    };
    choice.addEventListener("change", draw);
    drawWhenSeen(place, chart.value.length, draw);
  });
}

const cloudLegend = () => {
  const { shown, all } = { shown: data.points.number.length, all: data.asked.points };
  const bars = word(data.charts.some((chart) => chart.lo) ? "legend_bars" : "legend_no_bars");
  return bars + (shown < all ? " " + filled("points_of", { shown: count(shown), all: count(all) }) : "");
};
