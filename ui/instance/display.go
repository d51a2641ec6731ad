package instance

import (
	"net"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// displayWait bounds the attempt to reach a display.
const displayWait = 2 * time.Second

// reachable reports whether the environment names a display that something listens
// behind. Only sockets of this PC are tried: an X server elsewhere is taken to be there.
func reachable(env func(string) string) bool {
	if w := env("WAYLAND_DISPLAY"); w != "" {
		if !filepath.IsAbs(w) {
			w = filepath.Join(env("XDG_RUNTIME_DIR"), w)
		}
		if answers("unix", w) {
			return true
		}
	}
	display := env("DISPLAY")
	if display == "" {
		return false
	}
	for _, at := range xSockets(display) {
		if at.network == "" || answers(at.network, at.address) {
			return true
		}
	}
	return false
}

type socket struct{ network, address string }

// xSockets gives the places where the X server of a DISPLAY text ("host:number.screen")
// listens. One without a network is on another machine; none means it is no display.
func xSockets(display string) []socket {
	colon := strings.LastIndexByte(display, ':')
	if colon < 0 {
		return nil
	}
	host := display[:colon]
	text, _, _ := strings.Cut(display[colon+1:], ".")
	number, err := strconv.Atoi(text)
	if err != nil || number < 0 || number > 65535-6000 {
		return nil
	}
	tcp := socket{"tcp", net.JoinHostPort("127.0.0.1", strconv.Itoa(6000+number))}
	switch host {
	case "", "unix":
		path := "/tmp/.X11-unix/X" + strconv.Itoa(number)
		return []socket{{"unix", path}, {"unix", "@" + path}, tcp}
	case "localhost", "127.0.0.1", "[::1]":
		return []socket{tcp, {"tcp", net.JoinHostPort("::1", strconv.Itoa(6000+number))}}
	}
	if filepath.IsAbs(host) {
		return []socket{{"unix", display}, {"unix", host}}
	}
	return []socket{{}}
}

func answers(network, address string) bool {
	conn, err := net.DialTimeout(network, address, displayWait)
	if err != nil {
		return false
	}
	conn.Close() // #nosec G104 -- only tried
	return true
}
