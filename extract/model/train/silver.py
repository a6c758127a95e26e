"""Raw news, cut into sentences and tokens by newsgraph itself, for the teacher to parse.

  python silver.py NEWSGRAPH SHARED_DATA GOLD_DEV.jsonl OUT.jsonl

Left out: gold articles, GUM's own articles, and the GMB documents held back for
measuring names. GMB keeps its own tokens. Sentences come shuffled, so that any
head of the file is a fair sample.
"""

import json
import random
import re
import subprocess
import sys

import corpus

SHARES = {"articles/wikinews": 1.0, "articles/senate": 0.4, "events/ngec-synthetic": 0.6}


def texts(data, gold):
    skip = {json.loads(l)["id"] for l in open(gold)}
    rng = random.Random(3)
    for f, share in SHARES.items():
        for line in corpus.open_text(f"{data}/{f}.jsonl.gz"):
            d = json.loads(line)
            if d["id"] in skip or "gum" in d.get("source", "").lower() or rng.random() > share:
                continue
            if f.endswith("wikinews") and d.get("title"):
                yield d["title"]
            if d.get("prompt"):
                yield d["prompt"].split("\n")[0]
            yield from (p for p in re.split(r"\n+", d["text"]) if p.strip())


def main():
    program, data, gold, out_path = sys.argv[1:]
    whole = "\n\n".join(texts(data, gold))
    done = subprocess.run([program, "annotate", "-"], input=whole, capture_output=True, text=True, check=True)
    # Other sites' copies of the measured articles would come in by another door.
    seen = {tuple(s.words) for f in ("ewt", "gum") for part in ("dev", "test") for s in corpus.read_conllu(f"{data}/treebank/{f}-{part}.conllu.gz")}
    out = []
    words, n = [], 0
    for line in done.stdout.split("\n"):
        if line and not line.startswith("#"):
            words.append(line.split("\t")[1])
        elif not line and words:
            if 3 <= len(words) <= 70 and tuple(words) not in seen:
                seen.add(tuple(words))
                out.append(words)
            words = []
    gmb, _ = corpus.gmb_split(list(corpus.read_gmb(data + "/ner/gmb-voa.jsonl.gz", corpus.Gazetteer(data + "/kb"))))
    rng = random.Random(4)
    out += [s.words for s in gmb if 3 <= len(s.words) <= 70 and rng.random() < 0.7]
    rng.shuffle(out)
    with open(out_path, "w") as f:
        for w in out:
            f.write(json.dumps({"words": w}, ensure_ascii=False) + "\n")
    print(len(out), "sentences", sum(map(len, out)), "words")


main()
