"""Open each export of a folder with the tool that people open it with, and print what it holds.

For each format: the number of nodes, edges and claims, and a sha256 over one line an edge, sorted:
id, source, type, target, date, confidence, quote, joined by U+001F. The Go test compares these with the graph.
"""
import csv, hashlib, json, os, sys, urllib.parse

folder = sys.argv[1]


def digest(rows):
    lines = sorted("\x1f".join([i, s, y, t, d or "", "%.6f" % float(c), q]) for i, s, y, t, d, c, q in rows)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def uncell(s):
    rest = s.lstrip("'")
    return s[1:] if rest and len(rest) < len(s) and rest[0] in "=+-@\t\r" else s


def from_csv():
    def rows(name):
        with open(os.path.join(folder, "csv", name), newline="", encoding="utf-8") as f:
            for r in csv.DictReader(f):
                yield {k: uncell(v) for k, v in r.items()}
    csv.field_size_limit(1 << 30)
    raw = open(os.path.join(folder, "csv", "edges.csv"), newline="", encoding="utf-8")
    assert not any(v[:1] in ("=", "+", "@") for r in csv.reader(raw) for v in r), "a cell starts a formula"
    edges = list(rows("edges.csv"))
    return {"nodes": len(list(rows("nodes.csv"))), "edges": len(edges), "claims": len(list(rows("claims.csv"))),
            "sha256": digest((e["id"], e["source"], e["type"], e["target"], e["date"], e["confidence"], e["quote"]) for e in edges)}


def from_parquet():
    import pyarrow.parquet as pq
    read = lambda name: pq.read_table(os.path.join(folder, "parquet", name)).to_pylist()
    edges = read("edges.parquet")
    schema = pq.read_schema(os.path.join(folder, "parquet", "edges.parquet"))
    assert str(schema.field("confidence").type) == "double" and str(schema.field("reports").type) == "int64", schema
    assert all(isinstance(n["aliases"], list) for n in read("nodes.parquet"))
    return {"nodes": len(read("nodes.parquet")), "edges": len(edges), "claims": len(read("claims.parquet")),
            "sha256": digest((e["id"], e["source"], e["type"], e["target"], e["date"], e["confidence"], e["quote"]) for e in edges)}


def from_graphml():
    import networkx as nx
    g = nx.read_graphml(os.path.join(folder, "graph.graphml"), force_multigraph=True)
    return {"nodes": g.number_of_nodes(), "edges": g.number_of_edges(),
            "sha256": digest((d.get("id") or str(k).zfill(16), s, d["type"], t, d.get("date"), d["confidence"], d.get("evidence", "")) for s, t, k, d in g.edges(keys=True, data=True))}


def from_gexf():
    import networkx as nx
    g = nx.read_gexf(os.path.join(folder, "graph.gexf"))
    rows = [(d["id"], s, d["type"], t, d.get("date"), d["confidence"], d.get("evidence", "")) for s, t, d in g.edges(data=True)]
    dated = sum(1 for _, _, d in g.edges(data=True) if d.get("start"))
    return {"nodes": g.number_of_nodes(), "edges": g.number_of_edges(), "dated": dated, "sha256": digest(rows)}


def from_jsonld():
    import rdflib
    g = rdflib.Graph().parse(os.path.join(folder, "graph.jsonld"), format="json-ld")
    ng, rdf, schema, prov = (rdflib.Namespace(n) for n in (
        "urn:newsgraph:vocabulary:", "http://www.w3.org/1999/02/22-rdf-syntax-ns#", "https://schema.org/", "http://www.w3.org/ns/prov#"))
    short = lambda iri: urllib.parse.unquote(str(iri).split(":", 3)[3])
    rows = []
    for c in g.subjects(rdf.type, rdf.Statement):
        one = lambda p: g.value(c, p)
        rows.append((short(c), short(one(rdf.subject)), str(one(rdf.predicate))[len(ng):], short(one(rdf.object)), one(ng.date), one(ng.confidence), str(one(schema.text))))
    quotes = list(g.subjects(rdf.type, schema.Quotation))
    assert all(g.value(q, prov.wasQuotedFrom) is not None for q in quotes)
    kinds = [schema[k] for k in ("Person", "Country", "Organization", "Place", "Event")]
    return {"nodes": sum(len(set(g.subjects(rdf.type, k))) for k in kinds), "edges": len(rows), "claims": len(quotes), "sha256": digest(rows)}


def from_ftm():
    from followthemoney import model
    nodes, rows, links = 0, [], 0
    for line in open(os.path.join(folder, "graph.ftm.json"), encoding="utf-8"):
        raw = json.loads(line)
        e = model.get_proxy(raw, cleaned=False)
        for prop, values in raw["properties"].items():
            assert len(e.get(prop)) > 0, "%s.%s: FollowTheMoney drops %r" % (e.schema.name, prop, values)
        if e.schema.edge:
            links += 1
            assert e.get(e.schema.source_prop) and e.get(e.schema.target_prop)
        elif e.schema.name != "Article":
            nodes += 1
    return {"nodes": nodes, "edges": links}


def from_events():
    with open(os.path.join(folder, "events.csv"), newline="", encoding="utf-8") as f:
        rows = list(csv.DictReader(f))
    for r in rows:
        assert 1 <= int(r["quad_class"]) <= 4 and -10 <= float(r["plover_score"]) <= 10 and r["cameo"].startswith(r["cameo_root"]), r
    return {"edges": len({r["event_id"].split("-")[0] for r in rows}), "columns": list(rows[0])}


def from_gdelt():
    with open(os.path.join(folder, "gdelt.tsv"), newline="", encoding="utf-8") as f:
        rows = list(csv.DictReader(f, delimiter="\t", quoting=csv.QUOTE_NONE))
    for r in rows:
        int(r["GLOBALEVENTID"]), int(r["SQLDATE"]), float(r["GoldsteinScale"]), int(r["QuadClass"])
        assert None not in r and None not in r.values()
    return {"rows": len(rows), "columns": len(rows[0])}


def from_petrarch():
    rows = [line.rstrip("\n").split("\t") for line in open(os.path.join(folder, "petrarch.txt"), encoding="utf-8", newline="\n")]
    for date, source, target, code, *_ in rows:
        assert len(date) == 8 and date.isdigit() and len(source) >= 3 and len(target) >= 3 and code.isdigit(), (date, source, target, code)
    return {"rows": len(rows)}


def from_dyads():
    with open(os.path.join(folder, "dyads.csv"), newline="", encoding="utf-8") as f:
        rows = list(csv.DictReader(f))
    periods, pairs = {r["period"] for r in rows}, {(r["source_code"], r["target_code"]) for r in rows}
    assert len(rows) == len(periods) * len(pairs), "the panel is not full"
    return {"rows": len(rows), "events": sum(int(r["events"]) for r in rows), "zeros": sum(r["events"] == "0" for r in rows)}


json.dump({name[5:]: f() for name, f in list(globals().items()) if name.startswith("from_")}, sys.stdout)
