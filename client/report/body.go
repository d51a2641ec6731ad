package report

import (
	"bytes"
	"errors"
	"fmt"
	"io"

	"github.com/klauspost/compress/gzip"
)

// Body is the original of a report, byte for byte, kept compressed. It never changes
// and may be read by many goroutines at once.
//
// It is cut into pages which are compressed each for itself, so that a chart in the
// middle costs one page, not all that stands before it.
type Body struct {
	pages [][]byte // gzip members, of bodyPage bytes each, the last one shorter
	size  int64
	whole bool
}

const (
	bodyPage = 256 << 10
	maxBody  = 1 << 30 // bytes, before they are compressed
)

// ErrNoBody says that the original was not kept: see DecodeKeeping.
var ErrNoBody = errors.New("the original of this report was not kept")

// Size is the number of bytes of the original.
func (b *Body) Size() int64 { return b.size }

// Held is the number of bytes it takes in memory.
func (b *Body) Held() int64 {
	n := int64(0)
	for _, p := range b.pages {
		n += int64(len(p))
	}
	return n
}

// Whole reports whether the original came to its end; false when the connection
// broke in the middle of it.
func (b *Body) Whole() bool { return b.whole }

// WriteWSJF writes the original bytes.
func (b *Body) WriteWSJF(w io.Writer) error {
	for i := range b.pages {
		p, err := b.page(i)
		if err != nil {
			return err
		}
		if _, err := w.Write(p); err != nil {
			return fmt.Errorf("writing the report: %w", err)
		}
	}
	return nil
}

// WriteGzip writes the original as one gzip stream, without compressing it again.
func (b *Body) WriteGzip(w io.Writer) error {
	for _, p := range b.pages {
		if _, err := w.Write(p); err != nil {
			return fmt.Errorf("writing the report: %w", err)
		}
	}
	return nil
}

func (b *Body) page(i int) ([]byte, error) {
	z, err := gzip.NewReader(bytes.NewReader(b.pages[i]))
	if err != nil {
		return nil, fmt.Errorf("page %d of the kept report: %w", i, err)
	}
	var out bytes.Buffer
	out.Grow(int(min(bodyPage, b.size-int64(i)*bodyPage)) + bytes.MinRead)
	if _, err := io.Copy(&out, z); err != nil {
		return nil, fmt.Errorf("page %d of the kept report: %w", i, err)
	}
	return out.Bytes(), nil
}

// read gives the bytes of s without what separates them from what stands before.
func (b *Body) read(s span) ([]byte, error) {
	if s.from < 0 || s.to > b.size || s.from > s.to {
		return nil, fmt.Errorf("bytes %d to %d of a kept report of %d: %w", s.from, s.to, b.size, io.ErrUnexpectedEOF)
	}
	out := make([]byte, 0, s.to-s.from)
	for i := s.from / bodyPage; i*bodyPage < s.to; i++ {
		p, err := b.page(int(i))
		if err != nil {
			return nil, err
		}
		at := i * bodyPage
		out = append(out, p[max(0, s.from-at):min(int64(len(p)), s.to-at)]...)
	}
	return bytes.TrimLeft(out, " \t\r\n:,"), nil
}
