package client

import (
	"compress/flate"
	"compress/gzip"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"regexp"
	"strings"
	"time"
)

// drainPatience is how long the rest of a body may take that nobody wants.
const drainPatience = 200 * time.Millisecond

var errTooLarge = errors.New("the body is larger than its bound")

// body is a response body, decompressed, with its bound and its watchdog. It
// remembers how reading ended, so that a cut connection and a body that is
// wrong in itself can be told apart after a decoder failed.
type body struct {
	from   ahead
	left   int64 // of its bound
	n      int64
	first  byte   // first byte that is no white space; 0 = none yet
	page   []byte // the beginning of what is a page, for its title
	err    error  // what ended reading, but not io.EOF
	eof    bool
	dog    *watchdog
	cancel context.CancelFunc // ends the request
}

// Read reads on, at most one byte past the bound.
func (b *body) Read(p []byte) (int, error) {
	switch {
	case b.err != nil:
		return 0, b.err
	case b.eof:
		return 0, io.EOF
	case len(p) == 0:
		return 0, nil
	}
	if int64(len(p)) > b.left+1 {
		p = p[:b.left+1]
	}
	n, err := b.from.Read(p)
	if n > 0 {
		b.dog.fed()
	}
	if int64(n) > b.left {
		n, err = int(b.left), errTooLarge
	}
	b.left -= int64(n)
	b.n += int64(n)
	b.sniff(p[:n])
	b.ended(err)
	if b.err != nil {
		err = b.err
	}
	return n, err
}

func (b *body) ended(err error) {
	switch {
	case err == nil:
	case err == io.EOF:
		b.eof = true
	default:
		b.err = b.dog.reason(err)
	}
}

// pageBound is how much of a page is kept to find its title.
const pageBound = 4 << 10

func (b *body) sniff(p []byte) {
	for i := 0; b.first == 0 && i < len(p); i++ {
		if c := p[i]; c != ' ' && c != '\t' && c != '\r' && c != '\n' {
			b.first = c
		}
	}
	if b.first == '<' && len(b.page) < pageBound {
		b.page = append(b.page, p[:min(len(p), pageBound-len(b.page))]...)
	}
}

// drain reads what little may be left, so that the connection can be used
// again, and closes. The answer is known by now, so nobody waits long for it.
func (b *body) drain() {
	if b.err == nil && !b.eof {
		hurry := time.AfterFunc(drainPatience, b.cancel)
		_, _ = io.CopyN(io.Discard, &b.from, drainBound)
		hurry.Stop()
	}
	_ = b.from.Close()
}

func looksLikeHTML(resp *http.Response, b *body) bool {
	return b.first == '<' || strings.Contains(strings.ToLower(resp.Header.Get("Content-Type")), "html")
}

// isCompression tells damaged gzip data from a damaged connection.
func isCompression(err error) bool {
	var corrupt flate.CorruptInputError
	return errors.Is(err, gzip.ErrHeader) || errors.Is(err, gzip.ErrChecksum) || errors.As(err, &corrupt)
}

// A version as the contract shows it, "2026.1.5.324", with what other
// builds may hang on behind.
var versionText = regexp.MustCompile(`^\d{1,6}(\.\d{1,9}){1,4}([-+ ][0-9A-Za-z.+ -]{1,64})?$`)

// decodeVersion reads the answer of the version call: a JSON string that looks
// like a version, and nothing else.
func decodeVersion(r io.Reader) (string, error) {
	data, err := io.ReadAll(r)
	if err != nil {
		return "", err
	}
	var text string
	if err := json.Unmarshal(data, &text); err != nil {
		return "", fmt.Errorf("not a JSON string: %w", err)
	}
	if text = strings.TrimSpace(text); !versionText.MatchString(text) {
		return "", errors.New("not a version")
	}
	return text, nil
}
