#!/usr/bin/env bash
# usage: benchmarks/http.sh PROGRAM FOLDER [SECONDS]
# How many readings of one task a second over HTTP, beside nginx serving the very same octets; how many durable
# changes, beside Restate, at 1, 16 and 64 connections? PROGRAM: an optimised dunghan. Needs wrk, nginx and python3;
# Restate as `npm ci --prefix benchmarks` installs it, else it is left out.
#
# Three rounds of each, ours and the peer in turn; medians. The load generator shares the processors. All are
# instances of our own on 127.0.0.1, ended by their process id, with their data in a new folder in FOLDER.
# Restate keeps the state of the same 200 tasks in a handler of the same octets, without keys, which is in its favour.
set -euo pipefail
[ $# -ge 2 ] || { sed -n 2,2p "$0" >&2; exit 2; }
program=$(readlink -f "$1")
seconds=${3:-5}
source=$(cd "$(dirname "$(readlink -f "$0")")/.." && pwd)
. "$source/benchmarks/instances.sh"
instances_in "$2" http
rounds=3

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
until_answers grep -q '"listening"' "$folder/serve.out" || { cat "$folder/serve.out" >&2; exit 1; }
url=$(sed -n 's/.*"listening":"\([^"]*\)".*/\1/p' "$folder/serve.out")

mkdir -p "$folder/www" "$folder/nginx"
curl -sf -H "Authorization: Bearer $token" "$url/v1/tasks/2.8" >"$folder/www/task.json"
port=$(free_port)
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
until_answers curl -sf "http://127.0.0.1:$port/task.json"
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

sed -e 's|"/v1/tasks/b" .. n % 200 .. "/start"|"/Task/b" .. n % 200 .. "/start"|' \
  -e 's|{\["Authorization"\].*|{["Content-Type"] = "application/json"},|' "$folder/change.lua" >"$folder/restate.lua"

# Requests a second; fails where an answer was not 2xx or 3xx.
measure() { # connections url [wrk options…]
  local connections=$1 target=$2 out
  shift 2
  local threads=$((connections < 2 ? 1 : 2))
  out=$(wrk -t "$threads" -c "$connections" -d "${seconds}s" "$@" "$target")
  if grep -E "Non-2xx|Socket errors" <<<"$out" >&2; then exit 1; fi
  awk '/Requests\/sec/ { print $2 }' <<<"$out"
}

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
# Starts Restate and the handler; `restate` is its address, or empty.
start_restate() {
  local server=$source/benchmarks/node_modules/@restatedev/restate-server-linux-x64/bin/restate-server
  local admin node service
  restate=
  [ -x "$server" ] || { echo '     Restate: not installed, skipped; npm ci --prefix benchmarks'; return; }
  admin=$(free_port) node=$(free_port) service=$(free_port) restate=http://127.0.0.1:$(free_port)
  RESTATE_INGRESS__BIND_ADDRESS=${restate#http://} RESTATE_ADMIN__BIND_ADDRESS=127.0.0.1:$admin \
    RESTATE_DISABLE_TELEMETRY=true DO_NOT_TRACK=1 RUST_LOG=error "$server" --no-logo --listen-mode tcp --bind-ip 127.0.0.1 \
    --bind-port "$node" --advertised-host 127.0.0.1 --node-name n1 --base-dir "$folder/restate" \
    >"$folder/restate.log" 2>&1 &
  pids+=($!)
  node "$source/benchmarks/restate_tasks.mjs" "$service" &
  pids+=($!)
  until_answers curl -sf "$restate/restate/health"
  until_answers curl -sf -H 'content-type: application/json' -d "{\"uri\":\"http://127.0.0.1:$service\"}" \
    "http://127.0.0.1:$admin/deployments"
}

# The peer really keeps the state: each call finds what the one before it left.
check_restate() {
  local want got
  for want in 1 2 3; do
    got=$(curl -sf -m 20 -H 'content-type: application/json' -d '{"note":"x"}' "$restate/Task/check/start")
    [ "$got" = "{\"version\":$want}" ] || { echo "expected version $want of Restate, but got $got" >&2; exit 1; }
  done
}

changes_of() { # connections round file
  { printf 'token = "%s"\nstamp = "%s"\n' "$token" "$1-$2"; cat "$3"; } >"$folder/run.lua"
}

start_restate
if [ -n "$restate" ]; then
  check_restate
  changes_of 16 warm "$folder/restate.lua"
  measure 16 "$restate" -s "$folder/run.lua" >/dev/null
fi
echo 'durable changes (progress on 200 tasks in turn), each with a key of its own'
for connections in 1 16 64; do
  ours=() theirs=()
  for ((round = 0; round < rounds; ++round)); do
    changes_of $connections $round "$folder/change.lua"
    ours+=("$(measure $connections "$url" -s "$folder/run.lua")")
    [ -n "$restate" ] || continue
    changes_of $connections $round "$folder/restate.lua"
    theirs+=("$(measure $connections "$restate" -s "$folder/run.lua")")
  done
  awk -v c=$connections -v a="$(median "${ours[@]}")" -v b="$(median "${theirs[@]}")" 'BEGIN {
    printf "%3d connections: ours %8.0f/s", c, a
    if (b != "") printf ", Restate %8.0f/s, ratio %.1f", b, a / b
    print "" }'
done
curl -s -H "Authorization: Bearer $token" "$url/metrics" | grep -E "group_commands_(sum|count)|log_events"
