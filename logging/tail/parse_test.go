package tail

import (
	"context"
	"encoding/json"
	"os"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"stationcompanion/logging"
)

func at(h, m, s, ms int, zone *time.Location) time.Time {
	return time.Date(2026, 2, 2, h, m, s, ms*1e6, zone)
}

// lineCase is a line and what is to be understood of it; Raw is filled in.
type lineCase struct {
	raw  string
	want Line
}

var (
	utc   = at(10, 15, 23, 456, time.UTC)
	local = at(10, 15, 23, 456, time.Local)
	whole = at(10, 15, 23, 0, time.Local)
)

// ownCases are this program's lines, other JSON, and what the oldest readers knew.
var ownCases = []lineCase{
	// our JSON
	{`{"timestamp":"2026-02-02T10:15:23.456Z","level":"WARNING","logger":"client","message":"a \"b\" \u00e9\\n","correlation_id":"id","operation":"lookup","user":"ola nord","pid":7,"station":"S","report_id":"f3","n":1.5,"list":[1,"x}"],"e":""}`,
		Line{Time: utc, Level: Warning, Logger: "client", Message: `a "b" é\n`, CorrelationID: "id",
			Fields: `report_id=f3 n=1.5 list=[1,"x}"] e="" operation=lookup user="ola nord" pid=7 station=S`}},
	{`{"level":"INFO","message":"m"}`, Line{Level: Info, Message: "m"}},
	{`{ "level" : "INFO" , "message":"", "x":{"level":"ERROR"} } `, Line{Level: Info, Fields: `x={"level":"ERROR"}`}},
	// others' JSON
	{`{"ts":1770027323.456,"lvl":"warn","msg":"hi","name":"n","trace.id":"t"}`, Line{Time: utc, Level: Warning, Message: "hi", Logger: "n", CorrelationID: "t"}},
	{`{"@timestamp":"2026-02-02T11:15:23.456+01:00","log.level":"fatal","message":"m","time":"later"}`, Line{Time: utc, Level: Error, Message: "m", Fields: "time=later"}},
	{`{"time":1770027323456,"level":"dbg","msg":"x","level":"z"}`, Line{Time: utc, Level: Debug, Message: "x", Fields: "level=z"}},
	{`{"level":30,"msg":"pino","k=1":"a\u202eb"}`, Line{Level: Info, Message: "pino", Fields: `"k=1"="a\u202eb"`}},
	// no log lines
	{`{}`, Line{Level: Unknown, Message: `{}`}},
	{`{"a":1}`, Line{Level: Unknown, Message: `{"a":1}`}},
	// cut off: the head counts, and nothing is hidden
	{`{"level":"INFO","message":"cut of`, Line{Level: Info, Message: `{"level":"INFO","message":"cut of`}},
	{`{"level":"INFO","message":"m"} tail`, Line{Level: Info, Message: `{"level":"INFO","message":"m"} tail`}},
	// our text
	{`2026-02-02T10:15:23.456Z INFO     client: Fetching report [correlation_id=a1] (report_id=f3 status_code=200)`,
		Line{Time: utc, Level: Info, Logger: "client", Message: "Fetching report", CorrelationID: "a1", Fields: "report_id=f3 status_code=200"}},
	{`2026-02-02T10:15:23.456Z WARNING  client: CLOSED -> OPEN (5 consecutive failures)`,
		Line{Time: utc, Level: Warning, Logger: "client", Message: "CLOSED -> OPEN (5 consecutive failures)"}},
	{`2026-02-02T10:15:23.456Z WARNING  client: CLOSED -> OPEN (5 consecutive failures) (error="a (b=c) \"d\"" l=[1,"x )"] n=5)`,
		Line{Time: utc, Level: Warning, Logger: "client", Message: "CLOSED -> OPEN (5 consecutive failures)", Fields: `error="a (b=c) \"d\"" l=[1,"x )"] n=5`}},
	{`2026-02-02T10:15:23.456Z DEBUG    client:  [correlation_id="x] y"]`, Line{Time: utc, Level: Debug, Logger: "client", CorrelationID: "x] y"}},
	{`2026-02-02T10:15:23.456Z ERROR    : `, Line{Time: utc, Level: Error}},
	{`2026-02-02T10:15:23.456Z ERROR    ui: a [correlation_id=x y] (a=b=c)`, Line{Time: utc, Level: Error, Logger: "ui", Message: "a [correlation_id=x y] (a=b=c)"}},
	// generic
	{`2026-02-02T10:15:23.456Z INFO     not ours: rest`, Line{Time: utc, Level: Info, Message: "not ours: rest"}},
	{`2026-02-02 10:15:23,456 INFO server started: port 80`, Line{Time: local, Level: Info, Message: "server started: port 80"}},
	{`2026-02-02 10:15:23,456 - pywats.client - ERROR - it failed`, Line{Time: local, Level: Error, Logger: "pywats.client", Message: "it failed"}},
	{`2026-02-02 10:15:23,456 two words ERROR it failed`, Line{Time: local, Level: Error, Message: "it failed"}},
	{`2026-02-02 10:15:23,456 - pywats - ERROR - it failed`, Line{Time: local, Level: Error, Logger: "pywats", Message: "it failed"}},
	{`[2026-02-02 10:15:23] [warn] disk low`, Line{Time: whole, Level: Warning, Message: "disk low"}},
	{`2026/02/02 10:15:23 plain go log line with an error in it`, Line{Time: whole, Level: Info, Message: "plain go log line with an error in it"}},
	{`2026-02-02T10:15:23.456Z [main] INFO x`, Line{Time: utc, Level: Info, Logger: "main", Message: "x"}},
	{`[ERROR] no time here`, Line{Level: Error, Message: "no time here"}},
	{`WARNING:root:python`, Line{Level: Warning, Logger: "root", Message: "python"}},
	{`2026-02-02T10:15:23.456Z`, Line{Time: utc, Level: Info}},
	// continuation
	{`  File "x.py", line 3, in ERROR`, Line{Level: Unknown, Message: `  File "x.py", line 3, in ERROR`}},
	{`error in the middle of a trace`, Line{Level: Unknown, Message: `error in the middle of a trace`}},
	{`2026-02-30 10:15:23 no such day`, Line{Level: Unknown, Message: `2026-02-30 10:15:23 no such day`}},
	{`2026-13-01 10:15:23 no such month`, Line{Level: Unknown, Message: `2026-13-01 10:15:23 no such month`}},
	{``, Line{Level: Unknown}},
}

func TestParseLine(t *testing.T) {
	for _, c := range allCases() {
		got := ParseLine(c.raw)
		c.want.Raw = c.raw
		if !got.Time.Equal(c.want.Time) {
			t.Errorf("%q\n time %v, want %v", c.raw, got.Time, c.want.Time)
		}
		got.Time = c.want.Time
		if got != c.want {
			t.Errorf("%q\n got %+v\nwant %+v", c.raw, got, c.want)
		}
	}
}

// allCases are the lines of every table.
func allCases() []lineCase {
	return slices.Concat(ownCases, watsCases, pythonCases, jsonCases, textCases, dateCases, plainCases)
}

// What package logging writes is understood, in both forms and alike.
func TestParsesOurOwnLog(t *testing.T) {
	for _, f := range []logging.Format{logging.JSON, logging.Text} {
		log, err := logging.Open(logging.Options{Dir: t.TempDir(), Format: f, Level: "DEBUG"})
		if err != nil {
			t.Fatal(err)
		}
		client := log.For("client")
		ctx := logging.Begin(context.Background(), "lookup")
		client.Warn().Ctx(ctx).Str("path", `C:\Program Files (x86)\x`).Int("n", 1).Str("q", `a "b" (c=d)`).Msg("CLOSED -> OPEN (5 failures)")
		client.Debug().Msg("bare")
		path := log.Path()
		log.Close()
		b, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		lines := strings.Split(string(b), "\n")
		l := ParseLine(lines[0])
		fields, _, _ := strings.Cut(l.Fields, " operation=")
		if l.Level != Warning || l.Logger != "client" || l.Message != "CLOSED -> OPEN (5 failures)" || l.CorrelationID != logging.CorrelationID(ctx) ||
			fields != `path="C:\\Program Files (x86)\\x" n=1 q="a \"b\" (c=d)"` || time.Since(l.Time).Abs() > time.Minute {
			t.Errorf("%s: %+v", f, l)
		}
		if l := ParseLine(lines[1]); l.Level != Debug || l.Message != "bare" || l.CorrelationID != "" {
			t.Errorf("%s: %+v", f, l)
		}
	}
}

func TestLevelNames(t *testing.T) {
	for l, want := range map[Level]string{Unknown: "", Debug: "DEBUG", Info: "INFO", Warning: "WARNING", Error: "ERROR", 9: ""} {
		if l.String() != want {
			t.Errorf("%d: %q", l, l)
		}
	}
	if !(Unknown < Debug && Debug < Info && Info < Warning && Warning < Error) {
		t.Error("levels must be ordered")
	}
}

// Nothing makes the parser panic, and what encoding/json takes for a log line it
// reads the same way.
func FuzzParseLine(f *testing.F) {
	f.Add(`{"level":"INFO","message":"a\"b","x":[{"y":"]"}],"z":null}`)
	f.Add(`2026-02-02T10:15:23.456Z INFO     client: Fetching report [correlation_id=a1] (report_id=f3 s="x y")`)
	f.Add(`2026-02-02 10:15:23,456 - n - ERROR - m`)
	f.Add(`[2026-02-02 10:15:23+01:00] [warn] x (a=`)
	f.Add(`{"message":"\ud800"}`)
	for _, c := range allCases() {
		f.Add(c.raw)
	}
	f.Fuzz(func(t *testing.T, raw string) {
		l := ParseLine(raw)
		if l.Raw != raw || l.No != 0 || l.Level < Unknown || l.Level > Error {
			t.Fatalf("%+v", l)
		}
		if strings.ContainsAny(raw, "\r\n") || !utf8.ValidString(raw) || !strings.HasPrefix(raw, "{") || !json.Valid([]byte(raw)) {
			return
		}
		var keys int
		m := membersOf(raw)
		for m.next() {
			keys++
		}
		if !m.whole {
			t.Fatalf("valid JSON is refused: %q", raw)
		}
		want := map[string]any{}
		d := json.NewDecoder(strings.NewReader(raw))
		d.UseNumber() // one may be larger than a float64
		if err := d.Decode(&want); err != nil {
			t.Fatal(err)
		}
		message, ok := want["message"].(string)
		if ok && l.Level != Unknown && len(want) == keys && !hasAny(want, "msg", "@m", "@mt") && l.Message != message {
			t.Fatalf("message %q, want %q", l.Message, message)
		}
	})
}

// hasAny reports whether one of the names is in m.
func hasAny(m map[string]any, names ...string) bool {
	for _, name := range names {
		if _, ok := m[name]; ok {
			return true
		}
	}
	return false
}
