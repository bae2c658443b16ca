#!/usr/bin/env bash
# The tables of docs/comparison.md: what users would take instead of analyze, on the fixture articles, in one run.
# Needs python3 with venv, a network the first time, and Rust. What cannot be installed is named and left out.
# ONLY=analyze measures our own row alone; ONLY takes several of wc analyze charabia pyarabic spacy dateparser bert. WORK keeps the environments from run to run.
# ANALYZE names a binary that is built already.
# usage: scripts/compare/run.sh
set -euo pipefail
cd "$(dirname "$0")/../.."
work=${WORK:-/tmp/khabar-compare}
here=scripts/compare
mkdir -p "$work"
[ -n "${ANALYZE:-}" ] || cargo build --release --quiet --bin analyze
analyze=${ANALYZE:-target/release/analyze}

python3 - >"$work/articles.jsonl" <<'PY'
import glob, json
for path in sorted(glob.glob("fixtures/articles/*.txt")):
    try:
        text = open(path, encoding="utf-8").read()
    except UnicodeDecodeError:
        continue  # the windows-1256 article
    print(json.dumps({"text": text, "date": "2024-11-19"}, ensure_ascii=False))
PY

environment() { # environment NAME PACKAGE…: a virtual environment, which may fail
  [ -x "$work/$1/bin/python" ] && "$work/$1/bin/python" -c "import ${CHECK:-sys}" 2>/dev/null && return
  python3 -m venv "$work/$1" && timeout 300 "$work/$1/bin/pip" --quiet install "${@:2}" >"$work/$1.log" 2>&1 && return
  echo "$1: cannot be installed here, see $work/$1.log" >&2
  return 1
}
size() { du -sm "$work/$1/lib" | sed 's/\t.*/ MB/'; }
row() { python3 $here/measure.py "$1" "$2" "$3" "$work/articles.jsonl" "${@:4}"; }
only() { [ -z "${ONLY:-}" ] || [[ " $ONLY " == *" $1 "* ]]; }

echo '| tool | what it gives | first result, ms | words a second of one core | peak memory, MB | installed |'
echo '|---|---|---|---|---|---|'
only wc && row '`wc -w`' 'a count of words: the floor' '–' 40000 wc -w
only analyze && row "analyze $($analyze --version | cut -d' ' -f2), \`-j 1\`" \
  'people, places, organizations, dates, quotes, summary as JSON' "$(($(stat -c %s $analyze) / 1000000)) MB" 1000 \
  $analyze --input-format jsonl -j 1 -q -
if only charabia && cargo build --release --quiet --manifest-path $here/charabia/Cargo.toml --target-dir "$work/charabia"; then
  binary=$work/charabia/release/compare-charabia
  row 'charabia (Rust)' 'tokens' "$(($(stat -c %s "$binary") / 1000000)) MB" 4000 "$binary"
fi
if only pyarabic && environment pyarabic pyarabic; then
  row PyArabic 'tokens' "$(size pyarabic)" 4000 "$work/pyarabic/bin/python" $here/tools.py pyarabic
fi
if only spacy && environment spacy spacy; then
  row 'spaCy, blank `ar`' 'tokens' "$(size spacy)" 1000 "$work/spacy/bin/python" $here/tools.py spacy
fi
if only dateparser && environment dateparser dateparser; then
  row 'dateparser, `search_dates`' 'dates' "$(size dateparser)" 40 "$work/dateparser/bin/python" $here/tools.py dateparser
fi
if only bert && environment bert torch transformers; then
  row 'a network of BERT-base, random weights (torch, transformers)' 'tags of people, places, organizations' \
    "$(size bert), and 440 MB of weights" 40 "$work/bert/bin/python" $here/tools.py bert
fi
if only dateparser && [ -x "$work/dateparser/bin/python" ]; then
  echo
  "$work/dateparser/bin/python" $here/dates.py $analyze
fi
