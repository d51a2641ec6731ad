package cli

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

// said is output that another goroutine writes.
type said struct {
	mu   sync.Mutex
	text strings.Builder
}

func (s *said) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.text.Write(p)
}

// take gives what was written since.
func (s *said) take() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	text := s.text.String()
	s.text.Reset()
	return text
}

// followed is a `logs --follow` that runs in a bubble.
type followed struct {
	t        *testing.T
	out, err said
	stop     context.CancelFunc
	code     chan int
}

// following starts one in a bubble, where time is made, and ends it after test.
func following(t *testing.T, args []string, test func(f *followed)) {
	t.Helper()
	c, err := Parse(append([]string{"logs", "--follow"}, args...))
	if err != nil {
		t.Fatal(err)
	}
	synctest.Test(t, func(t *testing.T) {
		ctx, stop := context.WithCancel(context.Background())
		f := &followed{t: t, stop: stop, code: make(chan int, 1)}
		go func() { f.code <- Run(ctx, c, Env{Out: &f.out, Err: &f.err}) }()
		defer func() {
			stop()
			<-f.code
		}()
		test(f)
		stop()
		if code := <-f.code; code != ExitOK {
			t.Errorf("ended with %d: %s", code, f.err.take())
		}
		f.code <- ExitOK
	})
}

// want lets some time pass and compares what was printed in it.
func (f *followed) want(out string) {
	f.t.Helper()
	f.pass(3 * time.Second)
	if got := f.out.take(); got != out {
		f.t.Fatalf("got  %q\nwant %q\nsaid %q", got, out, f.err.take())
	}
}

func (f *followed) pass(d time.Duration) {
	time.Sleep(d) // of the bubble
	synctest.Wait()
}

func add(t *testing.T, path, text string) {
	t.Helper()
	file, err := os.OpenFile(path, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err == nil {
		_, err = file.WriteString(text)
	}
	if err == nil {
		err = file.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
}

func rename(t *testing.T, from, to string) {
	t.Helper()
	if err := os.Rename(from, to); err != nil {
		t.Fatal(err)
	}
}

// A log is followed through renaming, cutting and replacing, with and without a filter;
// what passes comes once.
func TestLogsFollow(t *testing.T) {
	for _, c := range []struct {
		name string
		args []string
		pass func(line string) bool
	}{
		{"all", nil, func(string) bool { return true }},
		{"errors", []string{"--level", "error"}, func(line string) bool { return strings.Contains(line, "ERROR") }},
		{"text", []string{"--regex", "[02468]$"}, func(line string) bool { return strings.ContainsAny(line[len(line)-2:len(line)-1], "02468") }},
		{"the last two", []string{"--lines", "2"}, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			home(t)
			next := 0
			some := func(n int) (text, passing string) {
				for range n {
					next++
					line := fmt.Sprintf("2026-02-03 14:37:38,392 [%s] x: Line %d\n", []string{"INFO", "ERROR", "DEBUG"}[next%3], next)
					text += line
					if c.pass == nil || c.pass(line) {
						passing += line
					}
				}
				return text, passing
			}
			text, first := some(20)
			add(t, "a.log", text)
			if c.pass == nil {
				first = strings.Join(strings.SplitAfter(text, "\n")[18:], "")
			}
			following(t, append(c.args, "a.log"), func(f *followed) {
				f.want(first)
				f.want("")
				text, want := some(7)
				add(t, "a.log", text)
				f.want(want)
				text, want = some(5) // not seen before the file is renamed
				add(t, "a.log", text)
				rename(t, "a.log", "a.log.1")
				text, more := some(6)
				add(t, "a.log", text)
				f.want(want + more)
				if err := os.Truncate("a.log", 0); err != nil {
					t.Fatal(err)
				}
				text, want = some(3)
				add(t, "a.log", text)
				f.want(want)
				if err := os.Remove("a.log"); err != nil {
					t.Fatal(err)
				}
				f.want("")
				if got := f.err.take(); got != "a.log cannot be read at present; it is waited for.\n" {
					t.Errorf("said %q", got)
				}
				f.pass(time.Minute)
				text, want = some(4)
				add(t, "a.log", text)
				f.want(want)
				if got := f.err.take(); got != "" {
					t.Errorf("said %q", got)
				}
			})
		})
	}
}

// A log that rotates after every few lines while a goroutine writes it without a pause:
// every line comes once, in order.
func TestLogsFollowThroughManyRotations(t *testing.T) {
	home(t)
	const files, each = 40, 500
	add(t, "a.log", "")
	following(t, []string{"a.log"}, func(f *followed) {
		var want strings.Builder
		done := make(chan struct{})
		go func() {
			defer close(done)
			for i := range files {
				for k := range each {
					line := fmt.Sprintf("2026-02-03 14:37:38,392 [INFO] x: Line %d of file %d\n", k, i)
					add(t, "a.log", line[:k%len(line)])
					add(t, "a.log", line[k%len(line):])
					want.WriteString(line)
					if k%50 == 0 {
						time.Sleep(7 * time.Millisecond) // of the bubble
					}
				}
				time.Sleep(300 * time.Millisecond) // each file is there for at least one look
				rename(t, "a.log", fmt.Sprint("a.log.", i))
			}
		}()
		<-done
		f.want(want.String())
	})
}

// The WATS client cuts its log in place from the front.
func TestLogsFollowTheClientsLog(t *testing.T) {
	home(t)
	var all []string
	for i := range 4000 {
		all = append(all, fmt.Sprintf("2026-02-03T14:37:38.3921234+01:00;;Line %d of the client\r\n", i))
	}
	write(t, "wats.log", strings.Join(all[:3000], ""))
	following(t, []string{"wats.log", "--lines", "1"}, func(f *followed) {
		f.want(strings.ReplaceAll(all[2999], "\r", ""))
		write(t, "wats.log", strings.Join(all[1000:3500], ""))
		f.want(strings.ReplaceAll(strings.Join(all[3000:3500], ""), "\r", ""))
		add(t, "wats.log", strings.Join(all[3500:], ""))
		f.want(strings.ReplaceAll(strings.Join(all[3500:], ""), "\r", ""))
	})
}

// A line whose end is late is printed as it is, and once more when it is whole.
func TestLogsFollowALineInParts(t *testing.T) {
	for _, args := range [][]string{nil, {"--grep", "begun"}} {
		home(t)
		add(t, "a.log", "one begun\ntwo be")
		following(t, append(args, "a.log"), func(f *followed) {
			if args == nil {
				f.want("one begun\ntwo be\n")
			} else {
				f.want("one begun\n")
			}
			add(t, "a.log", "gun")
			f.want("two begun\n")
			add(t, "a.log", "\n")
			f.want("")
			add(t, "a.log", "three begun\nfour begun")
			f.want("three begun\nfour begun\n")
			add(t, "a.log", " and ended\nfive begun\n")
			f.want("four begun and ended\nfive begun\n")
		})
	}
}

// A text found in a later line of an event brings the whole event.
func TestLogsFollowAnEventOfSeveralLines(t *testing.T) {
	home(t)
	head := "2026-02-03 14:37:41,392 [ERROR] [a1b2c3d4] x: Not sent\n"
	add(t, "a.log", head)
	following(t, []string{"a.log", "--grep", "reset"}, func(f *followed) {
		f.want("")
		add(t, "a.log", "Traceback:\n")
		f.want("")
		add(t, "a.log", "ConnectionError: Reset\n")
		f.want(head + "Traceback:\nConnectionError: Reset\n")
		add(t, "a.log", "  at the end\n")
		f.want("  at the end\n")
	})
}

// The program's next log file is followed too.
func TestLogsFollowAFolder(t *testing.T) {
	home(t)
	add(t, filepath.Join("a-1.log"), "1\n")
	following(t, []string{"."}, func(f *followed) {
		f.want("1\n")
		add(t, "a-1.log", "2\n")
		add(t, "a-2.log", "3\n")
		f.want("2\n3\n")
		add(t, "a-2.log", "4\n")
		f.want("4\n")
	})
}

// It ends at once also while it still searches, and when nobody reads it any more.
func TestLogsFollowEnds(t *testing.T) {
	home(t)
	add(t, "a.log", "one\n")
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	for _, c := range []struct {
		args string
		code int
	}{{"--follow", ExitOK}, {"--follow --grep x", ExitOK}, {"--grep x", ExitBad}} {
		got := commandWith(t, ctx, noWindow, append([]string{"logs", "a.log"}, strings.Fields(c.args)...)...)
		if got.code != c.code {
			t.Errorf("%s: %+v", c.args, got)
		}
	}
}
