#!/usr/bin/env bash
# Measures how long it takes to start, in rounds that take turns: `measure-start.sh DIR [ROUNDS]`, DIR where ./package wrote
# (its images in DIR/images). Clock and processor time in seconds, medians: the packaged program, the checkout with and without
# its cache, and for the window a bare JavaFX window on the packaged runtime.
# `measure-start.sh stale [ROUNDS]`: how long ./penseal needs to see that there is nothing to build, on the clock.
set -euo pipefail
root=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.." && pwd)
. "$root/installer/prepare.sh"
. "$root/installer/launch.sh"
. "$root/installer/build.sh"
need_jdk25

# The first one may wait for the disk.
measure_stale() {
  local begin
  if is_stale || is_cache_stale; then
    say "there is something to build: run ./penseal --version first"
    exit 2
  fi
  for _ in $(seq "${1:-100}"); do
    begin=${EPOCHREALTIME/[.,]/}
    if is_stale || is_cache_stale; then :; fi
    echo $((${EPOCHREALTIME/[.,]/} - begin))
  done | sort -n | awk '{ all[NR] = $1 / 1000 } END {
    printf "nothing to build: %.1f ms (median of %d, longest %.1f ms)\n", all[int((NR + 1) / 2)], NR, all[NR] }'
}

if [ "${1:-}" = stale ]; then
  measure_stale "${2:-}"
  exit
fi
desk=$(realpath "$1")/images/desk/penseal
server=$(realpath "$1")/images/server/penseal-server
rounds=${2:-5}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export PENSEAL_DATA=$work/data OPENCV_LOG_LEVEL=ERROR LC_ALL=C.UTF-8

checkout=("$JAVA_HOME/bin/java" "${options[@]}")
"$JAVA_HOME/bin/javac" --module-path "$run/fx" --add-modules javafx.controls -cp "$run/lib/*" -d "$work/classes" \
  "$root/installer/java/FirstWindow.java"
read_image "$desk" penseal
packaged=("$desk/lib/runtime/bin/java" "${options[@]}")
# the same class path, and behind it the class that measures
last=$((${#packaged[@]} - 1))
measured=("${packaged[@]:0:last}" "${packaged[last]}:$work/classes")
last=$((${#checkout[@]} - 1))
measured_checkout=("${checkout[@]:0:last}" "${checkout[last]}:$work/classes")
cached=("-XX:AOTCache=$cache")
short=(-XX:TieredStopAtLevel=1)
main=org.penseal.app.Main

"${packaged[@]}" org.penseal.app.Training "$work" >/dev/null 2>&1
file=$work/signed.pdf
trust=$work/certificate.pem

# once NAME COMMAND...: a line in $work/times
once() {
  local name=$1 TIMEFORMAT='%R %U %S'
  shift
  { time "$@" >/dev/null 2>"$work/said"; } 2>"$work/time" || { cat "$work/said" >&2; exit 70; }
  awk -v name="$name" '{ printf "%s\t%s\t%s\n", name, $1, $2 + $3 }' "$work/time" >>"$work/times"
}

# until it says that it is ready; the processor time is left out
serve_once() {
  local begin server_pid options main
  read_image "$server" penseal-server
  begin=$(date +%s%N)
  "$server/lib/runtime/bin/java" "${options[@]}" "$main" --demo --data "$work/serve" --port 27700 >"$work/serve.log" 2>&1 &
  server_pid=$!
  until grep -q '^ready ' "$work/serve.log"; do sleep 0.01; done
  awk -v d=$(($(date +%s%N) - begin)) 'BEGIN { printf "serve ready, packaged\t%.2f\t0\n", d / 1e9 }' >>"$work/times"
  kill "$server_pid"
  wait "$server_pid" || true
}

measure() {
  for _ in $(seq "$rounds"); do
    once "--version, packaged" "${packaged[@]}" "${short[@]}" $main --version
    once "--version, checkout" "${checkout[@]}" "${cached[@]}" "${short[@]}" $main --version
    once "--version, checkout without cache" "${checkout[@]}" $main --version
    once "verify, packaged" "${packaged[@]}" "${short[@]}" $main verify --trust "$trust" "$file"
    once "verify, checkout" "${checkout[@]}" "${cached[@]}" "${short[@]}" $main verify --trust "$trust" "$file"
    once "verify, checkout without cache" "${checkout[@]}" $main verify --trust "$trust" "$file"
    for each in frame workbench; do
      once "window, $each, packaged" "${measured[@]}" "${window_options[@]}" FirstWindow $each
      once "window, $each, checkout" "${measured_checkout[@]}" "${cached[@]}" "${window_options[@]}" FirstWindow $each
      once "window, $each, checkout without cache" "${measured_checkout[@]}" FirstWindow $each
    done
    once "window, bare" "${measured[@]}" FirstWindow bare
    once "window, bare without cache" "${measured[@]}" -XX:AOTMode=off FirstWindow bare
    [ ! -d "$server" ] || serve_once
  done
}

[ -n "${DISPLAY:-}" ] || { say "needs a display: xvfb-run -a $0 $*"; exit 2; }
measure
printf '| start | clock | processor |\n|---|---|---|\n'
cut -f1 "$work/times" | awk '!seen[$0]++' | while read -r name; do
  for column in 2 3; do
    awk -F'\t' -v name="$name" -v c=$column '$1 == name { print $c }' "$work/times" | sort -n |
      awk '{ all[NR] = $1 } END { printf "%.2f ", all[int((NR + 1) / 2)] }'
  done | awk -v name="$name" '{ printf "| %s | %s s | %s s |\n", name, $1, $2 }'
done
