//go:build e2e

package e2e

import (
	"encoding/json"
	"fmt"
	"hash/crc32"
	"os"
	"path/filepath"
	"strconv"
	"testing"
	"time"
)

// shootSupport takes the pages of a call to support; the breaker is OPEN.
func shootSupport(w *window, theme string) {
	w.key("F2")
	w.away()
	time.Sleep(time.Second)
	w.save("support-" + theme)
	if theme == "dark" {
		w.key("Escape")
		return
	}
	w.click(checkButtonX, sheetY)
	w.away()
	w.pc.until("the check has failed", func() bool { return outcome(w.pc.picture("check"), 0xD5, 0x5E, 0x00) > 40 })
	w.save("check-light")
	w.key("Escape")
	w.click(detailsX, detailsY)
	time.Sleep(500 * time.Millisecond)
	w.click(breakerX, breakerY)
	time.Sleep(500 * time.Millisecond)
	w.click(stripX, stripY)
	w.away()
	time.Sleep(time.Second)
	w.save("breaker-light")
	w.key("Escape")
}

// Where the outage of dayBefore stands on the breaker page's strip.
const stripX, stripY = 580, 190

// piece and change are those of the program's file of the last 24 hours.
type piece struct {
	At   int64    `json:"at"`
	MS   [4]int64 `json:"ms"` // unknown, connected, unsure, down
	Link string   `json:"link,omitempty"`
	Kind string   `json:"kind,omitempty"`
	Why  string   `json:"why,omitempty"`
}

type change struct {
	At       int64  `json:"at"`
	From     int    `json:"from"`
	To       int    `json:"to"`
	Failures int    `json:"failures,omitempty"`
	Kind     string `json:"kind,omitempty"`
	Note     string `json:"note,omitempty"`
	Probes   int    `json:"probes,omitempty"`
	Last     int64  `json:"last"`
	Lasted   int64  `json:"lasted"`
	End      string `json:"end,omitempty"`
}

// dayBefore leaves the record of a made-up day: a night with the PC off, an outage of 40
// minutes in the late shift, a few failed tries in the early one.
func (p *pc) dayBefore() {
	p.t.Helper()
	now := time.Now()
	at := func(ago time.Duration) int64 { return now.Add(-ago).UnixMilli() }
	var pieces []piece
	began := 24 * time.Hour
	stretch := func(d time.Duration, state int, link, kind, why string) {
		s := piece{At: at(began), Link: link, Kind: kind, Why: why}
		s.MS[state] = d.Milliseconds()
		pieces = append(pieces, s)
		began -= d
	}
	const outage = 40 * time.Minute
	stretch(7*time.Hour, 1, "connected", "", "")
	stretch(7*time.Hour, 0, "", "", "not_running")
	stretch(30*time.Minute, 1, "connected", "", "")
	fell := began
	stretch(outage, 3, "down", "timeout", "")
	stretch(5*time.Hour, 1, "connected", "", "")
	stretch(12*time.Minute, 2, "unsure", "connection_cut", "")
	stretch(began-time.Minute, 1, "connected", "", "")
	wait := 30 * time.Second
	changes := []change{
		{At: at(fell), From: 0, To: 2, Failures: 5, Kind: "timeout", Note: "5 consecutive failures", Last: at(fell), Lasted: wait.Milliseconds(), End: "next"},
		{At: at(fell - wait), From: 1, To: 2, Failures: 78, Kind: "timeout", Note: "probe failed", Probes: 73, Last: at(fell - outage + wait), Lasted: (outage - wait).Milliseconds(), End: "next"},
		{At: at(fell - outage), From: 1, To: 0, Note: "probe succeeded", Last: at(fell - outage), Lasted: (fell - outage - time.Minute).Milliseconds(), End: "stopped"},
	}
	data, err := json.Marshal(map[string]any{
		"version": 1, "end": at(time.Minute), "pieces": pieces, "changes": changes,
		"day": map[string]any{"date": now.Format(time.DateOnly), "opened": 0, "refused": 0},
	})
	if err != nil {
		p.t.Fatal(err)
	}
	file := filepath.Join(p.home, "state", "station-companion", "availability.dat")
	if err := os.MkdirAll(filepath.Dir(file), 0o700); err != nil {
		p.t.Fatal(err)
	}
	if err := os.WriteFile(file, fmt.Appendf(data, "\n%08x\n", crc32.ChecksumIEEE(data)), 0o600); err != nil {
		p.t.Fatal(err)
	}
}

// shootLog takes the log pane, drawn up, with another program's log of a day in it.
func shootLog(t *testing.T) {
	p := newPC(t)
	data := filepath.Join(p.home, "programdata")
	p.env = append(p.env, "ProgramData="+data)
	p.writesDay(filepath.Join(data, "Virinco", "WATS", "wats.log"))
	_, url := p.demo("--station", "FCT-LINE2-07")
	p.writeConf("station = FCT-LINE2-07\nlocation = Line 2\npurpose = Production\nserver = " + url + "\ntheme = light\n")
	w := p.open()
	w.size(1000, 700)
	p.connectedTo(url)
	w.drag(splitX, splitY, splitX, splitTo)
	time.Sleep(500 * time.Millisecond)
	w.click(logNameX, splitTo+logBarY-splitY)
	time.Sleep(500 * time.Millisecond)
	w.key("Down", "Down", "Return")
	p.until("INFO stands in its rows", func() bool { return infoColour(p.picture("log")) > 20 })
	w.key("shift+F4")
	w.away()
	time.Sleep(1500 * time.Millisecond)
	w.save("log-light")
}

// The bar between the report and the log in a window of 1000×700, and how far up it goes.
const splitX, splitY, splitTo = 500, 551, 436

// writesDay writes a made-up log of the WATS client: reports sent all day, an hour in which
// the server could not be reached, a few failures beside it.
func (p *pc) writesDay(file string) {
	p.t.Helper()
	if err := os.MkdirAll(filepath.Dir(file), 0o700); err != nil {
		p.t.Fatal(err)
	}
	var text []byte
	say := func(at time.Time, level, what string) {
		when := at.Format("2006-01-02T15:04:05.0000000-07:00")
		text = fmt.Appendf(text, "%s;;Virinco.WATS.Logging.Client %s: 0 : %s;;%s\r\n", when, level, when, what)
	}
	now := time.Now()
	began, n := now.Add(-9*time.Hour), 0
	for at := began; at.Before(now.Add(-5 * time.Second)); n++ {
		switch into := at.Sub(began); {
		case into > 4*time.Hour && into < 4*time.Hour+50*time.Minute:
			say(at, "Error", "Report SN-"+strconv.Itoa(4000+n)+" was not sent: the server did not answer, trying again")
			at = at.Add(55 * time.Second)
		case n%97 == 60:
			say(at, "Warning", "Pending reports: "+strconv.Itoa(n%7+2))
			at = at.Add(11 * time.Second)
		default:
			say(at, "Information", "Report SN-"+strconv.Itoa(4000+n)+" sent, "+strconv.Itoa(180+n*37%900)+" ms")
			at = at.Add(time.Duration(40+n*53%90) * time.Second)
		}
	}
	say(now.Add(-4*time.Second), "Error", "Report SN-"+strconv.Itoa(4000+n)+" was not accepted: unknown operation type 57")
	say(now.Add(-2*time.Second), "Information", "Report SN-"+strconv.Itoa(4001+n)+" sent, 244 ms")
	if err := os.WriteFile(file, text, 0o600); err != nil {
		p.t.Fatal(err)
	}
}

// drag presses at one point of the window and lets go at another.
func (w *window) drag(x, y, toX, toY int) {
	at := func(x, y int) {
		w.xdo("mousemove", "--window", w.id, strconv.Itoa(x), strconv.Itoa(y))
		time.Sleep(100 * time.Millisecond)
	}
	at(x, y)
	w.xdo("mousedown", "1")
	for i := 1; i <= 8; i++ {
		at(x+(toX-x)*i/8, y+(toY-y)*i/8)
	}
	w.xdo("mouseup", "1")
}
