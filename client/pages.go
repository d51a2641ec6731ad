package client

import (
	"context"
	"strconv"
	"time"

	"stationcompanion/client/report"
)

// pageSize is how many headers one request asks for where many are wanted: some 400 KB.
const pageSize = 500

// pages asks for up to bound headers, newest first, page by page. more says that the
// server has others still. A report that arrives meanwhile moves the rest by one row:
// what then comes twice is dropped. With an error it gives what came before.
func (c *Client) pages(ctx context.Context, s *session, q listQuery, bound int, about subject, value string) (all []report.Header, more bool, e *Error) {
	by := c.now().Add(c.timing.LookUp)
	seen := make(map[string]bool)
	for {
		q.top = min(pageSize, bound+1-len(all))
		page, e := c.list(ctx, s, by, q, about, value)
		if e != nil {
			return all, true, e
		}
		before := len(all)
		for _, h := range page {
			if h.UUID == "" || !seen[h.UUID] {
				seen[h.UUID] = true
				all = append(all, h)
			}
		}
		if len(all) > bound {
			return all[:bound], true, nil
		}
		if len(page) < q.top || len(all) == before { // the end, or a server that does not page
			return all, false, nil
		}
		q.skip += len(page)
	}
}

// where builds a filter: conditions joined by "and".
type where []byte

func (w *where) and(condition []byte) {
	if len(*w) > 0 {
		*w = append(*w, " and "...)
	}
	*w = append(*w, condition...)
}

// equals adds "field eq 'value'", unless the value is empty.
func (w *where) equals(field, value string) {
	if value != "" {
		w.and(appendQuoted([]byte(field+" eq "), value))
	}
}

// operation adds the operation by its code, or by its name where there is no code.
func (w *where) operation(code *int, name string) {
	if code != nil {
		w.and(strconv.AppendInt([]byte("processCode eq "), int64(*code), 10))
		return
	}
	w.equals("processName", name)
}

// since and before bound the start; the zero time does not. Dates of the filter
// language are whole seconds, so the bound is wide by less than one.
func (w *where) since(t time.Time) {
	if !t.IsZero() {
		w.and([]byte("start ge " + webTime(t)))
	}
}

func (w *where) before(t time.Time) {
	if !t.IsZero() {
		w.and([]byte("start lt " + webTime(t.Add(time.Second-time.Nanosecond))))
	}
}

func webTime(t time.Time) string { return t.UTC().Format("2006-01-02T15:04:05Z") }
