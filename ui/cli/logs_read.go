package cli

import (
	"context"
	"io"

	"stationcompanion/logging/tail"
	"stationcompanion/ui/words"
)

// logReader prints the lines of a log that pass, the oldest first, each once.
//
//	Tail or Search ─► Changed ─► View, Hits ─► lines from next on ─► write
type logReader struct {
	tail   *tail.Tail
	search *tail.Search // nil where every line passes
	name   string
	p      *printer
	out    io.Writer // that p writes to
	err    io.Writer
	write  func(no int64, raw string)

	next    int64 // the first line that is still to be printed, if it passes
	grows   int64 // the line printed last, where it was the log's last: it may become longer; else 0
	shown   string
	printed int64
	lost    int64 // lines that were gone before they could be printed
	waiting bool  // the log could not be read when last asked
	said    bool  // and that was told
}

// run prints the last lines that pass, goes on with what comes where that is asked for,
// and gives the exit code.
func (r *logReader) run(ctx context.Context, o LogOptions) int {
	if o.Lines == 0 {
		o.Lines = defaultLines
	}
	if err := r.begin(ctx, int64(o.Lines)); err == nil {
		r.news(ctx)
		if o.Follow {
			r.follow(ctx)
		}
	} else if !o.Follow {
		tell(r.err, words.Error(err))
		return ExitBad
	}
	return r.finish(ctx, o)
}

// finish gives the exit code and says what went wrong.
func (r *logReader) finish(ctx context.Context, o LogOptions) int {
	if isClosed(r.p.flush()) {
		r.p.drop()
		return ExitOK
	}
	switch {
	case o.Follow:
		return ExitOK
	case ctx.Err() != nil:
		tell(r.err, words.Error(ctx.Err()))
		return ExitBad
	case r.lost > 0:
		return ExitBad
	case r.printed == 0 && r.search != nil && r.p.err == nil:
		tellLine(r.err, words.T("cli.logs.nothing", r.tail.View().Len()))
		return ExitNone
	}
	return ExitOK
}

// begin waits until the last n lines that pass are known, or all there are.
func (r *logReader) begin(ctx context.Context, n int64) error {
	for {
		if v := r.tail.View(); r.search == nil {
			if v.Len() >= n || v.Whole() {
				r.next = v.Next() - min(n, v.Len())
				return nil
			}
		} else if h := r.search.Hits(); h.Len() >= n || h.Done() {
			if h.Len() > 0 {
				r.next = h.At(max(0, h.Len()-n))
			}
			return nil
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-r.changed():
		}
	}
}

func (r *logReader) changed() <-chan struct{} {
	if r.search != nil {
		return r.search.Changed()
	}
	return r.tail.Changed()
}

// news prints the lines from next on that pass.
func (r *logReader) news(ctx context.Context) {
	before := r.lost
	if r.search == nil {
		r.all(ctx)
	} else {
		r.hits(ctx)
	}
	if r.lost > before {
		r.p.flush() // #nosec G104 -- asked for again; the lines before come first
		tellLine(r.err, words.T("cli.logs.lost", r.lost-before))
	}
}

func (r *logReader) all(ctx context.Context) {
	v := r.tail.View()
	r.again(v)
	if gone := v.First() - r.next; gone > 0 {
		r.lost += gone
		r.next = v.First()
	}
	for r.next < v.Next() && r.goesOn(ctx) {
		r.line(v, r.next)
	}
}

func (r *logReader) hits(ctx context.Context) {
	h := r.search.Hits()
	v := r.tail.View() // after h: it has all lines of h
	if i := h.Find(r.grows); r.grows > 0 && i < h.Len() && h.At(i) == r.grows {
		r.again(v)
	}
	for i := h.Find(r.next); i < h.Len() && r.goesOn(ctx); i++ {
		r.line(v, h.At(i))
	}
}

// goesOn reports whether it makes sense to print more.
func (r *logReader) goesOn(ctx context.Context) bool { return ctx.Err() == nil && r.p.err == nil }

// line prints one line.
func (r *logReader) line(v tail.View, no int64) {
	r.next, r.grows = no+1, 0
	raw, err := v.Raw(no)
	if err != nil {
		r.lost++
		return
	}
	r.write(no, raw)
	r.printed++
	if r.next == v.Next() {
		r.grows, r.shown = no, raw
	}
}
