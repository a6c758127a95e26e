"""The name tower: a few convolutions over what the network of model.bin knows of each word, rows of
their own for words and their parts, and the lists of names.

  python names.py data SHARED_DATA OUT.npz [--named EWT_NAMES.jsonl]
  python names.py train TOWER.pt DATA.npz ... [--fold N] [--minutes M | --steps N] [--workers N]
  python names.py mean TOWER.pt TOWER.pt ...
  python names.py export SHARED_DATA TOWER.pt VERSION ../names.bin

data writes what the tower sees and should say of every sentence, so that the network below it, which
stays as it is, runs once. model/namer.go runs what this trains.
"""

import argparse
import collections
import hashlib
import json
import os
import random
import tempfile
import time

import numpy as np
import torch
import torch.distributed as dist
import torch.nn as nn
import torch.nn.functional as F

import corpus
import export
import gazetteer
import nameteacher
import shipped

SEED = 17
LONGEST = 70  # words of a sentence to learn from
MEET = 8  # steps between the workers' means
L = len(corpus.NAME_LABELS)
NONE = len(corpus.SCHEMES)  # the scheme of a sentence of which nothing is said
GAZ = len(gazetteer.CLASSES)
MASKS = np.array([[nameteacher.MASK[s][l] for l in corpus.NAME_LABELS] for s in corpus.SCHEMES], np.float16)


def barred():
    """Transitions that no name makes: I-x follows B-x or I-x only."""
    bad = np.zeros((L, L), bool)
    for j, l in enumerate(corpus.NAME_LABELS):
        if l[0] == "I":
            bad[:, j] = [p[1:] != l[1:] for p in corpus.NAME_LABELS]
    return torch.from_numpy(bad)


class Tower(nn.Module):
    def __init__(self, cfg, words, below):
        super().__init__()
        W, self.cfg = cfg["width"], cfg
        self.word = nn.Embedding(words, W, sparse=True)
        nn.init.zeros_(self.word.weight)
        self.sub = nn.Embedding(cfg["buckets"], W)
        nn.init.normal_(self.sub.weight, std=0.03)
        self.gaz = nn.Embedding(GAZ * gazetteer.PARTS + 1, W, padding_idx=0)
        nn.init.normal_(self.gaz.weight, std=0.1)
        self.scheme = nn.Embedding(NONE + 1, W)
        nn.init.normal_(self.scheme.weight, std=0.1)
        self.below = nn.Linear(below, W)
        self.norm0 = nn.LayerNorm(W)
        self.conv = nn.ModuleList(nn.Linear(3 * W, W) for _ in cfg["dilations"])
        self.norm = nn.ModuleList(nn.LayerNorm(W) for _ in cfg["dilations"])
        self.emit = nn.Linear(W, L)
        self.step = nn.Parameter(torch.zeros(L, L))
        self.register_buffer("barred", barred())
        self.drop = cfg["dropout"]

    def forward(self, b):
        """Scores of the labels of each word."""
        B, n, K = b["sub"].shape
        x = self.below(F.dropout(b["below"], 0.2, self.training)) + self.scheme(b["scheme"]).unsqueeze(1)
        x = x + self.word(b["word"])
        x = x + F.embedding_bag(b["sub"].view(B * n, K), self.sub.weight, mode="sum").view(B, n, -1)
        x = x + F.embedding_bag(b["gaz"].view(B * n, GAZ), self.gaz.weight, mode="sum", padding_idx=0).view(B, n, -1)
        m = b["mask"].unsqueeze(-1)
        x = F.dropout(self.norm0(x) * m, self.drop, self.training)
        for conv, norm, d in zip(self.conv, self.norm, self.cfg["dilations"]):
            zero = torch.zeros_like(x)
            l, r = (F.pad(x[:, :-d], (0, 0, d, 0)), F.pad(x[:, d:], (0, 0, 0, d))) if n > d else (zero, zero)
            h = F.relu(conv(torch.cat([l, x, r], -1)))
            x = norm(x + F.dropout(h, self.drop, self.training)) * m
        return self.emit(F.dropout(x, self.drop, self.training))

    def steps(self):
        return self.step.masked_fill(self.barred, -1e4)

    def sums(self, e, mask):
        """Log of the summed weight of all label rows; mask is 1 for words."""
        t = self.steps()
        a = e[:, 0] + t[0]  # a sentence begins as after O
        for i in range(1, e.shape[1]):
            nxt = torch.logsumexp(a.unsqueeze(2) + t, 1) + e[:, i]
            a = torch.where(mask[:, i, None] > 0, nxt, a)
        return a.logsumexp(1)

    def loss(self, b):
        e = self(b)
        both = self.sums(torch.cat([e, e + b["allowed"]]), torch.cat([b["mask"], b["mask"]]))
        whole, right = both.chunk(2)
        return ((whole - right) * b["weight"]).sum() / (b["mask"].sum(1) * b["weight"]).sum()

    @torch.no_grad()
    def best(self, b):
        """The best row of labels of each sentence."""
        e, t = self(b).numpy(), self.steps().numpy()
        lengths = b["mask"].sum(1).int().tolist()
        a, back = e[:, 0] + t[0], []
        score = [a]
        for i in range(1, e.shape[1]):
            m = a[:, :, None] + t
            back.append(m.argmax(1))
            a = m.max(1) + e[:, i]
            score.append(a)
        out = []
        for k, n in enumerate(lengths):
            j = int(score[n - 1][k].argmax())
            row = [j]
            for i in range(n - 2, -1, -1):
                j = int(back[i][k, j])
                row.append(j)
            out.append([corpus.NAME_LABELS[j] for j in reversed(row)])
        return out


def changed(s, swap, rng, rough):
    """The sentence about others, at times as hasty people and headlines write it."""
    return swap(corpus.augment(s, rng, 1.0) if rng.random() < rough else s, rng, 1.0)


def data(a):
    rng, swap = random.Random(SEED), corpus.Swapper(a.data + "/kb")
    groups, belief = {}, []
    if a.named:
        named = []
        for line in open(a.named):
            d = json.loads(line)
            named.append(corpus.Sentence(d["words"], names=d["names"], scheme="uner", weight=a.weight))
            if "belief" in d and len(d["words"]) <= LONGEST:
                belief += d["belief"]
        groups["named"] = named + [changed(s, swap, rng, 0.5) for s in named if not belief and rng.random() < 0.3]
    else:
        folds, gum, gmb = nameteacher.material(a.data)
        for k, part in enumerate(folds):
            other = [corpus.augment(s, rng, 1.0) for s in part] + [swap(s, rng, 1.0) for s in part if set(s.names) != {"O"}]
            for s in part + other:
                s.weight = 2.0
            groups[f"uner{k}"], groups[f"changed{k}"] = part, other
        watched = nameteacher.watched(gmb)
        groups["watched"] = [s for s in gmb if s.doc in watched]
        gmb = [s for s in gmb if s.doc not in watched]
        groups["gum"] = gum + [changed(s, swap, rng, 0.3) for s in gum if rng.random() < 0.5]
        groups["gmb"] = gmb + [changed(s, swap, rng, 0.5) for s in gmb if rng.random() < 0.1]
    sents, group = [], []
    for g, part in groups.items():
        part = [s for s in part if len(s.words) <= LONGEST or g.startswith("uner")]
        sents += part
        group += [g] * len(part)
    encode(sents, group, belief, shipped.Encoder("../model.bin"), gazetteer.table(a.data + "/kb"), a.out)


def encode(sents, group, belief, net, lists, path):
    """belief is the log of each label's share for each word, or empty: then a word's label is certain."""
    n = sum(len(s.words) for s in sents)
    print(dict(collections.Counter(group)), "sentences", n, "words", flush=True)
    out = {"start": np.cumsum([0] + [len(s.words) for s in sents]), "group": np.array(group), "weight": np.array([s.weight for s in sents], np.float32),
           "scheme": np.array([corpus.SCHEMES.index(s.scheme) for s in sents]), "word": np.zeros(n, np.int32), "sub": np.zeros((n, 11), np.int16),
           "gaz": np.zeros((n, GAZ), np.uint8), "below": np.zeros((n, net.width), np.float16), "label": np.zeros(n, np.uint8)}
    if belief:
        out["belief"] = np.array(belief, np.float16)
    index = {l: i for i, l in enumerate(corpus.NAME_LABELS)}
    for i, s in enumerate(sents):
        at = slice(out["start"][i], out["start"][i + 1])
        out["word"][at], out["sub"][at] = net.ids(s.words)
        c = np.array(gazetteer.codes(s.words, lists))
        out["gaz"][at] = np.where(c > 0, np.arange(GAZ) * gazetteer.PARTS + c, 0)
        out["label"][at] = [index[l] for l in s.names]
    print("encoding", flush=True)
    order = sorted(range(len(sents)), key=lambda i: len(sents[i].words))
    for bt in batches(order, out["start"], 4000):
        idx, mask = places(out["start"], bt)
        x = net.encode(torch.from_numpy(out["word"][idx].astype(np.int64)), torch.from_numpy(out["sub"][idx].astype(np.int64)), torch.from_numpy(mask))
        out["below"][idx[mask > 0]] = x.numpy()[mask > 0]
    np.savez(path, **out)


def gather(paths):
    """The files of data as one."""
    parts = [dict(np.load(p)) for p in paths]
    for p in parts:
        if "belief" not in p:
            p["belief"] = MASKS[p["scheme"].repeat(np.diff(p["start"])), p["label"]]
    d = {k: np.concatenate([p[k] for p in parts]) for k in parts[0] if k != "start"}
    d["start"] = np.cumsum(np.concatenate([[0]] + [np.diff(p["start"]) for p in parts]))
    return d


def batches(order, start, budget):
    out, cur = [], []
    for i in order:
        if cur and (len(cur) + 1) * (start[i + 1] - start[i]) > budget:
            out.append(cur)
            cur = []
        cur.append(i)
    return out + [cur]


def places(start, sents):
    """Index of each word of the sentences, and which of the padded places are words."""
    lengths = start[np.array(sents) + 1] - start[np.array(sents)]
    k = np.arange(lengths.max())
    mask = (k < lengths[:, None]).astype(np.float32)
    idx = np.minimum(start[np.array(sents)][:, None] + k, start[-1] - 1)
    return idx, mask


class Feed:
    def __init__(self, d, seed=SEED):
        self.d, self.rng = d, np.random.default_rng(seed)
        count = np.bincount(d["word"], minlength=d["word"].max() + 1)
        self.p_unk = np.minimum(0.4, 0.03 + 0.6 / (1 + count)).astype(np.float32)
        self.p_unk[0] = 0

    def make(self, sents, training, scheme=None):
        d = self.d
        idx, mask = places(d["start"], sents)
        word, gaz = d["word"][idx].astype(np.int64), d["gaz"][idx].astype(np.int64)
        s = d["scheme"][sents]
        told = s.copy() if scheme is None else np.full_like(s, scheme)
        if training:
            word[self.rng.random(word.shape) < self.p_unk[word]] = 0
            gaz[self.rng.random(gaz.shape) < 0.1] = 0
            gaz[self.rng.random(len(sents)) < 0.12] = 0
            told[self.rng.random(len(sents)) < 0.3] = NONE
        t = torch.from_numpy
        word[mask == 0] = 0
        gaz[mask == 0] = 0
        return {"word": t(word), "sub": t(d["sub"][idx].astype(np.int64)), "gaz": t(gaz), "below": t(d["below"][idx].astype(np.float32)),
                "mask": t(mask), "allowed": t(d["belief"][idx].astype(np.float32)), "scheme": t(told), "weight": t(d["weight"][sents])}


def score(model, feed, group, scheme):
    d = feed.d
    model.eval()
    order = sorted(np.flatnonzero(d["group"] == group), key=lambda i: d["start"][i + 1] - d["start"][i])
    tp = nf = ng = 0
    for bt in batches(order, d["start"], 6000) if order else []:
        found = model.best(feed.make(bt, False, scheme))
        for i, f in zip(bt, found):
            gold = [corpus.NAME_LABELS[k] for k in d["label"][d["start"][i] : d["start"][i + 1]]]
            a, b, c = corpus.name_counts(gold, f)
            tp, nf, ng = tp + a, nf + b, ng + c
    return f"P {tp / max(nf, 1):.4f} R {tp / max(ng, 1):.4f} F {2 * tp / max(nf + ng, 1):.4f}"


def train(a):
    """Workers train copies, each on its own sentences, and meet every few steps at their mean: what many cores, or many
    others on few, need."""
    d = gather(a.data)
    meet = tempfile.mktemp()
    for rank in range(1, a.workers):
        if os.fork() == 0:
            work(a, d, rank, meet)
            os._exit(0)
    work(a, d, 0, meet)


def work(a, d, rank, meet):
    dist.init_process_group("gloo", init_method="file://" + meet, rank=rank, world_size=a.workers)
    torch.manual_seed(a.seed)
    rng = random.Random(a.seed)
    cfg = {"width": a.width, "dilations": [int(x) for x in a.dilations.split(",")], "dropout": a.dropout, "buckets": 16384}
    net = shipped.Encoder("../model.bin")
    model, feed = Tower(cfg, len(net.words), d["below"].shape[1]), Feed(d, a.seed + rank)
    if a.init:
        saved = torch.load(a.init)["model"]
        more = len(model.gaz.weight) - len(saved["gaz.weight"])  # lists that it did not know yet
        saved["gaz.weight"] = F.pad(saved["gaz.weight"], (0, 0, 0, more))
        model.load_state_dict(saved)
    torch.manual_seed(a.seed + rank)
    dense = [p for n, p in model.named_parameters() if n != "word.weight"]
    opts = [torch.optim.AdamW(dense, lr=a.lr, betas=(0.9, 0.98), weight_decay=0.01), torch.optim.SparseAdam([model.word.weight], lr=a.lr, betas=(0.9, 0.98))]
    share = {"gmb": a.gmb, "gum": a.gum}
    out = {f"uner{a.fold}", f"changed{a.fold}", "watched"}
    pool = {g: np.flatnonzero(d["group"] == g) for g in sorted(set(d["group"]) - out)}
    ema = {k: v.clone() for k, v in model.state_dict().items() if v.dtype.is_floating_point}

    def stream():
        while True:
            take = [i for g, part in pool.items() for i in rng.sample(list(part), int(len(part) * share.get(g, 1)))]
            bs = batches(sorted(take, key=lambda i: d["start"][i + 1] - d["start"][i] + rng.random() * 3), d["start"], a.batch)
            rng.shuffle(bs)
            yield from bs[rank :: a.workers]

    t0, run, p, k = time.time(), 0.0, 0.0, 0
    model.train()
    for bt in stream():
        lr = a.lr * min(1, (k + 1) / 50) * max(0.01, min(1.0, (1 - p) / 0.7))
        for opt in opts:
            for g in opt.param_groups:
                g["lr"] = lr
            opt.zero_grad(set_to_none=True)
        loss = model.loss(feed.make(bt, True))
        loss.backward()
        nn.utils.clip_grad_norm_(dense, 2.0)
        for opt in opts:
            opt.step()
        k += 1
        run += loss.item()
        if k % MEET:
            continue
        clock = torch.tensor([k / a.steps if a.steps else (time.time() - t0) / (60 * a.minutes)])
        dist.broadcast(clock, 0)
        p = float(clock)
        with torch.no_grad():
            for v in model.parameters():
                dist.all_reduce(v)
                v /= a.workers
            decay = min(0.99, (k + 1) / (k + 20)) ** MEET
            for name, v in model.state_dict().items():
                if name in ema:
                    ema[name].lerp_(v, 1 - decay)
        if rank == 0 and k % (5 * MEET) == 0:
            print(f"{k} of each, {100 * p:.0f}% loss {run / (5 * MEET):.4f} {time.time() - t0:.0f}s", flush=True)
            run = 0.0
        if rank == 0 and (k % (15 * MEET) == 0 or p >= 1):
            live = {name: v.clone() for name, v in model.state_dict().items()}
            model.load_state_dict({**live, **ema})
            torch.save({"cfg": cfg, "model": model.state_dict()}, a.out)
            for g, scheme in (f"uner{a.fold}", "uner"), (f"uner{a.fold}", None), ("watched", "gmb"), ("watched", None):
                if g not in d["group"]:
                    continue
                code = corpus.SCHEMES.index(scheme) if scheme else NONE
                print(f"{g} as {scheme}: {score(model, feed, g, code)} {time.time() - t0:.0f}s", flush=True)
            model.load_state_dict(live)
            model.train()
        if p >= 1:
            return


def mean(a):
    """The mean of the weights of towers that grew from one."""
    saved = [torch.load(t) for t in a.towers]
    for name, v in saved[0]["model"].items():
        if v.dtype.is_floating_point:
            v.copy_(sum(s["model"][name] for s in saved) / len(saved))
    torch.save(saved[0], a.out)


LICENCE = ("Trained on Universal NER over UD English EWT (CC BY-SA 4.0), UD English GUM, GMB (labels ODbL / CDLA-Sharing), EWT "
           "and Wikinews (CC BY 2.5) as a fine-tuned all-MiniLM-L6-v2 (Apache 2.0), Stanford CoreNLP and spaCy name them; lists from newsgraph's "
           "knowledge base, GeoNames (CC BY 4.0), the US Census (public domain) and SCOWL (copyright 2000-2011 Kevin Atkinson; free to "
           "use, copy, modify, distribute and sell with this notice; as is, without warranty). Offered under CC BY-SA 4.0.")
CORPORA = [
    ("ner/uner-ewt-dev.iob2.gz", "Universal NER over UD English EWT, dev", "CC BY-SA 4.0"),
    ("treebank/ewt-train.conllu.gz", "UD English EWT, named by teachers and others' programs", "CC BY-SA 4.0"),
    ("treebank/gum-train.conllu.gz", "UD English GUM, open genres", "CC BY 4.0 and public domain texts"),
    ("ner/gmb-voa.jsonl.gz", "GMB silver names over VOA news", "text public domain, labels ODbL / CDLA-Sharing"),
    ("articles/wikinews.jsonl.gz", "Wikinews, named by the teacher", "CC BY 2.5"),
]


def write(a):
    saved = torch.load(a.tower)
    cfg, net = saved["cfg"], shipped.Encoder("../model.bin")
    model = Tower(cfg, len(net.words), net.width)
    model.load_state_dict(saved["model"])
    head = {
        "version": a.version, "over": net.header["version"], "licence": LICENCE,
        "corpora": [{"name": n, "licence": l, "sha256": hashlib.sha256(open(f"{a.data}/{f}", "rb").read()).hexdigest()} for f, n, l in CORPORA],
        "labels": corpus.NAME_LABELS, "width": cfg["width"], "dilations": cfg["dilations"], "lists": gazetteer.CLASSES,
    }
    o = export.Out()
    o.block(json.dumps(head, indent=1, ensure_ascii=False).encode())
    with torch.no_grad():
        scheme = model.scheme.weight[[NONE if s == "none" else corpus.SCHEMES.index(s) for s in a.scheme]].mean(0)
        o.linear(model.below.weight.numpy(), (model.below.bias + scheme).numpy(), shipped.ONE)
        for table in (model.word, model.sub, model.gaz):
            o.rows(table.weight.numpy())
        o.norm(model.norm0)
        for c, n in zip(model.conv, model.norm):
            o.linear(c.weight.numpy(), c.bias.numpy(), shipped.ONE)
            o.norm(n)
        o.linear(model.emit.weight.numpy(), model.emit.bias.numpy(), shipped.ONE)
        o.array(model.steps().numpy(), "<f4")
    lists = sorted(gazetteer.table(a.data + "/kb").items())
    o.array([len(lists)], "<i4")
    o.array(np.array([h for h, _ in lists], np.uint32), "<u4")
    o.array([b for _, b in lists], "<i2")
    body = b"".join([b"newsgraph names 1\n"] + o.parts)
    open(a.out, "wb").write(body)
    print(a.out, len(body), "bytes", hashlib.sha256(body).hexdigest())


if __name__ == "__main__":
    p = argparse.ArgumentParser()
    sub = p.add_subparsers(required=True)
    q = sub.add_parser("data"); q.set_defaults(run=data)
    q.add_argument("data"); q.add_argument("out"); q.add_argument("--named", help="sentences that the teacher named, and nothing else"); q.add_argument("--weight", type=float, default=0.7, help="of each of those")
    q = sub.add_parser("train"); q.set_defaults(run=train)
    q.add_argument("out"); q.add_argument("data", nargs="+"); q.add_argument("--minutes", type=float, default=30); q.add_argument("--steps", type=int, default=0, help="instead of minutes"); q.add_argument("--workers", type=int, default=1); q.add_argument("--fold", type=int, default=-1)
    q.add_argument("--init"); q.add_argument("--batch", type=int, default=2500)
    q.add_argument("--width", type=int, default=128); q.add_argument("--dilations", default="1,1,2"); q.add_argument("--dropout", type=float, default=0.2)
    q.add_argument("--lr", type=float, default=2e-3); q.add_argument("--seed", type=int, default=SEED); q.add_argument("--gmb", type=float, default=1.0); q.add_argument("--gum", type=float, default=1.0)
    q = sub.add_parser("mean"); q.set_defaults(run=mean)
    q.add_argument("out"); q.add_argument("towers", nargs="+")
    q = sub.add_parser("export"); q.set_defaults(run=write)
    q.add_argument("data"); q.add_argument("tower"); q.add_argument("version"); q.add_argument("out")
    q.add_argument("--scheme", nargs="+", default=["none", "uner"], help="whose ways of naming the program follows, half and half")
    a = p.parse_args()
    a.run(a)
