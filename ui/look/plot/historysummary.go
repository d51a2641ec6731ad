package plot

import (
	"fmt"
	"math"
)

// words for verdicts in sentences.
func (v Verdict) String() string {
	return [...]string{"not judged", "passed", "failed", "error", "terminated"}[min(v, Terminated)]
}

// Picked describes the picked point in the precision of the report: "SN-1001, point 3 of
// 25: VCC 3.71 V, failed here 21 Apr 2026 09:31 +02:00, limits 3.15 … 3.45 V". Empty where nothing
// is picked.
func (h *History) Picked() string {
	if h.index < 0 {
		return ""
	}
	m := &h.record.Points[h.index]
	out := fmt.Sprintf("point %d of %d: %s, %s %s", h.index+1, len(h.record.Points),
		h.name()+" "+m.number(h.record.Value.Unit), m.Verdict, m.where())
	if m.Label != "" {
		out = m.Label + ", " + out
	}
	if !m.At.IsZero() {
		out += m.At.Format(" 2 Jan 2006 15:04:05 -07:00")
	}
	if limits := interval(m.Low, m.High, h.record.Value.Unit); limits != "" {
		out += ", limits " + limits
	}
	return out
}

func (m *Measured) where() string {
	if m.Elsewhere {
		return "elsewhere"
	}
	return "here"
}

// number is the value as it was written, with its unit.
func (m *Measured) number(unit string) string {
	if m.Raw == "" && math.IsNaN(m.Value) {
		return "no number"
	}
	return withUnit(text(m.Value, m.Raw), unit)
}

// name is what the measurement is called in sentences.
func (h *History) name() string {
	if t := h.record.Value.Title; t != "" {
		return t
	}
	return "value"
}

// picked is where the cross-hair stands and what its chip says.
func (h *History) picked() (at point, text string, ok bool) {
	if h.index < 0 {
		return point{}, "", false
	}
	at, ok = h.place.of(h.index)
	m := &h.record.Points[h.index]
	text = m.number(h.record.Value.Unit) + "  ·  " + m.Verdict.String() + " " + m.where()
	if !m.At.IsZero() {
		text += m.At.Format("  ·  2 Jan 15:04")
	}
	return at, text, ok
}

// Summary says in words what the history shows: least, greatest and newest value, how
// many points lie outside the limits of their time, and how many failed here and
// elsewhere.
func (h *History) Summary() string {
	ps := h.record.Points
	if len(ps) == 0 {
		return "No report has this measurement yet."
	}
	least, most, numbers, limited, bad := -1, -1, 0, 0, 0
	var count, failed [2]int
	for i := range ps {
		m := &ps[i]
		where := 0
		if m.Elsewhere {
			where = 1
		}
		count[where]++
		if m.Verdict == Failed || m.Verdict == Errored {
			failed[where]++
		}
		if math.IsNaN(m.Value) {
			continue
		}
		numbers++
		if least < 0 || m.Value < ps[least].Value {
			least = i
		}
		if most < 0 || m.Value > ps[most].Value {
			most = i
		}
		if m.Low.Set || m.High.Set {
			limited++
			if outside(m.Value, m.Low, m.High) {
				bad++
			}
		}
	}
	return h.sentence(least, most, numbers, limited, bad, count, failed)
}

// sentence puts what Summary counted into words.
func (h *History) sentence(least, most, numbers, limited, bad int, count, failed [2]int) string {
	ps, a := h.record.Points, h.record.Value
	out := points(len(ps)) + ", no number among them"
	if a.Title != "" {
		out = a.Title + ": " + out
	}
	if numbers > 0 {
		number := func(i int) string { return ps[i].number(a.Unit) }
		out = fmt.Sprintf("%s, min %s, max %s, newest %s", points(len(ps)), number(least), number(most), number(len(ps)-1))
		if a.Title != "" {
			out = a.Title + ": " + out
		}
	}
	if limited > 0 {
		out += "; " + beyond(bad, limited, "")
	}
	return out + fmt.Sprintf("; failed %d of %d here, %d of %d elsewhere", failed[0], count[0], failed[1], count[1])
}
