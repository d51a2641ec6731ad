package demo

import (
	"fmt"
	"time"

	"stationcompanion/client/report"
)

// The units every made-up server has, whatever its seed; their reports always have
// the same ids.
const (
	SerialFailing   = "SN-1001"                                  // PCBA-100: ICT passed, End of line failed at Power › VCC 3V3 with 3.71 V, Burn-in terminated before
	SerialPassed    = "SN-1002"                                  // PCBA-100: passed everything
	SerialRepaired  = "SN-1003"                                  // PCBA-100: failed, repaired, passed
	SerialSlash     = "A/B-7"                                    // PCBA-210; a slash that is no separator
	SerialQuote     = "O'NEIL-1"                                 // PCBA-210; a quote that must be doubled
	SerialAmbiguous = "SN-2000"                                  // PCBA-100 and MOD-500: two units
	SerialLong      = "LONG-SERIAL-0123456789-0123456789-ABCDEF" // MOD-500; 40 characters
)

const hour = time.Hour

// wellKnown makes them. Times count back from now.
func (s *simulator) wellKnown() {
	s.recent = s.now.Add(-4 * hour)
	own, byName := s.places[0], make(map[string]*place)
	for _, p := range s.places {
		byName[p.name] = p
	}
	at := func(name string) *place {
		if p, ok := byName[name]; ok {
			return p
		}
		return own
	}
	power, sensor, radio := productOf(partPower), productOf("PCBA-210"), productOf(partRadio)

	s.known(SerialFailing, power, burnIn, at("BURNIN-01"), 74*hour, func(p *plan) {
		p.verdict, p.group, p.step = report.Terminated, "Soak", "Case temperature"
	})
	s.known(SerialFailing, power, ict, at("ICT-01"), 30*hour, nil)
	s.known(SerialFailing, power, endOfLine, own, 26*hour, vcc3V3)

	s.known(SerialPassed, power, ict, at("ICT-02"), 52*hour, nil)
	s.known(SerialPassed, power, endOfLine, own, 51*hour, nil)
	s.known(SerialPassed, power, burnIn, at("BURNIN-01"), 48*hour, nil)
	s.known(SerialPassed, power, finalTest, at("FINAL-01"), 44*hour, nil)

	s.known(SerialRepaired, power, ict, at("ICT-01"), 101*hour, nil)
	failed := s.known(SerialRepaired, power, endOfLine, at("EOL-01"), 100*hour, vcc3V3)
	fix := s.repair(failed, repairCauses[1], s.back(80*hour))
	fix.plan.seed = namedSeed(SerialRepaired + "/repair")
	fix.head.UUID = guid(fix.plan.seed)
	s.known(SerialRepaired, power, endOfLine, at("EOL-01"), 78*hour, nil).head.Run = ptr(2)

	s.known(SerialSlash, sensor, ict, at("ICT-01"), 33*hour, nil)
	s.known(SerialQuote, sensor, endOfLine, at("EOL-01"), 34*hour, nil)
	s.known(SerialAmbiguous, power, endOfLine, at("EOL-01"), 60*hour, nil)
	s.known(SerialAmbiguous, radio, endOfLine, at("EOL-01"), 36*hour, nil)
	s.known(SerialLong, radio, ict, at("ICT-02"), 35*hour, nil)
}

func vcc3V3(p *plan) {
	p.verdict, p.group, p.step, p.value, p.fixed = report.Failed, "Power", "VCC 3V3", 3.71, true
}

func productOf(part string) *product {
	for _, p := range products {
		if p.part == part {
			return p
		}
	}
	return nil
}

func (s *simulator) back(d time.Duration) time.Time { return s.now.Add(-d).Truncate(time.Second) }

// known makes one report of a well-known unit; change may change what happened.
func (s *simulator) known(serial string, of *product, op *operation, at *place, ago time.Duration, change func(*plan)) *record {
	p := &plan{product: of, op: op, at: at, verdict: report.Passed, zone: s.now.Location()}
	p.seed = namedSeed(fmt.Sprintf("%s/%s/%s/%s", serial, of.part, op.name, ago))
	if change != nil {
		change(p)
	}
	return s.add(p, serial, of.revisions[len(of.revisions)-1], s.back(ago), 1)
}

// today makes this station's latest reports: a handful of today, the last but one
// failed and repeated with success.
func (s *simulator) today() {
	year, month, day := s.now.Date()
	midnight := time.Date(year, month, day, 0, 0, 0, 0, s.now.Location())
	span := min(2*hour, s.now.Sub(midnight))
	power := productOf(partPower)
	for i, share := range []float64{0.04, 0.10, 0.25, 0.45, 0.65, 0.9} {
		p := &plan{product: power, op: endOfLine, at: s.places[0], seed: s.rng.Uint64(), verdict: report.Passed, zone: s.now.Location()}
		serial, run := fmt.Sprintf("PS-TODAY-%d", 6-i), 1
		switch i {
		case 0: // the same unit again
			serial, run = "PS-TODAY-5", 2
		case 1:
			p.verdict = report.Failed
			p.group, p.step = s.pickFailing(p)
		}
		at := s.now.Add(-time.Duration(share * float64(span)))
		s.add(p, serial, "C", at.Truncate(time.Second), run)
	}
}
