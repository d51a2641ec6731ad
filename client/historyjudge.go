package client

import (
	"maps"

	"stationcompanion/client/report"
)

// Trend is what a history lets one say, in one plain sentence; ui/words has them.
type Trend string

// The trends.
const (
	TrendTooFew       Trend = "too_few"         // not enough reports to say anything
	TrendFine         Trend = "fine"            // nothing failed
	TrendStation      Trend = "this_station"    // fails here, with several units, and not elsewhere
	TrendElsewhere    Trend = "other_stations"  // fails elsewhere, with several units, and not here
	TrendEverywhere   Trend = "everywhere"      // fails here and elsewhere, with several units: the product or its limits
	TrendUnit         Trend = "this_unit"       // one unit alone fails, and others pass where it failed
	TrendUnitOrPlace  Trend = "unit_or_station" // one unit alone fails, but no other was tested where it failed
	TrendNoClearCause Trend = "unclear"         // some failed, without a pattern
)

// The counts that a trend needs. Below, chance explains as much as a cause would.
const (
	lastHere      = 5
	lastElsewhere = 20
	leastHere     = 3 // reports of a station before it is compared
	leastOthers   = 5 // reports elsewhere, or of other units
	leastUnits    = 2 // failing units before a station or the product is suspected
)

// Count is so many failed of so many judged.
type Count struct{ Failed, Of int }

// often and seldom leave room between them: half or more, one in ten or fewer.
func (c Count) often() bool  { return c.Of > 0 && 2*c.Failed >= c.Of }
func (c Count) seldom() bool { return 10*c.Failed <= c.Of }

// Judgement counts a history: failed of the last 5 here and of the last 20 elsewhere.
type Judgement struct {
	Here, Elsewhere Count
	Trend           Trend
	Unit            string // serial number of the one unit that failed; empty when several did, or none
}

// Judge counts points (newest first, as in History). Those without a verdict, skipped
// and terminated ones count for nothing: they say nothing of the measurement.
func Judge(points []Point) Judgement {
	var here, elsewhere sample
	for _, p := range points {
		switch p.Verdict {
		case report.VerdictUnknown, report.Skipped, report.Terminated:
			continue
		}
		of, most := &elsewhere, lastElsewhere
		if p.Here {
			of, most = &here, lastHere
		}
		if of.count.Of < most {
			of.take(p)
		}
	}
	j := Judgement{Here: here.count, Elsewhere: elsewhere.count}
	failing := union(here.failing, elsewhere.failing)
	if len(failing) == 1 {
		for j.Unit = range failing {
		}
	}
	switch {
	case j.Here.Of+j.Elsewhere.Of < leastHere:
		j.Trend = TrendTooFew
	case len(failing) == 0:
		j.Trend = TrendFine
	case j.Unit != "":
		j.Trend = oneUnit(here, elsewhere)
	default:
		j.Trend = severalUnits(here, elsewhere)
	}
	return j
}

// sample is what was counted of one side.
type sample struct {
	count    Count
	passing  []string        // serial numbers, one a report
	failing  map[string]bool // serial numbers of units that failed
	stations map[string]bool // where they did
}

func (s *sample) take(p Point) {
	s.count.Of++
	if !p.Verdict.Bad() {
		s.passing = append(s.passing, p.Serial)
		return
	}
	s.count.Failed++
	if s.failing == nil {
		s.failing, s.stations = map[string]bool{}, map[string]bool{}
	}
	s.failing[p.Serial], s.stations[p.Station] = true, true
}

// oneUnit says what to make of failures of one unit alone.
func oneUnit(here, elsewhere sample) Trend {
	unit := union(here.failing, elsewhere.failing)
	others := here.passedBesides(unit)
	switch {
	case others+elsewhere.passedBesides(unit) < leastOthers:
		return TrendTooFew
	case elsewhere.count.Failed == 0 && others == 0:
		return TrendUnitOrPlace
	}
	return TrendUnit
}

// severalUnits says what to make of failures of several units, or of units that
// cannot be told apart.
func severalUnits(here, elsewhere sample) Trend {
	h, e := here.count, elsewhere.count
	enoughHere, enoughElsewhere := h.Of >= leastHere, e.Of >= leastOthers
	switch {
	case enoughHere && enoughElsewhere && h.often() && e.seldom() && len(here.failing) >= leastUnits:
		return TrendStation
	case enoughHere && enoughElsewhere && e.often() && h.seldom() && len(elsewhere.failing) >= leastUnits:
		return TrendElsewhere
	case enoughHere && enoughElsewhere && h.often() && e.often():
		return TrendEverywhere
	case !enoughHere && enoughElsewhere && e.often() && len(elsewhere.stations) > 1:
		return TrendEverywhere
	case !enoughHere || !enoughElsewhere:
		return TrendTooFew
	}
	return TrendNoClearCause
}

func (s sample) passedBesides(units map[string]bool) (n int) {
	for _, serial := range s.passing {
		if !units[serial] {
			n++
		}
	}
	return n
}

func union(a, b map[string]bool) map[string]bool {
	all := maps.Clone(a)
	if all == nil {
		all = map[string]bool{}
	}
	maps.Copy(all, b)
	return all
}
