"""Carries a trained student over to model.bin, in whole numbers.

  python export.py SHARED_DATA STUDENT.pt VERSION OUT.bin [SILVER.conllu ...]
"""

import hashlib
import json
import struct
import sys

import numpy as np
import torch
import torch.nn.functional as F

import corpus
import features
import lemmas
import student

ONE, CLIP, WEIGHT = 256, 2047, 1023

CORPORA = [
    ("treebank/ewt-train.conllu.gz", "UD English EWT", "CC BY-SA 4.0"),
    ("treebank/gum-train.conllu.gz", "UD English GUM, open genres", "CC BY 4.0 and public domain texts"),
    ("ner/gmb-voa.jsonl.gz", "GMB silver names over VOA news", "text public domain, labels ODbL / CDLA-Sharing"),
    ("articles/wikinews.jsonl.gz", "Wikinews, parsed by the teacher", "CC BY 2.5"),
    ("articles/senate.jsonl.gz", "US Senate press releases, parsed by the teacher", "US government work"),
    ("events/ngec-synthetic.jsonl.gz", "NGEC synthetic stories, parsed by the teacher", "synthetic; labels only, no text is carried"),
]
LICENCE = ("Weights trained on UD English EWT (CC BY-SA 4.0) and GUM, and distilled from a fine-tuned all-MiniLM-L6-v2 "
           "(Apache 2.0); word rows start from spaCy en_core_web_md vectors (MIT). Offered under CC BY-SA 4.0.")


class Out:
    def __init__(self):
        self.parts = []

    def block(self, b):
        self.parts += [struct.pack("<I", len(b)), b]

    def array(self, a, kind):
        self.parts.append(np.ascontiguousarray(a).astype(kind).tobytes())

    def rows(self, a):
        """8-bit rows, a scale for each."""
        one = np.maximum(np.abs(a).max(1), 1e-8) / 127
        self.array(np.rint(a / one[:, None]), "<i1")
        self.array(one, "<f4")

    def norm(self, m):
        self.array(m.weight.detach(), "<f4")
        self.array(m.bias.detach(), "<f4")

    def linear(self, weight, bias, unit):
        """16-bit rows; unit (a number or one per input) is what stands for 1 in the input."""
        w = np.asarray(weight, np.float64) / unit
        one = np.maximum(np.abs(w).max(1), 1e-12) / WEIGHT
        self.array(np.rint(w / one[:, None]), "<i2")
        self.array(one, "<f4")
        self.array(bias, "<f4")


@torch.no_grad()
def units(model, batcher, sents):
    """What stands for 1 in the 16-bit activations of the parser's heads: the largest seen fills the range."""
    top = dict(dep=0, hd=0, arc=0, rdep=0, rhd=0)
    model.eval()
    for i in range(0, len(sents), 50):
        x = model.encode(batcher.make(sents[i : i + 50]))
        dep = F.relu(model.dep(x))
        for k, v in (("dep", dep), ("hd", F.relu(model.hd(x))), ("arc", (model.arc(dep) + model.hbias.weight).abs()),
                     ("rdep", F.relu(model.rdep(x))), ("rhd", F.relu(model.rhd(x)))):
            top[k] = max(top[k], float(torch.quantile(v.flatten()[:2_000_000], 0.9999)) * 1.6)
    return {k: float(np.float32(CLIP / v)) for k, v in top.items()}


def main():
    data, path, version, out_path = sys.argv[1:5]
    model, batcher, vocab = student.load(path)
    cfg, labels = model.cfg, model.label_sets
    dev = list(corpus.read_conllu(data + "/treebank/gum-train.conllu.gz"))[:1500]
    u = units(model, batcher, dev)
    corpora = [{"name": n, "licence": l, "sha256": hashlib.sha256(open(f"{data}/{f}", "rb").read()).hexdigest()} for f, n, l in CORPORA]
    if len(sys.argv) == 5:
        corpora = corpora[:3]
    head = {
        "version": version, "licence": LICENCE, "corpora": corpora,
        "labels": {"upos": labels["upos"], "xpos": labels["xpos"], "rel": labels["rel"], "name": corpus.NAME_LABELS},
        "width": cfg["width"], "dilations": cfg["dilations"], "arc": cfg["arc"], "rel": cfg["rel"],
        "buckets": features.BUCKETS, "distances": student.DISTANCES,
        "depOne": u["dep"], "headOne": u["hd"], "arcOne": u["arc"], "relDepOne": u["rdep"], "relHdOne": u["rhd"],
    }
    o = Out()
    o.block(json.dumps(head, indent=1, ensure_ascii=False).encode())
    o.block("\n".join(vocab.words).encode("utf-8", "replace"))
    with torch.no_grad():
        ids = torch.arange(len(vocab.words))
        rows = torch.cat([model.words_rows(ids[i : i + 4096].unsqueeze(0), 1.0, 1.0)[0] for i in range(0, len(ids), 4096)]).numpy()
        o.rows(rows)
        o.rows(model.sub.weight.numpy())
        o.norm(model.norm0)
        for c, n in zip(model.conv, model.norm):
            o.linear(c.weight.numpy(), c.bias.numpy(), ONE)
            o.norm(n)
        hs = [model.upos, model.xpos, model.name, model.dep, model.hd, model.rdep, model.rhd]
        o.linear(torch.cat([h.weight for h in hs]).numpy(), torch.cat([h.bias for h in hs]).numpy(), ONE)
        o.linear(model.arc.weight.numpy(), (model.arc.bias + model.hbias.weight[0]).numpy(), u["dep"])
        R = cfg["rel"]
        prod = u["rdep"] * u["rhd"] / 2048
        o.linear(model.rel.weight.numpy(), model.rel.bias.numpy(), np.repeat([u["rdep"], u["rhd"], prod], R))
        clip = lambda v, unit: np.minimum(np.rint(v.numpy() * unit), CLIP)
        o.array(clip(F.relu(model.hd(model.root)), u["hd"]), "<i2")
        o.array(clip(F.relu(model.rhd(model.root)), u["rhd"]), "<i2")
        o.array(np.rint(model.dist.numpy() * u["arc"] * u["hd"]), "<i4")
    t = data + "/treebank/"
    o.block(lemmas.table(s for f in ("ewt", "gum") for s in corpus.read_conllu(t + f + "-train.conllu.gz")).encode())
    body = b"".join([b"newsgraph language model 1\n"] + o.parts)
    open(out_path, "wb").write(body)
    print(out_path, len(body), "bytes", hashlib.sha256(body).hexdigest())


if __name__ == "__main__":
    main()
