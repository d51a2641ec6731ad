//go:build e2e

package e2e

import (
	"archive/zip"
	"encoding/json"
	"image"
	"image/draw"
	"io"
	"os/user"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	qr "github.com/piglig/go-qr"
)

// Where things stand in a window of 1000×700: the buttons of the support page, of the
// connection's details and of the bundle's preview, and the QR code.
const (
	sheetY                 = 642
	checkButtonX           = 430
	valueX, valueY         = 120, 218 // the station's name
	bundleButtonX          = 573
	detailsX, detailsY     = 200, 40 // the header's state
	breakerX, breakerY     = 630, 552
	saveX, saveY           = 505, 646
	anonymiseX, anonymiseY = 51, 112
)

var qrArea = image.Rect(653, 72, 963, 382)

// TestTruthForSupport is the call to support while the server is down: the page with its
// code and what a phone's camera reads, the check, the breaker's page and both bundles.
func TestTruthForSupport(t *testing.T) {
	p := newPC(t)
	p.env = append(p.env, "PYWATS_API_TOKEN="+truthToken, "USER=anna.operator", "LOGNAME=anna.operator")
	server, url := p.demo("--station", truthStation, "--token", truthToken)
	p.writeConf(truthConf(url))
	w := p.open()
	w.size(1000, 700)
	p.connectedTo(url)
	w.scan("SN-1001")
	p.until("the report is there", func() bool { return strings.Contains(p.logText(), `"report_id"`) })
	w.key("F2")
	time.Sleep(500 * time.Millisecond) // the sheet fades in
	w.click(valueX, valueY)
	time.Sleep(300 * time.Millisecond)
	w.scan("SN-1002") // a value that was touched does not swallow it
	p.until("the scan is looked up", func() bool { return strings.Contains(p.logText(), `"serial_number":"SN-1002"`) })
	w.key("F2")
	w.reads("support-well", p.status().SupportCode, "State: Connected")
	w.click(valueX, valueY)
	w.click(checkButtonX, sheetY)
	p.until("the check is well", func() bool { return outcome(p.picture("check-well"), 0x00, 0x8F, 0x68) > 40 })
	w.key("Escape")

	server.kill()
	p.until("the breaker is OPEN", func() bool { return p.status().Breaker.State == "OPEN" })
	code := p.status().SupportCode
	w.key("F2")
	w.reads("support-down", code, "State: WATS does not answer", "Cause: ")
	decodes(p, code)
	w.click(checkButtonX, sheetY)
	p.until("the check has failed", func() bool { return outcome(p.picture("check-down"), 0xD5, 0x5E, 0x00) > 40 })
	w.key("Escape")

	w.click(detailsX, detailsY)
	time.Sleep(500 * time.Millisecond) // the sheet fades in
	p.picture("details")
	w.click(breakerX, breakerY)
	p.until("the breaker page shows what it did", func() bool { return openMarks(p.picture("breaker")) > 36 })
	w.key("Escape")

	saved := w.savesBundle()
	withNames := bundled(t, saved)
	sound(t, "of the window", withNames, p.home)
	if !strings.Contains(withNames["README.txt"], code) || !strings.Contains(withNames["check.txt"], "reachable  failed") || !strings.Contains(withNames["breaker.txt"], "CLOSED -> OPEN (2 consecutive failures)") {
		t.Errorf("the bundle lacks something:\n%s\n%s\n%s", withNames["README.txt"], withNames["check.txt"], withNames["breaker.txt"])
	}
	file := filepath.Join(p.home, "anonymous.zip")
	if out, code := p.run("bundle", "-o", file, "--anonymise"); code != 0 {
		t.Fatalf("bundle: %d %s", code, out)
	}
	anonymous := bundled(t, file)
	sound(t, "anonymous", anonymous, p.home)
	for name, text := range anonymous {
		for _, named := range []string{truthStation, "SN-1001"} {
			if strings.Contains(text, named) {
				t.Errorf("%s of the anonymous bundle names %s", name, named)
			}
		}
	}
}

// decodes reads a code as support does, who has it from the phone.
func decodes(p *pc, code string) {
	p.t.Helper()
	out, exit := p.run("code", strings.ToLower(strings.Replace(code, "-", " ", 1)), "--station", truthStation, "--json")
	var a struct {
		State, Cause string
		Fits         *bool
	}
	if err := json.Unmarshal([]byte(out), &a); err != nil || exit != 0 || a.State != "down" || a.Cause != "refused" || a.Fits == nil || !*a.Fits {
		p.t.Errorf("code %s (exit %d, %v): %s", code, exit, err, out)
	}
	if _, exit := p.run("code", code, "--station", "ANOTHER-STATION"); exit == 0 {
		p.t.Error("the code fits another station")
	}
}

// reads takes the support page's QR code from the screen as a phone's camera would.
func (w *window) reads(name string, want ...string) {
	w.pc.t.Helper()
	var text string
	w.pc.until("the camera reads "+name, func() bool {
		img := w.pc.picture(name)
		part := image.NewRGBA(image.Rect(0, 0, qrArea.Dx(), qrArea.Dy()))
		draw.Draw(part, part.Bounds(), img, qrArea.Min, draw.Src)
		var err error
		text, err = qr.Decode(part)
		return err == nil && holds(text, want)
	})
	if !strings.Contains(text, "Station: "+truthStation) || strings.Contains(text, truthToken) {
		w.pc.t.Errorf("the camera reads %q", text)
	}
}

// outcome counts a colour where the mark of the check's outcome stands; 0 while it runs.
func outcome(img image.Image, r, g, b uint8) int {
	if shows(img, image.Rect(78, 82, 108, 600), 0x00, 0x72, 0xB2) > 0 {
		return 0 // a layer's mark turns
	}
	return shows(img, image.Rect(78, 82, 108, 112), r, g, b)
}

// openMarks counts the red of the no-entry signs in the breaker page's list.
func openMarks(img image.Image) int {
	return shows(img, image.Rect(120, 336, 142, 600), 0xD5, 0x5E, 0x00)
}

// savesBundle saves one by the window, and gives where it lies.
func (w *window) savesBundle() (file string) {
	w.pc.t.Helper()
	w.key("F2")
	time.Sleep(500 * time.Millisecond)
	w.click(bundleButtonX, sheetY)
	w.pc.until("the preview is there", func() bool {
		return shows(w.pc.picture("bundle"), image.Rect(450, 625, 560, 668), 0x00, 0x62, 0x9B) > 2000
	})
	w.click(saveX, saveY)
	w.pc.until("the bundle is saved", func() bool {
		files, _ := filepath.Glob(filepath.Join(w.pc.home, "Documents", "Station Companion", truthStation+"-support-*.zip"))
		if len(files) == 1 {
			file = files[0]
		}
		return file != ""
	})
	time.Sleep(300 * time.Millisecond)
	w.pc.picture("bundle-saved")
	w.click(anonymiseX, anonymiseY)
	time.Sleep(time.Second)
	w.pc.picture("bundle-anonymous")
	w.key("Escape")
	return file
}

// bundled gives the texts of a bundle by the names its README has for them.
func bundled(t *testing.T, file string) map[string]string {
	t.Helper()
	z, err := zip.OpenReader(file)
	if err != nil {
		t.Fatal(err)
	}
	defer z.Close()
	texts := map[string]string{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		texts[strings.TrimPrefix(f.Name, "support/")] = string(text)
	}
	return texts
}

var fileLine = regexp.MustCompile(`(?m)^([a-z]+\.(?:txt|json)|log/\S+)$`)

// sound checks a bundle: all its README names and nothing else, and nothing private.
func sound(t *testing.T, which string, texts map[string]string, home string) {
	t.Helper()
	named := fileLine.FindAllString(texts["README.txt"], -1)
	if len(named) < 6 || len(named) != len(texts)-1 {
		t.Errorf("%s: README names %d files, there are %d beside it:\n%s", which, len(named), len(texts)-1, texts["README.txt"])
	}
	for _, name := range named {
		if texts[name] == "" {
			t.Errorf("%s: %s is missing or empty", which, name)
		}
	}
	private := []string{truthToken, strings.TrimRight(truthToken, "="), "CanaryFirst:not-to-be-seen", "anna.operator", home}
	if u, err := user.Current(); err == nil {
		private = append(private, `"user":"`+u.Username+`"`, "user="+u.Username)
	}
	for name, text := range texts {
		for _, p := range private {
			if strings.Contains(text, p) {
				t.Errorf("%s: %s holds %q", which, name, p)
			}
		}
	}
}
