// What the reader has chosen. It stands in the address after "#", so that a
// link shows another reader the same.
const defaults = () => ({
  off: new Set(),        // labels not shown
  only: new Set(),       // edge types shown; none means all
  status: new Set(statuses), // statuses shown
  source: "",            // of articles
  from: "", to: "",      // dates
  sure: 0,               // least confidence, 0–1
  limit: 40,             // most nodes drawn
  focus: [],             // node ids that the drawing starts from
  open: new Set(),       // nodes whose neighbours are all drawn
  shut: new Set(),       // nodes whose own neighbours are hidden
  pick: "",              // "n:ID" or "e:ID"
  path: [],              // two node ids
  view: "graph",
  words: "",             // of the table's filter
});
let state = defaults();

function readHash() {
  const p = new URLSearchParams(location.hash.slice(1));
  const s = defaults();
  const list = (key) => (p.get(key) || "").split(" ").filter(Boolean).map(decodeURIComponent);
  s.off = new Set(list("off"));
  s.only = new Set(list("only"));
  if (p.has("status")) s.status = new Set(list("status"));
  s.source = p.get("source") || "";
  s.from = p.get("from") || "";
  s.to = p.get("to") || "";
  s.sure = Math.min(1, Math.max(0, Number(p.get("sure")) || 0));
  s.limit = Math.max(1, Number(p.get("limit")) || s.limit);
  s.focus = list("focus").filter((id) => nodeAt.has(id));
  s.open = new Set(list("open").filter((id) => nodeAt.has(id)));
  s.shut = new Set(list("shut").filter((id) => nodeAt.has(id)));
  s.pick = p.get("pick") || "";
  s.path = list("path").filter((id) => nodeAt.has(id)).slice(0, 2);
  s.view = p.get("view") === "table" ? "table" : "graph";
  return s;
}

function hashOf(s) {
  const d = defaults();
  const p = new URLSearchParams();
  const list = (key, values) => { if (values.length) p.set(key, values.map(encodeURIComponent).join(" ")); };
  list("off", [...s.off]);
  list("only", [...s.only]);
  if (s.status.size !== statuses.length) p.set("status", [...s.status].join(" "));
  for (const key of ["source", "from", "to", "pick"]) if (s[key]) p.set(key, s[key]);
  if (s.sure) p.set("sure", s.sure);
  if (s.limit !== d.limit) p.set("limit", s.limit);
  list("focus", s.focus);
  list("open", [...s.open]);
  list("shut", [...s.shut]);
  list("path", s.path);
  if (s.view !== d.view) p.set("view", s.view);
  return p.toString();
}

let writtenHash = "";
function writeHash() {
  writtenHash = hashOf(state);
  history.replaceState(null, "", "#" + writtenHash);
}
