// The graph that the page holds, and small helpers that every part uses.
const data = JSON.parse(document.getElementById("data").textContent);
const { nodes, edges, articles, types, labels, statuses } = data;
const $ = (id) => document.getElementById(id);

nodes.forEach((n, i) => { n.i = i; n.edges = []; });
edges.forEach((e, i) => {
  e.i = i;
  // Where an edge has no date of its own, the day of its first report stands for it.
  e.day = (e.d || e.f || "").split("/")[0];
  nodes[e.s].edges.push(i);
  if (e.t !== e.s) nodes[e.t].edges.push(i);
});
const nodeAt = new Map(nodes.map((n) => [n.id, n.i]));
const sources = [...new Set(articles.map((a) => a.source || "").filter(Boolean))].sort();
edges.forEach((e) => { e.from = new Set((e.st || []).map((s) => articles[s.a].source || "")); });

// el makes an element. Its words become text nodes, never markup.
function el(name, attributes, ...children) {
  const e = document.createElement(name);
  for (const [key, value] of Object.entries(attributes || {})) {
    if (value === false || value === null || value === undefined) continue;
    if (key.startsWith("on")) e.addEventListener(key.slice(2), value);
    else if (key === "class") e.className = value;
    else e.setAttribute(key, value === true ? "" : value);
  }
  e.append(...children.flat(Infinity).filter((c) => c !== null && c !== undefined && c !== false));
  return e;
}

const svgNS = "http://www.w3.org/2000/svg";
function svg(name, attributes, ...children) {
  const e = document.createElementNS(svgNS, name);
  for (const [key, value] of Object.entries(attributes || {})) {
    if (key.startsWith("on")) e.addEventListener(key.slice(2), value);
    else e.setAttribute(key, value);
  }
  e.append(...children.flat(Infinity));
  return e;
}

const plain = (s) => s.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
const verb = (type) => types[type].name.toLowerCase().replace(/_/g, " ");
const percent = (c) => Math.round(c * 100) + "%";
const plural = (n, one, many) => n.toLocaleString("en") + " " + (n === 1 ? one : many || one + "s");
const say = (words) => { $("say").textContent = words; };

const months = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
// dateWords writes an ISO date, or two with a slash, as people do.
function dateWords(date) {
  return [...new Set((date || "").split("/"))].map((d) => {
    const [y, m, day] = d.split("-");
    return [day && Number(day), m && months[m - 1], y].filter(Boolean).join(" ");
  }).join(" to ");
}

// sentence says an edge as people do.
function sentence(e) {
  const name = verb(e.y);
  const held = statuses[e.u] === "actual" ? "" : " (" + statuses[e.u] + ")";
  return nodes[e.s].name + " " + name + " " + nodes[e.t].name + held;
}
