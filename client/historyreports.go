package client

import (
	"context"
	"errors"
	"io"
	"sync"
	"time"

	"stationcompanion/client/report"
)

// opened is what one report gave.
type opened struct {
	at      int // which of the chosen
	point   Point
	found   bool
	deleted bool
	err     *Error
}

// open fills the history by opening reports, two at a time. Every result passes
// through the caller's goroutine, which waits for both workers before it returns.
func (h *historian) open(ctx context.Context, chosen []report.Header) *Error {
	caller := ctx
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	next, results := make(chan int), make(chan opened)
	go func() {
		defer close(next)
		for i := range chosen {
			select {
			case next <- i:
			case <-ctx.Done():
				return
			}
		}
	}()
	var workers sync.WaitGroup
	for range historyWorkers {
		workers.Go(func() {
			for i := range next {
				results <- h.one(ctx, i, chosen[i])
			}
		})
	}
	go func() { workers.Wait(); close(results) }()
	e := h.collect(chosen, results, cancel)
	if gone := caller.Err(); gone != nil {
		e = &Error{Kind: KindOf(gone), Op: "step history", CorrelationID: h.CorrelationID, Err: gone}
	}
	return e
}

// collect takes the results in until the workers are done.
func (h *historian) collect(chosen []report.Header, results <-chan opened, cancel func()) (gone *Error) {
	h.Source, h.Reports = FromReports, len(chosen)
	points, done := make([]*Point, len(chosen)), 0
	var first *Error
	for r := range results {
		switch {
		case r.err != nil && r.err.Kind == KindCancelled:
			gone = r.err
			cancel() // the others need not go on
			continue
		case r.err != nil:
			h.Failed++
			if first == nil {
				first, h.FirstError = r.err, r.err
			}
		case r.deleted:
			h.Deleted++
		case !r.found:
			h.Missing++
		default:
			points[r.at] = &r.point
		}
		if done++; gone == nil && h.query.Progress != nil {
			h.query.Progress(done, len(chosen))
		}
	}
	h.keep(points)
	if gone == nil && h.Failed > 0 && h.Failed == done {
		return first
	}
	return gone
}

func (h *historian) keep(points []*Point) {
	for _, p := range points {
		if p != nil {
			h.Points = append(h.Points, *p)
		}
	}
}

// one looks at one report.
func (h *historian) one(ctx context.Context, i int, of report.Header) opened {
	out := opened{at: i, point: h.pointOf(of), deleted: of.MeasuresDeleted}
	if out.deleted {
		return out
	}
	r := h.known(of.UUID)
	if r == nil {
		if r, out.err = h.client.thin(ctx, h.session, of.UUID); out.err != nil {
			return out
		}
	}
	out.found = h.query.find(r, &out.point)
	return out
}

func (h *historian) known(id string) *report.Report {
	if h.query.Known == nil {
		return nil
	}
	return h.query.Known(id)
}

// thin fetches a report without charts and attachments, which nobody will look at.
func (c *Client) thin(ctx context.Context, s *session, id string) (r *report.Report, e *Error) {
	e = c.ask(ctx, s, &call{
		op: "report", url: s.base + "/api/Report/Wsjf/" + string(appendEncoded(nil, []byte(id))) + "?includeChartdata=false&includeAttachments=false",
		timeout: c.timing.Report, by: time.Time{}, bound: c.maxReport(), entity: true, about: aboutReport, value: id,
		decode: func(body io.Reader) (err error) {
			if r, err = report.Decode(body, report.Limits{}); err == nil && r == nil {
				err = errors.New("no report")
			}
			return err
		},
	})
	return r, e
}

// find puts the measurement asked for into p; false when the report does not have it.
func (q HistoryQuery) find(r *report.Report, p *Point) bool {
	rows := r.RowsOf(q.Path)
	if q.Occurrence < 0 || q.Occurrence >= len(rows) {
		return false
	}
	for _, row := range rows[q.Occurrence:] {
		// A loop's summary need not have what its turns have.
		if q.inStep(r, row, p) {
			return true
		}
		if q.Occurrence > 0 {
			break // this very one was meant
		}
	}
	return false
}

func (q HistoryQuery) inStep(r *report.Report, row int, p *Point) bool {
	all := r.Measurements(row)
	if len(all) == 0 && q.Measurement == "" {
		p.Verdict = r.Step(row).Verdict
		p.Kind, p.Value, p.Low, p.High = report.Boolean, report.MakeNumber(""), report.MakeNumber(""), report.MakeNumber("")
		return true
	}
	for _, m := range all {
		if m.Name != q.Measurement && (q.Measurement != "" || len(all) != 1) {
			continue
		}
		p.Kind, p.Value, p.Low, p.High = m.Kind, m.Value, m.Low, m.High
		p.CompOp, p.Unit, p.Text, p.Limit = m.CompOp, m.Unit, m.Text, m.Limit
		if p.Verdict = m.Verdict; p.Verdict == report.VerdictUnknown {
			p.Verdict = m.Judge()
		}
		return true
	}
	return false
}
