package demo

import (
	"fmt"
	"io"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"stationcompanion/client/report"
)

const maxYieldBody = 1 << 20

// yieldQuestion is the body of a yield call; what it does not say does not count.
type yieldQuestion struct {
	StationName    string `json:"stationName"`
	PartNumber     string `json:"partNumber"`
	Revision       string `json:"revision"`
	TestOperation  string `json:"testOperation"`
	DateFrom       string `json:"dateFrom"`
	DateTo         string `json:"dateTo"`
	PeriodCount    int    `json:"periodCount"`
	DateGrouping   int    `json:"dateGrouping"` // 3 week, 4 day, 5 hour
	IncludeCurrent *bool  `json:"includeCurrentPeriod"`
}

// yieldDimensions give the value of a header in each dimension.
var yieldDimensions = map[string]func(*report.Header, func(time.Time) time.Time) string{
	"stationName":   func(h *report.Header, _ func(time.Time) time.Time) string { return h.StationName },
	"location":      func(h *report.Header, _ func(time.Time) time.Time) string { return h.Location },
	"purpose":       func(h *report.Header, _ func(time.Time) time.Time) string { return h.Purpose },
	"testOperation": func(h *report.Header, _ func(time.Time) time.Time) string { return h.ProcessName },
	"partNumber":    func(h *report.Header, _ func(time.Time) time.Time) string { return h.PartNumber },
	"revision":      func(h *report.Header, _ func(time.Time) time.Time) string { return h.Revision },
	"operator":      func(h *report.Header, _ func(time.Time) time.Time) string { return h.UserName },
	"period":        func(h *report.Header, start func(time.Time) time.Time) string { return webTime(start(h.Start)) },
}

// yieldRow counts the units of one combination of dimension values. A unit counts
// in the group its reports are in; its first run says first pass, its last run last pass.
type yieldRow struct {
	values                 []string
	first, last            map[string]bool // by serial and part number: passed?
	reports, passedReports int
}

func (s *Server) dynamicYield(r *request) answer {
	var dims []string
	for d := range strings.FieldsFuncSeq(r.query.Get("dimensions"), func(c rune) bool { return c == ';' || c == ',' || c == ' ' }) {
		if yieldDimensions[d] == nil {
			return plain(http.StatusBadRequest, "unknown dimension %q", d)
		}
		if !slices.Contains(dims, d) {
			dims = append(dims, d)
		}
	}
	body, err := io.ReadAll(http.MaxBytesReader(nil, r.Body, maxYieldBody))
	if err != nil {
		return plain(http.StatusBadRequest, "the body cannot be read: %v", err)
	}
	q := yieldQuestion{DateGrouping: 4}
	if len(body) > 0 {
		if err := json.Unmarshal(body, &q, lenient...); err != nil {
			return plain(http.StatusBadRequest, "the body is not a yield question: %v", err)
		}
	}
	from, to, err := q.span(s.now())
	if err != nil {
		return plain(http.StatusBadRequest, "%v", err)
	}
	return jsonBody(writeYield(dims, s.store().yield(q, dims, from, to)))
}

// start gives the beginning of the period a time is in: hour, day or week (from
// Monday), all UTC.
func (q yieldQuestion) start(t time.Time) time.Time {
	t = t.UTC()
	switch q.DateGrouping {
	case 5:
		return t.Truncate(time.Hour)
	case 3:
		day := t.Truncate(24 * time.Hour)
		return day.AddDate(0, 0, -(int(day.Weekday())+6)%7)
	}
	return t.Truncate(24 * time.Hour)
}

// span is the time asked for: the dates, or so many periods back.
func (q yieldQuestion) span(now time.Time) (from, to time.Time, err error) {
	to = now
	if q.IncludeCurrent != nil && !*q.IncludeCurrent {
		to = q.start(now)
	}
	if q.PeriodCount > 0 {
		n := min(q.PeriodCount, 10_000) - 1
		from = q.start(to.Add(-time.Nanosecond))
		switch q.DateGrouping {
		case 5:
			from = from.Add(-time.Duration(n) * time.Hour)
		case 3:
			from = from.AddDate(0, 0, -7*n)
		default:
			from = from.AddDate(0, 0, -n)
		}
	}
	for _, d := range []struct {
		text string
		into *time.Time
	}{{q.DateFrom, &from}, {q.DateTo, &to}} {
		if d.text == "" {
			continue
		}
		t, ok := parseDate(d.text)
		if !ok {
			return from, to, fmt.Errorf("%q is not a date", d.text)
		}
		*d.into = t
	}
	return from, to, nil
}

func (q yieldQuestion) wants(h *report.Header) bool {
	same := func(want, is string) bool { return want == "" || strings.EqualFold(want, is) }
	return h.ReportType != "R" && same(q.StationName, h.StationName) && same(q.PartNumber, h.PartNumber) &&
		same(q.Revision, h.Revision) && same(q.TestOperation, h.ProcessName)
}

func (st *store) yield(q yieldQuestion, dims []string, from, to time.Time) []*yieldRow {
	rows := make(map[string]*yieldRow)
	for _, rec := range slices.Backward(st.records) { // oldest first
		h := &rec.head
		if !q.wants(h) || h.Start.Before(from) || !h.Start.Before(to) {
			continue
		}
		values := make([]string, len(dims))
		for i, d := range dims {
			values[i] = yieldDimensions[d](h, q.start)
		}
		key := strings.Join(values, "\x00")
		row := rows[key]
		if row == nil {
			row = &yieldRow{values: values, first: make(map[string]bool), last: make(map[string]bool)}
			rows[key] = row
		}
		row.count(h)
	}
	out := make([]*yieldRow, 0, len(rows))
	for _, r := range rows {
		out = append(out, r)
	}
	slices.SortFunc(out, func(a, b *yieldRow) int { return slices.Compare(a.values, b.values) })
	return out
}

func (y *yieldRow) count(h *report.Header) {
	unit := h.SerialNumber + "\x00" + h.PartNumber + "\x00" + h.ProcessName
	passed := h.Verdict() == report.Passed
	if _, seen := y.first[unit]; !seen {
		y.first[unit] = passed
	}
	y.last[unit] = passed
	y.reports++
	if passed {
		y.passedReports++
	}
}

func countTrue(m map[string]bool) (n int) {
	for _, v := range m {
		if v {
			n++
		}
	}
	return n
}

// writeYield writes the rows with percentages from 0 to 100.
func writeYield(dims []string, rows []*yieldRow) []byte {
	percent := func(n, of int) string { return strconv.FormatFloat(100*float64(n)/float64(of), 'f', 2, 64) }
	b := []byte{'['}
	for i, y := range rows {
		if i > 0 {
			b = append(b, ',')
		}
		b = append(b, '{')
		for k, d := range dims {
			b = append(append(append(b, '"'), d...), '"', ':')
			b, _ = jsontext.AppendQuote(b, y.values[k]) // broken UTF-8 is replaced
			b = append(b, ',')
		}
		units, fp, lp := len(y.first), countTrue(y.first), countTrue(y.last)
		b = fmt.Appendf(b, `"unitCount":%d,"fpCount":%d,"lpCount":%d,"reportCount":%d,"fpy":%s,"lpy":%s,"testYield":%s}`,
			units, fp, lp, y.reports, percent(fp, units), percent(lp, units), percent(y.passedReports, y.reports))
	}
	return append(b, ']')
}
