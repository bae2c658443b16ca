"""Labels plain text with trained taggers.

    python label.py DATA WORK OUT.tsv.gz --models A-final-1,B-final-1 --words 2000000

Documents come in the fixed order of silver.order; --skip leaves out the first so many words.
Stops early, with a whole file, after --seconds.
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
    ap.add_argument("--seconds", type=float, default=1e9)
    ap.add_argument("--threads", type=int, default=1)
    ap.add_argument("--device", default="cpu")
    ap.add_argument("--int8", action="store_true", help="dynamic int8 matrices: loses 13 points, see README")
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
        if a.int8 and m.encoder is not None:
            m.encoder = torch.ao.quantization.quantize_dynamic(m.encoder, {torch.nn.Linear}, torch.qint8)
        models.append(m)
    docs, dropped = silver.order(a.data, a.corpora.split(","))
    print(f"{len(docs)} documents, {dropped} are annotated articles and left out, {time.time() - t:.0f} s", flush=True)
    n, done, stats, conf = 0, 0, Counter(), Counter()
    start = time.time()
    with gzip.open(a.out + ".part", "wt", encoding="utf-8", compresslevel=9) as f:
        f.write(f"# models {a.models}; types {a.types}; start and length in code points\n")
        group, size = [], 0
        for corpus, i, body in [*docs, (None, 0, "")]:
            k = len(text.words(body))
            n += k
            if n <= a.skip and corpus:
                continue
            if corpus:
                group.append((corpus, i, body))
                size += k
            if size >= 20000 or not corpus or n >= a.skip + a.words:
                made = [feat(g[2]) for g in group]
                for (c, j, b), d, p in zip(group, made, probabilities(models, made, device=a.device, autocast=a.device != "cpu")):
                    spans = decode(d, b, p, types)
                    for s in spans:
                        stats[s[2]] += 1
                        conf[s[2]] += s[3]
                    f.write(silver.line(c, j, spans))
                done += size
                group, size = [], 0
                if done % 200000 < 20000:
                    f.flush()
                    print(f"{done} words, {done / (time.time() - start):.0f} words/s", flush=True)
                if n >= a.skip + a.words or time.time() - t > a.seconds:
                    break
    os.replace(a.out + ".part", a.out)
    print(f"{a.out}: {done} words, {os.path.getsize(a.out)} bytes,", {k: (v, round(conf[k] / v, 3)) for k, v in stats.items()})


if __name__ == "__main__":
    main()
