//go:build !windows && !darwin

package instance

import (
	"context"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/godbus/dbus/v5"
)

func TestBusAddress(t *testing.T) {
	dir := t.TempDir()
	if got := busAddress(environment("XDG_RUNTIME_DIR", dir)); got != "" {
		t.Errorf("no bus, but %q", got)
	}
	writeFile(t, filepath.Join(dir, "bus"), "no socket")
	if got := busAddress(environment("XDG_RUNTIME_DIR", dir)); got != "" {
		t.Errorf("a plain file counts as a bus: %q", got)
	}
	if err := os.Remove(filepath.Join(dir, "bus")); err != nil {
		t.Fatal(err)
	}
	l, err := net.Listen("unix", filepath.Join(dir, "bus"))
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close() //nolint:errcheck // test
	if got, want := busAddress(environment("XDG_RUNTIME_DIR", dir)), "unix:path="+filepath.Join(dir, "bus"); got != want {
		t.Errorf("%q, want %q", got, want)
	}
	if got := busAddress(environment("XDG_RUNTIME_DIR", dir, "DBUS_SESSION_BUS_ADDRESS", "unix:path=/x")); got != "unix:path=/x" {
		t.Errorf("the variable decides, got %q", got)
	}
}

// A bus that takes the connection and says nothing must not hold the start up.
func TestSilentBusIsNoTray(t *testing.T) {
	path := filepath.Join(t.TempDir(), "bus")
	l, err := net.Listen("unix", path)
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close() //nolint:errcheck // test
	ctx, cancel := context.WithCancel(t.Context())
	go func() {
		conn, err := l.Accept()
		if err == nil {
			defer conn.Close() //nolint:errcheck // test
			cancel()
			conn.Read(make([]byte, 1)) //nolint:errcheck // until the asker gives up
			<-t.Context().Done()
		}
	}()
	if owned(ctx, "unix:path="+path, trayHost) {
		t.Error("a silent bus has a tray")
	}
	if owned(t.Context(), "unix:path="+path+"-none", trayHost) || owned(t.Context(), "", trayHost) {
		t.Error("no bus has a tray")
	}
}

// With a real session bus the tray is there exactly as long as its host is.
func TestTrayHostOnARealBus(t *testing.T) {
	daemon, err := exec.LookPath("dbus-daemon")
	if err != nil {
		t.Skip("no dbus-daemon on this PC")
	}
	cmd := exec.Command(daemon, "--session", "--nofork", "--print-address", "--address=unix:path="+filepath.Join(t.TempDir(), "bus"))
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	defer func() {
		cmd.Process.Kill() //nolint:errcheck // may have ended
		cmd.Wait()         //nolint:errcheck // killed
	}()
	line := make([]byte, 512)
	n, err := out.Read(line)
	if err != nil {
		t.Skipf("dbus-daemon does not start here: %v", err)
	}
	address := strings.TrimSpace(string(line[:n]))
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
	defer cancel()
	if owned(ctx, address, trayHost) {
		t.Error("a tray on an empty bus")
	}
	host, err := dbus.Connect(address)
	if err != nil {
		t.Fatal(err)
	}
	defer host.Close() //nolint:errcheck // test
	if _, err := host.RequestName(trayHost, 0); err != nil {
		t.Fatal(err)
	}
	if !owned(ctx, address, trayHost) {
		t.Error("no tray although its host is there")
	}
}
