package tail

import (
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"
)

// varied is what may differ between lines that repeat each other, in the logs of these tests.
var varied = regexp.MustCompile(`^\S+ \S+ |\[[0-9a-f]{8}\] |^\{"time":"[^"]*",|(,"|[ (])(duration_ms|attempt|correlation_id)("?[=:]"?)[0-9a-f.]+`)

// says is an event without that.
func says(lines []string, event []int) string {
	var b strings.Builder
	for _, i := range event {
		b.WriteString(varied.ReplaceAllString(lines[i], "") + "\n")
	}
	return b.String()
}

// repeatingLog makes n lines of a log that says some things over and over.
func repeatingLog(r *rand.Rand, n int) (lines []string) {
	at := time.Date(2026, 2, 2, 10, 0, 0, 0, time.UTC)
	for len(lines) < n {
		what, times := r.IntN(6), 1+r.IntN(6)*r.IntN(6)
		for range times {
			at = at.Add(time.Duration(1+r.IntN(1e9)) * time.Nanosecond)
			stamp, id := at.Format("2006-01-02 15:04:05,000"), fmt.Sprintf("%08x", r.Uint32())
			switch what {
			case 0:
				lines = append(lines, stamp+" [INFO] ["+id+"] x.y: Waiting for the fixture")
			case 1:
				lines = append(lines, stamp+" [ERROR] ["+id+"] x.y: It failed", "Traceback (most recent call last):", "ValueError: 7")
			case 2:
				lines = append(lines, stamp+" [ERROR] ["+id+"] x.y: It failed", "Traceback (most recent call last):", "ValueError: 8")
			case 3:
				lines = append(lines, fmt.Sprintf("%s [INFO] [%s] x.y: Unit SN-%04d", stamp, id, r.IntN(3)))
			case 4:
				lines = append(lines, fmt.Sprintf(`{"time":%q,"level":"warn","message":"No answer","station":"A B","attempt":%d,"duration_ms":%d}`,
					at.Format(time.RFC3339Nano), r.IntN(100), r.IntN(10_000)))
			case 5:
				lines = append(lines, "some text without a form")
			}
		}
	}
	return lines
}

var foldFilters = []Filter{{}, {Level: Warning}, {Text: "it failed"}, {Text: "valueerror: 7", Level: Error}, {Text: "unit sn-0001"}, {Heads: true, Level: Error}}

// TestFold compares what is folded with what is not, while the log grows: by some lines,
// and over several chunks.
func TestFold(t *testing.T) {
	lines := repeatingLog(rand.New(rand.NewPCG(5, 6)), 72_000)
	var little []int
	for n := 200; n < 500; n += 1 + n%5 {
		little = append(little, n)
	}
	for _, f := range foldFilters {
		for _, sizes := range [][]int{little, {66_000, 72_000}} {
			t.Run(fmt.Sprintf("%+v to %d", f, sizes[len(sizes)-1]), func(t *testing.T) {
				t.Parallel()
				foldWhile(t, f, lines, sizes)
			})
		}
	}
}

// foldWhile folds a log that grows to these numbers of lines.
func foldWhile(t *testing.T, f Filter, lines []string, sizes []int) {
	path := filepath.Join(t.TempDir(), "a.log")
	put(t, path, strings.Join(lines[:sizes[0]], "\n")+"\n")
	tl, err := Open(Options{Path: path, Every: time.Millisecond})
	if err != nil {
		t.Fatal(err)
	}
	defer tl.Close()
	plain := f
	f.Fold = true
	q, err := f.Compile()
	if err != nil {
		t.Fatal(err)
	}
	s := tl.Search(q)
	defer s.Close()
	for i, n := range sizes {
		if i > 0 {
			put(t, path, strings.Join(lines[sizes[i-1]:n], "\n")+"\n")
		}
		hits, _ := slowly(plain, lines[:n])
		waitFold(t, s, wholeView(t, tl), lines[:n], hits, f.Heads)
	}
}

// waitFold waits until a search that folds has looked at everything, and compares it with
// the hits of one that does not.
func waitFold(t *testing.T, s *Search, v View, lines []string, hits []int, heads bool) {
	t.Helper()
	why := "nothing yet"
	for limit := time.After(20 * time.Second); ; {
		if h := s.Hits(); h.Done() {
			if why = foldFault(h, v, lines, hits, heads); why == "" {
				return
			}
		}
		select {
		case <-s.Changed():
		case <-limit:
			t.Fatal(why)
		}
	}
}

// foldFault says what is wrong with folded hits; empty for nothing.
func foldFault(h Hits, v View, lines []string, hits []int, heads bool) string {
	var shown []int
	for i := range h.Len() {
		shown = append(shown, int(h.At(i)-v.First()))
	}
	all := passing(lines, hits)
	at, last, seams, prev := 0, "", 0, -1
	for k, e := range all {
		if at >= len(shown) || shown[at] != e[0] {
			continue
		}
		text := says(lines, e)
		if text == last {
			seams++
		}
		last = text
		at += len(e)
		if heads {
			at -= len(e) - 1
		}
		run, members := h.Run(v.First()+int64(e[0])), 0
		if hidden := k - prev - 1; hidden != max(0, int(run.Count)-1) {
			return fmt.Sprintf("line %d: %d before it are not shown, the run says %d", e[0], hidden, run.Count)
		}
		prev = k
		since := int(run.Since - v.First())
		for ; run.Count > 0 && k >= 0 && all[k][0] >= since; k-- {
			members++
			if said := says(lines, all[k]); said != text {
				return fmt.Sprintf("%q is folded into %q", said, text)
			}
		}
		if members != int(run.Count) {
			return fmt.Sprintf("line %d: %d are folded, the run says %d", e[0], members, run.Count)
		}
	}
	switch {
	case at != len(shown):
		return fmt.Sprintf("%d of %d lines shown are of events that pass", at, len(shown))
	case seams > 3:
		return fmt.Sprintf("%d repeats are not folded", seams)
	}
	return ""
}

// passing are the events of these lines, without those that do not pass.
func passing(lines []string, hits []int) (all [][]int) {
	pass := map[int]bool{}
	for _, i := range hits {
		pass[i] = true
	}
	if len(hits) == 0 {
		return nil
	}
	for _, e := range events(lines[:min(len(lines), hits[len(hits)-1]+repeatLines)]) {
		if pass[e[0]] {
			all = append(all, e)
		}
	}
	return all
}

func TestRepeats(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want bool
	}{
		{"2026-02-02 10:00:00,001 [INFO] [a1b2c3d4] x: Waiting", "2026-02-02 10:00:05,001 [INFO] [99b2c3d4] x: Waiting", true},
		{"2026-02-02 10:00:00,001 [INFO] [a1b2c3d4] x: Waiting", "2026-02-02 10:00:05,001 [WARNING] [99b2c3d4] x: Waiting", false},
		{"2026-02-02 10:00:00,001 [INFO] x: Unit 7", "2026-02-02 10:00:05,001 [INFO] x: Unit 8", false},
		{"2026-02-02 10:00:00,001 [INFO] x: at 10:00:00", "2026-02-02 10:00:05,001 [INFO] x: at 10:00:05", false},
		{"2026-02-02T10:15:23.456Z WARNING  client: No answer [correlation_id=a1b2c3d4] (kind=refused attempt=1 duration_ms=0.3)",
			"2026-02-02T10:15:33.456Z WARNING  client: No answer [correlation_id=b1b2c3d4] (kind=refused attempt=2 duration_ms=12.25)", true},
		{"2026-02-02T10:15:23.456Z WARNING  client: No answer [correlation_id=a1b2c3d4] (kind=refused attempt=1)",
			"2026-02-02T10:15:33.456Z WARNING  client: No answer [correlation_id=b1b2c3d4] (kind=timeout attempt=2)", false},
		{`{"timestamp":"2026-02-02T10:15:23.456Z","level":"WARNING","message":"No answer","kind":"a b","wait_ms":3}`,
			`{"timestamp":"2026-02-02T10:15:33.456Z","level":"WARNING","message":"No answer","kind":"a b","wait_ms":1200}`, true},
		{`{"timestamp":"2026-02-02T10:15:23.456Z","level":"WARNING","message":"No answer","kind":"a b"}`,
			`{"timestamp":"2026-02-02T10:15:33.456Z","level":"WARNING","message":"No answer","kind":"b a"}`, false},
		{"2026-04-21T09:30:00.1234567+02:00;;Virinco.WATS.Client Error: 0 : 2026-04-21T09:30:00.1234567+02:00;;Cannot connect",
			"2026-04-21T09:31:00.1234567+02:00;;Virinco.WATS.Client Error: 0 : 2026-04-21T09:31:00.1234567+02:00;;Cannot connect", true},
		{"2026-02-02 10:00:00 Warning Waiting for [fixture 1]", "2026-02-02 10:00:01 Warning Waiting for [fixture 2]", false},
		{`{"level":"WARNING","message":"No answer","took": 7, "asctime": "2026-02-02 10:15:23,456", "serial_number":"1"}`,
			`{"level":"WARNING","message":"No answer","took": 8, "asctime": "2026-02-03 11:15:23,456", "serial_number":"1"}`, true},
		{`{"level":"WARNING","message":"No answer","asctime": "2026-02-02 10:15:23,456", "serial_number":"1"}`,
			`{"level":"WARNING","message":"No answer","asctime": "2026-02-02 10:15:24,456", "serial_number":"2"}`, false},
		{"time=2026-02-02T10:15:23Z level=error msg=\"No answer\" attempt=1", "time=2026-02-02T10:15:24Z level=error msg=\"No answer\" attempt=12", true},
		{"some text", "some text", true},
		{"some text 1", "some text 2", false},
		{"", "", true},
	} {
		a, b := entry{head: []byte(c.a)}, entry{head: []byte(c.b)}
		if got := b.repeats(&a); got != c.want {
			t.Errorf("%v, want %v:\n%s\n%s", got, c.want, c.a, c.b)
		}
	}
}
