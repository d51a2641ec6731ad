package demo

import (
	"cmp"
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/go-json-experiment/json"

	"stationcompanion/client/report"
)

const (
	defaultTop = 10
	maxTop     = 10_000
)

// headerQuery is a parsed question for report headers.
type headerQuery struct {
	where     condition // nil: all
	order     []orderBy // empty: start desc
	top, skip int
	fields    []*field
	expand    []string
}

type orderBy struct {
	field *field
	desc  bool
}

// expansions are the known names of $expand and the array each adds.
var expansions = []string{"subunits", "miscinfo", "assets", "attachments", "uurSubUnits", "uurMiscInfo", "uurAttachments"}

// parseQuery reads the OData options; any other that begins with "$" is an error.
func parseQuery(values url.Values) (headerQuery, error) {
	q := headerQuery{top: defaultTop}
	for i := range headerFields {
		q.fields = append(q.fields, &headerFields[i])
	}
	for _, name := range slices.Sorted(maps.Keys(values)) {
		if !strings.HasPrefix(name, "$") {
			continue
		}
		if len(values[name]) > 1 {
			return q, fmt.Errorf("%s stands there %d times", name, len(values[name]))
		}
		if err := q.option(name, values.Get(name)); err != nil {
			return q, fmt.Errorf("%s: %w", name, err)
		}
	}
	return q, nil
}

func (q *headerQuery) option(name, s string) (err error) {
	switch name {
	case "$filter":
		q.where, err = parseFilter(s)
	case "$top":
		q.top, err = wholeBetween(s, 0, maxTop)
	case "$skip":
		q.skip, err = wholeBetween(s, 0, 1<<31-1)
	case "$orderby":
		q.order, err = parseOrder(s)
	case "$select":
		q.fields, err = parseSelect(s)
	case "$expand":
		q.expand, err = parseExpand(s)
	default:
		err = fmt.Errorf("this option is not supported")
	}
	return err
}

func parseOrder(s string) ([]orderBy, error) {
	var out []orderBy
	for item := range strings.SplitSeq(s, ",") {
		words := strings.Fields(item)
		if len(words) == 0 || len(words) > 2 {
			return nil, fmt.Errorf("%q is not FIELD asc or FIELD desc", item)
		}
		switch words[0] {
		case "start", "uuid", "serialNumber", "timeStamp":
		default:
			return nil, fmt.Errorf("reports are ordered by start, uuid, serialNumber or timeStamp only, not by %q", words[0])
		}
		by := orderBy{field: fieldByName[words[0]]}
		if len(words) == 2 {
			if words[1] != "asc" && words[1] != "desc" {
				return nil, fmt.Errorf("%q is neither asc nor desc", words[1])
			}
			by.desc = words[1] == "desc"
		}
		out = append(out, by)
	}
	return out, nil
}

func parseSelect(s string) ([]*field, error) {
	var out []*field
	for name := range strings.SplitSeq(s, ",") {
		f, ok := fieldByName[strings.TrimSpace(name)]
		if !ok {
			return nil, fmt.Errorf("unknown field %q", name)
		}
		if !slices.Contains(out, f) {
			out = append(out, f)
		}
	}
	return out, nil
}

func parseExpand(s string) ([]string, error) {
	var out []string
	for name := range strings.SplitSeq(s, ",") {
		name = strings.TrimSpace(name)
		if !slices.Contains(expansions, name) {
			return nil, fmt.Errorf("unknown name %q", name)
		}
		if !slices.Contains(out, name) {
			out = append(out, name)
		}
	}
	return out, nil
}

func (s *Server) queryHeader(r *request) answer {
	q, err := parseQuery(r.query)
	if err != nil {
		return plain(http.StatusBadRequest, "%v", err)
	}
	found := q.run(s.store().records)
	b := make([]byte, 0, 64+len(found)*len(q.fields)*32)
	b = append(b, '[')
	for i, rec := range found {
		if i > 0 {
			b = append(b, ',')
		}
		b = q.appendHeader(b, s.store(), rec)
	}
	return jsonBody(append(b, ']'))
}

// run finds the records of one page; all are in order of start, newest first.
func (q *headerQuery) run(all []*record) []*record {
	var found []*record
	sorted := len(q.order) == 0 || len(q.order) == 1 && q.order[0].field.name == "start" && q.order[0].desc
	for _, r := range all {
		if q.where == nil || q.where(&r.head) == yes {
			found = append(found, r)
			if sorted && len(found) >= q.skip+q.top {
				break
			}
		}
	}
	if !sorted {
		slices.SortStableFunc(found, func(a, b *record) int { return q.compare(&a.head, &b.head) })
	}
	found = found[min(q.skip, len(found)):]
	return found[:min(q.top, len(found))]
}

func (q *headerQuery) compare(a, b *report.Header) int {
	for _, by := range q.order {
		lit := by.field.get(b)
		lit.s = strings.ToLower(lit.s)
		c := order(by.field.get(a), lit)
		if by.desc {
			c = -c
		}
		if c != 0 {
			return c
		}
	}
	return cmp.Compare(a.UUID, b.UUID)
}

func (q *headerQuery) appendHeader(b []byte, st *store, rec *record) []byte {
	b = append(b, '{')
	for i, f := range q.fields {
		if i > 0 {
			b = append(b, ',')
		}
		b = append(append(append(b, '"'), f.name...), '"', ':')
		b = f.get(&rec.head).appendJSON(b)
	}
	for i, name := range q.expand {
		if i > 0 || len(q.fields) > 0 {
			b = append(b, ',')
		}
		b = append(strconv.AppendQuote(b, name), ':')
		b = append(b, st.expansion(rec, name)...)
	}
	return append(b, '}')
}

// expansion is the array $expand adds, as JSON.
func (st *store) expansion(rec *record, name string) []byte {
	short := strings.ToLower(strings.TrimPrefix(name, "uur"))
	if repair := rec.head.ReportType == "R"; repair != strings.HasPrefix(name, "uur") || short == "assets" {
		return []byte("[]")
	}
	parts, err := partsOf(st.body(rec))
	if err != nil {
		return []byte("[]")
	}
	var v any
	switch short {
	case "subunits":
		v = parts.SubUnits
	case "miscinfo":
		v = parts.MiscInfos
	default:
		v = parts.attachmentNames()
	}
	b, err := json.Marshal(v)
	if err != nil {
		return []byte("[]")
	}
	return b
}
