package client

import (
	"context"
	"slices"
	"strings"
	"time"

	"stationcompanion/client/report"
	"stationcompanion/logging"
)

const (
	dayBound = 5000 // reports looked at
	dayLast  = 10   // of the newest verdicts
)

// Tally counts tests. First are the first runs of a unit in an operation, FirstPassed
// those of them that passed.
type Tally struct {
	Reports                                      int
	Passed, Failed, Errored, Terminated, Unknown int
	First, FirstPassed                           int
}

// Yield is the first-pass yield in per cent; ok is false without any first run.
func (t Tally) Yield() (percent float64, ok bool) {
	if t.First == 0 {
		return 0, false
	}
	return 100 * float64(t.FirstPassed) / float64(t.First), true
}

// OperationDay is one operation's share of a day.
type OperationDay struct {
	ProcessCode *int
	ProcessName string
	Tally
}

// Day is what a station tested between From (included) and To (not), from headers alone.
type Day struct {
	From, To time.Time
	Tally
	Operations []OperationDay  // most reports first
	Last       []report.Header // the newest ten, newest first
	Cut        bool            // there are older reports in the window, which were not counted

	AsOf          time.Time
	CorrelationID string
}

// Day counts what this station tested, under all its spellings. Without a station
// name it is a KindQuestion error and no request.
func (c *Client) Day(ctx context.Context, from, to time.Time) (Day, error) {
	ctx = logging.Begin(ctx, "day")
	s := c.session()
	d := Day{From: from, To: to, CorrelationID: logging.CorrelationID(ctx)}
	names := s.cfg.Identity.Spellings()
	if len(names) == 0 {
		return d, &Error{Kind: KindQuestion, Op: "day", Detail: QuestionNoStation, CorrelationID: d.CorrelationID}
	}
	w := where(inFilter("stationName", names))
	w.and([]byte("reportType eq 'T'"))
	w.since(from)
	w.before(to)
	headers, more, e := c.pages(ctx, s, listQuery{filter: w}, dayBound, aboutStation, s.cfg.Identity.Name)
	if e != nil {
		return d, e
	}
	id := d.CorrelationID
	d = DayOf(headers, names, from, to)
	d.Cut, d.AsOf, d.CorrelationID = more, c.now(), id
	return d, nil
}

// DayOf counts headers, as of saved copies: tests of the stations named (of all when
// names is empty) that began in the window. The order they come in does not matter.
//
// The first run of a unit (serial and part number) in an operation is the one that
// says it is run 1; where the reports do not number their runs, the oldest in the
// window. A unit whose first run was before or elsewhere counts for no yield.
func DayOf(headers []report.Header, names []string, from, to time.Time) Day {
	d := Day{From: from, To: to}
	var own []report.Header
	for _, h := range headers {
		switch {
		case isRepair(h), h.Start.Before(from), !to.IsZero() && !h.Start.Before(to):
		case len(names) > 0 && !isOneOf(names, h.StationName):
		default:
			own = append(own, h)
		}
	}
	slices.SortStableFunc(own, oldestFirst)
	first := firstRuns(own)
	for i, h := range own {
		at := d.operation(h)
		for _, t := range []*Tally{&d.Tally, &d.Operations[at].Tally} {
			t.add(h.Verdict(), first[i])
		}
	}
	slices.SortStableFunc(d.Operations, func(a, b OperationDay) int { return b.Reports - a.Reports })
	slices.Reverse(own)
	d.Last = own[:min(dayLast, len(own)):min(dayLast, len(own))]
	return d
}

func (d *Day) operation(h report.Header) int {
	at := slices.IndexFunc(d.Operations, func(o OperationDay) bool { return sameOperation(o.ProcessCode, o.ProcessName, h) })
	if at < 0 {
		at = len(d.Operations)
		d.Operations = append(d.Operations, OperationDay{ProcessCode: h.ProcessCode})
	}
	if h.ProcessName != "" {
		d.Operations[at].ProcessName = h.ProcessName
	}
	return at
}

// isOneOf compares station names as the server does, without regard to case.
func isOneOf(names []string, station string) bool {
	return slices.ContainsFunc(names, func(n string) bool { return strings.EqualFold(n, station) })
}

func (t *Tally) add(v report.Verdict, first bool) {
	t.Reports++
	switch v {
	case report.Passed:
		t.Passed++
	case report.Failed:
		t.Failed++
	case report.Errored:
		t.Errored++
	case report.Terminated:
		t.Terminated++
	default:
		t.Unknown++
	}
	if first {
		t.First++
		if v == report.Passed {
			t.FirstPassed++
		}
	}
}

// foldedText is the same for texts that sameText takes for one.
func foldedText(s string) string { return strings.ToLower(strings.TrimRight(s, " ")) }

// firstRuns tells of each header, oldest first, whether it is the first run of its
// unit in its operation.
func firstRuns(own []report.Header) []bool {
	type run struct {
		serial, part, name string
		code               int
	}
	first, seen := make([]bool, len(own)), make(map[run]bool)
	for i, h := range own {
		k := run{serial: foldedText(h.SerialNumber), part: foldedText(h.PartNumber), code: -1}
		if h.ProcessCode != nil {
			k.code = *h.ProcessCode
		} else {
			k.name = foldedText(h.ProcessName)
		}
		first[i] = !seen[k] && (h.Run == nil || *h.Run == 1)
		seen[k] = seen[k] || first[i] || h.Run == nil
	}
	return first
}
