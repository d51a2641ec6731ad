package logging

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/go-json-experiment/json/jsontext"
	"github.com/rs/zerolog"
	"pgregory.net/rapid"
)

var noon = time.Date(2026, 2, 2, 10, 15, 23, 456_789_000, time.UTC)

// openTest gives a log with a fixed clock, user and pid.
func openTest(t testing.TB, o Options) *Log {
	t.Helper()
	if o.Dir == "" {
		o.Dir = t.TempDir()
	}
	l, err := Open(o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	l.now = func() time.Time { return noon.In(time.FixedZone("", 3600)) }
	l.user, l.pid = []byte(`"ola"`), []byte("4711")
	return l
}

func content(t testing.TB, l *Log) string {
	t.Helper()
	b, err := os.ReadFile(l.Path())
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// checkJSON fails unless line is one strict JSON object: no duplicate names, no bad UTF-8.
func checkJSON(t interface{ Errorf(string, ...any) }, line string) {
	v := jsontext.Value(line)
	if !v.IsValid() || v.Kind() != '{' || strings.Count(line, "\n") > 1 {
		t.Errorf("not one strict JSON line: %q", line)
	}
}

func TestBothForms(t *testing.T) {
	l := openTest(t, Options{Station: "LINE-3", Level: "DEBUG"})
	client := l.For("client")
	ctx := WithCorrelationID(Begin(t.Context(), "lookup"), "a1b2c3d4e5f60718")
	child := client.With().Str("server", "http://localhost:1").Logger()
	write := func() {
		client.Info().Ctx(ctx).Str("report_id", "f3c1").Int("status_code", 200).Msg("Fetching report")
		client.Warn().Msg("No context")
		client.Debug().Ctx(Begin(context.Background(), "")).Send()
		child.Error().Err(errors.New("no route")).Bool("conn_reused", false).Str("detail", `say "hi" (a=b)`).Float64("duration_ms", 1.5).
			Interface("list", []any{1, "x y", nil}).Msg("Failed")
		l := l.For("")
		l.Log().Str("message", "not this").Msg("this")
	}
	write()
	if err := l.SetFormat(Text); err != nil {
		t.Fatal(err)
	}
	l.SetStation("")
	write()
	if err := l.SetFormat(JSON); err != nil {
		t.Fatal(err)
	}
	client.Info().Msg("No station")

	const head = `{"timestamp":"2026-02-02T10:15:23.456Z","level":`
	want := []string{
		head + `"INFO","logger":"client","message":"Fetching report","correlation_id":"a1b2c3d4e5f60718","operation":"lookup","user":"ola","pid":4711,"station":"LINE-3","report_id":"f3c1","status_code":200}`,
		head + `"WARNING","logger":"client","message":"No context","user":"ola","pid":4711,"station":"LINE-3"}`,
		head + `"DEBUG","logger":"client","message":"","correlation_id":"ID","user":"ola","pid":4711,"station":"LINE-3"}`,
		head + `"ERROR","logger":"client","message":"Failed","user":"ola","pid":4711,"station":"LINE-3","server":"http://localhost:1","error":"no route","conn_reused":false,"detail":"say \"hi\" (a=b)","duration_ms":1.5,"list":[1,"x y",null]}`,
		head + `"INFO","logger":"","message":"this","user":"ola","pid":4711,"station":"LINE-3"}`,
		`2026-02-02T10:15:23.456Z INFO     client: Fetching report [correlation_id=a1b2c3d4e5f60718] (report_id=f3c1 status_code=200)`,
		`2026-02-02T10:15:23.456Z WARNING  client: No context`,
		`2026-02-02T10:15:23.456Z DEBUG    client:  [correlation_id=ID]`,
		`2026-02-02T10:15:23.456Z ERROR    client: Failed (server=http://localhost:1 error="no route" conn_reused=false detail="say \"hi\" (a=b)" duration_ms=1.5 list=[1,"x y",null])`,
		`2026-02-02T10:15:23.456Z INFO     : this`,
		head + `"INFO","logger":"client","message":"No station","user":"ola","pid":4711}`,
	}
	id := regexp.MustCompile(`[0-9a-f]{16}`)
	got := strings.Split(strings.TrimSuffix(content(t, l), "\n"), "\n")
	for i := range max(len(got), len(want)) {
		if i >= len(got) || i >= len(want) {
			t.Fatalf("%d lines, want %d", len(got), len(want))
		}
		g := got[i]
		if strings.Contains(want[i], "ID") {
			g = id.ReplaceAllString(g, "ID")
		}
		if g != want[i] {
			t.Errorf("line %d\n got %s\nwant %s", i, g, want[i])
		}
		if strings.HasPrefix(g, "{") {
			checkJSON(t, got[i])
		}
	}
}

func TestFixedKeysAndDuplicates(t *testing.T) {
	l := openTest(t, Options{Station: "S"})
	log := l.For("client")
	ctx := Begin(t.Context(), "outer")
	log.Info().Ctx(ctx).Str("operation", "own").Str("correlation_id", "mine").Str("timestamp", "x").Str("level", "y").
		Str("logger", "other").Str("station", "T").Int("n", 1).Str("user", "u").Int("pid", 1).Int("n", 2).Msg("m")
	got := content(t, l)
	checkJSON(t, got)
	want := `"level":"INFO","logger":"other","message":"m","correlation_id":"mine","operation":"own","user":"u","pid":1,"station":"T","n":2}` + "\n"
	if !strings.HasSuffix(got, want) {
		t.Errorf("got  %s\nwant …%s", got, want)
	}
}

func TestLevelChangesReachLoggersHandedOut(t *testing.T) {
	l := openTest(t, Options{Level: "warning"})
	log := l.For("ui")
	child := log.With().Str("a", "b").Logger()
	all := func(tag string) {
		for _, lg := range []zerolog.Logger{log, child} {
			lg.Trace().Msg(tag + "-TRACE")
			lg.Debug().Msg(tag + "-DEBUG")
			lg.Info().Msg(tag + "-INFO")
			lg.Warn().Msg(tag + "-WARN")
			lg.Error().Msg(tag + "-ERROR")
		}
	}
	all("1")
	for i, level := range []string{"DEBUG", " error ", "INFO"} {
		if err := l.SetLevel(level); err != nil {
			t.Fatal(err)
		}
		all(fmt.Sprint(i + 2))
	}
	got := content(t, l)
	for tag, want := range map[string]int{
		"1-DEBUG": 0, "1-INFO": 0, "1-WARN": 2, "1-ERROR": 2, "2-DEBUG": 2, "3-WARN": 0, "3-ERROR": 2, "4-DEBUG": 0, "4-INFO": 2, "TRACE": 0,
	} {
		if n := strings.Count(got, tag); n != want {
			t.Errorf("%s: %d lines, want %d", tag, n, want)
		}
	}
	if l.SetLevel("LOUD") == nil || l.SetFormat("xml") == nil {
		t.Error("nonsense accepted")
	}
	for _, o := range []Options{{Level: "LOUD"}, {Format: "xml"}} {
		o.Dir = t.TempDir()
		if _, err := Open(o); err == nil {
			t.Errorf("Open(%+v) succeeded", o)
		}
	}
}

// What is written must not look like anything else: one event, one line, and
// nothing a terminal or a viewer would obey.
func TestInjection(t *testing.T) {
	evil := "a\nb\rc\x1b[2Jd\u2028e\u2029f\u202eg\u2066h\u0085i\u200bj\ufeffk\x7fl\x00m\xffn\U000e0001o\u061cp"
	for _, f := range []Format{JSON, Text} {
		l := openTest(t, Options{Format: f, Station: evil})
		log := l.For("cli\nent")
		log.Info().Str("k\n"+evil, evil).Ctx(WithCorrelationID(t.Context(), evil)).Msg(evil)
		log.Info().RawJSON("raw", []byte("{\"a\":\n1}")).RawJSON("zero", []byte("007")).RawJSON("bad", []byte("{nope")).Msg("x")
		log.Info().RawJSON("worse", []byte(`1}, "x`)).RawJSON("nul", nil).Msg("y")
		log.Info().Str("correlation_id", "x] (a=b").Msg("z")
		got := content(t, l)
		if n := strings.Count(got, "\n"); n != 4 {
			t.Fatalf("%s: %d lines: %q", f, n, got)
		}
		for line := range strings.Lines(got) {
			if f == JSON {
				checkJSON(t, line)
			}
			for _, r := range strings.TrimSuffix(line, "\n") {
				if r < 0x20 || r == 0x7f || r > 0x7f && hidden(r) {
					t.Errorf("%s: %U in %q", f, r, line)
				}
			}
		}
		if !strings.Contains(got, `a\nb\rc\u001b[2Jd\u2028e\u2029f\u202eg\u2066h\u0085i\u200bj\ufeffk\u007fl\u0000m\ufffdn\udb40\udc01o\u061cp`) {
			t.Errorf("%s: the text is not all there: %q", f, got)
		}
	}
}

func TestTextKeepsPathsReadable(t *testing.T) {
	l := openTest(t, Options{Format: Text})
	log := l.For("station")
	log.Info().Str("path", `C:\new`).Str("empty", "").Str("word", "Prüfplatz-3").Msg(`Read C:\new\"x"`)
	want := `station: Read C:\new\"x" (path="C:\\new" empty="" word=Prüfplatz-3)` + "\n"
	if got := content(t, l); !strings.HasSuffix(got, want) {
		t.Errorf("got  %swant %s", got, want)
	}
}

func TestAlsoGetsACopy(t *testing.T) {
	var also bytes.Buffer
	l := openTest(t, Options{Also: &also})
	log := l.For("client")
	log.Info().Msg("one")
	if got := content(t, l); got != also.String() || got == "" {
		t.Errorf("file %q, copy %q", got, also.String())
	}
	l.Close()
	log.Info().Msg("two")
	if strings.Contains(also.String(), "two") {
		t.Error("a line after Close")
	}
}

func TestDiscard(t *testing.T) {
	l := Discard()
	log := l.For("x")
	log.Error().Msg("nobody hears")
	if l.SetLevel("DEBUG") != nil || l.SetFormat(Text) != nil || l.Dir() != "" || l.Path() != "" || l.Problem() != nil || l.Close() != nil {
		t.Error("Discard must behave")
	}
	l.SetStation("x")
	l.SetSecrets()
}

func TestConcurrentLinesStayWhole(t *testing.T) {
	dir := t.TempDir()
	l := openTest(t, Options{Dir: dir, MaxBytes: 64 << 10, MaxFiles: 1000, Level: "DEBUG"})
	l.now = time.Now
	const writers, each = 16, 500
	var wg sync.WaitGroup
	for w := range writers {
		wg.Go(func() {
			log := l.For(fmt.Sprint("w", w))
			for i := range each {
				ctx := Begin(context.Background(), "op")
				log.Info().Ctx(ctx).Int("w", w).Int("i", i).Str("pad", strings.Repeat("x", i%300)).Msg("line")
				if i%50 == 0 {
					l.SetLevel([]string{"DEBUG", "INFO"}[i/50%2])
					l.SetStation(fmt.Sprint(i))
					l.Path()
				}
			}
		})
	}
	wg.Wait()
	seen := map[string]bool{}
	key := regexp.MustCompile(`"w":\d+,"i":\d+`)
	names, _ := filepath.Glob(filepath.Join(dir, "*.log"))
	for _, name := range names {
		b, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if len(b) > 64<<10 {
			t.Errorf("%s has %d bytes", name, len(b))
		}
		for line := range strings.Lines(string(b)) {
			checkJSON(t, line)
			seen[key.FindString(line)] = true
		}
	}
	if len(seen) != writers*each || len(names) < 10 || l.Dropped() != 0 {
		t.Errorf("%d of %d lines in %d files, %d dropped", len(seen), writers*each, len(names), l.Dropped())
	}
}

// Whatever is logged, the line is strict JSON and holds the message.
func TestAnyEventIsStrictJSON(t *testing.T) {
	l := openTest(t, Options{})
	log := l.For("x")
	var buf bytes.Buffer
	l.also = &buf
	rapid.Check(t, func(t *rapid.T) {
		buf.Reset()
		msg := rapid.String().Draw(t, "msg")
		e := log.Info().Ctx(WithCorrelationID(context.Background(), rapid.String().Draw(t, "id")))
		for range rapid.IntRange(0, 8).Draw(t, "fields") {
			k := rapid.OneOf(rapid.String(), rapid.SampledFrom([]string{"a", "b", "pid", "message", "level"})).Draw(t, "k")
			switch rapid.IntRange(0, 4).Draw(t, "type") {
			case 0:
				e.Str(k, rapid.String().Draw(t, "v"))
			case 1:
				e.Float64(k, rapid.Float64().Draw(t, "f"))
			case 2:
				e.Bytes(k, rapid.SliceOf(rapid.Byte()).Draw(t, "b"))
			case 3:
				e.Interface(k, rapid.MapOf(rapid.String(), rapid.Int()).Draw(t, "m"))
			case 4:
				e.RawJSON(k, []byte(rapid.StringMatching(`[ -~]{0,12}`).Draw(t, "raw")))
			}
		}
		e.Msg(msg)
		checkJSON(t, buf.String())
	})
}

// Fields and message come out as they went in, whatever they hold.
func FuzzLine(f *testing.F) {
	f.Add("key", `a","b":"c`, "message")
	f.Add(`k\"`, `\\`, `},"x":{"`)
	f.Add("\u202e", "\xff\x00", "\n")
	l := openTest(f, Options{})
	log := l.For("fuzz")
	var buf bytes.Buffer
	l.also = &buf
	f.Fuzz(func(t *testing.T, key, val, msg string) {
		if len(key)+len(val)+len(msg) > 1<<12 {
			t.Skip()
		}
		buf.Reset()
		log.Info().Str(key, val).Str("last", val).Msg(msg)
		checkJSON(t, buf.String())
		var got map[string]any
		if err := json.Unmarshal(buf.Bytes(), &got); err != nil {
			t.Fatal(err)
		}
		each := func(s string) string { return string([]rune(s)) } // a bad byte becomes U+FFFD
		if got["message"] != each(msg) && each(key) != "message" || got["last"] != each(val) {
			t.Fatalf("%q", buf.String())
		}
		if _, fixed := got[each(key)]; !fixed && key != "timestamp" && key != "level" {
			t.Fatalf("field %q is missing in %q", key, buf.String())
		}
	})
}
