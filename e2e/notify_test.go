//go:build e2e

package e2e

import (
	"bufio"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/godbus/dbus/v5"

	"stationcompanion/ui/words"
)

// Where desktops show notifications (freedesktop.org, Desktop Notifications 1.2).
const (
	noticeName = "org.freedesktop.Notifications"
	noticePath = dbus.ObjectPath("/org/freedesktop/Notifications")
)

// notice is a notification as the program sent it.
type notice struct {
	app, icon, title, body string
	id, replaces           uint32
	actions                []string
	hints                  map[string]dbus.Variant
	at                     time.Time
}

// noticeBoard is a desktop that shows notifications.
type noticeBoard struct {
	mu       sync.Mutex
	sent     []notice
	standing map[uint32]string // titles by number
}

// Notify is called over the bus.
func (b *noticeBoard) Notify(app string, replaces uint32, icon, title, body string, actions []string, hints map[string]dbus.Variant, _ int32) (uint32, *dbus.Error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	id := replaces
	if _, there := b.standing[id]; !there {
		id = uint32(len(b.sent)) + 1
	}
	b.standing[id] = title
	b.sent = append(b.sent, notice{app, icon, title, body, id, replaces, actions, hints, time.Now()})
	return id, nil
}

// CloseNotification is called over the bus.
func (b *noticeBoard) CloseNotification(id uint32) *dbus.Error {
	b.mu.Lock()
	defer b.mu.Unlock()
	delete(b.standing, id)
	return nil
}

// all gives what was sent so far, and what stands now.
func (b *noticeBoard) all() (sent []notice, standing []string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, title := range b.standing {
		standing = append(standing, title)
	}
	return slices.Clone(b.sent), standing
}

// desktopOf starts a session bus of this PC's own, with a desktop on it that shows
// notifications; programs started afterwards use it.
func (p *pc) desktopOf() *noticeBoard {
	p.t.Helper()
	address := "unix:path=" + filepath.Join(p.home, "bus")
	daemon := exec.Command("dbus-daemon", "--session", "--nofork", "--print-address", "--address="+address)
	out, err := daemon.StdoutPipe()
	if err != nil {
		p.t.Fatal(err)
	}
	if err := daemon.Start(); err != nil {
		p.t.Fatal(err)
	}
	p.t.Cleanup(func() { _ = daemon.Process.Kill(); _ = daemon.Wait() })
	if _, err := bufio.NewReader(out).ReadString('\n'); err != nil { // it takes connections now
		p.t.Fatalf("dbus-daemon: %v", err)
	}
	conn, err := dbus.Connect(address)
	if err != nil {
		p.t.Fatal(err)
	}
	p.t.Cleanup(func() { _ = conn.Close() })
	b := &noticeBoard{standing: map[uint32]string{}}
	if err := conn.Export(b, noticePath, noticeName); err != nil {
		p.t.Fatal(err)
	}
	if reply, err := conn.RequestName(noticeName, 0); err != nil || reply != dbus.RequestNameReplyPrimaryOwner {
		p.t.Fatalf("the name on the bus: %v, %v", reply, err)
	}
	p.env = append(p.env, "DBUS_SESSION_BUS_ADDRESS="+address)
	return b
}

// Two messages have this long between them at least (ui/notify), so that they never pile.
const noticePause = 30 * time.Second

// TestNotices minimises the window, has a web page answer in the server's place, and puts
// the server back: the desktop shows that WATS does not answer, then in its place that it
// answers again, in the program's own fixed words and nothing else. At the end nothing
// stands.
func TestNotices(t *testing.T) {
	p := newPC(t)
	board := p.desktopOf()
	p.env = append(p.env, "PYWATS_API_TOKEN="+truthToken)
	server, url := p.demo("--station", truthStation, "--token", truthToken)
	addr := strings.TrimPrefix(url, "http://")
	p.writeConf(truthConf(url))
	w := p.open()
	p.connectedTo(url)
	w.xdo("windowminimize", w.id)
	p.until("the window is out of sight", func() bool { return !w.visible() })

	server.kill()
	wrong, _ := p.demo("--addr", addr, "--fault", "html")
	p.until("the breaker is OPEN", func() bool { return p.status().Breaker.State == "OPEN" })
	p.until("the desktop tells that WATS does not answer", func() bool { sent, _ := board.all(); return len(sent) == 1 })

	wrong.kill()
	p.demo("--station", truthStation, "--token", truthToken, "--addr", addr)
	p.connectedTo(url)
	if sent, standing := board.all(); len(sent) != 1 || !slices.Equal(standing, []string{words.T("notify.opened.title")}) {
		t.Errorf("%d messages within %v, %q stands", len(sent), noticePause, standing)
	}
	sent := board.second(t)
	opened, recovered := sent[0], sent[1]
	opened.says(t, "opened")
	recovered.says(t, "recovered")
	if opened.replaces != 0 || recovered.replaces != opened.id {
		t.Errorf("the first replaces %d, the second %d instead of %d", opened.replaces, recovered.replaces, opened.id)
	}
	if gap := recovered.at.Sub(opened.at); gap < noticePause-time.Second {
		t.Errorf("the second came %v after the first", gap)
	}
	if _, standing := board.all(); !slices.Equal(standing, []string{words.T("notify.recovered.title")}) {
		t.Errorf("%q stand", standing)
	}
	w.end()
	if sent, standing := board.all(); len(sent) != 2 || len(standing) != 0 {
		t.Errorf("at the end %d were sent, %q stand", len(sent), standing)
	}
}

// second waits for the second message and gives both.
func (b *noticeBoard) second(t *testing.T) []notice {
	t.Helper()
	for began := time.Now(); time.Since(began) < noticePause+10*time.Second; time.Sleep(100 * time.Millisecond) {
		if sent, _ := b.all(); len(sent) > 1 {
			return sent
		}
	}
	t.Fatal("the desktop is not told that WATS answers again")
	return nil
}

// says checks that a message is one of the program's own, to the letter: nothing of it can
// come from a server, a file or a report.
func (n notice) says(t *testing.T, key string) {
	t.Helper()
	if n.app != "Station Companion" || n.icon != "" || len(n.actions) != 0 ||
		n.title != words.T("notify."+key+".title") || n.body != words.T("notify."+key+".body") {
		t.Errorf("%s: %q %q %q %q %q", key, n.app, n.icon, n.title, n.body, n.actions)
	}
	known := map[string]any{"urgency": byte(1), "desktop-entry": "station-companion"}
	for name, value := range n.hints {
		if want, ok := known[name]; name != "image-data" && (!ok || value.Value() != want) {
			t.Errorf("%s: hint %s is %v", key, name, value)
		}
	}
}

// visible reports whether the window is on the screen.
func (w *window) visible() bool {
	out, _ := exec.Command("xprop", "-id", w.id, "WM_STATE").Output()
	return !strings.Contains(string(out), "Iconic")
}
