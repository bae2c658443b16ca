"""Words of a text, their spelling key, and the documents of the plain-text corpora.

A *word* here is a maximal run of Arabic letters and marks, of Latin letters, or of digits, or one
other character that is not white space. Offsets are code points, half-open.
"""

import lzma
import os
import re

MARKS = "\u0640\u064b-\u065f\u0670"
WORD = re.compile(
    "[\u0620-\u065f\u066e-\u06d3\u06d5\u06fa-\u06ff\ufb50-\ufdff\ufe70-\ufeff]+"
    "|[A-Za-z\u00c0-\u024f]+|[0-9\u0660-\u0669\u06f0-\u06f9]+|[^\\s]"
)
STRIP_MARKS = re.compile(f"[{MARKS}]")
DIGIT = re.compile("[0-9\u0660-\u0669\u06f0-\u06f9]")
FOLD = str.maketrans("أإآٱىة", "اااايه")


def words(text):
    """[(start, end)] of the words of `text`."""
    return [m.span() for m in WORD.finditer(text)]


def key(word):
    """The spelling under which a word is looked up: no marks, digits as 0."""
    return DIGIT.sub("0", STRIP_MARKS.sub("", word)) or word


def fold(word):
    """`key` with hamza forms, alif maqsura and ta marbuta folded, as gazetteers are matched."""
    return key(word).translate(FOLD).lower()


def documents(data, corpus):
    """The lines of `data`/text/`corpus`.txt.xz, without the line feed, TABs kept."""
    path = os.path.join(data, "text", corpus + ".txt.xz")
    with lzma.open(path, "rt", encoding="utf-8", newline="\n") as f:
        for line in f:
            yield line.rstrip("\n")
