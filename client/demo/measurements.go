package demo

import (
	"bytes"
	"io"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/go-json-experiment/json"

	"stationcompanion/client/report"
)

const (
	maxMeasurementBody = 1 << 20
	maxMeasurements    = 10_000             // of all paths
	quietSpan          = 7 * 24 * time.Hour // looked at when the question names no dates
	pathSign           = "¶"                // joins steps; two of them stand before a measurement's name
)

type measurementList struct {
	Path         string          `json:"measurementPath"`
	Measurements []oneMeasuredAt `json:"measurements"`
}

// oneMeasuredAt is one value. Its id is the server's own number of it, not a report's.
type oneMeasuredAt struct {
	ID     int64  `json:"id"`
	Value  raw    `json:"value"`
	Limit1 raw    `json:"limit1"`
	Limit2 raw    `json:"limit2"`
	Start  string `json:"startUtc"`
}

// wantedPath is one path asked for, taken apart.
type wantedPath struct {
	steps []string
	name  string // of the measurement; empty for one without a name
}

func parsePath(text string) wantedPath {
	steps, name, _ := strings.Cut(text, pathSign+pathSign)
	return wantedPath{strings.Split(steps, pathSign), name}
}

// measurements gives numeric measurements by their path, newest first, at most 10,000
// of all paths together.
func (s *Server) measurements(r *request) answer {
	paths := measurementPaths(r.query["measurementPaths"])
	if len(paths) == 0 {
		return plain(http.StatusBadRequest, "measurementPaths is needed")
	}
	body, err := io.ReadAll(http.MaxBytesReader(nil, r.Body, maxMeasurementBody))
	if err != nil {
		return plain(http.StatusBadRequest, "the body cannot be read: %v", err)
	}
	q := yieldQuestion{DateGrouping: 4}
	if len(body) > 0 {
		if err := json.Unmarshal(body, &q, lenient...); err != nil {
			return plain(http.StatusBadRequest, "the body is not a filter: %v", err)
		}
	}
	from, to, err := q.span(s.now())
	if err != nil {
		return plain(http.StatusBadRequest, "%v", err)
	}
	if from.IsZero() {
		from = to.Add(-quietSpan)
	}
	return jsonOf(s.store().measured(q, paths, from, to))
}

// measurementPaths takes the option once for each path.
func measurementPaths(values []string) (paths []string) {
	for _, path := range values {
		if path != "" && !slices.Contains(paths, path) {
			paths = append(paths, path)
		}
	}
	return paths
}

func (st *store) measured(q yieldQuestion, paths []string, from, to time.Time) []measurementList {
	out := make([]measurementList, len(paths))
	wanted := make([]wantedPath, len(paths))
	for i, p := range paths {
		out[i], wanted[i] = measurementList{Path: p, Measurements: []oneMeasuredAt{}}, parsePath(p)
	}
	left := maxMeasurements
	for _, rec := range st.records { // newest first
		h := &rec.head
		if left <= 0 || !q.wants(h) || h.Start.Before(from) || !h.Start.Before(to) {
			continue
		}
		rep, err := report.Decode(bytes.NewReader(st.body(rec)), report.Limits{})
		if err != nil {
			continue
		}
		for i, w := range wanted {
			found := w.in(rep, h, h.TimeStamp*1000)
			found = found[:min(left, len(found))]
			left -= len(found)
			out[i].Measurements = append(out[i].Measurements, found...)
		}
	}
	return out
}

// in gives the values of one report; several when the step repeats.
func (w wantedPath) in(rep *report.Report, h *report.Header, id int64) (out []oneMeasuredAt) {
	for _, row := range rep.RowsOf(w.steps) {
		for _, m := range rep.Measurements(row) {
			if m.Kind != report.Numeric || m.Name != w.name || floatOf(m.Value) == nil {
				continue
			}
			out = append(out, oneMeasuredAt{
				ID: id + int64(len(out)), Value: rawNumber(m.Value), Limit1: rawNumber(m.Low), Limit2: rawNumber(m.High), Start: webTime(h.Start),
			})
		}
	}
	return out
}

// rawNumber is a number as JSON; null where there is none.
func rawNumber(n report.Number) raw {
	if floatOf(n) == nil {
		return raw("null")
	}
	if b := raw(n.Raw); b.IsValid() {
		return b
	}
	return fixed(n.F, -1) // written in a text, in a way JSON does not know
}
