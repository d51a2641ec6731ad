package client

import (
	"context"
	"strconv"
	"time"

	"stationcompanion/client/report"
)

// The bounds of one page of headers, as the contract gives them.
const (
	defaultLimit = 25
	maxLimit     = 10000
)

// listQuery is one GET /api/Report/Query/Header.
type listQuery struct {
	filter    []byte
	top, skip int
	fields    string // $select; empty = all
}

// url builds the address. Everything is explicit: the server's own defaults are
// 10 rows and an order that may change.
func (q listQuery) url(base string) string {
	b := make([]byte, 0, 512)
	b = append(b, base...)
	b = append(b, "/api/Report/Query/Header?$filter="...)
	b = appendEncoded(b, q.filter)
	b = strconv.AppendInt(append(b, "&$top="...), int64(q.top), 10)
	b = strconv.AppendInt(append(b, "&$skip="...), int64(q.skip), 10)
	b = append(b, "&$orderby=start%20desc"...)
	if q.fields != "" {
		b = appendEncoded(append(b, "&$select="...), []byte(q.fields))
	}
	return string(b)
}

// call makes the call whose answer goes to its headers.
func (q listQuery) call(s *session, by time.Time) *call {
	return &call{
		op: "query header", url: q.url(s.base), timeout: s.cfg.RequestTimeout, by: by,
		bound: listBound, attempt: 1, list: true,
	}
}

// appendEncoded escapes a query value: all but RFC 3986's unreserved characters.
// A space becomes %20, which every server reads.
func appendEncoded(b, text []byte) []byte {
	const hex = "0123456789ABCDEF"
	for _, c := range text {
		if isLetter(c) || isModifier(c) || c == '-' || c == '.' || c == '_' || c == '~' {
			b = append(b, c)
			continue
		}
		b = append(b, '%', hex[c>>4], hex[c&15])
	}
	return b
}

// appendQuoted writes a string literal of the filter language: an inner quote is doubled.
func appendQuoted(b []byte, s string) []byte {
	b = append(b, '\'')
	for i := range len(s) {
		if s[i] == '\'' {
			b = append(b, '\'')
		}
		b = append(b, s[i])
	}
	return append(b, '\'')
}

// inFilter is "field in ('a','b')".
func inFilter(field string, values []string) []byte {
	b := append([]byte(field), " in ("...)
	for i, v := range values {
		if i > 0 {
			b = append(b, ',')
		}
		b = appendQuoted(b, v)
	}
	return append(b, ')')
}

// appendFilter writes the query a reading stands for; nothing for an id.
func (r Reading) appendFilter(b []byte) []byte {
	if r.Serial != "" {
		b = appendQuoted(append(b, "serialNumber eq "...), r.Serial)
	}
	if r.Serial != "" && r.Part != "" {
		b = append(b, " and "...)
	}
	if r.Part != "" {
		b = appendQuoted(append(b, "partNumber eq "...), r.Part)
	}
	return b
}

// list asks for one page of headers and tells whether there may be more.
func (c *Client) list(ctx context.Context, s *session, by time.Time, q listQuery, about subject, value string) ([]report.Header, *Error) {
	cl := q.call(s, by)
	cl.about, cl.value = about, value
	if e := c.ask(ctx, s, cl); e != nil {
		return nil, e
	}
	return cl.headers, nil
}

// page brings a query's limit and skip into the contract's bounds.
func page(limit, skip int) (top, from int) {
	if limit <= 0 {
		limit = defaultLimit
	}
	return min(limit, maxLimit), max(skip, 0)
}
