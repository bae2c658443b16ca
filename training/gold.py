"""Annotated text as words with labels.

Labels of a word are O, B-x or I-x; `cut` is the number of letters of a B word that stand before the
mention (attached conjunctions and prepositions).
"""

import json
import os

import text

TYPES = ("person", "place", "organization", "date")
LABELS = ["O"] + [p + t for t in TYPES for p in ("B-", "I-")]
FOLDS = 5


def news(data):
    """[(id, text, mentions)] in file order; the fold of article i is i mod 5."""
    path = os.path.join(data, "ner", "news", "articles.jsonl")
    with open(path, encoding="utf-8") as f:
        rows = [json.loads(line) for line in f]
    return [(r["id"], r["text"], [(m["start"], m["end"], m["type"]) for m in r["mentions"]]) for r in rows]


def label(spans, mentions, types=TYPES):
    """(label indices, cuts) for the words `spans` of a text."""
    labels, cuts = [0] * len(spans), [0] * len(spans)
    order = sorted(mentions)
    w = 0
    for start, end, kind in order:
        while w < len(spans) and spans[w][1] <= start:
            w += 1
        first = True
        while w < len(spans) and spans[w][0] < end:
            labels[w] = 1 + 2 * types.index(kind) + (0 if first else 1)
            if first:
                cuts[w] = min(max(start - spans[w][0], 0), 3)
                first = False
            w += 1
    return labels, cuts


def anercorp(data):
    """The training split as [(text, mentions)] of about 400 words each, words joined by spaces.

    Types are PER, LOC, ORG, MISC; the text is rebuilt from tokens.
    """
    names = {"PERS": "PER", "LOC": "LOC", "ORG": "ORG", "MISC": "MISC"}
    path = os.path.join(data, "ner", "anercorp", "ANERCorp_CamelLab_train.txt")
    docs, toks, spans, at, count = [], [], [], 0, 0
    with open(path, encoding="utf-8") as f:
        for line in [*f, "\n"]:
            part = line.split()
            if len(part) < 2:
                if toks:
                    toks[-1] += "\n"
                if count > 400:
                    docs.append(("".join(toks), spans))
                    toks, spans, at, count = [], [], 0, 0
                continue
            word, tag = part[0], part[1]
            if tag[:2] == "B-":
                spans.append((at, at + len(word), names[tag[2:]]))
            elif tag[:2] == "I-" and spans:
                spans[-1] = (spans[-1][0], at + len(word), spans[-1][2])
            toks.append(word + " ")
            at += len(word) + 1
            count += 1
    if toks:
        docs.append(("".join(toks), spans))
    return docs


def spans_of(words, labels, cuts, types=TYPES):
    """[(start, end, type, first word, last word + 1)] of a label sequence."""
    out, i = [], 0
    while i < len(labels):
        if labels[i] and labels[i] % 2 == 1:
            t, j = (labels[i] - 1) // 2, i + 1
            while j < len(labels) and labels[j] == labels[i] + 1:
                j += 1
            start = words[i][0] + cuts[i]
            if start < words[i][1]:
                out.append((start, words[j - 1][1], types[t], i, j))
            i = j
        else:
            i += 1
    return out


def score(pairs, types=TYPES):
    """Strict counts {type: [gold, found, right]} over [(gold mentions, found mentions)]."""
    n = {t: [0, 0, 0] for t in types}
    for gold, found in pairs:
        g, f = set(gold), set(found)
        for t in types:
            a, b = {x for x in g if x[2] == t}, {x for x in f if x[2] == t}
            n[t][0] += len(a)
            n[t][1] += len(b)
            n[t][2] += len(a & b)
    return n


def table(n):
    """`score` as text: P R F1 by type, all types, and all but dates."""
    rows = []
    groups = [(t, [t]) for t in n] + [("names", [t for t in n if t != "date"]), ("all", list(n))]
    for name, ts in groups:
        g, f, r = (sum(n[t][k] for t in ts) for k in range(3))
        p, q = r / max(f, 1), r / max(g, 1)
        rows.append(f"{name} {100 * p:.1f} {100 * q:.1f} {200 * p * q / max(p + q, 1e-9):.2f}")
    return " | ".join(rows)
