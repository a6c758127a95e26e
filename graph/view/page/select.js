// Which edges pass the filters, which nodes are drawn, and paths between nodes.

function passes(e) {
  const s = state;
  if (s.only.size && !s.only.has(types[e.y].name)) return false;
  if (!s.status.has(statuses[e.u])) return false;
  if (e.c < s.sure) return false;
  if (s.source && !e.from.has(s.source)) return false;
  if (s.from && !(e.day && e.day >= s.from.slice(0, e.day.length))) return false;
  if (s.to && !(e.day && e.day <= s.to)) return false;
  if (s.off.size && (s.off.has(labels[nodes[e.s].label]) || s.off.has(labels[nodes[e.t].label]))) return false;
  return true;
}

// Heap gives the strongest first.
class Heap {
  constructor(before) { this.before = before; this.a = []; }
  push(v) {
    const a = this.a;
    let i = a.push(v) - 1;
    while (i > 0) {
      const up = (i - 1) >> 1;
      if (!this.before(a[i], a[up])) break;
      [a[i], a[up]] = [a[up], a[i]];
      i = up;
    }
  }
  pop() {
    const a = this.a;
    const top = a[0];
    const last = a.pop();
    if (a.length) {
      a[0] = last;
      for (let i = 0; ;) {
        let best = i;
        for (const j of [2 * i + 1, 2 * i + 2]) if (j < a.length && this.before(a[j], a[best])) best = j;
        if (best === i) break;
        [a[i], a[best]] = [a[best], a[i]];
        i = best;
      }
    }
    return top;
  }
  get size() { return this.a.length; }
}

// neighbourhood grows from the seeds along the strongest edges until it has
// limit nodes; where a part of the graph ends, the next strongest node goes on.
function neighbourhood(passing, seeds, limit) {
  const strength = new Float64Array(nodes.length);
  for (const e of passing) { strength[e.s] += e.w; strength[e.t] += e.w; }
  const order = nodes.map((n) => n.i).filter((i) => strength[i] > 0).sort((a, b) => strength[b] - strength[a] || a - b);
  const beside = new Map();
  const join = (a, e) => { const l = beside.get(a); if (l) l.push(e); else beside.set(a, [e]); };
  for (const e of passing) { join(e.s, e); if (e.t !== e.s) join(e.t, e); }

  const chosen = new Set();
  const heap = new Heap((a, b) => a.w > b.w || (a.w === b.w && a.i < b.i));
  const take = (i) => {
    chosen.add(i);
    for (const e of beside.get(i) || []) {
      const other = e.s === i ? e.t : e.s;
      if (!chosen.has(other)) heap.push({ i: other, w: e.w * (1 + Math.log1p(strength[other])) });
    }
  };
  for (const i of seeds) take(i);
  for (const start of order) {
    if (chosen.size >= limit) break;
    if (!heap.size && !chosen.has(start)) take(start);
    while (heap.size && chosen.size < limit) {
      const { i } = heap.pop();
      if (!chosen.has(i)) take(i);
    }
    if (seeds.length && !heap.size) break; // around the focus there is nothing more
  }
  return chosen;
}

// selection is what the drawing and the table show.
function selection() {
  const passing = edges.filter(passes);
  const route = state.path.length === 2 ? shortestPath(passing, nodeAt.get(state.path[0]), nodeAt.get(state.path[1])) : null;
  const picked = state.pick.startsWith("n:") ? nodeAt.get(state.pick.slice(2)) : undefined;
  let chosen;
  if (route) {
    chosen = new Set(route.nodes);
  } else {
    chosen = neighbourhood(passing, state.focus.map((id) => nodeAt.get(id)), state.limit);
  }
  if (picked !== undefined) chosen.add(picked);
  const beside = (id, f) => {
    for (const k of nodes[nodeAt.get(id)].edges) {
      const e = edges[k];
      if (passes(e)) f(e.s === nodeAt.get(id) ? e.t : e.s);
    }
  };
  for (const id of state.open) { chosen.add(nodeAt.get(id)); beside(id, (i) => chosen.add(i)); }
  for (const id of state.shut) {
    const kept = new Set(route ? route.nodes : []);
    beside(id, (i) => {
      if (i === nodeAt.get(id) || kept.has(i) || state.open.has(nodes[i].id)) return;
      const others = nodes[i].edges.some((k) => {
        const e = edges[k];
        const other = e.s === i ? e.t : e.s;
        return other !== nodeAt.get(id) && other !== i && chosen.has(other) && passes(e);
      });
      if (!others) chosen.delete(i);
    });
  }
  const shown = passing.filter((e) => chosen.has(e.s) && chosen.has(e.t));
  return { passing, nodes: chosen, edges: shown, route };
}

// shortestPath has the fewest steps, and among those the strongest edges.
function shortestPath(passing, from, to) {
  const beside = new Map();
  const join = (a, b, e) => {
    if (!beside.has(a)) beside.set(a, new Map());
    const best = beside.get(a).get(b);
    if (!best || best.w < e.w) beside.get(a).set(b, e);
  };
  for (const e of passing) { join(e.s, e.t, e); join(e.t, e.s, e); }
  const best = new Map([[from, { steps: 0, w: 0 }]]);
  const heap = new Heap((a, b) => a.steps < b.steps || (a.steps === b.steps && (a.w > b.w || (a.w === b.w && a.i < b.i))));
  heap.push({ i: from, steps: 0, w: 0 });
  while (heap.size) {
    const at = heap.pop();
    if (at.i === to) break;
    for (const [other, e] of beside.get(at.i) || []) {
      const steps = at.steps + 1;
      const w = at.w + e.w;
      const b = best.get(other);
      if (b && (b.steps < steps || (b.steps === steps && b.w >= w))) continue;
      best.set(other, { steps, w, by: e, before: at.i });
      heap.push({ i: other, steps, w });
    }
  }
  if (!best.has(to)) return null;
  const route = { nodes: [to], edges: [] };
  for (let i = to; i !== from;) {
    const b = best.get(i);
    route.edges.unshift(b.by);
    route.nodes.unshift(b.before);
    i = b.before;
  }
  return route;
}
