package demo

import (
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"stationcompanion/client/report"
)

var filterHeaders = []*record{
	{head: report.Header{UUID: "aaaaaaaa-0000-4000-8000-000000000001", SerialNumber: "SN-1", PartNumber: "P1", ReportType: "T", Result: "Passed",
		Start: time.Date(2026, 1, 3, 10, 0, 0, 0, time.UTC), ProcessCode: ptr(100), ExecutionTime: ptr(1.5), StationName: "A", TimeStamp: 9007199254740993}},
	{head: report.Header{UUID: "aaaaaaaa-0000-4000-8000-000000000002", SerialNumber: "O'NEIL", PartNumber: "P1", ReportType: "T", Result: "Failed",
		Start: time.Date(2026, 1, 2, 10, 0, 0, 0, time.UTC), ProcessCode: ptr(110), StationName: "B", Revision: "C", TimeStamp: 9007199254740992}},
	{head: report.Header{UUID: "aaaaaaaa-0000-4000-8000-000000000003", SerialNumber: "sn-3 %_*", PartNumber: "P2", ReportType: "R", Result: "Passed",
		Start: time.Date(2026, 1, 1, 10, 0, 0, 0, time.UTC), StationName: "C", MeasuresDeleted: true,
		ReferencedUUT: "aaaaaaaa-0000-4000-8000-000000000002", TimeStamp: 1}},
}

// filtered gives the last digits of the ids a filter lets through.
func filtered(t testing.TB, filter string) string {
	t.Helper()
	c, err := parseFilter(filter)
	if err != nil {
		t.Fatalf("%s: %v", filter, err)
	}
	var b strings.Builder
	for _, r := range filterHeaders {
		if c(&r.head) == yes {
			b.WriteByte(r.head.UUID[35])
		}
	}
	return b.String()
}

func TestFilter(t *testing.T) {
	for _, c := range []struct{ filter, want string }{
		{"serialNumber eq 'SN-1'", "1"},
		{"serialNumber eq 'sn-1'", "1"}, // as the database compares
		{"serialNumber eq 'SN-'", ""},
		{"serialNumber eq 'O''NEIL'", "2"},
		{"serialNumber eq 'sn-3 %_*'", "3"},
		{"serialNumber ne 'SN-1'", "23"},
		{"serialNumber gt 'SN-1'", "3"},
		{"serialNumber in ('sn-1','O''NEIL')", "12"},
		{"serialNumber in('SN-1')", "1"},
		{"stationName in ('A', 'C', 'X')", "13"},
		{"reportType eq 'T' and result eq 'Passed'", "1"},
		{"reportType eq 'R' or result eq 'Failed'", "23"},
		{"reportType eq 'R' or reportType eq 'T' and result eq 'Failed'", "23"},
		{"(reportType eq 'R' or reportType eq 'T') and result eq 'Failed'", "2"},
		{"not reportType eq 'R'", "12"},
		{"not (reportType eq 'R' or result eq 'Failed')", "1"},
		{"not not (result eq 'Failed')", "2"},
		{"processCode eq 100", "1"},
		{"processCode ge 100", "12"},
		{"processCode lt 110.5", "12"},
		{"processCode in (100,110)", "12"},
		{"processCode eq null", "3"},
		{"processCode ne null", "12"},
		{"processCode ne 100", "23"},
		{"executionTime gt 1.25", "1"},
		{"executionTime le 1.5e0", "1"},
		{"executionTime gt -1", "1"},
		{"timeStamp eq 9007199254740993", "1"}, // beyond what a float holds
		{"measuresDeleted eq true", "3"},
		{"measuresDeleted eq false", "12"},
		{"revision eq null", "13"},
		{"revision eq 'c'", "2"},
		{"start ge 2026-01-02T10:00:00Z", "12"},
		{"start gt 2026-01-02T10:00:00Z", "1"},
		{"start ge 2026-01-01T00:00:00Z and start lt 2026-01-02T00:00:00Z", "3"},
		{"start lt 2026-01-02", "3"},
		{"start le 2026-01-02T11:00:00+01:00", "23"},
		{"uuid eq AAAAAAAA-0000-4000-8000-000000000002", "2"},
		{"referencedUut eq aaaaaaaa-0000-4000-8000-000000000002", "3"},
		{"referencedUut ne null", "3"},
		{"uuid in (aaaaaaaa-0000-4000-8000-000000000001,aaaaaaaa-0000-4000-8000-000000000003)", "13"},
		{"startswith(serialNumber,'SN')", "13"},
		{"endswith(serialNumber, 'neil')", "2"},
		{"contains(serialNumber,'''')", "2"},
		{"contains(serialNumber,'%_')", "3"},
		{"not contains(serialNumber,'n')", ""},
		{"contains(revision,'c')", "2"},
		{"not contains(revision,'x')", "2"}, // null is neither
		{"contains(revision,'x') and result eq 'Passed'", ""},
		{"not (contains(revision,'x') and result eq 'Passed')", "2"},
		{"not contains(revision,'x') or result eq 'Passed'", "123"},
		{"startswith(serialNumber,'')", "123"},
	} {
		if got := filtered(t, c.filter); got != c.want {
			t.Errorf("%s\n got %q, want %q", c.filter, got, c.want)
		}
	}
}

func TestFilterRefuses(t *testing.T) {
	for _, c := range []struct{ filter, says string }{
		{"", "a field"},
		{"serialNumber", "eq ne gt ge lt le or in"},
		{"serialNumber eq", "ends where"},
		{"serialNumber eq SN-1", "a text"},
		{"serialNumber eq 1", "a text"},
		{"serialNumber eq 'SN-1", "no closing quote"},
		{"serialNumber eq 'O'NEIL'", "no closing quote"},
		{"serialNumber eq 'O'NEIL''", "NEIL"},
		{"serialNumber EQ 'SN-1'", "eq ne gt"},
		{"SerialNumber eq 'SN-1'", "unknown field"},
		{"colour eq 'red'", "unknown field"},
		{"serialNumber eq 'A' AND result eq 'x'", "AND"},
		{"serialNumber eq 'A' result eq 'x'", "and, or, or the end"},
		{"processCode add 1 eq 5", "arithmetic"},
		{"processCode eq 100 mul 2", "arithmetic"},
		{"processCode eq '100'", "a whole number"},
		{"processCode eq 0x10", "a whole number"},
		{"processCode gt null", "null"},
		{"year(start) eq 2026", "not supported"},
		{"round(executionTime) eq 2", "not supported"},
		{"tolower(serialNumber) eq 'x'", "not supported"},
		{"start ge '2026-01-01'", "a date"},
		{"start ge yesterday", "a date"},
		{"uuid eq 'aaaaaaaa-0000-4000-8000-000000000001'", "a GUID"},
		{"uuid eq aaaaaaaa", "a GUID"},
		{"contains(processCode,'1')", "needs a text"},
		{"contains(serialNumber)", `","`},
		{"contains(serialNumber,null)", "null"},
		{"contains(serialNumber,'a'", `")"`},
		{"serialNumber in 'A'", `"("`},
		{"serialNumber in ()", "a text"},
		{"serialNumber in ('A',)", "a text"},
		{"(serialNumber eq 'A'", `")"`},
		{"serialNumber eq 'A')", "the end"},
		{"not", "a field"},
		{"serialNumber/any(x: x eq 1)", "unexpected character"},
		{"5 eq processCode", "a field"},
		{strings.Repeat("(", 200) + "serialNumber eq 'A'" + strings.Repeat(")", 200), "parentheses"},
		{"serialNumber eq '" + strings.Repeat("x", maxFilter) + "'", "longer"},
	} {
		_, err := parseFilter(c.filter)
		if err == nil || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%.80s: %v, want %q", c.filter, err, c.says)
		}
	}
}

func TestQueryOptions(t *testing.T) {
	for _, c := range []struct{ query, want string }{
		{"", "123"},
		{"$top=2", "12"},
		{"$top=0", ""},
		{"$skip=1", "23"},
		{"$skip=9", ""},
		{"$top=1&$skip=1", "2"},
		{"$orderby=start", "321"},
		{"$orderby=start asc", "321"},
		{"$orderby=start desc", "123"},
		{"$orderby=serialNumber desc", "312"},
		{"$orderby=timeStamp&$top=1", "3"},
		{"$orderby=timeStamp desc", "123"},
		{"$orderby=uuid desc", "321"},
		{"$orderby=start,uuid desc", "321"},
		{"$orderby=start&$filter=reportType eq 'T'&$skip=1", "1"},
		{"$filter=serialNumber eq 'O''NEIL'", "2"},
		{"unknown=1", "123"},
	} {
		q, err := parseQuery(values(t, c.query))
		if err != nil {
			t.Fatalf("%s: %v", c.query, err)
		}
		var b strings.Builder
		for _, r := range q.run(filterHeaders) {
			b.WriteByte(r.head.UUID[35])
		}
		if b.String() != c.want {
			t.Errorf("%s: %q, want %q", c.query, b.String(), c.want)
		}
	}
	for _, bad := range []string{
		"$top=10001", "$top=-1", "$top=x", "$top=", "$skip=-1", "$count=true", "$search=x", "$Top=1", "$format=xml", "$apply=x",
		"$orderby=partNumber", "$orderby=start up", "$orderby=", "$select=colour", "$select=", "$expand=steps", "$filter=", "$top=1&$top=2",
	} {
		if _, err := parseQuery(values(t, bad)); err == nil {
			t.Errorf("%s is taken", bad)
		}
	}
}

func values(t *testing.T, query string) url.Values {
	t.Helper()
	v := url.Values{}
	for part := range strings.SplitSeq(query, "&") {
		if name, value, ok := strings.Cut(part, "="); ok {
			v.Add(name, value)
		}
	}
	return v
}

// A compiled filter and one walked in the obvious way must agree on negation.
func FuzzFilter(f *testing.F) {
	for _, s := range []string{
		"serialNumber eq 'O''NEIL' and not (processCode in (1,2) or start ge 2026-01-01T00:00:00Z)",
		"contains(revision,'c') or uuid eq aaaaaaaa-0000-4000-8000-000000000001", "executionTime lt -1.5e3", "((", "not not", "'", "a'b''",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		c, err := parseFilter(s)
		if err != nil {
			return
		}
		opposite, err := parseFilter("not (" + s + ")")
		if err != nil {
			if len(s) > maxFilter-10 || strings.Count(s, "(")+strings.Count(s, "not") >= maxFilterDepth-2 {
				return
			}
			t.Fatalf("%q is a filter, but not in parentheses: %v", s, err)
		}
		for _, r := range filterHeaders {
			a, b := c(&r.head), opposite(&r.head)
			if !slices.Contains([][2]truth{{yes, no}, {no, yes}, {neither, neither}}, [2]truth{a, b}) {
				t.Fatalf("%q: %v, opposite %v", s, a, b)
			}
		}
	})
}
