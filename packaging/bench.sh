#!/usr/bin/env bash
# Runs every benchmark COUNT times (default 6), leaves the figures in build/bench.txt and
# compares them with docs/benchmarks/baseline.txt. UPDATE=1 makes them the new baseline.
set -euo pipefail
cd "$(dirname "$0")/.."
count=${COUNT:-6}
baseline=docs/benchmarks/baseline.txt
now=build/bench.txt
mkdir -p build/e2e
{
	echo "# $(date -u +%Y-%m-%d), $(go version)"
	echo "# $(nproc) processors, $(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1), $(. /etc/os-release; echo "$PRETTY_NAME")"
	cat <<'TARGETS'
# Targets: LookupRatio ratio <= 1.25, extra-allocs <= 12 · Refusal <= 1 µs, Refused 0 packets
# Report10ms < 15 ms · Serial10ms < 20 ms · Pool 1 conns · Detect < 100 µs
# FirstFrame ratio <= 1.3 · DecodeReport x-scan <= 2.2 · EnterToFailure ratio <= 1.5
# OpenSaved < 20 ms · Index x-count >= 0.7, page < 5 ms · Search GB/s >= 1.5, dense x-grep <= 1
# Follow and Log: 100,000 lines/s cpu <= 50 %, keys < 100 ms; 2,000 lines/s <= rest + 15 % · the others have no limit: they are here to be compared
TARGETS
} | tee "$now"

measure() { # [OPTION…] PACKAGE…
	CGO_ENABLED=0 go test -run '^$' -bench . -benchmem -count "$count" -timeout 30m "$@" | grep -vE '^(ok|PASS|\?)' | tee -a "$now"
}
measure ./breaker/... ./client/... ./station/... ./ui/look/... ./ui/lookup/... ./ui/cli/...
measure -benchtime 0.2s ./logging/... ./ui/logview/... # many, and short
# Following for a minute: nothing lost, and how long until the last line is in the index.
CGO_ENABLED=0 go test -run '^$' -bench '^BenchmarkFollow$' -benchtime 6000x -count 1 -timeout 5m ./logging/tail | grep ^Benchmark | tee -a "$now"

# The whole program against an empty Fyne window, in the same virtual display.
for p in . ./e2e/emptywindow; do
	out=build/e2e/$(basename "$(realpath "$p")")-release
	[[ $p == . ]] && out=build/e2e/station-companion-release
	CGO_ENABLED=1 CC="${CLANG:-clang}" go build -trimpath -tags "${TAGS:?run this through make bench}" -ldflags '-s -w' -o "$out" "$p"
done
inWindow() { # BENCHMARK COUNT
	packaging/virtual-display.sh -s 1280x1024 go test -tags e2e -run '^$' -bench "$1" -benchtime 1x -count "$2" -timeout 20m ./e2e \
		-program "$PWD/build/e2e/station-companion-release" -empty "$PWD/build/e2e/emptywindow-release" \
		-pictures "$PWD/build/e2e" | grep -vE '^(ok|PASS|\?)' | tee -a "$now"
}
inWindow 'FirstFrame|Idle' "$count"
inWindow Log 1 # a minute and a half

if [[ "${UPDATE:-}" == 1 ]]; then
	cp "$now" "$baseline"
	echo "new baseline: $baseline"
fi
go run "${BENCHSTAT:?run this through make bench}" "$baseline" "$now"
