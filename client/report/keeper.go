package report

import (
	"bytes"
	"errors"
	"sync"
	"sync/atomic"

	"github.com/klauspost/compress/gzip"
)

// keeper makes a Body out of what is read. Full pages are compressed on a goroutine
// of its own, which the first of them starts and close waits for: the reader is not
// to wait for the compressor.
type keeper struct {
	size  int64
	raw   []byte // of the present page
	max   int    // compressed bytes
	full  chan []byte
	empty chan []byte // pages to be used again
	done  chan struct{}
	pages [][]byte // the goroutine's until done
	held  int      // likewise
	over  atomic.Bool
}

const pagesAhead = 3

var packers = sync.Pool{New: func() any {
	z, err := gzip.NewWriterLevel(nil, gzip.BestSpeed)
	if err != nil {
		panic(err) // the level is one of the package's
	}
	return z
}}

func (k *keeper) write(p []byte) {
	if k.size += int64(len(p)); k.size > maxBody {
		k.over.Store(true)
	}
	for len(p) > 0 && !k.over.Load() {
		n := min(len(p), bodyPage-len(k.raw))
		k.raw = append(k.raw, p[:n]...)
		p = p[n:]
		if len(k.raw) == bodyPage {
			k.handOver()
		}
	}
}

// handOver gives the present page to the goroutine and takes an empty one.
func (k *keeper) handOver() {
	if k.full == nil {
		k.full, k.empty, k.done = make(chan []byte, pagesAhead), make(chan []byte, pagesAhead+2), make(chan struct{})
		go k.packAll()
	}
	k.full <- k.raw
	select {
	case k.raw = <-k.empty:
	default:
		k.raw = make([]byte, 0, bodyPage)
	}
}

func (k *keeper) packAll() {
	defer close(k.done)
	for raw := range k.full {
		if !k.over.Load() {
			k.pack(raw)
		}
		select {
		case k.empty <- raw[:0]:
		default:
		}
	}
}

// pack compresses a page.
func (k *keeper) pack(raw []byte) {
	var out bytes.Buffer
	z := packers.Get().(*gzip.Writer)
	defer packers.Put(z)
	z.Reset(&out)
	_, err := z.Write(raw)
	if err = errors.Join(err, z.Close()); err != nil {
		panic(err) // a bytes.Buffer takes everything
	}
	k.pages = append(k.pages, bytes.Clone(out.Bytes()))
	if k.held += out.Len(); k.held > k.max {
		k.over.Store(true)
	}
}

// close ends the goroutine and gives the body; nil when it was too large.
func (k *keeper) close(whole bool) *Body {
	if k.full != nil {
		close(k.full)
		<-k.done
	}
	if len(k.raw) > 0 && !k.over.Load() {
		k.pack(k.raw)
	}
	if k.over.Load() {
		return nil
	}
	return &Body{pages: k.pages, size: k.size, whole: whole}
}
