"""Corpora in one shape: sentences of tokens with tags, tree and names.

Every script here reads its material through this file, so that the name
scheme and the rules for mapping each corpus to it stand in one place.
"""

import gzip
import json
import random
import re

KINDS = ["PER", "ORG", "GPE", "LOC", "NORP", "EVENT", "MISC"]
NAME_LABELS = ["O"] + [p + "-" + k for k in KINDS for p in "BI"]

# Words that introduce a person and are no part of the name (UNER's rule).
TITLES = set(
    """mr mr. mrs mrs. ms ms. dr dr. sir president vice vice-president prime minister premier chancellor
    secretary general secretary-general senator sen. rep. representative congressman congresswoman governor gov.
    king queen prince princess pope ayatollah sheikh general gen. colonel col. major maj. captain capt. lieutenant
    lt. sergeant sgt. admiral justice judge professor prof. ambassador foreign defense defence interior
    spokesman spokeswoman mayor chief commander emperor lord lady father sister brother saint st. leader former
    the deputy attorney chairman first""".split()
)


class Sentence:
    """One sentence; labels a corpus does not give are None."""

    __slots__ = ("words", "upos", "xpos", "lemma", "head", "rel", "names", "doc", "weight", "space", "scheme")

    def __init__(self, words, upos=None, xpos=None, lemma=None, head=None, rel=None, names=None, doc="", weight=1.0, space=None, scheme=None):
        self.words, self.upos, self.xpos, self.lemma = words, upos, xpos, lemma
        self.head, self.rel, self.names = head, rel, names
        self.doc, self.weight, self.space, self.scheme = doc, weight, space, scheme

    def copy(self):
        c = Sentence(list(self.words), doc=self.doc, weight=self.weight, scheme=self.scheme)
        for f in ("upos", "xpos", "lemma", "head", "rel", "names", "space"):
            v = getattr(self, f)
            setattr(c, f, None if v is None else list(v))
        return c


def open_text(path):
    return gzip.open(path, "rt", encoding="utf-8") if path.endswith(".gz") else open(path, encoding="utf-8")


def read_conllu(path, keep_misc=False):
    """Sentences of a CoNLL-U file; heads become 0-based with -1 for the root."""
    doc, rows = "", []
    for line in open_text(path):
        line = line.rstrip("\n")
        if line.startswith("# newdoc id"):
            doc = line.split("=", 1)[1].strip()
        elif line.startswith("#"):
            continue
        elif not line:
            if rows:
                yield _sentence(rows, doc, keep_misc)
            rows = []
        else:
            f = line.split("\t")
            if f[0].isdigit():
                rows.append(f)
    if rows:
        yield _sentence(rows, doc, keep_misc)


def _sentence(rows, doc, keep_misc):
    s = Sentence(
        [r[1] for r in rows], [r[3] for r in rows], [r[4] for r in rows], [r[2] for r in rows],
        [int(r[6]) - 1 for r in rows], [r[7] for r in rows], doc=doc,
    )
    misc = [r[9] for r in rows]
    names = [re.search(r"(?:^|\|)Name=([^|]+)", m) for m in misc]
    if any(names):
        s.names = [m.group(1) if m else "O" for m in names]
    s.space = ["SpaceAfter=No" not in m for m in misc]
    if keep_misc:
        s.lemma = list(zip(s.lemma, misc))
    return s


class Gazetteer:
    """Nations, cities and demonyms: tells GPE from LOC and finds NORP where a corpus does not."""

    def __init__(self, kb):
        self.places, self.demonyms, self.nations = set(), set(), {"u.s.", "us", "u.k.", "uk", "america", "britain"}
        for c in json.load(gzip.open(kb + "/countries.json.gz")):
            for n in [c["name"], c["official"]] + c["alt"]:
                if len(n) > 2:
                    self.places.add(n.lower())
            self.nations.add(c["name"].lower())
            self.demonyms |= {(c.get("demonym_" + g) or "").lower() for g in "mf"}
        for c in json.load(gzip.open(kb + "/factbook_government.json.gz")):
            self.places.add((c.get("capital") or "").lower())
            self.demonyms.add((c.get("adjective") or "").lower())
        for c in json.load(gzip.open(kb + "/cities15000.json.gz")):
            if c["pop"] > 100000:
                self.places.add(c["name"].lower())
        self.places |= set(
            """u.s. us usa u.s.a. uk u.k. uae america britain england scotland wales northern ireland russia burma
            gaza soviet union ussr chechnya darfur kashmir kurdistan tibet hong kong texas california florida
            new york state virginia ohio illinois georgia michigan pennsylvania washington alaska hawaii oregon
            quebec ontario alberta bavaria scotland catalonia abkhazia south ossetia punjab sindh helmand kandahar
            anbar louisiana mississippi alabama arizona nevada colorado utah iowa kansas maine""".split()
        )
        self.places |= {"new york", "south ossetia", "hong kong", "soviet union", "northern ireland", "north korea",
                        "south korea", "west bank", "gaza strip", "new jersey", "north carolina", "south carolina",
                        "new mexico", "new hampshire", "west virginia", "northern ireland"}
        self.places -= {"", "of", "the"}
        self.demonyms |= set(
            """european african asian american western arab arabs kurdish kurds kurd shi'ite shi'ites shiite shiites
            sunni sunnis muslim muslims islamic christian christians jewish jews jew catholic hindu hindus buddhist palestinian
            palestinians israeli israelis chechen tamil hutu tutsi latin british britons english scottish welsh soviet
            tibetan uighur pashtun democratic republican democrats republicans bosnian serb serbs croat taiwanese french
            dutch danish finnish swedish turkish spanish polish thai swiss greek irish filipino argentine afghan afghans
            anglican protestant islamist islamists""".split()
        ) - {"democratic", "republican"}
        self.demonyms |= {d + "s" for d in self.demonyms if d.endswith(("n", "i"))}
        self.demonyms -= {"", "none", "note"}
        self.places -= self.demonyms

    def place_kind(self, words):
        text = " ".join(words).lower()
        return "GPE" if text in self.places or text.removeprefix("the ") in self.places else "LOC"


def bio(n, spans):
    out = ["O"] * n
    for first, end, kind in spans:
        out[first] = "B-" + kind
        for i in range(first + 1, end):
            out[i] = "I-" + kind
    return out


def spans(labels):
    """(first, end, kind) of BIO labels."""
    out, start, kind = [], None, None
    for i, l in enumerate(labels + ["O"]):
        if l[0] != "I" or (start is not None and l[2:] != kind):
            if start is not None:
                out.append((start, i, kind))
            start, kind = (i, l[2:]) if l != "O" else (None, None)
        elif start is None:
            start, kind = i, l[2:]
    return out


def strip_title(words, first, end):
    while end - first > 1 and words[first].lower() in TITLES:
        first += 1
    return first


def tidy_names(s):
    """Names that the sentence's own tags bear out: each has a proper noun (nationalities
    aside), begins and ends in one, and takes in the rest of a flat name."""
    proper = [x in ("NNP", "NNPS") for x in s.xpos]
    out = []
    for first, end, kind in spans(s.names):
        if kind != "NORP":
            while first < end and not proper[first] and not s.words[first][:1].isdigit():
                first += 1
            while end > first and not proper[end - 1] and not s.words[end - 1][:1].isdigit():
                end -= 1
            if not any(proper[first:end]):
                continue
            while end < len(proper) and proper[end] and s.rel[end] == "flat" and first <= s.head[end] < end:
                end += 1
        if out and first < out[-1][1]:
            continue
        out.append((first, end, kind))
    s.names = bio(len(s.words), out)


GMB = {"geo": "LOC", "gpe": "GPE", "org": "ORG", "per": "PER", "eve": "EVENT"}


def read_gmb(path, gaz, clean=False):
    """GMB silver: 'gpe' is a nationality unless it names a place; titles leave persons. clean,
    for training only, mends nations that are labelled bodies or persons."""
    for line in open_text(path):
        d = json.loads(line)
        for pairs in d["ner"]:
            words, labels = [w for w, _ in pairs], [l for _, l in pairs]
            labels = [l if l[2:] in GMB else "O" for l in labels]
            out = []
            for first, end, kind in spans(labels):
                if kind == "per":
                    first = strip_title(words, first, end)
                    if words[first].lower() in TITLES:
                        continue
                while kind in ("gpe", "geo") and end - first > 1 and words[first].islower():
                    first += 1
                k = "ORG" if words[first] in ("U.N.", "UN") else GMB[kind]
                if clean and kind in ("org", "per") and " ".join(words[first:end]).lower() in gaz.nations:
                    k = "GPE"
                if kind in ("gpe", "geo") and k != "ORG":
                    text = " ".join(words[first:end]).lower()
                    k = "NORP" if text in gaz.demonyms else gaz.place_kind(words[first:end])
                    if kind == "gpe" and k == "LOC":
                        k = "GPE"
                out.append((first, end, k))
            words, labels = split_hyphens(words, bio(len(words), out))
            yield Sentence(words, names=labels, doc=d["id"])


def split_hyphens(words, labels):
    """Treebank tokens part 'anti-war' in three; GMB's do not."""
    w2, l2 = [], []
    for w, l in zip(words, labels):
        parts = re.split(r"(?<=[A-Za-z])(-)(?=[A-Za-z])", w)
        for i, p in enumerate(parts):
            w2.append(p)
            l2.append(l if i == 0 or l == "O" else "I" + l[1:])
    return w2, l2


def add_gum_names(s, gaz):
    """Names of a GUM sentence read with keep_misc: its mentions cut down to proper names."""
    misc = [m for _, m in s.lemma]
    s.lemma = [l for l, _ in s.lemma]
    open_, mentions = {}, []
    for i, m in enumerate(misc):
        e = re.search(r"(?:^|\|)Entity=([^|]+)", m)
        if not e:
            continue
        for part in re.finditer(r"\(([^()]+)(\))?|([^()]+)\)", e.group(1)):
            if part.group(1):
                f = part.group(1).split("-")
                if part.group(2):
                    mentions.append((i, i + 1, f))
                else:
                    open_.setdefault(f[0].split("[")[0], []).append((i, f))
            else:
                key = part.group(3).split("-")[0].split("[")[0]
                if open_.get(key):
                    start, f = open_[key].pop()
                    mentions.append((start, i + 1, f))
    kinds = {"person": "PER", "organization": "ORG", "place": "LOC", "event": "EVENT",
             "abstract": "MISC", "object": "MISC"}
    proper = [x in ("NNP", "NNPS") for x in s.xpos]
    taken, out = [False] * len(s.words), []
    for first, end, f in sorted(mentions, key=lambda m: m[0] - m[1]):
        kind = kinds.get(f[1])
        if not kind:
            continue
        inside = set(range(first, end))
        heads = [i for i in inside if s.head[i] not in inside]
        if not heads or not proper[heads[0]]:
            continue
        lo = hi = heads[0]
        # A name may hold "of the": cross small words only toward another proper noun of the mention.
        glue = {"of", "the", "and", "for", "-", "de", "&", "'s", "in", "on"}
        linked = len(f) > 6 and kind != "PER"
        while lo > first:
            j = lo - 1
            while linked and j > first and s.words[j].lower() in glue:
                j -= 1
            if not proper[j] and not (s.words[j] == "-"):
                break
            lo = j
        while hi < end - 1:
            j = hi + 1
            while linked and j < end - 1 and s.words[j].lower() in glue:
                j += 1
            if not proper[j] and not s.words[j] == "-":
                break
            hi = j
        if kind == "PER":
            lo = strip_title(s.words, lo, hi + 1)
        elif lo < hi and s.words[lo] == "-":
            lo += 1
        if any(taken[lo : hi + 1]):
            continue
        if kind == "LOC":
            kind = gaz.place_kind(s.words[lo : hi + 1])
        for i in range(lo, hi + 1):
            taken[i] = True
        out.append((lo, hi + 1, kind))
    for i, w in enumerate(s.words):
        if not taken[i] and w[:1].isupper() and w.lower() in gaz.demonyms and s.xpos[i] in ("JJ", "NNPS", "NNP"):
            out.append((i, i + 1, "NORP"))
    s.names = bio(len(s.words), out)


def read_iob2(path):
    doc, words, labels = "", [], []
    for line in open_text(path):
        line = line.rstrip("\n")
        if line.startswith("# newdoc id"):
            doc = line.split("=", 1)[1].strip()
        if line.startswith("#"):
            continue
        if not line:
            if words:
                yield Sentence(words, names=labels, doc=doc)
            words, labels = [], []
        else:
            f = line.split("\t")
            words.append(f[1])
            labels.append(f[2])
    if words:
        yield Sentence(words, names=labels, doc=doc)


# The three ways of naming. They disagree (a restaurant is a place for one, a body for the
# other), so a network is told whose labels it sees.
SCHEMES = ["uner", "gum", "gmb"]


def allowed(scheme):
    """Label -> labels it may stand for: UNER does not tell nations from other places and, like
    GMB, leaves unnamed what we name."""
    out = {l: [l] for l in NAME_LABELS}
    if scheme == "uner":
        out.update({p + "-LOC": [p + "-GPE", p + "-LOC"] for p in "BI"})
    silent = {"uner": ("NORP", "EVENT", "MISC"), "gmb": ("MISC",)}.get(scheme, ())
    out["O"] = ["O"] + [p + "-" + k for k in silent for p in "BI"]
    return out


UNER = {"PER": "PER", "ORG": "ORG", "GPE": "LOC", "LOC": "LOC"}


def name_counts(gold, found, mapping=UNER):
    """True positives, found and gold names after mapping both to PER, ORG, LOC."""
    g = {(a, b, mapping[k]) for a, b, k in spans(gold) if k in mapping}
    f = {(a, b, mapping[k]) for a, b, k in spans(found) if k in mapping}
    return len(g & f), len(f), len(g)


class Swapper:
    """Other persons and places in a sentence's names, word for word, so that what is learned of
    names is their place in a sentence and the lists of names, not who was in the news."""

    def __init__(self, kb):
        first = [l.split()[0].title() for g in ("male", "female") for l in gzip.open(f"{kb}/census1990_{g}_first.gz", "rt")]
        first += [l.strip() for g in ("male", "female") for l in gzip.open(f"{kb}/names_nltk_{g}.txt.gz", "rt") if l.strip()[:1].isupper()]
        last = [l.split()[0].title() for l in gzip.open(f"{kb}/census1990_last.gz", "rt")][:15000]
        places = {1: [], 2: []}
        for c in json.load(gzip.open(kb + "/cities15000.json.gz")):
            w = c["name"].split()
            if c["pop"] > 60000 and len(w) in places and c["name"].isascii() and "-" not in c["name"]:
                places[len(w)].append(w)
        for c in json.load(gzip.open(kb + "/countries.json.gz")):
            w = c["name"].split()
            if len(w) in places:
                places[len(w)] += [w] * 8
        self.first, self.last, self.places = first, last, places

    def __call__(self, s, rng, rate=0.25):
        if s.names is None or rng.random() > rate:
            return s
        s = s.copy()
        for lo, hi, kind in spans(s.names):
            old, n = s.words[lo:hi], hi - lo
            if not all(w[:1].isupper() and (w[1:].islower() or kind == "ORG") for w in old) or rng.random() < 0.3:
                continue
            if kind == "PER" and n <= 2:
                s.words[lo:hi] = ([rng.choice(self.first)] if n == 2 else []) + [rng.choice(self.last)]
            elif kind == "GPE" and n in self.places:
                s.words[lo:hi] = rng.choice(self.places[n])
            elif kind == "ORG" and n == 1 and old[0].isupper() and len(old[0]) > 2:
                s.words[lo] = "".join(rng.choice("ABCDEFGHIKLMNOPRSTU") for _ in range(rng.choice([3, 3, 4, 5])))
        return s


SMALL = {"a", "an", "the", "of", "in", "on", "for", "to", "and", "or", "at", "by", "with", "as", "from", "but", "n't", "'s"}


def augment(s, rng, rate=0.16):
    """Headlines: Title Case, CAPITALS, lower case, no final stop. Labels stay."""
    if rng.random() > rate:
        return s
    s, r = s.copy(), rng.random()
    if r < 0.35:
        s.words = [w if w.lower() in SMALL and i else w[:1].upper() + w[1:] for i, w in enumerate(s.words)]
    elif r < 0.55:
        s.words = [w.upper() for w in s.words]
    elif r < 0.68:
        s.words = [w.lower() for w in s.words]
    n = len(s.words) - 1
    if n > 2 and s.words[n] in ".!" and (s.head is None or n not in s.head) and rng.random() < 0.8:
        for f in ("words", "upos", "xpos", "lemma", "head", "rel", "names", "space"):
            v = getattr(s, f)
            if v is not None:
                setattr(s, f, v[:n])
    return s


def gmb_split(sentences, seed=7, held=0.08):
    """Documents, not sentences, are held back: the last share of a seeded shuffle."""
    docs = sorted({s.doc for s in sentences})
    random.Random(seed).shuffle(docs)
    test = set(docs[: int(len(docs) * held)])
    return [s for s in sentences if s.doc not in test], [s for s in sentences if s.doc in test]
