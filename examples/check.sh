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

check() { # check NAME PATTERN < output
  local output
  output=$(cat)
  if grep -q "$2" <<<"$output"; then
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

analyze fixtures/articles/libya-talks.txt --date 2024-09-05 | check "one article" '"value":"2024-08-26"'
articles=$(find fixtures/articles -name '*.txt' | wc -l)

jq -c -n --rawfile a fixtures/articles/libya-talks.txt --rawfile b fixtures/articles/egypt-budget.txt \
  'range(200) | {id: ., text: (if . % 2 == 0 then $a else $b end), date: "2024-11-19"}' >"$work/articles.jsonl"
analyze --quiet -o "$work/out" fixtures/articles
find "$work/out" -name '*.json' | wc -l | check "one file an article" "^$articles$"
cat "$work"/out/*.json >"$work/reports.jsonl"

if have batch.sh jq --version; then
  bash examples/batch.sh fixtures/articles "$work/batch" >"$work/table"
  find "$work/batch" -name '*.json' | wc -l | check batch.sh "^$articles$"
fi
if have parallel.sh parallel --version; then
  bash examples/parallel.sh <"$work/articles.jsonl" >"$work/parallel.jsonl"
  jq -c .source.id <"$work/parallel.jsonl" | diff - <(seq 0 199) >/dev/null && order=same || order=other
  echo $order | check parallel.sh same
fi
if have duckdb_reports.py "$python" -c 'import duckdb'; then
  "$python" examples/duckdb_reports.py "$work/reports.jsonl" | check duckdb_reports.py '20[0-9][0-9]-[01][0-9]-'
fi
if have pandas_mentions.py "$python" -c 'import pandas'; then
  analyze --quiet --format csv fixtures/articles | "$python" examples/pandas_mentions.py | check pandas_mentions.py '^date '
fi
if have spark_pipe.py "$python" -c 'import pyspark'; then
  "$python" examples/spark_pipe.py "$work/articles.jsonl" 2>"$work/spark.log" | check spark_pipe.py '^reports.200$'
fi
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
