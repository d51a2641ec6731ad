package lookup

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

// seekWSJF holds names that repeat, groups, and a step of several measurements.
const seekWSJF = `{"type":"T","id":"6f1a2c3d-1111-4222-8333-444455556666","pn":"P","sn":"S","result":"F","root":{"name":"Main","status":"F","steps":[
{"name":"Power","status":"F","steps":[
  {"name":"VCC 3V3","status":"F","numericMeas":[{"compOp":"GELE","status":"F","value":3.7,"lowLimit":3.1,"highLimit":3.4}]},
  {"name":"Vcc 5V","status":"P","numericMeas":[{"compOp":"GELE","status":"P","value":5,"lowLimit":4.7,"highLimit":5.2}]}]},
{"name":"Radio","status":"P","steps":[
  {"name":"Gain","status":"P","numericMeas":[{"name":"Low band VCC","compOp":"LOG","status":"P","value":1},{"name":"High band","compOp":"LOG","status":"P","value":2}]}]}]}}`

func soughtNames(t *tree) []string {
	var names []string
	for i := range t.items {
		c := t.cells(i)
		names = append(names, c.lead+c.name)
	}
	return names
}

// TestFindsSteps: words in any order and case, in the names and those above them; only
// what adds to what is above is listed.
func TestFindsSteps(t *testing.T) {
	for _, c := range []struct {
		text string
		mode filter
		want []string
	}{
		{"vcc", filterAll, []string{"Power › VCC 3V3", "Power › Vcc 5V", "Radio › Gain"}},
		{"vcc power", filterAll, []string{"Power › VCC 3V3", "Power › Vcc 5V"}},
		{"power", filterAll, []string{"Power"}},
		{"  3v3 ", filterAll, []string{"Power › VCC 3V3"}},
		{"power vcc", filterFailures, []string{"Power › VCC 3V3"}},
		{"5v", filterFailures, nil},
		{"vcc", filterMeasurements, []string{"Power › VCC 3V3", "Power › Vcc 5V", "Radio › Gain › Low band VCC"}},
		{"gain", filterMeasurements, []string{"Radio › Gain › Low band VCC", "Radio › Gain › High band"}},
		{"nothing like it", filterAll, nil},
	} {
		tr := newTree(newDocument(decode(t, seekWSJF)))
		tr.setMode(c.mode)
		tr.look(c.text)
		if got := soughtNames(tr); !slices.Equal(got, c.want) {
			t.Errorf("%q in %d: %q, want %q", c.text, c.mode, got, c.want)
		}
		for i := range tr.items {
			if can, _ := tr.folds(i); can {
				t.Errorf("%q: row %d of a list can be unfolded", c.text, i)
			}
		}
		tr.look("")
		tr.setMode(filterAll)
		if tr.flat() || len(tr.items) < 4 {
			t.Errorf("%q: the tree does not come back", c.text)
		}
	}
}

// TestFindAsTyped: what is typed into the field filters at once, the arrows move through
// it, Esc brings the tree back and the focus home, and the next failure is reached
// whatever is looked for.
func TestFindAsTyped(t *testing.T) {
	r := newRig(t)
	r.window(1000, 600)
	r.find("S", header("6f1a2c3d-1111-4222-8333-444455556666", "F", 1))
	r.report(decode(t, seekWSJF))
	steps := r.p.right.steps
	c := r.win.Canvas()
	c.Focus(steps.find)
	test.Type(steps.find, "gain")
	if n := len(steps.tree.items); n != 1 || !strings.Contains(steps.count.Full(), "1 found") {
		t.Fatalf("%d rows, %q", n, steps.count.Full())
	}
	if got := r.p.right.detail.now.title; !strings.Contains(got, "Gain") {
		t.Errorf("the found step is not chosen: %q", got)
	}
	r.p.NextFailure(1)
	if steps.find.Text != "" || steps.tree.flat() || steps.tree.items[steps.tree.find(steps.chosen)].row != 2 {
		t.Errorf("the failure is not shown: %q", steps.find.Text)
	}
	c.Focus(steps.find)
	test.Type(steps.find, "vcc")
	steps.find.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	if steps.tree.find(steps.chosen) != 1 {
		t.Errorf("Down chose row %d", steps.tree.find(steps.chosen))
	}
	steps.find.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if steps.find.Text != "" || steps.tree.flat() || c.Focused() != fyne.Focusable(r.p.bar.entry) {
		t.Errorf("Esc leaves %q with the focus in %T", steps.find.Text, c.Focused())
	}
	c.Focus(steps.find)
	test.Type(steps.find, "zzz")
	if !strings.Contains(steps.none.Full(), "zzz") {
		t.Errorf("nothing found says %q", steps.none.Full())
	}
}

// BenchmarkFind100k is one letter typed into the field of a report of 100,000 steps.
func BenchmarkFind100k(b *testing.B) {
	tr := newTree(newDocument(hugeReport(b)))
	for b.Loop() {
		tr.look("step 99")
	}
}

// TestFoundStaysInSight: a step found under a folded sequence stands in sight when the
// field is emptied.
func TestFoundStaysInSight(t *testing.T) {
	r := newRig(t)
	r.window(1000, 600)
	r.find("S", header("6f1a2c3d-1111-4222-8333-444455556666", "F", 1))
	r.report(bigReport(t, 3000))
	steps := r.p.right.steps
	last := steps.tree.doc.rep.Len() - 1
	steps.find.put(steps.tree.doc.rep.Step(last).Name)
	steps.look(steps.find.Text)
	steps.pick(len(steps.tree.items) - 1)
	chosen := steps.chosen
	steps.tree.doc.open[int32(steps.tree.doc.rep.Step(int(chosen.row)).Parent)] = false
	steps.find.put("")
	steps.look("")
	at := steps.tree.find(chosen)
	if steps.chosen != chosen || at < 0 || steps.pager.n != len(steps.tree.items) {
		t.Fatalf("row %d of %d, %d listed", at, len(steps.tree.items), steps.pager.n)
	}
	y, from := float32(at)*steps.pager.pitch(), steps.pager.list.GetScrollOffset()
	if y < from || y > from+steps.pager.list.Size().Height {
		t.Errorf("it stands at %v, the view at %v", y, from)
	}
}
