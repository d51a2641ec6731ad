package demo

import (
	"bytes"
	"reflect"
	"strings"
	"testing"
	"time"

	"stationcompanion/client/report"
)

func simulated(o Options) *store {
	if o.Now == nil {
		o.Now = fixedNow
	}
	return simulate(o.withDefaults())
}

func TestSameSeedSameData(t *testing.T) {
	a, b := simulated(Options{Seed: 7, Reports: 300}), simulated(Options{Seed: 7, Reports: 300})
	for i := range a.records {
		if !reflect.DeepEqual(a.records[i].head, b.records[i].head) {
			t.Fatalf("header %d differs", i)
		}
		if !bytes.Equal(a.body(a.records[i]), b.body(b.records[i])) || !reflect.DeepEqual(a.build(a.records[i]), a.build(a.records[i])) {
			t.Fatalf("body %d differs", i)
		}
	}
	c := simulated(Options{Seed: 8, Reports: 300})
	same := 0
	for i := range a.records {
		if c.byID[a.records[i].head.UUID] != nil {
			same++
		}
	}
	if same > 25 {
		t.Errorf("another seed gives %d of the same reports; only the well-known ones should be", same)
	}
}

// Every made-up report must be one a decoder takes without a remark, agree with
// its header, and hold measurements that are what their status says.
func TestBodiesAgreeWithHeaders(t *testing.T) {
	st := simulated(Options{Reports: 1500})
	seen, forgiven := make(map[string]bool), 0
	for _, rec := range st.records {
		h := rec.head
		rep, err := report.Decode(bytes.NewReader(st.body(rec)), report.Limits{})
		if err != nil || len(rep.Problems) > 0 || rep.Incomplete {
			t.Fatalf("%s: %v %v", h.UUID, err, rep.Problems)
		}
		if seen[h.UUID] {
			t.Fatalf("the id %s stands twice", h.UUID)
		}
		seen[h.UUID] = true
		if rep.ID != h.UUID || rep.SerialNumber != h.SerialNumber || rep.PartNumber != h.PartNumber || rep.Type != h.ReportType ||
			rep.Verdict() != h.Verdict() || rep.Station != h.StationName || !rep.Start.T.Equal(h.Start) {
			t.Fatalf("header %+v, body %+v", h, rep)
		}
		if h.ReportType == "R" {
			checkRepair(t, st, rep)
			continue
		}
		checkFailure(t, h, rep)
		checkMeasurements(t, rep)
		forgiven += checkLoops(t, rep)
	}
	if forgiven == 0 {
		t.Error("no passed loop has a failing turn")
	}
}

// checkLoops holds a loop's summary against its turns; it counts passed loops with
// a failing turn.
func checkLoops(t *testing.T, rep *report.Report) (forgiven int) {
	t.Helper()
	for i := range rep.Len() {
		s := rep.Step(i)
		if s.Loop == nil || s.Loop.Index.Set() {
			continue
		}
		failed := 0
		for k := range loopTurns {
			turn := rep.Step(i + 1 + k)
			if turn.Loop == nil || turn.Loop.Index.F != float64(k) || turn.Name != s.Name || turn.Parent != s.Parent {
				t.Fatalf("%s %q: turn %d is %+v", rep.ID, rep.Path(i), k, turn)
			}
			if turn.Verdict == report.Failed {
				failed++
			}
		}
		if s.Loop.Failed.F != float64(failed) || s.Loop.Passed.F != float64(loopTurns-failed) || (s.Verdict == report.Failed) != (failed > 1) {
			t.Fatalf("%s %q: %+v, %d turns failed", rep.ID, rep.Path(i), s.Loop, failed)
		}
		if s.Verdict == report.Passed && failed > 0 {
			forgiven++
		}
	}
	return forgiven
}

func checkFailure(t *testing.T, h report.Header, rep *report.Report) {
	t.Helper()
	f, ok := rep.FirstFailure()
	if ok == (h.Verdict() == report.Passed) {
		t.Fatalf("%s is %s, first failure %v %q", h.UUID, h.Result, ok, f.Path)
	}
	if h.Verdict() == report.Failed && (f.Step.Name != h.CausedUUTFailure || strings.Join(f.Path, "¶") != h.CausedUUTFailurePath) {
		t.Fatalf("%s: header blames %q, body %q", h.UUID, h.CausedUUTFailurePath, f.Path)
	}
}

func checkMeasurements(t *testing.T, rep *report.Report) {
	t.Helper()
	for i := range rep.Len() {
		for _, m := range rep.Measurements(i) {
			if j := m.Judge(); m.Kind != report.Boolean && j != m.Verdict {
				t.Fatalf("%s %q: %+v judged %v", rep.ID, rep.Path(i), m, j)
			}
		}
	}
}

func checkRepair(t *testing.T, st *store, rep *report.Report) {
	t.Helper()
	of := st.byID[rep.UUR.RefUUT]
	if of == nil || of.head.SerialNumber != rep.SerialNumber || !of.head.Verdict().Bad() || of.head.Start.After(rep.Start.T) {
		t.Fatalf("repair %s of %s: %+v", rep.ID, rep.UUR.RefUUT, of)
	}
	failure := rep.SubUnits[0].Failures[0]
	tested, err := report.Decode(bytes.NewReader(st.body(of)), report.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	if f, _ := tested.FirstFailure(); failure.RefStepID.F != float64(f.Step.ID) || failure.RefStepName != f.Step.Name {
		t.Fatalf("repair blames step %+v, the test %+v", failure, f.Step)
	}
}

func TestBelievable(t *testing.T) {
	st := simulated(Options{})
	if n := len(st.records); n != 3000 {
		t.Errorf("%d reports", n)
	}
	tests, passed, retests, repairs, weekend := 0, 0, 0, 0, 0
	stations, loops, charts := make(map[string]int), 0, 0
	for i, r := range st.records {
		h := r.head
		if h.Start.After(noon) || noon.Sub(h.Start) > history+48*time.Hour {
			t.Errorf("a report of %v", h.Start)
		}
		if i > 0 && h.Start.After(st.records[i-1].head.Start) {
			t.Fatal("not newest first")
		}
		if d := h.Start.Weekday(); d == time.Saturday || d == time.Sunday {
			weekend++
		}
		stations[h.StationName]++
		if h.ReportType == "R" {
			repairs++
			continue
		}
		tests++
		if h.Verdict() == report.Passed {
			passed++
		}
		if *h.Run > 1 {
			retests++
		}
		if i < 60 {
			body := string(st.body(r))
			loops += strings.Count(body, `"loop":{"idx":0`)
			charts += strings.Count(body, `"xdata"`)
		}
	}
	if yield := float64(passed) / float64(tests); yield < 0.91 || yield > 0.98 {
		t.Errorf("yield %.3f", yield)
	}
	if retests < 30 || repairs < 5 || weekend > 700 || len(stations) != 8 || loops == 0 || charts == 0 {
		t.Errorf("retests %d, repairs %d, weekend %d, stations %v, loops %d, charts %d", retests, repairs, weekend, stations, loops, charts)
	}
}

// The drifting measurement makes failures grow at its station, and only there.
func TestDrift(t *testing.T) {
	st := simulated(Options{Reports: 12000})
	var failed, tested [2]int // first and last two weeks
	elsewhere := 0
	for _, r := range st.records {
		if r.plan.drift == 0 {
			continue
		}
		half := -1
		switch age := noon.Sub(r.head.Start); {
		case age > history-14*24*time.Hour:
			half = 0
		case age < 14*24*time.Hour:
			half = 1
		}
		bad := r.head.CausedUUTFailure == driftTest.name
		switch {
		case r.head.StationName != driftStation && bad:
			elsewhere++
		case r.head.StationName == driftStation && half >= 0:
			tested[half]++
			if bad {
				failed[half]++
			}
		}
	}
	if tested[0] < 50 || tested[1] < 50 || failed[0]*20 > tested[0] || failed[1]*10 < tested[1] || elsewhere > 2 {
		t.Errorf("failed %v of %v, elsewhere %d", failed, tested, elsewhere)
	}
}

func bySerial(st *store, serial string) (out []report.Header) {
	for _, r := range st.records {
		if r.head.SerialNumber == serial {
			out = append(out, r.head)
		}
	}
	return out
}

func TestWellKnown(t *testing.T) {
	for _, o := range []Options{{Seed: 1, Reports: 1}, {Seed: 99, Reports: 500}} {
		st := simulated(o)
		want := map[string]string{ // newest first: operation and result
			SerialFailing:  "End of line Failed, ICT Passed, Burn-in Terminated",
			SerialPassed:   "Final Passed, Burn-in Passed, End of line Passed, ICT Passed",
			SerialRepaired: "End of line Passed, Repair Passed, End of line Failed, ICT Passed",
			SerialSlash:    "ICT Passed", SerialQuote: "End of line Passed", SerialLong: "ICT Passed",
			SerialAmbiguous: "End of line Passed, End of line Passed",
		}
		for serial, results := range want {
			var got []string
			for _, h := range bySerial(st, serial) {
				got = append(got, h.ProcessName+" "+h.Result)
			}
			if s := strings.Join(got, ", "); s != results {
				t.Errorf("%s: %s", serial, s)
			}
		}
		if two := bySerial(st, SerialAmbiguous); two[0].PartNumber == two[1].PartNumber {
			t.Error("SN-2000 is one unit")
		}
		if len(SerialLong) != 40 {
			t.Error("the long serial has", len(SerialLong))
		}
		h := bySerial(st, SerialFailing)[0]
		rep, err := report.Decode(bytes.NewReader(st.body(st.byID[h.UUID])), report.Limits{})
		if err != nil {
			t.Fatal(err)
		}
		f, ok := rep.FirstFailure()
		if !ok || strings.Join(f.Path, " › ") != "Power › VCC 3V3" || f.M.Value.Raw != "3.71" || f.M.Unit != "V" ||
			f.M.CompOp != "GELE" || f.M.Low.Raw != "3.15" || f.M.High.Raw != "3.45" || h.StationName != DefaultStation {
			t.Errorf("%+v", f)
		}
	}
}

// Ids of the well-known reports are part of what documents rely on.
func TestWellKnownIDs(t *testing.T) {
	a, b := simulated(Options{Seed: 1}), simulated(Options{Seed: 2, Now: func() time.Time { return noon.Add(100 * time.Hour) }})
	for i, h := range bySerial(a, SerialFailing) {
		if other := bySerial(b, SerialFailing)[i]; other.UUID != h.UUID {
			t.Errorf("%s and %s", h.UUID, other.UUID)
		}
	}
}

func TestToday(t *testing.T) {
	zone := time.FixedZone("+05:30", 5*3600+1800)
	for _, now := range []time.Time{
		noon, time.Date(2026, 2, 8, 0, 0, 30, 0, zone), time.Date(2026, 2, 8, 0, 0, 0, 0, zone), time.Date(2026, 2, 7, 23, 59, 59, 0, zone),
	} {
		st := simulated(Options{Station: "TEST-07", Now: func() time.Time { return now }})
		var mine []report.Header
		for _, r := range st.records {
			if r.head.StationName == "TEST-07" {
				mine = append(mine, r.head)
			}
		}
		failing := false
		for i, h := range mine[:6] {
			if y, m, d := h.Start.In(now.Location()).Date(); d != now.Day() || m != now.Month() || y != now.Year() {
				t.Errorf("now %v: report %d is of %v", now, i, h.Start)
			}
			failing = failing || i < 5 && h.Verdict() == report.Failed
		}
		if !failing || len(mine) < 20 {
			t.Errorf("now %v: none of the latest five failed, or only %d reports", now, len(mine))
		}
	}
}

func TestStationNames(t *testing.T) {
	count := func(st *store, name string) (n int) {
		for _, r := range st.records {
			if r.head.StationName == name {
				n++
			}
		}
		return n
	}
	st := simulated(Options{Station: "TEST-07", ArrivesAs: "test_07"})
	if count(st, "TEST-07") != 0 || count(st, "test_07") < 20 {
		t.Errorf("as TEST-07 %d, as test_07 %d", count(st, "TEST-07"), count(st, "test_07"))
	}
	for _, name := range []string{"EOL-01", "REPAIR-01", "ICT-01"} { // one of the server's own, by chance
		if st := simulated(Options{Station: name}); count(st, name) < 20 || len(st.places) != 7 {
			t.Errorf("%s: %d reports, %d stations", name, count(st, name), len(st.places))
		}
	}
}

func TestBigReport(t *testing.T) {
	for _, n := range []int{1, 2, 51, 52, 53, 1000, 5000} {
		b := BigReport(n, 3)
		rep, err := report.Decode(bytes.NewReader(b), report.Limits{})
		if err != nil || rep.Len() != n || len(rep.Problems) > 0 {
			t.Fatalf("%d: %v, %d steps, %v", n, err, rep.Len(), rep.Problems)
		}
		f, ok := rep.FirstFailure()
		if n > 50 && (!ok || f.M.Value.F != 3.71) {
			t.Errorf("%d: first failure %+v", n, f)
		}
		if !bytes.Equal(b, BigReport(n, 3)) || n > 50 && bytes.Equal(b, BigReport(n, 4)) {
			t.Errorf("%d: the seed does not decide", n)
		}
		checkMeasurements(t, rep)
	}
}

// BenchmarkSimulate is the start of a server with the default data.
func BenchmarkSimulate(b *testing.B) {
	for b.Loop() {
		simulated(Options{})
	}
}

func BenchmarkBody(b *testing.B) {
	st := simulated(Options{})
	i := 0
	for b.Loop() { // in turn, so that none is still kept
		st.body(st.records[i%len(st.records)])
		i++
	}
}
