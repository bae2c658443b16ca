#!/usr/bin/env python3
"""Measures one tool on a file of articles as a process: when its first line comes (the least of ten, for the clock counts
what the machine does besides), words a second of processor time, peak memory. The rate leaves out what the tool spends on
starting, as measured with one article. A peak below this process's own, about 15 MB, cannot be seen.

usage: measure.py NAME GIVES SIZE ARTICLES COUNT COMMAND…   (COUNT articles of the file are given to it; prints a row)"""
import json, os, statistics, subprocess, sys, tempfile, time

name, gives, size, path, count, *command = sys.argv[1:]
lines = open(path, "rb").read().splitlines(keepends=True)
articles = (lines * (int(count) // len(lines) + 1))[: int(count)]


def run(lines):
    """Seconds to the first line, processor seconds, peak megabytes."""
    with tempfile.TemporaryFile() as file:
        file.writelines(lines)
        file.seek(0)
        start = time.perf_counter()
        process = subprocess.Popen(command, stdin=file, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        process.stdout.readline()
        first = time.perf_counter() - start
        while process.stdout.read(1 << 16):
            pass
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = status
    if status != 0:
        sys.exit(f"{name}: status {status}")
    return first, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


starts = [run(lines[:1]) for _ in range(10)]
first = min(start[0] for start in starts)
_, seconds, memory = run(articles)
words = sum(len(json.loads(line)["text"].split()) for line in articles)
words -= len(json.loads(lines[0])["text"].split())
rate = words / max(seconds - statistics.median(start[1] for start in starts), 1e-3)
rate = f"{rate:,.0f}" if rate < 1e4 else f"{round(rate, -3):,.0f}"
print(f"| {name} | {gives} | {first * 1000:,.0f} | {rate} | {memory:,.0f} | {size} |", flush=True)
