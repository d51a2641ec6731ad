#!/usr/bin/env bash
# Runs tests built for Windows under Wine: of the packages that call Windows themselves
# (proxy, keyring, adapters, file locks and flushes, sockets), and of those that read
# other programs' files, where one that somebody has open is not as free as on Linux.
# Skipped, visibly, where Wine is missing. Wine stands in for Windows, it does not prove
# it: it has no oplocks, no network drives and, in version 8, no symbolic links.
# Usage: packaging/windows-tests.sh [PACKAGE...], for instance client/proxy; without, all.
set -euo pipefail
cd "$(dirname "$0")/.."
. packaging/wine.sh
have_wine windows-tests
packaging/setup.sh windows

work=$(mktemp -d)
export WINEPREFIX="$work/prefix"
trap 'wineserver -k 2>/dev/null || true; rm -rf "$work"' EXIT
say() { echo "windows-tests: $*"; }

# What is run: a package, then a pattern of the tests left out here, and why. A power cut
# and a full disk are played from a record, by code that knows no system: here that takes
# minutes and finds nothing more than on Linux.
played="played from a record, the same on every system"
tests=(
	"logging|PowerCut|$played"
	"logging/known"
	"logging/tail/match"
	"logging/tail"
	"client/proxy"
	"station/fingerprint|PowerCut|$played"
	"station/fingerprint|FullDisk|$played"
	"station/secret|PowerCut|$played"
	"station/secret|FullDisk|$played"
	"station|PowerCut|$played"
	"station|FullDisk|$played"
	"station|EveryCombinationOfSources|calls no system and takes minutes here"
	"station/internal/durable"
	"client/cache|PowerCut|$played"
	"client/cache|FullDisk|$played"
	"client/check"
	"client|/restart_between_requests|the server is away for longer here than nobody asks"
	"ui/instance|^TestXSockets\$|X11 is not on Windows"
	"ui/notify"
)
# Of this package the fault matrix alone: the sockets' own error numbers are in it.
declare -A only=([client]='^TestFaultMatrix$')

packages=()
declare -A left=()
for entry in "${tests[@]}"; do
	IFS='|' read -r p pattern why <<<"$entry"
	[[ $# == 0 || " $* " == *" $p "* ]] || continue
	[[ -v "left[$p]" ]] || { packages+=("$p") && left[$p]=; }
	[[ -n "$pattern" ]] || continue
	left[$p]+="${left[$p]:+|}$pattern"
	say "$p: left out: $pattern ($why)"
done
((${#packages[@]})) || { say "FAILED: none of these packages is run here: $*"; exit 2; }

# Two things Wine 8 cannot do and Go needs. FileDispositionInformationEx is answered with a
# status that Go does not expect (STATUS_NOT_IMPLEMENTED), so os.RemoveAll could delete
# nothing: Go's own older way is taken then. SIO_UDP_NETRESET is refused (WSAEOPNOTSUPP),
# so there were no UDP sockets: they do without it.
root=$(go env GOROOT)/src
sed 's/case STATUS_INVALID_INFO_CLASS,/case NTStatus(0xC0000002), STATUS_INVALID_INFO_CLASS,/' "$root/internal/syscall/windows/at_windows.go" >"$work/at_windows.go"
sed '/case "udp"/,/^}/s/if err != nil {/if err != nil \&\& err != syscall.Errno(10045) {/' "$root/net/fd_windows.go" >"$work/fd_windows.go"
for f in internal/syscall/windows/at_windows.go net/fd_windows.go; do
	! cmp -s "$root/$f" "$work/${f##*/}" || { say "FAILED: $f of $(go version) is not as expected"; exit 1; }
done
printf '{"Replace":{"%s":"%s","%s":"%s"}}\n' "$root/internal/syscall/windows/at_windows.go" "$work/at_windows.go" \
	"$root/net/fd_windows.go" "$work/fd_windows.go" >"$work/overlay.json"

mkdir "$work/tests" # each is called after the end of its package's path
GOOS=windows GOARCH=amd64 CGO_ENABLED=0 go test -c -overlay "$work/overlay.json" -o "$work/tests/" "${packages[@]/#/./}"
say "preparing Wine"
prepare_wine || { cat "$work/wineboot.log"; say "FAILED: wineboot"; exit 1; }

failed=0
for p in "${packages[@]}"; do
	began=$SECONDS
	what=(-test.v -test.timeout 280s)
	# The fault matrix has all its rows; elsewhere -short means fewer processes killed.
	case "$p" in
	logging*) ;;
	client) what+=(-test.run "${only[$p]}") ;;
	*) what+=(-test.short) ;;
	esac
	[[ -z "${left[$p]}" ]] || what+=(-test.skip "${left[$p]}")
	if ! (cd "$p" && timeout -k 5 300 wine "$work/tests/${p##*/}.test.exe" "${what[@]}" </dev/null 2>&1) | tr -d '\r' >"$work/out"; then
		failed=1
		grep -v -e '^=== ' -e '--- PASS' "$work/out" | tail -n 60
	fi
	grep -A1 -B1 -e '--- SKIP' "$work/out" | grep -e SKIP -e _test.go: || true
	rows=$(grep -c '^    --- PASS' "$work/out" || true)
	say "$p: $(grep -c '^--- PASS' "$work/out" || true) passed (and $rows of their parts), $(grep -c '^--- SKIP' "$work/out" || true) skipped, $(grep -c '^--- FAIL' "$work/out" || true) failed ($((SECONDS - began)) s)"
done
((failed == 0)) || { say "FAILED"; exit 1; }
say "passed"
