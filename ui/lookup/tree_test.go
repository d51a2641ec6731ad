package lookup

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"stationcompanion/client/report"
)

// bigReport makes a report of n steps: groups of 100, one measurement in each leaf,
// three in every tenth; the last leaf but one failed.
func bigReport(tb testing.TB, n int) *report.Report {
	tb.Helper()
	var b strings.Builder
	b.WriteString(`{"type":"T","id":"6f1a2c3d-1111-4222-8333-444455556666","pn":"P","sn":"S","result":"F","root":{"id":0,"name":"Main","stepType":"SequenceCall","status":"F","steps":[`)
	steps := 1
	for g := 0; steps < n; g++ {
		if g > 0 {
			b.WriteByte(',')
		}
		fmt.Fprintf(&b, `{"id":%d,"name":"Group %d","stepType":"SequenceCall","status":"P","steps":[`, steps, g)
		steps++
		for i := 0; i < 99 && steps < n; i++ {
			if i > 0 {
				b.WriteByte(',')
			}
			status := "P"
			if steps == n-2 {
				status = "F"
			}
			fmt.Fprintf(&b, `{"id":%d,"name":"Step %d","stepType":"ET_NLT","status":"%s","numericMeas":[`, steps, steps, status)
			more := 0
			if i%10 == 9 {
				more = 2
			}
			for m := 0; m <= more; m++ {
				if m > 0 {
					b.WriteByte(',')
				}
				fmt.Fprintf(&b, `{"name":"m%d","compOp":"GELE","status":"%s","unit":"V","value":%d.5,"lowLimit":0,"highLimit":9}`, m, status, m)
			}
			b.WriteString("]}")
			steps++
		}
		b.WriteString("]}")
	}
	b.WriteString("]}}")
	r, err := report.Decode(strings.NewReader(b.String()), report.Limits{})
	if err != nil {
		tb.Fatal(err)
	}
	return r
}

// hugeReport is one of 100,000 steps, made once.
func hugeReport(tb testing.TB) *report.Report {
	tb.Helper()
	huge.Do(func() { hugeOne = bigReport(tb, 100_000) })
	return hugeOne
}

var (
	huge    sync.Once
	hugeOne *report.Report
)

func TestOpensOnTheFirstFailure(t *testing.T) {
	d := newDocument(decode(t, failingWSJF))
	if got := d.rep.Step(int(d.failing[d.firstFailing()])).Name; got != "VCC 3V3" {
		t.Errorf("opens on %q", got)
	}
	var names []string
	for i := range d.failing {
		names = append(names, failurePath(d.failure(i)))
	}
	want := "[Power › VCC 3V3 Ripple › VCC 3V3 Flash and verify]"
	if got := fmt.Sprint(names); got != want {
		t.Errorf("failing %s, want %s", got, want)
	}
	tr := newTree(d)
	var rows []string
	for i := range tr.items {
		rows = append(rows, strings.Repeat("-", tr.cells(i).indent)+tr.cells(i).name)
	}
	want = "[MainSequence -Power on -Power --VCC 5V --VCC 3V3 --Input current -Ripple -Firmware version -LED visible -Flash and verify -Power off]"
	if got := fmt.Sprint(rows); got != want {
		t.Errorf("rows %s, want %s", got, want)
	}
}

func TestMeasurementRows(t *testing.T) {
	d := newDocument(decode(t, failingWSJF))
	tr := newTree(d)
	ripple := tr.find(item{6, -1})
	tr.toggle(ripple)
	got := tr.cells(ripple + 2)
	want := cells{indent: 2, verdict: report.Failed, name: "VCC 3V3", value: "81", unit: "mV", limits: "x ≤ 50 mV", number: true}
	if got != want {
		t.Errorf("row %+v, want %+v", got, want)
	}
	if up := tr.parent(ripple + 2); up != ripple {
		t.Errorf("its parent is row %d, want %d", up, ripple)
	}
	tr.setMode(filterMeasurements)
	if len(tr.items) != 8 || tr.cells(4).lead != "Ripple › " || tr.cells(1).lead != "Power › " {
		t.Errorf("%d measurements, leads %q %q", len(tr.items), tr.cells(4).lead, tr.cells(1).lead)
	}
	tr.setMode(filterFailures)
	if len(tr.items) != 3 || tr.cells(0).lead != "Power › " {
		t.Errorf("%d failures", len(tr.items))
	}
}

// TestToggleAgreesWithRebuild: splicing rows in and out is the fast twin of flattening
// the whole tree anew.
func TestToggleAgreesWithRebuild(t *testing.T) {
	d := newDocument(bigReport(t, 1500))
	tr := newTree(d)
	rnd := rand.New(rand.NewPCG(1, 2))
	for n := range 2000 {
		switch rnd.IntN(4) {
		case 0:
			row := int32(rnd.IntN(d.rep.Len()))
			if at := tr.reveal(item{row, -1}); at < 0 || tr.items[at].row != row {
				t.Fatalf("step %d: row %d is not revealed", n, row)
			}
		default:
			tr.toggle(rnd.IntN(len(tr.items)))
		}
		slow := &tree{doc: d}
		slow.rebuild()
		if !slices.Equal(tr.items, slow.items) {
			t.Fatalf("step %d: %d rows, rebuilt %d", n, len(tr.items), len(slow.items))
		}
	}
}

// TestLargeReport: 100,000 steps open, unfold and filter within what a hand notices.
func TestLargeReport(t *testing.T) {
	rep := hugeReport(t)
	r := newRig(t)
	r.window(1000, 448)
	r.find("SN-1001", header(rep.ID, "Failed", 1))
	c := r.call()
	c.answer(reply{report: rep})
	fn := <-r.posts // newDocument ran on the worker
	begin := time.Now()
	fn()
	opened := time.Since(begin)
	s := r.p.right.steps
	if len(s.tree.items) > 2100 {
		t.Errorf("%d rows flattened at open", len(s.tree.items))
	}
	if got := s.tree.cells(s.tree.find(s.chosen)).name; got != "Step 99998" {
		t.Errorf("opens on %q", got)
	}
	begin = time.Now()
	s.setFilter(filterMeasurements)
	filtered := time.Since(begin)
	if len(s.tree.items) != r.p.right.doc.values || len(s.tree.items) < 100_000 {
		t.Errorf("%d measurements of %d", len(s.tree.items), r.p.right.doc.values)
	}
	t.Logf("opened in %v, filtered in %v", opened, filtered)
	if limit := 3 * time.Second; opened > limit || filtered > limit {
		t.Errorf("opened in %v, filtered in %v, want under %v on any machine", opened, filtered, limit)
	}
}

func TestCutAtMaxRows(t *testing.T) {
	d := newDocument(bigReport(t, 10))
	tr := &tree{doc: d}
	for range maxRows + 5 {
		tr.items = append(tr.items, item{})
	}
	tr.clip()
	if len(tr.items) != maxRows || !tr.cut {
		t.Errorf("%d rows, cut %v", len(tr.items), tr.cut)
	}
}

func BenchmarkDocument100k(b *testing.B) {
	rep := hugeReport(b)
	b.ReportAllocs()
	for b.Loop() {
		newDocument(rep)
	}
}

func BenchmarkToggle100k(b *testing.B) {
	d := newDocument(hugeReport(b))
	tr := newTree(d)
	b.ReportAllocs()
	for b.Loop() {
		tr.toggle(1)
	}
}
