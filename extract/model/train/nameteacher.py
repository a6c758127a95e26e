"""A teacher of names: MiniLM-L6 fine-tuned on names alone, told whose way of naming it sees.

  python nameteacher.py train SHARED_DATA OUT.pt [--init FROM.pt] [--fold N] [--rounds R]
  python nameteacher.py names TEACHER.pt SENTENCES OUT.jsonl

names gives sentences UNER's names: a treebank that has none, or lines of words as silver.py writes them.
"""

import argparse
import json
import random
import time

import numpy as np
import torch
import torch.nn as nn

import corpus
import mst
import teacher

SEED = 13
FOLDS = 4
FROZEN = 2  # lowest layers that stay as they came
L = len(corpus.NAME_LABELS)
INDEX = {l: i for i, l in enumerate(corpus.NAME_LABELS)}
MASK = {}
for _s in corpus.SCHEMES:
    MASK[_s] = {}
    for _l, _may in corpus.allowed(_s).items():
        _m = np.full(L, -1e4, np.float32)
        _m[[INDEX[x] for x in _may]] = 0
        MASK[_s][_l] = _m


class NameTeacher(nn.Module):
    def __init__(self):
        super().__init__()
        from transformers import AutoModel
        self.bert = AutoModel.from_pretrained(teacher.base_dir(), attn_implementation="eager")
        d = self.bert.config.hidden_size
        self.case = nn.Embedding(8, d)
        self.scheme = nn.Embedding(len(corpus.SCHEMES), d)
        nn.init.zeros_(self.case.weight)
        nn.init.normal_(self.scheme.weight, std=0.02)
        self.drop = nn.Dropout(0.2)
        self.name = nn.Linear(d, L)
        for p in [*self.bert.embeddings.parameters(), *self.bert.encoder.layer[:FROZEN].parameters()]:
            p.requires_grad = False

    def forward(self, b):
        e = self.bert.embeddings.word_embeddings(b["ids"]) + self.case(b["case"]) + self.scheme(b["scheme"]).unsqueeze(1)
        h = self.bert(inputs_embeds=e, attention_mask=b["mask"]).last_hidden_state
        n = b["n"]
        pool = torch.zeros(h.shape[0], n + 1, h.shape[2], dtype=h.dtype)
        pool = pool.scatter_add(1, b["word"].unsqueeze(-1).expand(-1, -1, h.shape[2]), h)
        return self.name(self.drop(pool[:, :n] / b["pieces"].unsqueeze(-1).clamp(min=1)))


def make(batcher, sents):
    b = batcher.make(sents)
    b["scheme"] = torch.tensor([corpus.SCHEMES.index(s.scheme) for s in sents])
    if sents[0].names:
        m = np.zeros((len(sents), b["n"], L), np.float32)
        for i, s in enumerate(sents):
            m[i, : len(s.names)] = [MASK[s.scheme][l] for l in s.names]
        b["allowed"] = torch.from_numpy(m)
    return b


class Batcher(teacher.Batcher):
    """The teacher's, without its tags and trees."""

    def __init__(self):
        super().__init__({"upos": {}, "xpos": {}, "rel": {}})

    def make(self, sents):
        bare = [corpus.Sentence(s.words) for s in sents]
        return super().make(bare)


def material(data):
    """UNER's dev part in folds of whole documents, GUM and GMB, each marked with its scheme."""
    gaz = corpus.Gazetteer(data + "/kb")
    folds, docs = [[] for _ in range(FOLDS)], {}
    for s in corpus.read_iob2(data + "/ner/uner-ewt-dev.iob2.gz"):
        s.scheme = "uner"
        folds[docs.setdefault(s.doc, len(docs)) % FOLDS].append(s)
    gum = list(corpus.read_conllu(data + "/treebank/gum-train.conllu.gz", keep_misc=True))
    for s in gum:
        corpus.add_gum_names(s, gaz)
        s.scheme = "gum"
    gmb, _ = corpus.gmb_split(list(corpus.read_gmb(data + "/ner/gmb-voa.jsonl.gz", gaz, clean=True)))
    for s in gmb:
        s.scheme = "gmb"
    return folds, gum, gmb


def watched(gmb, share=0.05):
    """Documents of GMB's training part on which choices are made."""
    docs = sorted({s.doc for s in gmb})
    random.Random(SEED).shuffle(docs)
    return set(docs[: int(len(docs) * share)])


@torch.no_grad()
def annotate(model, batcher, sents, budget=3000):
    model.eval()
    order = sorted(range(len(sents)), key=lambda i: len(sents[i].words))
    i = 0
    while i < len(order):
        j = i + 1
        while j < len(order) and (j + 1 - i) * len(sents[order[j]].words) <= budget:
            j += 1
        part = [sents[k] for k in order[i:j]]
        o = model(make(batcher, part)).log_softmax(-1).numpy()
        for s, row in zip(part, o):
            s.names = mst.bio_decode(row[: len(s.words)], corpus.NAME_LABELS)
        i = j


def blank(s):
    return corpus.Sentence(list(s.words), doc=s.doc, scheme=s.scheme)


def train(a):
    torch.manual_seed(SEED)
    rng = random.Random(SEED)
    folds, gum, gmb = material(a.data)
    watch = folds.pop(a.fold) if a.fold >= 0 else []
    uner = [s for f in folds for s in f]
    swap = corpus.Swapper(a.data + "/kb")
    model, batcher = NameTeacher(), Batcher()
    if a.init:
        model.load_state_dict(torch.load(a.init))
    heads = [p for n, p in model.named_parameters() if not n.startswith("bert.")]
    body = [p for n, p in model.named_parameters() if n.startswith("bert.") and p.requires_grad]
    opt = torch.optim.AdamW([{"params": body, "lr": a.lr}, {"params": heads, "lr": 5 * a.lr}], weight_decay=0.01)
    pools = []
    for r in range(a.rounds):
        pool = uner * 2 + rng.sample(gum, int(len(gum) * a.gum)) + rng.sample(gmb, int(len(gmb) * a.gmb))
        pools.append([corpus.augment(swap(s, rng, 0.15), rng, 0.1) for s in pool if len(s.words) <= 60])
    bs = [b for pool in pools for b in teacher.batches(pool, rng, 600)]
    sched = torch.optim.lr_scheduler.LambdaLR(opt, lambda t: min(1, (t + 1) / 60) * max(0.02, 1 - t / (len(bs) + 5)))
    print(len(uner), "watched", len(watch), "batches", len(bs), flush=True)
    t0, run = time.time(), 0.0
    model.train()
    for k, bt in enumerate(bs):
        b = make(batcher, bt)
        o = model(b).log_softmax(-1)
        words = b["pieces"] > 0
        loss = -((o + b["allowed"]).logsumexp(-1) * words).sum() / words.sum()
        opt.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        opt.step(); sched.step()
        run += loss.item()
        if k % 100 == 99:
            print(f"{k + 1}/{len(bs)} loss {run / 100:.4f} {time.time() - t0:.0f}s", flush=True)
            run = 0.0
        if watch and (k % (len(bs) // a.rounds + 1) == len(bs) // a.rounds or k == len(bs) - 1):
            f = [blank(s) for s in watch]
            annotate(model, batcher, f)
            print("watched", teacher.name_score(watch, f), f"{time.time() - t0:.0f}s", flush=True)
            torch.save(model.state_dict(), a.out)
            model.train()
    torch.save(model.state_dict(), a.out)


def load(path):
    model = NameTeacher()
    model.load_state_dict(torch.load(path))
    return model, Batcher()


def names(a):
    model, batcher = load(a.model)
    if a.sentences.endswith(".jsonl"):
        sents = [corpus.Sentence(json.loads(line)["words"]) for line in open(a.sentences)]
    else:
        sents = list(corpus.read_conllu(a.sentences))
    for s in sents:
        s.scheme = "uner"
    annotate(model, batcher, sents)
    with open(a.out, "w") as out:
        for s in sents:
            out.write(json.dumps({"words": s.words, "names": s.names}, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    p = argparse.ArgumentParser()
    sub = p.add_subparsers(required=True)
    q = sub.add_parser("train"); q.set_defaults(run=train)
    q.add_argument("data"); q.add_argument("out"); q.add_argument("--init"); q.add_argument("--lr", type=float, default=2.5e-4)
    q.add_argument("--fold", type=int, default=-1, help="fold of UNER dev to watch; -1 trains on all of it")
    q.add_argument("--rounds", type=int, default=3); q.add_argument("--gum", type=float, default=0.6); q.add_argument("--gmb", type=float, default=0.04)
    q = sub.add_parser("names"); q.set_defaults(run=names)
    q.add_argument("model"); q.add_argument("sentences"); q.add_argument("out")
    a = p.parse_args()
    a.run(a)
