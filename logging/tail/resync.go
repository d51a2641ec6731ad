package tail

import "bytes"

const (
	backBytes   = 1 << 20 // what was read last is remembered, to know it again: twice wats.log
	anchorBytes = 1 << 10
	leastAnchor = 64
	leastKnown  = 8       // fewer bytes that are alike prove nothing
	shortened   = 4 << 10 // alike so far and then not: the file lost its end and went on; a banner alone is shorter
)

// memory is what was read last of a file, to find it again when the file is cut or
// written anew.
type memory struct{ back []byte }

// note remembers what was read.
func (m *memory) note(p []byte) {
	if len(p) >= backBytes {
		m.back = append(m.back[:0], p[len(p)-backBytes:]...)
		return
	}
	if len(m.back)+len(p) > 2*backBytes {
		n := copy(m.back, m.back[len(m.back)+len(p)-backBytes:])
		m.back = m.back[:n]
	}
	m.back = append(m.back, p...)
}

// joint says how new content of a file joins what was read of it before.
type joint uint8

const (
	apart  joint = iota // what is not known of it is new, and nothing goes on
	goesOn              // it goes on where reading had come to
	within              // all of it is known: perhaps its writer is not done with writing it
	upTo                // the same, and it ends where reading had come to
)

// join looks how the content of a file that was cut, truncated or replaced joins what was
// read before, and gives how many bytes of it are known. head is the beginning of the file
// as it was: a cut may keep it and take away what comes after it.
func (m *memory) join(content, head []byte) (known int, j joint) {
	if n := m.anchor(content); n > 0 {
		return n, goesOn
	}
	kept := 0
	if n := sameBytes(head, content); n > 0 {
		kept = bytes.LastIndexByte(content[:n], '\n') + 1
	}
	for _, from := range []int{0, kept} {
		rest := content[from:]
		n, at := m.find(rest)
		switch {
		case n > 0 && n == len(rest) && at == len(m.back):
			return len(content), upTo
		case n > 0 && n == len(rest):
			return len(content), within
		case n > 0 && at == len(m.back):
			return from + n, goesOn
		case len(rest) < leastKnown:
			return from, within // too short to tell
		case n >= shortened:
			return from + bytes.LastIndexByte(rest[:n], '\n') + 1, apart
		}
	}
	return 0, apart
}

// anchor gives where in content the last that was read before ends; 0 where it is not.
func (m *memory) anchor(content []byte) int {
	n := min(anchorBytes, len(m.back))
	if n < leastAnchor {
		return 0
	}
	if i := bytes.LastIndex(content, m.back[len(m.back)-n:]); i >= 0 {
		return i + n
	}
	return 0
}

// find looks for the beginning of content in what was read before, and gives how much of
// it stands there and up to where: the place from which most does, the last one of these.
func (m *memory) find(content []byte) (n, at int) {
	if len(content) < leastKnown {
		return 0, 0
	}
	probe := content[:min(len(content), 64)]
	for i := 0; i < len(m.back); i++ {
		j := bytes.Index(m.back[i:], probe)
		if j < 0 {
			break
		}
		i += j
		if here := sameBytes(m.back[i:], content); here >= n {
			n, at = here, i+here
		}
	}
	// Less than a probe may be left of what was read.
	for k := min(len(probe), len(m.back)); k >= leastKnown && n == 0; k-- {
		if bytes.HasSuffix(m.back, content[:k]) {
			n, at = k, len(m.back)
		}
	}
	return n, at
}
