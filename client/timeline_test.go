package client_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"stationcompanion/client"
	"stationcompanion/client/demo"
	"stationcompanion/client/report"
)

func ptr[T any](v T) *T { return &v }

func TestTimelineOfARepairedUnit(t *testing.T) {
	server, c := judge(t, demo.Options{Reports: 400}, "EOL-01")
	tl, err := c.Timeline(t.Context(), demo.SerialRepaired, "PCBA-100")
	if err != nil {
		t.Fatal(err)
	}
	if len(tl.Headers) != 4 || len(tl.Operations) != 2 || len(tl.Parts) != 1 || tl.Cut || tl.AsOf.IsZero() || len(tl.Others) != 0 {
		t.Fatalf("%+v", tl)
	}
	eol := tl.Operations[1]
	if eol.ProcessName != "End of line" || len(eol.Runs) != 2 || eol.First != report.Failed || eol.Last != report.Passed || len(eol.Repairs) != 1 {
		t.Errorf("%+v", eol)
	}
	if fix := tl.Headers[eol.Repairs[0]]; fix.ReportType != "R" || fix.ReferencedUUT != tl.Headers[eol.Runs[0]].UUID || eol.Repairs[0] <= eol.Runs[0] || eol.Repairs[0] >= eol.Runs[1] {
		t.Errorf("the repair stands not between the runs: %+v", fix)
	}
	u := tl.Unit
	if tl.Verified != client.VerifiedGiven || u.Status != "Unknown" || u.NoRepairs == nil || *u.NoRepairs || len(u.Processes) != 4 ||
		*u.Processes[1].Repairs != 1 || *u.Processes[1].Total != 2 || u.Processes[1].Status != "Passed" || u.Processes[3].Status != "Unknown" || !u.Processes[3].Start.IsZero() {
		t.Errorf("%q %+v", tl.Verified, u)
	}
	offline := client.TimelineOf("sn-1003", "", server.Headers())
	plain := func(ops []client.OperationRuns) (s string) {
		for _, o := range ops {
			s += fmt.Sprint(o.Part, *o.ProcessCode, o.ProcessName, o.Runs, o.First, o.Last, o.Repairs)
		}
		return s
	}
	if len(offline.Headers) != 4 || plain(offline.Operations) != plain(tl.Operations) {
		t.Errorf("from headers alone: %+v", offline.Operations)
	}
}

// A serial number alone can be two units: they are told apart, and neither is verified.
func TestTimelineOfAnAmbiguousSerial(t *testing.T) {
	_, c := judge(t, demo.Options{Reports: 300}, "")
	tl, err := c.Timeline(t.Context(), demo.SerialAmbiguous, "")
	if err != nil || len(tl.Parts) != 2 || len(tl.Operations) != 2 || tl.Verified != client.VerifiedNot {
		t.Errorf("%v %+v", err, tl)
	}
	tl, err = c.Timeline(t.Context(), demo.SerialAmbiguous, "MOD-500")
	if err != nil || len(tl.Headers) != 1 || tl.Verified != client.VerifiedGiven {
		t.Errorf("%v %+v", err, tl)
	}
	tl, err = c.Timeline(t.Context(), "no such unit", "")
	if err != nil || len(tl.Headers) != 0 || tl.AsOf.IsZero() {
		t.Errorf("%v %+v", err, tl)
	}
	_, err = c.Timeline(t.Context(), "", "X")
	wantErrorKind(t, err, client.KindQuestion)
	quoted, err := c.Timeline(t.Context(), demo.SerialQuote, "")
	if err != nil || len(quoted.Headers) == 0 {
		t.Errorf("%v %+v", err, quoted)
	}
}

func TestTimelineWithoutVerification(t *testing.T) {
	_, c := judge(t, demo.Options{Reports: 300, Without: []string{"Production/UnitVerification"}}, "")
	tl, err := c.Timeline(t.Context(), demo.SerialFailing, "PCBA-100")
	if err != nil || len(tl.Headers) != 3 || tl.Verified != client.VerifiedUnknown {
		t.Errorf("%v %+v", err, tl)
	}
}

func TestTimelineOfADeadServer(t *testing.T) {
	server, c := judge(t, demo.Options{Reports: 300}, "")
	if err := server.SetFault("garbage"); err != nil {
		t.Fatal(err)
	}
	_, err := c.Timeline(t.Context(), demo.SerialFailing, "")
	wantErrorKind(t, err, client.KindBadBody)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err = c.Timeline(ctx, demo.SerialFailing, "")
	wantErrorKind(t, err, client.KindCancelled)
}

func run(id, part string, code int, result string, at int) report.Header {
	return report.Header{UUID: id, SerialNumber: "S", PartNumber: part, ReportType: "T", ProcessCode: &code, Result: result, Start: demoNoon.Add(time.Duration(at) * time.Minute)}
}

func fix(id, part, of string, at int) report.Header {
	return report.Header{UUID: id, SerialNumber: "S", PartNumber: part, ReportType: "R", ReferencedUUT: of, Result: "Passed", ProcessCode: ptr(500), Start: demoNoon.Add(time.Duration(at) * time.Minute)}
}

func TestTimelineOfGroups(t *testing.T) {
	type op struct {
		runs, repairs string
		first, last   report.Verdict
	}
	for name, tc := range map[string]struct {
		headers []report.Header
		want    []op
		others  string
	}{
		"nothing":                           {nil, nil, "[]"},
		"in any order":                      {[]report.Header{run("b", "P", 1, "Passed", 2), run("a", "P", 1, "Failed", 1)}, []op{{"[0 1]", "[]", report.Failed, report.Passed}}, "[]"},
		"two operations":                    {[]report.Header{run("a", "P", 2, "Passed", 1), run("b", "P", 1, "Error", 2)}, []op{{"[0]", "[]", report.Passed, report.Passed}, {"[1]", "[]", report.Errored, report.Errored}}, "[]"},
		"a repair by reference":             {[]report.Header{run("a", "P", 1, "Failed", 1), run("b", "P", 2, "Failed", 2), fix("r", "P", "A", 3)}, []op{{"[0]", "[2]", report.Failed, report.Failed}, {"[1]", "[]", report.Failed, report.Failed}}, "[]"},
		"without one: the last that failed": {[]report.Header{run("a", "P", 1, "Failed", 1), run("b", "P", 2, "Failed", 2), run("c", "P", 3, "Passed", 3), fix("r", "P", "", 4), run("d", "P", 1, "Failed", 5)}, []op{{"[0 4]", "[]", report.Failed, report.Failed}, {"[1]", "[3]", report.Failed, report.Failed}, {"[2]", "[]", report.Passed, report.Passed}}, "[]"},
		"of nothing known":                  {[]report.Header{fix("r", "P", "zz", 1), run("a", "P", 1, "Failed", 2)}, []op{{"[1]", "[]", report.Failed, report.Failed}}, "[0]"},
		"of another part":                   {[]report.Header{run("a", "Q", 1, "Failed", 1), fix("r", "P", "", 2)}, []op{{"[0]", "[]", report.Failed, report.Failed}}, "[1]"},
		"in the server's eyes the same":     {[]report.Header{run("a", "P ", 1, "Failed", 1), run("b", "p", 1, "Passed", 2)}, []op{{"[0 1]", "[]", report.Failed, report.Passed}}, "[]"},
		"of another serial":                 {[]report.Header{{SerialNumber: "T", ReportType: "T"}}, nil, "[]"},
	} {
		t.Run(name, func(t *testing.T) {
			tl := client.TimelineOf("s", "", tc.headers)
			var got []op
			for _, o := range tl.Operations {
				got = append(got, op{fmt.Sprint(o.Runs), fmt.Sprint(o.Repairs), o.First, o.Last})
			}
			if fmt.Sprint(got) != fmt.Sprint(tc.want) || fmt.Sprint(tl.Others) != tc.others {
				t.Errorf("got %v others %v, want %v others %v", got, tl.Others, tc.want, tc.others)
			}
		})
	}
}
