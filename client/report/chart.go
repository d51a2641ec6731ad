package report

import (
	"bytes"
	"fmt"
	"math"
	"strings"
)

// Chart is a step's chart, with every point.
type Chart struct {
	Type          string // Line, LineLogX, LineLogY, LineLogXY, as sent
	Label         string
	XLabel, XUnit string
	YLabel, YUnit string
	Series        []Series
	Problems      []Problem // what was odd; Where is a path in the chart
	NotShown      []Unknown
}

// LogX reports whether the x axis is logarithmic.
func (c Chart) LogX() bool { return c.log('x') }

// LogY reports whether the y axis is logarithmic.
func (c Chart) LogY() bool { return c.log('y') }

func (c Chart) log(axis byte) bool {
	_, axes, ok := strings.Cut(strings.ToLower(c.Type), "log")
	return ok && strings.IndexByte(axes, axis) >= 0
}

// Series is one curve. X and Y hold NaN where a piece is empty or no number, so that
// their places stay in step; they may differ in length, which is a problem. X is nil
// where the report gives none.
type Series struct {
	Name, DataType string
	X, Y           []float64
	RawX, RawY     string // as in the report: numbers with a dot, semicolons between
}

const (
	maxChart  = maxSkipped // bytes of JSON
	maxPoints = 4 << 20    // of one axis of one series
)

// Chart reads the chart of row i from the original. The error is ErrNotThere where the
// step has none, ErrNoBody where the original was not kept, ErrLimit where it is too
// large; it has no effect on the report.
func (r *Report) Chart(i int) (Chart, error) {
	if i < 0 || i >= r.Len() {
		return Chart{}, fmt.Errorf("chart of step row %d: %w", i, ErrNotThere)
	}
	n, ok := r.rows.prop(r.rows.steps.at(i), propChart)
	if !ok {
		return Chart{}, fmt.Errorf("chart of step row %d: %w", i, ErrNotThere)
	}
	if r.body == nil {
		return Chart{}, ErrNoBody
	}
	s := r.rows.charts[n]
	if s.to-s.from > maxChart {
		return Chart{}, fmt.Errorf("chart of step row %d: more than %d bytes: %w", i, maxChart, ErrLimit)
	}
	b, err := r.body.read(s)
	if err != nil {
		return Chart{}, err
	}
	return decodeChart(b)
}

func decodeChart(b []byte) (Chart, error) {
	var c Chart
	d := newDecoder(bytes.NewReader(b), Limits{String: maxChart, List: 10_000})
	err := d.fields("chart", []field{
		{"chartType", &c.Type},
		{"label", &c.Label},
		{"xLabel", &c.XLabel},
		{"xUnit", &c.XUnit},
		{"yLabel", &c.YLabel},
		{"yUnit", &c.YUnit},
		{"series", func() error { return list(d, &c.Series, "series of one chart", d.series) }},
	})
	c.Problems, c.NotShown = d.allProblems(), d.rep.NotShown
	return c, err
}

func (d *decoder) series(s *Series) error {
	points := func(raw *string, out *[]float64) func() error {
		return func() (err error) {
			*raw, err = d.str()
			*out = d.points(*raw)
			return err
		}
	}
	err := d.fields("series", []field{
		{"name", &s.Name},
		{"dataType", &s.DataType},
		{"xdata", points(&s.RawX, &s.X)},
		{"ydata", points(&s.RawY, &s.Y)},
	})
	if s.X != nil && len(s.X) != len(s.Y) {
		d.problem("%d x values, but %d y values", len(s.X), len(s.Y))
	}
	return err
}

// points parses numbers with semicolons between. Empty pieces at the end are none.
func (d *decoder) points(raw string) []float64 {
	rest := strings.TrimRight(raw, "; \t\r\n")
	if rest == "" {
		return nil
	}
	out := make([]float64, 0, min(maxPoints, 1+strings.Count(rest, ";")))
	bad, comma, first := 0, 0, ""
	for more := true; more; {
		var piece string
		piece, rest, more = strings.Cut(rest, ";")
		piece = strings.TrimSpace(piece)
		if len(out) >= maxPoints {
			d.problem("more than %d values; the others are not shown", maxPoints)
			break
		}
		f, ok := parseFloat(piece)
		if !ok {
			f = math.NaN()
			switch {
			case strings.Contains(piece, ","):
				comma++
			case piece != "":
				if bad++; bad == 1 {
					first = piece
				}
			}
		}
		out = append(out, f)
	}
	if bad > 0 {
		d.problem("%d values are no numbers, the first is %q", bad, printable(first))
	}
	if comma > 0 {
		d.problem("%d values hold a comma; the decimal sign is a dot: not shown", comma)
	}
	return out
}
