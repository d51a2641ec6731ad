//go:build e2e

package e2e

import (
	"fmt"
	"image"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
)

// Where things stand in a window of 1000×700: the log's bar, and its last row.
const (
	logBarY, logNameX = 575, 110
	logLevelX         = 250
	errorBackX        = 595
	lastRowY, serialX = 683, 430
)

// client is another program that writes its log as the WATS client does: each line opened,
// written and closed, and the file cut from the front when it is large.
type client struct {
	path string
	mu   sync.Mutex
	errs []error
	n    int
}

func (c *client) note(err error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if err != nil {
		c.errs = append(c.errs, err)
	}
}

// say writes one line.
func (c *client) say(level, text string) {
	c.n++
	now := time.Now().Format("2006-01-02T15:04:05.0000000-07:00")
	f, err := os.OpenFile(c.path, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
	c.note(err)
	if err != nil {
		return
	}
	_, err = fmt.Fprintf(f, "%s;;Virinco.WATS.Client %s: 0 : %s;;%s\r\n", now, level, now, text)
	c.note(err)
	c.note(f.Close())
	if info, err := os.Stat(c.path); err == nil && info.Size() > 32<<10 {
		all, err := os.ReadFile(c.path)
		c.note(err)
		c.note(os.WriteFile(c.path, all[len(all)-24<<10:], 0o600))
	}
}

// run says something often until stop.
func (c *client) run(stop <-chan struct{}) {
	for i := 0; ; i++ {
		select {
		case <-stop:
			return
		case <-time.After(20 * time.Millisecond):
		}
		if i%10 == 7 {
			c.say("Error", fmt.Sprintf("Upload %d failed", i))
			continue
		}
		c.say("Information", fmt.Sprintf("Upload %d is done", i))
	}
}

// infoColour counts the pixels of the blue in which INFO stands, light, among the log's rows.
func infoColour(img image.Image) int {
	return shows(img, image.Rect(130, 600, 200, 698), 0, 0x5f, 0x96)
}

// chosenColour counts the pixels of the ground of chosen rows, light.
func chosenColour(img image.Image) int {
	return shows(img, image.Rect(10, 600, 900, 698), 0xcc, 0xdf, 0xed)
}

// TestLogs is a support engineer with another program's log: pick it, filter to errors,
// follow, go from error to error, and from a serial number in a line to its report.
func TestLogs(t *testing.T) {
	p := newPC(t)
	data := filepath.Join(p.home, "programdata")
	p.env = append(p.env, "ProgramData="+data)
	c := &client{path: filepath.Join(data, "Virinco", "WATS", "wats.log")}
	if err := os.MkdirAll(filepath.Dir(c.path), 0o700); err != nil {
		t.Fatal(err)
	}
	for range 100 {
		c.say("Information", "Nothing to do")
	}
	_, url := p.demo("--station", "E2E-STATION-01")
	p.writeConf(confFor(url))
	w := p.open()
	w.size(1000, 700)
	p.connectedTo(url)

	w.click(logNameX, logBarY)
	time.Sleep(500 * time.Millisecond)
	p.picture("l1-which")
	w.key("Down", "Down", "Return")
	state := filepath.Join(p.home, "state", "station-companion", "window.json")
	p.until("the other log is followed and remembered", func() bool {
		raw, _ := os.ReadFile(state)
		return strings.Contains(string(raw), "wats.log")
	})
	stop, done := make(chan struct{}), make(chan struct{})
	go func() { defer close(done); c.run(stop) }()
	p.until("INFO stands in its rows", func() bool { return infoColour(p.picture("l2-followed")) > 20 })

	w.click(logLevelX, logBarY)
	time.Sleep(300 * time.Millisecond)
	w.key("Down", "Down", "Down", "Down", "Return")
	p.until("only errors are shown", func() bool {
		img := p.picture("l3-errors")
		return infoColour(img) == 0 && shows(img, image.Rect(10, 600, 200, 698), 0xd5, 0x5e, 0) > 20
	})
	w.click(errorBackX, logBarY)
	w.key("shift+F4")
	p.until("an error before the newest is chosen, and the pane has paused", func() bool {
		return chosenColour(p.picture("l4-errors-back")) > 2000
	})

	time.Sleep(time.Second)
	close(stop)
	<-done
	c.say("Error", "Serial number SN-1001 was not sent")
	w.click(820, logBarY) // back to the end
	time.Sleep(time.Second)
	p.picture("l5-newest")
	w.click(serialX, lastRowY)
	p.until("the serial number in the line is looked up", func() bool { return strings.Contains(p.logText(), `"serial_number":"SN-1001"`) })
	p.until("FAILED stands on the screen", func() bool { return failedColour(p.picture("l6-report")) > 200 })
	w.menu(7) // its lines in the log
	time.Sleep(500 * time.Millisecond)
	p.picture("l7-its-lines")

	if len(c.errs) > 0 {
		t.Errorf("the other program was disturbed: %v", c.errs)
	}
	if out, code := p.run("logs", c.path, "--level", "error", "--lines", "1"); code != 0 || !strings.Contains(out, "Serial number SN-1001 was not sent") {
		t.Errorf("on the console: %q, exit code %d", out, code)
	}
}
