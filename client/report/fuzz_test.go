package report

import (
	"bytes"
	"errors"
	"slices"
	"strings"
	"testing"
	"testing/iotest"
)

var fuzzLimits = Limits{Depth: 40, String: 4 << 10, Steps: 2000, Measurements: 4000, List: 100}

// Whatever comes: no panic, rows that hold together, and the same result however
// the bytes arrive.
func FuzzDecode(f *testing.F) {
	f.Add([]byte(`{"type":"T","root":{"id":1,"steps":[{"numericMeas":[{"compOp":"LT","value":"NaN"}]},{"loop":{"idx":0},"status":"F"}]},"uut":{"stepIdCausedUUTFailure":1}}`))
	f.Add([]byte(`{"type":"R","uur":{"refUUT":"x"},"subUnits":[{"failures":[{"code":"c"}]}],"root":{},"root":{"steps":[],"steps":[{}]}}`))
	f.Add([]byte("\xef\xbb\xbf{\"sn\":\"\\ud800\xff\",\"root\":{\"steps\":[null,1,{\"errorCode\":1,\"steps\":[{\"errorCode\":2}],\"loop\":{},\"steps\":[{}]}]}}"))
	f.Add(made(30))
	f.Add(plain(4000))
	f.Add([]byte(everyUUT))
	f.Add([]byte(everyUUR))
	f.Fuzz(func(t *testing.T, b []byte) {
		sameBothWays(t, b, fuzzLimits)
		r, err := Decode(bytes.NewReader(b), fuzzLimits)
		var de *DecodeError
		if err != nil && !errors.As(err, &de) {
			t.Fatalf("%T %v", err, err)
		}
		if r == nil {
			if err == nil {
				t.Fatal("neither a report nor an error")
			}
			return
		}
		checkRows(t, r)
		if err == nil && len(b) < 4000 {
			again, err := Decode(iotest.OneByteReader(bytes.NewReader(b)), fuzzLimits)
			if err != nil || again.Len() != r.Len() || again.SerialNumber != r.SerialNumber || len(again.Problems) != len(r.Problems) || !slices.Equal(again.NotShown, r.NotShown) {
				t.Fatalf("byte by byte: %v, %d rows not %d", err, again.Len(), r.Len())
			}
		}
	})
}

// Whatever comes: what is kept is what came, and reading parts of it again never
// panics nor gives more than came.
func FuzzKeep(f *testing.F) {
	for _, body := range []string{everyUUT, everyUUR, string(plain(2000)),
		"\xef\xbb\xbf" + `{"root":{"chart":{"series":[{"xdata":"1;;x;1,5;NaN","ydata":5}]},"attachment":{"data":"aG k="}},"binaryData":[{"data":"data:x,YQ"}]}`,
	} {
		f.Add([]byte(body))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		calls := 0
		r, err := DecodeWith(iotest.HalfReader(bytes.NewReader(b)), Options{Limits: fuzzLimits, Keep: true, Early: func(e Early) {
			if calls++; calls > 2 || e.Failure != nil && e.Failure.Step.Row >= e.Steps {
				t.Fatalf("told %d times, %+v", calls, e.Failure)
			}
		}})
		if r == nil {
			return
		}
		if !r.Body().Whole() {
			t.Fatal("not read to the end: ", err)
		}
		checkBody(t, r, b)
		for i := range r.Len() {
			c, _ := r.Chart(i)
			for _, s := range c.Series {
				if len(s.X)+len(s.Y) > len(b) || len(s.RawX)+len(s.RawY) > 3*len(b) {
					t.Fatalf("%d points of %d bytes", len(s.X)+len(s.Y), len(b))
				}
			}
			if data, _ := r.AttachmentData(i); len(data) > len(b) {
				t.Fatalf("%d bytes of %d", len(data), len(b))
			}
		}
		for _, f := range r.Files {
			if data, err := r.FileData(f); err == nil && len(data) > len(b) || f.Size > int64(len(b)) {
				t.Fatalf("%d bytes of %d", len(data), len(b))
			}
		}
		if list, n := r.Disagreements(); n < len(list) {
			t.Fatal(n)
		}
	})
}

func FuzzDecodeHeaders(f *testing.F) {
	f.Add(headerList(2))
	f.Add([]byte(`[{"SerialNumber":1,"serialNumber":"x","start":"2020-01-01T08:00:00.Z"},null,[{}]] `))
	f.Add([]byte("<html>"))
	f.Fuzz(func(t *testing.T, b []byte) {
		h, err := DecodeHeaders(bytes.NewReader(b))
		var de *DecodeError
		if err != nil && !errors.As(err, &de) {
			t.Fatalf("%T %v", err, err)
		}
		if len(h) > strings.Count(string(b), "{") {
			t.Fatalf("%d headers", len(h))
		}
	})
}
