package report

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"math"
	"strings"
	"testing"
	"testing/iotest"
	"time"
)

// decodeText decodes a report whose fields, beside an id, are given.
func decodeText(t testing.TB, fields string) *Report {
	t.Helper()
	r, err := Decode(strings.NewReader(`{"type":"T","id":"x",`+fields+`}`), Limits{})
	if err != nil {
		t.Fatalf("%s: %v", fields, err)
	}
	return r
}

// steps wraps the fields of steps below a root into a failed report.
func steps(children string) string {
	return `"result":"F","root":{"id":1,"name":"Main","status":"F","steps":[` + children + `]}`
}

func TestTolerance(t *testing.T) {
	for name, c := range map[string]struct {
		fields string
		check  func(r *Report) bool
		odd    int // problems
	}{
		"null arrays": {`"root":{"name":null,"steps":null,"numericMeas":null},"miscInfos":null,"subUnits":null`,
			func(r *Report) bool { return r.Len() == 1 && r.MiscInfos == nil && !r.Step(0).HasID }, 0},
		"no arrays":     {`"root":{}`, func(r *Report) bool { return r.Len() == 1 }, 0},
		"null children": {`"root":{"steps":[null,{"id":0},null]}`, func(r *Report) bool { return r.Len() == 2 && r.Step(1).HasID }, 0},
		"sparse ids": {`"root":{"id":0,"steps":[{"id":7},{"id":"9"},{"id":3.0},{"id":null},{}]}`,
			func(r *Report) bool {
				return r.Step(1).ID == 7 && r.Step(2).ID == 9 && r.Step(3).ID == 3 && !r.Step(4).HasID && !r.Step(5).HasID && r.Step(0).HasID
			}, 0},
		"impossible id":     {`"root":{"id":99999999999}`, func(r *Report) bool { return !r.Step(0).HasID }, 1},
		"numbers as texts":  {`"processCode":" 10 ","root":{"totTime":"1.50"}`, func(r *Report) bool { return r.ProcessCode.F == 10 && r.Step(0).TotTime.Raw == "1.50" }, 0},
		"no number":         {`"processCode":"ten","root":{}`, func(r *Report) bool { return r.ProcessCode.Raw == "ten" && math.IsNaN(r.ProcessCode.F) }, 1},
		"format twins":      {`"processCodeFormat":"0","root":{"totTime":1,"totTimeFormat":"0.0","steps":[{"numericMeas":[{"value":1,"valueFormat":"%.2f"}]}]}`, func(r *Report) bool { return r.Measurements(1)[0].Value.F == 1 }, 0},
		"unknown step type": {`"root":{"stepType":"XYZ_Custom/9","somethingNew":{"a":[1,{"b":null}]}}`, func(r *Report) bool { return r.Step(0).Type == "XYZ_Custom/9" }, 0},
		"float exit code":   {`"root":{"callExe":{"exitCode":3.0}}`, func(r *Report) bool { return r.Step(0).ExitCode.Raw == "3.0" }, 0},
		"NaN and infinity as texts": {`"root":{"numericMeas":[{"compOp":"GeLe","value":"NaN"},{"value":"Infinity"},{"value":"-Infinity"},{"value":"-INF"}]}`,
			func(r *Report) bool {
				m := r.Measurements(0)
				return math.IsNaN(m[0].Value.F) && m[0].Value.Raw == "NaN" && math.IsInf(m[1].Value.F, 1) && math.IsInf(m[2].Value.F, -1) && math.IsInf(m[3].Value.F, -1)
			}, 0},
		"trailing blanks":   {`"sn":"SN-1  ","pn":" P","rev":"A ","root":{}`, func(r *Report) bool { return r.SerialNumber == "SN-1" && r.PartNumber == "P" && r.Revision == "A" }, 0},
		"text as number":    {`"sn":12345,"root":{"name":7}`, func(r *Report) bool { return r.SerialNumber == "12345" && r.Step(0).Name == "7" }, 0},
		"object for a text": {`"sn":{"a":1},"root":{"steps":{"id":1},"name":[1]}`, func(r *Report) bool { return r.SerialNumber == "" && r.Len() == 1 }, 3},
		"text for a step":   {`"root":{"steps":["x",5,true]}`, func(r *Report) bool { return r.Len() == 1 }, 3},
		"boolean as text":   {`"root":{"causedUUTFailure":"True"}`, func(r *Report) bool { return r.Step(0).Caused }, 0},
		"no boolean":        {`"root":{"causedUUTFailure":"maybe"}`, func(r *Report) bool { return !r.Step(0).Caused }, 1},
		"measurements before and after children": {`"root":{"numericMeas":[{"name":"a"}],"steps":[{"numericMeas":[{"name":"c"}]}],"stringMeas":[{"name":"b"}],"booleanMeas":[{"status":"P","value":true}]}`,
			func(r *Report) bool {
				m := r.Measurements(0)
				return len(m) == 3 && m[0].Name == "a" && m[1].Name == "b" && m[2].Kind == Boolean && m[2].Verdict == Passed && r.Measurements(1)[0].Name == "c"
			}, 0},
		"error, popup, attachment, chart": {`"root":{"errorCode":-17,"errorMessage":"no answer","reportText":"hello","messagePopup":{"response":"ok","button":2},"attachment":{"data":"AAAA","name":"a.png"},"chart":{"series":[]}}`,
			func(r *Report) bool {
				s := r.Step(0)
				return s.ErrorCode.F == -17 && s.ErrorMessage == "no answer" && s.Text == "hello" && s.Popup.Response == "ok" && s.Popup.Button.F == 2 && s.Attachment == "a.png" && s.HasChart
			}, 0},
		"null error, chart, loop": {`"root":{"errorCode":null,"errorMessage":null,"chart":null,"loop":null,"attachment":null}`,
			func(r *Report) bool {
				s := r.Step(0)
				return !s.ErrorCode.Set() && !s.HasChart && s.Loop == nil && r.rows.props.len() == 0
			}, 0},
		"escapes and surrogates": {`"sn":"\u0041\n\"\ud83d\ude00","root":{}`, func(r *Report) bool { return r.SerialNumber == "A\n\"😀" }, 0},
		"broken surrogate":       {`"sn":"a\ud83d!","root":{}`, func(r *Report) bool { return r.SerialNumber == "a\uFFFD!" }, 1},
		"broken UTF-8":           {"\"sn\":\"a\xff!\",\"root\":{}", func(r *Report) bool { return r.SerialNumber == "a\uFFFD!" }, 1},
		"a field twice":          {`"sn":"first","root":{},"sn":"last"`, func(r *Report) bool { return r.SerialNumber == "last" }, 1},
		"children twice": {`"root":{"steps":[{"id":1,"errorMessage":"x","numericMeas":[{}]},{"id":2}],"loop":{"num":3},"steps":[{"id":3,"numericMeas":[{"name":"z"}]}],"name":"R"}`,
			func(r *Report) bool {
				return r.Len() == 2 && r.Step(1).ID == 3 && r.Measurements(1)[0].Name == "z" && r.Step(0).Loop.Num.F == 3 && r.Step(0).Name == "R"
			}, 1},
		"measurements twice": {`"root":{"numericMeas":[{"name":"a"},{"name":"b"}],"stringMeas":[{"name":"s"}],"numericMeas":[{"name":"c"}]}`,
			func(r *Report) bool {
				m := r.Measurements(0)
				return len(m) == 2 && m[0].Name == "s" && m[1].Name == "c"
			}, 1},
		"root twice": {`"root":{"steps":[{},{}]},"root":{"name":"again"}`, func(r *Report) bool { return r.Len() == 1 && r.Step(0).Name == "again" }, 1},
		"sub-units": {`"root":{},"subUnits":[{"sn":"S ","position":3,"idx":"1","parentIdx":0,"failures":[{"code":"C","refStepId":5,"artNumber":"A1"}]}]`, func(r *Report) bool {
			u := r.SubUnits[0]
			return u.SerialNumber == "S" && u.Position == "3" && u.Index.F == 1 && u.Failures[0].RefStepID.F == 5
		}, 0},
		"test, no steps": {`"sn":"x"`, func(r *Report) bool { return r.Incomplete }, 1},
	} {
		r := decodeText(t, c.fields)
		if !c.check(r) || len(r.Problems) != c.odd {
			t.Errorf("%s: problems %v, report %+v", name, r.Problems, r)
		}
		checkRows(t, r)
	}
}

func TestProblemsNameTheirPlace(t *testing.T) {
	r := decodeText(t, `"root":{"steps":[{},{"numericMeas":[{},{"value":"much"}]}]}`)
	if len(r.Problems) != 1 || r.Problems[0].Where != "root/steps[1]/numericMeas[1]/value" || !strings.Contains(r.Problems[0].What, `"much"`) {
		t.Errorf("%+v", r.Problems)
	}
	r = decodeText(t, `"root":{"steps":[`+strings.Repeat(`{"id":"x"},`, 500)+`{}]}`)
	if n := len(r.Problems); n != maxProblems+1 || r.Problems[n-1].What != "300 more, not listed" {
		t.Errorf("%d problems, the last %+v", n, r.Problems[n-1])
	}
}

func TestDates(t *testing.T) {
	utc := func(s string) time.Time {
		at, err := time.Parse(time.RFC3339Nano, s)
		if err != nil {
			t.Fatal(err)
		}
		return at
	}
	local := time.FixedZone("x", -3*3600)
	for raw, want := range map[string]time.Time{
		"2026-01-30T22:01:41.4707353+01:00": utc("2026-01-30T21:01:41.4707353Z"),
		"2026-01-30T21:01:41.4707353Z":      utc("2026-01-30T21:01:41.4707353Z"),
		"2026-01-30T10:49:36.919+00:00":     utc("2026-01-30T10:49:36.919Z"),
		"2020-01-01T08:00:00.Z":             utc("2020-01-01T08:00:00Z"),
		"2020-01-01T08:00:00.+01:00":        utc("2020-01-01T07:00:00Z"),
		"2020-01-01 08:00:00Z":              utc("2020-01-01T08:00:00Z"),
		"2020-01-01t08:00:00z":              utc("2020-01-01T08:00:00Z"),
		"2020-01-01T08:00:00+0100":          utc("2020-01-01T07:00:00Z"),
		"2020-01-01T08:00Z":                 utc("2020-01-01T08:00:00Z"),
		"2020-01-01T08:00:00.123456789123Z": utc("2020-01-01T08:00:00.123456789Z"),
		"2018-04-01T13:40:40":               time.Date(2018, 4, 1, 13, 40, 40, 0, local),
		"2018-04-01T13:40:40.5":             time.Date(2018, 4, 1, 13, 40, 40, 5e8, local),
		"2018-04-01T13:40:40.":              time.Date(2018, 4, 1, 13, 40, 40, 0, local),
		"2018-04-01":                        time.Date(2018, 4, 1, 0, 0, 0, 0, local),
		"":                                  {},
		"yesterday":                         {},
		"2018-13-01T00:00:00Z":              {},
		strings.Repeat("2018-04-01", 10):    {},
	} {
		got := parseTime(raw, local)
		zoned := !want.IsZero() && want.Location() != local
		if !got.T.Equal(want) || got.Raw != raw || got.HasZone != zoned {
			t.Errorf("%q: %v, zone %v; want %v", raw, got.T, got.HasZone, want)
		}
	}
	r := decodeText(t, `"startUTC":"2026-01-30T21:01:41Z","root":{"start":"2018-04-01T13:40:40"}`)
	if !r.Start.HasZone || r.Start.T.IsZero() || r.Step(0).Start.HasZone || r.Step(0).Start.T.Location() != time.Local {
		t.Errorf("%+v %+v", r.Start, r.Step(0).Start)
	}
	if r = decodeText(t, `"start":"soon","root":{}`); len(r.Problems) != 1 || r.Start.Raw != "soon" {
		t.Errorf("%+v %v", r.Start, r.Problems)
	}
}

func TestNumbersKeepTheirRaw(t *testing.T) {
	for _, raw := range []string{"1", "1.0", "1.50", "-0", "1e5", "1E-07", "123456789012345678901234567890", "0.1000", "1e999"} {
		r := decodeText(t, `"root":{"numericMeas":[{"value":`+raw+`,"lowLimit":"`+raw+`"}]}`)
		m := r.Measurements(0)[0]
		if m.Value.Raw != raw || m.Low.Raw != raw || m.Value.F != m.Low.F || math.IsNaN(m.Value.F) || m.High.Set() || len(r.Problems) > 0 {
			t.Errorf("%s: %+v %v", raw, m, r.Problems)
		}
	}
	for _, raw := range []string{"", "0x10", "1_000", "1,5", "+-1", "one"} {
		if n := MakeNumber(raw); !math.IsNaN(n.F) || n.Raw != raw {
			t.Errorf("%q: %+v", raw, n)
		}
	}
}

func TestNoReport(t *testing.T) {
	for name, c := range map[string]struct {
		body string
		is   error
		says string
	}{
		"empty":       {"", ErrEmpty, "empty"},
		"blanks":      {" \r\n\t ", ErrEmpty, "empty"},
		"mark alone":  {"\xef\xbb\xbf", ErrEmpty, "empty"},
		"HTML":        {"\n<!DOCTYPE html><html>", ErrNotJSON, "HTML"},
		"list":        {"[1]", ErrShape, "list"},
		"text":        {`"2026.1.5.324"`, ErrShape, "single"},
		"null":        {"null", ErrShape, "single"},
		"plain words": {"Bad Gateway", ErrNotJSON, "not JSON"},
		"UTF-16":      {"\xff\xfe{\x00", ErrNotJSON, "UTF-16"},
		"an error":    {`{"message":"not found"}`, ErrShape, "not a report"},
		"empty one":   {`{}`, ErrShape, "not a report"},
		"no value":    {`{"message":`, io.ErrUnexpectedEOF, "ends in the middle"},
	} {
		r, err := Decode(strings.NewReader(c.body), Limits{})
		var de *DecodeError
		if r != nil || !errors.Is(err, c.is) || !errors.As(err, &de) || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: %v, %v", name, r, err)
		}
	}
	if r, err := Decode(iotest.ErrReader(io.ErrClosedPipe), Limits{}); r != nil || !errors.Is(err, io.ErrClosedPipe) {
		t.Errorf("%v %v", r, err)
	}
	if r, err := Decode(silentReader{}, Limits{}); r != nil || !errors.Is(err, io.ErrNoProgress) {
		t.Errorf("%v %v", r, err)
	}
}

type silentReader struct{}

func (silentReader) Read([]byte) (int, error) { return 0, nil }

func TestByteOrderMark(t *testing.T) {
	body := "\xef\xbb\xbf" + `{"type":"T","sn":"S","root":{"name":"Main"}}`
	for _, r := range []io.Reader{strings.NewReader(body), iotest.OneByteReader(strings.NewReader(body)), iotest.DataErrReader(strings.NewReader(body))} {
		if rep, err := Decode(r, Limits{}); err != nil || rep.SerialNumber != "S" || len(rep.Problems) > 0 {
			t.Errorf("%+v %v", rep, err)
		}
	}
}

// Wherever a report is cut, what was read before is there, and the error says where.
func TestCutOff(t *testing.T) {
	body := `{"type":"T","sn":"S","result":"F","root":{"id":1,"name":"Main","status":"F","steps":[{"id":2,"name":"A","status":"P"},{"id":3,"name":"B","status":"F","numericMeas":[{"compOp":"LT","value":5,"lowLimit":3,"status":"F"}]}]},"miscInfos":[{"description":"d"}]}`
	deepest := 0
	for n := 1; n < len(body); n++ {
		r, err := Decode(iotest.HalfReader(strings.NewReader(body[:n])), Limits{})
		if err == nil || !errors.Is(err, io.ErrUnexpectedEOF) {
			t.Fatalf("cut at %d: %v", n, err)
		}
		if r == nil {
			continue
		}
		if !r.Incomplete {
			t.Fatalf("cut at %d: complete", n)
		}
		checkRows(t, r)
		deepest = max(deepest, r.Len())
	}
	if deepest != 3 {
		t.Errorf("at most %d steps were kept", deepest)
	}
	r, err := Decode(strings.NewReader(body[:strings.Index(body, `,"lowLimit"`)]), Limits{})
	if err == nil || !strings.Contains(err.Error(), "root/steps[1]/numericMeas[0]/value") || r.Measurements(2)[0].Value.F != 5 {
		t.Errorf("%v %+v", err, r)
	}
	r, err = Decode(strings.NewReader(body[:200]+"#"), Limits{})
	if r == nil || !errors.Is(err, ErrNotJSON) || !r.Incomplete {
		t.Errorf("%v %+v", err, r)
	}
	r, err = Decode(io.MultiReader(strings.NewReader(body[:200]), iotest.ErrReader(io.ErrClosedPipe)), Limits{})
	if r == nil || !errors.Is(err, io.ErrClosedPipe) || !r.Incomplete {
		t.Errorf("%v %+v", err, r)
	}
}

func TestAfterTheReport(t *testing.T) {
	for tail, odd := range map[string]int{"\r\n ": 0, "{}": 1, "x": 1, "\x00": 1} {
		r, err := Decode(strings.NewReader(`{"type":"T","root":{}}`+tail), Limits{})
		if err != nil || len(r.Problems) != odd {
			t.Errorf("%q: %v %v", tail, err, r.Problems)
		}
	}
}

func TestLimits(t *testing.T) {
	nested := func(n int) string {
		return `{"type":"T","root":` + strings.Repeat(`{"steps":[`, n) + `{}` + strings.Repeat(`]}`, n) + `}`
	}
	many := func(n int, field, one string) string {
		return `{"type":"T","root":{},"` + field + `":[` + strings.TrimSuffix(strings.Repeat(one+",", n), ",") + `]}`
	}
	steps := func(n int) string {
		return `{"type":"T","root":{"steps":[` + strings.TrimSuffix(strings.Repeat("{},", n), ",") + `]}}`
	}
	for name, c := range map[string]struct {
		body  string
		lim   Limits
		where string // empty: it fits
	}{
		"depth":            {nested(255), Limits{}, ""},
		"too deep":         {nested(256), Limits{}, "root/steps[0]"},
		"far too deep":     {nested(100_000), Limits{}, "root/steps[0]"},
		"depth allowed":    {nested(1000), Limits{Depth: 2000}, ""},
		"steps":            {steps(9), Limits{Steps: 10}, ""},
		"too many steps":   {steps(10), Limits{Steps: 10}, "root/steps[8]"},
		"text":             {`{"type":"T","root":{"name":"` + strings.Repeat("x", 100) + `"}}`, Limits{String: 100}, ""},
		"text too long":    {`{"type":"T","root":{"name":"` + strings.Repeat("x", 101) + `"}}`, Limits{String: 100}, "root/name"},
		"far too long":     {`{"type":"T","root":{"name":"` + strings.Repeat("x", 1<<20) + `"}}`, Limits{String: 100}, "root"},
		"long number":      {`{"type":"T","root":{"totTime":1` + strings.Repeat("0", 200) + `}}`, Limits{String: 100}, "root/totTime"},
		"attachment":       {`{"type":"T","root":{"attachment":{"name":"a","data":"` + strings.Repeat("A", 2<<20) + `"}}}`, Limits{}, ""},
		"unknown long":     {`{"type":"T","root":{},"more":"` + strings.Repeat("A", 2<<20) + `"}`, Limits{}, ""},
		"misc infos":       {many(5, "miscInfos", "{}"), Limits{List: 5}, ""},
		"too many infos":   {many(6, "miscInfos", "{}"), Limits{List: 5}, "miscInfos[4]"},
		"too many units":   {many(6, "subUnits", "{}"), Limits{List: 5}, "subUnits[4]"},
		"too many meas":    {`{"type":"T","root":{"numericMeas":[{},{},{}]}}`, Limits{Measurements: 2}, "root/numericMeas[1]"},
		"brackets for fun": {`{"type":"T","root":{},"x":` + strings.Repeat("[", 20000), Limits{}, "x"},
	} {
		r, err := Decode(strings.NewReader(c.body), c.lim)
		if c.where == "" {
			if err != nil {
				t.Errorf("%s: %v", name, err)
			}
			continue
		}
		var de *DecodeError
		if !errors.As(err, &de) || !strings.HasPrefix(de.Where, c.where) || len(de.Where) > 800 || r == nil || !r.Incomplete {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if name != "brackets for fun" && !errors.Is(err, ErrLimit) {
			t.Errorf("%s: %v is no ErrLimit", name, err)
		}
		checkRows(t, r)
	}
}

// made writes a report of n numeric steps in groups of ten, with values that differ.
func made(n int) []byte {
	var b bytes.Buffer
	b.WriteString(`{"type":"T","id":"x","sn":"S","result":"P","root":{"id":1,"name":"Main","status":"P","steps":[`)
	for i := range n {
		if i%10 == 0 {
			if i > 0 {
				b.WriteString(`]},`)
			}
			fmt.Fprintf(&b, `{"id":%d,"group":"M","stepType":"SequenceCall","name":"Group %d","status":"P","totTime":0.5,"steps":[`, i+100000, i)
		} else {
			b.WriteByte(',')
		}
		fmt.Fprintf(&b, `{"id":%d,"group":"M","stepType":"ET_NLT","name":"Rail %d","start":"2026-01-30T22:01:41.4707353+01:00","status":"P","totTime":0.0%d,"causedUUTFailure":false,`+
			`"numericMeas":[{"compOp":"GELE","name":null,"status":"P","unit":"V","value":3.%05d,"highLimit":3.5,"lowLimit":3.0}]}`, i+2, i%50, i%7, i)
	}
	b.WriteString(`]}]},"uut":{"execTime":1.5}}`)
	return b.Bytes()
}

func TestRowsOfManySteps(t *testing.T) {
	r, err := Decode(bytes.NewReader(made(5000)), Limits{})
	if err != nil || r.Len() != 5501 || len(r.Problems) > 0 {
		t.Fatal(err, r.Len(), r.Problems)
	}
	checkRows(t, r)
	n := 0
	for i := range r.Len() {
		s := r.Step(i)
		if s.End > i+1 {
			continue
		}
		m := r.Measurements(i)[0]
		if s.ID != n+2 || s.Name != fmt.Sprintf("Rail %d", n%50) || m.Value.Raw != fmt.Sprintf("3.%05d", n) || m.Unit != "V" || m.Judge() != Passed {
			t.Fatalf("row %d: %+v %+v", i, s, m)
		}
		n++
	}
}
