package known

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"runtime"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"stationcompanion/logging/tail"
)

// pc gives the test a PC of its own and the three places logs may be in.
func pc(t *testing.T) (own, data, home string) {
	t.Helper()
	dir := t.TempDir()
	own, data, home = filepath.Join(dir, "own"), filepath.Join(dir, "data"), filepath.Join(dir, "home")
	t.Setenv("ProgramData", data)
	t.Setenv("HOME", home)
	t.Setenv("USERPROFILE", home)
	return own, data, home
}

var start = time.Date(2026, 2, 2, 10, 0, 0, 0, time.UTC)

// put writes a file that was written last so many minutes after the start.
func put(t *testing.T, text string, minutes int, path ...string) string {
	t.Helper()
	name := filepath.Join(path...)
	if err := os.MkdirAll(filepath.Dir(name), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	at := start.Add(time.Duration(minutes) * time.Minute)
	if err := os.Chtimes(name, at, at); err != nil {
		t.Fatal(err)
	}
	return name
}

// short is a log without its time zone and place, for comparing.
func short(root string, logs []Log) []string {
	var s []string
	for _, l := range logs {
		rel, _ := filepath.Rel(root, l.Path)
		s = append(s, fmt.Sprintf("%s %s%s %d %v %d", l.Name, filepath.ToSlash(rel), l.Pattern, l.Size, l.Exclusive, l.Modified.Sub(start)/time.Minute))
	}
	return s
}

func TestFind(t *testing.T) {
	own, data, home := pc(t)
	put(t, "12345", 7, own, "station-companion-20260202-100000-000-1.log")
	put(t, "123", 6, own, "station-companion-20260202-110000-000-1.log") // sorts last, written before
	put(t, "no log", 99, own, "crash.txt")
	put(t, "1234", 5, data, "Virinco", "WATS", "wats.log")
	put(t, "not a log", 99, data, "Virinco", "WATS", "ServiceStatus.xml")
	put(t, "12", 8, data, "pyWATS", "instances", "default", "logs", "pywats.log")
	put(t, "1", 1, data, "pyWATS", "PYWATS.LOG")
	put(t, "another", 99, data, "pyWATS", "other.log")
	put(t, "rotated", 99, data, "pyWATS", "pywats.log.1")
	put(t, "123456", 9, home, ".pywats", "logs", "service.log")
	put(t, "settings", 99, home, ".pywats", "config.json")
	put(t, "elsewhere", 99, home, "pywats.log")
	got := short(filepath.Dir(own), Find(t.Context(), own))
	want := []string{
		"pyWATS home/.pywats/logs/service.log 6 false 9",
		"pyWATS data/pyWATS/instances/default/logs/pywats.log 2 false 8",
		"Station Companion own*.log 8 false 7",
		"WATS client data/Virinco/WATS/wats.log 4 true 5",
		"pyWATS data/pyWATS/PYWATS.LOG 1 false 1",
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// What is found can be followed as it is.
func TestOptionsOpen(t *testing.T) {
	own, data, _ := pc(t)
	put(t, "ours\n", 2, own, "a.log")
	put(t, "theirs\n", 1, data, "Virinco", "WATS", "wats.log")
	logs := Find(t.Context(), own)
	if len(logs) != 2 {
		t.Fatalf("found %+v", logs)
	}
	for i, want := range []string{"ours", "theirs"} {
		tl, err := tail.Open(logs[i].Options())
		if err != nil {
			t.Fatal(err)
		}
		v := tl.View()
		if raw, err := v.Raw(v.First()); raw != want || err != nil {
			t.Errorf("%q, %v; want %q", raw, err, want)
		}
		if err := tl.Close(); err != nil {
			t.Error(err)
		}
	}
	if o := logs[1].Options(); !o.Exclusive {
		t.Error("the client's log would be kept open")
	}
}

func TestNothingThere(t *testing.T) {
	own, data, home := pc(t)
	if logs := Find(t.Context(), own); len(logs) != 0 {
		t.Errorf("missing places: %+v", logs)
	}
	put(t, "", 0, own)                                      // a file where a folder is expected
	put(t, "", 0, data, "Virinco", "WATS", "wats.log", "x") // and the other way round
	put(t, "", 0, data, "pyWATS", "pywats.log", "x")
	put(t, "", 0, home, ".pywats")
	if logs := Find(t.Context(), own); len(logs) != 0 {
		t.Errorf("wrong kinds: %+v", logs)
	}
	for _, value := range []string{"", "relative", "."} {
		t.Setenv("ProgramData", value)
		t.Setenv("HOME", value)
		t.Setenv("USERPROFILE", value)
		t.Chdir(filepath.Join(filepath.Dir(own), "data"))
		if logs := Find(t.Context(), ""); len(logs) != 0 {
			t.Errorf("ProgramData and home %q: %+v", value, logs)
		}
	}
}

func TestUnreadableFoldersArePassedOver(t *testing.T) {
	if runtime.GOOS == "windows" || os.Getuid() == 0 {
		t.Skip("this account may read everything")
	}
	own, data, _ := pc(t)
	put(t, "x", 0, data, "pyWATS", "a", "pywats.log")
	put(t, "x", 0, data, "pyWATS", "b", "pywats.log")
	locked := filepath.Join(data, "pyWATS", "a")
	if err := os.Chmod(locked, 0); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.Chmod(locked, 0o700) }) //nolint:errcheck // the test's own folder
	if logs := Find(t.Context(), own); len(logs) != 1 {
		t.Errorf("%+v", logs)
	}
}

// Links: a file counts, a folder is not gone through.
func TestLinks(t *testing.T) {
	own, data, home := pc(t)
	real := put(t, "x", 0, home, "elsewhere", "pywats.log")
	root := filepath.Join(data, "pyWATS")
	if err := os.MkdirAll(filepath.Join(root, "a"), 0o700); err != nil {
		t.Fatal(err)
	}
	for link, to := range map[string]string{
		filepath.Join(root, "a", "pywats.log"): real,
		filepath.Join(root, "a", "round"):      root,
		filepath.Join(root, "b"):               filepath.Dir(real),
	} {
		if err := os.Symlink(to, link); err != nil {
			t.Skip(err)
		}
		if _, err := os.Stat(link); err != nil {
			t.Skip("links lead nowhere here (Wine 8):", err)
		}
	}
	got := short(data, Find(t.Context(), own))
	if want := []string{"pyWATS pyWATS/a/pywats.log 1 false 0"}; !reflect.DeepEqual(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestBounds(t *testing.T) {
	own, data, _ := pc(t)
	deep := []string{data, "pyWATS"}
	for range maxDepth {
		deep = append(deep, "d")
	}
	put(t, "reached", 2, append(deep, "pywats.log")...)
	put(t, "too deep", 3, append(deep, "d", "pywats.log")...)
	if logs := Find(t.Context(), own); len(logs) != 1 || logs[0].Size != int64(len("reached")) {
		t.Errorf("depth: %+v", logs)
	}
	for i := range maxLogs + 5 {
		put(t, "x", 10+i, data, "pyWATS", fmt.Sprint("i", i), "pywats.log")
	}
	logs := Find(t.Context(), own)
	if len(logs) != maxLogs || logs[0].Modified.Before(logs[maxLogs-1].Modified) || logs[maxLogs-1].Modified.Before(start.Add(15*time.Minute)) {
		t.Errorf("%d logs, from %v to %v: not the newest", len(logs), logs[0].Modified, logs[len(logs)-1].Modified)
	}
	f := finder{ctx: t.Context(), left: 3}
	seen := 0
	f.names(filepath.Join(data, "pyWATS"), func(os.DirEntry) { seen++ })
	f.names(filepath.Join(data, "pyWATS"), func(os.DirEntry) { seen++ })
	if seen != 3 {
		t.Errorf("%d names looked at of 3", seen)
	}
}

func TestEndsWithItsContextAndItsTime(t *testing.T) {
	own, data, _ := pc(t)
	put(t, "x", 0, data, "pyWATS", "pywats.log")
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if logs := Find(ctx, own); len(logs) != 0 {
		t.Errorf("went on after its end: %+v", logs)
	}
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithTimeout(t.Context(), maxTime)
		defer cancel()
		f := finder{ctx: ctx, left: maxEntries}
		seen := 0
		f.names(data, func(os.DirEntry) {
			seen++
			time.Sleep(maxTime) // of the bubble's clock
			synctest.Wait()
		})
		f.below(filepath.Join(data, "pyWATS"), isLog)
		if seen != 1 || len(f.logs) != 0 {
			t.Errorf("%d seen, %+v found after the time was over", seen, f.logs)
		}
	})
}
