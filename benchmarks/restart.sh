#!/usr/bin/env bash
# usage: benchmarks/restart.sh BUILD FOLDER [TIMERS [EVENTS]]
# How soon after kill -9 does what is overdue fire, and does memory grow with what is pending?
# From the start of `dunghan serve` to its report that the reminder was issued and the mail claimed.
set -euo pipefail
build=$1
folder=$2
timers=${3:-10000000}
events=${4:-1000000}
rounds=3
limit=60  # seconds; no start takes longer

serving=
cleanup() {
  [ -z "$serving" ] || kill -9 "$serving" 2>/dev/null || true
  rm -rf "$folder"
}
trap cleanup EXIT
rm -rf "$folder"
mkdir -p "$folder"
mkfifo "$folder/reports"

memory_mib() { awk '/^RssAnon/ { printf "%.1f", $2 / 1024 }' "/proc/$1/status"; }

fire() { # day; prints milliseconds and MiB
  local begin end line
  begin=$(date +%s%N)
  "$build/dunghan" --data "$folder/d" --json --clock "2022-10-$1T08:00:00+07:00" serve \
    >"$folder/reports" 2>"$folder/err" &
  serving=$!
  exec 3<"$folder/reports"
  read -r -t "$limit" -u 3 line || { cat "$folder/err" >&2; exit 1; }
  end=$(date +%s%N)
  [[ $line == *'"reminded":1'* ]] || { echo "expected one reminder, got: $line" >&2; exit 1; }
  awk -v ns=$((end - begin)) -v mib="$(memory_mib "$serving")" \
    'BEGIN { printf "%.0f %s\n", ns / 1e6, mib }'
  kill -9 "$serving"
  wait "$serving" 2>/dev/null || true
  serving=
  exec 3<&-
}

row() { # what, count
  rm -rf "$folder/d"
  local begin round
  begin=$(date +%s)
  # It kills itself, and the shell would say so
  ("$build/generate_store" "$folder/d" "$1" "$2" || exit $?) 2>"$folder/err" && exit 1
  [ -d "$folder/d/store" ] || { cat "$folder/err" >&2; exit 1; }
  local filled=$(($(date +%s) - begin))
  for ((round = 0; round < rounds; ++round)); do
    fire $((24 + round)) # Monday on
  done >"$folder/rows"
  awk -v what="$1" -v n="$2" -v size="$(du -sm "$folder/d" | cut -f1)" -v filled="$filled" \
    '{ ms[NR] = $1; mib[NR] = $2 }
     END { printf "%-8s %9d %8d %9d %9d %9d %9d %10s\n", what, n, filled, size, ms[1], ms[2], ms[3], mib[3] }' \
    "$folder/rows"
}

printf '%-8s %9s %8s %9s %9s %9s %9s %10s\n' behind it 'fill s' 'disk MiB' '1st ms' '2nd ms' '3rd ms' 'anon MiB'
row timers 0
row timers $((timers / 10))
row timers "$timers"
row events "$events"
echo "Each start after a kill -9, the first after that of the program that filled the store."
echo "The goal: at most 500 ms, and memory that does not grow with what is pending."
