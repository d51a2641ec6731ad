#!/usr/bin/env bash
# `make run`: shows the program on the built-in demo server. With no display it says
# so, runs in a virtual one, leaves a picture in build/ and ends.
set -euo pipefail
here=$(cd "$(dirname "$0")/.." && pwd)
program="$here/build/station-companion"

if [[ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]]; then
	exec "$program" --demo "$@"
fi

echo "There is no display here. The program runs in a virtual one and leaves a picture."
"$here/packaging/setup.sh" display
picture="$here/build/station-companion.png"
home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT
env HOME="$home" XDG_CONFIG_HOME="$home/config" XDG_STATE_HOME="$home/state" \
	XDG_CACHE_HOME="$home/cache" XDG_CONFIG_DIRS="$home/etc" \
	"$here/packaging/virtual-display.sh" -s 1280x1024 \
	"$here/packaging/picture.sh" "$program" "$picture"
echo "Picture: ${picture#"$PWD"/}"
