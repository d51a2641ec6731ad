package demo

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"time"

	"stationcompanion/client/report"
)

// record is one report: its header, and what its body is made of when asked for.
type record struct {
	head  report.Header
	plan  *plan  // made-up
	bytes []byte // loaded
	zip   *packed
}

// plan is what a made-up report's body is generated from.
type plan struct {
	product *product
	op      *operation
	at      *place
	seed    uint64
	verdict report.Verdict
	group   string  // where it failed or stopped; empty when passed
	step    string  //
	value   float64 // of the step, when fixed is set
	fixed   bool
	drift   float64 // the drifting measurement's value; 0 where it is not tested
	of      *record // what a repair repairs
	cause   repairCause
	subs    []string // serials of the sub-units, as product.subUnits
	zone    *time.Location
}

// store holds all reports, newest first.
type store struct {
	records []*record
	byID    map[string]*record
	places  []*place // empty when loaded
	made    bodies
	origin  func(report.Header) string // Options.Origin
}

func newStore(records []*record, places []*place) *store {
	slices.SortFunc(records, func(a, b *record) int {
		if c := b.head.Start.Compare(a.head.Start); c != 0 {
			return c
		}
		return cmp.Compare(a.head.UUID, b.head.UUID)
	})
	st := &store{records: records, places: places, byID: make(map[string]*record, len(records))}
	for i, r := range records {
		if r.head.TimeStamp == 0 {
			r.head.TimeStamp = int64(1_000_000 + len(records) - i)
		}
		st.byID[strings.ToLower(r.head.UUID)] = r
	}
	return st
}

// simulator makes the reports of a few weeks. Everything follows from the seed
// and the time; nothing else is asked.
type simulator struct {
	now     time.Time
	rng     *rand.Rand
	places  []*place // the first is this station
	records []*record
	serials map[string][]string // made so far, by part number
	days    []float64           // cumulated weight of each day
	recent  time.Time           // from here on this station's reports are set by hand
}

// simulate makes the data of a server: o.Reports reports, at least the well-known ones.
func simulate(o Options) *store {
	now := o.Now()
	s := &simulator{
		now: now, rng: rand.New(rand.NewPCG(o.Seed, 0x57a7104)), // #nosec G404 -- demo data, the same for the same seed
		places: places(o.Station, o.ArrivesAs), serials: make(map[string][]string),
	}
	s.weighDays()
	s.wellKnown()
	s.today()
	for tries := 0; len(s.records) < o.Reports && tries < 4*o.Reports; tries++ {
		s.unit(o.Reports)
	}
	st := newStore(s.records, s.places)
	st.origin = o.Origin
	return st
}

// weighDays makes Saturdays quiet and Sundays nearly empty.
func (s *simulator) weighDays() {
	sum := 0.0
	for d := range weeks*7 + 1 {
		w := 1.0
		switch s.now.AddDate(0, 0, d-weeks*7).Weekday() {
		case time.Saturday:
			w = 0.25
		case time.Sunday:
			w = 0.03
		}
		sum += w
		s.days = append(s.days, sum)
	}
}

// moment picks a time of the last weeks, by day and shift.
func (s *simulator) moment() time.Time {
	x := s.rng.Float64() * s.days[len(s.days)-1]
	day, _ := slices.BinarySearch(s.days, x)
	hour := 6 + 8*s.rng.Float64() // early shift
	switch y := s.rng.Float64(); {
	case y > 0.95:
		hour = 22 + 8*s.rng.Float64() // night, into the next morning
	case y > 0.52:
		hour = 14 + 8*s.rng.Float64()
	}
	year, month, date := s.now.Date()
	midnight := time.Date(year, month, date-weeks*7+day, 0, 0, 0, 0, s.now.Location())
	return midnight.Add(time.Duration(hour * float64(time.Hour))).Truncate(time.Second)
}

func (s *simulator) product() *product {
	sum := 0
	for _, p := range products {
		sum += p.share
	}
	n := s.rng.IntN(sum)
	for _, p := range products {
		if n -= p.share; n < 0 {
			return p
		}
	}
	return products[0]
}

// unit sends one unit through its operations, until it is done or now is reached.
func (s *simulator) unit(limit int) {
	p, at := s.product(), s.moment()
	year, week := at.ISOWeek()
	serial := fmt.Sprintf("%s%02d%02d-%05d", p.prefix, year%100, week, len(s.serials[p.part])+1)
	s.serials[p.part] = append(s.serials[p.part], serial)
	age := s.now.Sub(at).Hours() / history.Hours() // 1 = oldest
	rev := p.revisions[min(len(p.revisions)-1, int(float64(len(p.revisions))*(1-age)*1.2))]
	u := &unitRun{simulator: s, product: p, serial: serial, rev: rev, at: at, limit: limit}
	for _, op := range p.route {
		if !u.operation(op) {
			return
		}
		u.at = u.at.Add(time.Duration(20+s.rng.IntN(160)) * time.Minute)
	}
}

// unitRun is a unit on its way.
type unitRun struct {
	*simulator
	product     *product
	serial, rev string
	at          time.Time
	limit       int
}

// operation tests the unit until it passes; false when it goes no further.
func (u *unitRun) operation(op *operation) bool {
	for run := 1; run <= 4; run++ {
		if u.at.After(u.now) || len(u.records) >= u.limit {
			return false
		}
		odds := 0.035
		if run > 1 {
			odds = 0.35
		}
		rec := u.test(op, run, odds)
		u.at = u.at.Add(time.Duration(*rec.head.ExecutionTime)*time.Second + time.Duration(2+u.rng.IntN(9))*time.Minute)
		if rec.plan.verdict == report.Passed {
			return true
		}
		if run < 2 || u.rng.IntN(10) == 0 {
			continue
		}
		u.at = u.at.Add(time.Duration(30+u.rng.IntN(600)) * time.Minute)
		if u.at.After(u.now) || len(u.records) >= u.limit {
			return false
		}
		u.repair(rec, repairCauses[u.rng.IntN(len(repairCauses))], u.at)
		u.at = u.at.Add(time.Duration(5+u.rng.IntN(90)) * time.Minute)
	}
	return false
}

// test makes one test report at the unit's time; odds is how likely it fails.
func (u *unitRun) test(op *operation, run int, odds float64) *record {
	p := &plan{product: u.product, op: op, at: u.station(op), seed: u.rng.Uint64(), verdict: report.Passed, zone: u.now.Location()}
	x := u.rng.Float64()
	if u.product.part == partMotor && op == endOfLine {
		p.drift = u.drifted(p.at)
	}
	switch {
	case p.drift > driftTest.high:
		p.verdict, p.group, p.step, p.value, p.fixed = report.Failed, driftGroup, driftTest.name, p.drift, true
	case x < odds:
		p.verdict = report.Failed
	case x < odds+0.003:
		p.verdict = report.Terminated
	case x < odds+0.005:
		p.verdict = report.Errored
	}
	if p.verdict != report.Passed && p.step == "" {
		p.group, p.step = u.pickFailing(p)
	}
	for _, part := range u.product.subUnits {
		p.subs = append(p.subs, u.serialOf(part))
	}
	return u.add(p, u.serial, u.rev, u.at, run)
}

// drifted is the drifting measurement's value at a station now.
func (u *unitRun) drifted(at *place) float64 {
	mean := (driftTest.low + driftTest.high) / 2
	if at.name == driftStation {
		mean += driftTo * (1 - u.now.Sub(u.at).Hours()/history.Hours())
	}
	v := mean + driftSigma*math.Max(-3, u.rng.NormFloat64())
	return math.Round(v*1000) / 1000
}

// station picks one that does the operation; this station only before recent.
func (u *unitRun) station(op *operation) *place {
	var able []*place
	for i, p := range u.places {
		if slices.Contains(p.operations, op) && (i > 0 || u.at.Before(u.recent)) {
			able = append(able, p)
		}
	}
	if len(able) == 0 {
		return u.places[1]
	}
	return able[u.rng.IntN(len(able))]
}

// pickFailing picks the step that goes wrong, by weight.
func (s *simulator) pickFailing(p *plan) (group, step string) {
	sum := 0
	groups := p.product.testsOf(p.op)
	for _, g := range groups {
		for _, t := range g.tests {
			sum += failWeight(t)
		}
	}
	n := s.rng.IntN(sum)
	for _, g := range groups {
		for _, t := range g.tests {
			if n -= failWeight(t); n < 0 {
				return g.name, t.name
			}
		}
	}
	return "", ""
}

// failWeight leaves out the drifting measurement, which fails by its value alone.
func failWeight(t test) int {
	if t.name == driftTest.name {
		return 0
	}
	return t.weight
}

func (s *simulator) serialOf(part string) string {
	if made := s.serials[part]; len(made) > 0 {
		return made[s.rng.IntN(len(made))]
	}
	return part + "-0001"
}

// add makes the header of a plan and keeps the record.
func (s *simulator) add(p *plan, serial, rev string, at time.Time, run int) *record {
	body := rand.New(rand.NewPCG(p.seed, 1)) // #nosec G404 -- demo data, the same for the same seed
	code, seconds := p.op.code, math.Round(p.op.seconds*(0.8+0.4*body.Float64())*100)/100
	h := report.Header{
		UUID: guid(p.seed), SerialNumber: serial, PartNumber: p.product.part, Revision: rev,
		BatchNumber: "B" + at.Format("060102"), ReportType: "T", Start: at.UTC(), Result: p.verdict.String(),
		UserName: s.operator(at, body), StationName: p.at.shown(), Location: p.at.location, Purpose: p.at.purpose,
		ProcessCode: &code, ProcessName: p.op.name, SWFilename: p.op.file, SWVersion: "2.14.0",
		FixtureID: fmt.Sprintf("FX-%03d", code/10*10+body.IntN(3)), ExecutionTime: &seconds,
		Run: &run, ReceiveCount: ptr(1), ReportSize: ptr(6 + 3*len(p.product.testsOf(p.op))), TestSocketIndex: ptr(body.IntN(2)),
	}
	if p.verdict == report.Passed {
		h.PassedInRun = ptr(run)
	}
	if p.verdict == report.Failed {
		h.CausedUUTFailure, h.CausedUUTFailurePath = p.step, p.group+"¶"+p.step
	}
	switch p.verdict {
	case report.Errored:
		h.ErrorCode, h.ErrorMessage = ptr(-17502), errorMessage
	case report.Terminated:
		h.Comment = terminatedComment
	}
	r := &record{head: h, plan: p}
	s.records = append(s.records, r)
	return r
}

const (
	errorMessage      = "The instrument did not answer within 5 s"
	terminatedComment = "Stopped by the operator"
)

// repair makes the repair report of a failed test.
func (s *simulator) repair(of *record, cause repairCause, at time.Time) *record {
	bench := s.places[len(s.places)-1]
	p := &plan{product: of.plan.product, op: repairOperation, at: bench, seed: s.rng.Uint64(),
		verdict: report.Passed, of: of, cause: cause, zone: s.now.Location()}
	code, seconds := repairOperation.code, float64(300+s.rng.IntN(1500))
	r := &record{plan: p, head: report.Header{
		UUID: guid(p.seed), SerialNumber: of.head.SerialNumber, PartNumber: of.head.PartNumber, Revision: of.head.Revision,
		BatchNumber: of.head.BatchNumber, ReportType: "R", Start: at.UTC(), Result: report.Passed.String(),
		UserName: "rolf", StationName: bench.shown(), Location: bench.location, Purpose: bench.purpose,
		ProcessCode: &code, ProcessName: repairOperation.name, Comment: cause.comment, ExecutionTime: &seconds,
		ReceiveCount: ptr(1), ReportSize: ptr(4), ReferencedUUT: of.head.UUID,
	}}
	s.records = append(s.records, r)
	return r
}

func (s *simulator) operator(at time.Time, rng *rand.Rand) string {
	shift := 2
	switch h := at.Hour(); {
	case h >= 6 && h < 14:
		shift = 0
	case h >= 14 && h < 22:
		shift = 1
	}
	return operators[shift][rng.IntN(len(operators[shift]))]
}

// shown is the name in the station's reports.
func (p *place) shown() string {
	if p.arrivesAs != "" {
		return p.arrivesAs
	}
	return p.name
}

func ptr[T any](v T) *T { return &v }

// guid makes a random-looking report id of a seed.
func guid(seed uint64) string {
	rng := rand.New(rand.NewPCG(seed, 2)) // #nosec G404 -- demo data, the same for the same seed
	var b [16]byte
	for i := range 8 {
		b[i] = byte(rng.Uint32())   // #nosec G115 -- the low byte of a random number is wanted
		b[i+8] = byte(rng.Uint32()) // #nosec G115 -- the low byte of a random number is wanted
	}
	b[6], b[8] = b[6]&0x0f|0x40, b[8]&0x3f|0x80
	h := hex.EncodeToString(b[:])
	return h[:8] + "-" + h[8:12] + "-" + h[12:16] + "-" + h[16:20] + "-" + h[20:]
}

// namedSeed is the same for a name whatever the server's seed, so that documents
// can name the reports of the well-known units.
func namedSeed(name string) uint64 {
	sum := sha256.Sum256([]byte(name))
	var n uint64
	for _, b := range sum[:8] {
		n = n<<8 | uint64(b)
	}
	return n
}
