"""A treebank's sentences with other names and words in them, for teachers to name: what they know of many words,
in the places where people write them.

  python altered.py SHARED_DATA NAMED.jsonl NSI.json OUT.txt OUT.jsonl

NAMED is what chorus.py made; NSI.json is nsi.json of the package name-suggestion-index, shops and firms by country. OUT.txt has the
tokens parted by tabs, for Voice.java; OUT.jsonl the kind of each name that was put in, null elsewhere, as one more voice.
"""

import collections
import json
import random
import sys

import corpus
import gazetteer

SEED = 2
LONGEST = 50  # words of a sentence to alter
LETTERS = "abcdefghijklmnopqrstuvwxyz"
ENGLISH = {"001", "us", "ca", "gb", "au", "nz", "ie", "in", "za", "sg", "ph", "ng", "ke", "gh", "pk", "hk", "my", "ae"}  # of NSI's regions


def by_length(names):
    out = collections.defaultdict(list)
    for words in names:
        out[len(words)].append(words)
    return out


def treebank(name):
    """A name cut as a treebank cuts it: "Wendy's" is two words."""
    words = []
    for w in name.split():
        words += [w[:-2], "'s"] if w.endswith("'s") and len(w) > 2 else [w]
    return words


def brands(path):
    """Names of shops and firms where English is written."""
    out = set()
    for group, found in json.load(open(path, encoding="utf-8"))["nsi"].items():
        for item in found["items"] if group.startswith("brands/") else ():
            where = item.get("locationSet", {}).get("include", ["001"])
            if any(isinstance(w, str) and w.removesuffix(".geojson").split("-")[0] in ENGLISH for w in where):
                out |= {item["displayName"].partition(" (")[0], item.get("tags", {}).get("brand", "")}
    plain = lambda w: all(c.isalnum() or c in "'&.-+!" for c in w)
    return sorted(n for n in out if n.isascii() and len(n) > 2 and n[0].isupper() and all(map(plain, n.split())))


class Altered:
    def __init__(self, data, nsi, rng):
        self.rng, self.people = rng, corpus.Swapper(data + "/kb")
        listed = lambda f: (n.split() for n in gazetteer.listed(f, 0) if n[:1].isupper())
        cities = (line.split("\t")[0].split() for line in gazetteer.lines("cities.tsv"))
        self.places, self.bodies = by_length([*listed("places.txt"), *cities]), by_length(listed("bodies.txt"))
        self.brands = by_length(map(treebank, brands(nsi)))
        seen = collections.Counter(
            w for s in corpus.read_gmb(data + "/ner/gmb-voa.jsonl.gz", corpus.Gazetteer(data + "/kb"))
            for w in s.words[1:] if w[:1].isupper() and w.isalpha() and len(w) > 2)
        self.capitals = sorted(w for w, n in seen.items() if n > 1)
        words = (w.strip() for w in open(gazetteer.WORDS, encoding="utf-8"))
        self.words = [w for w in words if w.isalpha() and w.islower() and len(w) > 3]

    def name(self, kind, old):
        """Another name of the kind, of as many words, or None."""
        r, n = self.rng, len(old)
        if kind == "PER" and n < 3:
            return ([r.choice(self.people.first)] if n == 2 else []) + [r.choice(self.people.last if n == 2 or r.random() < 0.5 else self.people.first)]
        if kind in ("GPE", "LOC") and n < 3:
            return r.choice(self.places[n])
        if kind != "ORG":
            return None
        which = r.random()
        if n == 1 and old[0].isupper() and which < 0.3:
            return ["".join(r.choice("ABCDEFGHIKLMNOPRSTU") for _ in range(r.choice([3, 3, 4, 5])))]
        table = self.brands if which < 0.85 else self.bodies
        return r.choice(table[n]) if table[n] else None

    def typo(self, w):
        i, which, c = self.rng.randrange(len(w)), self.rng.random(), self.rng.choice(LETTERS)
        if which < 0.3:
            return w[:i] + w[i + 1 :]
        if which < 0.6:
            return w[:i] + c + w[i:]
        return w[:i] + c + w[i + 1 :] if which < 0.8 else w[:i] + w[i] * self.rng.randint(2, 3) + w[i + 1 :]

    def word(self, w):
        """Another word that is no name, the same one mistyped or written large, or, seldom, a name."""
        which = self.rng.random()
        if which < 0.025:
            return self.typo(w)
        if which < 0.04:
            return w.capitalize()
        if which < 0.05:
            return w.upper()
        if which < 0.10:
            return cased([self.rng.choice(self.words)], [w])[0]
        return self.rng.choice(self.capitals) if which < 0.12 else w

    def __call__(self, words, labels):
        """Altered words, and what each name put in is called; None where it is not known."""
        words, said = list(words), [None] * len(words)
        for lo, hi, kind in corpus.spans(labels):
            old, which = words[lo:hi], self.rng.random()
            if which < 0.15:
                continue
            if which < 0.45 and hi - lo < 3:  # any name: the teachers say what it is
                words[lo:hi] = cased([self.rng.choice(self.capitals) for _ in old], old)
            elif new := self.name(kind, old):
                words[lo:hi] = cased(new, old)
                kind = "LOC" if kind == "GPE" else kind
                said[lo:hi] = ["B-" + kind] + ["I-" + kind] * (hi - lo - 1)
        words = [self.word(w) if l == "O" and w.isalpha() and len(w) > 3 else w for w, l in zip(words, labels)]
        if self.rng.random() < 0.1:
            words = [w.lower() for w in words]
        return words, said


def cased(new, old):
    """The new words in capitals or small letters, as the old ones were."""
    if all(w.islower() for w in old):
        return [w.lower() for w in new]
    if len(old) > 1 and all(w.isupper() and len(w) > 1 for w in old):
        return [w.upper() for w in new]
    return new if not old[0].istitle() else [new[0][:1].upper() + new[0][1:], *new[1:]]


if __name__ == "__main__":
    data, named, nsi, out_words, out_said = sys.argv[1:]
    rng = random.Random(SEED)
    alter, n = Altered(data, nsi, rng), 0
    with open(out_words, "w") as words_out, open(out_said, "w") as said_out:
        for line in open(named):
            s = json.loads(line)
            if len(s["words"]) > LONGEST:
                continue
            has = set(s["names"]) != {"O"}
            for _ in range(4 if has else 1):
                words, said = alter(s["words"], s["names"])
                if words != s["words"]:
                    words_out.write("\t".join(words) + "\n")
                    said_out.write(json.dumps({"words": words, "names": said}, ensure_ascii=False) + "\n")
                    n += 1
    print(n, "sentences")
