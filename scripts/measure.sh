#!/bin/sh
# Measures the whole process: start to end for one article, peak memory, size, words a second over a folder.
# Needs hyperfine-free tools only: /usr/bin/time (Debian's `time`) and python3 for the clock.
# usage: scripts/measure.sh [ARTICLE]
set -eu
cd "$(dirname "$0")/.."
article=${1:-fixtures/articles/libya-talks.txt}
cargo build --release --quiet
analyze=target/release/analyze

echo "binary: $(stat -c %s $analyze) bytes"
python3 - "$analyze" "$article" <<'PY'
import subprocess, sys, time, statistics
analyze, article = sys.argv[1:]
first, whole = [], []
for _ in range(50):
    start = time.perf_counter()
    process = subprocess.Popen([analyze, article], stdout=subprocess.PIPE)
    process.stdout.read(1)
    first.append(time.perf_counter() - start)
    process.stdout.read()
    process.wait()
    whole.append(time.perf_counter() - start)
for name, times in (("first byte", first), ("end", whole)):
    print(f"{article}: {name} after {statistics.median(times) * 1000:.1f} ms (median of 50, least {min(times) * 1000:.1f})")
PY
/usr/bin/time -f "one article: peak memory %M KB" $analyze "$article" >/dev/null

# A stream of records: every fixture article 200 times.
records=$(mktemp)
trap 'rm -f "$records"' EXIT
python3 - >"$records" <<'PY'
import glob, json
texts = []
for path in sorted(glob.glob("fixtures/articles/*.marked")):
    import re
    texts.append(re.sub(r"⟦\w+\|([^⟧]*)⟧", r"\1", open(path, encoding="utf-8", newline="").read()))
for _ in range(200):
    for text in texts:
        print(json.dumps({"text": text, "date": "2024-11-19"}, ensure_ascii=False))
PY
for jobs in 1 2; do
  echo "-j $jobs, $(wc -l <"$records") records:"
  /usr/bin/time -f "  peak memory %M KB, %e s" $analyze --input-format jsonl -j $jobs - <"$records" >/dev/null
done
