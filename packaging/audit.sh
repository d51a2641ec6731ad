#!/usr/bin/env bash
# What other programs say of this code: staticcheck, gosec and govulncheck, all at fixed
# versions through the Go module proxy. Every finding is repaired or has its reason beside
# it, "#nosec RULE -- reason"; no rule is left out. gosec takes some minutes, so that this
# is no part of .ci/run.
set -euo pipefail
cd "$(dirname "$0")/.."
GOSEC=github.com/securego/gosec/v2/cmd/gosec@v2.30.0
GOVULNCHECK=golang.org/x/vuln/cmd/govulncheck@v1.9.0
: "${TAGS:?run this through make audit}" "${PACKAGES:?}" "${STATICCHECK:?}"
export CC="${CLANG:-clang}"
go=${GO:-go}
bin=$PWD/build/audit # built here: with GOOS=windows `go run` would make Windows programs
mkdir -p "$bin"
read -ra packages <<<"$PACKAGES"

step() { printf '== %s (%ds)\n' "$1" "$SECONDS"; }
built() { # NAME PACKAGE@VERSION: a version that is there already is not built again
	local at=$bin/$1-${2##*@}
	[[ -x $at ]] || CGO_ENABLED=0 GOBIN=$bin "$go" install "$2"
	[[ -x $at ]] || mv "$bin/$1" "$at"
	printf '%s\n' "$at"
}

step staticcheck
CGO_ENABLED=1 "$go" run "$STATICCHECK" -tags "$TAGS" ./...
GOOS=windows CGO_ENABLED=0 "$(built staticcheck "$STATICCHECK")" "${packages[@]}"
echo "staticcheck: no finding"

# The package match is looked at for a processor for which it is written in Go: gosec cannot
# read functions whose body is in assembler.
step gosec
gosec=$(built gosec "$GOSEC")
CGO_ENABLED=1 "$gosec" -quiet -tags "$TAGS" -exclude-dir logging/tail/match ./...
GOOS=windows CGO_ENABLED=0 "$gosec" -quiet -exclude-dir logging/tail/match "${packages[@]}"
GOARCH=arm64 CGO_ENABLED=0 "$gosec" -quiet ./logging/tail/match/...
printf 'gosec: no finding; %d have a reason beside them\n' "$(git grep -h '// #nosec G' -- '*.go' | wc -l)"

# Its database is at vuln.go.dev, or where GOVULNDB says.
step govulncheck
db=${GOVULNDB:-https://vuln.go.dev}
if [[ $db == http* ]] && ! curl -fsS -m 15 -o /dev/null "$db/index/modules.json" 2>/dev/null; then
	echo "govulncheck: not checked, the database cannot be reached"
else
	CGO_ENABLED=1 "$(built govulncheck "$GOVULNCHECK")" -db "$db" -tags "$TAGS" ./...
fi
step done
