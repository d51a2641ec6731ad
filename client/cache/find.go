package cache

import (
	"strings"

	"stationcompanion/client/report"
)

// Query is what to look for. Empty fields do not matter; all empty, everything is found.
type Query struct {
	ID                    string // canonical; letters in any case
	Serial, Part, Station string // exactly; if nothing is found, in any case (Saved.Folded)
	Result                string // word or letter; see report.ParseVerdict
	Text                  string // part of serial, part number or station, in any case
	Limit                 int    // most to give; 0 = 25
}

// Find gives what is known of the reports looked for, newest start first: those whose
// bodies are here, and those only a remembered list names. It never touches the disk.
func (c *Cache) Find(q Query) []Saved {
	if q.Limit <= 0 {
		q.Limit = 25
	}
	q.Text = strings.ToLower(q.Text)
	c.mu.RLock()
	defer c.mu.RUnlock()
	if q.ID != "" {
		return c.findID(q)
	}
	hits := c.match(q, false)
	if len(hits) == 0 && q.Serial+q.Part+q.Station != "" {
		hits = c.match(q, true)
	}
	return hits
}

func (c *Cache) findID(q Query) []Saved {
	g, ok := parseGUID(strings.ToLower(q.ID))
	if r := c.table.records[g]; ok && r != nil && (q.matches(r, false) || q.matches(r, true)) {
		return []Saved{r.saved(!q.matches(r, false))}
	}
	return nil
}

// match walks the records in order.
func (c *Cache) match(q Query, folded bool) (hits []Saved) {
	for _, r := range c.table.order {
		if len(hits) == q.Limit {
			break
		}
		if q.matches(r, folded) {
			hits = append(hits, r.saved(folded))
		}
	}
	return hits
}

func (q *Query) matches(r *record, folded bool) bool {
	same := func(want, is string) bool {
		return want == "" || want == is || folded && strings.EqualFold(want, is)
	}
	return same(q.Serial, r.serial) && same(q.Part, r.part) && same(q.Station, r.station) &&
		(q.Result == "" || sameResult(q.Result, r.result)) &&
		(q.Text == "" || strings.Contains(r.folded, q.Text))
}

// sameResult compares as verdicts; words that are none, as texts.
func sameResult(want, is string) bool {
	v := report.ParseVerdict(want)
	return v == report.ParseVerdict(is) && (v != report.VerdictUnknown || strings.EqualFold(want, is))
}

func (r *record) saved(folded bool) Saved {
	h, at, _ := r.join(len(fields))
	h.UUID = r.id.String()
	return Saved{Header: h, At: timeOf(at), Whole: r.body.row != "", Folded: folded}
}
