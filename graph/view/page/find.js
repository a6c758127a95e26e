// Finding nodes, and edges by their quotes.
const haystack = nodes.map((n) => plain([n.name, ...(n.aliases || []), n.iso3 || ""].join(" \u0001 ")));
let quotes = null;

function matches(words) {
  const w = plain(words.trim());
  if (!w) return [];
  const scored = [];
  haystack.forEach((h, i) => {
    const at = h.indexOf(w);
    if (at < 0) return;
    const start = at === 0 ? 3 : /[\s\u0001-]/.test(h[at - 1]) ? 2 : 1;
    scored.push({ node: nodes[i], score: start + Math.log1p(weightOf(nodes[i])) });
  });
  scored.sort((a, b) => b.score - a.score || a.node.i - b.node.i);
  const found = scored.slice(0, 8);
  if (found.length < 8 && w.length >= 3) {
    quotes = quotes || edges.map((e) => plain(e.q));
    for (let i = 0; i < quotes.length && found.length < 10; i++) if (quotes[i].includes(w)) found.push({ edge: edges[i] });
  }
  return found;
}

function startFind() {
  const input = $("find");
  const list = $("found");
  let found = [];
  let at = -1;
  const close = () => { list.hidden = true; input.setAttribute("aria-expanded", "false"); input.removeAttribute("aria-activedescendant"); at = -1; };
  const mark = () => {
    [...list.children].forEach((li, i) => li.setAttribute("aria-selected", String(i === at)));
    if (at >= 0) { input.setAttribute("aria-activedescendant", "found-" + at); list.children[at].scrollIntoView({ block: "nearest" }); }
  };
  const take = (i) => {
    const f = found[i];
    if (!f) return;
    close();
    input.value = f.node ? f.node.name : "";
    if (f.node) pathMode ? pathTake(f.node.id) : focusOn(f.node.id);
    else { reveal(f.edge); choose("e:" + f.edge.id); }
  };
  input.addEventListener("input", () => {
    found = matches(input.value);
    at = found.length ? 0 : -1;
    list.replaceChildren(...found.map((f, i) => el("li", { role: "option", id: "found-" + i, "aria-selected": "false", onpointerdown: (ev) => { ev.preventDefault(); take(i); } },
      f.node ? [shapeMark(labels[f.node.label]), el("span", {}, f.node.name, el("small", {}, [f.node.about || labelWords(f.node), plural(f.node.edges.length, "fact")].join(" · ")))]
        : [lineMark(f.edge), el("span", {}, sentence(f.edge), el("small", {}, "“" + f.edge.q + "”"))])));
    list.hidden = !found.length;
    input.setAttribute("aria-expanded", String(found.length > 0));
    mark();
    say(found.length ? plural(found.length, "suggestion") : input.value ? "Nothing found" : "");
  });
  input.addEventListener("keydown", (ev) => {
    if (ev.key === "ArrowDown" || ev.key === "ArrowUp") {
      ev.preventDefault();
      if (!found.length) return;
      at = (at + (ev.key === "ArrowDown" ? 1 : -1) + found.length) % found.length;
      mark();
    } else if (ev.key === "Enter") { ev.preventDefault(); take(Math.max(0, at)); }
    else if (ev.key === "Escape") { if (list.hidden) input.blur(); close(); ev.stopPropagation(); }
  });
  input.addEventListener("blur", close);
}

// reveal draws the ends of an edge that is not drawn.
function reveal(e) {
  if (lastSelection.nodes.has(e.s) && lastSelection.nodes.has(e.t)) return;
  state.focus = [nodes[e.s].id, nodes[e.t].id];
}
