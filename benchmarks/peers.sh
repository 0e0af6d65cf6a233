#!/usr/bin/env bash
# usage: benchmarks/peers.sh FOLDER [SECONDS [OURS]]
# What do Redis and PostgreSQL make of the same: one durable event a call, at 1, 16 and 64 callers?
# OURS: what commands_bench printed in the same run; then each row says how many times faster ours is.
#
# Each peer is an instance of our own on 127.0.0.1, ended by its process id, with its data in a new folder in
# FOLDER. SECONDS may have a fraction; PostgreSQL counts whole ones and gets the next above.
# Redis: XADD to one of 6400 streams, appendonly, fsync always. PostgreSQL: a function that appends
# under the expected version, synchronous_commit on. Both keep no command ids, which is in their favour.
set -euo pipefail
[ $# -ge 1 ] || { sed -n 2,3p "$0" >&2; exit 2; }
seconds=${2:-3}
[[ $seconds =~ ^[0-9]+(\.[0-9]+)?$ && $seconds =~ [1-9] ]] || {
  echo "peers.sh: expected SECONDS above 0, as 3 or 0.5, but got '$seconds'" >&2; exit 2; }
whole_seconds=$(awk -v seconds="$seconds" 'BEGIN { print int(seconds) + (seconds > int(seconds)) }')
. "$(dirname "$(readlink -f "$0")")/instances.sh"
instances_in "$1" peers
ours=${3:-}
rounds=3
octets=${DUNGHAN_BENCH_RECORD:-200}

# "per second" of ours at so many callers, from the table of commands_bench.
ours_at() {
  [ -z "$ours" ] || awk -v callers="$1" '$1 == callers && $2 == "dunghan" {
    rate = substr($0, 30, 11); gsub(/ /, "", rate); print rate; exit }' "$ours"
}

row() { # callers, what, rates…
  local callers=$1 what=$2 middle
  shift 2
  middle=$(median "$@")
  awk -v callers="$callers" -v what="$what" -v rate="$middle" -v ours="$(ours_at "$callers")" 'BEGIN {
    ratio = ours == "" ? "-" : sprintf("%.2f", ours / rate)
    printf "%7d  %-32s %10.0f   %9s\n", callers, what, rate, ratio }'
}

skipped() { echo "         $1: not installed, skipped; apt-get install $2"; }

redis() {
  command -v redis-server >/dev/null && command -v redis-benchmark >/dev/null ||
    { skipped Redis 'redis-server redis-tools'; return; }
  local port payload callers round rates count
  port=$(free_port)
  payload=$(printf "%0${octets}d" 0)
  mkdir "$folder/redis"
  redis-server --bind 127.0.0.1 --port "$port" --dir "$folder/redis" --appendonly yes \
    --appendfsync always --save '' --daemonize no --logfile "$folder/redis.log" &
  pids+=($!)
  until_answers redis-cli -h 127.0.0.1 -p "$port" ping
  for callers in 1 16 64; do
    rates=()
    count=$(awk -v rate=$((callers == 1 ? 1500 : 8000)) -v seconds="$seconds" 'BEGIN { print int(rate * seconds) }')
    for ((round = 0; round < rounds; ++round)); do
      rates+=("$(redis-benchmark -h 127.0.0.1 -p "$port" -c "$callers" -n "$count" -r 6400 --csv \
        XADD 'task:__rand_int__' '*' event "$payload" | tail -1 | cut -d, -f2 | tr -d '"' |
        sed 's/.*[^0-9.]//')")
    done
    row "$callers" 'Redis XADD, fsync always' "${rates[@]}"
  done
}

schema() {
  cat <<'SQL'
create table stream(id text primary key, version bigint not null);
create table event(
  position bigint generated always as identity primary key, stream text not null,
  version bigint not null, payload jsonb not null, recorded_at timestamptz not null default now(),
  unique (stream, version));
create function append(stream_in text, expected bigint, payload_in jsonb) returns bigint
language plpgsql as $$
declare at bigint;
begin
  if expected = 0 then
    insert into stream values (stream_in, 1);
  else
    update stream set version = version + 1 where id = stream_in and version = expected;
    if not found then
      raise exception 'expected version % of %', expected, stream_in;
    end if;
  end if;
  insert into event(stream, version, payload) values (stream_in, expected + 1, payload_in)
    returning position into at;
  return at;
end $$;
SQL
}

postgresql() {
  local bin
  bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | tail -1)
  [ -n "$bin" ] && [ -x "$bin/initdb" ] && [ -x "$bin/pgbench" ] ||
    { skipped PostgreSQL postgresql; return; }
  local port as=() callers round rates
  port=$(free_port)
  mkdir "$folder/pg"
  # It refuses to run as root
  [ "$(id -u)" -ne 0 ] || { as=(setpriv --reuid=postgres --regid=postgres --init-groups); chown postgres "$folder/pg"; }
  (cd "$folder" && "${as[@]}" "$bin/initdb" -D "$folder/pg" -A trust -U bench -E UTF8 --locale=C >/dev/null)
  printf '%s\n' "listen_addresses = '127.0.0.1'" "port = $port" "unix_socket_directories = ''" \
    'shared_buffers = 512MB' 'max_wal_size = 8GB' 'synchronous_commit = on' 'fsync = on' >>"$folder/pg/postgresql.conf"
  (cd "$folder" && exec "${as[@]}" "$bin/postgres" -D "$folder/pg") >"$folder/pg.log" 2>&1 &
  pids+=($!)
  export PGHOST=127.0.0.1 PGPORT=$port PGUSER=bench PGDATABASE=postgres
  until_answers "$bin/pg_isready"
  schema | "$bin/psql" -q -v ON_ERROR_STOP=1
  cat >"$folder/append.sql" <<SQL
\\set n :n + 1
\\set task :client_id * 100 + :n % 100
\\set version :n / 100
select append('task/' || :task, :version, '{"progress":"in_progress","note":"$(printf "%0${octets}d" 0)"}');
SQL
  for callers in 1 16 64; do
    rates=()
    for ((round = 0; round < rounds; ++round)); do
      "$bin/psql" -q -c 'truncate stream, event' -c checkpoint
      rates+=("$("$bin/pgbench" -n -M prepared -c "$callers" -j 2 -T "$whole_seconds" -D n=-1 \
        -f "$folder/append.sql" 2>"$folder/err" | awk '/^tps/ { print $3 }')")
    done
    row "$callers" 'PostgreSQL, function' "${rates[@]}"
  done
  replay "$bin/psql"
}

# A projection made again in one statement: the newest state of each stream.
replay() { # psql
  local events=1000000 begin end round rates=()
  "$1" -q -c 'truncate stream, event' -c "insert into event(stream, version, payload)
    select 'task/' || n % 50000, n / 50000 + 1, '{\"progress\":\"in_progress\",\"note\":\"$(printf "%0${octets}d" 0)\"}'
    from generate_series(0, $events - 1) n" -c 'vacuum analyze event'
  for ((round = 0; round < rounds; ++round)); do
    begin=$(date +%s%N)
    "$1" -q -c 'drop table if exists task' -c "create table task as
      select distinct on (stream) stream, version, payload->>'progress' as progress
      from event order by stream, version desc" >/dev/null 2>&1
    end=$(date +%s%N)
    rates+=($((events * 1000000000 / (end - begin))))
  done
  printf 'replay   %-32s %10s events per second, %s events of 50 000 streams\n' \
    'PostgreSQL, one SQL statement' "$(median "${rates[@]}")" "$events"
}

printf 'callers  %-32s %10s   %9s\n' what 'per s' 'ours / it'
redis
postgresql
echo "Medians of $rounds rounds of ${seconds} s, $octets octets of text in each event."
