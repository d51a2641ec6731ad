package report

import (
	"bytes"
	"errors"
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
	f.Fuzz(func(t *testing.T, b []byte) {
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
			if err != nil || again.Len() != r.Len() || again.SerialNumber != r.SerialNumber || len(again.Problems) != len(r.Problems) {
				t.Fatalf("byte by byte: %v, %d rows not %d", err, again.Len(), r.Len())
			}
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
