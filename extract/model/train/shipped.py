"""The network of model.bin, as far as what it knows of words in their sentences: names build on
that, and leave the tags and trees as they are. Computes what model/network.go computes."""

import json
import struct

import numpy as np
import torch
import torch.nn.functional as F

import features

MAGIC = b"newsgraph language model 1\n"
ONE, CLIP = 256, 2047


def quantise(x):
    return (x * ONE).round().clamp(-CLIP, CLIP) / ONE


class Encoder:
    def __init__(self, path):
        self.data = open(path, "rb").read()
        assert self.data.startswith(MAGIC)
        self.at = len(MAGIC)
        h = self.header = json.loads(self.block())
        W = self.width = h["width"]
        self.words = self.block().decode("utf-8", "replace").split("\n")
        self.row = {w: i for i, w in enumerate(self.words)}
        self.word = self.rows(len(self.words), W)
        self.sub = self.rows(h["buckets"], W)
        self.norm0 = self.norm(W)
        self.conv = [(self.linear(3 * W, W), self.norm(W)) for _ in h["dilations"]]
        self.cache = {}

    def take(self, kind, *shape):
        n = int(np.prod(shape))
        a = np.frombuffer(self.data, kind, n, self.at)
        self.at += a.nbytes
        return torch.from_numpy(a.astype(np.float32).reshape(shape))

    def block(self):
        n = struct.unpack_from("<I", self.data, self.at)[0]
        self.at += 4 + n
        return self.data[self.at - n : self.at]

    def rows(self, n, width):
        a = self.take("<i1", n, width)
        return a * self.take("<f4", n)[:, None]

    def norm(self, n):
        return self.take("<f4", n), self.take("<f4", n)

    def linear(self, n, out):
        w = self.take("<i2", out, n)
        return w * self.take("<f4", out)[:, None] * ONE, self.take("<f4", out)

    def ids(self, words):
        """Row of the word table and rows of the hashed table of each word."""
        word = np.zeros(len(words), np.int64)
        sub = np.empty((len(words), 11), np.int64)
        for i, w in enumerate(words):
            f = self.cache.get(w)
            if f is None:
                f = self.cache[w] = (self.row.get(features.norm(w), 0), features.hashed(w))
            word[i], sub[i, :10] = f
        sub[:, 10] = features.case_row(words)
        return word, sub

    @torch.no_grad()
    def encode(self, word, sub, mask):
        """Last activations, (sentences, words, width)."""
        B, n, K = sub.shape
        x = self.word[word] + F.embedding_bag(sub.view(B * n, K), self.sub, mode="sum").view(B, n, -1)
        m = mask.unsqueeze(-1)
        x = quantise(F.layer_norm(x, (self.width,), *self.norm0)) * m
        zero = torch.zeros_like(x)
        for (conv, norm), d in zip(self.conv, self.header["dilations"]):
            l, r = (F.pad(x[:, :-d], (0, 0, d, 0)), F.pad(x[:, d:], (0, 0, 0, d))) if n > d else (zero, zero)
            h = F.relu(F.linear(torch.cat([l, x, r], -1), *conv))
            x = quantise(F.layer_norm(x + h, (self.width,), *norm)) * m
        return x
