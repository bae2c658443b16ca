#!/usr/bin/env bash
# Runs the README's first command and every example on the fixture articles; each has to print what it is meant to count.
# Python packages are taken from PYTHON's environment (python3 when it is not set).
set -euo pipefail
cd "$(dirname "$0")/.."
python=${PYTHON:-python3}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
passed=0
failed=0

# check NAME PATTERN TEXT
check() {
  if grep -q -- "$2" <<<"$3"; then
    passed=$((passed + 1))
  else
    failed=$((failed + 1))
    echo "example $1: nothing like '$2' is printed" >&2
  fi
}

have() { # have NAME COMMAND…
  local name=$1
  shift
  "$@" >/dev/null 2>&1 || { echo "example $name: not run, '$*' fails here"; return 1; }
}

article=fixtures/articles/libya-talks.txt
check "one article" '"value":"2024-08-26"' "$(analyze $article --date 2024-09-05)"

articles=$(find fixtures/articles -name '*.txt' | wc -l)
analyze --quiet -o "$work/out" fixtures/articles
check "one file an article" "^$articles$" "$(find "$work/out" -name '*.json' | wc -l)"

if ! have "all others" jq --version; then
  echo "$passed passed, $failed failed"
  exit "$failed"
fi
jq -c -n --rawfile a $article --rawfile b fixtures/articles/egypt-budget.txt \
  'range(200) | {id: ., text: (if . % 2 == 0 then $a else $b end), date: "2024-11-19"}' >"$work/articles.jsonl"
cat "$work"/out/*.json >"$work/reports.jsonl"

if have batch.sh jq --version; then
  bash examples/batch.sh fixtures/articles "$work/batch" >"$work/table"
  check batch.sh "^$articles$" "$(find "$work/batch" -name '*.json' | wc -l)"
fi
if have parallel.sh parallel --version; then
  bash examples/parallel.sh <"$work/articles.jsonl" >"$work/parallel.jsonl"
  check parallel.sh '^same$' "$(jq -c .source.id <"$work/parallel.jsonl" | diff - <(seq 0 199) >/dev/null && echo same)"
fi
if have duckdb_reports.py "$python" -c 'import duckdb'; then
  check duckdb_reports.py '20[0-9][0-9]-[01][0-9]-' "$("$python" examples/duckdb_reports.py "$work/reports.jsonl")"
fi
if have pandas_mentions.py "$python" -c 'import pandas'; then
  analyze --quiet --format csv fixtures/articles >"$work/mentions.csv"
  check pandas_mentions.py '^date ' "$("$python" examples/pandas_mentions.py <"$work/mentions.csv")"
fi
if have spark_pipe.py "$python" -c 'import pyspark'; then
  check spark_pipe.py '^reports.200$' "$("$python" examples/spark_pipe.py "$work/articles.jsonl" 2>"$work/spark.log")"
fi

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
