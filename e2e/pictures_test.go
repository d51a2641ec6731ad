//go:build e2e

package e2e

import (
	"flag"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

var docPictures = flag.String("docs", "", "directory for the pictures of the documentation; empty leaves them out")

// TestDocumentationPictures takes the pictures of README and docs anew (`make pictures`).
func TestDocumentationPictures(t *testing.T) {
	if *docPictures == "" {
		t.Skip("SKIPPED: only `make pictures` takes them")
	}
	for _, theme := range []string{"light", "dark"} {
		t.Run(theme, func(t *testing.T) { shoot(t, theme) })
	}
	t.Run("first start", func(t *testing.T) {
		p := newPC(t)
		p.writeConf("station = FCT-LINE2-07\ntheme = light\n")
		w := p.open()
		w.size(1000, 700)
		time.Sleep(time.Second)
		w.save("first-start")
	})
	t.Run("log", shootLog)
}

func shoot(t *testing.T, theme string) {
	p := newPC(t)
	p.env = append(p.env, "XDG_DOCUMENTS_DIR=/home/operator/Documents") // seen in a picture, not written to
	server, url := p.demo("--station", "FCT-LINE2-07")
	p.writeConf("station = FCT-LINE2-07\nlocation = Line 2\npurpose = Production\nserver = " + url + "\ntheme = " + theme + "\n")
	p.dayBefore()
	w := p.open()
	w.size(1000, 700)
	p.connectedTo(url)
	time.Sleep(time.Second)
	w.save("empty-" + theme)
	if theme == "light" {
		w.click(dayX, dayY)
		w.away()
		time.Sleep(time.Second)
		w.save("day-light")
		w.key("Escape")
	}
	w.scan("SN-1001")
	p.until("the report is there", func() bool { return strings.Contains(p.logText(), `"report_id"`) })
	time.Sleep(time.Second)
	w.save("report-" + theme)
	if theme == "light" {
		w.size(1280, 960)
		time.Sleep(time.Second)
		w.save("report-large")
		w.size(1000, 700)
	}
	if theme == "light" {
		shootPages(w)
	} else {
		shootChart(w)
	}
	w.key("ctrl+comma")
	time.Sleep(time.Second)
	w.save("settings-" + theme)
	w.key("Escape")
	server.end()
	p.until("the breaker is OPEN", func() bool { return p.status().Breaker.State == "OPEN" })
	time.Sleep(time.Second)
	w.save("open-" + theme)
	shootSupport(w, theme)
	if theme == "light" {
		w.scan("SN-1001")
		p.until("saved copies are shown", func() bool { return strings.Contains(p.logText(), "Saved copies shown") })
		time.Sleep(time.Second)
		w.save("saved-copy-light")
	}
}

// Where things stand beside those TestReading knows, in a window of 1000×700.
const (
	dayX, dayY     = 180, 241 // without a report
	findX, findY   = 712, 339
	foundY         = 377      // the first that was found
	chartX, chartY = 846, 515 // of a step that has one
)

// shootPages takes what can be opened over the failing report.
func shootPages(w *window) {
	w.click(historyX, historyY)
	w.away()
	time.Sleep(2 * time.Second)
	w.key("Left")
	time.Sleep(500 * time.Millisecond)
	w.save("history-light")
	w.key("Escape")

	for _, page := range []struct {
		entry int
		name  string
	}{{2, "unit-light"}, {3, "compare-light"}, {5, "save-light"}} {
		w.menu(page.entry)
		w.away()
		time.Sleep(2 * time.Second)
		w.save(page.name)
		w.key("Escape")
		time.Sleep(300 * time.Millisecond)
	}

	w.click(findX, findY)
	w.write("adc")
	w.away()
	time.Sleep(time.Second)
	w.save("find-light")
	w.key("Escape")
	time.Sleep(300 * time.Millisecond)
}

// shootChart finds the step with a chart and opens it.
func shootChart(w *window) {
	w.click(findX, findY)
	w.write("fil")
	time.Sleep(time.Second)
	w.click(findX, foundY)
	time.Sleep(500 * time.Millisecond)
	w.click(chartX, chartY)
	w.away()
	time.Sleep(time.Second)
	w.key("Right")
	time.Sleep(500 * time.Millisecond)
	w.save("chart-dark")
	w.key("Escape")
	time.Sleep(300 * time.Millisecond)
	w.click(findX, findY)
	w.key("Escape") // empties the field
	time.Sleep(300 * time.Millisecond)
}

// away takes the mouse to where it lies over nothing that answers to it.
func (w *window) away() { w.xdo("mousemove", "--window", w.id, "500", "690") }

// save takes the window alone, without the frame the window manager draws.
func (w *window) save(name string) {
	w.pc.t.Helper()
	file := filepath.Join(*docPictures, name+".png")
	// 250 colours are as good as all of them for a window, at a third of the size.
	if out, err := exec.Command("import", "-window", w.id, "-strip", "-dither", "None", "-colors", "250", "PNG8:"+file).CombinedOutput(); err != nil {
		w.pc.t.Fatalf("picture: %v %s", err, out)
	}
}
