"""The GMB documents held back from all training, as IOB2 with newsgraph's kinds, to score names on.

  python heldout.py SHARED_DATA OUT.iob2
"""

import sys

import corpus

if __name__ == "__main__":
    data, out_path = sys.argv[1:]
    _, held = corpus.gmb_split(list(corpus.read_gmb(data + "/ner/gmb-voa.jsonl.gz", corpus.Gazetteer(data + "/kb"))))
    with open(out_path, "w") as out:
        for s in held:
            for i, (w, l) in enumerate(zip(s.words, s.names)):
                out.write(f"{i + 1}\t{w}\t{l}\n")
            out.write("\n")
    print(len(held), "sentences", sum(len(s.words) for s in held), "words")
