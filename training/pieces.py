"""Chooses the pieces of the tokenizer that the news text needs.

    python pieces.py DATA WORK

Writes WORK/pieces.json: the original ids of the special pieces 0..3 and of every piece that
occurs in the permissive news text, in the annotated articles or in ANERcorp's training split.
"""

import json
import os
import sys
from collections import Counter

from tokenizers import Tokenizer

import gold
import text
from train import TOKENIZER
from vectors import CORPORA


def main():
    data, work = sys.argv[1:3]
    tok = Tokenizer.from_file(os.path.join(work, TOKENIZER))
    seen = Counter()
    for corpus in CORPORA:
        for line in text.documents(data, corpus):
            seen.update(text.WORD.findall(line))
    for body in [r[1] for r in gold.news(data)] + [r[0] for r in gold.anercorp(data)]:
        seen.update(text.WORD.findall(body))
    ids = set(range(4))
    keys = sorted({text.key(w) for w in seen})
    for i in range(0, len(keys), 20000):
        for e in tok.encode_batch(keys[i : i + 20000], add_special_tokens=False):
            ids.update(e.ids[:8])
    with open(os.path.join(work, "pieces.json"), "w") as f:
        json.dump(sorted(ids), f)
    print(len(keys), "words,", len(ids), "pieces")


if __name__ == "__main__":
    main()
