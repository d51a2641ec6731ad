//go:build e2e

package e2e

import (
	"strings"
	"testing"
	"time"
)

// The station of these tests, the token it has, and the one that takes that one's place.
const (
	truthStation = "E2E-STATION-01"
	truthToken   = "Q2FuYXJ5Rmlyc3Q6bm90LXRvLWJlLXNlZW4="
	truthToken2  = "Q2FuYXJ5U2Vjb25kOm5vdC10by1iZS1zZWVu"
)

// Bounds of these tests with the settings of truthConf. The heartbeat is that of every
// station: 10 s and a fifth, and a second for the machine.
const (
	idleNotice = 13 * time.Second
	probeEvery = 2400 * time.Millisecond // breaker_timeout and a fifth
	recovery   = probeEvery + time.Second
)

func truthConf(url string) string {
	return confFor(url, "breaker_threshold = 2", "breaker_timeout = 2s", "request_timeout = 1s")
}

// enough is how often the window is asked while the server is away, at least: for two
// seconds and more, so that a probe falls into it.
const enough = 20

// pull is a way to take the server away.
type pull struct {
	name   string
	server []string // how it comes back wrong; nil = not at all
	scan   string   // what is looked up; empty = nothing: what runs by itself has to notice
	says   []string // in the header
	state  string   // of the breaker
	looks  sight
	typed  string // what repairs it, where no sound server does
}

var pulls = []pull{
	{"killed", nil, "", []string{"WATS does not answer · ", "look-ups show saved copies", "Nothing answers at this address."}, "OPEN", sightDown, ""},
	{"silent", []string{"--fault", "hang"}, "SN-1002", []string{"WATS does not answer · ", "did not answer in time"}, "OPEN", sightDown, ""},
	{"503", []string{"--fault", "status:503"}, "SN-1003", []string{"WATS answers with errors · ", "(status 503)"}, "OPEN", sightDown, ""},
	{"page", []string{"--fault", "html"}, "SN-1004", []string{"Not WATS · ", "A web page answers at this address, not WATS", "Welcome"}, "OPEN", sightDown, ""},
	{"token", []string{"--token", truthToken2}, "SN-1005", []string{"Token refused · ", "Enter a valid token in the settings"}, "CLOSED", sightAttention, truthToken2},
}

// TestTruth takes the server away in five ways and gives it back: each time the header says
// in words, colour and shape what is wrong, never says "Connected" meanwhile, and is well
// again without a key pressed within one probe interval and a second (a new token has to be
// typed, of course).
func TestTruth(t *testing.T) {
	for _, f := range pulls {
		t.Run(f.name, func(t *testing.T) { pulled(t, f) })
	}
}

func pulled(t *testing.T, f pull) {
	p := newPC(t)
	p.env = append(p.env, "PYWATS_API_TOKEN="+truthToken)
	server, url := p.demo("--station", truthStation, "--token", truthToken)
	addr := strings.TrimPrefix(url, "http://")
	p.writeConf(truthConf(url))
	w := p.open()
	w.size(1000, 700)
	p.connectedTo(url)
	w.scan("SN-1001") // saved, for when the server is gone
	p.until("the report is there", func() bool { return strings.Contains(p.logText(), `"report_id"`) })
	p.looks("before", sightGood)
	watch := p.witness()

	server.kill()
	began := time.Now()
	if f.server != nil {
		server, _ = p.demo(append([]string{"--station", truthStation, "--addr", addr}, f.server...)...)
	}
	noticed := w.notices(f, began)
	watch.broken()
	p.until("the header says all of it", func() bool { s := p.status(); return s.Breaker.State == f.state && holds(s.words(), f.says) })
	p.looks("broken", f.looks)
	if f.server == nil {
		w.scan("SN-1001")
		p.until("the saved copy is shown", func() bool { return strings.Contains(p.logText(), "Saved copies shown") })
	}
	p.until("the window was asked often enough", func() bool { return watch.times() >= enough })

	var well time.Duration
	if f.typed != "" {
		watch.mended()
		well = w.newToken(f.typed)
	} else {
		well = w.repair(server, addr, watch)
	}
	p.looks("after", sightGood)
	t.Logf("noticed after %v, well again %v after the repair", noticed.Round(10*time.Millisecond), well.Round(10*time.Millisecond))
	watch.verdict(t, enough)
	if said := p.logText(); strings.Contains(said, truthToken) || strings.Contains(said, truthToken2) {
		t.Error("the log holds a token")
	}
}

// notices waits until the window no longer says that all is well.
func (w *window) notices(f pull, began time.Time) time.Duration {
	w.pc.t.Helper()
	limit := idleNotice
	if f.scan != "" {
		w.scan(f.scan)
		limit = 5 * time.Second // two tries of a second each, and the pause between them
	}
	w.pc.until("it is noticed", func() bool { return !claims(w.pc.status()) })
	took := time.Since(began)
	if took > limit {
		w.pc.t.Errorf("noticed only after %v", took)
	}
	return took
}

// repair puts a sound server in the place of the other one, and gives how long the window
// took to say so.
func (w *window) repair(wrong *process, addr string, watch *witness) time.Duration {
	w.pc.t.Helper()
	wrong.kill()
	watch.mended()
	w.pc.demo("--station", truthStation, "--token", truthToken, "--addr", addr)
	took := w.pc.until("it is well again", func() bool { return claims(w.pc.status()) })
	if took > recovery {
		w.pc.t.Errorf("well only %v after the repair, more than %v", took, recovery)
	}
	return took
}

// newToken types a token where the header's button leads, and gives how long the window
// took to be well.
func (w *window) newToken(token string) time.Duration {
	w.pc.t.Helper()
	w.click(actionX, actionY)
	time.Sleep(600 * time.Millisecond) // the dialog fades in
	w.write(token)
	w.pc.picture("typed")
	w.click(890, 650) // Save
	took := w.pc.until("the new token is taken", func() bool { s := w.pc.status(); return claims(s) && s.Token == "accepted" })
	w.key("Escape")
	return took
}

// The header's button in a window of 1000×700.
const actionX, actionY = 468, 36

// looks waits until the header looks so, and leaves the picture.
func (p *pc) looks(name string, want sight) {
	p.t.Helper()
	var got sight
	for began := time.Now(); time.Since(began) < patience; {
		if got = sightOf(p.picture(strings.ReplaceAll(name, " ", "-"))); got == want {
			return
		}
	}
	p.t.Fatalf("%s: the header looks like %s, not like %s; it says %q", name, got, want, p.status().words())
}

func holds(text string, parts []string) bool {
	for _, part := range parts {
		if !strings.Contains(text, part) {
			return false
		}
	}
	return true
}
