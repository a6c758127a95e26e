// How the parts work together.

let pathMode = null; // { from } while the reader chooses the ends of a path

// update shows the state everywhere.
function update(anew) {
  const sel = selection();
  draw(sel, anew === true);
  markPick();
  showCard();
  showFilters();
  drawTimeline();
  const table = state.view === "table";
  $("as-graph").setAttribute("aria-pressed", String(!table));
  $("as-table").setAttribute("aria-pressed", String(table));
  $("find-path").setAttribute("aria-pressed", String(pathMode !== null));
  $("table").hidden = !table;
  document.body.classList.toggle("as-table", table);
  if (table) showTable();
  $("counts").textContent = plural(sel.nodes.size, "node") + " of " + data.allNodes.toLocaleString("en") + ", " + plural(sel.edges.length, "edge") + " of " + data.allEdges.toLocaleString("en");
  writeHash();
}

function choose(pick) {
  if (pathMode && pick.startsWith("n:")) return pathTake(pick.slice(2));
  state.pick = pick;
  const e = pickedEdge();
  if (e) reveal(e);
  const i = pick.startsWith("n:") ? nodeAt.get(pick.slice(2)) : undefined;
  if ((i !== undefined && !drawn.nodes.has(i)) || (e && !(drawn.nodes.has(e.s) && drawn.nodes.has(e.t)))) return update();
  markPick();
  showPicked();
  showCard();
  $("card").scrollTop = 0;
  if (state.view === "table") showTable();
  writeHash();
  if (i !== undefined) say(nodes[i].name + ", " + labelWords(nodes[i]) + ", " + plural(nodes[i].edges.length, "fact"));
  else if (e) say(sentence(e) + ". “" + e.q + "”");
}

function focusOn(id) {
  state.focus = [id];
  state.pick = "n:" + id;
  state.path = [];
  update();
  say(nodes[nodeAt.get(id)].name + " with the strongest of its neighbourhood");
}

function toggle(set, id) { set.has(id) ? set.delete(id) : set.add(id); }
function toggleOpen(id) { toggle(state.open, id); state.shut.delete(id); state.pick = "n:" + id; update(); }
function toggleShut(id) { toggle(state.shut, id); state.open.delete(id); state.pick = "n:" + id; update(); }

function startPath(from) {
  pathMode = { from: from || "" };
  update();
  $("find").value = "";
  $("find").focus();
  say(from ? "Choose where the path ends" : "Choose where the path starts");
}

function pathForm() {
  const name = (id) => (id ? nodes[nodeAt.get(id)].name : "…");
  return el("article", { class: "route" }, el("h2", {}, "Shortest path"),
    el("p", {}, "From ", el("b", {}, name(pathMode.from)), " to ", el("b", {}, "…")),
    el("p", {}, "Click a shape or find a name."),
    el("div", { class: "acts" }, el("button", { type: "button", onclick: leavePath }, "Cancel")));
}

function pathTake(id) {
  if (!pathMode.from) {
    pathMode.from = id;
    $("find").value = "";
    showCard();
    say("Choose where the path ends");
    return;
  }
  state.path = [pathMode.from, id];
  pathMode = null;
  state.pick = "";
  $("find").value = "";
  update(true);
  if (!lastSelection.route) {
    const words = "No path from " + nodes[nodeAt.get(state.path[0])].name + " to " + nodes[nodeAt.get(id)].name + " among what is filtered";
    state.path = [];
    update();
    toast(words);
    say(words);
  } else say("Path of " + plural(lastSelection.route.edges.length, "step") + ": " + lastSelection.route.edges.map(sentence).join(". "));
}

function leavePath() { pathMode = null; state.path = []; update(true); }

function setView(view) { state.view = view; update(); if (view === "graph") cy.resize(); }

let toastTimer = 0;
function toast(words) {
  let box = $("toast");
  if (!box) { box = el("div", { id: "toast", "aria-hidden": "true" }); document.body.append(box); }
  box.textContent = words;
  box.className = "on";
  clearTimeout(toastTimer);
  toastTimer = setTimeout(() => { box.className = ""; }, 2600);
}

function setTheme(theme) {
  document.documentElement.dataset.theme = theme;
  if (cy) { cy.style(styleSheet()); cy.scratch("size", 0); legible(); drawTimeline(); }
}

const keys = [
  ["/", "Find", () => $("find").focus()],
  ["← ↑ → ↓", "Walk from shape to shape", null],
  ["Enter", "Read the card", () => $("card").focus()],
  ["e", "Draw all neighbours, or fewer", () => withPick(toggleOpen)],
  ["c", "Fold the neighbours away", () => withPick(toggleShut)],
  ["f", "Start the drawing here", () => withPick(focusOn)],
  ["p", "Shortest path between two nodes", () => startPath(state.pick.startsWith("n:") ? state.pick.slice(2) : "")],
  ["g", "Drawing", () => setView("graph")],
  ["t", "Table", () => setView("table")],
  ["+", "Closer", () => zoom(1.3)],
  ["-", "Farther", () => zoom(1 / 1.3)],
  ["0", "All in sight", () => cy.fit(undefined, 36)],
  ["a", "Arrange anew", () => arrange(true)],
  ["s", "Copy a link to this view", share],
  ["d", "Light or dark", () => $("theme").click()],
  ["Esc", "Let go", () => { if (pathMode || state.path.length) leavePath(); else choose(""); }],
  ["?", "This list", () => $("keys").showModal()],
];
function withPick(f) { if (state.pick.startsWith("n:")) f(state.pick.slice(2)); }
function zoom(by) { cy.zoom({ level: cy.zoom() * by, renderedPosition: { x: cy.width() / 2, y: cy.height() / 2 } }); }
function share() { copy(location.href, "Link copied"); }

function onKey(ev) {
  if (ev.ctrlKey || ev.metaKey || ev.altKey) return;
  const typing = ev.target.closest("input:not([type=checkbox]):not([type=range]), select, textarea, dialog");
  if (typing) return;
  const arrows = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  if (arrows[ev.key]) {
    if (ev.target.id !== "graph" && ev.target !== document.body) return;
    ev.preventDefault();
    stepTo(...arrows[ev.key]);
    return;
  }
  if (ev.key === "Enter" && ev.target.id !== "graph") return;
  const key = keys.find(([k, , f]) => f && (k === ev.key || (k === "Esc" && ev.key === "Escape") || (k === "+" && ev.key === "=")));
  if (!key) return;
  ev.preventDefault();
  key[2]();
}

function start() {
  setTheme(matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
  state = readHash();
  startTimeline();
  startFind();
  showLegend();
  update();
  $("as-graph").addEventListener("click", () => setView("graph"));
  $("as-table").addEventListener("click", () => setView("table"));
  $("find-path").addEventListener("click", () => (pathMode ? leavePath() : startPath("")));
  $("share").addEventListener("click", share);
  $("theme").addEventListener("click", () => setTheme(dark() ? "light" : "dark"));
  $("help").addEventListener("click", () => $("keys").showModal());
  $("zoom-in").addEventListener("click", () => zoom(1.3));
  $("zoom-out").addEventListener("click", () => zoom(1 / 1.3));
  $("fit").addEventListener("click", () => cy.fit(undefined, 36));
  $("arrange").addEventListener("click", () => arrange(true));
  $("filters").addEventListener("submit", (ev) => ev.preventDefault());
  $("keys").append(el("h2", { id: "keys-title" }, "Keys"),
    el("dl", {}, keys.map(([k, words]) => [el("dt", {}, el("kbd", {}, k)), el("dd", {}, words)])),
    el("form", { method: "dialog" }, el("button", {}, "Close")));
  document.addEventListener("keydown", onKey);
  addEventListener("hashchange", () => {
    if (location.hash.slice(1) === writtenHash) return;
    state = readHash();
    update(true);
  });
  let resized = 0;
  addEventListener("resize", () => {
    clearTimeout(resized);
    resized = setTimeout(() => { cy.resize(); cy.fit(cy.nodes(), 30); }, 150);
  });
  addEventListener("beforeprint", () => { sorting.rows = 2000; showTable(); $("table").hidden = false; });
  addEventListener("afterprint", () => { sorting.rows = 200; $("table").hidden = state.view !== "table"; });
  globalThis.newsgraph = { get cy() { return cy; }, data }; // for scripts in the browser's console
  document.documentElement.dataset.ready = "yes";
}
start();
