package demo

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/go-json-experiment/json"
	"github.com/klauspost/compress/gzip"
)

// answer is what an endpoint says; it is written whole, so that a fault can cut,
// drip or replace it.
type answer struct {
	status int
	ctype  string
	body   []byte
	header map[string]string // further ones; may be nil
	zip    *packed           // of body, where that is asked for more than once; may be nil
}

// packed is a body's gzip stream once it was sent: a large report that is loaded takes
// the processor once, not from whoever measures a client beside this server.
type packed struct{ stream atomic.Pointer[[]byte] }

const (
	typeJSON = "application/json; charset=utf-8"
	typeText = "text/plain; charset=utf-8"
	typeHTML = "text/html; charset=utf-8"
	typeXML  = "application/xml; charset=utf-8"
)

func plain(status int, format string, args ...any) answer {
	return answer{status: status, ctype: typeText, body: fmt.Appendf(nil, format, args...)}
}

func jsonBody(body []byte) answer { return answer{status: http.StatusOK, ctype: typeJSON, body: body} }

func jsonOf(v any) answer {
	b, err := json.Marshal(v)
	if err != nil {
		return plain(http.StatusInternalServerError, "%v", err)
	}
	return jsonBody(b)
}

// serve handles one request: latency → fault → token → endpoint → answer.
func (s *Server) serve(w http.ResponseWriter, r *http.Request) {
	if !s.begin() {
		panic(http.ErrAbortHandler)
	}
	defer s.busy.Done()
	s.requests.Add(1)
	f := *s.fault.Load()
	s.wait(r.Context(), s.opt.Latency)
	if f.kind == FaultSlow {
		s.wait(r.Context(), f.d)
	}
	if f.kind == FaultHang || f.kind == FaultRefuse {
		<-r.Context().Done() // of the request, which ends with the server's
		panic(http.ErrAbortHandler)
	}
	a, replaced := f.instead()
	if !replaced {
		a = s.answer(r)
	}
	h := w.Header()
	h.Set("Date", s.now().UTC().Format(http.TimeFormat))
	h.Set("Content-Type", a.ctype)
	for k, v := range a.header {
		h.Set(k, v)
	}
	s.send(w, r, f, a)
}

// wait sleeps, and ends the request when nobody waits for the answer any more.
func (s *Server) wait(ctx context.Context, d time.Duration) {
	if d <= 0 {
		return
	}
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
	case <-ctx.Done():
		panic(http.ErrAbortHandler)
	}
}

// instead gives the answer of a fault that replaces every answer.
func (f fault) instead() (answer, bool) {
	switch f.kind {
	case FaultStatus:
		return plain(f.n, "%d %s (demo fault)", f.n, http.StatusText(f.n)), true
	case FaultRateLimit:
		a := plain(http.StatusTooManyRequests, "Too many requests (demo fault)")
		a.header = map[string]string{"Retry-After": strconv.Itoa(f.n)}
		return a, true
	case FaultHTML:
		return answer{status: http.StatusOK, ctype: typeHTML, body: []byte(htmlPage)}, true
	case FaultGarbage:
		b := make([]byte, 512)
		src := rand.New(rand.NewPCG(1, 2)) // #nosec G404 -- demo data, the same for the same seed
		for i := range b {
			b[i] = byte(0x80 + src.UintN(0x80)) // #nosec G115 -- below 256; no UTF-8, and nothing JSON begins with
		}
		return jsonBody(b), true
	}
	return answer{}, false
}

const htmlPage = `<!DOCTYPE html>
<html><head><title>Welcome</title></head>
<body><h1>Please sign in</h1><p>This page is not WATS (demo fault).</p></body></html>
`

// send writes the answer, misbehaving as the fault asks.
func (s *Server) send(w http.ResponseWriter, r *http.Request, f fault, a answer) {
	switch f.kind {
	case FaultTruncate:
		a.body = a.body[:len(a.body)/2]
	case FaultReset:
		s.resetInBody(w, a)
		return
	case FaultDrip:
		s.drip(w, r, f.d, a)
		return
	}
	if compressible(r, a) {
		w.Header().Set("Content-Encoding", "gzip")
		w.Header().Set("Vary", "Accept-Encoding")
		if len(a.body) >= streamFrom && r.Method != http.MethodHead {
			a.stream(w)
			return
		}
		buf := buffers.Get().(*bytes.Buffer)
		defer buffers.Put(buf)
		buf.Reset()
		_ = compress(buf, a.body)
		a.body = buf.Bytes()
	}
	w.Header().Set("Content-Length", strconv.Itoa(len(a.body)))
	w.WriteHeader(a.status)
	if r.Method != http.MethodHead && a.status != http.StatusNoContent && a.status != http.StatusNotModified {
		_, _ = w.Write(a.body)
	}
}

// stream sends a large answer while it is compressed, or as it was compressed before.
func (a answer) stream(w http.ResponseWriter) {
	if a.zip != nil {
		if before := a.zip.stream.Load(); before != nil {
			w.Header().Set("Content-Length", strconv.Itoa(len(*before)))
			w.WriteHeader(a.status)
			_, _ = w.Write(*before)
			return
		}
	}
	w.WriteHeader(a.status)
	if a.zip == nil {
		_ = compress(w, a.body)
		return
	}
	var all bytes.Buffer
	if compress(io.MultiWriter(&all, w), a.body) == nil {
		kept := bytes.Clone(all.Bytes())
		a.zip.stream.Store(&kept)
	}
}

const (
	compressFrom = 1 << 10 // bytes; below, a header costs more than it saves
	streamFrom   = 1 << 20 // bytes; from here on it is sent while it is compressed
)

var (
	zippers = sync.Pool{New: func() any {
		z, _ := gzip.NewWriterLevel(nil, gzip.BestSpeed) // fails on a wrong level only
		return z
	}}
	buffers = sync.Pool{New: func() any { return new(bytes.Buffer) }}
)

// compressible reports whether the client takes the answer compressed, and it pays.
func compressible(r *http.Request, a answer) bool {
	return len(a.body) >= compressFrom && strings.Contains(r.Header.Get("Accept-Encoding"), "gzip") &&
		!strings.HasPrefix(a.ctype, "image/") && a.ctype != "application/zip"
}

// compress writes body as gzip. Its error is that of w, whose reader may have gone.
func compress(w io.Writer, body []byte) error {
	z := zippers.Get().(*gzip.Writer)
	defer zippers.Put(z)
	z.Reset(w)
	_, err := z.Write(body)
	return errors.Join(err, z.Close())
}

// drip writes one byte at a time.
func (s *Server) drip(w http.ResponseWriter, r *http.Request, every time.Duration, a answer) {
	w.Header().Set("Content-Length", strconv.Itoa(len(a.body)))
	w.WriteHeader(a.status)
	flush := http.NewResponseController(w)
	for i := range a.body {
		if flush.Flush() != nil {
			return
		}
		s.wait(r.Context(), every)
		if _, err := w.Write(a.body[i : i+1]); err != nil {
			return
		}
	}
}

// resetInBody promises the whole body, gives half, and resets the connection.
func (s *Server) resetInBody(w http.ResponseWriter, a answer) {
	conn, _, err := http.NewResponseController(w).Hijack()
	if err != nil {
		panic(http.ErrAbortHandler)
	}
	var b bytes.Buffer
	fmt.Fprintf(&b, "HTTP/1.1 %d %s\r\n", a.status, http.StatusText(a.status))
	_ = w.Header().Write(&b)
	fmt.Fprintf(&b, "Content-Length: %d\r\n\r\n", len(a.body)+1)
	b.Write(a.body[:len(a.body)/2])
	_, _ = conn.Write(b.Bytes())
	if c, ok := conn.(*gateConn); ok {
		c.reset()
		return
	}
	_ = conn.Close()
}
