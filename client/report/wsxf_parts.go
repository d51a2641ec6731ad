package report

import (
	"encoding/xml"
	"strings"
)

func lower(s string) string { return strings.ToLower(s) }

// attribute gives the field an attribute becomes; ok is false for those that say
// nothing about the report.
func (e *element) attribute(a xml.Attr) (name, value string, ok bool) {
	if a.Name.Space == "xmlns" || a.Name.Local == "xmlns" || strings.HasSuffix(a.Name.Space, "XMLSchema-instance") {
		return "", "", false
	}
	name, known := e.names[lower(a.Name.Local)]
	if !known {
		return a.Name.Local, a.Value, true
	}
	return name, asLetter(name, a.Value), name != ""
}

// asLetter gives the letter WSJF has for a word.
func asLetter(field, value string) string {
	if letter, ok := xmlLetters[field][lower(strings.TrimSpace(value))]; ok {
		return letter
	}
	return value
}

// part handles an element within a report or step that is no step.
func (x *xmlReader) part(at *xmlLevel, e xml.StartElement) error {
	name := lower(e.Name.Local)
	def := at.def.within[name]
	if def == nil {
		field, value, err := x.other(at.def, e)
		if err == nil && field != "" {
			x.put(at, field, value)
		}
		return err
	}
	if def.flat {
		for _, a := range e.Attr {
			if name, value, ok := def.attribute(a); ok {
				x.put(at, name, quoted(nil, value))
			}
		}
		return x.skip()
	}
	value, err := x.object(def, e)
	if err != nil {
		return err
	}
	if !def.many {
		x.put(at, def.key, value)
	} else {
		at.add(def.key, value)
		x.held += len(value)
	}
	if x.held > maxCollected {
		return errTooLong
	}
	return nil
}

// other reads an element without a definition: one that holds only text, or one that
// nobody knows, which becomes true under its own name and so counts as not shown.
func (x *xmlReader) other(of *element, e xml.StartElement) (string, []byte, error) {
	field, known := of.names[lower(e.Name.Local)]
	if !known {
		return e.Name.Local, []byte("true"), x.skip()
	}
	text, err := x.text()
	if field == "" {
		return "", nil, err
	}
	return field, quoted(nil, asLetter(field, text)), err
}

// object reads an element and everything in it as one object.
func (x *xmlReader) object(def *element, e xml.StartElement) ([]byte, error) {
	w := xmlLevel{def: def}
	out := []byte{'{'}
	put := func(name string, value []byte) {
		if len(out) > 1 {
			out = append(out, ',')
		}
		out = append(append(quoted(out, name), ':'), value...)
	}
	for _, a := range e.Attr {
		if name, value, ok := def.attribute(a); ok {
			put(name, quoted(nil, value))
		}
	}
	var text []byte
	for {
		tok, err := x.token()
		if err != nil {
			return nil, err
		}
		switch t := tok.(type) {
		case xml.CharData:
			if text = append(text, t...); len(text)+len(out) > maxCollected {
				return nil, errTooLong
			}
		case xml.StartElement:
			err = x.inside(&w, put, t)
		case xml.EndElement:
			if s := string(text); strings.TrimSpace(s) != "" {
				name, value := def.text, quoted(nil, s)
				if name == "" {
					name, value = "text", []byte("true")
				}
				put(name, value)
			}
			for _, name := range w.order {
				put(name, append(append([]byte{'['}, w.lists[name]...), ']'))
			}
			return append(out, '}'), nil
		}
		if err != nil {
			return nil, err
		}
	}
}

// inside reads an element within a small one.
func (x *xmlReader) inside(w *xmlLevel, put func(name string, value []byte), e xml.StartElement) error {
	def := w.def.within[lower(e.Name.Local)]
	if def == nil {
		field, value, err := x.other(w.def, e)
		if err == nil && field != "" {
			put(field, value)
		}
		return err
	}
	value, err := x.object(def, e)
	if err == nil {
		w.add(def.key, value)
	}
	return err
}

// text reads the text up to the end of the present element.
func (x *xmlReader) text() (string, error) {
	var b strings.Builder
	for depth := 1; ; {
		tok, err := x.token()
		if err != nil {
			return "", err
		}
		switch t := tok.(type) {
		case xml.CharData:
			b.Write(t)
		case xml.StartElement:
			depth++
		case xml.EndElement:
			if depth--; depth == 0 {
				return b.String(), nil
			}
		}
		if b.Len() > maxCollected {
			return "", errTooLong
		}
	}
}

// skip passes over the rest of the present element.
func (x *xmlReader) skip() error {
	for depth := 1; depth > 0; {
		tok, err := x.token()
		if err != nil {
			return err
		}
		switch tok.(type) {
		case xml.StartElement:
			depth++
		case xml.EndElement:
			depth--
		}
	}
	return nil
}
