package client

import (
	"context"
	"slices"
	"strings"
	"time"

	"stationcompanion/client/report"
	"stationcompanion/logging"
)

// timelineBound is how many reports of one unit are looked at.
const timelineBound = 1000

// Timeline is what happened to one unit: every test and repair, oldest first.
type Timeline struct {
	Serial, Part string // as asked
	// Parts are the part numbers met, first met first. More than one means that the
	// serial number alone is ambiguous: these are several units.
	Parts      []string
	Headers    []report.Header  // oldest first
	Operations []OperationRuns  // in order of their first run
	Others     []int            // repairs that belong to no operation here: numbers into Headers
	Cut        bool             // there are older reports, which were left out
	Verified   Verified         // whether Verification could be had
	Unit       UnitVerification // with VerifiedGiven
	AsOf       time.Time
	// CorrelationID joins the requests in the log.
	CorrelationID string
}

// OperationRuns is what one operation did to one unit.
type OperationRuns struct {
	Part        string
	ProcessCode *int   // nil when the reports name none
	ProcessName string // of the newest run that names it
	Runs        []int  // tests, oldest first: numbers into Timeline.Headers
	First, Last report.Verdict
	// Repairs are those that answer one of the runs, by reference where they give one,
	// else because it was the last one before that did not pass.
	Repairs []int
}

// Timeline gives every test and repair of a unit, and the server's own verification
// of it where it has one. The part number may be empty: then all units of that serial
// number come, see Parts. Nothing found is a Timeline without Headers, not an error;
// a verification that cannot be had is none either.
func (c *Client) Timeline(ctx context.Context, serial, part string) (Timeline, error) {
	ctx = logging.Begin(ctx, "timeline")
	t := Timeline{Serial: serial, Part: part, CorrelationID: logging.CorrelationID(ctx)}
	if serial == "" {
		return t, &Error{Kind: KindQuestion, Op: "timeline", Detail: QuestionEmpty, CorrelationID: t.CorrelationID}
	}
	s := c.session()
	var w where
	w.equals("serialNumber", serial)
	w.equals("partNumber", part)
	headers, more, e := c.pages(ctx, s, listQuery{filter: w}, timelineBound, aboutSerial, serial)
	if e != nil {
		return t, e
	}
	id := t.CorrelationID
	t = TimelineOf(serial, part, headers)
	t.Cut, t.AsOf, t.CorrelationID = more, c.now(), id
	if len(t.Parts) != 1 || t.Parts[0] == "" {
		return t, nil
	}
	t.Unit, t.Verified = c.verify(ctx, s, serial, t.Parts[0])
	if gone := ctx.Err(); gone != nil {
		return t, &Error{Kind: KindOf(gone), Op: "timeline", CorrelationID: id, Err: gone}
	}
	return t, nil
}

// TimelineOf builds a timeline from headers alone, as for saved copies. Those of other
// units are left out; the order they come in does not matter.
func TimelineOf(serial, part string, headers []report.Header) Timeline {
	t := Timeline{Serial: serial, Part: part}
	for _, h := range headers {
		if sameText(h.SerialNumber, serial) && (part == "" || sameText(h.PartNumber, part)) {
			t.Headers = append(t.Headers, h)
		}
	}
	slices.SortStableFunc(t.Headers, oldestFirst)
	for i, h := range t.Headers {
		if !slices.ContainsFunc(t.Parts, func(p string) bool { return sameText(p, h.PartNumber) }) {
			t.Parts = append(t.Parts, h.PartNumber)
		}
		if !isRepair(h) {
			t.addRun(i)
		}
	}
	for i, h := range t.Headers {
		if isRepair(h) {
			t.addRepair(i)
		}
	}
	return t
}

// sameText compares as the database behind the server does: in any case, and without
// blanks at the end.
func sameText(a, b string) bool {
	return strings.EqualFold(strings.TrimRight(a, " "), strings.TrimRight(b, " "))
}

func isRepair(h report.Header) bool { return strings.EqualFold(h.ReportType, "R") }

// oldestFirst orders headers by start, those of one second by the order in which the
// server took them in.
func oldestFirst(a, b report.Header) int {
	if c := a.Start.Compare(b.Start); c != 0 {
		return c
	}
	switch {
	case a.TimeStamp < b.TimeStamp:
		return -1
	case a.TimeStamp > b.TimeStamp:
		return 1
	}
	return strings.Compare(a.UUID, b.UUID)
}

func (t *Timeline) addRun(i int) {
	h := t.Headers[i]
	k := slices.IndexFunc(t.Operations, func(o OperationRuns) bool {
		return sameText(o.Part, h.PartNumber) && sameOperation(o.ProcessCode, o.ProcessName, h)
	})
	if k < 0 {
		k = len(t.Operations)
		t.Operations = append(t.Operations, OperationRuns{Part: h.PartNumber, ProcessCode: h.ProcessCode, First: h.Verdict()})
	}
	o := &t.Operations[k]
	if h.ProcessName != "" {
		o.ProcessName = h.ProcessName
	}
	o.Runs, o.Last = append(o.Runs, i), h.Verdict()
}

// sameOperation compares codes, and names only where neither has one.
func sameOperation(code *int, name string, h report.Header) bool {
	if code == nil || h.ProcessCode == nil {
		return code == nil && h.ProcessCode == nil && strings.EqualFold(name, h.ProcessName)
	}
	return *code == *h.ProcessCode
}

func (t *Timeline) addRepair(i int) {
	k := t.repaired(t.Headers[i], i)
	if k < 0 {
		t.Others = append(t.Others, i)
		return
	}
	t.Operations[k].Repairs = append(t.Operations[k].Repairs, i)
}

// repaired finds the operation a repair answers; -1 where none is known.
func (t *Timeline) repaired(h report.Header, at int) int {
	last, before := -1, -1
	for k, o := range t.Operations {
		for _, run := range o.Runs {
			switch of := t.Headers[run]; {
			case h.ReferencedUUT != "" && strings.EqualFold(of.UUID, h.ReferencedUUT):
				return k
			case sameText(o.Part, h.PartNumber) && of.Verdict().Bad() && run < at && run > before:
				last, before = k, run
			}
		}
	}
	return last
}
