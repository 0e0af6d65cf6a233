#!/usr/bin/env bash
# usage: benchmarks/million.sh BUILD FOLDER [TASKS]
# Imports a plan of TASKS tasks (1 000 000) and times what people and machines do with it.
set -euo pipefail
build=$1
folder=$2
tasks=${3:-1000000}
limit=1200  # seconds; nothing here waits longer

rm -rf "$folder"
mkdir -p "$folder"
trap 'rm -rf "$folder"' EXIT
data=$folder/d

# The row of one command: what, seconds, peak MiB.
row() { # what, command…
  local what=$1 begin end peak
  shift
  begin=$(date +%s.%N)
  if [ -x /usr/bin/time ]; then
    timeout "$limit" /usr/bin/time -f 'peak %M' -o "$folder/time" "$@" >"$folder/out" 2>"$folder/err" ||
      failed "$what" $?
    peak=$(awk '/^peak/ { printf "%.0f", $2 / 1024 }' "$folder/time")
  else
    timeout "$limit" "$@" >"$folder/out" 2>"$folder/err" || failed "$what" $?
    peak='-'
  fi
  end=$(date +%s.%N)
  awk -v what="$what" -v b="$begin" -v e="$end" -v peak="$peak" \
    'BEGIN { printf "%-44s %9.2f %10s\n", what, e - b, peak }'
}

failed() { # what, status
  echo "$1: ended with $2" >&2
  tail -5 "$folder/err" >&2
  exit 1
}

dunghan() { echo "$build/dunghan" --data "$data"; }

"$build/generate_plan" "$tasks" >"$folder/plan.csv"
echo "$tasks tasks, $(stat -c %s "$folder/plan.csv" | numfmt --to=iec) of CSV"
printf '%-44s %9s %10s\n' command seconds 'peak MiB'
row import $(dunghan) import "$folder/plan.csv" --effective 2022-10-25
tail -3 "$folder/out" | sed 's/^/    /'
echo "    store: $(du -sh "$data" | cut -f1)"
row 'import again (no event)' $(dunghan) import "$folder/plan.csv" --effective 2022-10-25
row 'open and read one event' $(dunghan) log --limit 1
row 'task 2.8' $(dunghan) task 2.8
row status $(dunghan) status --as-of 2022-10-25
row overdue $(dunghan) overdue --as-of 2022-10-25
row agencies $(dunghan) agencies --as-of 2022-10-25
row 'replay --verify' $(dunghan) replay --verify
