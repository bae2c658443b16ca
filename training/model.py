"""The tagger: encoder states (optional), word vectors, letters and list flags into a BiLSTM."""

import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F

from features import CHARS, SHAPES, flags
from gazetteer import CLASSES

BIG = -1e4


class Tagger(nn.Module):
    def __init__(self, encoder, vectors, labels, hidden=192, drop=0.3):
        super().__init__()
        self.encoder = encoder
        v = torch.cat([torch.zeros(1, vectors.shape[1]), torch.from_numpy(vectors.astype(np.float32))])
        self.register_buffer("vectors", v / v[1:].norm(dim=1).mean(), persistent=False)
        self.char = nn.Embedding(64, 24, padding_idx=0)
        self.conv = nn.Conv1d(24, 64, 3, padding=1)
        self.vec = nn.Linear(2 * vectors.shape[1], 160)
        width = 160 + 64 + 3 * 24 + 2 * len(CLASSES) + SHAPES
        if encoder is not None:
            width += 2 * encoder.word.embedding_dim
        self.mix = nn.Linear(width, 256)
        self.rnn = nn.LSTM(256, hidden, batch_first=True, bidirectional=True)
        self.labels = nn.Linear(2 * hidden + 256, labels)
        self.cut = nn.Linear(2 * hidden + 3 * 24 + 64, 4)
        self.drop = drop

    def forward(self, b):
        """(label scores, cut scores), each (batch, words, classes)."""
        ch = self.char(b["letters"])
        n, w, c, d = ch.shape
        conv = F.relu(self.conv(ch.view(n * w, c, d).transpose(1, 2))).amax(2).view(n, w, -1)
        head = ch[:, :, :3].reshape(n, w, -1)
        vec = F.dropout(self.vectors[b["vec"]].flatten(2), 0.1, self.training)
        parts = [F.gelu(self.vec(vec)), conv, head, b["flags"], F.one_hot(b["shape"], SHAPES).float()]
        if self.encoder is not None:
            h = self.encoder(b["ids"], b["mask"]).float()
            for at in ("first", "final"):
                parts.append(h.gather(1, b[at][..., None].expand(-1, -1, h.shape[2])))
        x = F.dropout(torch.cat(parts, 2), self.drop, self.training)
        x = F.dropout(F.gelu(self.mix(x)), self.drop, self.training)
        packed = nn.utils.rnn.pack_padded_sequence(x, b["n"].cpu(), batch_first=True, enforce_sorted=False)
        r, _ = nn.utils.rnn.pad_packed_sequence(self.rnn(packed)[0], batch_first=True, total_length=w)
        r = F.dropout(r, self.drop, self.training)
        return self.labels(torch.cat([r, x], 2)), self.cut(torch.cat([r, head, conv], 2))


def batch(items, device="cpu", encoder=True):
    """Tensors of windows [(doc, first, last)]; `doc` as a Featurizer makes it, with labels if known."""
    n, w = len(items), max(b - a for _, a, b in items)
    out = dict(
        letters=np.zeros((n, w, CHARS), np.int64), vec=np.zeros((n, w, 2), np.int64),
        flags=np.zeros((n, w, 2 * len(CLASSES)), np.float32), shape=np.zeros((n, w), np.int64),
        n=np.array([b - a for _, a, b in items]),
        labels=np.full((n, w), -1), cuts=np.full((n, w), -1),
    )
    rows = []
    first, final = np.zeros((n, w), np.int64), np.zeros((n, w), np.int64)
    for i, (doc, a, b) in enumerate(items):
        k = b - a
        out["letters"][i, :k], out["vec"][i, :k] = doc["letters"][a:b], doc["vec"][a:b]
        out["flags"][i, :k], out["shape"][i, :k] = flags(doc["bits"][a:b]), doc["shape"][a:b]
        if "labels" in doc:
            out["labels"][i, :k] = doc["labels"][a:b]
            out["cuts"][i, :k] = np.where(np.array(doc["labels"][a:b]) % 2 == 1, doc["cuts"][a:b], -1)
        if encoder:
            ids = [0]
            for j in range(k):
                p = doc["pieces"][a + j]
                first[i, j], final[i, j] = len(ids), len(ids) + len(p) - 1
                ids += p
            rows.append(ids[:510] + [2])
    if encoder:
        t = max(map(len, rows))
        out["ids"], out["mask"] = np.full((n, t), 1, np.int64), np.zeros((n, t), bool)
        for i, r in enumerate(rows):
            out["ids"][i, : len(r)], out["mask"][i, : len(r)] = r, True
        out["first"], out["final"] = np.minimum(first, t - 1), np.minimum(final, t - 1)
    return {k: torch.from_numpy(v).to(device) for k, v in out.items()}


def loss(model, b):
    y, c = model(b)
    a = F.cross_entropy(y.flatten(0, 1), b["labels"].flatten(), ignore_index=-1)
    if (b["cuts"] >= 0).any():
        a = a + 0.3 * F.cross_entropy(c.flatten(0, 1), b["cuts"].flatten(), ignore_index=-1)
    return a


def viterbi(p):
    """Best label sequence of log-probabilities (n, labels): I-x only after B-x or I-x."""
    n, k = p.shape
    trans = np.zeros((k, k), np.float32)
    for j in range(2, k, 2):
        trans[:, j] = BIG
        trans[j - 1, j] = trans[j, j] = 0
    s = p[0].copy()
    s[2::2] += BIG
    back = np.zeros((n, k), np.int64)
    for i in range(1, n):
        m = s[:, None] + trans
        back[i] = m.argmax(0)
        s = m.max(0) + p[i]
    out = [int(s.argmax())]
    for i in range(n - 1, 0, -1):
        out.append(int(back[i, out[-1]]))
    return out[::-1]


@torch.no_grad()
def probabilities(models, docs, most=120, size=3000, device="cpu", autocast=None):
    """[(label probabilities, cut probabilities)] a document, averaged over `models`."""
    from features import windows

    items = [(i, a, b) for i, d in enumerate(docs) for a, b in windows(d, most)]
    items.sort(key=lambda x: sum(map(len, docs[x[0]]["pieces"][x[1] : x[2]])))
    out = [None] * len(docs)
    at = 0
    enc = models[0].encoder is not None
    while at < len(items):
        width = max(1, sum(map(len, docs[items[at][0]]["pieces"][items[at][1] : items[at][2]])))
        some = items[at : at + max(1, size // width)]
        at += len(some)
        b = batch([(docs[i], x, y) for i, x, y in some], device, enc)
        y = c = 0
        for m in models:
            with torch.autocast("cuda", torch.bfloat16, enabled=bool(autocast)):
                s, t = m(b)
            y, c = y + s.float().softmax(2) / len(models), c + t.float().softmax(2) / len(models)
        y, c = y.cpu().numpy(), c.cpu().numpy()
        for r, (i, x, e) in enumerate(some):
            if out[i] is None:
                n = len(docs[i]["spans"])
                out[i] = (np.zeros((n, y.shape[2]), np.float32), np.zeros((n, 4), np.float32))
            out[i][0][x:e], out[i][1][x:e] = y[r, : e - x], c[r, : e - x]
    return out


def decode(doc, body, probs, types):
    """[(start, end, type, confidence)]: the mean probability of the span's labels times the cut's."""
    from gold import spans_of

    if probs is None or not len(probs[0]):
        return []
    p, c = probs
    path = viterbi(np.log(p + 1e-9))
    cuts = np.zeros(len(path), np.int64)
    for i, l in enumerate(path):
        if l % 2:
            s, e = doc["spans"][i]
            q = c[i].copy()
            for k in range(1, 4):
                if k >= e - s or any(ch not in "وفبلكس" for ch in body[s : s + k]):
                    q[k:] = -1
                    break
            cuts[i] = q.argmax()
    out = []
    for start, end, t, i, j in spans_of(doc["spans"], path, cuts, types):
        conf = float(np.mean([p[k, path[k]] for k in range(i, j)])) * float(c[i, cuts[i]])
        out.append((start, end, t, conf))
    return out
