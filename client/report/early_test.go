package report

import (
	"io"
	"slices"
	"strings"
	"testing"
)

// byHand delivers one piece of the body each time the reader is asked, and remembers
// how far it came.
type byHand struct {
	rest string
	each int
	gave int
}

func (h *byHand) Read(p []byte) (int, error) {
	if h.rest == "" {
		return 0, io.EOF
	}
	n := copy(p[:min(len(p), h.each)], h.rest)
	h.rest, h.gave = h.rest[n:], h.gave+n
	return n, nil
}

func TestEarly(t *testing.T) {
	body := `{"type":"T","id":"x","sn":"SN-1","result":"F","processCode":10,"root":{"id":1,"name":"Main","status":"F","steps":[{"id":2,"name":"G","status":"F","steps":[` +
		`{"id":3,"name":"well","status":"P"},{"id":4,"name":"bad","status":"F","numericMeas":[{"compOp":"LT","value":5,"lowLimit":3,"status":"F"}]}`
	tail := strings.Repeat(`,{"id":5,"name":"later","status":"F"}`, 1000) + `]}]},"uut":{"user":"anna"}}`
	for _, each := range []int{1, 7, 100, 1 << 20} {
		h := &byHand{rest: body + tail, each: each}
		var told []Early
		var at []int
		r, err := DecodeWith(h, Options{Early: func(e Early) { told, at = append(told, e), append(at, h.gave) }})
		if err != nil || r.Len() != 1004 || len(told) != 2 {
			t.Fatal(err, len(told))
		}
		head, fail := told[0], told[1]
		if head.Report.SerialNumber != "SN-1" || head.Report.ProcessCode.F != 10 || head.Failure != nil || head.Report.Len() != 0 || !head.Report.Incomplete || head.Report.UUT != nil {
			t.Errorf("%+v", head)
		}
		f := fail.Failure
		if f == nil || f.Step.Name != "bad" || f.Step.ID != 4 || !slices.Equal(f.Path, []string{"G", "bad"}) || f.Measurement != 0 || f.M.Value.F != 5 || fail.Steps != 4 {
			t.Fatalf("%+v", fail)
		}
		// Told as soon as it is read, not at the end.
		if limit := len(body) + each; each < 1000 && (at[1] > limit || at[0] > strings.Index(body, `{"id":1`)+each) {
			t.Errorf("pieces of %d: told at bytes %v; the failure ends at %d", each, at, len(body))
		}
		last, ok := r.FirstFailure()
		if !ok || last.Step.Row != f.Step.Row || r.UUT.User != "anna" {
			t.Errorf("%+v", last.Step)
		}
	}
}

func TestEarlyIsQuietWhereNothingFailed(t *testing.T) {
	for body, want := range map[string]int{
		`{"type":"T","root":{"status":"P","steps":[{"status":"P"}]}}`: 1,
		`{"type":"R","uur":{}}`: 0, `{"root":`: 1, `[]`: 0,
		// A failing turn of a loop which passed as a whole.
		`{"root":{"status":"P","steps":[{"status":"P","loop":{"num":1}},{"status":"F","loop":{"idx":0}}]}}`: 1,
		`{"root":{"status":"P","steps":[{"status":"F","loop":{"num":1}},{"status":"F","loop":{"idx":0}}]}}`: 2,
		`{"root":{"status":"F"}}`: 2, `{"root":{"steps":[{"status":"F"`: 1,
		`{"root":{"steps":[]},"root":{"status":"F"}}`: 2,
	} {
		n := 0
		DecodeWith(strings.NewReader(body), Options{Early: func(Early) { n++ }}) //nolint:errcheck // some are cut
		if n != want {
			t.Errorf("%s: told %d times, not %d", body, n, want)
		}
	}
	// Many failing turns cost little and end the search.
	r, err := DecodeWith(strings.NewReader(`{"root":{"status":"P","steps":[{"status":"P","loop":{"num":9}}`+strings.Repeat(`,{"status":"F","loop":{"idx":1}}`, 100_000)+`]}}`),
		Options{Keep: true, Early: func(e Early) {
			if e.Failure != nil {
				t.Error("a forgiven turn")
			}
		}})
	if err != nil || r.Len() != 100_002 || r.Body() == nil {
		t.Error(err)
	}
}
