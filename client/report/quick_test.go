package report

import (
	"bytes"
	"errors"
	"fmt"
	"math/rand/v2"
	"regexp"
	"strings"
	"testing"
)

var pointers = regexp.MustCompile(`0x[0-9a-f]+`)

// dump says everything a report holds.
func dump(r *Report, err error) string {
	if r == nil {
		return fmt.Sprint(err)
	}
	var b strings.Builder
	h := *r
	h.rows, h.body = rows{}, nil
	fmt.Fprintf(&b, "%+v %+v %+v %v\n", h, h.UUT, h.UUR, err)
	for i := range r.Len() {
		s := r.Step(i)
		fmt.Fprintf(&b, "%+v %+v %+v %+v %+v\n", s, s.Loop, s.SeqCall, s.Popup, s.File)
		s.Loop, s.SeqCall, s.Popup, s.File = nil, nil, nil, nil
		for _, m := range r.Measurements(i) {
			fmt.Fprintf(&b, "  %+v\n", m)
		}
	}
	return pointers.ReplaceAllString(b.String(), "")
}

// slowly decodes without the quick way.
func slowly(body []byte, lim Limits) (*Report, error) {
	d := newDecoder(bytes.NewReader(body), lim)
	d.quick.off = true
	return d.decode()
}

func sameBothWays(t testing.TB, body []byte, lim Limits) {
	t.Helper()
	a, errA := Decode(bytes.NewReader(body), lim)
	b, errB := slowly(body, lim)
	if errors.Is(errA, ErrNotJSON) && a != nil && b != nil { // of the last step, one may know more
		if a.Len() != b.Len() || errA.Error() != errB.Error() {
			t.Fatalf("quick %d rows, %v\nslow  %d rows, %v", a.Len(), errA, b.Len(), errB)
		}
		return
	}
	sameDump(t, body, dump(a, errA), dump(b, errB))
}

func sameDump(t testing.TB, body []byte, quick, slow string) {
	t.Helper()
	if quick == slow {
		return
	}
	a, b := strings.Split(quick, "\n"), strings.Split(slow, "\n")
	for i := range a {
		if i >= len(b) || a[i] != b[i] {
			t.Fatalf("line %d of %d and %d\nquick %s\nslow  %s\nof %.300q", i, len(a), len(b), a[i], b[min(i, len(b)-1)], body)
		}
	}
	t.Fatalf("quick is shorter: %d and %d lines", len(a), len(b))
}

// What the quick way finds is what the slow way finds.
func TestQuickAgreesWithSlow(t *testing.T) {
	for _, body := range [][]byte{made(2000), rich(500), plain(200_000), indented(plain(200_000)), []byte(everyUUT), []byte(everyUUR), indented([]byte(everyUUT))} {
		sameBothWays(t, body, Limits{})
		sameBothWays(t, body, Limits{Measurements: 100})
		sameBothWays(t, body, Limits{String: 10})
	}
	for i, steps := range []string{
		`{"id":1},{"id":-1},{"id":1.0},{"id":"1"},{"id":1e2},{"id":1234567890},{"id":null},{"id":99999999999}`,
		`{"name":"a"},{"name":"a"},{"name":"ab"},{"name":"a"},{"name":null},{"name":5},{"name":"a\n"},{"name":""}`,
		`{"totTime":1},{"totTime":12},{"totTime":1},{"totTime":"1"},{"totTime":"x"},{"totTime":true},{"totTime":1.0}`,
		`{"status":"P"},{"status":"Passed"},{"status":"p"},{"status":""},{"status":null},{"status":5},{"status":"é"},{"group":"M","status":"P","group":"S"}`,
		`{"group":"Main"},{"group":"M"},{"group":"Main","group":"M"},{"group":"M","group":"Main"},{"group":"Main","steps":[],"group":null}`,
		`{"start":"2026-01-30T22:01:41Z"},{"start":"2026-01-30T22:01:41.Z"},{"start":"soon"},{"start":"soon"},{"start":" 2026-01-30T22:01:41Z"},{"start":"2026-02-30T22:01:41Z"},{"start":"2026-02-31"}`,
		`{"causedUUTFailure":true},{"causedUUTFailure":true},{"causedUUTFailure":"true"},{"causedUUTFailure":null},{"causedUUTFailure":1},{"causedSeqFailure":true}`,
		`{"numericMeas":[{"value":1,"status":"P"}]},{"numericMeas":[{"value":1,"status":"Passed","name":"x"}]},{"numericMeas":[{"value":"x"}]},{"stringMeas":[{"value":"x"}]},{"numericMeas":[{"value":"x"}]}`,
		`{"tsGuid":"a","errorCode":5,"errorMessage":"m","reportText":"t"},{"tsGuid":"a","errorCode":null,"errorMessage":null},{"errorCode":"x"},{"tsGuid":"b","tsGuid":"c"},{"interactiveExeNum":1.5}`,
		`{"loop":{"idx":null,"num":2,"endingIndex":1,"passed":2,"failed":0}},{"loop":{"idx":0,"num":null}},{"loop":{}},{"loop":null},{"loop":[]},{"loop":{"idx":"x"}},{"loop":{"idx":1,"idx":2}},{"loop":{"new":1}}`,
		`{"seqCall":{"path":"p","name":null,"version":""},"steps":[]},{"seqCall":{"path":"C:\\"}},{"callExe":{"exitCode":3.0,"exitCodeFormat":"f"}},{"messagePopup":{"response":"r","button":1}},{"messagePopup":{"button":"x"}}`,
		`{"numericMeas":[]},{"numericMeas":null},{"numericMeas":{}},{"numericMeas":[null,{}]},{"numericMeas":[{"value":1,"value":2}]},{"booleanMeas":[{"value":1}]}`,
		`{"numericMeas":[{"name":"a"}],"numericMeas":[{"name":"b"}]},{"numericMeas":[{"name":"a"}],"steps":[{"name":"c","booleanMeas":[{"status":"F"}]}],"stringMeas":[{"limit":"l"}]}`,
		`{"id":1,"name":"\u0041"},{"id":1,"name":"` + "\xff" + `"},{"id":1,"name":"é"},{"unknown":[1,{"steps":"}"}],"id":5},{"id":6,"name":"}]},{"}`,
		`{"id":1,"steps":[{"id":2}],"name":"x"},{"steps":[{"id":2}],"id":3},{"id":1,"steps":null},{"id":1,"steps":[{"id":2}],"steps":[{"id":4}]}`,
	} {
		sameBothWays(t, []byte(`{"root":{"id":0,"steps":[`+steps+`,`+steps+`]}}`), Limits{})
		// Broken anywhere, both say the same.
		rnd := rand.New(rand.NewPCG(uint64(i), 1))
		for range 60 {
			b := []byte(`{"type":"T","root":{"id":0,"steps":[` + steps + `,` + steps + `]}}`)
			at := 30 + rnd.IntN(len(b)-30)
			b[at] = `"{}[],:0\-xe `[rnd.IntN(13)]
			sameBothWays(t, b, Limits{})
		}
	}
}

// The quick way is the common one: a test that it is not silently off.
func TestQuickIsTaken(t *testing.T) {
	for name, body := range map[string][]byte{"plain": plain(100_000), "dated": made(400), "indented": indented(plain(100_000)), "rich": rich(500)} {
		d := newDecoder(bytes.NewReader(body), Limits{})
		if _, err := d.decode(); err != nil {
			t.Fatal(err)
		}
		if share := float64(d.quick.taken) / float64(d.rep.Len()); share < 0.9 {
			t.Errorf("%s: %.0f %% of the steps", name, share*100)
		}
	}
}
