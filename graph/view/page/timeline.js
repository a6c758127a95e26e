// The timeline: how many edges fall on each day, month or year, and a brush to
// keep a span of them. Two sliders do the same from the keyboard.
const timeline = { bins: [], unit: "day" };

function startTimeline() {
  const days = edges.map((e) => e.day).filter(Boolean).sort();
  if (!days.length) { $("timeline").hidden = true; return; }
  const first = days[0];
  const last = days[days.length - 1];
  const span = (new Date(pad(last)) - new Date(pad(first))) / 864e5;
  timeline.unit = span <= 120 ? "day" : span <= 366 * 12 ? "month" : "year";
  timeline.bins = binsBetween(first, last, timeline.unit);
  drawTimeline();
}

const pad = (d) => (d + "-01-01").slice(0, 10);
const cut = { day: 10, month: 7, year: 4 };

function binsBetween(first, last, unit) {
  const bins = [];
  const d = new Date(pad(first) + "T00:00:00Z");
  const end = new Date(pad(last) + "T00:00:00Z");
  while (d <= end || bins.length === 0) {
    bins.push(d.toISOString().slice(0, cut[unit]));
    if (unit === "day") d.setUTCDate(d.getUTCDate() + 1);
    else if (unit === "month") { d.setUTCDate(1); d.setUTCMonth(d.getUTCMonth() + 1); }
    else { d.setUTCMonth(0, 1); d.setUTCFullYear(d.getUTCFullYear() + 1); }
  }
  if (bins[bins.length - 1] < last.slice(0, cut[unit])) bins.push(last.slice(0, cut[unit]));
  return bins;
}

const binOf = (day) => {
  const key = day.slice(0, cut[timeline.unit]);
  let lo = 0;
  let hi = timeline.bins.length - 1;
  while (lo < hi) {
    const mid = (lo + hi + 1) >> 1;
    if (timeline.bins[mid] <= key) lo = mid; else hi = mid - 1;
  }
  return lo;
};

function drawTimeline() {
  const { bins } = timeline;
  if (!bins.length) return;
  const count = bins.map(() => [0, 0, 0, 0, 0]);
  const [from, to] = [state.from, state.to];
  state.from = state.to = "";
  for (const e of edges) if (e.day && passes(e)) count[binOf(e.day)][types[e.y].quad]++;
  [state.from, state.to] = [from, to];
  const highest = Math.max(1, ...count.map((c) => c.reduce((a, b) => a + b)));
  const colours = quadColours[dark() ? "dark" : "light"];
  const w = 1000;
  const h = 46;
  const step = w / bins.length;
  const width = Math.max(0.6, Math.min(step * 0.84, 26));
  const bars = [];
  count.forEach((c, i) => {
    let y = h;
    c.forEach((n, q) => {
      if (!n) return;
      const height = Math.max(1.5, (n / highest) * (h - 4));
      y -= height;
      bars.push(svg("rect", { x: (i * step + (step - width) / 2).toFixed(2), y: y.toFixed(2), width: width.toFixed(2), height: height.toFixed(2), fill: colours[q], rx: step > 8 ? 1 : 0 }));
    });
  });
  const lo = state.from ? binOf(state.from) : 0;
  const hi = state.to ? binOf(state.to) : bins.length - 1;
  const plot = svg("svg", { viewBox: "0 0 " + w + " " + h, preserveAspectRatio: "none", role: "img", "aria-label": "Edges by " + timeline.unit, class: "bars" },
    ...bars,
    svg("rect", { class: "veil", x: 0, y: 0, width: (lo * step).toFixed(2), height: h }),
    svg("rect", { class: "veil", x: ((hi + 1) * step).toFixed(2), y: 0, width: Math.max(0, w - (hi + 1) * step).toFixed(2), height: h }),
    svg("rect", { class: "brush", x: (lo * step).toFixed(2), y: 0.5, width: Math.max(0, (hi + 1 - lo) * step).toFixed(2), height: h - 1 }));
  const slider = (id, name, value, set) => el("input", {
    type: "range", id, min: 0, max: bins.length - 1, step: 1, value, "aria-label": name, "aria-valuetext": dateWords(bins[value]),
    oninput: (ev) => { set(Number(ev.target.value)); refocus(id); },
  });
  const whole = !state.from && !state.to;
  $("timeline").replaceChildren(
    el("div", { class: "span" },
      el("span", { id: "span-from" }, dateWords(bins[lo])), lo < hi ? [el("span", {}, "–"), el("span", { id: "span-to" }, dateWords(bins[hi]))] : null,
      el("button", { id: "all-time", type: "button", hidden: whole, onclick: () => brush(0, bins.length - 1) }, "All time")),
    el("div", { class: "plot" }, plot,
      slider("from", "From", lo, (v) => brush(v, Math.max(v, hi))),
      slider("to", "To", hi, (v) => brush(Math.min(v, lo), v))));
  dragBrush(plot, bins.length);
}

function refocus(id) { const e = $(id); if (e) e.focus(); }

function brush(lo, hi) {
  const { bins } = timeline;
  state.from = lo <= 0 ? "" : bins[lo];
  state.to = hi >= bins.length - 1 ? "" : endOf(bins[hi]);
  update();
}

// endOf is the last day of a bin, as it compares with the dates of edges.
const endOf = (bin) => (bin.length === 10 ? bin : bin.length === 7 ? bin + "-31" : bin + "-12-31");

function dragBrush(plot, n) {
  const bin = (ev) => {
    const box = plot.getBoundingClientRect();
    return Math.max(0, Math.min(n - 1, Math.floor(((ev.clientX - box.left) / box.width) * n)));
  };
  plot.addEventListener("pointerdown", (ev) => {
    const start = bin(ev);
    ev.preventDefault();
    const mark = plot.querySelector(".brush");
    const [veilLeft, veilRight] = plot.querySelectorAll(".veil");
    const step = 1000 / n;
    let span = [start, start];
    const move = (e) => {
      span = [Math.min(start, bin(e)), Math.max(start, bin(e))];
      mark.setAttribute("x", span[0] * step);
      mark.setAttribute("width", (span[1] + 1 - span[0]) * step);
      veilLeft.setAttribute("width", span[0] * step);
      veilRight.setAttribute("x", (span[1] + 1) * step);
      veilRight.setAttribute("width", Math.max(0, 1000 - (span[1] + 1) * step));
    };
    const up = () => {
      removeEventListener("pointermove", move);
      removeEventListener("pointerup", up);
      brush(...span);
    };
    addEventListener("pointermove", move);
    addEventListener("pointerup", up);
    move(ev);
  });
}
