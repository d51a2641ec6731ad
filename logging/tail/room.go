package tail

import "bytes"

// roomBytes is how much room with nothing but NUL bytes in it is waited for to be filled,
// and how much of it is passed over in front of the text of a line. More of it is taken for
// what stands there.
const roomBytes = 64 << 20

// room is where a file ends in NUL bytes. Some writers make a file larger first and fill it
// then, and a power cut leaves such bytes: what stands in the file ends before them, until
// there is something in their place or behind them.
type room struct {
	size  int64 // of a file that ended in nothing else when it had this size
	taken int64 // up to here its NUL bytes are no such room
}

// filled gives how much of p, which begins at a place of a file of a size, is no room that
// is still to be filled.
func (r *room) filled(p []byte, at, size int64, f *file) []byte {
	q := bytes.TrimRight(p, "\x00")
	rest := at + int64(len(p))
	switch {
	case len(q) == len(p) || rest <= r.taken:
		return p
	case rest >= size || r.size == size || r.toTheEnd(rest, size, f):
		r.size = size
		return q
	}
	return p
}

// toTheEnd reports whether there is nothing else up to the end of the file, or notes up to
// where that is known.
func (r *room) toTheEnd(from, size int64, f *file) bool {
	buf := pieces.Get().(*[pieceBytes]byte)
	defer pieces.Put(buf)
	at := from
	for at < size {
		n, _ := f.readAt(buf[:], at)
		some := len(bytes.TrimLeft(buf[:n], "\x00"))
		at += int64(n - some)
		if some > 0 || at >= from+roomBytes {
			r.taken = at
			return false
		}
		if n < len(buf) {
			break // the end, or it cannot be read: who reads there will be told
		}
	}
	return true
}
