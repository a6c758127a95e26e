"""The words that get rows of their own, and what is known of them before training."""

import numpy as np

import features
import voice

VEC = 128  # principal components kept of spaCy's 300


class Vocabulary:
    """Words with rows of their own, their features, pretrained vectors and gazetteer classes."""

    def __init__(self, counts, surface, kb, least):
        gaz = features.gazetteer(kb)
        nlp = voice.load()
        vectors, key2row = nlp.vocab.vectors, nlp.vocab.vectors.key2row
        data = vectors.data - vectors.data.mean(0)
        _, _, vt = np.linalg.svd(data[:: 2], full_matrices=False)
        proj = data @ vt[:VEC].T
        proj = proj / proj.std()
        self.words, self.row = [""], {"": 0}
        self.vec_row, self.classes = [0], [()]
        table = [np.zeros(VEC, np.float32)]
        known = {}
        for w in sorted(set(counts) | set(gaz), key=lambda w: (-counts[w], w)):
            forms = [surface.get(w, w), w, w.title(), w.upper()]
            key = next((k for k in (nlp.vocab.strings.add(f) for f in forms if f) if k in key2row), None)
            r = 0
            if key is not None:
                v = int(key2row[key])
                if v not in known:
                    known[v] = len(table)
                    table.append(proj[v])
                r = known[v]
            if counts[w] < least and not (w in gaz and r) and not (w in gaz and counts[w]):
                continue
            self.row[w] = len(self.words)
            self.words.append(w)
            self.vec_row.append(r)
            self.classes.append(tuple(sorted(gaz.get(w, ()))))
        self.vectors = np.array(table, np.float32)
        self.count = [counts[w] for w in self.words]
