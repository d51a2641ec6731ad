package instance

import (
	"crypto/sha256"
	"encoding/hex"
	"path/filepath"
	"strings"

	"github.com/adrg/xdg"
)

// claimPattern matches the claim files of a directory (and not their locks).
const claimPattern = "window-*.json"

// claimPath is the file of a session's claim. The session's text comes from the
// environment: what no file name may hold is replaced, and a digest keeps apart what
// then looks the same.
func claimPath(dir, session string) string {
	digest := sha256.Sum256([]byte(session))
	name := "window-" + plain(session) + "-" + hex.EncodeToString(digest[:4]) + ".json"
	return filepath.Join(dir, name)
}

// plain keeps the letters, digits and hyphens of a text, at most 32.
func plain(s string) string {
	kept := strings.Map(func(r rune) rune {
		switch {
		case r >= 'a' && r <= 'z', r >= 'A' && r <= 'Z', r >= '0' && r <= '9', r == '-':
			return r
		}
		return '_'
	}, s)
	if len(kept) > 32 {
		kept = kept[:32]
	}
	return kept
}

// displayKey names a desktop session by its display and login session. The screen
// number (":0.0") says nothing about the session.
func displayKey(env func(string) string) string {
	display := env("DISPLAY")
	if colon := strings.LastIndexByte(display, ':'); colon >= 0 {
		if screen := strings.IndexByte(display[colon:], '.'); screen >= 0 {
			display = display[:colon+screen]
		}
	}
	parts := []string{"x", display}
	if wayland := env("WAYLAND_DISPLAY"); wayland != "" {
		parts = []string{"wayland", filepath.Base(wayland)}
	}
	return strings.Join(append(parts, env("XDG_SESSION_ID")), "-")
}

// Dir is the directory for claims: station-companion under the XDG runtime directory,
// or run/ under the XDG state home where there is no runtime directory.
func Dir() string { return dirIn(xdg.RuntimeDir, xdg.StateHome) }

func dirIn(runtime, state string) string {
	if runtime != "" && runtime != state && usable(runtime) {
		return filepath.Join(runtime, "station-companion")
	}
	return filepath.Join(state, "station-companion", "run")
}
