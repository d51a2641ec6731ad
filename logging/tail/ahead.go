package tail

import (
	"errors"
	"io"
	"sync"
)

const aheadBytes = 64 << 10

// ahead is what stands around the place that was last read of a file that is not kept
// open: lines are mostly asked for one after the other, and opening it for each would
// take longer than reading all of them.
type ahead struct {
	mu sync.Mutex
	at int64
	p  []byte
}

// readShut reads from a file that is not kept open.
func (f *file) readShut(p []byte, off int64) (int, error) {
	if len(p) > aheadBytes/2 {
		return f.readOnce(p, off)
	}
	a := &f.ahead
	a.mu.Lock()
	defer a.mu.Unlock()
	if off < a.at || off+int64(len(p)) > a.at+int64(len(a.p)) {
		if a.p == nil {
			a.p = make([]byte, aheadBytes)
		}
		a.at = max(0, off-aheadBytes/4)
		n, err := f.readOnce(a.p[:aheadBytes], a.at)
		a.p = a.p[:n]
		if err != nil && !errors.Is(err, io.EOF) {
			a.p = nil
			return 0, err
		}
	}
	n := 0
	if from := off - a.at; from < int64(len(a.p)) {
		n = copy(p, a.p[from:])
	}
	if n < len(p) {
		return n, io.EOF
	}
	return n, nil
}

// readOnce opens it, reads and closes it.
func (f *file) readOnce(p []byte, off int64) (int, error) {
	f.mu.Lock()
	r, err := f.find()
	f.mu.Unlock()
	if err != nil {
		return 0, err
	}
	defer r.Close()
	return r.ReadAt(p, off)
}

// forget is called when more of the file was understood, before it is closed: what was
// read ahead may have been filled meanwhile.
func (a *ahead) forget() {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.p = nil
}
