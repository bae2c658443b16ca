#!/usr/bin/env bash
# Repeats the heavy cases of docs/robustness.md and prints a table of them: a file of one gigabyte in one line, a folder of
# 100,000 small files, a full disk, files that cannot be read, a run that is killed.
# Needs bash, python3 and /usr/bin/time (Debian's `time`); about 2 GB below TMPDIR. As root it also mounts a small tmpfs.
# ANALYZE names a binary that is built already.
# usage: scripts/robustness.sh [FILES]
set -euo pipefail
cd "$(dirname "$0")/.."
files=${1:-100000}
[ -n "${ANALYZE:-}" ] || cargo build --release --quiet
analyze=$(realpath "${ANALYZE:-target/release/analyze}")
work=$(mktemp -d)
mounted=
trap '[ -z "$mounted" ] || umount "$mounted"; rm -rf "$work"' EXIT
cd "$work"

echo '| case | status | seconds | peak memory, MB | last words on standard error |'
echo '|---|---|---|---|---|'
row() { # row NAME COMMAND…: standard output is thrown away unless OUT names a file
  local name=$1 status=0 said
  shift
  /usr/bin/time -o time -f '%e %M' "$@" >"${OUT:-/dev/null}" 2>error || status=$?
  said=$(tail -n 1 error | cut -c 1-110)
  # The first line says when a signal ended the command.
  tail -n 1 time | while read -r seconds kilobytes; do
    echo "| $name | $status | $seconds | $((kilobytes / 1024)) | ${said//|/ } |"
  done
}

# One line of one gigabyte: a word and a space, 111 million times.
python3 - <<'PY'
line = "كلمة ".encode() * 1_000_000
with open("line.txt", "wb") as file:
    for _ in range(10**9 // len(line)):
        file.write(line)
PY
row '1 GB in one line' "$analyze" line.txt
row '1 GB in one line, from a pipe' bash -c "cat line.txt | '$analyze' -"
row '1 GB in one line, `--max-bytes 1073741824`, 6 GB of memory' \
  bash -c "ulimit -v 6291456; exec '$analyze' --max-bytes 1073741824 line.txt"
head -c 12000006 line.txt >part.txt
row '12 MB in one line' "$analyze" part.txt
rm line.txt part.txt

python3 - "$files" <<'PY'
import os, sys
for number in range(int(sys.argv[1])):
    folder = f"many/{number // 1000:03}"
    if number % 1000 == 0:
        os.makedirs(folder)
    with open(f"{folder}/{number:06}.txt", "w", encoding="utf-8") as file:
        file.write(f"قال الوزير أحمد علي في القاهرة أمس إن العدد بلغ {number}.\n")
PY
for jobs in 1 2 8; do
  OUT=reports.$jobs row "$files files, \`-j $jobs\`" "$analyze" many -j "$jobs"
done
cmp reports.1 reports.2 && cmp reports.1 reports.8 && echo "| … the same bytes at \`-j\` 1, 2 and 8 | $(wc -l <reports.1) lines | | | |"
mkdir one && find many -name '*.txt' -exec mv -t one {} +
row "$files files in one folder, \`-j 2\`" "$analyze" one -j 2
row "$files files, \`--aggregate\`" "$analyze" one --aggregate
row "$files files, \`-o\`" "$analyze" one -o out -j 2
row "$files files, \`-o --resume\`, all finished" "$analyze" one -o out --resume
rm -rf out reports.*

timeout -s KILL 3 "$analyze" one -q -o out || true
finished=$(find out -name '*.json' | wc -l)
find out -name '*.json' -print0 | xargs -0 -r python3 -c 'import json, sys; [json.load(open(path)) for path in sys.argv[1:]]'
row "killed after 3 s with $finished reports, all whole; \`--resume\`" "$analyze" one -o out --resume
echo "| … reports, files left over | $(find out -name '*.json' | wc -l), $(find out -type f ! -name '*.json' | wc -l) | | | |"
rm -rf out

if [ "$(id -u)" = 0 ] && mkdir disk && mount -t tmpfs -o size=4m tmpfs disk 2>/dev/null; then
  mounted=$work/disk
  row '`-o` onto a disk of 4 MB' "$analyze" one -o disk/out -j 2
  find disk -name '*.json' -print0 | xargs -0 -r python3 -c 'import json, sys; [json.load(open(path)) for path in sys.argv[1:]]'
  echo "| … reports, all whole; files left over | $(find disk -name '*.json' | wc -l), $(find disk -type f ! -name '*.json' | wc -l) | | | |"
fi
OUT=/dev/full row 'standard output full' "$analyze" one -j 2
row 'a reader that takes one line' bash -c "set -o pipefail; '$analyze' one -j 2 | head -n 1"
# Root reads everything, so that another user tries.
chmod 755 . && mkdir locked && echo نص >locked/a.txt && echo نص >locked/b.txt && mkdir locked/c && chmod 000 locked/a.txt locked/c
if [ "$(id -u)" = 0 ]; then
  cp "$analyze" ./analyze
  row 'a file and a folder without permission' setpriv --reuid=65534 --regid=65534 --clear-groups ./analyze locked
else
  row 'a file and a folder without permission' "$analyze" locked
fi
chmod 755 locked/c
