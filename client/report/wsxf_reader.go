package report

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"io"

	"github.com/go-json-experiment/json/jsontext"
)

// xmlReader gives the WSJF of a WSXF file. Steps are handed on as they come; what
// stands around them in no fixed order is collected until its step or report ends.
type xmlReader struct {
	dec    *xml.Decoder
	src    *xmlSource
	out    []byte
	handed int
	open   []*xmlLevel // the report and the steps being read
	held   int         // bytes collected in them
	more   bool        // than one report
	err    error
}

// xmlLevel is a report or a step whose end is not yet there.
type xmlLevel struct {
	def      *element
	fields   int               // written
	steps    bool              // its list of steps is open
	children int               // in it
	late     []byte            // fields which came while it was open
	lists    map[string][]byte // elements of lists, with commas
	order    []string          // of lists
}

const maxCollected = 2 * maxSkipped

func newXMLReader(r io.Reader, lim Limits) *xmlReader {
	x := &xmlReader{src: &xmlSource{r: r, max: maxSkipped + valueBound(lim.String)}}
	x.dec = xml.NewDecoder(x.src)
	x.dec.CharsetReader = charset
	x.src.done = x.dec.InputOffset
	return x
}

// findReport goes to the first report.
func (x *xmlReader) findReport() error {
	for {
		tok, err := x.token()
		if err != nil {
			return err
		}
		e, ok := tok.(xml.StartElement)
		switch {
		case !ok:
		case lower(e.Name.Local) == "report":
			x.begin(xmlReport, e)
			return nil
		case lower(e.Name.Local) != "reports":
			return fmt.Errorf("the file is an HTML or XML page (%s), not a report: %w", printable(e.Name.Local), ErrShape)
		}
	}
}

// Read implements io.Reader.
func (x *xmlReader) Read(p []byte) (int, error) {
	for x.handed == len(x.out) {
		if x.err != nil {
			return 0, x.err
		}
		x.out, x.handed = x.out[:0], 0
		if len(x.open) == 0 {
			x.lookForMore()
			x.err = io.EOF
			continue
		}
		x.err = x.next()
	}
	n := copy(p, x.out[x.handed:])
	x.handed += n
	return n, nil
}

// lookForMore sees whether another report follows.
func (x *xmlReader) lookForMore() {
	for {
		tok, err := x.token()
		if err != nil {
			return
		}
		if _, ok := tok.(xml.StartElement); ok {
			x.more = true
			return
		}
	}
}

// next handles one token at the level of reports and steps.
func (x *xmlReader) next() error {
	tok, err := x.token()
	if err != nil {
		return err
	}
	at := x.open[len(x.open)-1]
	switch t := tok.(type) {
	case xml.EndElement:
		x.end(at)
	case xml.StartElement:
		name := lower(t.Name.Local)
		switch {
		case name == "step" && at.def.step:
			if !at.steps {
				x.field(at, "steps")
				x.out = append(x.out, '[')
				at.steps = true
			}
			if at.children++; at.children > 1 {
				x.out = append(x.out, ',')
			}
			x.begin(xmlStep, t)
		case at.def.within[name] == xmlStep:
			x.field(at, "root")
			x.begin(xmlStep, t)
		default:
			return x.part(at, t)
		}
	}
	return nil
}

// field writes the name of a field of at.
func (x *xmlReader) field(at *xmlLevel, name string) {
	if at.fields++; at.fields > 1 {
		x.out = append(x.out, ',')
	}
	x.out = append(quoted(x.out, name), ':')
}

// begin opens a report or step.
func (x *xmlReader) begin(def *element, e xml.StartElement) {
	l := &xmlLevel{def: def}
	x.open = append(x.open, l)
	x.out = append(x.out, '{')
	for _, a := range e.Attr {
		if name, value, ok := def.attribute(a); ok {
			x.field(l, name)
			x.out = quoted(x.out, value)
		}
	}
}

// put writes a field of at, or keeps it until the list of steps is closed.
func (x *xmlReader) put(at *xmlLevel, name string, value []byte) {
	if !at.steps {
		x.field(at, name)
		x.out = append(x.out, value...)
		return
	}
	at.late = append(append(quoted(append(at.late, ','), name), ':'), value...)
	x.held += len(value)
}

// end closes a report or step with what was collected of it.
func (x *xmlReader) end(at *xmlLevel) {
	if at.steps {
		x.out = append(x.out, ']')
	}
	x.out = append(x.out, at.late...)
	x.held -= len(at.late)
	if f := at.lists["failures"]; at.def == xmlReport && f != nil { // of no unit
		at.add("subUnits", bytes.Join([][]byte{[]byte(`{"failures":[`), f, []byte(`]}`)}, nil))
	}
	for _, name := range at.order {
		x.held -= len(at.lists[name])
		if name == "failures" && at.def == xmlReport {
			continue
		}
		x.field(at, name)
		x.out = append(append(append(x.out, '['), at.lists[name]...), ']')
	}
	x.out = append(x.out, '}')
	x.open = x.open[:len(x.open)-1]
}

// add keeps an element of a list.
func (l *xmlLevel) add(name string, value []byte) {
	if l.lists == nil {
		l.lists = make(map[string][]byte)
	}
	list, ok := l.lists[name]
	if !ok {
		l.order = append(l.order, name)
	} else {
		list = append(list, ',')
	}
	l.lists[name] = append(list, value...)
}

func quoted(b []byte, s string) []byte {
	b, err := jsontext.AppendQuote(b, s)
	if err != nil { // no UTF-8; what can be written is
		return b
	}
	return b
}
