package cache

import (
	"bytes"
	"errors"
	"io"

	"github.com/klauspost/compress/gzip"
)

// Body is what was kept of one report, still packed and already checked against its
// checksum. It may be read any number of times, from any goroutine.
type Body struct {
	packed []byte
	size   int64
}

// Size is the number of bytes the reader gives.
func (b Body) Size() int64 { return b.size }

// Packed is the gzip stream; it may not be changed.
func (b Body) Packed() []byte { return b.packed }

// Reader gives the bytes as they were put, from the start.
func (b Body) Reader() io.Reader {
	return &bodyReader{src: bytes.NewReader(b.packed), left: b.size}
}

// Bytes gives all of them.
func (b Body) Bytes() ([]byte, error) {
	data := make([]byte, 0, min(b.size, int64(len(b.packed))*1100)+bytes.MinRead) // gzip packs at most 1032 to 1
	buf := bytes.NewBuffer(data)
	_, err := buf.ReadFrom(b.Reader())
	return buf.Bytes(), err
}

// bodyReader unpacks exactly as many bytes as were packed.
type bodyReader struct {
	src  *bytes.Reader
	zr   *gzip.Reader
	left int64
	err  error
}

// Read implements io.Reader.
func (r *bodyReader) Read(p []byte) (n int, err error) {
	if r.err != nil || len(p) == 0 {
		return 0, r.err
	}
	if r.zr == nil {
		if r.zr, err = gzip.NewReader(r.src); err != nil {
			return 0, r.fail(err)
		}
	}
	n, err = r.zr.Read(p[:min(int64(len(p)), r.left+1)])
	if int64(n) > r.left {
		n, err = int(r.left), damaged("it unpacks to more than was packed")
	}
	if r.left -= int64(n); err == nil {
		return n, nil
	}
	return n, r.fail(err)
}

func (r *bodyReader) fail(err error) error {
	switch {
	case errors.Is(err, errDamaged):
		r.err = err
	case errors.Is(err, io.EOF) && r.zr != nil && r.left == 0:
		r.err = io.EOF
	default:
		r.err = damaged("unpacking: %v", err)
	}
	return r.err
}
