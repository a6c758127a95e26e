// The card at the side: what is known of the picked node or edge, with quotes.

const lineMark = (e) => el("i", { class: "line q" + types[e.y].quad + " " + statuses[e.u], "aria-hidden": "true" });
const shapeMark = (label) => svg("svg", { class: "shape", viewBox: "0 0 24 24", "aria-hidden": "true" }, svg("path", { d: shapePaths[label], fill: looks[label].colour }));
const shapePaths = {
  Person: "M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20z",
  Nation: "M5 3h14a2 2 0 0 1 2 2v14a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2V5a2 2 0 0 1 2-2z",
  Body: "M7 3h10l5 9-5 9H7l-5-9z",
  Place: "M12 3l10 18H2z",
  Event: "M12 1l11 11-11 11L1 12z",
};

const nodeButton = (n) => el("button", { type: "button", class: "node", onclick: () => choose("n:" + n.id) }, shapeMark(labels[n.label]), n.name);

function showCard() {
  const card = $("card");
  const route = lastSelection && lastSelection.route;
  card.replaceChildren();
  if (pathMode) card.append(pathForm());
  else if (route) card.append(routeCard(route));
  const e = pickedEdge();
  const n = state.pick.startsWith("n:") ? nodes[nodeAt.get(state.pick.slice(2))] : undefined;
  if (e) card.append(edgeCard(e));
  else if (n) card.append(nodeCard(n));
  else if (!pathMode && !route) card.append(welcome());
}

function welcome() {
  const top = [...nodes].filter((n) => lastSelection.nodes.has(n.i)).sort((a, b) => weightOf(b) - weightOf(a) || a.i - b.i).slice(0, 8);
  const core = lastSelection.edges.filter((e) => types[e.y].core).sort((a, b) => b.w - a.w || a.i - b.i).slice(0, 6);
  return el("div", { class: "welcome" },
    el("h2", {}, "Who did what to whom"),
    el("p", {}, "Every line is a statement with its sentence. Click a line to read the quote, a shape for all that is known of it; double-click a shape to draw its neighbours."),
    el("h3", {}, "Most in the news"), el("ul", { class: "nodes" }, top.map((n) => el("li", {}, nodeButton(n), el("span", {}, plural(n.edges.length, "fact"))))),
    core.length ? [el("h3", {}, "Signed, proposed, opposed, hosted"), el("ul", { class: "facts" }, core.map((e) => factItem(e, null)))] : null);
}
const weightOf = (n) => n.edges.reduce((sum, k) => sum + edges[k].w, 0);

function nodeCard(n) {
  const facts = n.edges.map((k) => edges[k]).filter(passes);
  const byType = new Map();
  for (const e of facts) {
    const key = e.y + (e.s === n.i ? ">" : "<");
    if (!byType.has(key)) byType.set(key, []);
    byType.get(key).push(e);
  }
  const sections = [...byType.values()].sort((a, b) => rank(a[0]) - rank(b[0]) || a[0].y - b[0].y).map((list) => {
    list.sort((a, b) => (b.day || "").localeCompare(a.day || "") || b.w - a.w || a.i - b.i);
    const out = list[0].s === n.i;
    const title = out || types[list[0].y].symmetric ? verb(list[0].y) : verb(list[0].y) + " by";
    return el("details", { open: list.length <= 12 },
      el("summary", {}, lineMark(list[0]), title, el("span", { class: "count" }, String(list.length))),
      el("ul", { class: "facts" }, list.slice(0, 60).map((e) => factItem(e, n)), list.length > 60 ? el("li", {}, "and " + (list.length - 60) + " more: see the table") : null));
  });
  const ids = [n.iso3 && ["ISO 3166-1", n.iso3], n.qid && ["Wikidata", n.qid], n.nation && n.nation !== n.iso3 && ["Nation", nationName(n.nation)], n.date && ["Date", dateWords(n.date)],
    n.first && ["In the news", n.first === n.last ? dateWords(n.first) : dateWords(n.first) + " to " + dateWords(n.last)], ["Id", n.id]].filter(Boolean);
  const isOpen = state.open.has(n.id);
  return el("article", {},
    el("h2", {}, shapeMark(labels[n.label]), n.name),
    el("p", { class: "what" }, labelWords(n) + " · " + plural(facts.length, "fact") + (n.reports ? " in " + plural(n.reports, "article") : "")),
    n.about ? el("p", {}, n.about) : null,
    n.aliases && n.aliases.length ? el("p", { class: "aliases" }, "Also: " + n.aliases.join(", ")) : null,
    el("div", { class: "acts" },
      el("button", { type: "button", "aria-pressed": String(isOpen), onclick: () => toggleOpen(n.id) }, isOpen ? "Fewer neighbours" : "All neighbours"),
      el("button", { type: "button", "aria-pressed": String(state.shut.has(n.id)), onclick: () => toggleShut(n.id) }, state.shut.has(n.id) ? "Unfold" : "Fold"),
      el("button", { type: "button", onclick: () => focusOn(n.id) }, "Start here"),
      el("button", { type: "button", onclick: () => startPath(n.id) }, "Path to…")),
    byYear(n, facts),
    sections,
    el("dl", {}, ids.map(([k, v]) => [el("dt", {}, k), el("dd", {}, v)])),
    n.in && n.in.length ? [el("h3", {}, "Articles"), el("ul", { class: "articles" }, n.in.map(([a, count]) => el("li", {}, articleLink(articles[a]), el("span", {}, " · named " + plural(count, "time")))))] : null);
}
const nationName = (iso3) => { const n = nodes.find((x) => x.iso3 === iso3); return n ? n.name : iso3; };
const rank = (e) => (types[e.y].core ? 0 : types[e.y].standing ? 2 : 1);

// byYear shows when a node acts, as bars over its own time.
function byYear(n, facts) {
  const dated = facts.filter((e) => e.day && !types[e.y].standing);
  const bins = timeline.bins;
  if (dated.length < 3 || bins.length < 2) return null;
  const count = bins.map(() => 0);
  for (const e of dated) count[binOf(e.day)]++;
  const highest = Math.max(...count);
  return svg("svg", { class: "spark", viewBox: "0 0 " + bins.length + " 20", preserveAspectRatio: "none", role: "img", "aria-label": plural(dated.length, "dated fact") + " from " + dateWords(bins[0]) + " to " + dateWords(bins[bins.length - 1]) },
    count.map((c, i) => (c ? svg("rect", { x: i, y: 20 - (18 * c) / highest, width: Math.max(0.8, bins.length / 200), height: (18 * c) / highest }) : [])));
}

function factItem(e, from) {
  const other = from && (e.s === from.i ? nodes[e.t] : nodes[e.s]);
  const words = from ? other.name : sentence(e);
  const marks = [statuses[e.u] !== "actual" && statuses[e.u], e.o, dateWords(e.d) || (e.f && !types[e.y].standing && "reported " + dateWords(e.f)), e.r > 1 && plural(e.r, "report")].filter(Boolean).join(" · ");
  return el("li", {}, el("button", { type: "button", class: "fact", "aria-current": String(state.pick === "e:" + e.id), onclick: () => choose("e:" + e.id) },
    lineMark(e), el("span", {}, words, marks ? el("small", {}, marks) : null)));
}

function articleLink(a) {
  const words = a.title || a.id;
  const what = [a.source, dateWords(a.date)].filter(Boolean).join(", ");
  return [a.url ? el("a", { href: a.url, target: "_blank", rel: "noopener noreferrer" }, words) : el("span", { class: "title" }, words), what ? el("small", {}, what) : null];
}

function edgeCard(e) {
  const same = [...(drawn.groups.get(e.s + ">" + e.t + ":" + e.y + "/" + e.u) || { edges: [e] }).edges].sort((a, b) => (b.day || "").localeCompare(a.day || "") || a.i - b.i);
  const facts = [
    ["Status", statuses[e.u]],
    ["When", e.d ? dateWords(e.d) + (e.p && e.p !== "day" ? " (" + e.p + ")" : "") : "no date in the text"],
    ["Reported", !e.f ? "" : e.f === e.l ? dateWords(e.f) : dateWords(e.f) + " to " + dateWords(e.l)],
    ["Says who", e.by || (types[e.y].standing ? "" : "the article")],
    ["As", e.o],
    ["Confidence", percent(e.c)],
    ["Reports", plural(e.r, "article") + ", " + plural(e.n, "independent source")],
    ["PLOVER", [e.pl, e.pm].filter(Boolean).join(" · ") + (e.sc !== undefined && e.pl ? " (" + (e.sc > 0 ? "+" : "") + e.sc + ")" : "")],
    ["CAMEO", e.ca ? e.ca + " " + (data.cameo[e.ca] || "") : ""],
  ].filter(([, v]) => v);
  const stated = e.st && e.st.length ? e.st : [];
  return el("article", {},
    el("h2", {}, lineMark(e), verb(e.y)),
    el("p", { class: "triple" }, nodeButton(nodes[e.s]), el("span", { class: "arrow" }, types[e.y].symmetric ? "↔" : "→"), nodeButton(nodes[e.t])),
    stated.length ? null : el("blockquote", {}, e.q),
    stated.map((s) => el("figure", {},
      el("blockquote", {}, s.q || e.q),
      el("figcaption", {}, articleLink(articles[s.a]), el("small", {}, [s.by && s.by !== e.by && "says " + s.by, "rule " + s.r, percent(s.c)].filter(Boolean).join(" · "))))),
    e.r > stated.length && stated.length ? el("p", { class: "more" }, "and " + plural(e.r - stated.length, "more article")) : null,
    el("dl", {}, facts.map(([k, v]) => [el("dt", {}, k), el("dd", {}, v)])),
    same.length > 1 ? [el("h3", {}, "Also at other dates"), el("ul", { class: "facts" }, same.filter((x) => x !== e).map((x) => factItem(x, null)))] : null);
}

function routeCard(route) {
  const steps = route.edges.map((e, k) => el("li", {}, nodeButton(nodes[route.nodes[k]]), el("button", { type: "button", class: "fact", onclick: () => choose("e:" + e.id) }, lineMark(e), el("span", {}, sentence(e), el("small", {}, "“" + e.q + "”")))));
  return el("article", { class: "route" },
    el("h2", {}, "Path of " + plural(route.edges.length, "step")),
    el("ol", {}, steps, el("li", {}, nodeButton(nodes[route.nodes[route.nodes.length - 1]]))),
    el("div", { class: "acts" }, el("button", { type: "button", onclick: leavePath }, "Leave the path")));
}
