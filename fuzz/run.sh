#!/usr/bin/env bash
# Fuzzes every target for its share of MINUTES, one process at a time, from the seeds and the kept corpus; prints what was
# run. A finding stays in fuzz/artifacts, and the next target goes on. MERGE=1 writes the minimized corpus into
# fuzz/corpus, 1 MB at most in all.
# Needs `cargo install cargo-fuzz` and a nightly toolchain.
# usage: [MERGE=1] fuzz/run.sh [MINUTES]
set -euo pipefail
cd "$(dirname "$0")/.."
minutes=${1:-10}
work=${FUZZ_WORK:-fuzz/work}
cargo +nightly fuzz build
bin=fuzz/target/$(rustc -vV | sed -n 's/host: //p')/release
python3 fuzz/seeds.py "$work/seeds"

# Target, share of the time in hundredths, longest input.
shares='report 36 3000
date 26 400
json_line 10 2000
packed 10 2000
conll 5 1000
gazetteer 6 2000
model 7 2000'

while read -r target share length; do
  mkdir -p "$work/$target" "fuzz/artifacts/$target"
  kept=()
  [ -d "fuzz/corpus/$target" ] && kept=("fuzz/corpus/$target")
  nice -n 19 "$bin/$target" "$work/$target" "$work/seeds/$target" ${kept[@]+"${kept[@]}"} \
    -max_total_time=$((minutes * 60 * share / 100)) -max_len="$length" -timeout=60 -rss_limit_mb=3000 \
    -artifact_prefix="fuzz/artifacts/$target/" -print_final_stats=1 </dev/null >"$work/$target.log" 2>&1 ||
    echo "$target: a finding, see $work/$target.log"
  executions=$(sed -n 's/^stat::number_of_executed_units: *//p' "$work/$target.log")
  edges=$(grep -o 'cov: [0-9]*' "$work/$target.log" | tail -n 1)
  echo "$target: ${executions:-?} executions, $((minutes * share / 100)) minutes or until a finding, ${edges:-cov: ?}, $(find "$work/$target" -type f | wc -l) inputs kept"
done <<<"$shares"

[ -n "${MERGE:-}" ] || exit 0
while read -r target _ length; do
  mkdir -p "fuzz/corpus/$target" "$work/merged/$target"
  nice -n 19 "$bin/$target" -merge=1 -max_len="$length" "$work/merged/$target" "$work/$target" </dev/null >>"$work/$target.log" 2>&1
  # The smallest inputs, 100 KB of each target.
  find "$work/merged/$target" -type f -printf '%s %p\n' | sort -n | awk '{ sum += $1 } sum < 100000 { print $2 }' |
    xargs -r cp -t "fuzz/corpus/$target"
done <<<"$shares"
