package lookup

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"stationcompanion/client"
	"stationcompanion/ui/look"
)

// pageScenes brings a rig with an open report onto each page.
func pageScenes() []scene {
	return []scene{
		{"unit", func(r *rig) { r.timeline(unitHeaders()) }},
		{"unit-many", func(r *rig) { r.timeline(append(manyOperations(14), unitHeaders()...)) }},
		{"unit-several", func(r *rig) {
			rows := unitHeaders()
			rows[3].PartNumber = "PCBA-200"
			r.p.openTimeline(r.p.right.doc)
			t := client.TimelineOf("SN-1001", "", rows)
			t.Cut, t.AsOf = true, r.time
			r.call().answer(reply{timeline: t})
			r.pump()
		}},
		{"unit-offline", func(r *rig) {
			r.p.openTimeline(r.p.right.doc)
			r.call().answer(reply{err: &client.Error{Kind: client.KindRefused, Op: "timeline"}})
			r.pump()
		}},
		{"unit-failed", func(r *rig) {
			r.p.openTimeline(r.p.right.doc)
			r.call().answer(reply{err: &client.Error{Kind: client.KindForbidden, Op: "timeline", CorrelationID: "a1b2c3d4"}})
			r.pump()
		}},
		{"unit-wait", func(r *rig) {
			r.p.openTimeline(r.p.right.doc)
			r.call()
			r.advance(showWaiting + 1)
		}},
		{"compare", func(r *rig) { r.compare(otherWSJF) }},
		{"compare-verdicts", func(r *rig) { r.compare(otherWSJF).list.filter(true) }},
		{"compare-nothing", func(r *rig) {
			r.p.openCompare(r.p.right.doc)
			r.call().answer(reply{})
			r.pump()
		}},
		{"compare-equal", func(r *rig) { r.compare(failingWSJF) }},
		{"compare-offline", func(r *rig) {
			r.p.openCompare(r.p.right.doc)
			refused := &client.Error{Kind: client.KindRefused, Op: "last pass"}
			r.call().answer(reply{header: otherHeader()})
			r.call().answer(reply{report: decode(r.t, otherWSJF), answer: client.Answer{Saved: r.time, Cause: refused}})
			r.pump()
		}},
		{"compare-long", func(r *rig) {
			long := strings.Repeat("Voltage of the rail at test point ", 3)
			b := strings.NewReplacer("SN-0990", "SN-"+strings.Repeat("0123456789", 5), "TEST-02", strings.Repeat("TEST-", 9)+"2",
				`"2.4.0"`, `"`+strings.Repeat("v2.4.0-", 12)+`"`, "Lamp visible", long, "14,", "14.00000123456789,").Replace(otherWSJF)
			r.compare(b)
		}},
	}
}

// TestPagePictures draws every page as TestPictures does the rest of the pane.
func TestPagePictures(t *testing.T) {
	dir, only := os.Getenv("SC_PICTURES"), os.Getenv("SC_SCENE")
	for _, s := range pageScenes() {
		if only != "" && only != s.name {
			continue
		}
		t.Run(s.name, func(t *testing.T) {
			r := newRig(t)
			r.window(1000, 448)
			rows := unitHeaders()
			r.find("SN-1001", rows[2:]...)
			r.report(decode(t, failingWSJF))
			s.play(r)
			r.fits(dir, s.name)
		})
	}
}

// TestDayPictures draws the resting pane with the day's strip, and the page behind it.
func TestDayPictures(t *testing.T) {
	dir := os.Getenv("SC_PICTURES")
	for _, name := range []string{"day-strip", "day-strip-saved", "day-page", "day-page-saved"} {
		t.Run(name, func(t *testing.T) {
			r := newRig(t)
			r.window(1000, 448)
			if strings.HasSuffix(name, "saved") {
				r.restSaved()
			} else {
				r.rest(dayOfTests())
			}
			if strings.HasPrefix(name, "day-page") {
				r.p.openDay()
			}
			r.fits(dir, name)
		})
	}
}

// fits checks that what stands there fits the smallest window, and draws it.
func (r *rig) fits(dir, name string) {
	r.t.Helper()
	if m := r.content().MinSize(); m.Width > 1000 || m.Height > 448 {
		r.t.Errorf("asks for %v, the smallest window gives 1000×448", m)
	}
	if dir == "" {
		return
	}
	for _, v := range []look.Variant{look.Light, look.Dark} {
		for _, size := range []fyne.Size{{Width: 1000, Height: 448}, {Width: 1280, Height: 750}} {
			fyne.CurrentApp().Settings().SetTheme(look.NewTheme(v, 1))
			r.win.Resize(size)
			draw(r.t, r, filepath.Join(dir, fmt.Sprintf("page-%s-%s-%d.png", name, v, int(size.Width))))
		}
	}
}
