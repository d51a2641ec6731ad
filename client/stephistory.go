package client

import (
	"context"
	"slices"
	"time"

	"stationcompanion/client/report"
	"stationcompanion/logging"
)

// How much a history looks at: so many reports are opened, the newest of this station
// and of the others; or, where the server gives measurements by itself, so many are
// asked for.
const (
	historyHere      = 5
	historyElsewhere = 20
	historyReports   = historyHere + historyElsewhere
	historyHeaders   = 100
	historyWorkers   = 2
)

// HistoryQuery says which measurement, of which product in which operation.
type HistoryQuery struct {
	Part        string
	ProcessCode *int   // of the operation; nil: ProcessName says it
	ProcessName string // may be empty beside a code
	// Path is the step, as names from below the root (report.Path); Occurrence says which
	// one where the path stands several times, in document order, 0 the first.
	Path       []string
	Occurrence int
	// Measurement is its name; empty for the only one of a step. A step without
	// measurements is judged by its own status.
	Measurement string
	Kind        report.MeasurementKind
	CompOp      string    // as the report at hand has it: the server's list of measurements names none
	Until       time.Time // reports that started before; zero = up to now
	// Known gives a report that is at hand already, or nil; may be nil itself. It is
	// called from two goroutines at once.
	Known func(id string) *report.Report
	// Progress is told how many of the reports are done, on the caller's goroutine; may
	// be nil. It is not called where the server gives the measurements by itself.
	Progress func(done, of int)
}

// Point is one measurement of the history.
type Point struct {
	ID      string // of the report; "" where two of one second cannot be told apart
	Serial  string // likewise
	Start   time.Time
	Station string
	Here    bool // tested by this station, under one of its spellings
	// Verdict is the measurement's as stored; where it says nothing, as judged by its
	// limits.
	Verdict   report.Verdict
	Kind      report.MeasurementKind
	Value     report.Number // Numeric
	Low, High report.Number // Numeric
	CompOp    string
	Unit      string // not in the server's list of measurements
	Text      string // String: the value
	Limit     string // String: the limit
}

// HistorySource says where the points came from.
type HistorySource string

// The sources.
const (
	FromMeasurements HistorySource = "measurements" // the server's own list
	FromReports      HistorySource = "reports"      // opened one by one
)

// History is what a measurement was in the last reports.
type History struct {
	Points     []Point // newest first, at most one a report
	Source     HistorySource
	Reports    int   // looked at
	Missing    int   // of those: without the step or the measurement
	Failed     int   // could not be loaded
	Deleted    int   // their measurements were deleted on the server
	Unplaced   int   // values of the server's list that belong to no known report
	FirstError error // why the first of Failed could not be loaded

	AsOf          time.Time
	CorrelationID string
}

// StepHistory gives a measurement over the last reports of its part and operation:
// from the server's list of measurements where it has one, else by opening at most 25
// reports, two at a time: the last 5 of this station and 20 of others, as far as there
// are so many. A report without the step is counted, and so is one that cannot be
// loaded; only when none can be is that an error. When ctx ends it stops at once and
// gives what it has with the error.
func (c *Client) StepHistory(ctx context.Context, q HistoryQuery) (History, error) {
	ctx = logging.Begin(ctx, "step history")
	h := historian{client: c, session: c.session(), query: q}
	h.CorrelationID = logging.CorrelationID(ctx)
	if q.Part == "" || len(q.Path) == 0 {
		return h.History, &Error{Kind: KindQuestion, Op: "step history", Detail: QuestionEmpty, CorrelationID: h.CorrelationID}
	}
	h.names = h.session.cfg.Identity.Spellings()
	headers, e := h.headers(ctx)
	if e != nil {
		return h.History, e
	}
	if h.wantsList() {
		done, e := h.list(ctx, headers)
		if e != nil {
			return h.History, e
		}
		if done {
			h.AsOf = c.now()
			return h.History, nil
		}
	}
	e = h.open(ctx, h.choose(headers))
	h.AsOf = c.now()
	return h.History, plain(e)
}

// historian is one history under way.
type historian struct {
	client  *Client
	session *session
	query   HistoryQuery
	names   []string // this station's
	// The headers are not simply the newest: this station's had to be looked for further back.
	scattered bool
	History
}

// headers are the newest of the part and operation, newest first; those of this
// station are asked for apart, since others may be many.
func (h *historian) headers(ctx context.Context) ([]report.Header, *Error) {
	q := h.query
	var w where
	w.equals("partNumber", q.Part)
	w.operation(q.ProcessCode, q.ProcessName)
	w.and([]byte("reportType eq 'T'"))
	w.before(q.Until)
	by := h.client.now().Add(h.client.timing.LookUp)
	all, e := h.client.list(ctx, h.session, by, listQuery{filter: w, top: historyHeaders}, aboutPart, q.Part)
	if e != nil {
		return nil, e
	}
	if len(h.names) > 0 && len(all) == historyHeaders && h.count(all) < historyHere {
		w.and(inFilter("stationName", h.names))
		own, e := h.client.list(ctx, h.session, by, listQuery{filter: w, top: historyHere}, aboutPart, q.Part)
		if e != nil {
			return nil, e
		}
		all, h.scattered = append(all, own...), true
	}
	return h.sorted(all), nil
}

// sorted puts the newest first, each once, without what is too new.
func (h *historian) sorted(all []report.Header) []report.Header {
	seen := make(map[string]bool, len(all))
	all = slices.DeleteFunc(all, func(r report.Header) bool {
		unwanted := r.UUID == "" || seen[r.UUID] || isRepair(r) || !h.query.Until.IsZero() && !r.Start.Before(h.query.Until)
		seen[r.UUID] = true
		return unwanted
	})
	slices.SortStableFunc(all, func(a, b report.Header) int { return oldestFirst(b, a) })
	return all
}

func (h *historian) here(station string) bool { return isOneOf(h.names, station) }

func (h *historian) count(all []report.Header) (here int) {
	for _, r := range all {
		if h.here(r.StationName) {
			here++
		}
	}
	return here
}

// choose picks the reports to open, newest first: the last ones here and elsewhere,
// and more of the one kind where the other has too few.
func (h *historian) choose(all []report.Header) []report.Header {
	own := h.count(all)
	here := max(historyHere, historyReports-(len(all)-own))
	elsewhere := max(historyElsewhere, historyReports-own)
	var chosen []report.Header
	for _, r := range all {
		left := &elsewhere
		if h.here(r.StationName) {
			left = &here
		}
		if *left > 0 {
			*left--
			chosen = append(chosen, r)
		}
	}
	return chosen
}

func (h *historian) pointOf(r report.Header) Point {
	return Point{ID: r.UUID, Serial: r.SerialNumber, Start: r.Start, Station: r.StationName, Here: h.here(r.StationName)}
}
