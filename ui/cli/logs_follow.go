package cli

import (
	"context"
	"time"

	"stationcompanion/logging/tail"
	"stationcompanion/ui/words"
)

// problemEvery is how often a followed log is asked whether it can still be read, and its
// output whether it is.
const problemEvery = time.Second

// follow prints what comes until ctx ends or nobody reads it.
func (r *logReader) follow(ctx context.Context) {
	tick := time.NewTicker(problemEvery)
	defer tick.Stop()
	for r.p.flush() == nil {
		select {
		case <-ctx.Done():
			return
		case <-r.changed():
			r.news(ctx)
		case <-tick.C:
			if hungUp(r.out) { // no line may come for hours that would tell
				return
			}
			r.askProblem()
		}
	}
}

// askProblem says once that the log cannot be read, if that lasts: between two files of a
// rotation there is none for a moment.
func (r *logReader) askProblem() {
	bad := r.tail.Problem() != nil
	if bad && r.waiting && !r.said {
		tellLine(r.err, words.T("cli.logs.waiting", words.Visible(r.name)))
	}
	r.said = bad && (r.said || r.waiting)
	r.waiting = bad
}

// again prints the last line once more where it has become longer since.
func (r *logReader) again(v tail.View) {
	if r.grows == 0 || r.grows >= v.Next() {
		return
	}
	if raw, err := v.Raw(r.grows); err == nil && raw != r.shown {
		r.line(v, r.grows)
	} else if r.next < v.Next() {
		r.grows = 0
	}
}
