"""Scores saved taggers (probabilities averaged) on held-out folds, strictly.

    python score.py DATA WORK --models E-{fold}-1,W-{fold}-1 --folds 0 [--int8] [--errors FILE]

A model name holds {fold}: only taggers trained without that fold may be judged on it. `--errors`
writes every wrong or missed mention with its neighbourhood, for people to read.
"""

import argparse
import os

import torch

import gold
from model import decode, probabilities
from train import build, featurizer


def load(work, feat, names, labels, int8=False):
    models = []
    for name in names:
        s = torch.load(os.path.join(work, "models", name + ".pt"))
        m = build(work, feat.vectors, s["layers"], labels)
        m.load_state_dict({k: v.float() for k, v in s["state"].items()}, strict=False)
        m.eval()
        if int8 and m.encoder is not None:
            m.encoder = torch.ao.quantization.quantize_dynamic(m.encoder, {torch.nn.Linear}, torch.qint8)
        models.append(m)
    return models


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("data")
    ap.add_argument("work")
    ap.add_argument("--models", required=True)
    ap.add_argument("--folds", default="0")
    ap.add_argument("--int8", action="store_true")
    ap.add_argument("--errors")
    a = ap.parse_args()
    if "{fold}" not in a.models:
        ap.error("a model name must hold {fold}")
    torch.set_num_threads(1)
    feat = featurizer(a.data, a.work, 1)
    rows = gold.news(a.data)
    total, bins = {k: [0, 0, 0] for k in gold.TYPES}, [[0, 0, 0.0] for _ in range(10)]
    log = open(a.errors, "w", encoding="utf-8") if a.errors else None
    for fold in a.folds.split(","):
        models = load(a.work, feat, [m.format(fold=fold) for m in a.models.split(",")], len(gold.LABELS), a.int8)
        test = [r for i, r in enumerate(rows) if i % gold.FOLDS == int(fold)]
        docs = [feat(r[1]) for r in test]
        pairs = []
        for (name, body, mentions), d, p in zip(test, docs, probabilities(models, docs)):
            found = decode(d, body, p, gold.TYPES)
            pairs.append((mentions, [f[:3] for f in found]))
            g = set(mentions)
            for s, e, t, c in found:
                b = bins[min(9, int(c * 10))]
                b[0] += 1
                b[1] += (s, e, t) in g
                b[2] += c
            for s, e, t in sorted(g ^ {f[:3] for f in found}) if log else ():
                log.write(f"{'missed' if (s, e, t) in g else 'invented'}\t{t}\t{body[s:e]}\t{body[max(0, s - 40):e + 40]!r}\t{name}\n")
        n = gold.score(pairs)
        print(fold, gold.table(n), flush=True)
        for k in n:
            total[k] = [x + y for x, y in zip(total[k], n[k])]
    print("all", gold.table(total))
    found = sum(b[0] for b in bins)
    ece = sum(abs(b[1] - b[2]) for b in bins) / max(found, 1)
    print("expected calibration error", round(ece, 4))
    for i, b in enumerate(bins):
        if b[0]:
            print(f"confidence {i / 10:.1f}: {b[0]} mentions, mean {b[2] / b[0]:.3f}, right {b[1] / b[0]:.3f}")


if __name__ == "__main__":
    main()
