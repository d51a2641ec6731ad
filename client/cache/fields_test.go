package cache

import (
	"encoding/json"
	"math"
	"reflect"
	"testing"
	"time"

	"stationcompanion/client/report"
)

// full gives a header with every field set, each to something else.
func full(t *testing.T) report.Header {
	var h report.Header
	v := reflect.ValueOf(&h).Elem()
	for i := range v.NumField() {
		switch f := v.Field(i); f.Interface().(type) {
		case string:
			f.SetString(v.Type().Field(i).Name + " ä¶")
		case bool:
			f.SetBool(true)
		case int64:
			f.SetInt(math.MinInt64 + int64(i))
		case *int:
			f.Set(reflect.ValueOf(new(-i)))
		case *float64:
			f.Set(reflect.ValueOf(new(0.1)))
		case time.Time:
			f.Set(reflect.ValueOf(time.Date(2026, 2, 3, 4, 5, 6, 789_012_345, time.UTC)))
		default:
			t.Fatalf("%s is of a type the index cannot keep", v.Type().Field(i).Name)
		}
	}
	return h
}

// Every field of a header is in a row and in the line in front, alone and with all others.
func TestEveryFieldIsKept(t *testing.T) {
	all := full(t)
	id, _ := parseGUID(idOf(1))
	all.UUID = id.String()
	cases := []report.Header{all, {UUID: all.UUID}}
	for i := range reflect.TypeFor[report.Header]().NumField() {
		h := report.Header{}
		reflect.ValueOf(&h).Elem().Field(i).Set(reflect.ValueOf(all).Field(i))
		h.UUID = all.UUID
		cases = append(cases, h)
	}
	for _, h := range cases {
		row := string(appendRow(nil, &h))
		is, ok := readRow(row, len(fields))
		is.UUID = h.UUID
		if !ok || !reflect.DeepEqual(is, h) {
			t.Errorf("row: got  %+v\nwant %+v", is, h)
		}
		if w := writable(h, id); !reflect.DeepEqual(w, h) {
			t.Errorf("changed to %+v\nfrom %+v", w, h)
		}
		l, _, err := cutLine(encoded(t, &line{ID: h.UUID, At: "2026-10-01T10:41:00.000Z", Header: &h}, nil))
		if err != nil || !reflect.DeepEqual(*l.Header, h) {
			t.Errorf("line: got  %+v, %v\nwant %+v", l.Header, err, h)
		}
	}
}

// What JSON cannot say is made sayable before, so that memory and disk agree.
func TestWritable(t *testing.T) {
	id, _ := parseGUID(idOf(1))
	h := report.Header{
		UUID: "x", SerialNumber: "a\xffb", Start: time.Date(2026, 1, 1, 12, 0, 0, 0, time.FixedZone("", 3600)), ExecutionTime: new(math.NaN()),
	}
	w := writable(h, id)
	want := report.Header{UUID: idOf(1), SerialNumber: "a\uFFFDb", Start: time.Date(2026, 1, 1, 11, 0, 0, 0, time.UTC)}
	if !reflect.DeepEqual(w, want) {
		t.Errorf("%+v", w)
	}
	if h.SerialNumber != "a\xffb" {
		t.Error("the caller's was changed")
	}
	for _, start := range []time.Time{{}, time.Date(10000, 1, 1, 0, 0, 0, 0, time.UTC), time.Date(-1, 1, 1, 0, 0, 0, 0, time.UTC)} {
		w := writable(report.Header{Start: start}, id)
		if _, err := json.Marshal(w); err != nil || !w.Start.IsZero() {
			t.Error(w.Start, err)
		}
	}
}

func TestGUID(t *testing.T) {
	for n := range 300 {
		id := idOf(n)
		if g, ok := parseGUID(id); !ok || g.String() != id || !kept(g.file()) {
			t.Errorf("%s: %s, %v", id, g, ok)
		}
	}
}
