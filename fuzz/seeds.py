#!/usr/bin/env python3
"""Writes the seeds that fuzzing starts from into FOLDER/TARGET: our fixtures, and small files of each format by hand.

usage: fuzz/seeds.py FOLDER"""
import glob, gzip, json, os, re, struct, sys

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..")
OUT = sys.argv[1]


def write(target, name, content):
    folder = os.path.join(OUT, target)
    os.makedirs(folder, exist_ok=True)
    with open(os.path.join(folder, name), "wb") as file:
        file.write(content)


def fixture(path):
    with open(path, "rb") as file:
        return file.read()


for number, path in enumerate(sorted(glob.glob(f"{ROOT}/fixtures/articles/*.txt"))):
    text = fixture(path)[:1500].decode("utf-8", "ignore")
    choice = bytes([number % 16])
    encoding = ["utf-8", "utf-8", "utf-16", "windows-1256"][number % 4]
    write("report", f"article-{number:02}", choice + text.encode(encoding, "ignore"))
    if number % 8 == 0:
        write("packed", f"article-{number:02}", gzip.compress(text.encode(), mtime=0))
for path in glob.glob(f"{ROOT}/fixtures/bad/*"):
    write("report", os.path.basename(path), b"\0" + fixture(path))
# A zstd frame: magic, a frame header of one segment and one byte of length, a raw block that is the last one.
raw = "خبر".encode()
write("packed", "zstd", bytes([0x28, 0xB5, 0x2F, 0xFD, 0x20, len(raw), 1 | len(raw) << 3, 0, 0]) + raw)

number = 0
for path in sorted(glob.glob(f"{ROOT}/fixtures/dates/*.tsv")):
    for line in fixture(path).decode().splitlines()[::5]:
        if line and not line.startswith("#"):
            write("date", f"case-{number:03}", bytes([0, 124, 10, 18]) + line.split("\t")[0].encode())
            number += 1

records = [
    {"text": "وصل الوزير أمس.", "id": 7, "date": "2024-11-19"},
    {"text": "a", "id": None, "date": "2024-11-19T10:00:00Z", "url": ["x", {"y": 1.5e3}]},
]
lines = "\n".join(json.dumps(record, ensure_ascii=bool(n)) for n, record in enumerate(records))
for number, choice in enumerate([0, 1, 14, 255]):
    write("json_line", f"good-{number}", bytes([choice]) + lines.encode())
write("json_line", "bad", b"\0" + fixture(f"{ROOT}/fixtures/bad/bad-line.jsonl"))

write("conll", "two", "قال O\nأحمد B-PERS\nعلي I-PERS\n\n-DOCSTART- O\n\nبيروت\tB-LOC\nx I-ORG\n".encode())
write("conll", "bad", b"a PERS\nb\n")

# A model of three types and two buckets, with the template that this program reads.
template = int(re.search(r"TEMPLATE_ID: u32 = (\d+)", fixture(f"{ROOT}/src/names/template.rs").decode())[1])
types = [b"person", b"place", b"organization"]
head = b"KHABNER\n" + struct.pack("<IIQfII", 1, template, 0, 0.01, len(types), 2)
body = b"".join(struct.pack("<I", len(name)) + name for name in types)
labels = 1 + 4 * len(types)
body += struct.pack(f"<{labels * labels}f", *([0.1] * labels * labels))
body += struct.pack("<21f", *[n / 20 for n in range(21)])
write("model", "three-types", head.ljust(64, b"\0") + body + bytes(range(128)))

word_table = b"KHWD" + struct.pack("<III", 1, 1, 2)
write("gazetteer", "words", word_table + struct.pack("<III", 0, 1, 1) + b"abcd" + b"\5")
rows = b"".join(bytes([kind, 0]) + b"LB" + struct.pack("<8I", 1, 2, 3, 4, 5, 1, 1, 1) for kind in range(1, 9))
strings = bytes([0, 3]) + b"abc"
values = struct.pack(">4I", 1, 1 << 24 | 2, 9, 12)
write("gazetteer", "records", values + rows + rows[: len(rows) // 2] + struct.pack("<3I", 2, 0, 1) + strings * 40)
