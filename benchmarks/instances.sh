# Sourced by the benchmarks that start servers of their own: on 127.0.0.1, with their data in a new folder, ended by
# their process id when the benchmark ends.

# instances_in FOLDER NAME: makes `folder`, a new one in FOLDER; it goes when the benchmark ends.
instances_in() {
  mkdir -p "$1"
  folder=$(mktemp -d "$(readlink -f "$1")/$2.XXXXXX")
  chmod 755 "$folder"  # some serve as somebody else
  pids=()
  trap end_instances EXIT
}

end_instances() {
  local pid
  for pid in "${pids[@]:-}"; do
    [ -z "$pid" ] || { kill "$pid" 2>/dev/null && wait "$pid" 2>/dev/null; } || true
  done
  rm -rf "$folder"
}

free_port() {
  python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'
}

until_answers() { # command…
  local try
  for ((try = 0; try < 400; ++try)); do
    "$@" >/dev/null 2>&1 && return
    read -r -t 0.05 <> <(:) || true
  done
  echo "$(basename "$0"): expected an answer to: $*" >&2
  return 1
}

median() { # numbers…
  printf '%s\n' "$@" | sort -g | awk '{ a[NR] = $1 } END { print a[int((NR + 1) / 2)] }'
}
