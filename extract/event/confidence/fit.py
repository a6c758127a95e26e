#!/usr/bin/env python3
"""Measures how often the rules are right, and writes rules/confidence.txt.

    newsgraph eval --out documents.ndjson GOLD.jsonl…
    fit.py SCORE.py documents.ndjson GOLD.jsonl… > ../rules/confidence.txt

SCORE.py is the scorer that pairs a document's nodes with those of the gold graph
(its functions read, align and key are used). An action edge is right when the gold
graph has it; optional ones count neither way. Weights are a logistic regression,
each rule's share being that of its other edges. An action that is less sure than
"least" is not stated: it is where F1 is nearly best, so documents must hold them all
(set least to 0 before). Needs only the standard library.
"""
import collections, importlib.util, json, math, sys

FEATURES = ["one", "prior", "near", "long", "unnamed-source", "unnamed-target", "event", "planned", "possible", "denied", "title"]
SHRINK = 6.0  # edges of its type that a rule is given on top of its own
COST = 0.001  # of F1, for stating fewer wrong actions


def features(edge, nodes, prior):
    ev = edge["evidence"]
    def named(node):
        return any(m["sentence"] == ev["sentence"] and ev["start"] <= m["start"] < ev["end"] for m in nodes[node].get("mentions") or [])
    status = edge["status"]
    return [1.0, math.log(prior / (1 - prior)), float(edge["rule"].endswith("~")), float(len(ev["text"].split()) > 14),
            float(not named(edge["source"])), float(not named(edge["target"])), float(nodes[edge["target"]]["label"] == "Event"),
            float(status == "planned"), float(status == "possible"), float(status == "denied"), float(ev.get("field") == "title")]


def main():
    spec = importlib.util.spec_from_file_location("score", sys.argv[1])
    score = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(score)
    docs = score.read(sys.argv[2])
    gold = {}
    for path in sys.argv[3:]:
        gold.update(score.read(path))
    rows = []  # rule, type, right, edge, nodes
    wanted = 0
    for id_, g in gold.items():
        d = docs[id_]
        to = score.align(g["nodes"], d["nodes"], g["text"])
        kinds = {n["id"]: n["label"] for n in g["nodes"]}
        nodes = {n["id"]: n for n in d["nodes"]}
        want = {score.key(e, kinds): e for e in g["edges"]}
        wanted += sum(1 for e in want.values() if e["type"] not in score.STANDING and not e.get("optional"))
        for e in d["edges"]:
            if e["type"] in score.STANDING:
                continue
            k = score.key(dict(e, source=to.get(e["source"], "?"), target=to.get(e["target"], "?")), kinds)
            if k in want and want[k].get("optional"):
                continue
            rows.append((e["rule"].rstrip("~"), e["type"], k in want, e, nodes))
    rule, typ, total = (collections.defaultdict(lambda: [0, 0]) for _ in range(3))
    for r, t, ok, _, _ in rows:
        for table, key in ((rule, r), (typ, t), (total, "")):
            table[key][0] += ok
            table[key][1] += 1
    mean = total[""][0] / total[""][1]
    def share(r, t, ok=None):  # without the edge itself when ok is given
        own, all_ = [list(rule[r]), list(typ[t])]
        if ok is not None:
            own[0] -= ok; own[1] -= 1; all_[0] -= ok; all_[1] -= 1
        of_type = (all_[0] + SHRINK * mean) / (all_[1] + SHRINK)
        return (own[0] + SHRINK * of_type) / (own[1] + SHRINK)
    x = [features(e, nodes, share(r, t, ok)) for r, t, ok, e, nodes in rows]
    y = [float(ok) for _, _, ok, _, _ in rows]
    w = fit(x, y)
    print("# How sure the rules are, measured on gold articles by ../confidence/fit.py.")
    print("# weight FEATURE VALUE: of a logistic regression. type TYPE RIGHT TOTAL and rule ID RIGHT TOTAL: edges.")
    print(f"shrink {SHRINK:g}")
    print(f"mean {mean:.3f}")
    print(f"least {least(w, x, y, wanted):.2f}")
    for name, v in zip(FEATURES, w):
        print(f"weight {name} {v:.3f}")
    for t in sorted(typ):
        print("type", t, *typ[t])
    for r in sorted(rule):
        print("rule", r, *rule[r])


def least(w, x, y, wanted):
    """The highest threshold, in steps of a twentieth, that costs next to nothing of the best F1: who reads edges is served by
    fewer wrong ones."""
    sure = sorted(((1 / (1 + math.exp(-sum(a * b for a, b in zip(w, row)))), t) for row, t in zip(x, y)), reverse=True)
    curve, right = [], 0.0
    for n, (p, t) in enumerate(sure, 1):
        right += t
        curve.append((2 * right / (n + wanted), p))
    best = max(curve)[0]
    return math.floor(20 * next(p for f, p in curve if f >= best - COST)) / 20


def fit(x, y, ridge=3.0, steps=3000, rate=0.02):
    w = [0.0, 1.0] + [0.0] * (len(x[0]) - 2)
    for _ in range(steps):
        g = [ridge * (v - (k == 1)) / len(x) if k else 0.0 for k, v in enumerate(w)]
        for row, t in zip(x, y):
            p = 1 / (1 + math.exp(-sum(a * b for a, b in zip(w, row))))
            for k, v in enumerate(row):
                g[k] += (p - t) * v / len(x)
        w = [a - rate * 20 * b for a, b in zip(w, g)]
    return w


if __name__ == "__main__":
    main()
