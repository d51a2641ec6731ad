package demo

import (
	"math"
	"strconv"
	"strings"
)

// steps makes the step of a test; a loop is a summary and its iterations.
func (b *builder) steps(t test, bad bool) []*step {
	s := &step{ID: b.id(), Group: "M", Name: t.name, Status: status(!bad), TotTime: b.time()}
	switch t.kind {
	case numericStep:
		s.Type = "ET_NLT"
		s.Numeric = []numeric{b.numeric(t, "", bad)}
	case multiStep, chartStep:
		b.multi(s, t, bad)
	case passFailStep:
		s.Type, s.Booleans = "ET_PFT", []boolean{{Status: status(!bad)}}
	case photoStep:
		s.Type, s.Booleans = "ET_PFT", []boolean{{Status: status(!bad)}}
		s.Attachment = &attachment{Name: "label.png", ContentType: "image/png", Data: picture(b.plan.seed)}
	case textStep:
		s.Type, s.Strings = "ET_SVT", []text{b.text(t, bad)}
	case programStep:
		s.Type, s.CallExe = "CallExecutable", &callExe{ExitCode: raw("0.0")}
		if bad {
			s.CallExe.ExitCode, s.ReportText = raw("3.0"), "flash: verify failed at 0x00021400"
		}
	case popupStep:
		answer := "No"
		s.Type, s.Popup, s.Status = "MessagePopup", &popup{Response: &answer, Button: 2}, "D"
	case loopStep:
		return b.loop(s, t, bad)
	default:
		s.Type, s.Status = "Action", "D"
	}
	return []*step{s}
}

func status(passed bool) string {
	if passed {
		return "P"
	}
	return "F"
}

func (b *builder) multi(s *step, t test, bad bool) {
	s.Type = "ET_MNLT"
	wrong := -1
	if bad {
		wrong = b.rng.IntN(len(t.parts))
	}
	for i, name := range t.parts {
		s.Numeric = append(s.Numeric, b.numeric(t, name, i == wrong))
	}
	if t.kind == chartStep {
		s.Type, s.Chart = "WATS_XYGMNLT", b.curve(t)
	}
}

func (b *builder) numeric(t test, name string, bad bool) numeric {
	v := b.good(t)
	switch {
	case t.name == b.plan.step && b.plan.fixed:
		v = b.plan.value
	case t.name == driftTest.name && b.plan.drift != 0:
		v = b.plan.drift
	case bad:
		v = b.wrong(t)
	}
	n := numeric{CompOp: t.op, Status: status(!bad), Value: fixed(v, t.decimals), Low: fixed(t.low, t.decimals)}
	if name != "" {
		n.Name = &name
	}
	if t.unit != "" {
		n.Unit = &t.unit
	}
	if t.op == "GELE" || t.op == "GTLT" {
		n.High = fixed(t.high, t.decimals)
	}
	return n
}

// good is a value well inside the limits: it stays inside when it is rounded.
func (b *builder) good(t test) float64 {
	spread := math.Max(-3, math.Min(3, b.rng.NormFloat64())) / 9 // −⅓ … ⅓
	reach := math.Max(math.Abs(t.low)*0.1, 2*math.Pow10(-t.decimals))
	switch t.op {
	case "GE":
		return t.low + reach*(1+spread)
	case "LE", "LT":
		v := t.low - reach*(2+3*spread)
		if t.low > 0 {
			v = math.Max(v, 0)
		}
		return v
	case "EQ":
		return t.low
	}
	return (t.low+t.high)/2 + spread*(t.high-t.low)
}

// wrong is a value outside, by at least one step of its last digit.
func (b *builder) wrong(t test) float64 {
	least := 2 * math.Pow10(-t.decimals)
	off := func(span float64) float64 { return math.Max(least, span*(0.03+0.5*b.rng.Float64())) }
	switch t.op {
	case "GE":
		return t.low - off(math.Abs(t.low))
	case "LE", "LT", "EQ":
		return t.low + off(math.Abs(t.low))
	}
	if b.rng.IntN(2) == 0 {
		return t.low - off(t.high-t.low)
	}
	return t.high + off(t.high-t.low)
}

func (b *builder) text(t test, bad bool) text {
	v := t.limit
	if bad {
		v = "?" + strings.ToLower(t.limit)
	}
	out := text{CompOp: t.op, Status: status(!bad), Value: v}
	if t.op != "LOG" {
		out.Limit = &t.limit
	}
	return out
}

const loopTurns = 3

// loop repeats a measurement. Now and then one turn of a passed loop fails: it
// passes when two of three do.
func (b *builder) loop(s *step, t test, bad bool) []*step {
	failing := 0
	switch {
	case bad:
		failing = 2 + b.rng.IntN(2)
	case b.rng.IntN(12) == 0:
		failing = 1
	}
	s.Type = "ET_NLT"
	s.Loop = &loop{Num: whole(loopTurns), EndingIndex: whole(loopTurns), Passed: whole(loopTurns - failing), Failed: whole(failing)}
	s.Numeric = []numeric{b.numeric(t, "", bad)}
	out := []*step{s}
	for i := range loopTurns {
		wrong := i < failing
		out = append(out, &step{
			ID: b.id(), Group: "M", Type: "ET_NLT", Name: t.name, Status: status(!wrong), TotTime: b.time(),
			Loop: &loop{Index: whole(i)}, Numeric: []numeric{b.numeric(t, "", wrong)},
		})
	}
	return out
}

// curve is a low-pass response or a settling current, 64 points.
func (b *builder) curve(t test) *chart {
	const points = 64
	var x, y []string
	noise := func() float64 { return 0.01 * b.rng.NormFloat64() }
	c := &chart{Type: "LineLogX", Label: t.name, XLabel: "Frequency", XUnit: "Hz", YLabel: "Gain", YUnit: t.unit}
	at := func(i int) (float64, float64) {
		f := math.Pow(10, 1+4*float64(i)/points)
		return f, -10*math.Log10(1+math.Pow(f/5000, 2)) + noise()
	}
	if b.plan.op == burnIn {
		c.Type, c.XLabel, c.XUnit, c.YLabel = "Line", "Time", "min", "Current"
		at = func(i int) (float64, float64) {
			m := float64(i) * 2
			return m, 0.2 + 0.05*math.Exp(-m/20) + noise()/10
		}
	}
	for i := range points {
		fx, fy := at(i)
		x, y = append(x, strconv.FormatFloat(fx, 'g', 6, 64)), append(y, strconv.FormatFloat(fy, 'f', 4, 64))
	}
	c.Series = []series{{DataType: "XYG", Name: "Measured", X: strings.Join(x, ";"), Y: strings.Join(y, ";")}}
	return c
}
