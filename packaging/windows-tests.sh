#!/usr/bin/env bash
# Runs the tests of the packages that read other programs' files under Wine, built for
# Windows: there a file that somebody has open is not as free as on Linux. Skipped,
# visibly, where Wine is missing. Wine stands in for Windows, it does not prove it: it
# has no oplocks, no network drives and, in version 8, no symbolic links.
set -euo pipefail
cd "$(dirname "$0")/.."
. packaging/wine.sh
have_wine windows-tests
packaging/setup.sh windows

work=$(mktemp -d)
export WINEPREFIX="$work/prefix"
trap 'wineserver -k 2>/dev/null || true; rm -rf "$work"' EXIT
say() { echo "windows-tests: $*"; }

# Wine 8 does not know FileDispositionInformationEx and says so with a status that Go does
# not expect (STATUS_NOT_IMPLEMENTED), so nothing could be deleted by os.RemoveAll: here
# Go's own older way is taken then.
source=$(go env GOROOT)/src/internal/syscall/windows/at_windows.go
sed 's/case STATUS_INVALID_INFO_CLASS,/case NTStatus(0xC0000002), STATUS_INVALID_INFO_CLASS,/' "$source" >"$work/at_windows.go"
printf '{"Replace":{"%s":"%s"}}\n' "$source" "$work/at_windows.go" >"$work/overlay.json"

packages=(logging logging/known logging/tail/match logging/tail)
for p in "${packages[@]}"; do
	GOOS=windows GOARCH=amd64 CGO_ENABLED=0 go test -c -overlay "$work/overlay.json" -o "$work/${p//\//-}.exe" "./$p"
done
say "preparing Wine"
prepare_wine || { cat "$work/wineboot.log"; say "FAILED: wineboot"; exit 1; }

failed=0
for p in "${packages[@]}"; do
	began=$SECONDS
	if ! (cd "$p" && timeout -k 5 300 wine "$work/${p//\//-}.exe" -test.v </dev/null 2>&1) | tr -d '\r' >"$work/out"; then
		failed=1
		grep -v -e '^=== ' -e '--- PASS' "$work/out" | tail -n 60
	fi
	grep -A1 -B1 -e '--- SKIP' "$work/out" | grep -e SKIP -e _test.go: || true
	say "$p: $(grep -c '^--- PASS' "$work/out" || true) passed, $(grep -c '^--- SKIP' "$work/out" || true) skipped, $(grep -c '^--- FAIL' "$work/out" || true) failed ($((SECONDS - began)) s)"
done
((failed == 0)) || { say "FAILED"; exit 1; }
say "passed"
