"""Names of a treebank by several voices: teachers of names, told to name as UNER does, and programs of others.

  python chorus.py lines SENTENCES OUT.txt            tokens parted by tabs, for Voice.java
  python chorus.py sing OUT.jsonl OWN.jsonl --teachers T.pt ... --voices NAMES:WEIGHT ...

OWN has the sentences as one teacher alone names them (nameteacher.py names). NAMES is what Voice.java or voice.py made of
the same sentences, in the same order. A sentence that the first voices name as OWN does stays so; of the others, and of those
that OWN leaves open (altered.py's), each token's label is weighed: the log of the teachers' mean probability and, for the label of
each voice, its weight.
"""

import argparse
import json

import numpy as np
import torch

import corpus
import mst
import nameteacher

LABELS = corpus.NAME_LABELS
SURE = -6.0  # log probability of a label that nobody speaks for
KINDS = {"PERSON": "PER", "ORGANIZATION": "ORG", "LOCATION": "LOC", "PER": "PER", "ORG": "ORG", "LOC": "LOC", "GPE": "LOC"}


def groups():
    """UNER's label -> places of the labels that it stands for."""
    may = corpus.allowed("uner")
    return {l: [LABELS.index(x) for x in may[l]] for l in ("O", *(p + k for k in ("PER", "ORG", "LOC") for p in ("B-", "I-")))}


GROUPS = groups()


def heard(path):
    """Per sentence the labels of a voice in UNER's kinds; None where it names what UNER leaves unnamed, or says nothing."""
    out = []
    for line in open(path):
        if path.endswith(".jsonl"):
            labels = json.loads(line)["names"]
        else:  # Voice.java's, without B- and I-
            bare = line.rstrip("\n").split("\t")
            labels = [l if l == "O" else ("I-" if i and bare[i - 1] == l else "B-") + l for i, l in enumerate(bare)]
        out.append([l if l in ("O", None) else l[:2] + KINDS[l[2:]] if l[2:] in KINDS else None for l in labels])
    return out


def named(labels):
    return {(a, b, KINDS[k]) for a, b, k in corpus.spans([l or "O" for l in labels]) if k in KINDS}


@torch.no_grad()
def probabilities(path, sents, budget=1200):
    """The teacher's, (words, labels) of each sentence, its layers in 8 bits."""
    model, batcher = nameteacher.load(path)
    model = torch.ao.quantization.quantize_dynamic(model.eval(), {torch.nn.Linear}, dtype=torch.qint8)
    out, order, i = [None] * len(sents), sorted(range(len(sents)), key=lambda k: len(sents[k].words)), 0
    while i < len(order):
        j = i + 1
        while j < len(order) and (j + 1 - i) * len(sents[order[j]].words) <= budget:
            j += 1
        o = model(nameteacher.make(batcher, [sents[k] for k in order[i:j]])).softmax(-1).numpy()
        for k, row in zip(order[i:j], o):
            out[k] = row[: len(sents[k].words)]
        i = j
    return out


def weigh(p, votes):
    """Labels, and the log of each one's share, of a sentence; votes are (labels, weight)."""
    q = np.log(p + 1e-6)
    for labels, weight in votes:
        for t, l in enumerate(labels):
            if l:
                q[t, GROUPS[l]] += weight
    q -= np.log(np.exp(q).sum(1, keepdims=True))
    best = mst.bio_decode(q, LABELS)
    for t in range(1, len(best)):  # two names of a kind hardly touch: the voices differ in where one begins
        if best[t][0] == "B" and best[t - 1][2:] == best[t][2:] and best[t][2:] in KINDS:
            for k in ("PER", "ORG", "LOC", "GPE"):
                b, i = LABELS.index("B-" + k), LABELS.index("I-" + k)
                q[t, i], q[t, b] = np.logaddexp(q[t, i], q[t, b]), -9
            best[t] = "I" + best[t][1:]
    shared = np.empty_like(q)
    for g in GROUPS.values():
        shared[:, g] = np.log(np.exp(q[:, g]).sum(1, keepdims=True))
    return best, np.maximum(shared, -9)


def sing(a):
    own = [json.loads(line) for line in open(a.own)]
    voices = [(heard(v.rpartition(":")[0]), float(v.rpartition(":")[2])) for v in a.voices]
    disputed = [i for i, s in enumerate(own) if None in s["names"] or any(named(v[i]) != named(s["names"]) for v, _ in voices[: a.first])]
    sents = [corpus.Sentence(own[i]["words"], scheme="uner") for i in disputed]
    p = np.mean([np.array(probabilities(t, sents), object) for t in a.teachers], 0)
    for s in own:
        if None not in s["names"]:
            s["belief"] = np.maximum([nameteacher.MASK["uner"][l] for l in s["names"]], SURE)
    for i, q in zip(disputed, p):
        own[i]["names"], own[i]["belief"] = weigh(q.astype(np.float32), [(v[i], w) for v, w in voices])
    with open(a.out, "w") as out:
        for s in own:
            s["belief"] = np.round(s["belief"], 2).tolist()
            out.write(json.dumps(s, ensure_ascii=False) + "\n")
    print(len(own), "sentences", len(disputed), "disputed")


def lines(a):
    with open(a.out, "w") as out:
        for s in corpus.read_conllu(a.sentences):
            out.write("\t".join(s.words) + "\n")


if __name__ == "__main__":
    p = argparse.ArgumentParser()
    sub = p.add_subparsers(required=True)
    q = sub.add_parser("lines"); q.set_defaults(run=lines)
    q.add_argument("sentences"); q.add_argument("out")
    q = sub.add_parser("sing"); q.set_defaults(run=sing)
    q.add_argument("out"); q.add_argument("own"); q.add_argument("--teachers", nargs="+"); q.add_argument("--voices", nargs="+")
    q.add_argument("--first", type=int, default=2, help="how many of the voices can make a sentence disputed")
    a = p.parse_args()
    a.run(a)
