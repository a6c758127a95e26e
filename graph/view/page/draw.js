// The drawing. Shape and symbol tell what a node is, colour and line what an
// edge is, so nothing rests on colour alone.

// Colours are those of Okabe and Ito, which colour-blind people can tell apart.
const looks = {
  Person: { shape: "ellipse", colour: "#0072B2" },
  Nation: { shape: "round-rectangle", colour: "#00795A" },
  Body: { shape: "hexagon", colour: "#A04A7E" },
  Place: { shape: "round-triangle", colour: "#5B6B7B" },
  Event: { shape: "diamond", colour: "#B35C00" },
};
const quadNames = ["standing", "says yes", "helps", "says no", "harms"];
const quadWords = ["Standing ties", "Cooperation in words", "Cooperation in deeds", "Conflict in words", "Conflict in deeds"];
const quadColours = {
  light: ["#8a94a0", "#2f9bd6", "#00629b", "#d98200", "#c33c00"],
  dark: ["#7c8793", "#56B4E9", "#3d8fdd", "#E69F00", "#ff7043"],
};
const lines = { actual: "solid", past: "solid", planned: "dashed", possible: "dotted", denied: "dashed" };

// Symbols are drawn in white on the node's shape, 24 units wide.
const symbols = {
  Person: "M12 5.5a3.2 3.2 0 1 0 0 6.4 3.2 3.2 0 0 0 0-6.4zM6 18.5c.4-3.3 2.8-5 6-5s5.600 1.700 6 5z",
  Body: "M12 5l7 3.600v1.400H5V8.600zM6.500 11.200h2v5h-2zm4.500 0h2v5h-2zm4.500 0h2v5h-2zM5 17.400h14V19H5z",
  Place: "M12 9.500a2.800 2.800 0 0 0-2.800 2.800c0 2 2.800 5.700 2.800 5.700s2.800-3.700 2.800-5.700A2.800 2.800 0 0 0 12 9.500z",
  meeting: "M8.5 7.500a2 2 0 1 0 0 4 2 2 0 0 0 0-4zm7 0a2 2 0 1 0 0 4 2 2 0 0 0 0-4zM4.800 16.500c.2-2.600 1.700-4 3.700-4s3.300 1.200 3.500 3.200c.200-2 1.500-3.200 3.500-3.200s3.500 1.400 3.700 4z",
  agreement: "M8 6.500h6l2.500 2.500v8.500H8zm1.500 5h5v1h-5zm0 2.300h5v1h-5z",
  conflict: "M7 7l10 10m0-10L7 17",
  other: "M12 8.500l1.100 2.300 2.500.300-1.800 1.700.500 2.500-2.300-1.200-2.300 1.200.500-2.500-1.800-1.700 2.500-.300z",
};
for (const [kind, as] of [["plan", "agreement"], ["measure", "agreement"], ["case", "agreement"], ["attack", "conflict"], ["election", "meeting"], ["protest", "meeting"], ["disaster", "conflict"]]) symbols[kind] = symbols[as];

const symbolImages = new Map();
function symbolImage(n) {
  const label = labels[n.label];
  if (label === "Nation" && /^[A-Z]{3}$/.test(n.iso3 || "")) return letters(n.iso3);
  const path = label === "Event" ? symbols[n.kind] || symbols.other : symbols[label];
  if (!path) return "none";
  if (!symbolImages.has(path)) {
    const line = path === symbols.conflict ? "fill='none' stroke='#fff' stroke-width='2.200' stroke-linecap='round'" : "fill='#fff'";
    symbolImages.set(path, "data:image/svg+xml," + encodeURIComponent("<svg xmlns='http://www.w3.org/2000/svg' width='48' height='48' viewBox='0 0 24 24'><path " + line + " d='" + path + "'/></svg>"));
  }
  return symbolImages.get(path);
}

// letters writes a nation's code on its shape.
function letters(code) {
  if (!symbolImages.has(code)) {
    symbolImages.set(code, "data:image/svg+xml," + encodeURIComponent("<svg xmlns='http://www.w3.org/2000/svg' width='48' height='48' viewBox='0 0 24 24'><text x='12' y='16' text-anchor='middle' font-family='system-ui, sans-serif' font-weight='700' font-size='11' fill='#fff'>" + code + "</text></svg>"));
  }
  return symbolImages.get(code);
}

const dark = () => document.documentElement.dataset.theme === "dark";
const calm = matchMedia("(prefers-reduced-motion: reduce)");
let cy = null;
let drawn = { nodes: new Set(), groups: new Map() };

function styleSheet() {
  const css = getComputedStyle(document.documentElement);
  const v = (name) => css.getPropertyValue(name).trim();
  const quad = quadColours[dark() ? "dark" : "light"];
  const sheet = [
    { selector: "node", style: {
      "width": "data(size)", "height": "data(size)", "label": "data(name)", "color": v("--ink"), "font-size": 12, "font-family": "system-ui, sans-serif",
      "text-valign": "bottom", "text-margin-y": 4, "text-wrap": "wrap", "text-max-width": 110, "min-zoomed-font-size": 7,
      "text-background-color": v("--canvas"), "text-background-opacity": 0.8, "text-background-padding": 1, "text-background-shape": "round-rectangle",
      "border-width": 1.5, "border-color": v("--canvas"),
      "background-image": "data(symbol)", "background-width": "72%", "background-height": "72%", "background-image-containment": "over",
    } },
    { selector: "edge", style: {
      "curve-style": "bezier", "control-point-step-size": 26, "width": "data(width)", "target-arrow-shape": "triangle", "arrow-scale": 0.85,
      "line-color": quad[0], "target-arrow-color": quad[0], "opacity": 0.9, "loop-direction": "-45deg",
      "font-size": 9.5, "font-family": "system-ui, sans-serif", "text-rotation": "autorotate", "min-zoomed-font-size": 7,
      "color": v("--soft"), "text-background-color": v("--canvas"), "text-background-opacity": 0.9, "text-background-padding": 1.5,
    } },
    { selector: "edge.named", style: { "label": "data(verb)" } },
    { selector: "edge[?both]", style: { "source-arrow-shape": "triangle" } },
    { selector: ".plain", style: { "curve-style": "haystack", "target-arrow-shape": "none", "source-arrow-shape": "none", "label": "", "opacity": 0.35 } },
    { selector: ".faint", style: { "opacity": 0.12, "text-opacity": 0.12 } },
    { selector: "node.near", style: { "border-color": v("--accent"), "border-width": 2 } },
    { selector: "edge.near, edge.route", style: { "label": "data(verb)", "opacity": 1, "z-index": 5 } },
    { selector: "node:selected, node.route", style: { "border-color": v("--accent"), "border-width": 4, "font-weight": "bold", "z-index": 9 } },
    { selector: "edge:selected, edge.route", style: { "label": "data(verb)", "opacity": 1, "width": "mapData(width, 1, 8, 4, 10)", "underlay-color": v("--accent"), "underlay-opacity": 0.3, "underlay-padding": 4, "z-index": 9 } },
    { selector: "core", style: { "active-bg-opacity": 0.08, "selection-box-opacity": 0.1 } },
  ];
  for (const [label, look] of Object.entries(looks)) {
    sheet.push({ selector: "node." + label, style: { "shape": look.shape, "background-color": look.colour } });
  }
  sheet.push({ selector: "node.Nation", style: { "label": "data(name)", "corner-radius": 7 } });
  for (let q = 0; q < quad.length; q++) {
    const to = { "line-color": quad[q], "target-arrow-color": quad[q], "source-arrow-color": quad[q] };
    sheet.push({ selector: "edge.q" + q, style: q === 0 ? { ...to, "arrow-scale": 0.6 } : to });
  }
  for (const [status, line] of Object.entries(lines)) sheet.push({ selector: "edge." + status, style: { "line-style": line } });
  sheet.push({ selector: "edge.planned", style: { "line-dash-pattern": [9, 4] } });
  sheet.push({ selector: "edge.possible", style: { "line-style": "dashed", "line-dash-pattern": [2, 4], "target-arrow-fill": "hollow" } });
  sheet.push({ selector: "edge.denied", style: { "line-dash-pattern": [10, 3, 2, 3], "target-arrow-shape": "tee", "opacity": 0.7 } });
  sheet.push({ selector: "edge.past", style: { "opacity": 0.45 } });
  return sheet.filter((s) => s.style);
}

// groupsOf draws edges that differ only in date as one line.
function groupsOf(list) {
  const groups = new Map();
  for (const e of list) {
    const key = e.s + ">" + e.t + ":" + e.y + "/" + e.u;
    const g = groups.get(key);
    if (g) g.edges.push(e);
    else groups.set(key, { key, edges: [e] });
  }
  return groups;
}

function nodeElement(n, weight) {
  return {
    group: "nodes", data: { id: "n" + n.i, name: n.name, symbol: symbolImage(n), size: sizeOf(weight) },
    classes: labels[n.label],
  };
}
const sizeOf = (weight) => Math.round(Math.min(62, 24 + 7 * Math.sqrt(weight)));

function edgeElement(g, plain) {
  const e = g.edges[0];
  const reports = g.edges.reduce((sum, x) => sum + x.r, 0);
  const t = types[e.y];
  return {
    group: "edges",
    data: { id: g.key, source: "n" + e.s, target: "n" + e.t, verb: verb(e.y) + (g.edges.length > 1 ? " ×" + g.edges.length : ""), width: Math.min(8, 1.6 + Math.log2(reports) * 0.9), both: t.symmetric ? 1 : undefined },
    classes: "q" + t.quad + " " + statuses[e.u] + (plain ? " plain" : ""),
  };
}

// startDrawing begins with an empty drawing. One with thousands of edges, too
// big to paint in every frame, is moved as a picture and painted when it rests.
function startDrawing(big) {
  if (cy) cy.destroy();
  drawn = { nodes: new Set(), groups: new Map() };
  cy = cytoscape({
    container: $("graph"), style: styleSheet(), layout: { name: "preset" }, elements: [],
    minZoom: 0.02, maxZoom: 3, boxSelectionEnabled: false, selectionType: "single",
    textureOnViewport: big, pixelRatio: big ? 1 : "auto",
  });
  cy.scratch("big", big);
  cy.on("tap", "node", (ev) => choose("n:" + nodes[Number(ev.target.id().slice(1))].id));
  cy.on("tap", "edge", (ev) => choose("e:" + drawn.groups.get(ev.target.id()).edges[0].id));
  cy.on("tap", (ev) => { if (ev.target === cy) choose(""); });
  cy.on("dbltap", "node", (ev) => toggleOpen(nodes[Number(ev.target.id().slice(1))].id));
  cy.on("mouseover", "node, edge", (ev) => { hover(ev.target); tip(ev); });
  cy.on("mousemove", "edge, node", tip);
  cy.on("mouseout", "node, edge", () => { hover(null); $("tip").hidden = true; });
  cy.on("viewport", () => { $("tip").hidden = true; });
  cy.on("zoom", legible);
}

// legible keeps names readable however far the drawing is: their size follows
// the zoom, within bounds. In a big drawing they show from near only.
function legible() {
  if (cy.scratch("big") || cy.nodes().length > 400) return;
  const zoom = cy.zoom();
  const size = Math.round(Math.max(8, Math.min(26, 10 / zoom)));
  if (cy.scratch("size") === size) return;
  cy.scratch("size", size);
  cy.style().selector("node").style({ "font-size": size, "text-max-width": Math.round(9.5 * size) })
    .selector("edge").style({ "font-size": Math.round(size * 0.78) }).update();
}

function hover(element) {
  if (cy.elements().length > 1500) return;
  cy.batch(() => {
    cy.elements().removeClass("faint near");
    if (!element) return;
    const near = element.isNode() ? element.closedNeighborhood() : element.union(element.connectedNodes());
    cy.elements().not(near).addClass("faint");
    near.edges().addClass("near");
    near.nodes().not(element).addClass("near");
  });
}

function tip(ev) {
  const box = $("tip");
  const id = ev.target.id();
  box.replaceChildren();
  if (ev.target.isNode()) {
    const n = nodes[Number(id.slice(1))];
    box.append(el("b", {}, n.name), el("span", {}, labelWords(n)));
    if (n.about) box.append(el("p", {}, n.about));
  } else {
    const g = drawn.groups.get(id);
    if (!g) return;
    const e = g.edges[0];
    box.append(el("b", {}, sentence(e)), el("q", {}, e.q));
  }
  box.hidden = false;
  const frame = $("graph").getBoundingClientRect();
  const at = ev.renderedPosition || { x: 0, y: 0 };
  box.style.left = Math.max(8, Math.min(at.x + 16, frame.width - box.offsetWidth - 8)) + "px";
  box.style.top = Math.max(8, Math.min(at.y + 16, frame.height - box.offsetHeight - 8)) + "px";
}

const labelWords = (n) => [labels[n.label], n.kind].filter(Boolean).join(" · ").toLowerCase();

// draw shows a selection: what stays keeps its place, what is new comes in
// beside its neighbours.
let lastSelection = null;
function draw(sel, anew) {
  lastSelection = sel;
  const groups = groupsOf(sel.edges);
  const weight = new Float64Array(nodes.length);
  for (const e of sel.passing) { weight[e.s] += e.w; weight[e.t] += e.w; }
  const most = sel.edges.length > 3000;
  if (!cy || cy.scratch("big") !== most) startDrawing(most);
  const before = drawn.nodes;
  const fresh = [...sel.nodes].filter((i) => !before.has(i));
  const gone = [...before].some((i) => !sel.nodes.has(i));
  cy.batch(() => {
    cy.remove(cy.elements().filter((x) => x.isNode() ? !sel.nodes.has(Number(x.id().slice(1))) : !groups.has(x.id())));
    const additions = [];
    for (const i of fresh) {
      const element = nodeElement(nodes[i], weight[i]);
      const near = nodes[i].edges.map((k) => edges[k]).map((e) => (e.s === i ? e.t : e.s)).find((j) => before.has(j));
      const at = near === undefined ? null : cy.getElementById("n" + near);
      const from = at && at.nonempty() ? at.position() : { x: 0, y: 0 };
      const r = 40 + (from.x || from.y ? 0 : 20 * Math.sqrt(i));
      element.position = { x: from.x + r * Math.cos(i * 2.4), y: from.y + r * Math.sin(i * 2.4) };
      additions.push(element);
    }
    for (const g of groups.values()) if (!drawn.groups.has(g.key) || cy.getElementById(g.key).empty()) additions.push(edgeElement(g, most));
    cy.add(additions);
    cy.nodes().forEach((x) => {
      const size = sizeOf(weight[Number(x.id().slice(1))]);
      if (x.data("size") !== size) x.data("size", size);
    });
    if (!most) cy.edges().toggleClass("named", groups.size <= 90);
  });
  drawn = { nodes: new Set(sel.nodes), groups };
  if (anew || before.size === 0 || fresh.length > before.size) arrange(true);
  else if (fresh.length || gone) arrange(false);
  markRoute(sel.route);
}

// seeded gives the same numbers every time, so that the same selection looks
// the same on every screen.
function seeded(run) {
  const random = Math.random;
  let s = 1;
  Math.random = () => {
    s = (s + 0x6D2B79F5) | 0;
    let t = Math.imul(s ^ (s >>> 15), 1 | s);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  try { run(); } finally { Math.random = random; }
}

// arrange lays the drawing out, widens it to the shape of the window, and moves
// there what was elsewhere.
function arrange(anew) {
  const n = cy.nodes().length;
  if (n === 0) return;
  if (n > 400) { // too many to arrange while somebody waits: take their places in the whole graph
    const box = { x1: Infinity, y1: Infinity, x2: -Infinity, y2: -Infinity };
    cy.nodes().positions((x) => {
      const [px, py] = nodes[Number(x.id().slice(1))].at;
      box.x1 = Math.min(box.x1, px); box.x2 = Math.max(box.x2, px);
      box.y1 = Math.min(box.y1, py); box.y2 = Math.max(box.y2, py);
      return { x: px, y: py };
    });
    const level = Math.min(1, cy.width() / (box.x2 - box.x1 + 120), cy.height() / (box.y2 - box.y1 + 120));
    cy.viewport({ zoom: level, pan: { x: cy.width() / 2 - level * (box.x1 + box.x2) / 2, y: cy.height() / 2 - level * (box.y1 + box.y2) / 2 } });
    return;
  }
  const still = calm.matches || n > 250 || cy.scratch("started") !== true;
  const before = new Map(cy.nodes().map((x) => [x.id(), { ...x.position() }]));
  seeded(() => {
    cy.layout({
      name: "fcose", quality: "default", randomize: anew, animate: false, fit: false,
      nodeDimensionsIncludeLabels: n <= 150, idealEdgeLength: 55 + 18 * Math.min(5, cy.edges().length / n), nodeRepulsion: n <= 40 ? 5000 : 14000, nodeSeparation: n <= 40 ? 80 : 130, gravity: n <= 40 ? 0.45 : 0.2,
      numIter: 2500, packComponents: false, tile: true,
    }).run();
  });
  const box = cy.nodes().boundingBox({ includeLabels: true });
  const widen = Math.max(0.6, Math.min(1.7, cy.width() / Math.max(1, cy.height()) / (box.w / Math.max(1, box.h))));
  const after = new Map(cy.nodes().map((x) => [x.id(), { x: x.position("x") * Math.max(1, widen), y: x.position("y") / Math.min(1, widen) }]));
  cy.layout({ name: "preset", positions: (x) => after.get(x.id()), animate: false, fit: false }).run();
  // A few shapes alone should not fill the window.
  const view = cy.getFitViewport(cy.nodes(), 30);
  if (view.zoom > 1.5) {
    const b = cy.nodes().boundingBox();
    view.zoom = 1.5;
    view.pan = { x: cy.width() / 2 - 1.5 * (b.x1 + b.w / 2), y: cy.height() / 2 - 1.5 * (b.y1 + b.h / 2) };
  }
  cy.scratch("size", 0); // the style sheet may be new
  if (still) { cy.viewport(view); legible(); }
  else {
    cy.nodes().positions((x) => before.get(x.id()));
    cy.nodes().forEach((x) => x.animate({ position: after.get(x.id()) }, { duration: 350 }));
    cy.animate(view, { duration: 350 });
  }
  cy.scratch("started", true);
}

function markRoute(route) {
  cy.batch(() => {
    cy.elements(".route").removeClass("route");
    if (!route) return;
    for (const i of route.nodes) cy.getElementById("n" + i).addClass("route");
    for (const e of route.edges) cy.getElementById(e.s + ">" + e.t + ":" + e.y + "/" + e.u).addClass("route");
  });
}

function markPick() {
  cy.batch(() => {
    cy.elements(":selected").unselect();
    const element = pickedElement();
    if (element && element.nonempty()) element.select();
  });
}

function pickedElement() {
  if (state.pick.startsWith("n:")) return cy.getElementById("n" + nodeAt.get(state.pick.slice(2)));
  const e = pickedEdge();
  return e ? cy.getElementById(e.s + ">" + e.t + ":" + e.y + "/" + e.u) : null;
}
const pickedEdge = () => (state.pick.startsWith("e:") ? edges.find((e) => e.id === state.pick.slice(2)) : undefined);

function showPicked() {
  const element = pickedElement();
  if (!element || element.empty()) return;
  const box = element.renderedBoundingBox();
  const inside = box.x1 >= 0 && box.y1 >= 0 && box.x2 <= cy.width() && box.y2 <= cy.height();
  if (!inside) cy.animate({ center: { eles: element }, duration: calm.matches ? 0 : 250 });
}

// stepTo picks the drawn node that lies next in a direction.
function stepTo(dx, dy) {
  const from = state.pick.startsWith("n:") ? pickedElement() : null;
  if (!from || from.empty()) {
    const first = cy.nodes().toArray().sort((a, b) => b.data("size") - a.data("size"))[0];
    if (first) choose("n:" + nodes[Number(first.id().slice(1))].id);
    return;
  }
  const at = from.position();
  let best = null;
  let bestCost = Infinity;
  cy.nodes().forEach((x) => {
    const p = x.position();
    const along = (p.x - at.x) * dx + (p.y - at.y) * dy;
    const aside = Math.abs((p.x - at.x) * dy) + Math.abs((p.y - at.y) * dx);
    if (x.same(from) || along <= 1) return;
    const cost = along + 2 * aside;
    if (cost < bestCost) { bestCost = cost; best = x; }
  });
  if (best) choose("n:" + nodes[Number(best.id().slice(1))].id);
}
