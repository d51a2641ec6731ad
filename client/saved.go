package client

import (
	"bytes"
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"stationcompanion/client/cache"
	"stationcompanion/client/report"
	"stationcompanion/logging"
)

// Opened is one report with where it comes from.
type Opened struct {
	Report *report.Report
	Saved  time.Time // zero: the server's own answer; else when the copy was saved
	Cause  error     // why it is a saved copy, a *Error; nil with the server's own
}

// savedCopies is the reports kept on disk for one session's server and account; nil
// keeps none. Saving never holds up an answer: it happens on goroutines of its own,
// which Close waits for.
type savedCopies struct {
	c    *Client
	disk func() *cache.Cache // opens them when they are first needed; nil: they cannot be kept
	off  atomic.Bool         // opened, and nothing can be kept
	turn sync.Mutex          // one report is written at a time
}

// OpenSaved opens the copies where they belong on this system. Those of demo data go to
// demoDir, which the caller removes; where that is empty, none of them are kept.
func OpenSaved(demoDir string) func(cfg Config, account string) (*cache.Cache, error) {
	return func(cfg Config, account string) (*cache.Cache, error) {
		o := cache.Options{Account: account, Cap: cfg.CacheCap}
		if cfg.Demo {
			if demoDir == "" {
				return nil, nil
			}
			o.Dir = demoDir
		}
		return cache.Open(o)
	}
}

// newSaved makes the copies of cfg's server and account. Where none are to be kept they
// can still be removed. It touches no disk yet.
func (c *Client) newSaved(cfg Config, base string) *savedCopies {
	if c.options.OpenSaved == nil || base == "" {
		return nil
	}
	v := &savedCopies{c: c}
	v.off.Store(cfg.CacheCap < 0)
	v.disk = sync.OnceValue(func() *cache.Cache {
		disk, err := c.options.OpenSaved(cfg, base+" "+account(cfg))
		if err != nil {
			c.log.Warn().Err(err).Msg("Saved copies not in order")
		}
		v.off.Store(disk == nil || disk.Stats().Off)
		return disk
	})
	return v
}

// account names whose token it is: the identifier in front of the secret (contract §1),
// so that a new secret does not hide what was saved. A token of another form stands for
// itself; the cache only ever uses a hash of it.
func account(cfg Config) string {
	token := cfg.Token.Reveal()
	if plain, err := base64.StdEncoding.DecodeString(token); err == nil {
		if id, _, ok := bytes.Cut(plain, []byte(":")); ok && len(id) > 0 {
			return "user " + string(id)
		}
	}
	return "token " + token
}

// on reports whether copies are kept, as far as is known.
func (v *savedCopies) on() bool { return v != nil && !v.off.Load() }

// use gives the copies, opened; nil where none can be kept.
func (v *savedCopies) use() *cache.Cache {
	if v == nil {
		return nil
	}
	return v.disk()
}

func (v *savedCopies) close() {
	if disk := v.use(); disk != nil {
		if err := disk.Close(); err != nil {
			v.c.log.Warn().Err(err).Msg("Saved copies not closed well")
		}
	}
}

// later runs work beside whoever asked, one at a time; Close waits for it.
func (v *savedCopies) later(ctx context.Context, what string, work func(context.Context, *cache.Cache) error) {
	if !v.on() {
		return
	}
	ctx = context.WithoutCancel(ctx) // whoever asked may leave; what was answered is kept all the same
	v.c.saving.Go(func() {
		v.turn.Lock()
		defer v.turn.Unlock()
		disk := v.use()
		if disk == nil {
			return
		}
		if err := work(ctx, disk); err != nil && !errors.Is(err, cache.ErrOff) && !errors.Is(err, cache.ErrClosed) {
			v.c.log.Warn().Ctx(ctx).Err(err).Str("what", what).Msg("Not saved")
		}
	})
}

// keepReport saves a report that arrived whole.
func (v *savedCopies) keepReport(ctx context.Context, id string, r *report.Report) {
	body := r.Body()
	if v == nil || r.Incomplete || body == nil || !body.Whole() {
		return
	}
	v.later(ctx, "report", func(ctx context.Context, disk *cache.Cache) error {
		var raw bytes.Buffer
		raw.Grow(int(body.Size()))
		if err := body.WriteWSJF(&raw); err != nil {
			return err
		}
		return disk.Put(ctx, id, HeaderOf(r), raw.Bytes())
	})
}

// keepList remembers the rows of an answer under its question.
func (v *savedCopies) keepList(ctx context.Context, key string, headers []report.Header) {
	if v == nil {
		return
	}
	v.later(ctx, "list", func(ctx context.Context, disk *cache.Cache) error { return disk.PutList(ctx, key, headers) })
}

// keepAnswer remembers the rows of a question's first page.
func (v *savedCopies) keepAnswer(ctx context.Context, r Reading, skip int, headers []report.Header) {
	if v == nil || r.By == ByID || skip > 0 || len(headers) == 0 {
		return
	}
	v.keepList(ctx, strings.Join([]string{string(r.By), r.Serial, r.Part}, " "), headers)
}

// latest answers with the station's latest reports as they were last answered.
func (v *savedCopies) latest(name string, top int, cause *Error, a *Answer) bool {
	disk := v.use()
	if disk == nil {
		return false
	}
	rows, at, err := disk.List(latestKey(name))
	if err != nil || !a.fromSaved(rows, top, 0, cause) {
		return false
	}
	a.Saved, a.AsOf = at, at
	return true
}

// latestKey is the list of the station's latest reports, under each of its names.
func latestKey(name string) string { return "latest " + strings.ToLower(name) }

// open reads a saved report.
func (v *savedCopies) open(id string, cause *Error) (Opened, bool) {
	disk := v.use()
	if disk == nil {
		return Opened{}, false
	}
	body, saved, err := disk.Get(id)
	if err != nil {
		if !errors.Is(err, cache.ErrMissing) || errors.Is(err, cache.ErrDamaged) {
			v.c.log.Warn().Err(err).Str("report_id", id).Msg("Saved copy not readable")
		}
		return Opened{}, false
	}
	r, err := report.DecodeKeeping(body.Reader(), report.Limits{})
	if r == nil {
		v.c.log.Warn().Err(fmt.Errorf("saved copy: %w", err)).Str("report_id", id).Msg("Saved copy not readable")
		return Opened{}, false
	}
	return Opened{Report: r, Saved: saved.At, Cause: plain(cause)}, true
}

// find answers one reading from what is saved; ok is false where nothing is. The answer
// carries the newest moment any of its rows was fetched at.
func (v *savedCopies) find(r Reading, top, skip int, cause *Error, a *Answer) (ok bool) {
	if r.By == ByID {
		o, ok := v.open(r.ID, cause)
		if !ok {
			return false
		}
		h := HeaderOf(o.Report)
		h.UUID = r.ID
		a.Report, a.Headers, a.Saved, a.Cause = o.Report, []report.Header{h}, o.Saved, o.Cause
		return true
	}
	disk := v.use()
	if disk == nil {
		return false
	}
	rows := disk.Find(cache.Query{Serial: r.Serial, Part: r.Part, Limit: top + skip + 1})
	return a.fromSaved(rows, top, skip, cause)
}

// fromSaved takes rows into an answer.
func (a *Answer) fromSaved(rows []cache.Saved, top, skip int, cause *Error) bool {
	rows = rows[min(skip, len(rows)):]
	if a.More = len(rows) > top; a.More {
		rows = rows[:top]
	}
	if len(rows) == 0 {
		return false
	}
	a.Headers, a.Cause = make([]report.Header, len(rows)), plain(cause)
	for i, row := range rows {
		a.Headers[i] = row.Header
		if row.At.After(a.Saved) {
			a.Saved = row.At
		}
	}
	return true
}

// Saved answers a question from the saved copies alone, at once and without the server;
// ok is false where none fit. It may read one report from disk.
func (c *Client) Saved(q Query) (a Answer, ok bool) {
	a = Answer{Query: q, Clean: CleanText(q.Text)}
	s := c.session()
	if s.refuse(a.Clean, "") != nil {
		return Answer{}, false
	}
	readings, problem := readings(a.Clean, q.By)
	if problem != "" {
		return a, false
	}
	return a, c.findSaved(s, readings, nil, &a)
}

// findSaved tries every reading on the saved copies.
func (c *Client) findSaved(s *session, readings []Reading, cause *Error, a *Answer) bool {
	top, skip := page(a.Query.Limit, a.Query.Skip)
	for i, r := range readings {
		if s.saved.find(r, top, skip, cause, a) {
			a.Tried, a.ReadAs, a.AsOf = readings[:i+1:i+1], r, a.Saved
			return true
		}
	}
	return false
}

// SavedStats counts the saved copies of the present server and account.
func (c *Client) SavedStats() cache.Stats {
	if disk := c.session().saved.use(); disk != nil {
		return disk.Stats()
	}
	return cache.Stats{Off: true}
}

// ClearSaved removes the saved copies of the present server and account.
func (c *Client) ClearSaved() error {
	if disk := c.session().saved.use(); disk != nil {
		return disk.Clear()
	}
	return nil
}

// helpful reports whether a saved copy is of use instead of an answer: the server gave
// none. What it refused, or does not know, stays refused and unknown.
func helpful(e *Error) bool {
	switch e.Kind {
	case KindOpen, KindPaused, KindRefused, KindUnreachable, KindName, KindProxy, KindTLS, KindTimeout, KindCut,
		KindServer, KindNotWATS, KindBadBody, KindRateLimited, KindWithheld, KindUnauthorized:
		return true
	}
	return false
}

// Open is Report with a saved copy where the server does not answer.
func (c *Client) Open(ctx context.Context, id string) (Opened, error) {
	return c.OpenShowing(ctx, id, nil)
}

// OpenShowing is Open that tells what is known of the report while it arrives; early is
// called on the caller's goroutine, and again from the start where another try is made.
func (c *Client) OpenShowing(ctx context.Context, id string, early func(report.Early)) (Opened, error) {
	ctx = logging.Begin(ctx, "report")
	canonical, ok := ParseID(id)
	if !ok {
		return Opened{}, &Error{Kind: KindQuestion, Op: "report", Detail: QuestionNotID, CorrelationID: logging.CorrelationID(ctx)}
	}
	s := c.session()
	r, e := c.report(ctx, s, canonical, time.Time{}, early)
	if e != nil && helpful(e) {
		if o, ok := s.saved.open(canonical, e); ok {
			c.log.Info().Ctx(ctx).Str("report_id", canonical).Str("kind", string(e.Kind)).Msg("Saved copy shown")
			return o, nil
		}
	}
	return Opened{Report: r}, plain(e)
}

// fetchLatest fetches, one after the other and only while all is well, the reports of a
// list that are not saved yet, so that they can be read when the server is gone.
func (c *Client) fetchLatest(s *session, headers []report.Header) {
	if !s.saved.on() || !c.fetching.TryLock() {
		return
	}
	c.saving.Go(func() {
		defer c.fetching.Unlock()
		if s.saved.use() == nil || !s.saved.on() {
			return
		}
		ctx := logging.Begin(s.wire.ctx, "keep latest")
		for _, h := range headers {
			id, ok := ParseID(h.UUID)
			if !ok || s.saved.whole(id) {
				continue
			}
			if !pauseFor(ctx, s.wire.ctx, c.timing.Between) || c.session() != s || c.Snapshot().Link != LinkConnected {
				return
			}
			cl := reportCall(c, s, id, nil)
			cl.background = true
			if e := c.roundTrip(ctx, s, cl.call); e != nil {
				return
			}
			s.saved.keepReport(ctx, id, cl.got)
		}
	})
}

// whole reports whether a report's body is saved.
func (v *savedCopies) whole(id string) bool {
	rows := v.use().Find(cache.Query{ID: id, Limit: 1})
	return len(rows) > 0 && rows[0].Whole
}

// reading is a call for one report and what came of it.
type reading struct {
	*call
	got *report.Report
}

// reportCall makes the call for one report.
func reportCall(c *Client, s *session, id string, early func(report.Early)) *reading {
	rd := &reading{}
	rd.call = &call{
		op: "report", url: s.base + "/api/Report/Wsjf/" + id, timeout: c.timing.Report, bound: c.maxReport(),
		entity: true, about: aboutReport, value: id,
		decode: func(body io.Reader) (err error) {
			rd.got, err = report.DecodeWith(body, report.Options{Keep: true, Early: early})
			if err == nil && rd.got == nil {
				err = errors.New("no report")
			}
			return err
		},
	}
	return rd
}
