"""Lists of names as the name tower sees them: which class of list has a stretch of words, and where
in it a word stands. model/gazetteer.go computes the same: change both together.

A name is hashed letter by letter without its spaces, so "Coca-Cola" is found however it was cut.
"""

import gzip
import os

import features

KB = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../link/kb")
CLASSES = ["first name", "surname", "person", "nation", "demonym", "city", "small city", "place", "body", "group",
           "title", "other", "place noun", "body noun", "word"]
WORDS = "/usr/share/dict/american-english"  # Debian's wamerican: a word written small there is seldom a name
LONGEST = 6  # words of a name
PARTS = 4  # a word may be a name, or begin, continue or end one


def phrase(words):
    """FNV-1a of the words' keys, one after another."""
    h = 2166136261
    for w in words:
        for b in features.norm(w).encode("utf-8", "surrogateescape"):
            h = ((h ^ b) * 16777619) & 0xFFFFFFFF
    return h


def lines(name):
    for line in open(f"{KB}/{name}", encoding="utf-8"):
        line = line.strip()
        if line and line[0] not in "#@":
            yield line


def listed(name, *columns):
    """The names in the columns of a file, lists within them parted by ";"."""
    for line in lines(name):
        cells = [c.strip() for c in line.split("|")]
        for c in columns:
            if c < len(cells):
                yield from (n.strip(" !") for n in cells[c].split(";"))


def table(kb):
    """Hash of a name -> bits of its classes; kb is the data folder's own."""
    out = {}

    def add(cls, names):
        for n in names:
            if len(n) > 1 and n != "-" and len(n.split()) <= LONGEST:
                h = phrase(n.split())
                out[h] = out.get(h, 0) | 1 << CLASSES.index(cls)

    for g in ("male", "female"):
        add("first name", (l.split()[0] for l in gzip.open(f"{kb}/census1990_{g}_first.gz", "rt")))
        add("first name", (l.strip() for l in gzip.open(f"{kb}/names_nltk_{g}.txt.gz", "rt") if l[:1].isalpha()))
    add("first name", (n for l in lines("firstnames_world.txt") for n in l.split()))
    add("surname", (l.split()[0] for i, l in enumerate(gzip.open(f"{kb}/census1990_last.gz", "rt")) if i < 20000))
    add("surname", lines("surnames.txt"))
    full = [*listed("persons.txt", 0, 1), *listed("legislators.txt", 0, 1)]
    for f in ("offices.txt", "heads.txt", "past.txt"):
        full += [l.partition(" ")[2].replace("_", "").removesuffix(" f") for l in lines(f)]
    add("person", full)
    add("surname", (n.split()[-1] for n in full if " " in n))
    add("nation", listed("nations.txt", 5, 6))
    add("demonym", [*listed("nations.txt", 7, 8), *listed("places.txt", 4)])
    for l in lines("cities.tsv"):
        f = l.split("\t")
        add("city" if int(f[3]) >= 100 else "small city", [f[0]])
    add("city", listed("nations.txt", 9))
    add("place", listed("places.txt", 0, 3))
    add("body", [*listed("bodies.txt", 0, 1), *listed("phoenix.txt", 0, 1), *listed("functions.txt", 2)])
    add("group", listed("groups.txt", 0, 1))
    add("title", listed("titles.txt", 0, 1))
    add("other", listed("other.txt", *range(1)))
    for l in lines("nouns.txt"):
        kind, _, nouns = l.partition("|")
        cls = {"LOC": "place noun", "ORG": "body noun"}.get(kind.strip())
        if cls:
            add(cls, [x.strip(" …") for x in nouns.split(";")])
    add("word", (w for w in map(str.strip, open(WORDS, encoding="utf-8")) if w.isalpha() and w.islower()))
    return out


def codes(words, names):
    """For each word and class: 0 outside any name, 1 a name by itself, 2 first, 3 within, 4 last of one."""
    n = len(words)
    out = [[0] * len(CLASSES) for _ in range(n)]
    free = [0] * len(CLASSES)  # where the next name of the class may begin
    keys = [features.norm(w).encode("utf-8", "surrogateescape") for w in words]
    for i in range(n):
        best = [0] * len(CLASSES)
        h = 2166136261
        for j in range(i, min(n, i + LONGEST)):
            for b in keys[j]:
                h = ((h ^ b) * 16777619) & 0xFFFFFFFF
            bits = names.get(h, 0)
            while bits:
                c = (bits & -bits).bit_length() - 1
                best[c] = j + 1
                bits &= bits - 1
        for c, end in enumerate(best):
            if end and free[c] <= i:
                free[c] = end
                if end == i + 1:
                    out[i][c] = 1
                else:
                    out[i][c], out[end - 1][c] = 2, 4
                    for k in range(i + 1, end - 1):
                        out[k][c] = 3
    return out
