package report

import (
	"bytes"
	"encoding/base64"
	"errors"
	"fmt"

	"github.com/go-json-experiment/json/jsontext"
)

// ErrNotThere says that a step has no such thing.
var ErrNotThere = errors.New("not in this report")

// AttachmentData gives the bytes of the attachment of row i.
func (r *Report) AttachmentData(i int) ([]byte, error) {
	if i < 0 || i >= r.Len() {
		return nil, fmt.Errorf("attachment of step row %d: %w", i, ErrNotThere)
	}
	f := r.Step(i).File
	if f == nil {
		return nil, fmt.Errorf("attachment of step row %d: %w", i, ErrNotThere)
	}
	return r.FileData(*f)
}

// FileData gives the bytes of an attachment of this report: of a step, of a repair
// failure or of the repair. White space in the base64, the URL alphabet, missing
// padding and a data: prefix are taken; what else is wrong with it is an error.
func (r *Report) FileData(f File) ([]byte, error) {
	if f.data.to == 0 {
		return nil, fmt.Errorf("data of %q: %w", printable(f.Name), ErrNotThere)
	}
	if r.body == nil {
		return nil, ErrNoBody
	}
	v, err := r.body.read(f.data)
	if err != nil {
		return nil, err
	}
	text, err := jsontext.AppendUnquote(nil, v)
	if err != nil {
		return nil, fmt.Errorf("data of %q: %w", printable(f.Name), err)
	}
	data, err := lenientBase64(text)
	if err != nil {
		return nil, fmt.Errorf("data of %q: %w", printable(f.Name), err)
	}
	return data, nil
}

// lenientBase64 decodes b in place.
func lenientBase64(b []byte) ([]byte, error) {
	if bytes.HasPrefix(b, []byte("data:")) {
		if i := bytes.IndexByte(b, ','); i >= 0 {
			b = b[i+1:]
		}
	}
	n := 0
	for _, c := range b {
		switch c {
		case ' ', '\t', '\r', '\n':
			continue
		case '-':
			c = '+'
		case '_':
			c = '/'
		}
		b[n] = c
		n++
	}
	b = bytes.TrimRight(b[:n], "=")
	got, err := base64.RawStdEncoding.Decode(b, b)
	if err != nil {
		return nil, fmt.Errorf("no base64: %w", err)
	}
	return b[:got], nil
}
