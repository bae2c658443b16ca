#!/usr/bin/env python3
"""How many plain date expressions of fixtures/dates come out right: whole Gregorian days, months and years, alone and out
of their sentence for dateparser, which reads an expression and not a text; in their sentence for analyze.

usage: dates.py ANALYZE  (dateparser has to be importable)"""
import datetime, glob, json, os, re, subprocess, sys, time

import dateparser

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../..")
VALUE = {"day": r"\d{4}-\d\d-\d\d", "month": r"\d{4}-\d\d", "year": r"\d{4}"}

cases = []
for path in sorted(glob.glob(f"{ROOT}/fixtures/dates/*.tsv")):
    for line in open(path, encoding="utf-8"):
        fields = line.rstrip("\n").split("\t")
        if line.startswith("#") or len(fields) < 5 or fields[1] == "-":
            continue
        for at in range(2, len(fields) - 2, 3):
            words, value, kind = fields[at : at + 3]
            grain, calendar, *relative = kind.split(" ")
            if calendar == "gregorian" and grain in VALUE and re.fullmatch(VALUE[grain], value):
                cases.append((fields[0], fields[1], words.split("#")[0], value, grain, bool(relative)))


def with_dateparser(case):
    _, day, words, _, grain, _ = case
    base = datetime.datetime.fromisoformat(day)
    settings = {"RELATIVE_BASE": base, "PREFER_DAY_OF_MONTH": "first", "PREFER_MONTH_OF_YEAR": "first"}
    found = dateparser.parse(words, languages=["ar"], settings=settings)
    return found and found.strftime({"day": "%Y-%m-%d", "month": "%Y-%m", "year": "%Y"}[grain])


start = time.process_time()
theirs = [with_dateparser(case) for case in cases]
their_seconds = time.process_time() - start

records = "".join(json.dumps({"text": case[0], "date": case[1]}) + "\n" for case in cases)
before = os.times()
command = [sys.argv[1], "--input-format", "jsonl", "-j", "1", "-q", "-"]
reports = subprocess.run(command, input=records, capture_output=True, text=True, check=True).stdout.splitlines()
after = os.times()
our_seconds = after.children_user - before.children_user + after.children_system - before.children_system
ours = []
for case, line in zip(cases, reports):
    dates = {date["text"]: date.get("value") for date in json.loads(line)["dates"]}
    ours.append(dates.get(case[2]))

print(f"{len(cases)} expressions of fixtures/dates: whole Gregorian days, months and years\n")
print("| tool | absolute, right | relative, right | milliseconds an expression |\n|---|---|---|---|")
for tool, answers, seconds in [("dateparser", theirs, their_seconds), ("analyze, in their sentences", ours, our_seconds)]:
    right = {relative: sum(answer == case[3] for answer, case in zip(answers, cases) if case[5] == relative) for relative in (False, True)}
    all_of = {relative: sum(case[5] == relative for case in cases) for relative in (False, True)}
    print(f"| {tool} | {right[False]} of {all_of[False]} | {right[True]} of {all_of[True]} | {seconds / len(cases) * 1000:.2f} |")
