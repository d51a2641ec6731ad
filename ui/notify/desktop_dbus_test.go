//go:build !windows && !darwin

package notify

import (
	"bytes"
	"context"
	"image"
	"image/png"
	"net"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/godbus/dbus/v5"
)

// server is a desktop's notification service on a bus.
type server struct {
	mu    sync.Mutex
	shown []string // as they stand: one text a number
	calls int
	hints map[string]dbus.Variant
}

func (s *server) Notify(app string, replaces uint32, icon, title, body string, actions []string, hints map[string]dbus.Variant, timeout int32) (uint32, *dbus.Error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.calls++
	s.hints = hints
	if replaces == 0 || int(replaces) > len(s.shown) {
		s.shown = append(s.shown, "")
		replaces = uint32(len(s.shown))
	}
	s.shown[replaces-1] = app + ": " + title
	return replaces, nil
}

func (s *server) CloseNotification(id uint32) *dbus.Error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.shown[id-1] == "" {
		return dbus.NewError(busName+".Error", []any{"gone"})
	}
	s.shown[id-1] = ""
	return nil
}

func (s *server) standing() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return strings.Join(s.shown, "|")
}

// privateBus starts a bus of the test's own and gives its address.
func privateBus(t *testing.T) string {
	t.Helper()
	daemon, err := exec.LookPath("dbus-daemon")
	if err != nil {
		t.Skip("no dbus-daemon on this PC: what a real desktop gets is not tested")
	}
	cmd := exec.Command(daemon, "--session", "--nofork", "--print-address", "--address=unix:path="+filepath.Join(t.TempDir(), "bus"))
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		cmd.Process.Kill() //nolint:errcheck // may have ended
		cmd.Wait()         //nolint:errcheck // killed
	})
	line := make([]byte, 512)
	n, err := out.Read(line)
	if err != nil {
		t.Skipf("dbus-daemon does not start here: %v", err)
	}
	return strings.TrimSpace(string(line[:n]))
}

// serve puts a notification service on a bus.
func serve(t *testing.T, address string) (*server, *dbus.Conn) {
	t.Helper()
	conn, err := dbus.Connect(address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { conn.Close() }) //nolint:errcheck // closed twice
	s := &server{}
	if err := conn.Export(s, busPath, busName); err != nil {
		t.Fatal(err)
	}
	if _, err := conn.RequestName(busName, 0); err != nil {
		t.Fatal(err)
	}
	return s, conn
}

func TestOneStandsOnARealBus(t *testing.T) {
	address := privateBus(t)
	s, conn := serve(t, address)
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
	defer cancel()
	var icon bytes.Buffer
	if err := png.Encode(&icon, image.NewNRGBA(image.Rect(0, 0, 3, 2))); err != nil {
		t.Fatal(err)
	}
	b := &bus{address: func() string { return address }, icon: icon.Bytes()}
	send := func(m Message, want string) {
		t.Helper()
		if err := b.Send(ctx, m); err != nil {
			t.Fatal(err)
		}
		if got := s.standing(); got != want {
			t.Errorf("%s stands, want %s", got, want)
		}
	}
	for range 3 {
		send(Opened(), "Station Companion: WATS does not answer")
		send(Recovered(), "Station Companion: WATS answers again")
	}
	if s.calls != 6 {
		t.Errorf("%d calls", s.calls)
	}
	var p picture
	if err := dbus.Store([]any{s.hints["image-data"].Value()}, &p); err != nil || p.Width != 3 || p.Stride != 12 || len(p.Data) != 24 {
		t.Errorf("icon %+v, %v", p, err)
	}
	for range 2 {
		if err := b.Withdraw(ctx); err != nil || s.standing() != "" {
			t.Errorf("%q stands, %v", s.standing(), err)
		}
	}
	send(Opened(), "|Station Companion: WATS does not answer")
	s.CloseNotification(2) // a person put it away
	if err := b.Withdraw(ctx); err != nil {
		t.Errorf("that it is gone is an error: %v", err)
	}
	if err := conn.Close(); err != nil {
		t.Fatal(err)
	}
	if err := b.Send(ctx, Opened()); err == nil {
		t.Error("sent although nobody shows it")
	}
	s, _ = serve(t, address)
	send(Opened(), "Station Companion: WATS does not answer")
	if err := b.Close(); err != nil || b.Close() != nil {
		t.Error(err)
	}
	send(Opened(), "Station Companion: WATS does not answer")
	if err := b.Close(); err != nil {
		t.Error(err)
	}
}

// No bus, and one that takes the connection and says nothing, hold nobody up.
func TestNoBus(t *testing.T) {
	if err := (&bus{address: func() string { return "" }}).Send(t.Context(), Opened()); err != errNoBus {
		t.Errorf("%v", err)
	}
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
			<-t.Context().Done()
		}
	}()
	b := &bus{address: func() string { return "unix:path=" + path }}
	if err := b.Send(ctx, Opened()); err == nil {
		t.Error("a silent bus shows notifications")
	}
	if b.Withdraw(t.Context()) != nil || b.Close() != nil {
		t.Error("there is nothing to take back")
	}
	if err := b.Send(t.Context(), Message{"other"}); err != errText {
		t.Errorf("%v", err)
	}
	if _, ok := pixels([]byte("no picture")); ok {
		t.Error("a picture of nothing")
	}
}
