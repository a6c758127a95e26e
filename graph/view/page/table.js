// The table: the edges of the same selection, to sort, filter and copy.
const columns = [
  ["Source", (e) => nodes[e.s].name], ["Type", (e) => types[e.y].name], ["Target", (e) => nodes[e.t].name], ["Status", (e) => statuses[e.u]],
  ["Date", (e) => e.d || ""], ["Quote", (e) => e.q], ["Says who", (e) => e.by || ""], ["Reported", (e) => e.f || ""], ["Confidence", (e) => e.c, true],
  ["Reports", (e) => e.r, true], ["Sources", (e) => e.n, true],
];
const sorting = { by: 7, down: true, rows: 200 };

function tableRows() {
  const words = plain(state.words || "");
  const value = columns[sorting.by][1];
  const rows = lastSelection.edges.filter((e) => !words || columns.some(([, f]) => plain(String(f(e))).includes(words)));
  const sign = sorting.down ? -1 : 1;
  return rows.sort((a, b) => {
    const [x, y] = [value(a), value(b)];
    return sign * (typeof x === "number" ? x - y : String(x).localeCompare(String(y))) || a.i - b.i;
  });
}

function showTable() {
  const rows = tableRows();
  const head = el("tr", {}, columns.map(([name], i) => el("th", { scope: "col", "aria-sort": i === sorting.by ? (sorting.down ? "descending" : "ascending") : "none" },
    el("button", { type: "button", onclick: () => { sorting.down = i === sorting.by ? !sorting.down : columns[i][2] === true; sorting.by = i; showTable(); $("table").querySelectorAll("th button")[i].focus(); } },
      name, i === sorting.by ? (sorting.down ? " ↓" : " ↑") : ""))));
  const body = rows.slice(0, sorting.rows).map((e) => el("tr", { class: state.pick === "e:" + e.id ? "picked" : "" }, columns.map(([name, f, number], i) => {
    if (i === 0) return el("th", { scope: "row" }, nodeButton(nodes[e.s]));
    if (i === 1) return el("td", {}, el("button", { type: "button", class: "fact", onclick: () => choose("e:" + e.id) }, lineMark(e), verb(e.y)));
    if (i === 2) return el("td", {}, nodeButton(nodes[e.t]));
    return el("td", { class: number ? "number" : name === "Quote" ? "quote" : name === "Date" || name === "Reported" ? "date" : "" }, name === "Confidence" ? percent(e.c) : String(f(e)));
  })));
  const filter = el("input", { type: "search", placeholder: "Words in any column", "aria-label": "Words in any column", value: state.words || "", oninput: (ev) => { state.words = ev.target.value; const at = ev.target.selectionStart; showTable(); const f = $("table").querySelector("input"); f.focus(); f.setSelectionRange(at, at); } });
  $("table").replaceChildren(
    el("div", { class: "bar" }, filter, el("span", {}, plural(rows.length, "edge")), el("button", { type: "button", id: "copy", onclick: () => copy(tableCSV(rows), plural(rows.length, "row") + " copied as CSV") }, "Copy as CSV")),
    el("div", { class: "rows", tabindex: 0, role: "region", "aria-label": "Rows" }, el("table", {}, el("thead", {}, head), el("tbody", {}, body)),
      rows.length > sorting.rows ? el("button", { type: "button", class: "more", onclick: () => { sorting.rows += 500; showTable(); } }, "Show more of " + rows.length.toLocaleString("en")) : null));
}

// cell writes text for CSV; what a spreadsheet would take for a formula gets a quote before it.
function cell(value) {
  let s = String(value);
  if (typeof value !== "number" && /^'*[=+\-@\t\r]/.test(s)) s = "'" + s;
  return /[",\n\r]/.test(s) ? '"' + s.replace(/"/g, '""') + '"' : s;
}
function tableCSV(rows) {
  return [columns.map(([name]) => cell(name)), ...rows.map((e) => columns.map(([, f]) => cell(f(e))))].map((r) => r.join(",")).join("\r\n") + "\r\n";
}

// copy works from a file opened from disk as well, where the clipboard API may be missing.
async function copy(text, words) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const area = el("textarea", { class: "offscreen", "aria-hidden": "true" }, text);
    document.body.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
  }
  say(words);
  toast(words);
}
