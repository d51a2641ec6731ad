package lookup

import (
	"sync/atomic"
	"time"

	"stationcompanion/client/report"
	"stationcompanion/ui/words"
)

// arriving is the newest that is known of a report while it arrives. It is shown only
// once that takes noticeable time: most reports are there before.
type arriving struct {
	noticed atomic.Bool // showFailure has passed
	shown   atomic.Bool
	newest  atomic.Pointer[report.Early]
}

// showFailure is how long a report may take before its first failing step is shown ahead
// of it: what is there sooner would only flicker.
const showFailure = 50 * time.Millisecond

// note takes what is known, on the worker, and tells whether it is to be shown.
func (r *arriving) note(e report.Early) bool {
	r.newest.Store(&e)
	return r.shown.Load() || r.noticed.Load() && e.Failure != nil
}

// notice says that showFailure has passed, and whether there is a failing step yet.
func (r *arriving) notice() bool {
	r.noticed.Store(true)
	e := r.newest.Load()
	return e != nil && e.Failure != nil
}

// show says that it is to be shown from now on, and whether there is something yet.
func (r *arriving) show() bool {
	r.shown.Store(true)
	return r.newest.Load() != nil
}

// showEarly shows what is known of a report that is still arriving: its verdict, unit and
// first failing step so far. The whole report replaces it.
func (p *Panel) showEarly(id string, coming *arriving) {
	a, e := p.here(), *coming.newest.Load()
	if a == nil || a.opened != id || !p.opening.busy() || p.right.doc != nil || e.Report == nil || e.Report.ID == "" && e.Report.SerialNumber == "" {
		return
	}
	r := e.Report
	v := r.Verdict()
	n := notice{shape: verdictShape(v), color: verdictColor(v), title: facts(words.Verdict(v), unitLine(r)), body: []string{whoLine(r)},
		presses: []press{{label: words.T("lookup.cancel"), do: p.cancelOpen}}}
	if f := e.Failure; f != nil {
		n.pointsFor = words.T("lookup.early.failure")
		n.points = []string{failurePath(*f)}
		if f.Measurement >= 0 {
			n.points = append(n.points, measurementText(f.M))
		}
		if text := oneLine(stepMessage(f.Step)); text != "" {
			n.points = append(n.points, text)
		}
	}
	n.body = append(n.body, words.T("lookup.early.reading", e.Steps))
	p.right.tell(n)
}
