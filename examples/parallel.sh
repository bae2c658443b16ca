#!/usr/bin/env bash
# One large JSON Lines file over all cores, by GNU parallel: blocks of whole lines, reports in the order of the lines.
# (analyze alone does the same with -j; parallel also reaches other machines, with --sshlogin.)
# usage: examples/parallel.sh < articles.jsonl > reports.jsonl
set -euo pipefail
parallel --pipe --keep-order --block 1M --will-cite analyze --input-format jsonl --quiet -j 1 -
