"""Silver labels: spans of plain-text documents, without the text.

A file is gzip'ed UTF-8 text, one document a line, three fields separated by TAB:

    corpus  line  spans

`corpus` names data/text/CORPUS.txt.xz and `line` counts its lines from 0. `spans` is a list separated
by single spaces, empty when the document has no mention, in order and without overlap; a span is
`start:length:type:confidence` with the start and length in code points of the line (without its
line feed, a TAB between paragraphs counts as one), the type P person, L place, O organization,
D date (for sets by ANERcorp's conventions P PER, L LOC, O ORG, M MISC), the confidence 0 to 255
(probability times 255, rounded). Lines that start with # are comments.
"""

import gzip
import hashlib

import gold
import text

LETTERS = {
    "person": "P", "place": "L", "organization": "O", "date": "D",
    "PER": "P", "LOC": "L", "ORG": "O", "MISC": "M",
}


def line(corpus, number, spans):
    """One line of a silver file; `spans` are (start, end, type, probability)."""
    s = " ".join(f"{a}:{b - a}:{LETTERS[t]}:{round(255 * min(max(p, 0), 1))}" for a, b, t, p in spans)
    return f"{corpus}\t{number}\t{s}\n"


def read(path):
    """Yields (corpus, line, [(start, end, letter, probability)])."""
    with gzip.open(path, "rt", encoding="utf-8") as f:
        for row in f:
            if row.startswith("#"):
                continue
            corpus, number, spans = row.rstrip("\n").split("\t")
            out = []
            for s in spans.split():
                a, n, t, p = s.split(":")
                out.append((int(a), int(a) + int(n), t, int(p) / 255))
            yield corpus, int(number), out


def _probe(body):
    """Two 80-letter probes of a document: its beginning and its middle, letters alone."""
    letters = "".join(c for c in text.key(body) if c.isalpha())
    m = len(letters) // 2
    return letters[:80], letters[m : m + 80]


def order(data, corpora):
    """[(corpus, line, text)] in a fixed order by hash, without the annotated articles."""
    banned = {p for r in gold.news(data) for p in _probe(r[1])}
    out, dropped, seen = [], 0, set()
    for corpus in corpora:
        for i, body in enumerate(text.documents(data, corpus)):
            a, b = _probe(body)
            if a in banned or b in banned:
                dropped += 1
            elif len(a) >= 80 and (a, b) not in seen:
                seen.add((a, b))
                h = hashlib.blake2b(f"{corpus} {i}".encode(), digest_size=8).digest()
                out.append((h, corpus, i, body))
    out.sort()
    return [x[1:] for x in out], dropped
