package report

import (
	"errors"
	"fmt"
	"io"
	"reflect"
	"strings"
	"testing"
	"testing/iotest"
	"time"
)

func ptr[T any](v T) *T { return &v }

func TestDecodeHeaders(t *testing.T) {
	got, err := DecodeHeaders(strings.NewReader("\xef\xbb\xbf" + `[{
		"uuid":"33a2d408-3fc8-480b-b554-6866c77fd91c","serialNumber":"SN-1001","partNumber":"PCBA-100","revision":null,"batchNumber":"B1",
		"reportType":"T","start":"2026-01-30T21:01:41Z","result":"Failed","userName":"anna","stationName":"TEST-07","location":"Hall 2","purpose":"Production",
		"measuresDeleted":true,"timeStamp":9007199254740993,"processCode":100,"processName":"ICT","comment":"","swFilename":"a.seq","swVersion":"1",
		"fixtureId":"F","errorMessage":"e","executionTime":12.5,"testSocketIndex":0,"errorCode":-3,"run":2,"receiveCount":1,"reportSize":12,"passedInRun":null,
		"causedUutFailure":"VCC","causedUutFailurePath":"Power¶VCC","referencedUut":null,"somethingNew":[{"a":1}]}]`))
	want := Header{
		UUID: "33a2d408-3fc8-480b-b554-6866c77fd91c", SerialNumber: "SN-1001", PartNumber: "PCBA-100", BatchNumber: "B1",
		ReportType: "T", Start: time.Date(2026, 1, 30, 21, 1, 41, 0, time.UTC), Result: "Failed", UserName: "anna", StationName: "TEST-07",
		Location: "Hall 2", Purpose: "Production", MeasuresDeleted: true, TimeStamp: 9007199254740993, ProcessCode: ptr(100), ProcessName: "ICT",
		SWFilename: "a.seq", SWVersion: "1", FixtureID: "F", ErrorMessage: "e", ExecutionTime: ptr(12.5), TestSocketIndex: ptr(0), ErrorCode: ptr(-3),
		Run: ptr(2), ReceiveCount: ptr(1), ReportSize: ptr(12), CausedUUTFailure: "VCC", CausedUUTFailurePath: "Power¶VCC",
	}
	if err != nil || len(got) != 1 || !reflect.DeepEqual(got[0], want) {
		t.Errorf("%v\n%+v\n%+v", err, got, want)
	}
}

// Every field of Header is read, under the name it is written with.
func TestEveryHeaderFieldIsRead(t *testing.T) {
	typ := reflect.TypeFor[Header]()
	if typ.NumField() != len(headerFields) {
		t.Errorf("%d fields, %d are read", typ.NumField(), len(headerFields))
	}
	for i := range typ.NumField() {
		name, _, _ := strings.Cut(typ.Field(i).Tag.Get("json"), ",")
		value := `"1"`
		if name == "start" {
			value = `"2026-01-30T21:01:41Z"`
		}
		for _, spelled := range []string{name, strings.ToUpper(name), strings.ToUpper(name[:1]) + name[1:]} {
			h, err := DecodeHeaders(strings.NewReader(`[{"` + spelled + `":` + value + `}]`))
			if err != nil || len(h) != 1 || reflect.ValueOf(h[0]).Field(i).IsZero() {
				t.Errorf("%s: %v %+v", spelled, err, h)
			}
		}
	}
}

func TestLenientHeaders(t *testing.T) {
	for body, check := range map[string]func(h Header) bool{
		`[{"processCode":"100","executionTime":"1.5","run":2.0,"timeStamp":"7"}]`: func(h Header) bool {
			return *h.ProcessCode == 100 && *h.ExecutionTime == 1.5 && *h.Run == 2 && h.TimeStamp == 7
		},
		`[{"processCode":"ten","executionTime":"NaN","run":1.5,"errorCode":true,"serialNumber":"x"}]`: func(h Header) bool {
			return h.ProcessCode == nil && h.ExecutionTime == nil && h.Run == nil && h.ErrorCode == nil
		},
		`[{"serialNumber":12,"measuresDeleted":"TRUE","start":"soon"}]`: func(h Header) bool {
			return h.SerialNumber == "12" && h.MeasuresDeleted && h.Start.IsZero()
		},
		`[{"start":"2026-01-30T22:01:41.5+01:00","uuid":null}]`: func(h Header) bool {
			return h.Start.Equal(time.Date(2026, 1, 30, 21, 1, 41, 5e8, time.UTC)) && h.Start.Location() == time.UTC
		},
		`[{"start":"2026-01-30T22:01:41"}]`: func(h Header) bool { return h.Start.Hour() == 22 && h.Start.Location() == time.UTC },
		`[{"SerialNumber":"other","serialNumber":"exact","SERIALNUMBER":"late"}]`: func(h Header) bool {
			return h.SerialNumber == "exact"
		},
		`[{"serialNumber":"a","serialNumber":"b"}]`:                func(h Header) bool { return h.SerialNumber == "b" },
		`[{"serialNumber":{"x":1},"partNumber":"P"}]`:              func(h Header) bool { return h.SerialNumber == "" && h.PartNumber == "P" },
		`[null,1,"x",[],{"colour":"red"},{"serialNumber":"only"}]`: func(h Header) bool { return h.SerialNumber == "only" },
	} {
		h, err := DecodeHeaders(strings.NewReader(body))
		if err != nil || len(h) != 1 || !check(h[0]) {
			t.Errorf("%s: %v %+v", body, err, h)
		}
	}
	if h, err := DecodeHeaders(iotest.OneByteReader(strings.NewReader(" [ ] "))); err != nil || len(h) != 0 {
		t.Errorf("an empty list: %v %v", h, err)
	}
}

func TestNoHeaders(t *testing.T) {
	const one = `{"serialNumber":"S","start":"2026-01-30T22:01:41Z"}`
	for name, c := range map[string]struct {
		body string
		is   error
		says string
		kept int
	}{
		"HTML":             {"<html>", ErrNotJSON, "HTML", 0},
		"empty":            {"", ErrEmpty, "empty", 0},
		"object":           {`{"value":[` + one + `]}`, ErrShape, "object, not a list", 0},
		"text":             {`"x"`, ErrShape, "single", 0},
		"other list":       {`[{"name":"x"},1]`, ErrShape, "not of report headers", 0},
		"cut":              {"[" + one + "," + one + `,{"serialNumber":"S`, io.ErrUnexpectedEOF, "[2]/serialNumber", 2},
		"cut at a comma":   {"[" + one + ",", io.ErrUnexpectedEOF, "middle", 1},
		"garbage":          {"[" + one + ",\x80\x81", ErrNotJSON, "broken JSON", 1},
		"something after":  {"[" + one + "][]", ErrNotJSON, "follows", 1},
		"garbage after":    {"[" + one + "]\x80", ErrNotJSON, "broken JSON", 1},
		"too long a text":  {"[" + one + `,{"serialNumber":"` + strings.Repeat("x", 1<<20+1) + `"}]`, ErrLimit, "[1]/serialNumber", 1},
		"far too long":     {"[" + one + `,{"serialNumber":"` + strings.Repeat("x", 9<<20), ErrLimit, "longer than is accepted", 1},
		"too many headers": {"[" + strings.Repeat(one+",", maxHeaders+1) + one + "]", ErrLimit, "more than 100000", maxHeaders},
	} {
		h, err := DecodeHeaders(strings.NewReader(c.body))
		var de *DecodeError
		if !errors.Is(err, c.is) || !errors.As(err, &de) || !strings.Contains(err.Error(), c.says) || len(h) != c.kept {
			t.Errorf("%s: %v, %d kept", name, err, len(h))
		}
	}
	h, err := DecodeHeaders(io.MultiReader(strings.NewReader("["+one+","), iotest.ErrReader(io.ErrClosedPipe)))
	if !errors.Is(err, io.ErrClosedPipe) || len(h) != 1 {
		t.Errorf("%v %v", h, err)
	}
}

// headerList writes n headers as a server does.
func headerList(n int) []byte {
	var b strings.Builder
	b.WriteByte('[')
	for i := range n {
		if i > 0 {
			b.WriteByte(',')
		}
		fmt.Fprintf(&b, `{"uuid":"33a2d408-3fc8-480b-b554-%012d","serialNumber":"SN-%d","partNumber":"PCBA-100","revision":"A","batchNumber":null,"reportType":"T",`+
			`"start":"2026-01-30T21:01:%02dZ","result":"Passed","userName":"anna","stationName":"TEST-07","location":"Hall 2","purpose":"Production","measuresDeleted":false,`+
			`"timeStamp":%d,"processCode":110,"processName":"End of line","comment":null,"swFilename":"eol.seq","swVersion":"2.14.0","fixtureId":"FX-111","errorMessage":null,`+
			`"executionTime":95.25,"testSocketIndex":0,"errorCode":null,"run":1,"receiveCount":1,"reportSize":12,"passedInRun":1,"causedUutFailure":null,"causedUutFailurePath":null,"referencedUut":null}`,
			i, i, i%60, 1000000+i)
	}
	b.WriteByte(']')
	return []byte(b.String())
}

// White space without end is an error, not an empty list: "nothing found" would be a lie.
func TestBlanksWithoutEnd(t *testing.T) {
	blanks := strings.Repeat(" ", 32<<20)
	if h, err := DecodeHeaders(strings.NewReader(blanks + `[{"uuid":"a","serialNumber":"x"}]`)); err == nil && len(h) == 0 {
		t.Error("no headers and no error")
	}
	if r, err := Decode(strings.NewReader(blanks+`{"type":"T","sn":"x","root":{}}`), Limits{}); err == nil && r == nil {
		t.Error("no report and no error")
	}
}
