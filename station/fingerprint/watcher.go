package fingerprint

import (
	"context"
	"reflect"
	"slices"
	"sync"
	"time"

	"stationcompanion/station/internal/durable"
)

// Options makes a Watcher; Path, Read and Station must be set.
type Options struct {
	Path    string // of the memory
	Read    func() Reading
	Station func() (name string, follows bool) // what the station is called, and whether after the host name
	Now     func() time.Time                   // the wall clock; time.Now
	// Found is told each finding once, when it is first made; Failed is told what is
	// wrong with the file, once until it is well again. Both run on Run's goroutine.
	Found  func(Finding)
	Failed func(error)
}

// Watcher holds the newest findings. All methods may be called from any goroutine.
type Watcher struct {
	o    Options
	kick chan struct{}   // something is to be taken in; capacity 1
	disk durable.Options // tests record it, or let it fail

	mem     *memory // what could not be saved; of Run's goroutine
	failing bool    // it was told what is wrong; of Run's goroutine

	mu      sync.Mutex
	found   []Finding
	reports []Report // not weighed yet
	read    []string // not saved yet
	changed chan struct{}
}

// New makes a Watcher that has not looked yet.
func New(o Options) *Watcher {
	if o.Now == nil {
		o.Now = time.Now
	}
	return &Watcher{o: o, kick: make(chan struct{}, 1), changed: make(chan struct{})}
}

// Run looks at once, which counts as a start, then every so often, when reports came, and
// when findings were read, until ctx ends.
func (w *Watcher) Run(ctx context.Context, every time.Duration) {
	tick := time.NewTicker(every)
	defer tick.Stop()
	for start := true; ; start = false {
		w.look(start)
		select {
		case <-tick.C:
		case <-w.kick:
		case <-ctx.Done():
			if w.pending() {
				w.look(false)
			}
			return
		}
	}
}

// at is now in the form the file gives times back in, so that they can be compared.
func (w *Watcher) at() time.Time { return w.o.Now().Round(0).UTC() }

func (w *Watcher) pending() bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	return len(w.read) > 0
}

// look compares once, and saves when something changed.
func (w *Watcher) look(start bool) {
	g := glance{now: w.o.Read(), start: start, at: w.at()}
	g.station.name, g.station.follows = w.o.Station()
	w.mu.Lock()
	g.reports, g.read = w.reports, w.read
	w.reports, w.read = nil, nil
	w.mu.Unlock()
	found, fresh := w.compare(g)
	w.publish(found)
	for _, f := range fresh {
		if w.o.Found != nil {
			w.o.Found(f)
		}
	}
}

// publish hands findings out if they are others.
func (w *Watcher) publish(found []Finding) {
	w.mu.Lock()
	defer w.mu.Unlock()
	for i := range found { // read while this comparison was made
		found[i].Acknowledged = found[i].Acknowledged || slices.Contains(w.read, found[i].Key)
	}
	if reflect.DeepEqual(w.found, found) {
		return
	}
	w.found = found
	w.wake()
}

// wake tells those who watch. w.mu is held.
func (w *Watcher) wake() {
	close(w.changed)
	w.changed = make(chan struct{})
}

// Findings are all that are so now, the ones a person has read as well.
func (w *Watcher) Findings() []Finding {
	w.mu.Lock()
	defer w.mu.Unlock()
	return slices.Clone(w.found)
}

// Watch calls fn with the present findings, then with the newest after each change, until
// ctx ends. It blocks, and calls fn on the goroutine it was called on.
func (w *Watcher) Watch(ctx context.Context, fn func([]Finding)) {
	for ctx.Err() == nil {
		w.mu.Lock()
		found, changed := slices.Clone(w.found), w.changed
		w.mu.Unlock()
		fn(found)
		select {
		case <-ctx.Done():
		case <-changed:
		}
	}
}

// SetReports gives the newest reports under the station's name. It does not block.
func (w *Watcher) SetReports(rs []Report) {
	w.mu.Lock()
	w.reports = slices.Clone(rs)
	w.mu.Unlock()
	w.poke()
}

// Acknowledge notes that a person has read these findings; they are not said again. It
// does not block: Run saves it.
func (w *Watcher) Acknowledge(fs []Finding) {
	w.mu.Lock()
	w.found = slices.Clone(w.found)
	for _, f := range fs {
		w.read = append(w.read, f.Key)
		for i := range w.found {
			if w.found[i].Key == f.Key {
				w.found[i].Acknowledged = true
			}
		}
	}
	w.wake()
	w.mu.Unlock()
	w.poke()
}

func (w *Watcher) poke() {
	select {
	case w.kick <- struct{}{}:
	default:
	}
}
