"""A text as the arrays that the tagger reads."""

import numpy as np

import text
from gazetteer import CLASSES, bare

CHARS = 14
ALPHABET = {c: i + 3 for i, c in enumerate("ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهويىگپچڤ0123456789")}
SHAPES = 5


class Featurizer:
    """Turns words into piece ids, vector rows, letters, list flags and a shape.

    `pieces` is a tokenizer (or None for a tagger without an encoder), `rows` maps its ids to the
    encoder's kept rows, `vectors` is the file of vectors.py, `gaz` a Gazetteer.
    """

    def __init__(self, pieces, rows, vectors, gaz):
        self.pieces, self.rows, self.gaz = pieces, rows, gaz
        z = np.load(vectors)
        self.vectors = z["vectors"]
        self.counts = z["counts"]
        self.index = {w: i + 1 for i, w in enumerate(str(z["words"]).split("\n"))}
        self.cache = {}
        self.missing = set()

    def stem(self, k):
        """Row of `k` without attached letters, the commonest remainder that beats `k` itself."""
        best, row = (self.counts[self.index[k] - 1] if k in self.index else 0), 0
        for cut, rest in bare(k):
            i = self.index.get(rest, 0)
            if cut and i and self.counts[i - 1] > best:
                best, row = self.counts[i - 1], i
        return row

    def word(self, w):
        f = self.cache.get(w)
        if f is None:
            k = text.key(w)
            ids = self.pieces.encode(k, add_special_tokens=False).ids[:8] if self.pieces else []
            mapped = [self.rows.get(i, 3) for i in ids] or [3]
            self.missing.update(i for i in ids if i not in self.rows)
            letters = [ALPHABET.get(c, 2 if c.isalpha() else 1) for c in k]
            if len(letters) > CHARS:
                letters = letters[: CHARS - 5] + letters[-5:]
            letters += [0] * (CHARS - len(letters))
            c = k[0]
            shape = 1 if "\u0600" <= c <= "\u06ff" and c.isalpha() else 2 if c.isdigit() else 3 if c.isalpha() else 4
            f = (mapped, self.index.get(k, 0), self.stem(k), letters, text.fold(w), shape)
            if len(self.cache) > 2_000_000:
                self.cache.clear()
            self.cache[w] = f
        return f

    def __call__(self, body):
        """A dict of arrays for `body`, one row a word; pieces are a list of lists."""
        spans = text.words(body)
        fs = [self.word(body[s:e]) for s, e in spans]
        bits = self.gaz.bits([f[4] for f in fs])
        ends = [False] * len(spans)
        for i, (s, e) in enumerate(spans):
            nxt = spans[i + 1][0] if i + 1 < len(spans) else e
            gap = body[e:nxt]
            ends[i] = body[s:e] in ".!?؟" or "\n" in gap or "\t" in gap
        return dict(
            spans=spans, ends=ends, pieces=[f[0] for f in fs],
            vec=np.array([(f[1], f[2]) for f in fs], np.int32).reshape(-1, 2),
            letters=np.array([f[3] for f in fs], np.int16).reshape(-1, CHARS),
            bits=np.array(bits, np.int32), shape=np.array([f[5] for f in fs], np.int8),
        )


def flags(bits):
    """Bits as floats, (n, 2 * classes)."""
    return ((bits[:, None] >> np.arange(2 * len(CLASSES))) & 1).astype(np.float32)


def windows(doc, most, rng=None):
    """[(first, last + 1)] of runs of whole sentences of at most `most` words; long ones are cut.

    With `rng` the first window is shorter by chance, so that epochs cut differently.
    """
    n, out, start, last = len(doc["spans"]), [], 0, 0
    limit = most if rng is None else int(rng.integers(most // 3, most + 1))
    for i in range(n):
        if i - start >= limit:
            cut = last if last > start else i
            out.append((start, cut))
            start, limit = cut, most
        if doc["ends"][i]:
            last = i + 1
    if start < n:
        out.append((start, n))
    return out
