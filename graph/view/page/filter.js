// The filters at the left. Each line counts what it would show.

function showFilters() {
  const form = $("filters");
  const focused = document.activeElement && document.activeElement.id;
  const count = (f) => { let n = 0; for (const e of edges) if (f(e)) n++; return n; };
  const box = (id, on, mark, words, n, change) => el("label", { class: n ? "" : "none" }, el("input", { type: "checkbox", id, checked: on, onchange: (ev) => { change(ev.target.checked); update(); } }), mark, el("span", {}, words), el("small", {}, n.toLocaleString("en")));
  const perType = types.map(() => 0);
  for (const e of edges) perType[e.y]++;
  const present = types.map((t, i) => i).filter((i) => perType[i]);
  const quads = [1, 2, 3, 4, 0].map((q) => [q, present.filter((i) => types[i].quad === q)]).filter(([, list]) => list.length);

  form.replaceChildren(...[
    el("fieldset", {}, el("legend", {}, "Shapes"),
      labels.map((label, i) => box("label-" + label, !state.off.has(label), shapeMark(label), label, nodes.filter((n) => n.label === i).length, (on) => { on ? state.off.delete(label) : state.off.add(label); }))),
    el("fieldset", {}, el("legend", {}, "Status"),
      statuses.map((s, i) => box("status-" + s, state.status.has(s), el("i", { class: "line q0 " + s, "aria-hidden": "true" }), s, count((e) => e.u === i), (on) => { on ? state.status.add(s) : state.status.delete(s); }))),
    el("fieldset", {}, el("legend", {}, "Edges"),
      el("p", { class: "hint" }, state.only.size ? [plural(state.only.size, "type") + " shown ", el("button", { type: "button", id: "all-types", onclick: () => { state.only.clear(); update(); } }, "Show all")] : "Tick one to see it alone"),
      quads.map(([q, list]) => el("div", { class: "quad", role: "group", "aria-label": quadWords[q] }, el("h2", {}, el("i", { class: "line q" + q + " actual", "aria-hidden": "true" }), quadWords[q]),
        list.map((i) => box("type-" + types[i].name, state.only.has(types[i].name), null, verb(i), perType[i], (on) => { on ? state.only.add(types[i].name) : state.only.delete(types[i].name); }))))),
    el("fieldset", {}, el("legend", {}, "How sure"),
      el("label", { class: "range" }, el("input", { type: "range", id: "sure", min: 0, max: 100, step: 5, value: Math.round(state.sure * 100), "aria-label": "Least confidence", "aria-valuetext": percent(state.sure), oninput: (ev) => { state.sure = Number(ev.target.value) / 100; soon(); } }), el("output", { for: "sure" }, "at least " + percent(state.sure)))),
    sources.length > 1 ? el("fieldset", {}, el("legend", {}, "Source"),
      el("select", { id: "source", "aria-label": "Source of the articles", onchange: (ev) => { state.source = ev.target.value; update(); } }, el("option", { value: "" }, "All " + sources.length + " sources"), sources.map((s) => el("option", { value: s, selected: s === state.source }, s)))) : null,
    el("fieldset", {}, el("legend", {}, "How much"),
      el("select", { id: "limit", "aria-label": "How many nodes", onchange: (ev) => { state.limit = Number(ev.target.value); update(true); } },
        [20, 40, 80, 150, 300, 1000, nodes.length].filter((n, i, all) => n <= nodes.length && all.indexOf(n) === i).map((n) => el("option", { value: n, selected: n === state.limit || (n === nodes.length && state.limit >= n) }, n === nodes.length ? "all " + n.toLocaleString("en") + " nodes" : "strongest " + n)))),
    el("div", { class: "acts" }, el("button", { type: "button", id: "reset", onclick: reset }, "Start over"))].filter(Boolean));
  if (focused && form.querySelector("#" + CSS.escape(focused))) $(focused).focus();
}

let waiting = 0;
function soon() {
  const out = $("filters").querySelector("output");
  if (out) out.textContent = "at least " + percent(state.sure);
  clearTimeout(waiting);
  waiting = setTimeout(() => update(), 120);
}

function reset() {
  const theme = state.view;
  state = { ...defaults(), view: theme };
  $("find").value = "";
  pathMode = null;
  update(true);
}

function showLegend() {
  $("legend").replaceChildren(
    el("div", {}, labels.map((l) => el("span", {}, shapeMark(l), l))),
    el("div", {}, [1, 2, 3, 4].map((q) => el("span", {}, el("i", { class: "line q" + q + " actual", "aria-hidden": "true" }), quadWords[q]))),
    el("div", {}, ["planned", "possible", "denied"].map((s) => el("span", {}, el("i", { class: "line q0 " + s, "aria-hidden": "true" }), s))));
}
