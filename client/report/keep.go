package report

import (
	"errors"
	"io"
)

// DecodeKeeping is Decode which also keeps the original, compressed, so that charts,
// attachments and the exact text can be read later: see Report.Body. It is kept
// after an error too, as far as it came.
func DecodeKeeping(r io.Reader, lim Limits) (*Report, error) {
	d := newDecoder(r, lim)
	return d.decodeKeeping()
}

func (d *decoder) decodeKeeping() (*Report, error) {
	k := &keeper{max: d.lim.Body}
	d.src.keep = k
	rep, err := d.decode()
	if rep == nil {
		k.close(false)
		return nil, err
	}
	if rep.body = k.close(d.src.drain()); rep.body == nil {
		rep.Problems = append(rep.Problems, Problem{What: "the original is too large to be kept: no charts, no attachments"})
	}
	return rep, err
}

// Body is the original; nil where it was not kept.
func (r *Report) Body() *Body { return r.body }

// drain reads what is left; whole reports whether it came to the end.
func (s *source) drain() (whole bool) {
	p := make([]byte, 4<<10)
	for s.err == nil && !s.keep.over.Load() {
		_, s.err = s.pull(p)
	}
	return errors.Is(s.err, io.EOF)
}
