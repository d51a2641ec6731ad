package station

import (
	"context"
	"io/fs"
	"os"
	"reflect"
	"time"
)

// DefaultInterval is how often Run looks at the files when it is given none.
const DefaultInterval = 500 * time.Millisecond

// coarse is the coarsest clock a file system stamps changes with (FAT: 2 s), and a
// margin: two edits within it can look alike, so a file that young is read.
const coarse = 3 * time.Second

// Run polls the files every interval until ctx ends (an outside edit shows
// within two intervals). It blocks; the caller joins it.
func (k *Keeper) Run(ctx context.Context, interval time.Duration) {
	if interval <= 0 {
		interval = DefaultInterval
	}
	tick := time.NewTicker(interval)
	defer tick.Stop()
	p := poller{keeper: k}
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
			p.poll()
		}
	}
}

// poller is what Run remembers from one look to the next; Run's goroutine owns it.
type poller struct {
	keeper *Keeper
	seen   [4]trace
	doubt  bool // the last look found a file worse than before
}

// trace is what a look without reading tells of a file.
type trace struct {
	err  string
	size int64
	mode fs.FileMode
	time time.Time
}

// poll reads the files if they may have changed, and publishes a changed state.
func (p *poller) poll() {
	k := p.keeper
	now, young := p.look()
	if now == p.seen && !young && !p.doubt {
		return
	}
	k.reading.Lock()
	defer k.reading.Unlock()
	old, s := k.State(), Load(k.in)
	if reflect.DeepEqual(old, s) {
		p.seen, p.doubt = now, false
		return
	}
	// Editors cut a file before they write it: one that is suddenly empty, gone or
	// damaged gets until the next look to become whole.
	if worse := worse(old.User, s.User) || worse(old.Everyone, s.Everyone); worse && !p.doubt {
		p.doubt = true
		return
	}
	p.seen, p.doubt = now, false
	k.publish(s)
}

// look traces the files. young tells that one may have changed without a trace.
func (p *poller) look() (now [4]trace, young bool) {
	in := p.keeper.in
	for i, path := range []string{in.UserPath, in.EveryonePath, olderPath(in.LegacyDir), olderPath(in.LegacyHome)} {
		if path == "" {
			continue
		}
		fi, err := os.Stat(path)
		if err != nil {
			now[i].err = err.Error()
			continue
		}
		now[i] = trace{size: fi.Size(), mode: fi.Mode(), time: fi.ModTime()}
		young = young || time.Since(fi.ModTime()) < coarse
	}
	s := p.keeper.State()
	return now, young || unreadable(s.User) || unreadable(s.Everyone)
}

// unreadable files are asked again: rights change without a trace.
func unreadable(f File) bool {
	for _, p := range f.Problems {
		if p.Kind == ProblemUnreadable {
			return true
		}
	}
	return false
}

func worse(old, now File) bool {
	return old.Stamp.Exists && !old.Corrupt && old.Stamp.Size > 0 &&
		(!now.Stamp.Exists || now.Corrupt || now.Stamp.Size == 0)
}
