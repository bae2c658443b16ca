"""Labels plain text with trained taggers.

    python label.py DATA WORK OUT.tsv.gz --models A-final-1,B-final-1 --words 2000000

Documents come in the fixed order of silver.order; --skip leaves out the first so many words.
Stops early, with a whole file, after --seconds. An OUT with {part} is a row of files of --part
words each, every one complete as soon as it has its name.
"""

import argparse
import gzip
import os
import time
from collections import Counter

import torch

import gold
import silver
import text
from model import decode, probabilities
from train import build, featurizer
from vectors import CORPORA


class Output:
    """The file, or the row of files, of one run."""

    def __init__(self, a):
        self.a, self.part, self.count, self.f = a, 0, 0, None

    def write(self, line):
        if self.f is None:
            self.name = self.a.out.format(part=self.part)
            self.f = gzip.open(self.name + ".part", "wt", encoding="utf-8", compresslevel=9)
            self.f.write(f"# models {self.a.models}; types {self.a.types}; start and length in code points\n")
        self.f.write(line)

    def words(self, n):
        self.count += n
        if "{part}" in self.a.out and self.count >= self.a.part:
            self.close()

    def close(self):
        if self.f is not None:
            self.f.close()
            os.replace(self.name + ".part", self.name)
            print(f"{self.name}: {self.count} words, {os.path.getsize(self.name)} bytes", flush=True)
            self.f, self.count, self.part = None, 0, self.part + 1


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("data")
    ap.add_argument("work")
    ap.add_argument("out")
    ap.add_argument("--models", required=True)
    ap.add_argument("--types", default=",".join(gold.TYPES))
    ap.add_argument("--corpora", default=",".join(CORPORA))
    ap.add_argument("--words", type=float, default=1e6)
    ap.add_argument("--skip", type=float, default=0)
    ap.add_argument("--part", type=float, default=250e3)
    ap.add_argument("--seconds", type=float, default=1e9)
    ap.add_argument("--threads", type=int, default=1)
    ap.add_argument("--device", default="cpu")
    a = ap.parse_args()
    torch.set_num_threads(a.threads)
    t = time.time()
    types = a.types.split(",")
    models, deepest = [], 0
    saved = [torch.load(os.path.join(a.work, "models", m + ".pt")) for m in a.models.split(",")]
    feat = featurizer(a.data, a.work, max(s["layers"] for s in saved))
    for s in saved:
        m = build(a.work, feat.vectors, s["layers"], 1 + 2 * len(types))
        m.load_state_dict({k: v.float() for k, v in s["state"].items()}, strict=False)
        m.eval().to(a.device)
        models.append(m)
    docs, dropped = silver.order(a.data, a.corpora.split(","))
    print(f"{len(docs)} documents, {dropped} are annotated articles and left out, {time.time() - t:.0f} s", flush=True)
    n, done, stats, conf = 0, 0, Counter(), Counter()
    start, out = time.time(), Output(a)
    group, size = [], 0
    for corpus, i, body in [*docs, (None, 0, "")]:
        k = len(text.words(body))
        n += k
        if n <= a.skip and corpus:
            continue
        if corpus:
            group.append((corpus, i, body))
            size += k
        last = not corpus or n >= a.skip + a.words or time.time() - t > a.seconds
        if size < 20000 and not last:
            continue
        made = [feat(g[2]) for g in group]
        cuda = a.device != "cpu"
        probs = probabilities(models, made, device=a.device, autocast=cuda)
        for (c, j, b), d, p in zip(group, made, probs):
            spans = decode(d, b, p, types)
            for s in spans:
                stats[s[2]] += 1
                conf[s[2]] += s[3]
            out.write(silver.line(c, j, spans))
        done += size
        out.words(size)
        group, size = [], 0
        print(f"{done} words, {done / (time.time() - start):.0f} words/s", flush=True)
        if last:
            break
    out.close()
    print(f"{done} words,", {k: (v, round(conf[k] / v, 3)) for k, v in stats.items()})


if __name__ == "__main__":
    main()
