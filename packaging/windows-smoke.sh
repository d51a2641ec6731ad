#!/usr/bin/env bash
# Runs build/station-companion.exe and .com under Wine in a virtual display: the window
# opens on demo data, a serial is looked up by keys, station.conf is saved and read back,
# and the console program's status answers. Skipped, visibly, where Wine is missing.
set -euo pipefail
cd "$(dirname "$0")/.."

. packaging/wine.sh
if [[ "${1:-}" != inside ]]; then
	have_wine windows-smoke
	packaging/setup.sh display windows
	exec timeout -k 10 540 packaging/virtual-display.sh -s 1280x1024 packaging/windows-smoke.sh inside
fi

work=$(mktemp -d)
export WINEPREFIX="$work/prefix"
mkdir -p build/windows
program=
trap 'kill "$program" 2>/dev/null || true; wineserver -k 2>/dev/null || true; rm -rf "$work"' EXIT

say() { echo "windows-smoke: $*"; }
fail() { say "FAILED: $*"; import -window root build/windows/failed.png 2>/dev/null || true; tail -n 30 "$work"/*.log 2>/dev/null || true; exit 1; }

say "preparing Wine"
prepare_wine || fail "wineboot"

console() { wine build/station-companion.com "$@" 2>>"$work/console.log" | tr -d '\r'; }

say "the console program answers"
console --version | grep -q . || fail "--version printed nothing"
console config set station WINE-SMOKE-7 || fail "config set"
[[ $(console config get station) == *WINE-SMOKE-7* ]] || fail "config get does not read back what was set"
conf=$(find "$WINEPREFIX/drive_c/users" -path '*station-companion/station.conf' | head -n 1)
[[ -n "$conf" ]] && grep -q 'WINE-SMOKE-7' "$conf" || fail "station.conf was not written"

say "the logs of this PC are listed and read"
other="$WINEPREFIX/drive_c/ProgramData/Virinco/WATS"
mkdir -p "$other"
printf '%s\r\n' '%BeginHeader:WatsLogFile%' '{"made":"up"}' '%EndHeader:WatsLogFile%' \
	'2026-02-02T10:15:22.1234567+01:00;;2026-02-02T10:15:22.1234567+01:00;;Started' \
	'2026-02-02T10:15:23.1234567+01:00;;Virinco.WATS.Client Error: 0 : 2026-02-02T10:15:23.1234567+01:00;;Report refused' \
	'   at Virinco.WATS.Client.Send()' >"$other/wats.log"
console logs --list >"$work/logs.log" || fail "logs --list"
grep -q 'wats\.log' "$work/logs.log" || fail "wats.log is not listed"
console logs 'C:\ProgramData\Virinco\WATS\wats.log' --level error >"$work/errors.log" || fail "logs --level error"
grep -q 'Report refused' "$work/errors.log" && grep -q 'Client.Send' "$work/errors.log" || fail "the error or its stack trace is not shown"
! grep -q 'Started' "$work/errors.log" || fail "more than errors is shown"

say "the window opens on demo data"
wine build/station-companion.exe --demo >"$work/window.log" 2>&1 &
program=$!
window=
for _ in $(seq 600); do
	window=$(xdotool search --onlyvisible --name '^Station Companion$' 2>/dev/null | head -n 1) && [[ -n "$window" ]] && break
	kill -0 "$program" 2>/dev/null || fail "the window program ended early"
	sleep 0.1
done
[[ -n "$window" ]] || fail "no window appeared"
xdotool windowactivate --sync "$window"

say "status asks the window"
for _ in $(seq 40); do
	console status --json >"$work/status.json" || true
	grep -q '"of": *"window"' "$work/status.json" && grep -q '"last_proven": *"' "$work/status.json" && break
	sleep 0.5
done
grep -q '"of": *"window"' "$work/status.json" || fail "status did not reach the window: $(head -c 600 "$work/status.json")"
grep -q '"last_proven": *"' "$work/status.json" || fail "the window is not connected to the demo data: $(head -c 900 "$work/status.json")"
grep -q '"name": *"WINE-SMOKE-7"' "$work/status.json" || fail "the window does not know the saved station name"
cp "$work/status.json" build/windows/status.json
import -window root build/windows/1-start.png

say "a serial is looked up by keys"
xdotool type --delay 5 'SN-1001'
xdotool key Return
logs=$(find "$WINEPREFIX/drive_c/users" -type d -path '*station-companion/log' | head -n 1)
for _ in $(seq 100); do grep -qs 'SN-1001' "$logs"/*.log && break; sleep 0.2; done
grep -qs 'SN-1001' "$logs"/*.log || fail "the look-up is not in the program's log"
sleep 2 # software OpenGL under Wine paints slowly
import -window root build/windows/2-report.png

say "the settings dialog saves station.conf"
click() { xdotool mousemove --window "$window" "$1" "$2" click 1; sleep 1; }
xdotool key ctrl+comma
sleep 1
click 650 232 # the name field
xdotool key ctrl+a
xdotool type --delay 60 'WINE-DIALOG-8'
sleep 1
import -window root build/windows/3-settings.png
click 890 650 # Save
for _ in $(seq 50); do grep -q 'WINE-DIALOG-8' "$conf" && break; sleep 0.2; done
grep -q 'WINE-DIALOG-8' "$conf" || fail "the dialog did not save: $(cat "$conf")"
import -window root build/windows/4-saved.png
[[ $(console config get station) == *WINE-DIALOG-8* ]] || fail "the console does not read what the dialog saved"

say "passed; pictures in build/windows"
