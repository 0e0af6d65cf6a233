#!/usr/bin/env bash
# usage: benchmarks/http.sh PROGRAM FOLDER [SECONDS]
# How many readings of one task a second over HTTP, beside nginx serving the very same octets; how many durable
# changes, at 1, 16 and 64 connections? PROGRAM: an optimised dunghan. Needs wrk, nginx and python3.
#
# Three rounds of each, ours and nginx in turn; medians. The load generator shares the processors. Both are instances
# of our own on 127.0.0.1, ended by their process id, with their data in a new folder in FOLDER.
set -euo pipefail
[ $# -ge 2 ] || { sed -n 2,2p "$0" >&2; exit 2; }
program=$(readlink -f "$1")
seconds=${3:-5}
source=$(cd "$(dirname "$(readlink -f "$0")")/.." && pwd)
mkdir -p "$2"
folder=$(mktemp -d "$(readlink -f "$2")/http.XXXXXX")
rounds=3

pids=()
cleanup() {
  local pid
  for pid in "${pids[@]:-}"; do
    [ -z "$pid" ] || { kill "$pid" 2>/dev/null && wait "$pid" 2>/dev/null; } || true
  done
  rm -rf "$folder"
}
trap cleanup EXIT

data=$folder/data
"$program" --data "$data" import "$source"/config/demo/*.csv --effective 2022-10-25 >/dev/null
python3 - <<'PY' | "$program" --data "$data" commands >/dev/null
import json
for i in range(200):
    print(json.dumps({"id": f"b{i}", "task": f"b{i}", "action": "assign", "actor": "bench", "title": "Việc đo",
                      "holder": "Sở Du lịch", "deadline": "Tháng 12/2022"}, ensure_ascii=False))
PY
token=$("$program" --data "$data" --json token create --role admin --holder bench --days 2 --actor bench |
  python3 -c 'import json,sys; print(json.load(sys.stdin)["token"])')
"$program" --data "$data" --json serve --listen 127.0.0.1:0 >"$folder/serve.out" 2>&1 &
pids+=($!)
for ((try = 0; try < 200; ++try)); do
  url=$(sed -n 's/.*"listening":"\([^"]*\)".*/\1/p' "$folder/serve.out") && [ -n "$url" ] && break
  sleep 0.05
done
[ -n "$url" ] || { cat "$folder/serve.out" >&2; exit 1; }

chmod 755 "$folder"  # nginx serves as somebody else
mkdir -p "$folder/www" "$folder/nginx"
curl -sf -H "Authorization: Bearer $token" "$url/v1/tasks/2.8" >"$folder/www/task.json"
port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
cat >"$folder/nginx.conf" <<CONF
daemon off; pid $folder/nginx/pid; error_log $folder/nginx/error.log; worker_processes 2;
events { worker_connections 1024; }
http { access_log off; keepalive_requests 100000000; default_type application/json;
  client_body_temp_path $folder/nginx/body; proxy_temp_path $folder/nginx/proxy; fastcgi_temp_path $folder/nginx/f;
  uwsgi_temp_path $folder/nginx/u; scgi_temp_path $folder/nginx/s;
  server { listen 127.0.0.1:$port; root $folder/www; } }
CONF
nginx -c "$folder/nginx.conf" -p "$folder/nginx" &
pids+=($!)
for ((try = 0; try < 200; ++try)); do curl -sf "http://127.0.0.1:$port/task.json" >/dev/null && break; sleep 0.05; done
curl -sf "http://127.0.0.1:$port/task.json" | cmp - "$folder/www/task.json"

cat >"$folder/change.lua" <<'LUA'
local threads = 0
function setup(thread) thread:set("id", threads); threads = threads + 1 end
function init() n = 0; filler = string.rep("x", 190) end
function request()
  n = n + 1
  local key = "k" .. id .. "-" .. n .. "-" .. stamp
  return wrk.format("POST", "/v1/tasks/b" .. n % 200 .. "/start",
    {["Authorization"] = "Bearer " .. token, ["Content-Type"] = "application/json", ["Idempotency-Key"] = key},
    '{"note":"' .. key .. filler .. '"}')
end
LUA

# Requests a second; fails where an answer was not 2xx or 3xx.
measure() { # connections url [wrk options…]
  local connections=$1 target=$2 out
  shift 2
  local threads=$((connections < 2 ? 1 : 2))
  out=$(wrk -t "$threads" -c "$connections" -d "${seconds}s" "$@" "$target")
  if grep -E "Non-2xx|Socket errors" <<<"$out" >&2; then exit 1; fi
  awk '/Requests\/sec/ { print $2 }' <<<"$out"
}

median() { printf '%s\n' "$@" | sort -g | awk '{ a[NR] = $1 } END { print a[int((NR + 1) / 2)] }'; }

printf 'one task, %d octets, read over and over\n' "$(wc -c <"$folder/www/task.json")"
for connections in 1 64; do
  ours=() nginx=()
  for ((round = 0; round < rounds; ++round)); do
    ours+=("$(measure $connections "$url/v1/tasks/2.8" -H "Authorization: Bearer $token")")
    nginx+=("$(measure $connections "http://127.0.0.1:$port/task.json")")
  done
  a=$(median "${ours[@]}") b=$(median "${nginx[@]}")
  awk -v c=$connections -v a="$a" -v b="$b" \
    'BEGIN { printf "%3d connections: ours %8.0f/s, nginx %8.0f/s, ratio %.2f\n", c, a, b, a / b }'
done
echo 'durable changes (progress on 200 tasks in turn), each with a key of its own'
for connections in 1 16 64; do
  ours=()
  for ((round = 0; round < rounds; ++round)); do
    { printf 'token = "%s"\nstamp = "%s"\n' "$token" "$connections-$round"; cat "$folder/change.lua"; } >"$folder/run.lua"
    ours+=("$(measure $connections "$url" -s "$folder/run.lua")")
  done
  awk -v c=$connections -v a="$(median "${ours[@]}")" 'BEGIN { printf "%3d connections: %8.0f/s\n", c, a }'
done
curl -s -H "Authorization: Bearer $token" "$url/metrics" | grep -E "group_commands_(sum|count)|log_events"
