package tail

import "strings"

// RefKind says what a Reference leads to.
type RefKind uint8

// The kinds of references.
const (
	RefReport RefKind = iota // the id of a report, a GUID
	RefSerial                // the serial number of a unit
	RefURL                   // an address, http or https
)

// Reference is something in a line that can be looked up.
type Reference struct {
	Kind     RefKind
	Text     string // the id, number or address alone
	From, To int    // bytes of Line.Raw that are Text; both -1 where it does not stand there as it is
}

// MaxReferences is the most References gives for one line.
const MaxReferences = 8

// References finds report ids, serial numbers and addresses in the message of a
// line and its fields, in the order in which they stand there, message first. A
// report id within an address is given too, after the address. It is careful:
// a serial number is what a field or words call one, and has a digit in it.
func References(l Line) []Reference {
	var c refs
	c.line = &l
	base := strings.Index(l.Raw, l.Message)
	if l.Message == "" {
		base = -1
	}
	c.scan(l.Message, base, false)
	if l.Fields != "" {
		base = strings.LastIndex(l.Raw, l.Fields)
		c.scan(l.Fields, base, true)
	}
	return c.found
}

// refs collects references.
type refs struct {
	line  *Line
	found []Reference
}

// add keeps one that stands at a place of Raw; less than 0 when that is unknown and
// has to be looked for behind the word that names it.
func (c *refs) add(kind RefKind, text, named string, at int) {
	if len(c.found) >= MaxReferences {
		return
	}
	if at < 0 {
		at = placeOf(c.line.Raw, text, named)
	}
	r := Reference{Kind: kind, Text: text, From: at, To: at + len(text)}
	if at < 0 {
		r.To = -1
	}
	c.found = append(c.found, r)
}

// placeOf finds a text of a JSON line in it, as a whole word behind the name of its
// value; -1 when it is not there.
func placeOf(raw, text, named string) int {
	from := strings.Index(raw, named)
	if from < 0 {
		return -1
	}
	for from += len(named); ; {
		i := strings.Index(raw[from:], text)
		if i < 0 {
			return -1
		}
		i += from
		end := i + len(text)
		if !isWordByte(raw[max(i-1, 0)]) && (end == len(raw) || !isWordByte(raw[end])) {
			return i
		}
		from = end
	}
}

// scan looks through a text that stands at base in Raw; less than 0 when it does not
// stand there as it is. Only where a word begins can something be found, so each
// place is looked at once.
func (c *refs) scan(s string, base int, fields bool) {
	at := func(i int) int {
		if base < 0 {
			return -1
		}
		return base + i
	}
	for i := 0; i < len(s) && len(c.found) < MaxReferences; {
		word := wordRun(s[i:])
		switch {
		case word == 0:
			i++
		case isURL(s[i:]):
			i += c.url(s[i:], at(i))
		case isGUID(s[i:]) && (i == 0 || s[i-1] != '-'):
			if id := s[i : i+guidLen]; id != c.line.CorrelationID {
				c.add(RefReport, id, "", at(i))
			}
			i += guidLen
		default:
			if from, to := serialAt(s[i:], fields); to > 0 {
				c.add(RefSerial, s[i+from:i+to], s[i:i+word], at(i+from))
				word = to
			}
			i += word
		}
	}
}

// url takes the address s begins with, and the report ids in it, and gives its
// length. at is where s stands in Raw; less than 0 when that is unknown.
func (c *refs) url(s string, at int) int {
	n := urlEnd(s)
	c.add(RefURL, s[:n], "", at)
	for i := len("http:"); i+guidLen <= n; i++ {
		if isGUID(s[i:n]) && !isWordByte(s[i-1]) && s[i-1] != '-' {
			place := -1
			if at >= 0 {
				place = at + i
			}
			c.add(RefReport, s[i:i+guidLen], "", place)
		}
	}
	return n
}

const guidLen = len("00000000-0000-0000-0000-000000000000")

// isGUID reports whether s begins with a GUID that is not all zeros, as a word.
func isGUID(s string) bool {
	if len(s) < guidLen || s[8] != '-' || s[13] != '-' || s[18] != '-' || s[23] != '-' {
		return false
	}
	zeros := true
	for i := range guidLen {
		if i == 8 || i == 13 || i == 18 || i == 23 {
			continue
		}
		if !isHex(s[i : i+1]) {
			return false
		}
		zeros = zeros && s[i] == '0'
	}
	return !zeros && (len(s) == guidLen || !isWordByte(s[guidLen]) && s[guidLen] != '-')
}
