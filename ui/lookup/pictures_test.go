package lookup

import (
	"fmt"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"stationcompanion/breaker"
	"stationcompanion/client"
	"stationcompanion/client/report"
	"stationcompanion/station"
	"stationcompanion/ui/look"
)

// content is bar and body as the window stands them.
func (r *rig) content() fyne.CanvasObject {
	return container.NewStack(look.NewGround("background", "", 0), container.NewBorder(look.Inset(r.p.Bar(), 2, 1), nil, nil, nil, r.p.Body()))
}

// scene brings a rig into a state.
type scene struct {
	name string
	play func(*rig)
}

func scenes() []scene {
	three := func() []report.Header {
		run2 := header("6f1a2c3d-1111-4222-8333-444455556666", "Failed", 4)
		run := 2
		run2.Run = &run
		ict := header("7f1a2c3d-1111-4222-8333-444455556666", "Passed", 6)
		ict.ProcessName, ict.StationName, ict.UserName = "ICT", "ICT-03", "operator2"
		burn := header("9f1a2c3d-1111-4222-8333-444455556666", "Terminated", 26)
		burn.ProcessName, burn.StationName = "Burn in", "BI-1"
		rep := header("8f1a2c3d-1111-4222-8333-444455556666", "Passed", 2)
		rep.ReportType, rep.ProcessName, rep.StationName, rep.UserName = "R", "Repair", "REP-01", "repair1"
		return []report.Header{rep, run2, ict, burn}
	}
	connected := client.Snapshot{Link: client.LinkConnected, Server: "https://x.invalid"}
	return []scene{
		{"resting", func(r *rig) {
			r.p.SetStation(station.Identity{Name: "FCT-LINE2-07"})
			r.p.SetConnection(connected)
			var rows []report.Header
			for i := range 25 {
				h := header(fmt.Sprint("id", i), []string{"Passed", "Passed", "Failed", "Passed", "Error"}[i%5], i)
				h.SerialNumber, h.StationName = fmt.Sprintf("SN-2%03d", 700-i), "FCT-LINE2-07"
				rows = append(rows, h)
			}
			a := answerOf(client.Query{}, r.time, rows...)
			a.More = true
			r.call().answer(reply{answer: a})
			r.pump()
		}},
		{"resting-empty", func(r *rig) {
			r.p.SetStation(station.Identity{Name: "FCT-LINE2-07"})
			r.p.SetConnection(connected)
			r.call().answer(reply{answer: answerOf(client.Query{}, r.time)})
			r.pump()
		}},
		{"waiting", func(r *rig) {
			r.p.Submit("SN-1001")
			r.call()
			r.advance(400 * time.Millisecond)
		}},
		{"waiting-long", func(r *rig) {
			r.p.Submit("SN-1001")
			r.call()
			r.advance(3 * time.Second)
		}},
		{"failing", func(r *rig) {
			r.find("SN-1000", header("a", "Passed", 1))
			r.report(decode(r.t, passedWSJF))
			r.time = r.time.Add(time.Minute)
			r.find("SN-1001", three()...)
			r.report(decode(r.t, failingWSJF))
		}},
		{"second-failure", func(r *rig) {
			r.find("SN-1001", three()...)
			r.report(decode(r.t, failingWSJF))
			r.p.NextFailure(1)
		}},
		{"third-failure", func(r *rig) {
			r.find("SN-1001", three()...)
			r.report(decode(r.t, failingWSJF))
			r.p.NextFailure(-1)
		}},
		{"measurements", func(r *rig) {
			r.find("SN-1001", three()...)
			r.report(decode(r.t, failingWSJF))
			r.p.right.steps.setFilter(filterMeasurements)
		}},
		{"failures", func(r *rig) {
			r.find("SN-1001", three()...)
			r.report(decode(r.t, failingWSJF))
			r.p.right.steps.setFilter(filterFailures)
		}},
		{"passed", func(r *rig) {
			h := three()
			r.find("SN-1001", h[2])
			r.report(decode(r.t, passedWSJF))
		}},
		{"repair", func(r *rig) {
			h := three()
			r.find("SN-1001", h...)
			r.report(decode(r.t, failingWSJF))
			r.p.tapRow(0)
			r.report(decode(r.t, repairWSJF))
		}},
		{"sample-uut", func(r *rig) {
			rep := sample(r.t, "uut-export.json")
			r.find("FATTest-325", header(rep.ID, "Failed", 1))
			r.report(rep)
		}},
		{"sample-uur", func(r *rig) {
			rep := sample(r.t, "uur-export.json")
			h := header(rep.ID, "Passed", 1)
			h.ReportType = "R"
			r.find("MODULE-20251221230142-5519", h)
			r.report(rep)
		}},
		{"nothing", func(r *rig) {
			r.find("SN-1000", header("a", "Passed", 1))
			r.report(decode(r.t, passedWSJF))
			r.p.Submit("A/B-7Z")
			c := r.call()
			a := answerOf(c.find, r.time)
			a.Tried = []client.Reading{{By: client.BySerial, Serial: "A/B-7Z"}, {By: client.BySerial, Serial: "A", Part: "B-7Z"}, {By: client.ByPart, Part: "A/B-7Z"}}
			c.answer(reply{answer: a})
			r.pump()
		}},
		{"error", func(r *rig) {
			r.find("SN-1000", header("a", "Passed", 1))
			r.report(decode(r.t, passedWSJF))
			r.p.SetConnection(client.Snapshot{Link: client.LinkUnsure})
			r.p.Submit("SN-1001")
			r.call().answer(reply{err: &client.Error{Kind: client.KindTimeout, Op: "query header", CorrelationID: "a1b2c3d4", Err: fmt.Errorf("context deadline exceeded")}})
			r.pump()
		}},
		{"open", func(r *rig) {
			r.find("SN-1000", header("a", "Passed", 1))
			r.report(decode(r.t, passedWSJF))
			r.p.SetConnection(client.Snapshot{Link: client.LinkDown, NextTry: r.time.Add(23 * time.Second), LastErrorAt: r.time,
				LastError: &client.Error{Kind: client.KindRefused, Op: "version"}, Breaker: breaker.Status{State: breaker.Open, Since: r.time, NextProbe: r.time.Add(23 * time.Second)}})
			r.p.Submit("SN-1001")
			r.call().answer(reply{err: &client.Error{Kind: client.KindOpen, RetryIn: 23 * time.Second}})
			r.pump()
		}},
		{"open-resting", func(r *rig) {
			r.p.SetStation(station.Identity{Name: "FCT-LINE2-07"})
			r.p.SetConnection(client.Snapshot{Link: client.LinkDown, NextTry: r.time.Add(23 * time.Second), LastErrorAt: r.time,
				LastError: &client.Error{Kind: client.KindRefused, Op: "version"}, Breaker: breaker.Status{State: breaker.Open, Since: r.time, NextProbe: r.time.Add(23 * time.Second)}})
		}},
		{"report-error", func(r *rig) {
			r.find("SN-1001", three()...)
			r.p.SetConnection(client.Snapshot{Link: client.LinkUnsure})
			r.call().answer(reply{err: &client.Error{Kind: client.KindCut, Op: "report", CorrelationID: "a1b2c3d4"}})
			r.pump()
		}},
		{"long-names", func(r *rig) {
			long := strings.Repeat("PCBA-VERY-LONG-NAME-", 6)
			w := strings.ReplaceAll(failingWSJF, `"VCC 3V3"`, `"`+strings.Repeat("Voltage of the 3.3 V rail measured at test point ", 3)+`TP117"`)
			w = strings.ReplaceAll(w, "PCBA-100", long)
			w = strings.ReplaceAll(w, "operator1", "operator with a very long name and a number 17")
			w = strings.ReplaceAll(w, "SN-1001", "SN-"+strings.Repeat("0123456789", 5))
			h := three()
			for i := range h {
				h[i].PartNumber, h[i].ProcessName = long, "End of line test of the whole assembly after burn in"
			}
			r.find("SN-"+strings.Repeat("0123456789", 5), h...)
			r.report(decode(r.t, w))
		}},
		{"odd", func(r *rig) {
			rep := decode(r.t, failingWSJF)
			rep.Incomplete = true
			rep.Problems = []report.Problem{{Where: "root/steps[2]", What: "value is no number"}}
			r.find("SN-1001", three()...)
			r.report(rep)
		}},
	}
}

// TestPictures draws every state into pictures for a person to look at, where
// SC_PICTURES names a directory; everywhere else it checks that nothing asks for more
// room than the smallest window has.
func TestPictures(t *testing.T) {
	dir := os.Getenv("SC_PICTURES")
	only := os.Getenv("SC_SCENE")
	for _, s := range scenes() {
		if only != "" && only != s.name {
			continue
		}
		t.Run(s.name, func(t *testing.T) {
			r := newRig(t)
			r.window(1000, 448)
			s.play(r)
			if m := r.content().MinSize(); m.Width > 1000 || m.Height > 448 {
				t.Errorf("asks for %v, the smallest window gives 1000×448", m)
			}
			if dir == "" {
				return
			}
			for _, v := range []look.Variant{look.Light, look.Dark} {
				for _, size := range []fyne.Size{{Width: 1000, Height: 448}, {Width: 1280, Height: 750}} {
					fyne.CurrentApp().Settings().SetTheme(look.NewTheme(v, 1))
					r.win.Resize(size)
					draw(t, r, filepath.Join(dir, fmt.Sprintf("lookup-%s-%s-%d.png", s.name, v, int(size.Width))))
				}
			}
		})
	}
}

func draw(t *testing.T, r *rig, path string) {
	t.Helper()
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := png.Encode(f, r.win.Canvas().Capture()); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
}
