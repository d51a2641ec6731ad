package client

import (
	"context"
	"encoding/json"
	"slices"
	"strings"
	"time"

	"stationcompanion/client/report"
)

// pathSign joins the steps of a measurement's path; two stand before its name.
const pathSign = "¶"

// listMargin widens the dates asked for: it is not said in which zone a server reads
// them. What comes from outside the headers' time is left out again.
const listMargin = 24 * time.Hour

// wantsList tells whether the server's list of measurements can answer: it holds
// numbers only, knows a path and not which of several steps, and counts by the name of
// the operation.
func (h *historian) wantsList() bool {
	q := h.query
	return q.Kind == report.Numeric && q.Occurrence == 0 && !h.scattered &&
		!strings.Contains(strings.Join(q.Path, "")+q.Measurement, pathSign)
}

// listed is one value of the server's list.
type listed struct {
	id, compOp, status string
	start              time.Time
	value, low, high   report.Number
}

// list fills the history from POST /api/App/Measurements; done is false when the
// reports must be opened instead.
func (h *historian) list(ctx context.Context, headers []report.Header) (done bool, e *Error) {
	name := h.query.ProcessName
	for i := 0; name == "" && i < len(headers); i++ {
		name = headers[i].ProcessName
	}
	if name == "" || len(headers) == 0 {
		return false, nil
	}
	path := h.query.measurementPath()
	b := append([]byte(h.session.base), "/api/App/Measurements?measurementPaths="...)
	post, err := json.Marshal(map[string]string{
		"partNumber": h.query.Part, "testOperation": name,
		"dateFrom": webTime(headers[len(headers)-1].Start.Add(-listMargin)), "dateTo": webTime(headers[0].Start.Add(listMargin)),
	})
	if err != nil {
		return false, nil // never of texts
	}
	var values []listed
	outcome, e := h.client.askExtra(ctx, h.session, extraMeasurements, &call{
		op: "measurements", url: string(appendEncoded(b, []byte(path))), post: post,
		about: aboutPart, value: h.query.Part, by: h.client.now().Add(h.client.timing.LookUp),
	}, func(body []byte) (ok bool) {
		values, ok = decodeMeasurements(body, path)
		return ok
	})
	switch {
	case e != nil && e.Kind == KindCancelled:
		return false, e
	case outcome != extraGiven:
		return false, nil // whatever is wrong, opening reports will do or say it
	}
	return h.place(values, headers), nil
}

// measurementPath writes the path as the server knows it.
func (q HistoryQuery) measurementPath() string {
	path := strings.Join(q.Path, pathSign)
	if q.Measurement != "" {
		path += pathSign + pathSign + q.Measurement
	}
	return path
}

// place finds the report of each value: by id where it is a report's, else by the
// second of its start. It gives up when a report has several values, as a loop's, and
// when most values have no report.
func (h *historian) place(values []listed, headers []report.Header) bool {
	byID, bySecond := make(map[string]int, len(headers)), make(map[int64][]int, len(headers))
	for i, r := range headers {
		byID[strings.ToLower(r.UUID)] = i
		bySecond[r.Start.Unix()] = append(bySecond[r.Start.Unix()], i)
	}
	points, taken, unplaced := make([]*Point, len(headers)), make([]bool, len(headers)), 0
	values = ofTheirTime(values, headers)
	for _, v := range values {
		at, alone := h.reportOf(v, headers, byID, bySecond, taken)
		switch {
		case at == severalValues:
			return false
		case at < 0:
			unplaced++
			continue
		}
		taken[at] = true
		points[at] = h.listedPoint(v, headers[at], alone)
	}
	if unplaced*2 > len(values) || len(values) == 0 {
		return false
	}
	h.Source, h.Reports, h.Unplaced = FromMeasurements, len(headers), unplaced
	for i, p := range points {
		switch {
		case p != nil:
			h.Points = append(h.Points, *p)
		case headers[i].MeasuresDeleted:
			h.Deleted++
		default:
			h.Missing++
		}
	}
	return true
}

// ofTheirTime leaves out the values from before and after the headers, newest first.
func ofTheirTime(values []listed, headers []report.Header) []listed {
	from, to := headers[len(headers)-1].Start.Add(-time.Second), headers[0].Start.Add(time.Second)
	return slices.DeleteFunc(values, func(v listed) bool {
		return !v.start.IsZero() && (v.start.Before(from) || !v.start.Before(to))
	})
}

// What reportOf says instead of a report.
const (
	noReport      = -1
	severalValues = -2
)

// reportOf gives the number of a value's header; alone is false where other reports
// began in the same second, so that only the station is sure.
func (h *historian) reportOf(v listed, headers []report.Header, byID map[string]int, bySecond map[int64][]int, taken []bool) (at int, alone bool) {
	if id, ok := ParseID(v.id); ok {
		if at, ok := byID[id]; ok {
			if taken[at] {
				return severalValues, false
			}
			return at, true
		}
	}
	if v.start.IsZero() {
		return noReport, false
	}
	same := bySecond[v.start.Unix()]
	if len(same) == 0 { // a header's start may have been rounded up
		same = bySecond[v.start.Unix()+1]
	}
	if len(same) == 0 {
		return noReport, false
	}
	for _, i := range same {
		if !strings.EqualFold(headers[i].StationName, headers[same[0]].StationName) {
			return noReport, false // of which station, nobody can tell
		}
	}
	for _, i := range same {
		if !taken[i] {
			return i, len(same) == 1
		}
	}
	return severalValues, false
}

// listedPoint makes a point of a value. The list names neither comparison nor verdict:
// the comparison is taken from the report at hand.
func (h *historian) listedPoint(v listed, of report.Header, alone bool) *Point {
	p := h.pointOf(of)
	if !alone {
		p.ID, p.Serial = "", ""
	}
	m := report.Measurement{Kind: report.Numeric, CompOp: v.compOp, Value: v.value, Low: v.low, High: v.high}
	if m.CompOp == "" {
		m.CompOp = h.query.CompOp
	}
	if !m.Low.Set() && oneLimit(m.CompOp) {
		m.Low, m.High = m.High, m.Low // the bound of LT and LE is the low limit in reports
	}
	p.Value, p.Low, p.High, p.CompOp = m.Value, m.Low, m.High, m.CompOp
	if p.Verdict = report.ParseVerdict(v.status); p.Verdict == report.VerdictUnknown {
		p.Verdict = judged(m)
	}
	return &p
}

func oneLimit(op string) bool {
	switch strings.ToUpper(strings.TrimSpace(op)) {
	case "EQ", "NE", "GT", "GE", "LT", "LE":
		return true
	}
	return false
}

// judged judges a value. Where no comparison is known, two limits still tell it when
// the value is not exactly on one of them.
func judged(m report.Measurement) report.Verdict {
	if strings.TrimSpace(m.CompOp) != "" {
		return m.Judge()
	}
	if !m.Low.Set() || !m.High.Set() || m.Value.F == m.Low.F || m.Value.F == m.High.F {
		return report.VerdictUnknown
	}
	m.CompOp = "GELE"
	return m.Judge()
}
