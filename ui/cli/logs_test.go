package cli

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"stationcompanion/logging"
	"stationcompanion/logging/tail"
	"stationcompanion/ui/words"
)

// pywats is a log with all levels, a stack trace and two operations.
const pywats = `2026-02-03 14:37:38,392 [DEBUG] [--------] pywats.core.pool: Idle
2026-02-03 14:37:39,392 [INFO] [a1b2c3d4] pywats.core.client: Sending report 1
2026-02-03 14:37:40,392 [WARNING] [a1b2c3d4] pywats.core.client: Slow answer
2026-02-03 14:37:41,392 [ERROR] [a1b2c3d4] pywats.core.client: Not sent
Traceback (most recent call last):
  File "client.py", line 7, in send
ConnectionError: Reset by peer
2026-02-03 14:37:42,392 [INFO] [00c0ffee] pywats.core.client: Sending report 2
2026-02-03 14:37:43,392 [INFO] [00c0ffee] pywats.core.client: Sent
`

// lines gives lines of pywats, numbered from 1.
func lines(numbers ...int) string {
	var b strings.Builder
	for _, n := range numbers {
		b.WriteString(strings.Split(pywats, "\n")[n-1] + "\n")
	}
	return b.String()
}

func TestLogsFilter(t *testing.T) {
	home(t)
	file := written(t, "a b.log", pywats)
	for _, c := range []struct {
		args string
		want string
	}{
		{"", pywats},
		{"--level debug", pywats},
		{"--level WARNING", lines(3, 4, 5, 6, 7)},
		{"--level Error", lines(4, 5, 6, 7)},
		{"--grep SENDING", lines(2, 8)},
		{"--grep SENDING --case", ""},
		{"--grep Sending --case", lines(2, 8)},
		{"--grep connectionerror", lines(4, 5, 6, 7)}, // with the line it belongs to
		{`--regex report\s\d$`, lines(2, 8)},
		{`--regex ^reset|SENT$`, lines(4, 5, 6, 7, 9)},
		{`--regex SENT$ --case`, ""},
		{"--correlation a1b2c3d4", lines(2, 3, 4, 5, 6, 7)},
		{"--correlation a1b2c3d4 --level warning --grep slow", lines(3)},
		{"--correlation a1b2c3d", ""},
		{"--lines 2", lines(8, 9)},
		{"--lines 1 --grep sending", lines(8)},
		{"--lines 100000000 --level info", lines(2, 3, 4, 5, 6, 7, 8, 9)},
	} {
		want := result{out: c.want}
		if c.want == "" {
			want.code, want.err = ExitNone, "No line passes; lines looked at: 9.\n"
		}
		if got := command(t, append([]string{"logs", file}, strings.Fields(c.args)...)...); got != want {
			t.Errorf("%q: %+v\nwant %+v", c.args, got, want)
		}
	}
	if text, err := os.ReadFile(file); string(text) != pywats || err != nil {
		t.Errorf("reading changed it: %q, %v", text, err)
	}
}

// A log longer than a read and than the default: the last thousand lines, and from the
// beginning where they are asked for.
func TestLogsEnd(t *testing.T) {
	home(t)
	var b strings.Builder
	var all []string
	for i := range 60_000 {
		all = append(all, fmt.Sprintf("2026-02-03 14:37:38,392 [INFO] [%08x] x.y: Line %d of some length", i, i))
		b.WriteString(all[i] + "\r\n")
	}
	file := written(t, "a.log", b.String())
	for args, want := range map[string][]string{
		"":                                  all[59_000:],
		"--lines 3":                         all[59_997:],
		"--lines 30000":                     all[30_000:],
		"--lines 90000":                     all,
		"--grep line":                       all[59_000:],
		"--grep line --lines 59999":         all[1:],
		"--correlation 00000007":            all[7:8],
		`--regex Line\s[0-9]\s`:             all[:10],
		`--regex Line\s[0-9]\s --lines 2`:   all[8:10],
		"--grep 59999 --level info --json ": nil,
	} {
		got := command(t, append([]string{"logs", file}, strings.Fields(args)...)...)
		out := strings.Split(strings.TrimSuffix(got.out, "\n"), "\n")
		if want == nil {
			want = out[:1]
		}
		if got.code != ExitOK || got.err != "" || !slices.Equal(out, want) {
			t.Errorf("%q: %d, %q: %d lines from %q, want %d from %q", args, got.code, got.err, len(out), out[0], len(want), want[0])
		}
	}
}

func TestLogsJSON(t *testing.T) {
	home(t)
	file := written(t, "a.log", strings.Join([]string{
		`{"timestamp":"2026-02-02T10:15:23.456Z","level":"INFO","logger":"client","message":"Fetching","correlation_id":"9f86","report_id":"R1"}`,
		"  continued \x1b[31mred\u202e",
		"2026-02-02 10:15:24+01:00 ERROR no end",
	}, "\n"))
	got := command(t, "logs", "--json", file)
	if got.code != ExitOK || got.err != "" || strings.ContainsAny(got.out, "\x1b\u202e") {
		t.Fatalf("%+v", got)
	}
	objects := strings.SplitAfter(got.out, "\n")
	if len(objects) != 4 {
		t.Fatalf("%d lines for three of the log:\n%s", len(objects)-1, got.out)
	}
	var l [3]logLine
	for i := range l {
		decode(t, objects[i], &l[i])
		if i > 0 && l[i].No != l[i-1].No+1 {
			t.Errorf("no %d after %d", l[i].No, l[i-1].No)
		}
	}
	if *l[0].Time != "2026-02-02T10:15:23.456Z" || *l[0].Level != "INFO" || *l[0].Logger != "client" ||
		l[0].Message != "Fetching" || *l[0].CorrelationID != "9f86" || *l[0].Fields != "report_id=R1" {
		t.Errorf("%s", objects[0])
	}
	if l[1].Time != nil || l[1].Level != nil || l[1].Logger != nil || l[1].CorrelationID != nil || l[1].Fields != nil ||
		l[1].Raw != "  continued \x1b[31mred\u202e" || l[1].Message != l[1].Raw {
		t.Errorf("%s", objects[1])
	}
	if *l[2].Time != "2026-02-02T10:15:24+01:00" || *l[2].Level != "ERROR" || l[2].Message != "no end" {
		t.Errorf("%s", objects[2])
	}
	if !strings.Contains(objects[1], `"level":null`) {
		t.Errorf("what is not told is left out: %s", objects[1])
	}
}

// A terminal obeys nothing that stands in a log; another program gets it as it is.
func TestLogsOnATerminal(t *testing.T) {
	raw := "a\tb\x1b]0;title\x07\u009b31m\u202eevil " + strings.Repeat("long ", 2000)
	for terminal, want := range map[bool]string{
		true:  "a␉b␛]0;title␇\ufffd31m\ufffdevil " + strings.Repeat("long ", 2000) + "\n",
		false: raw + "\n",
	} {
		var out strings.Builder
		p := newPrinter(&out)
		lineWriter(p, false, terminal)(7, raw)
		if err := p.flush(); err != nil || out.String() != want {
			t.Errorf("terminal %v: %.200q, %v", terminal, out.String(), err)
		}
	}
}

// Without a file it is our own log: its files as one, the newest lines last. Reading it
// leaves everything as it is.
func TestLogsOfOurOwn(t *testing.T) {
	dir := home(t)
	want := result{ExitNone, "", "This program has no log on this PC yet. Name a file: station-companion logs FILE. With --list it names those found on this PC.\n"}
	if got := command(t, "logs"); got != want {
		t.Errorf("%+v", got)
	}
	if _, err := os.Stat(logging.DefaultDir()); err == nil {
		t.Error("asking made the folder of the log")
	}
	if err := os.MkdirAll(logging.DefaultDir(), 0o700); err != nil {
		t.Fatal(err)
	}
	if got := command(t, "logs"); got != want {
		t.Errorf("an empty folder: %+v", got)
	}
	log, err := logging.Open(logging.Options{Format: logging.Text})
	if err != nil {
		t.Fatal(err)
	}
	for i := range 3 {
		logger := log.For("test")
		logger.Info().Int("n", i).Msg("Said")
	}
	file := log.Path()
	if !strings.HasPrefix(file, dir) || log.Dir() != logging.DefaultDir() {
		t.Fatalf("the log is at %s", file)
	}
	if err := log.Close(); err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	for _, args := range [][]string{{"logs"}, {"logs", logging.DefaultDir()}, {"logs", file}, {"logs", "--grep", "said"}} {
		if got := command(t, args...); got != (result{out: string(text)}) || strings.Count(got.out, "Said") != 3 {
			t.Errorf("%q: %+v", args, got)
		}
	}
	entries, err := os.ReadDir(logging.DefaultDir())
	after, err2 := os.ReadFile(file)
	if err != nil || err2 != nil || len(entries) != 1 || string(after) != string(text) {
		t.Errorf("reading left %d files, %v, %v", len(entries), err, err2)
	}
}

func TestLogsThatCannotBeRead(t *testing.T) {
	home(t)
	file := written(t, "a.log", pywats)
	for _, c := range []struct {
		args []string
		code int
		says string
	}{
		{[]string{"nothing\x1b.log"}, ExitBad, "There is no file nothing␛.log. Check its name."},
		{[]string{"nothing.log", "--follow"}, ExitBad, "There is no file nothing.log."},
		{[]string{filepath.Join(file, "x")}, ExitBad, "a.log"},
		{[]string{t.TempDir()}, ExitNone, "no log"},
		{[]string{file, "--regex", "a(b"}, ExitUsage, "--regex cannot be read as an expression: "},
	} {
		got := command(t, append([]string{"logs"}, c.args...)...)
		if got.code != c.code || got.out != "" || !strings.Contains(got.err, c.says) || strings.ContainsRune(got.err, 0x1b) {
			t.Errorf("%q: %+v", c.args, got)
		}
	}
	if got := command(t, "logs", written(t, "empty.log", "")); got != (result{}) {
		t.Errorf("an empty log: %+v", got)
	}
}

// The output is full: said. Nobody reads it any more, as with "| head": nothing to say.
func TestLogsOutputThatEnds(t *testing.T) {
	home(t)
	file := written(t, "a.log", strings.Repeat(pywats, 100))
	for _, follow := range []bool{false, true} {
		c, err := Parse([]string{"logs", file, fmt.Sprint("--follow=", follow)})
		if err != nil {
			t.Fatal(err)
		}
		var said strings.Builder
		if code := Run(t.Context(), c, Env{Out: fullDisk{}, Err: &said}); code != ExitBad || !strings.Contains(said.String(), "no space") {
			t.Errorf("full: %d, %q", code, said.String())
		}
		said.Reset()
		out, in := io.Pipe()
		out.Close()
		if code := Run(t.Context(), c, Env{Out: in, Err: &said}); code != ExitOK || said.String() != "" {
			t.Errorf("closed: %d, %q", code, said.String())
		}
	}
}

// Lines that are cut away under the reader are counted, not made up.
func TestLogsThatAreGone(t *testing.T) {
	home(t)
	file := written(t, "a.log", strings.Repeat(strings.Repeat("x", 99)+"\n", 30_000)) // more than is held in memory
	tl, err := tail.Open(tail.Options{Path: file})
	if err != nil {
		t.Fatal(err)
	}
	var out, said strings.Builder
	p := newPrinter(&out)
	r := &logReader{tail: tl, p: p, err: &said, write: lineWriter(p, false, false)}
	if err := r.begin(t.Context(), 30_000); err != nil {
		t.Fatal(err)
	}
	if err := tl.Close(); err != nil { // it does not look any more
		t.Fatal(err)
	}
	if err := os.Truncate(file, 0); err != nil {
		t.Fatal(err)
	}
	r.news(t.Context())
	if err := p.flush(); err != nil {
		t.Fatal(err)
	}
	printed := strings.Count(out.String(), "x\n")
	if r.lost == 0 || r.lost+int64(printed) != 30_000 || int64(printed) != r.printed ||
		said.String() != fmt.Sprintf("Lines that were cut from the file before they could be read: %d.\n", r.lost) {
		t.Errorf("%d printed, %d lost, said %q", printed, r.lost, said.String())
	}
}

func TestLogsList(t *testing.T) {
	dir := home(t)
	if got := command(t, "logs", "--list"); got != (result{ExitNone, "", "No logs were found on this PC.\n"}) {
		t.Errorf("%+v", got)
	}
	if got := command(t, "logs", "--list", "--json"); got.code != ExitNone || got.out != "{\n  \"logs\": []\n}\n" {
		t.Errorf("%+v", got)
	}
	wats := filepath.Join(dir, "etc", "Virinco", "WATS", "wats.log")
	write(t, wats, "1;;2\n")
	write(t, filepath.Join(logging.DefaultDir(), "station-companion-20260202-100000-000-1.log"), "1234567\n")
	got := command(t, "logs", "--list")
	if got.code != ExitOK || got.err != "" || strings.Count(got.out, "\n") != 2 ||
		!strings.Contains(got.out, "WATS client") || !strings.Contains(got.out, wats) || !strings.Contains(got.out, "Station Companion") {
		t.Errorf("%+v", got)
	}
	var list logList
	decode(t, command(t, "logs", "--list", "--json").out, &list)
	for _, l := range list.Logs {
		switch {
		case l.Name == "WATS client" && l.Path == wats && l.Pattern == "" && l.Size == 5 && len(l.Modified) == 24:
		case l.Name == "Station Companion" && l.Path == logging.DefaultDir() && l.Pattern == "*.log" && l.Size == 8:
		default:
			t.Errorf("%+v", l)
		}
		if got := command(t, "logs", l.Path); got.code != ExitOK || got.out == "" {
			t.Errorf("%s is listed but not read: %+v", l.Path, got)
		}
	}
}

// Whatever stands in a line: one line of JSON that a terminal can show, and the text back.
func FuzzLogJSON(f *testing.F) {
	for _, s := range append(strings.Split(pywats, "\n"), "", "\x1b[2J\u202e\r\x7f\u2028", "\xff\xfe{", `{"message":"a\nb","level":"INFO","x":"\u001b"}`) {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, raw string) {
		raw = strings.ToValidUTF8(raw, "\ufffd") // as the reader gives it
		text, err := logJSON(1, raw)
		if err != nil {
			t.Fatalf("%q: %v", raw, err)
		}
		if i := strings.IndexFunc(text, func(r rune) bool { return !words.Shows(r) }); i >= 0 {
			t.Fatalf("%q: a hidden character at %d of %q", raw, i, text)
		}
		var l logLine
		if decode(t, text, &l); l.Raw != raw {
			t.Fatalf("%q came back as %q", raw, l.Raw)
		}
	})
}
