//go:build e2e

package e2e

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestStatusWhileTheWindowRuns asks the window, and without one makes an exchange itself.
func TestStatusWhileTheWindowRuns(t *testing.T) {
	p := newPC(t)
	_, url := p.demo()
	p.writeConf(confFor(url))
	if s := p.status(); s.Of != "probe" || s.Server.LastProven == nil {
		t.Fatalf("without a window: %+v", s)
	}
	w := p.open()
	p.connectedTo(url)
	text, code := p.run("status")
	if code != 0 || !strings.Contains(text, "E2E-STATION-01") {
		t.Errorf("status as text (exit %d):\n%s", code, text)
	}
	w.end()
	if s := p.status(); s.Of != "probe" {
		t.Errorf("after the window is gone: of %q", s.Of)
	}
}

// TestSamplesServedByDemo shows header, first failure and every step of the two real
// exports, served over HTTP.
func TestSamplesServedByDemo(t *testing.T) {
	samples := filepath.Join("..", "..", "shared", "samples")
	if _, err := os.Stat(filepath.Join(samples, "uut-export.json")); err != nil {
		t.Skip("SKIPPED: the sample reports are not here")
	}
	p := newPC(t)
	_, url := p.demo("--load", samples)
	p.writeConf(confFor(url))

	raw, code := p.run("lookup", "FATTest-325", "--json")
	var list struct {
		ReadAs  any `json:"read_as"`
		Reports []struct {
			UUID, SerialNumber, StationName string
		} `json:"reports"`
	}
	if err := json.Unmarshal([]byte(raw), &list); err != nil || code != 0 || len(list.Reports) != 1 {
		t.Fatalf("lookup by serial (exit %d, %v):\n%s", code, err, raw)
	}
	if list.Reports[0].StationName != "OLALAPTOP" {
		t.Errorf("station %q", list.Reports[0].StationName)
	}

	raw, code = p.run("lookup", list.Reports[0].UUID, "--json")
	var one struct {
		FirstFailure struct {
			StepID int      `json:"step_id"`
			Value  *float64 `json:"value"`
			Low    *float64 `json:"low"`
			CompOp string   `json:"comp_op"`
		} `json:"first_failure"`
	}
	if err := json.Unmarshal([]byte(raw), &one); err != nil || code != 0 {
		t.Fatalf("lookup by id (exit %d, %v):\n%s", code, err, raw)
	}
	f := one.FirstFailure
	if f.StepID != 5 || f.Value == nil || *f.Value != 500 || f.Low == nil || *f.Low != 501 || f.CompOp != "EQ" {
		t.Errorf("first failure %+v\n%s", f, raw)
	}

	text, code := p.run("lookup", list.Reports[0].UUID)
	if code != 0 {
		t.Fatalf("exit %d:\n%s", code, text)
	}
	file, err := os.ReadFile(filepath.Join(samples, "uut-export.json"))
	if err != nil {
		t.Fatal(err)
	}
	var report struct{ Root sampleStep }
	if err := json.Unmarshal(file, &report); err != nil {
		t.Fatal(err)
	}
	steps, missing := 0, 0
	report.Root.walk(func(name string) {
		steps++
		if !strings.Contains(text, strings.TrimSpace(name)) {
			missing++
			t.Errorf("step %q is not in the text", name)
		}
	})
	if steps != 186 {
		t.Errorf("the sample has %d steps, not 186: wrong file?", steps)
	}

	if raw, code := p.run("lookup", "MODULE-20251221230142-5519"); code != 0 || !strings.Contains(raw, "MODULE-20251221230142-5519") {
		t.Errorf("the repair report (exit %d):\n%s", code, raw)
	}
	if _, code := p.run("lookup", "NO-SUCH-SERIAL"); code != 3 {
		t.Errorf("nothing found gives exit %d, not 3", code)
	}
	if _, code := p.run("lookup"); code != 2 {
		t.Errorf("wrong usage gives exit %d, not 2", code)
	}
}

type sampleStep struct {
	Name  string
	Steps []sampleStep
}

func (s sampleStep) walk(each func(string)) {
	each(s.Name)
	for _, c := range s.Steps {
		c.walk(each)
	}
}
