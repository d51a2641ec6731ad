#!/usr/bin/env bash
# Runs a command in a virtual display of its own, with a private session bus, runtime
# directory and window manager, and takes all of it away again.
# Usage: packaging/virtual-display.sh [-s WIDTHxHEIGHT] COMMAND [ARG...]
set -euo pipefail
size=1280x1024
if [[ "${1:-}" == -s ]]; then size=$2; shift 2; fi

work=$(mktemp -d)
chmod 700 "$work"
pids=()
finish() {
	trap - EXIT
	for p in "${pids[@]}"; do kill "$p" 2>/dev/null || true; done
	for p in "${pids[@]}"; do wait "$p" 2>/dev/null || true; done
	rm -rf "$work"
}
trap finish EXIT
trap 'exit 143' TERM INT

exec 9>"$work/display"
Xvfb -displayfd 9 -screen 0 "${size}x24" +extension GLX +extension RANDR -nolisten tcp \
	>"$work/xvfb.log" 2>&1 &
pids+=($!)
for _ in $(seq 200); do [[ -s "$work/display" ]] && break; sleep 0.05; done
[[ -s "$work/display" ]] || { echo "no virtual display: $(cat "$work/xvfb.log")" >&2; exit 1; }

export DISPLAY=":$(tr -d '\n' <"$work/display")"
export XDG_RUNTIME_DIR="$work/run"
mkdir -m 700 "$work/run"
unset WAYLAND_DISPLAY
eval "$(dbus-daemon --session --fork --print-address=1 --print-pid=1 |
	{ read -r a; read -r p; printf 'export DBUS_SESSION_BUS_ADDRESS=%q; bus=%q' "$a" "$p"; })"
pids+=("$bus")
openbox >"$work/openbox.log" 2>&1 &
pids+=($!)
for ((i = 0; i < 100; i++)); do # a program may stand before its window manager does
	xprop -root _NET_SUPPORTED 2>/dev/null | grep -q _NET_ACTIVE_WINDOW && break
	sleep 0.05
done

set +e
"$@"
code=$?
exit "$code"
