package client

import (
	"context"
	"strings"
	"time"

	"stationcompanion/client/report"
	"stationcompanion/logging"
)

// By says how a text is to be read.
type By string

// The ways.
const (
	ByAny     By = "" // id if it parses as one, else serial, serial/part, part
	ByID      By = "id"
	BySerial  By = "serial"
	ByPart    By = "part"
	ByBarcode By = "barcode" // SN/PN/REV/BATCH
	ByStation By = "station" // only in the Reading of Latest
)

// Query is one question.
type Query struct {
	Text  string // as scanned or typed; envelopes are stripped
	By    By
	Limit int // headers wanted; 0 = 25; at most 10,000
	Skip  int // paging: headers to pass over
}

// Reading is how a text was understood.
type Reading struct {
	By                       By     // never ByAny
	ID                       string // canonical, for ByID
	Serial, Part, Rev, Batch string
}

// Answer is what a look-up found. Never shown under another question than Query.
type Answer struct {
	Query         Query
	Clean         string // the text after stripping the scanner's envelope
	ReadAs        Reading
	Tried         []Reading // every reading that was asked, in order; the last one is ReadAs
	AsOf          time.Time
	Headers       []report.Header
	More          bool           // the server may have more: ask again with Skip
	Report        *report.Report // for ByID
	CorrelationID string
	Saved         time.Time // zero: the server answered; else these are copies, the newest saved then
	Cause         error     // why they are copies, a *Error
}

// Find answers a question. A text that cannot be a question gives a KindQuestion
// error and no request; an access token is not repeated in the Answer either. Nothing
// found is an Answer without Headers, not an error (by id: a KindNotFound error). By id,
// Headers holds the one header that can be told from the report. With an error the Answer
// says what was tried, and holds what came of a report that broke off.
func (c *Client) Find(ctx context.Context, q Query) (Answer, error) {
	ctx = logging.Begin(ctx, "look up")
	a := Answer{Query: q, Clean: CleanText(q.Text), CorrelationID: logging.CorrelationID(ctx)}
	s := c.session()
	if e := s.refuse(a.Clean, a.CorrelationID); e != nil {
		a.Query.Text, a.Clean = "", ""
		return a, e
	}
	readings, problem := readings(a.Clean, q.By)
	if problem != "" {
		return a, &Error{Kind: KindQuestion, Op: "look up", Detail: problem, CorrelationID: a.CorrelationID}
	}
	f := finding{client: c, session: s, by: c.now().Add(c.timing.LookUp)}
	f.top, f.skip = page(q.Limit, q.Skip)
	for i, r := range readings {
		a.Tried, a.ReadAs = readings[:i+1:i+1], r
		found, e := f.ask(ctx, r, &a)
		if e == nil || a.Report != nil {
			a.AsOf = c.now()
		}
		if e != nil && a.Report == nil && helpful(e) && c.findSaved(f.session, readings, e, &a) {
			c.log.Info().Ctx(ctx).Str("kind", string(e.Kind)).Int("rows", len(a.Headers)).Msg("Saved copies shown")
			return a, nil
		}
		if e != nil {
			return a, e
		}
		if found {
			f.session.saved.keepAnswer(ctx, r, f.skip, a.Headers)
			break
		}
	}
	return a, nil
}

// finding is one look-up under way.
type finding struct {
	client    *Client
	session   *session
	by        time.Time
	top, skip int
}

// ask puts one reading to the server; found tells whether it was the right one.
func (f finding) ask(ctx context.Context, r Reading, a *Answer) (found bool, e *Error) {
	if r.By == ByID {
		a.Report, e = f.client.report(ctx, f.session, r.ID, f.by, nil)
		if a.Report != nil { // perhaps only the beginning of one
			h := HeaderOf(a.Report)
			if h.UUID == "" {
				h.UUID = r.ID
			}
			a.Headers = []report.Header{h}
		}
		return true, e
	}
	q := listQuery{filter: r.appendFilter(make([]byte, 0, 512)), top: f.top, skip: f.skip}
	about, value := r.subject()
	a.Headers, e = f.client.list(ctx, f.session, f.by, q, about, value)
	if e != nil || len(a.Headers) > 0 {
		a.More = len(a.Headers) == f.top
		return e == nil, e
	}
	if f.skip == 0 || a.Query.By != ByAny {
		return false, nil
	}
	// Past the last page of the reading that had rows, no other may step in.
	first, e := f.client.list(ctx, f.session, f.by, listQuery{filter: q.filter, top: 1}, about, value)
	return len(first) > 0, e
}

func (r Reading) subject() (about subject, value string) {
	if r.Serial != "" {
		return aboutSerial, r.Serial
	}
	return aboutPart, r.Part
}

// readings gives the ways to read a cleaned text, in the order they are tried.
func readings(text string, by By) (list []Reading, problem string) {
	if problem = questionProblem(text); problem != "" {
		return nil, problem
	}
	id, isID := ParseID(text)
	switch {
	case by == BySerial:
		return []Reading{{By: BySerial, Serial: text}}, ""
	case by == ByPart:
		return []Reading{{By: ByPart, Part: text}}, ""
	case by == ByBarcode:
		r := splitBarcode(text)
		if r.Serial == "" && r.Part == "" {
			return nil, QuestionEmpty
		}
		return []Reading{r}, ""
	case isID:
		return []Reading{{By: ByID, ID: id}}, ""
	case by == ByID:
		return nil, QuestionNotID
	}
	list = []Reading{{By: BySerial, Serial: text}}
	if r := splitBarcode(text); r.Serial != "" && r.Part != "" {
		list = append(list, r)
	}
	return append(list, Reading{By: ByPart, Part: text}), ""
}

// splitBarcode reads SN/PN/REV/BATCH; what is missing stays empty.
func splitBarcode(text string) Reading {
	parts := strings.SplitN(text, "/", 4)
	for len(parts) < 4 {
		parts = append(parts, "")
	}
	for i := range parts {
		parts[i] = strings.TrimSpace(parts[i])
	}
	return Reading{By: ByBarcode, Serial: parts[0], Part: parts[1], Rev: parts[2], Batch: parts[3]}
}

// Latest gives this station's latest reports, newest first, under all its spellings.
// Without a station name it is a KindQuestion error and no request.
func (c *Client) Latest(ctx context.Context, limit int) (Answer, error) {
	ctx = logging.Begin(ctx, "latest")
	s := c.session()
	a := Answer{Query: Query{Limit: limit}, ReadAs: Reading{By: ByStation}, CorrelationID: logging.CorrelationID(ctx)}
	if s.cfg.Identity.Name == "" {
		return a, &Error{Kind: KindQuestion, Op: "latest", Detail: QuestionNoStation, CorrelationID: a.CorrelationID}
	}
	a.Tried = []Reading{a.ReadAs}
	top, _ := page(limit, 0)
	q := listQuery{filter: inFilter("stationName", s.cfg.Identity.Spellings()), top: top}
	headers, e := c.list(ctx, s, c.now().Add(c.timing.LookUp), q, aboutStation, s.cfg.Identity.Name)
	if e != nil && helpful(e) && s.saved.latest(s.cfg.Identity.Name, top, e, &a) {
		return a, nil
	}
	if e != nil {
		return a, e
	}
	a.Headers, a.More, a.AsOf = headers, len(headers) == top, c.now()
	s.saved.keepList(ctx, latestKey(s.cfg.Identity.Name), headers)
	c.fetchLatest(s, headers)
	return a, nil
}

// Report fetches and decodes one full report, streaming. When its content breaks
// off or cannot be understood, what could be read comes with the error, marked
// Incomplete.
func (c *Client) Report(ctx context.Context, id string) (*report.Report, error) {
	ctx = logging.Begin(ctx, "report")
	canonical, ok := ParseID(id)
	if !ok {
		return nil, &Error{Kind: KindQuestion, Op: "report", Detail: QuestionNotID, CorrelationID: logging.CorrelationID(ctx)}
	}
	r, e := c.report(ctx, c.session(), canonical, time.Time{}, nil)
	return r, plain(e)
}

func (c *Client) report(ctx context.Context, s *session, id string, by time.Time, early func(report.Early)) (*report.Report, *Error) {
	rd := reportCall(c, s, id, early)
	rd.by = by
	e := c.ask(ctx, s, rd.call)
	if e == nil {
		s.saved.keepReport(ctx, id, rd.got)
	}
	return rd.got, e
}
