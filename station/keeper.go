package station

import (
	"context"
	"reflect"
	"slices"
	"sync"
	"time"

	"stationcompanion/station/internal/durable"
)

// Keeper holds the newest State and renews it when a file changes.
// All methods may be called from any goroutine. Make one with NewKeeper.
type Keeper struct {
	in   Inputs
	disk durable.Options  // faults, in tests
	now  func() time.Time // names files set aside

	reading sync.Mutex // one reader at a time, so that no older state is published last

	mu      sync.Mutex
	state   State
	changed chan struct{} // closed at the next change
}

// NewKeeper loads the state once; Run keeps it fresh.
func NewKeeper(in Inputs) *Keeper {
	return &Keeper{in: in, now: time.Now, state: Load(in), changed: make(chan struct{})}
}

// Inputs gives what the keeper reads from.
func (k *Keeper) Inputs() Inputs { return k.in }

// State is the newest state.
func (k *Keeper) State() State {
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.state
}

// Path is the file a scope is saved in; empty for a scope without one.
func (k *Keeper) Path(scope Scope) string {
	switch scope {
	case ScopeUser:
		return k.in.UserPath
	case ScopeEveryone:
		return k.in.EveryonePath
	}
	return ""
}

// Writable tells whether this account can write the scope's file: nil, or the
// reason (errors.Is fs.ErrPermission for a missing right). It changes nothing on disk.
func (k *Keeper) Writable(scope Scope) error {
	path := k.Path(scope)
	if path == "" {
		return ErrNoFile
	}
	return durable.Writable(path)
}

// Reload reads again at once and publishes.
func (k *Keeper) Reload() State {
	k.reading.Lock()
	defer k.reading.Unlock()
	s := Load(k.in)
	k.publish(s)
	return s
}

// publish hands a state out if it is another one. The caller holds reading.
func (k *Keeper) publish(s State) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if reflect.DeepEqual(k.state, s) {
		return
	}
	k.state = s
	close(k.changed)
	k.changed = make(chan struct{})
}

// Watch calls fn with the present state, then the newest after each change,
// until ctx ends. It blocks, and calls fn on the goroutine it was called on; missed
// states never matter.
func (k *Keeper) Watch(ctx context.Context, fn func(State)) {
	for ctx.Err() == nil {
		k.mu.Lock()
		s, changed := k.state, k.changed
		k.mu.Unlock()
		fn(s)
		select {
		case <-ctx.Done():
		case <-changed:
		}
	}
}

// Preview tells what the state would be if ch were saved in scope. Reads files, writes
// nothing. A value that does not fit shows as the problem it would be; the stamps stay
// those of the files on disk.
func (k *Keeper) Preview(scope Scope, ch Change) State {
	v := look(k.in)
	l, r := &v.user, scope.role()
	if r == roleEveryone {
		l = &v.everyone
	}
	out := Change{Set: make(map[Key]string, len(ch.Set)), Unset: ch.Unset}
	for key, value := range ch.Set {
		if canonical, err := Validate(key, value); err == nil {
			value = canonical
		}
		out.Set[key] = value
	}
	if len(l.doc.apply(out)) > 0 {
		l.Problems = slices.DeleteFunc(l.Problems, func(p Problem) bool { return p.Kind != ProblemEncoding })
		l.Corrupt = false
		l.take(r)
	}
	return v.resolve()
}
