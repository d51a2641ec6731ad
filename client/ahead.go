package client

import (
	"context"
	"io"
	"sync"
)

const (
	aheadFrom   = 64 << 10 // bytes of a body that are read as they are asked for
	aheadPieces = 8        // pieces that may wait to be taken
	aheadPiece  = 32 << 10 // bytes a piece has room for
)

// ahead reads a body on a goroutine of its own, so that a large report is received and
// decompressed while the part before is decoded. Small answers, which nearly all are,
// have no goroutine. What arrives is handed on at once, however little it is.
//
// Read and Close belong to one goroutine at a time.
type ahead struct {
	from   io.ReadCloser
	cancel context.CancelFunc // makes a waiting read of from end
	n      int                // read without the goroutine

	full  chan piece // nil before the goroutine runs; closed when it has ended
	spare chan []byte
	stop  chan struct{}
	now   piece  // not yet handed on
	room  []byte // of now
	ended sync.Once
}

// piece is what one read gave.
type piece struct {
	data []byte
	err  error
}

func (a *ahead) Read(p []byte) (int, error) {
	if a.full == nil && a.n < aheadFrom {
		n, err := a.from.Read(p)
		a.n += n
		return n, err
	}
	if a.full == nil {
		a.full, a.spare, a.stop = make(chan piece, aheadPieces), make(chan []byte, aheadPieces+2), make(chan struct{})
		go a.run()
	}
	for len(a.now.data) == 0 {
		if a.now.err != nil {
			return 0, a.now.err
		}
		if a.room != nil {
			a.spare <- a.room // which has room for every piece there is
		}
		var ok bool
		if a.now, ok = <-a.full; !ok {
			a.now.err = io.ErrClosedPipe
		}
		a.room = a.now.data[:cap(a.now.data)]
	}
	n := copy(p, a.now.data)
	a.now.data = a.now.data[n:]
	return n, nil
}

// run reads until an error or Close.
func (a *ahead) run() {
	defer close(a.full)
	for made := 0; ; {
		room := a.roomFor(&made)
		if room == nil {
			return
		}
		n, err := a.from.Read(room)
		select {
		case a.full <- piece{room[:n], err}:
		case <-a.stop:
			return
		}
		if err != nil {
			return
		}
	}
}

// roomFor gives room for a piece, of those that were handed on or, up to a bound, new;
// nil after Close.
func (a *ahead) roomFor(made *int) []byte {
	select {
	case room := <-a.spare:
		return room
	default:
	}
	if *made < cap(a.spare) {
		*made++
		return make([]byte, aheadPiece)
	}
	select {
	case room := <-a.spare:
		return room
	case <-a.stop:
		return nil
	}
}

// Close ends the goroutine, which may wait for the server, and closes the body.
func (a *ahead) Close() error {
	a.ended.Do(func() {
		if a.full == nil {
			return
		}
		close(a.stop)
		if a.now.err == nil {
			a.cancel()
		}
		for range a.full {
		}
	})
	return a.from.Close()
}
