"""What the student sees of a word. model/features.go computes the same; a test compares them
through the golden annotation, so change both together."""

import gzip
import json

BUCKETS = 16384  # rows of the hashed table; bucket 0..3 are the sentence's letter case


def norm(w):
    """Lower case, digits to 0: the key of the word table."""
    return "".join("0" if "0" <= c <= "9" else c for c in w.lower())


def shape(w):
    out, run, last = [], 0, ""
    for c in w:
        k = "X" if c.isupper() else "x" if c.islower() else "0" if "0" <= c <= "9" else c
        run = run + 1 if k == last else 1
        last = k
        if run <= 3:
            out.append(k)
        if len(out) == 10:
            break
    return "".join(out)


def bucket(kind, s):
    """FNV-1a of kind and s, folded to a row above the case rows."""
    h = 2166136261
    for b in kind.encode() + s.encode("utf-8", "surrogateescape"):
        h = ((h ^ b) * 16777619) & 0xFFFFFFFF
    h ^= h >> 15
    return 4 + h % (BUCKETS - 4)


def hashed(w):
    l = norm(w)
    return [
        bucket("a", w[:1]), bucket("b", l[:2]), bucket("c", l[:3]), bucket("d", l[:4]),
        bucket("e", l[-1:]), bucket("f", l[-2:]), bucket("g", l[-3:]), bucket("h", l[-4:]),
        bucket("i", shape(w)), bucket("j", l),
    ]


def case_row(words):
    """0 running text, 1 Title Case, 2 CAPITALS, 3 no capitals at all."""
    letters = upper = first = long_ = any_up = 0
    for w in words:
        if not w[:1].isalpha():
            continue
        letters += 1
        up = w[:1].isupper()
        any_up += up
        if len(w) > 1 and w.isupper():
            upper += 1
        if len(w.encode()) > 3:
            long_ += 1
            first += up
    if letters < 3:
        return 0
    if upper * 10 >= letters * 8:
        return 2
    if long_ >= 3 and first * 10 >= long_ * 8:
        return 1
    return 3 if any_up == 0 else 0


CLASSES = ["first name", "surname", "rare surname", "country", "city", "small city", "demonym"]


def gazetteer(kb):
    """Word -> classes, from lists that may be used freely; folded into the word table at export."""
    out = {}

    def add(word, cls):
        if len(word) > 1:
            out.setdefault(norm(word), set()).add(CLASSES.index(cls))

    for g in ("male", "female"):
        for i, line in enumerate(gzip.open(f"{kb}/census1990_{g}_first.gz", "rt")):
            add(line.split()[0], "first name")
        for line in gzip.open(f"{kb}/names_nltk_{g}.txt.gz", "rt"):
            if line.strip() and not line.startswith("#"):
                add(line.strip(), "first name")
    for i, line in enumerate(gzip.open(f"{kb}/census1990_last.gz", "rt")):
        if i < 20000:
            add(line.split()[0], "surname" if i < 4000 else "rare surname")
    for c in json.load(gzip.open(f"{kb}/countries.json.gz")):
        for w in c["name"].split():
            if w[0].isupper():
                add(w, "country")
        for g in "mf":
            if c.get("demonym_" + g):
                add(c["demonym_" + g], "demonym")
    for c in json.load(gzip.open(f"{kb}/cities15000.json.gz")):
        if " " not in c["name"] and c["pop"] > 40000:
            add(c["name"], "city" if c["pop"] > 300000 else "small city")
    return out
