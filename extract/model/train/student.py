"""The student: hashed sub-word embeddings, residual dilated convolutions, small heads.

  python student.py train SHARED_DATA EWT_VOICE.jsonl OUT.pt [--silver FILE.conllu ...] [--epochs N] [--minutes M]
  python student.py score SHARED_DATA MODEL.pt

model/network.go runs what this trains; export.py carries it over.
"""

import argparse
import collections
import json
import os
import random
import time

import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F

import corpus
import features
import mst
import teacher
from vocabulary import VEC, Vocabulary

SEED = 5
DISTANCES = [1, 2, 3, 4, 5, 7, 10, 15, 22, 35]  # upper edges of the arc distance buckets


def distance_bucket(d):
    """Head position minus dependent position, signed; the root has its own bucket 0."""
    k = sum(abs(d) > e for e in DISTANCES)
    return 1 + k + (0 if d < 0 else len(DISTANCES) + 1)


NBUCKETS = 1 + 2 * (len(DISTANCES) + 1)


class Student(nn.Module):
    def __init__(self, cfg, labels, nwords, vectors, vec_row, class_bits):
        super().__init__()
        W, self.cfg, self.label_sets = cfg["width"], cfg, labels
        self.word = nn.Embedding(nwords, W, sparse=True)
        nn.init.normal_(self.word.weight, std=0.02)
        self.sub = nn.Embedding(features.BUCKETS, W)
        nn.init.normal_(self.sub.weight, std=0.1)
        self.register_buffer("vectors", torch.as_tensor(vectors))
        self.register_buffer("vec_row", torch.as_tensor(vec_row))
        self.register_buffer("class_bits", torch.as_tensor(class_bits, dtype=torch.float32))
        self.vec = nn.Linear(VEC, W, bias=False)
        nn.init.normal_(self.vec.weight, std=0.05)
        self.cls = nn.Linear(len(features.CLASSES), W, bias=False)
        nn.init.normal_(self.cls.weight, std=0.1)
        self.norm0 = nn.LayerNorm(W)
        self.conv = nn.ModuleList(nn.Linear(3 * W, W) for _ in cfg["dilations"])
        self.norm = nn.ModuleList(nn.LayerNorm(W) for _ in cfg["dilations"])
        A, R = cfg["arc"], cfg["rel"]
        self.upos = nn.Linear(W, len(labels["upos"]))
        self.xpos = nn.Linear(W, len(labels["xpos"]))
        self.name = nn.Linear(W, len(corpus.NAME_LABELS))
        self.dep, self.hd = nn.Linear(W, A), nn.Linear(W, A)
        self.arc = nn.Linear(A, A)
        self.hbias = nn.Linear(A, 1, bias=False)
        self.dist = nn.Parameter(torch.zeros(NBUCKETS))
        self.rdep, self.rhd = nn.Linear(W, R), nn.Linear(W, R)
        self.rel = nn.Linear(3 * R, len(labels["rel"]))
        self.root = nn.Parameter(torch.randn(W) * 0.3)
        self.drop = cfg["dropout"]

    def words_rows(self, ids, keep_e, keep_v):
        x = self.word(ids) * keep_e
        v = self.vectors[self.vec_row[ids]]
        return x + (self.vec(v) + self.cls(self.class_bits[ids])) * keep_v

    def encode(self, b):
        x = self.words_rows(b["word"], b["keep_e"], b["keep_v"])
        B, n, K = b["sub"].shape
        x = x + F.embedding_bag(b["sub"].view(B * n, K), self.sub.weight, mode="sum").view(B, n, -1)
        m = b["mask"].unsqueeze(-1)
        x = self.norm0(x) * m
        x = F.dropout(x, self.drop, self.training)
        for conv, norm, d in zip(self.conv, self.norm, self.cfg["dilations"]):
            l, r = F.pad(x[:, :-d], (0, 0, d, 0)) if x.shape[1] > d else torch.zeros_like(x), F.pad(x[:, d:], (0, 0, 0, d)) if x.shape[1] > d else torch.zeros_like(x)
            h = F.relu(conv(torch.cat([l, x, r], -1)))
            x = norm(x + F.dropout(h, self.drop, self.training)) * m
        return F.dropout(x, self.drop, self.training)

    def forward(self, b):
        x = self.encode(b)
        xr = torch.cat([self.root.to(x.dtype).expand(x.shape[0], 1, -1), x], 1)
        dep, hd = F.relu(self.dep(x)), F.relu(self.hd(xr))
        dep, hd = F.dropout(dep, self.drop, self.training), F.dropout(hd, self.drop, self.training)
        arc = (self.arc(dep) + self.hbias.weight) @ hd.transpose(1, 2)
        arc = arc.float() + self.dist[b["dist"]]
        arc = arc.masked_fill(~b["headmask"].unsqueeze(1), -1e4)
        return {"upos": self.upos(x), "xpos": self.xpos(x), "name": self.name(x), "arc": arc,
                "rdep": F.relu(self.rdep(x)), "rhd": F.relu(self.rhd(xr))}

    def labels(self, o, heads):
        h = o["rhd"].gather(1, heads.unsqueeze(-1).expand(-1, -1, o["rhd"].shape[2]))
        return self.rel(torch.cat([o["rdep"], h, o["rdep"] * h], -1))


_dist = torch.zeros(400, 401, dtype=torch.long)
for _i in range(400):
    for _j in range(1, 401):
        _dist[_i, _j] = distance_bucket(_j - 1 - _i)


class Batcher:
    def __init__(self, row, count, labels, rng):
        self.row, self.labels, self.rng, self.cache = row, labels, rng, {}
        c = np.array(count, np.float32)
        self.p_unk = np.minimum(0.3, 0.02 + 0.5 / (1 + c))
        self.p_unk[0] = 0
        self.index = {f: {x: i for i, x in enumerate(v)} for f, v in labels.items()}
        self.nprng = np.random.default_rng(SEED)

    def word(self, w):
        f = self.cache.get(w)
        if f is None:
            f = (self.row.get(features.norm(w), 0), features.hashed(w))
            self.cache[w] = f
        return f

    def make(self, sents, training=False):
        n, B = max(len(s.words) for s in sents), len(sents)
        word = np.zeros((B, n), np.int64)
        sub = np.zeros((B, n, 11), np.int64)
        mask = np.zeros((B, n), np.float32)
        hm = np.zeros((B, n + 1), bool)
        for i, s in enumerate(sents):
            k = len(s.words)
            f = [self.word(w) for w in s.words]
            word[i, :k] = [x[0] for x in f]
            sub[i, :k, :10] = [x[1] for x in f]
            sub[i, :k, 10] = features.case_row(s.words)
            mask[i, :k] = 1
            hm[i, : k + 1] = True
        keep_e, keep_v = np.ones((B, n, 1), np.float32), np.ones((B, n, 1), np.float32)
        if training:
            unk = self.nprng.random((B, n)) < self.p_unk[word]
            word[unk] = 0
            keep_e[self.nprng.random((B, n)) < 0.08] = 0
        b = {"word": torch.from_numpy(word), "sub": torch.from_numpy(sub), "mask": torch.from_numpy(mask), "headmask": torch.from_numpy(hm),
             "keep_e": torch.from_numpy(keep_e), "keep_v": torch.from_numpy(keep_v), "dist": _dist[:n, : n + 1].expand(B, -1, -1), "n": n}
        if not training:
            return b
        L = self.index

        def col(get, fill=-100, dtype=np.int64):
            t = np.full((B, n), fill, dtype)
            for i, s in enumerate(sents):
                x = get(s)
                if x is not None:
                    t[i, : len(x)] = x
            return torch.from_numpy(t)

        for f in ("upos", "xpos", "rel"):
            b["y_" + f] = col(lambda s: getattr(s, f) and [L[f].get(u, -100) for u in getattr(s, f)])
        b["y_name"] = col(lambda s: s.names and [NAME_INDEX[u] for u in s.names])
        b["y_head"] = col(lambda s: s.head and [h + 1 for h in s.head])
        b["w"] = torch.tensor([s.weight for s in sents])
        b["conf"] = col(lambda s: s.space if s.weight < 1 else [1.0] * len(s.words), 1.0, np.float32)
        return b


NAME_INDEX = {l: i for i, l in enumerate(corpus.NAME_LABELS)}


def cross(logits, y, w):
    l = F.cross_entropy(logits.float().flatten(0, 1), y.flatten(), reduction="none", ignore_index=-100, label_smoothing=0.0).view_as(y)
    m = (y != -100).float() * w
    return (l * m).sum() / m.sum().clamp(min=1)


@torch.no_grad()
def annotate(model, batcher, sents, budget=8000):
    model.eval()
    inv = model.label_sets
    order = sorted(range(len(sents)), key=lambda i: len(sents[i].words))
    i = 0
    while i < len(order):
        j = i
        while j < len(order) and ((j + 1 - i) * len(sents[order[j]].words) <= budget or j == i):
            j += 1
        part = [sents[k] for k in order[i:j]]
        b = batcher.make(part)
        o = model(b)
        heads = torch.zeros(len(part), b["n"], dtype=torch.long)
        a = o["arc"].numpy()
        for k, s in enumerate(part):
            m = len(s.words)
            heads[k, :m] = torch.tensor(mst.decode(a[k, :m, : m + 1]))
        rel = model.labels(o, heads)
        rel[..., inv["rel"].index("root")] = -1e4
        rel = rel.argmax(-1)
        for k, s in enumerate(part):
            m = len(s.words)
            s.upos = [inv["upos"][x] for x in o["upos"][k, :m].argmax(-1).tolist()]
            s.xpos = [inv["xpos"][x] for x in o["xpos"][k, :m].argmax(-1).tolist()]
            s.head = [h - 1 for h in heads[k, :m].tolist()]
            s.rel = ["root" if h < 0 else inv["rel"][r] for h, r in zip(s.head, rel[k, :m].tolist())]
            s.names = mst.bio_decode(o["name"][k, :m].float().log_softmax(-1).numpy(), corpus.NAME_LABELS)
        i = j


def read_silver(path, weight):
    """Teacher parses; a word's arc confidence rides in the space field."""
    rows = []
    for line in open(path):
        if line == "\n":
            if 2 <= len(rows) <= 80:
                yield corpus.Sentence([r[1] for r in rows], [r[3] for r in rows], [r[4] for r in rows], None,
                                      [int(r[6]) - 1 for r in rows], [r[7] for r in rows], [name(r[9]) for r in rows],
                                      weight=weight, space=[float(r[9][2:6]) for r in rows])
            rows = []
        else:
            rows.append(line.rstrip("\n").split("\t"))


def name(misc):
    for f in misc.split("|"):
        if f.startswith("Name="):
            return f[5:]
    return "O"


def train(a):
    torch.manual_seed(a.seed)
    rng = random.Random(a.seed)
    ewt, gum, gmb = teacher.load_gold(a.data, a.voice)
    gold = ewt + gum
    silver = [s for f in a.silver for s in read_silver(f, a.silver_weight)]
    raw = [json.loads(line)["words"] for f in a.words for line in open(f)]
    counts, surface = collections.Counter(), collections.Counter()
    for words in [s.words for s in gold + gmb] + (raw or [s.words for s in silver]):
        for w in words:
            counts[features.norm(w)] += 1
            surface[w] += 1
    best = {}
    for w, c in surface.items():
        k = features.norm(w)
        if c > best.get(k, ("", 0))[1]:
            best[k] = (w, c)
    if a.init:
        saved = torch.load(a.init, weights_only=False)
        vocab, labels, cfg = saved["vocab"], saved["labels"], saved["cfg"]
    else:
        vocab = Vocabulary(counts, {k: v[0] for k, v in best.items()}, a.data + "/kb", 3 if a.silver else 2)
        labels = {k: list(v) for k, v in teacher.make_vocab(gold).items()}
        cfg = {"width": a.width, "dilations": [int(x) for x in a.dilations.split(",")], "arc": 128, "rel": 96, "dropout": a.dropout}
    bits = np.zeros((len(vocab.words), len(features.CLASSES)), np.float32)
    for i, c in enumerate(vocab.classes):
        bits[i, list(c)] = 1
    model = Student(cfg, labels, len(vocab.words), vocab.vectors, vocab.vec_row, bits)
    if a.init:
        model.load_state_dict(saved["model"])
    print("words", len(vocab.words), "vectors", len(vocab.vectors), "parameters", sum(p.numel() for p in model.parameters()),
          "gold", sum(len(s.words) for s in gold), "silver", sum(len(s.words) for s in silver), flush=True)
    batcher = Batcher(vocab.row, vocab.count, labels, rng)
    dense = [p for n, p in model.named_parameters() if n != "word.weight"]
    opts = [torch.optim.AdamW(dense, lr=a.lr, betas=(0.9, 0.98), weight_decay=0.01, fused=True),
            torch.optim.SparseAdam([model.word.weight], lr=a.lr, betas=(0.9, 0.98))]
    dev = list(corpus.read_conllu(a.data + "/treebank/ewt-dev.conllu.gz"))
    gdev = list(corpus.read_conllu(a.data + "/treebank/gum-dev.conllu.gz"))
    uner = list(corpus.read_iob2(a.data + "/ner/uner-ewt-dev.iob2.gz"))
    ema = {k: v.clone() for k, v in model.state_dict().items() if v.dtype.is_floating_point and k not in ("vectors", "class_bits")}
    swap = corpus.Swapper(a.data + "/kb")
    t0, step, best_score, epoch = time.time(), 0, 0, 0

    def progress():
        return max((time.time() - t0) / (60 * a.minutes) if a.minutes else 0, epoch_part / a.epochs)

    epoch_part = 0.0
    while epoch_part < a.epochs and progress() < 1:
        model.train()
        silver = [s for f in a.silver for s in read_silver(f, a.silver_weight)]  # the files may still grow
        part = rng.sample(silver, min(len(silver), a.silver_share)) if silver else []
        pool = [corpus.augment(swap(s, rng), rng, 0.2) for s in gold * a.gold_repeat + rng.sample(gmb, 5000) + part]
        bs = teacher.batches(pool, rng, a.batch)
        run = collections.Counter()
        for i, bt in enumerate(bs):
            p = progress()
            if p >= 1:
                break
            lr = a.lr * min(1, (step + 1) / 200) * max(0.01, min(1.0, (1 - p) / 0.8))
            for opt in opts:
                for g in opt.param_groups:
                    g["lr"] = lr
            b = batcher.make(bt, True)
            with torch.autocast("cpu", torch.bfloat16):
                o = model(b)
                w = b["w"].unsqueeze(1).expand_as(b["y_name"])
                loss = 0.6 * cross(o["name"], b["y_name"], w)
                if any(s.head for s in bt):
                    rel = model.labels(o, b["y_head"].clamp(min=0))
                    loss = loss + 0.4 * cross(o["upos"], b["y_upos"], w) + 0.5 * cross(o["xpos"], b["y_xpos"], w)
                    loss = loss + cross(o["arc"], b["y_head"], w * b["conf"]) + 0.7 * cross(rel, b["y_rel"], w * b["conf"])
            for opt in opts:
                opt.zero_grad(set_to_none=True)
            loss.backward()
            nn.utils.clip_grad_norm_(dense, 2.0)
            for opt in opts:
                opt.step()
            step += 1
            epoch_part = epoch + (i + 1) / len(bs)
            decay = min(0.998, (step + 1) / (step + 20))
            with torch.no_grad():
                for k, v in model.state_dict().items():
                    every = 40 if k == "word.weight" else 4
                    if k in ema and step % every == 0:
                        ema[k].lerp_(v, 1 - decay**every)
            run["loss"] += loss.item(); run["n"] += 1; run["w"] += sum(len(s.words) for s in bt)
        epoch += 1
        epoch_part = epoch
        live = {k: v.clone() for k, v in model.state_dict().items()}
        model.load_state_dict({**live, **ema})
        f, g = [teacher.blank(s) for s in dev], [teacher.blank(s) for s in gdev]
        u = [teacher.blank(s) for s in uner]
        for part in (f, g, u):
            annotate(model, batcher, part)
        e, gs, ns = teacher.score(dev, f), teacher.score(gdev, g), teacher.name_score(uner, u)
        total = float(e.split()[-1]) + float(gs.split()[-1]) + 0.5 * float(ns.split()[-1])
        print(f"{epoch} loss {run['loss'] / run['n']:.3f} ewt-dev {e} gum-dev {gs} uner-dev {ns} {total:.4f} {time.time() - t0:.0f}s", flush=True)
        if total > best_score:
            best_score = total
            torch.save({"cfg": cfg, "labels": labels, "vocab": vocab, "model": {k: v for k, v in model.state_dict().items()}}, a.out + ".part")
            os.replace(a.out + ".part", a.out)
        model.load_state_dict(live)


def load(path):
    d = torch.load(path, weights_only=False)
    v = d["vocab"]
    m = Student(d["cfg"], d["labels"], len(v.words), v.vectors, v.vec_row, d["model"]["class_bits"])
    m.load_state_dict(d["model"])
    return m, Batcher(v.row, v.count, d["labels"], random.Random(SEED)), v


if __name__ == "__main__":
    p = argparse.ArgumentParser()
    sub = p.add_subparsers(required=True)
    q = sub.add_parser("train"); q.set_defaults(run=train)
    q.add_argument("data"); q.add_argument("voice"); q.add_argument("out")
    q.add_argument("--silver", nargs="*", default=[]); q.add_argument("--words", nargs="*", default=[], help="sentences whose words get rows"); q.add_argument("--silver-weight", type=float, default=0.6)
    q.add_argument("--silver-share", type=int, default=10**9); q.add_argument("--gold-repeat", type=int, default=1)
    q.add_argument("--epochs", type=int, default=12); q.add_argument("--minutes", type=float, default=0)
    q.add_argument("--width", type=int, default=160); q.add_argument("--dilations", default="1,1,2,4,8,1")
    q.add_argument("--dropout", type=float, default=0.2); q.add_argument("--lr", type=float, default=2e-3)
    q.add_argument("--batch", type=int, default=1500); q.add_argument("--init"); q.add_argument("--seed", type=int, default=SEED)
    a = p.parse_args()
    a.run(a)
