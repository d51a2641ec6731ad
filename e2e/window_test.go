//go:build e2e

package e2e

import (
	"fmt"
	"image"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"
)

// TestShift is a shift at a station: scan, read, change the station's name, have it
// changed from outside, lose the server and get it back, without touching a key for that.
func TestShift(t *testing.T) {
	p := newPC(t)
	server, url := p.demo("--station", "E2E-STATION-01")
	p.writeConf(confFor(url, "breaker_timeout = 3s"))
	w := p.open()
	w.size(1000, 700)
	p.connectedTo(url)
	p.picture("1-connected")

	w.scan("SN-1001")
	p.until("the failing report is fetched", func() bool {
		return strings.Contains(p.logText(), "SN-1001") && strings.Contains(p.logText(), `"report_id"`)
	})
	p.until("FAILED stands on the screen", func() bool {
		return failedColour(p.picture("2-report")) > 200
	})

	w.key("ctrl+comma")
	time.Sleep(600 * time.Millisecond) // the dialog fades in
	p.picture("3-settings")
	w.click(650, 232) // the name field
	w.key("ctrl+a")
	w.write("LINE 4 NORTH")
	time.Sleep(400 * time.Millisecond)
	p.picture("4-settings-preview")
	w.click(890, 650) // Save
	p.until("station.conf holds the new name", func() bool { return strings.Contains(p.confText(), "station = LINE 4 NORTH") })
	p.until("the window calls the station by it", func() bool { return p.status().Station.Name == "LINE 4 NORTH" })
	if conf := p.confText(); !strings.Contains(conf, "# test station") || !strings.Contains(conf, "breaker_timeout = 3s") {
		t.Errorf("saving lost something:\n%s", conf)
	}
	time.Sleep(400 * time.Millisecond)
	p.picture("5-saved")
	w.key("Escape")

	old := "LINE 4 NORTH"
	took := bestOf(3, 2*time.Second, func(i int) time.Duration {
		name := fmt.Sprintf("EDITED-OUTSIDE-%d", i)
		p.writeConf(strings.Replace(p.confText(), old, name, 1))
		old = name
		return p.until("the outside edit shows", func() bool { return p.status().Station.Name == name })
	})
	t.Logf("an outside edit showed after %v", took)
	if took > 2*time.Second {
		t.Errorf("an outside edit took %v to show, more than two seconds", took)
	}
	time.Sleep(300 * time.Millisecond)
	p.picture("6-outside-edit")

	server.end()
	took = p.until("the breaker is OPEN", func() bool { return p.status().Breaker.State == "OPEN" })
	t.Logf("OPEN after %v", took)
	p.until("the window counts down", func() bool {
		s := p.status()
		return s.Breaker.NextProbeS != nil && *s.Breaker.NextProbeS > 0
	})
	p.picture("7-open")
	w.scan("SN-1002")
	p.until("the look-up is refused", func() bool { return strings.Contains(p.logText(), "breaker_open") })
	time.Sleep(300 * time.Millisecond)
	p.picture("8-refused-at-once")

	_, again := p.demo("--station", "E2E-STATION-01", "--addr", strings.TrimPrefix(url, "http://"))
	if again != url {
		t.Fatalf("the demo server came back at %s, not %s", again, url)
	}
	took = p.until("the window is connected again", func() bool { return connected(p.status()) })
	t.Logf("connected again after %v", took)
	time.Sleep(500 * time.Millisecond)
	p.picture("9-back")

	if took := w.end(); took > time.Second {
		t.Errorf("gone only %v after SIGTERM", took)
	}
}

// bestOf measures until one result is within the limit, at most n times: what is asked is
// what the program can do, not how busy the machine was for a moment.
func bestOf(n int, limit time.Duration, measure func(i int) time.Duration) time.Duration {
	best := measure(0)
	for i := 1; i < n && best > limit; i++ {
		best = min(best, measure(i))
	}
	return best
}

func (p *pc) confText() string {
	raw, _ := os.ReadFile(p.conf())
	return string(raw)
}

// failedColour counts pixels of the verdict's red below the header, where the report is.
func failedColour(img image.Image) int {
	return shows(img, image.Rect(300, 120, 1000, 500), 0xD5, 0x5E, 0x00)
}

// TestGoneWithinASecond closes the window, and sends SIGTERM, while the server hangs.
func TestGoneWithinASecond(t *testing.T) {
	for _, how := range []string{"SIGTERM", "closed"} {
		t.Run(how, func(t *testing.T) {
			p := newPC(t)
			_, url := p.demo("--fault", "hang")
			p.writeConf(confFor(url))
			took := bestOf(3, time.Second, func(int) time.Duration {
				w := p.open()
				w.scan("SN-1001")
				began := time.Now()
				if how == "SIGTERM" {
					w.end()
				} else {
					w.xdo("key", "alt+F4")
					w.gone("after closing the window")
				}
				return time.Since(began)
			})
			t.Logf("gone after %v", took)
			if took > time.Second {
				t.Errorf("gone only after %v", took)
			}
		})
	}
}

// TestSecondStartRaisesTheFirst starts the program twice on one desktop.
func TestSecondStartRaisesTheFirst(t *testing.T) {
	p := newPC(t)
	_, url := p.demo()
	p.writeConf(confFor(url))
	w := p.open()
	p.connectedTo(url)
	second := p.start()
	second.gone("the second start")
	if code := second.cmd.ProcessState.ExitCode(); code != 0 {
		t.Errorf("the second start ended with %d: %s", code, second.output())
	}
	select {
	case <-w.done:
		t.Error("the first window is gone")
	default:
	}
}

// TestWithoutDisplayOrOpenGL gets a sentence and the status instead of a crash.
func TestWithoutDisplayOrOpenGL(t *testing.T) {
	p := newPC(t)
	_, url := p.demo()
	p.writeConf(confFor(url))
	for name, display := range map[string]string{"no display": "", "no such display": ":4095"} {
		t.Run(name, func(t *testing.T) {
			cmd := exec.Command(*program)
			cmd.Env = append(append([]string(nil), p.env...), "DISPLAY="+display, "WAYLAND_DISPLAY=")
			out, _ := cmd.CombinedOutput()
			said := string(out)
			if strings.Contains(said, "panic") || strings.Contains(said, "goroutine ") {
				t.Errorf("it crashed:\n%s", said)
			}
			if !strings.Contains(said, "E2E-STATION-01") || !strings.Contains(strings.ToLower(said), "display") {
				t.Errorf("neither the sentence nor the status:\n%s", said)
			}
		})
	}
	t.Run("no OpenGL", func(t *testing.T) {
		x := exec.Command("Xvfb", "-displayfd", "1", "-screen", "0", "1024x768x24", "-extension", "GLX", "-nolisten", "tcp")
		pipe, err := x.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := x.Start(); err != nil {
			t.Fatal(err)
		}
		defer func() { _ = x.Process.Kill(); _ = x.Wait() }()
		number := make([]byte, 16)
		n, err := pipe.Read(number)
		if err != nil {
			t.Fatal(err)
		}
		cmd := exec.Command(*program)
		cmd.Env = append(append([]string(nil), p.env...), "DISPLAY=:"+strings.TrimSpace(string(number[:n])), "WAYLAND_DISPLAY=")
		out, _ := cmd.CombinedOutput()
		said := string(out)
		if strings.Contains(said, "panic:") || strings.Contains(said, "goroutine 1 [") {
			t.Errorf("it crashed:\n%s", said)
		}
		if !strings.Contains(said, "E2E-STATION-01") {
			t.Errorf("no status:\n%s", said)
		}
	})
}
