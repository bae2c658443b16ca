"""Word vectors (skip-gram, gensim) of the permissive news text.

    python vectors.py DATA OUT.npz [--threads 2]

OUT holds `words` (newline-joined, by falling frequency), `counts` and `vectors` (f2).
"""

import argparse
import time

import numpy as np

import text

CORPORA = ("sanad_khaleej", "antcorpus")


class Sentences:
    """Re-iterable stream of paragraphs as word keys, for gensim."""

    def __init__(self, data):
        self.data = data

    def __iter__(self):
        for corpus in CORPORA:
            for line in text.documents(self.data, corpus):
                for part in line.split("\t"):
                    keys = [text.key(w) for w in text.WORD.findall(part)]
                    for i in range(0, len(keys), 1000):
                        yield keys[i : i + 1000]


def main():
    from gensim.models import Word2Vec

    ap = argparse.ArgumentParser()
    ap.add_argument("data")
    ap.add_argument("out")
    ap.add_argument("--threads", type=int, default=2)
    ap.add_argument("--size", type=int, default=128)
    a = ap.parse_args()
    t = time.time()
    corpus = list(Sentences(a.data))
    print(f"{sum(map(len, corpus))} words, {len(corpus)} paragraphs, {time.time() - t:.0f} s", flush=True)
    m = Word2Vec(
        corpus, vector_size=a.size, window=4, min_count=4, sg=1, negative=6, sample=1e-4,
        epochs=5, workers=a.threads, seed=1,
    )
    wv = m.wv
    counts = np.array([wv.get_vecattr(w, "count") for w in wv.index_to_key], np.int32)
    np.savez(a.out, words="\n".join(wv.index_to_key), counts=counts, vectors=wv.vectors.astype(np.float16))
    print(f"{len(counts)} vectors, {time.time() - t:.0f} s", flush=True)
    for w in ("موسكو", "برشلونة", "نتنياهو", "حماس"):
        print(w, [x for x, _ in wv.most_similar(w, topn=6)] if w in wv else None)


if __name__ == "__main__":
    main()
