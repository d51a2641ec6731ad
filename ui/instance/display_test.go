package instance

import (
	"net"
	"path/filepath"
	"reflect"
	"strconv"
	"testing"
)

func TestXSockets(t *testing.T) {
	for display, want := range map[string][]socket{
		":0":              {{"unix", "/tmp/.X11-unix/X0"}, {"unix", "@/tmp/.X11-unix/X0"}, {"tcp", "127.0.0.1:6000"}},
		"unix:1.0":        {{"unix", "/tmp/.X11-unix/X1"}, {"unix", "@/tmp/.X11-unix/X1"}, {"tcp", "127.0.0.1:6001"}},
		"localhost:10.0":  {{"tcp", "127.0.0.1:6010"}, {"tcp", "[::1]:6010"}},
		"far.invalid:0.0": {{}}, // never tried: the toolkit finds out
		"/run/x:0":        {{"unix", "/run/x:0"}, {"unix", "/run/x"}},
		"0":               nil, "": nil, ":": nil, ":x": nil, ":-1": nil, ":60000": nil,
	} {
		if got := xSockets(display); !reflect.DeepEqual(got, want) {
			t.Errorf("%q: %v, want %v", display, got, want)
		}
	}
}

func environment(pairs ...string) func(string) string {
	return func(name string) string {
		for i := 0; i < len(pairs); i += 2 {
			if pairs[i] == name {
				return pairs[i+1]
			}
		}
		return ""
	}
}

func TestReachable(t *testing.T) {
	dir := t.TempDir()
	l, err := net.Listen("unix", filepath.Join(dir, "wayland-0"))
	if err != nil {
		t.Skip("no unix sockets on this PC")
	}
	defer l.Close() //nolint:errcheck // test
	xServer, err := net.Listen("tcp4", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer xServer.Close() //nolint:errcheck // test
	number := strconv.Itoa(xServer.Addr().(*net.TCPAddr).Port - 6000)
	closed, err := net.ResolveTCPAddr("tcp4", closedAddress(t))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name string
		env  func(string) string
		want bool
	}{
		{"nothing", environment(), false},
		{"wayland", environment("WAYLAND_DISPLAY", "wayland-0", "XDG_RUNTIME_DIR", dir), true},
		{"wayland by path", environment("WAYLAND_DISPLAY", filepath.Join(dir, "wayland-0")), true},
		{"wayland that is gone", environment("WAYLAND_DISPLAY", "wayland-1", "XDG_RUNTIME_DIR", dir), false},
		{"X by ssh", environment("DISPLAY", "localhost:"+number+".0"), true},
		{"X that is gone", environment("DISPLAY", "localhost:"+strconv.Itoa(closed.Port-6000)), false},
		{"X elsewhere", environment("DISPLAY", "far.invalid:0"), true},
		{"wayland gone, X there", environment("WAYLAND_DISPLAY", "wayland-1", "XDG_RUNTIME_DIR", dir, "DISPLAY", "localhost:"+number), true},
		{"no display at all", environment("DISPLAY", "none"), false},
	} {
		if got := reachable(c.env); got != c.want {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
}

func FuzzXSockets(f *testing.F) {
	for _, s := range []string{":0", "localhost:10.0", "::", "a:1.2.3", ":\x00"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, display string) {
		for _, s := range xSockets(display) {
			if s.network != "tcp" {
				continue
			}
			if host, _, err := net.SplitHostPort(s.address); err != nil || !net.ParseIP(host).IsLoopback() {
				t.Fatalf("%q leads to %q", display, s.address)
			}
		}
	})
}
