package ui

import (
	"context"
	"reflect"
	"slices"
	"time"

	"stationcompanion/station/fingerprint"
	"stationcompanion/ui/words"
)

// Identity is what the window needs to know of this PC; *fingerprint.Watcher is one.
type Identity interface {
	// Watch calls fn with what is odd about this PC, now and after each change.
	Watch(ctx context.Context, fn func([]fingerprint.Finding))
	// Acknowledge notes that a person has read these; it does not block.
	Acknowledge([]fingerprint.Finding)
}

// watchIdentity follows what is odd about this PC.
func (w *Window) watchIdentity() {
	if w.o.Identity == nil {
		return
	}
	r := &relay[[]fingerprint.Finding]{do: w.o.Do, show: w.parts.notice.showIdentity}
	w.wg.Go(func() { w.o.Identity.Watch(w.ctx, r.put) })
	w.wg.Go(func() {
		<-w.ctx.Done()
		r.end()
	})
}

// connect gives the notice its clock, and whom to tell what was read.
func (n *notice) connect(now func() time.Time, to Identity) *notice {
	n.now = now
	if to != nil {
		n.read = to.Acknowledge
	}
	return n
}

// showIdentity takes over what is odd about this PC.
func (n *notice) showIdentity(found []fingerprint.Finding) {
	if reflect.DeepEqual(found, n.found) {
		return
	}
	n.found = slices.Clone(found)
	n.paint()
}

// unread is what the line has to say: the problems that were not put away, and what is
// odd about this PC and was not read.
func (n *notice) unread() []words.Trouble {
	var out []words.Trouble
	for _, f := range n.found {
		if !f.Acknowledged {
			out = append(out, words.Identity(f, n.now()))
		}
	}
	if !slices.Equal(n.problems, n.hidden) {
		for _, p := range n.problems {
			out = append(out, words.Problem(p))
		}
	}
	return out
}

// acknowledge notes that what the line says was read.
func (n *notice) acknowledge() {
	var unread []fingerprint.Finding
	for i, f := range n.found {
		if !f.Acknowledged {
			unread = append(unread, f)
			n.found[i].Acknowledged = true
		}
	}
	if len(unread) > 0 {
		n.read(unread)
	}
}
