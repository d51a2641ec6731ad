#!/usr/bin/env bash
# Inside a display: starts PROGRAM on demo data, looks up SN-1001 as a scanner would,
# waits until the report stands there, takes PICTURE, and ends the program.
set -euo pipefail
program=$1 picture=$2

"$program" --demo &
pid=$!
trap 'kill "$pid" 2>/dev/null || true; wait "$pid" 2>/dev/null || true' EXIT

window=
for _ in $(seq 300); do
	window=$(xdotool search --onlyvisible --pid "$pid" --name '^Station Companion$' 2>/dev/null | head -n 1) && [[ -n "$window" ]] && break
	kill -0 "$pid" 2>/dev/null || { echo "the program ended early" >&2; exit 1; }
	sleep 0.1
done
[[ -n "$window" ]] || { echo "no window appeared" >&2; exit 1; }
xdotool windowactivate --sync "$window"
connected() { "$program" status --json 2>/dev/null | grep -q '"last_proven": *"'; }
for _ in $(seq 100); do connected && break; sleep 0.1; done
xdotool type --delay 5 'SN-1001'
xdotool key Return
sleep 2 # the report is there in a few ms; the virtual graphics card needs longer to paint it
mkdir -p "$(dirname "$picture")"
import -window root "$picture"
[[ -s "$picture" ]]
