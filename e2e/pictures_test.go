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
}

func shoot(t *testing.T, theme string) {
	p := newPC(t)
	server, url := p.demo("--station", "FCT-LINE2-07")
	p.writeConf("station = FCT-LINE2-07\nlocation = Line 2\npurpose = Production\nserver = " + url + "\ntheme = " + theme + "\n")
	w := p.open()
	w.size(1000, 700)
	p.connectedTo(url)
	time.Sleep(time.Second)
	w.save("empty-" + theme)
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
	w.key("ctrl+comma")
	time.Sleep(time.Second)
	w.save("settings-" + theme)
	w.key("Escape")
	server.end()
	p.until("the breaker is OPEN", func() bool { return p.status().Breaker.State == "OPEN" })
	time.Sleep(time.Second)
	w.save("open-" + theme)
}

// save takes the window alone, without the frame the window manager draws.
func (w *window) save(name string) {
	w.pc.t.Helper()
	file := filepath.Join(*docPictures, name+".png")
	// 250 colours are as good as all of them for a window, at a third of the size.
	if out, err := exec.Command("import", "-window", w.id, "-strip", "-dither", "None", "-colors", "250", "PNG8:"+file).CombinedOutput(); err != nil {
		w.pc.t.Fatalf("picture: %v %s", err, out)
	}
}
