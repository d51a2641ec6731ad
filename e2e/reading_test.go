//go:build e2e

package e2e

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// Where things stand in a window of 1000×700 with a failing report open.
const (
	historyX, historyY = 866, 264
	moreX, moreY       = 936, 221
)

// menu opens the report's menu and takes entry n, counted from 1.
func (w *window) menu(n int) {
	w.pc.t.Helper()
	w.click(moreX, moreY)
	time.Sleep(300 * time.Millisecond)
	for range n {
		w.key("Down")
	}
	w.key("Return")
	time.Sleep(300 * time.Millisecond)
}

// TestReading is what an operator and an engineer do with a failing unit: read the failing
// step, look at its history, at the unit, at the last pass; hand it on as text and as PDF;
// read a report from a file; and read it all again when the server is gone.
func TestReading(t *testing.T) {
	p := newPC(t)
	server, url := p.demo("--station", "E2E-STATION-01")
	p.writeConf(confFor(url, "breaker_timeout = 3s"))
	w := p.open()
	w.size(1000, 700)
	p.connectedTo(url)
	logged := func(what, text string) {
		t.Helper()
		p.until(what, func() bool { return strings.Contains(p.logText(), text) })
	}

	w.scan("SN-1001")
	p.until("FAILED stands on the screen", func() bool { return failedColour(p.picture("r1-report")) > 200 })

	w.click(historyX, historyY)
	logged("the history is asked for", "measurements")
	time.Sleep(500 * time.Millisecond)
	w.key("Right", "Right")
	time.Sleep(300 * time.Millisecond)
	p.picture("r2-history")
	w.key("Escape")

	w.menu(2)
	time.Sleep(500 * time.Millisecond)
	p.picture("r3-unit")
	w.key("Escape")

	w.menu(3)
	time.Sleep(800 * time.Millisecond)
	p.picture("r4-compare")
	w.key("Escape")

	w.menu(5) // save
	time.Sleep(300 * time.Millisecond)
	w.click(120, 250) // PDF
	pdf := ""
	p.until("the PDF lies there", func() bool {
		files, _ := filepath.Glob(filepath.Join(p.home, "Documents", "Station Companion", "*.pdf"))
		if len(files) == 1 {
			pdf = files[0]
		}
		return pdf != ""
	})
	time.Sleep(300 * time.Millisecond)
	p.picture("r5-saved")
	data, err := os.ReadFile(pdf)
	if err != nil || !bytes.HasPrefix(data, []byte("%PDF-")) || !bytes.Contains(data, []byte("%%EOF")) || !strings.Contains(filepath.Base(pdf), "SN-1001") {
		t.Errorf("%s holds %d bytes, %v", pdf, len(data), err)
	}
	w.key("Escape")

	w.menu(8) // copy the report's id; pasted, it finds the report by it
	w.click(500, 140)
	w.key("ctrl+a", "ctrl+v", "Return")
	logged("the copied id is looked up", `"call":"report"`)
	time.Sleep(500 * time.Millisecond)
	p.picture("r6-by-id")

	file := filepath.Join(p.home, "a unit.json")
	if err := os.WriteFile(file, []byte(fileReport), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, code := p.run("open", file); code != 0 {
		t.Errorf("open ended with %d", code)
	}
	p.until("the file is shown", func() bool { return failedColour(p.picture("r7-file")) > 200 })

	server.end()
	p.until("the breaker is OPEN", func() bool { return p.status().Breaker.State == "OPEN" })
	w.scan("SN-1001")
	logged("saved copies are shown", "Saved copies shown")
	p.until("the saved report stands there", func() bool { return failedColour(p.picture("r8-saved-copy")) > 200 })

	_, _ = p.demo("--station", "E2E-STATION-01", "--addr", strings.TrimPrefix(url, "http://"))
	p.until("the window is connected again", func() bool { return connected(p.status()) })
	time.Sleep(700 * time.Millisecond)
	p.picture("r9-fresh-again")
}

// fileReport is a failing report as a file.
const fileReport = `{"type":"T","id":"6f1a2c3d-1111-4222-8333-444455556666","pn":"FILE-100","sn":"FROM-A-FILE","rev":"A","result":"F",
"machineName":"ELSEWHERE","processCode":100,"processName":"End of line","start":"2026-04-21T09:31:05+02:00","uut":{"execTime":4.2,"user":"someone"},
"root":{"name":"MainSequence","status":"F","steps":[
{"name":"Supply","status":"F","numericMeas":[{"compOp":"GELE","status":"F","unit":"V","value":4.1,"lowLimit":4.75,"highLimit":5.25}]},
{"name":"Current","status":"P","numericMeas":[{"compOp":"LE","status":"P","unit":"A","value":0.2,"lowLimit":0.5}]}]}}`
