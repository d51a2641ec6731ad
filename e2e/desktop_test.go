//go:build e2e

package e2e

import (
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"image"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
)

var (
	program  = flag.String("program", "", "the program under test")
	pictures = flag.String("pictures", "", "directory the pictures are left in")
)

// patience bounds every wait; nothing here takes longer on a machine that is alive.
const patience = 20 * time.Second

// pc is one station PC: a home directory of its own and whatever runs on it.
type pc struct {
	t    *testing.T
	home string
	env  []string
}

func newPC(t *testing.T) *pc {
	t.Helper()
	if *program == "" || os.Getenv("DISPLAY") == "" {
		t.Fatal("run these tests with `make e2e`: they need -program and a display")
	}
	home, err := os.MkdirTemp("", "pc-") // short: it is seen in pictures
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(home) })
	p := &pc{t: t, home: home}
	for _, v := range os.Environ() {
		if !strings.HasPrefix(v, "XDG_CONFIG") && !strings.HasPrefix(v, "XDG_STATE") && !strings.HasPrefix(v, "HOME=") && !strings.HasPrefix(v, "PYWATS_") {
			p.env = append(p.env, v)
		}
	}
	run := filepath.Join(home, "run")
	p.env = append(p.env, "HOME="+home, "XDG_CONFIG_HOME="+filepath.Join(home, "config"),
		"XDG_CONFIG_DIRS="+filepath.Join(home, "etc"), "XDG_STATE_HOME="+filepath.Join(home, "state"),
		"XDG_CACHE_HOME="+filepath.Join(home, "cache"), "XDG_RUNTIME_DIR="+run, "FYNE_THEME=light")
	for _, d := range []string{"config/station-companion", "etc", "state", "run"} {
		if err := os.MkdirAll(filepath.Join(home, d), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	return p
}

func (p *pc) conf() string { return filepath.Join(p.home, "config/station-companion/station.conf") }

func (p *pc) writeConf(text string) {
	p.t.Helper()
	if err := os.WriteFile(p.conf(), []byte(text), 0o600); err != nil {
		p.t.Fatal(err)
	}
}

// run runs a subcommand to its end.
func (p *pc) run(args ...string) (stdout string, code int) {
	p.t.Helper()
	cmd := exec.Command(*program, args...)
	cmd.Env = p.env
	var out, errOut bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &errOut
	err := cmd.Run()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		p.t.Fatalf("%v: %v", args, err)
	}
	return out.String(), cmd.ProcessState.ExitCode()
}

// status is what `status --json` says, as far as these tests look at it.
type status struct {
	Of      string `json:"of"`
	Station struct {
		Name   string `json:"name"`
		Source string `json:"source"`
	} `json:"station"`
	Server struct {
		URL        string  `json:"url"`
		Version    string  `json:"version"`
		LastProven *string `json:"last_proven"`
	} `json:"server"`
	Breaker struct {
		State      string   `json:"state"`
		Failures   int      `json:"consecutive_failures"`
		NextProbeS *float64 `json:"next_probe_s"`
	} `json:"breaker"`
	Problems []struct {
		Kind, Words, Advice string
	} `json:"problems"`
	Token       string `json:"token"`
	SupportCode string `json:"support_code"`
}

func (p *pc) status() status {
	p.t.Helper()
	s, err := p.ask()
	if err != nil {
		p.t.Fatal(err)
	}
	return s
}

// ask is status for any goroutine.
func (p *pc) ask() (s status, err error) {
	cmd := exec.Command(*program, "status", "--json")
	cmd.Env = p.env
	out, _ := cmd.Output() // its exit code says how the connection is
	if err := json.Unmarshal(out, &s); err != nil {
		return s, fmt.Errorf("status --json: %w\n%s", err, out)
	}
	return s, nil
}

// words is what stands in the header against the connection; empty when nothing does.
func (s status) words() string {
	if len(s.Problems) == 0 {
		return ""
	}
	return s.Problems[0].Words + " " + s.Problems[0].Advice
}

// until waits until ok holds.
func (p *pc) until(what string, ok func() bool) time.Duration {
	p.t.Helper()
	began := time.Now()
	for time.Since(began) < patience {
		if ok() {
			return time.Since(began)
		}
		time.Sleep(20 * time.Millisecond)
	}
	p.picture("failed-" + strings.ReplaceAll(what, " ", "-"))
	p.t.Fatalf("after %s still not: %s\nstatus: %+v\nlog:\n%s", patience, what, p.status(), p.logText())
	return 0
}

// logText is everything the program logged.
func (p *pc) logText() string {
	var all strings.Builder
	files, _ := filepath.Glob(filepath.Join(p.home, "state/station-companion/log/*.log"))
	for _, f := range files {
		raw, _ := os.ReadFile(f)
		all.Write(raw)
	}
	return all.String()
}

// process is a running program of this PC.
type process struct {
	pc   *pc
	cmd  *exec.Cmd
	done chan struct{}
	mu   sync.Mutex
	text bytes.Buffer
}

func (pr *process) Write(b []byte) (int, error) {
	pr.mu.Lock()
	defer pr.mu.Unlock()
	return pr.text.Write(b)
}

func (pr *process) output() string {
	pr.mu.Lock()
	defer pr.mu.Unlock()
	return pr.text.String()
}

func (p *pc) start(args ...string) *process {
	p.t.Helper()
	pr := &process{pc: p, cmd: exec.Command(*program, args...), done: make(chan struct{})}
	pr.cmd.Env, pr.cmd.Stdout, pr.cmd.Stderr = p.env, pr, pr
	if err := pr.cmd.Start(); err != nil {
		p.t.Fatal(err)
	}
	go func() { _ = pr.cmd.Wait(); close(pr.done) }()
	p.t.Cleanup(func() { _ = pr.cmd.Process.Kill(); <-pr.done })
	return pr
}

// end sends SIGTERM and gives how long it took to be gone.
func (pr *process) end() time.Duration {
	pr.pc.t.Helper()
	began := time.Now()
	_ = pr.cmd.Process.Signal(syscall.SIGTERM)
	pr.gone("after SIGTERM")
	return time.Since(began)
}

// kill ends it as a power cut does.
func (pr *process) kill() {
	pr.pc.t.Helper()
	_ = pr.cmd.Process.Kill()
	pr.gone("after SIGKILL")
}

func (pr *process) gone(when string) {
	pr.pc.t.Helper()
	select {
	case <-pr.done:
	case <-time.After(patience):
		pr.pc.t.Fatalf("%s the program is still there; it said:\n%s", when, pr.output())
	}
}

// demo starts the demo server and gives its address.
func (p *pc) demo(args ...string) (*process, string) {
	p.t.Helper()
	pr := p.start(append([]string{"demo"}, args...)...)
	var url string
	p.until("the demo server prints its address", func() bool {
		line, _, ok := strings.Cut(pr.output(), "\n")
		if i := strings.Index(line, "http://"); ok && i >= 0 {
			url = strings.Fields(line[i:])[0]
		}
		return url != ""
	})
	return pr, url
}

// window is the program's window on the screen.
type window struct {
	*process
	id string
}

func (p *pc) open(args ...string) *window {
	p.t.Helper()
	const painted = "First frame painted"
	before := strings.Count(p.logText(), painted)
	w := &window{process: p.start(args...)}
	p.until("the window stands on the screen", func() bool {
		select {
		case <-w.done:
			p.t.Fatalf("the program ended early:\n%s", w.output())
		default:
		}
		out, _ := exec.Command("xdotool", "search", "--onlyvisible", "--pid", strconv.Itoa(w.cmd.Process.Pid), "--name", "^Station Companion$").Output()
		w.id = strings.TrimSpace(strings.SplitN(string(out), "\n", 2)[0])
		return w.id != ""
	})
	p.until("the first frame is painted", func() bool { return strings.Count(p.logText(), painted) > before })
	w.xdo("windowactivate", "--sync", w.id)
	p.t.Cleanup(func() {
		for _, sign := range []string{"Error in Fyne call thread", "DATA RACE", "panic:"} {
			if strings.Contains(w.output(), sign) {
				p.t.Errorf("the program said %q:\n%s", sign, w.output())
			}
		}
	})
	return w
}

func (w *window) xdo(args ...string) {
	w.pc.t.Helper()
	if out, err := exec.Command("xdotool", args...).CombinedOutput(); err != nil {
		w.pc.t.Fatalf("xdotool %v: %v %s", args, err, out)
	}
}

// size moves the window to the corner at a size in pixels.
func (w *window) size(width, height int) {
	w.xdo("windowsize", "--sync", w.id, strconv.Itoa(width), strconv.Itoa(height))
	w.xdo("windowmove", w.id, "0", "0")
	time.Sleep(300 * time.Millisecond) // the window manager answers no one when it has settled
}

// scan types as a barcode scanner does: machine speed, Enter at the end.
func (w *window) scan(text string) {
	w.pc.t.Helper()
	w.xdo("type", "--delay", "4", text)
	w.xdo("key", "Return")
}

// write types as a person does.
func (w *window) write(text string) { w.xdo("type", "--delay", "60", text) }

func (w *window) key(names ...string) { w.xdo(append([]string{"key", "--delay", "60"}, names...)...) }

// click presses at a point of the window.
func (w *window) click(x, y int) {
	w.xdo("mousemove", "--window", w.id, strconv.Itoa(x), strconv.Itoa(y), "click", "1")
}

// picture leaves a picture of the whole screen.
func (p *pc) picture(name string) image.Image {
	p.t.Helper()
	file := filepath.Join(*pictures, p.t.Name()+"-"+name+".png")
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		p.t.Fatal(err)
	}
	if out, err := exec.Command("import", "-window", "root", file).CombinedOutput(); err != nil {
		p.t.Fatalf("picture: %v %s", err, out)
	}
	f, err := os.Open(file)
	if err != nil {
		p.t.Fatal(err)
	}
	defer f.Close()
	img, err := png.Decode(f)
	if err != nil {
		p.t.Fatal(err)
	}
	return img
}

// shows counts the pixels of (about) a colour in part of the screen.
func shows(img image.Image, where image.Rectangle, r, g, b uint8) int {
	n := 0
	near := func(a uint32, b uint8) bool { d := int(a>>8) - int(b); return d > -12 && d < 12 }
	for y := where.Min.Y; y < where.Max.Y; y++ {
		for x := where.Min.X; x < where.Max.X; x++ {
			cr, cg, cb, _ := img.At(x, y).RGBA()
			if near(cr, r) && near(cg, g) && near(cb, b) {
				n++
			}
		}
	}
	return n
}

func connected(s status) bool {
	return s.Of == "window" && s.Server.LastProven != nil && s.Breaker.State == "CLOSED" && s.Breaker.Failures == 0
}

func (p *pc) connectedTo(url string) time.Duration {
	p.t.Helper()
	return p.until("the window is connected", func() bool { s := p.status(); return connected(s) && s.Server.URL == url })
}

func confFor(url string, more ...string) string {
	return fmt.Sprintf("# test station\nstation = E2E-STATION-01\nserver = %s\n%s\n", url, strings.Join(more, "\n"))
}
