# Sourced by the scripts that run programs under Wine. They have a directory $work of
# their own, and WINEPREFIX in it.
#   have_wine NAME   ends the script, visibly and with success, where Wine is missing
#   prepare_wine     makes the Wine there, in which Go programs run; HOME is in $work then
have_wine() {
	command -v wine >/dev/null && return
	if [[ "${CI:-}" == true ]]; then
		packaging/setup.sh wine || true
	fi
	command -v wine >/dev/null || { echo "$1: SKIPPED, Wine is not installed (packaging/setup.sh wine installs it)"; exit 0; }
}

prepare_wine() {
	export WINEDEBUG=-all HOME="$work/home" WINEDLLOVERRIDES="mscoree=;mshtml="
	mkdir -p "$HOME"
	wineboot -i >"$work/wineboot.log" 2>&1 || return 1
	wineserver -w
	# Go needs ProcessPrng, which Wine 8 lacks: a library of one function, made here.
	local library="$WINEPREFIX/drive_c/windows/system32/bcryptprimitives.dll"
	[[ -e "$library" ]] && return
	cat >"$work/prng.c" <<'C'
#include <windows.h>
BOOLEAN NTAPI SystemFunction036(PVOID buffer, ULONG length);
__declspec(dllexport) BOOL WINAPI ProcessPrng(PBYTE data, SIZE_T length) { return SystemFunction036(data, (ULONG)length); }
C
	x86_64-w64-mingw32-gcc -shared -o "$library" "$work/prng.c" -ladvapi32
}
