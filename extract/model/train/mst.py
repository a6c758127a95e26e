"""Decoding: the best tree with one root, and the best well-formed name labels."""

import numpy as np


def decode(score):
    """Heads (0 = root, i = word i-1) of the best tree; score is words x (words+1).

    The greedy heads are nearly always a tree already; only then is the search skipped.
    """
    n = score.shape[0]
    s = score.copy()
    s[np.arange(n), np.arange(n) + 1] = -1e9
    heads = s.argmax(1)
    if (heads == 0).sum() == 1 and is_tree(heads):
        return heads.tolist()
    best, out = -1e18, None
    roots = np.argsort(-s[:, 0])[: 3 if n > 3 else n]
    for r in roots:
        t = s.copy()
        t[:, 0] = -1e9
        t[r] = -1e9
        t[r, 0] = s[r, 0]
        h = chu_liu_edmonds(t)
        v = sum(s[i, h[i]] for i in range(n))
        if v > best:
            best, out = v, h
    return out


def is_tree(heads):
    state = [0] * (len(heads) + 1)
    state[0] = 2
    for i in range(1, len(heads) + 1):
        path, j = [], i
        while state[j] == 0:
            state[j] = 1
            path.append(j)
            j = heads[j - 1]
        if state[j] == 1:
            return False
        for k in path:
            state[k] = 2
    return True


def chu_liu_edmonds(score):
    n = score.shape[0]
    g = np.full((n + 1, n + 1), -1e9)
    g[1:] = score
    np.fill_diagonal(g, -1e9)
    heads = _cle(g)
    return [int(h) for h in heads[1:]]


def _cle(g):
    n = g.shape[0]
    heads = g.argmax(1)
    heads[0] = 0
    cycle = _cycle(heads)
    if cycle is None:
        return heads
    inside = np.zeros(n, bool)
    inside[cycle] = True
    rest = [i for i in range(n) if not inside[i]]
    total = sum(g[i, heads[i]] for i in cycle)
    m = len(rest)
    ng = np.full((m + 1, m + 1), -1e9)
    enter, leave = {}, {}
    for a, i in enumerate(rest):
        for b, j in enumerate(rest):
            ng[a, b] = g[i, j]
        k = max(cycle, key=lambda c: g[i, c])
        ng[a, m], leave[a] = g[i, k], k
        k = max(cycle, key=lambda c: g[c, i] - g[c, heads[c]])
        ng[m, a], enter[a] = total + g[k, i] - g[k, heads[k]], k
    np.fill_diagonal(ng, -1e9)
    sub = _cle(ng)
    out = heads.copy()
    for a, i in enumerate(rest):
        if i:
            out[i] = leave[a] if sub[a] == m else rest[sub[a]]
    a = sub[m]
    out[enter[a]] = rest[a]
    out[0] = 0
    return out


def _cycle(heads):
    state = [0] * len(heads)
    state[0] = 2
    for i in range(1, len(heads)):
        path, j = [], i
        while state[j] == 0:
            state[j] = 1
            path.append(j)
            j = int(heads[j])
        if state[j] == 1:
            return path[path.index(j):]
        for k in path:
            state[k] = 2
    return None


def bio_decode(logp, labels):
    """Viterbi over BIO: I-x only after B-x or I-x."""
    n, L = logp.shape
    ok = np.zeros((L, L))
    start = np.zeros(L)
    for j, l in enumerate(labels):
        if l[0] == "I":
            start[j] = -1e9
            for i, p in enumerate(labels):
                if p[1:] != l[1:]:
                    ok[i, j] = -1e9
    v, back = logp[0] + start, []
    for t in range(1, n):
        m = v[:, None] + ok
        back.append(m.argmax(0))
        v = m.max(0) + logp[t]
    k = int(v.argmax())
    path = [k]
    for b in reversed(back):
        k = int(b[k])
        path.append(k)
    return [labels[k] for k in reversed(path)]
