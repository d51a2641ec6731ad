package client

import (
	"context"
	"net/http/httptrace"
	"sync/atomic"

	"stationcompanion/logging"
)

// stage is how far a request came on the wire before it ended without an answer.
type stage uint32

const (
	stagePooled  stage = iota // it went out on a connection from before
	stageConnect              // a connection is being opened
	stageName                 // the server's name is being looked up for it
	stageOpened               // it is open, and no byte has come on it
	stageHeard                // something came
	stagePage                 // a proxy answered with a page where a tunnel was asked for
)

// progress notes how far one opened connection came.
type progress struct {
	id    string // correlation id of the request it was opened for
	stage atomic.Uint32
}

func (p *progress) reach(s stage) { p.stage.Store(uint32(s)) }

// progresses remembers the newest connections' progress, so that a request pays for it
// only when it needs a new one. Where net/http hands a connection opened for one request
// to another, the other seems to have gone out on one from before. Guarded by wire.mu.
type progresses struct {
	newest [2 * connsPerHost]*progress
	n      int
}

func (d *progresses) add(p *progress) {
	d.newest[d.n%len(d.newest)] = p
	d.n++
}

// of gives the stage of a request, by its correlation id.
func (d *progresses) of(id string) stage {
	if p := d.newestOf(id); p != nil {
		return stage(p.stage.Load())
	}
	return stagePooled
}

func (d *progresses) newestOf(id string) *progress {
	for i := range min(d.n, len(d.newest)) {
		if p := d.newest[(d.n-1-i)%len(d.newest)]; p.id == id {
			return p
		}
	}
	return nil
}

// mark notes a stage of the request with that id.
func (w *wire) mark(id string, at stage) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if p := w.progresses.newestOf(id); p != nil {
		p.reach(at)
	}
}

// begin notes that a connection is being opened for ctx's request; a dial under the
// context it gives tells when it looks the name up.
func (w *wire) begin(ctx context.Context) (context.Context, *progress) {
	p := &progress{id: logging.CorrelationID(ctx)}
	p.reach(stageConnect)
	w.mu.Lock()
	w.progresses.add(p)
	w.mu.Unlock()
	return httptrace.WithClientTrace(ctx, &httptrace.ClientTrace{
		DNSStart: func(httptrace.DNSStartInfo) { p.reach(stageName) },
		DNSDone:  func(httptrace.DNSDoneInfo) { p.reach(stageConnect) },
	}), p
}

// stageOf tells how far the request of ctx came.
func (w *wire) stageOf(ctx context.Context) stage {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.progresses.of(logging.CorrelationID(ctx))
}
