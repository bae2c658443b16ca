#!/usr/bin/env bash
# A newsroom's daily run: analyse what is new in a folder, then count who was named in how many articles.
# usage: examples/batch.sh ARTICLES [REPORTS]
set -euo pipefail
articles=${1:?usage: batch.sh ARTICLES [REPORTS]}
reports=${2:-$(mktemp -d)}

# Finished articles are skipped; 1 means that some could not be read, and those are named on standard error.
analyze "$articles" -o "$reports" --date-from-name --resume --quiet || [ $? -eq 1 ]

# articles, mentions, name: one row a person, the most named first.
find "$reports" -name '*.json' -print0 | xargs -0 cat |
  jq -r '.people[] | [.name, .count] | @tsv' |
  awk -F'\t' '{ articles[$1]++; mentions[$1] += $2 }
       END { for (name in articles) printf "%d\t%d\t%s\n", articles[name], mentions[name], name }' |
  LC_ALL=C sort -t "$(printf '\t')" -k1,1nr -k2,2nr -k3,3
