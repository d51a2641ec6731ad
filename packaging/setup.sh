#!/usr/bin/env bash
# Installs what a make target needs from Debian's or Ubuntu's own packages, and
# nothing that is there already. Usage: packaging/setup.sh GROUP...
#   build    compile the window program (OpenGL and X11 headers, clang)
#   display  a virtual display with a picture of it, and keys and mouse for it
#   race     a C compiler, for the race detector
#   windows  cross-compile for Windows
#   wine     run the Windows programs here
#   icons    draw icon.png from icon.svg
#   bench    the programs our log engine is measured against
set -euo pipefail

declare -A group=(
	[build]="clang pkg-config libc6-dev libgl1-mesa-dev xorg-dev"
	[display]="xvfb xauth xdotool openbox imagemagick dbus libgl1-mesa-dri x11-utils"
	[race]="gcc libc6-dev"
	[windows]="clang gcc-mingw-w64-x86-64"
	[wine]="wine wine64"
	[icons]="librsvg2-bin"
	[bench]="lnav grep coreutils"
)

wanted=()
for g in "$@"; do
	[[ -n "${group[$g]:-}" ]] || { echo "setup: unknown group '$g'" >&2; exit 2; }
	for p in ${group[$g]}; do
		[[ "$(dpkg-query -W -f='${Status}' "$p" 2>/dev/null)" == *"ok installed" ]] || wanted+=("$p")
	done
done
((${#wanted[@]})) || exit 0

if ! command -v apt-get >/dev/null; then
	echo "setup: this machine has no apt-get. Please install by hand: ${wanted[*]}" >&2
	exit 1
fi
as_root=()
if [[ $(id -u) != 0 ]]; then
	command -v sudo >/dev/null || {
		echo "setup: root is needed. Please run as root: apt-get install ${wanted[*]}" >&2
		exit 1
	}
	as_root=(sudo)
fi
echo "setup: installing from Debian packages: ${wanted[*]}"
export DEBIAN_FRONTEND=noninteractive
"${as_root[@]}" apt-get update -qq
"${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${wanted[@]}" >/dev/null
echo "setup: done"
