package client

import (
	"bytes"
	"context"
	"errors"
	"io"
	"math/rand/v2"
	"testing"
	"testing/iotest"
	"testing/synctest"
)

// pieces gives a text in pieces of odd lengths and then err.
type pieces struct {
	rest   []byte
	err    error
	closed bool
}

func (p *pieces) Read(to []byte) (int, error) {
	if len(p.rest) == 0 {
		return 0, p.err
	}
	n := copy(to, p.rest[:min(len(p.rest), 1+rand.N(2*aheadPiece))])
	p.rest = p.rest[n:]
	return n, nil
}

func (p *pieces) Close() error {
	p.closed = true
	return nil
}

// TestAheadGivesEveryByte reads bodies below, at and far above where the goroutine
// begins, in reads of any length; the end is told after the last byte, and stays.
func TestAheadGivesEveryByte(t *testing.T) {
	broken := errors.New("reset")
	for _, size := range []int{0, 1, aheadFrom - 1, aheadFrom, aheadFrom + 1, 40 * aheadPiece, 3_000_000} {
		for _, end := range []error{io.EOF, broken} {
			want := make([]byte, size)
			for i := range want {
				want[i] = byte(i * 7 >> 3)
			}
			from := &pieces{rest: want, err: end}
			a := &ahead{from: from, cancel: func() { t.Error("cancelled, although it was read to its end") }}
			got, err := io.ReadAll(iotest.OneByteReader(io.LimitReader(a, 1000)))
			rest, err2 := io.ReadAll(a)
			if got = append(got, rest...); !bytes.Equal(got, want) {
				t.Errorf("%d bytes: %d came", size, len(got))
			}
			if end == broken && errors.Join(err, err2) == nil || end == io.EOF && errors.Join(err, err2) != nil {
				t.Errorf("%d bytes, then %v: told %v, %v", size, end, err, err2)
			}
			if n, err := a.Read(make([]byte, 10)); n != 0 || !errors.Is(err, end) {
				t.Errorf("after the end: %d, %v", n, err)
			}
			if err := errors.Join(a.Close(), a.Close()); err != nil || !from.closed {
				t.Errorf("closed %v, %v", from.closed, err)
			}
		}
	}
}

// TestAheadHandsOnWhatCame: of a server that pauses, what it sent so far can be read.
func TestAheadHandsOnWhatCame(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r, w := io.Pipe()
		a := &ahead{from: r, cancel: func() { r.CloseWithError(context.Canceled) }}
		go func() {
			_, _ = w.Write(make([]byte, aheadFrom))
			_, _ = w.Write([]byte("the step that failed"))
		}()
		p := make([]byte, aheadFrom)
		if _, err := io.ReadFull(a, p); err != nil {
			t.Fatal(err)
		}
		if n, err := a.Read(p); string(p[:n]) != "the step that failed" || err != nil {
			t.Errorf("%q, %v", p[:n], err)
		}
		synctest.Wait() // its goroutine waits for more
		if err := a.Close(); err != nil {
			t.Error(err)
		}
		synctest.Wait()
		if n, err := a.Read(p); n != 0 || err == nil {
			t.Errorf("after Close: %d bytes, %v", n, err)
		}
	})
}

// TestAheadWaitsForWhoReads holds no more than its pieces while nobody reads, and Close
// ends it.
func TestAheadWaitsForWhoReads(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		from, cancelled := &pieces{rest: make([]byte, 64*aheadPiece), err: io.EOF}, false
		a := &ahead{from: from, cancel: func() { cancelled = true }}
		if _, err := io.CopyN(io.Discard, a, aheadFrom+4*aheadPiece); err != nil {
			t.Fatal(err)
		}
		synctest.Wait()
		if taken := 64*aheadPiece - len(from.rest); taken > aheadFrom+(4+aheadPieces+3)*aheadPiece {
			t.Errorf("%d bytes taken ahead of one", taken)
		}
		if err := a.Close(); err != nil || !cancelled || !from.closed {
			t.Errorf("%v, cancelled %v, closed %v", err, cancelled, from.closed)
		}
	})
}
