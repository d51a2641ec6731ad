package support

import (
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"
)

func TestThisPC(t *testing.T) {
	t.Setenv("HTTPS_PROXY", "http://kari:hemmelig@proxy.corp:3128")
	t.Setenv("HTTP_PROXY", "kari:hem@melig@proxy.corp:3128")
	t.Setenv("FYNE_SCALE", " 1.5\n")
	t.Setenv("PYWATS_API_TOKEN", token)
	t.Setenv("LC_ALL", "")
	text := strings.Join(ThisPC(noon.In(time.FixedZone("CEST", 7200))), "\n") + "\n"
	for _, want := range []string{"Time zone         +02:00 (CEST)\n", "Processors        ", "HTTPS_PROXY       http://***@proxy.corp:3128\n",
		"HTTP_PROXY        ***@proxy.corp:3128\n", "FYNE_SCALE        1.5\n", "PYWATS_API_TOKEN  ***\n"} {
		if !strings.Contains(text, want) {
			t.Errorf("lacks %q:\n%s", want, text)
		}
	}
	for _, bad := range []string{token, "kari", "hem", "melig", "LC_ALL"} {
		if strings.Contains(text, bad) {
			t.Errorf("holds %q:\n%s", bad, text)
		}
	}
}

func TestCount(t *testing.T) {
	state := t.TempDir()
	log := filepath.Join(state, "log")
	if err := os.MkdirAll(filepath.Join(state, "reports", "a"), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(log, 0o700); err != nil {
		t.Fatal(err)
	}
	for name, size := range map[string]int{"log/1.log": 1000, "log/2.log": 500, "window.json": 70, "reports/a/x.gz": 9, "reports/a/y.gz": 9} {
		if err := os.WriteFile(filepath.Join(state, name), make([]byte, size), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	got := Count(log, state, filepath.Join(state, "none"))
	if len(got) != 3 || got[0].Files != 2 || got[0].Bytes != 1500 || len(got[0].Named) != 2 || got[0].Free <= 0 || got[0].Err != nil {
		t.Fatalf("%+v", got)
	}
	if f := got[1]; f.Files != 3 || f.Bytes != 88 || len(f.Named) != 1 || f.Named[0].Name != "window.json" || f.Err != nil {
		t.Errorf("%+v", f)
	}
	if f := got[2]; f.Files != 0 || f.Err != nil {
		t.Errorf("%+v", f)
	}
	text := storageText(got)
	for _, want := range []string{log + "\n    files 2, 0.0 MB, free on that disk ", "        70  ", "window.json\n"} {
		if !strings.Contains(text, want) {
			t.Errorf("lacks %q:\n%s", want, text)
		}
	}
	if runtime.GOOS != "windows" && os.Getuid() != 0 {
		if err := os.Chmod(log, 0); err != nil {
			t.Fatal(err)
		}
		defer os.Chmod(log, 0o700) //nolint:errcheck // of a test
		if got := Count(log); got[0].Err == nil || !strings.Contains(storageText(got), "not counted to the end") {
			t.Errorf("%+v", got)
		}
	}
}

func TestPlaces(t *testing.T) {
	got := Places(filepath.Join("x", "station-companion", "log"))
	if len(got) < 2 || got[0] != filepath.Join("x", "station-companion", "log") || got[1] != filepath.Join("x", "station-companion") {
		t.Errorf("%q", got)
	}
}

// TestTroubles: the newest first, of both forms, and no more than is of use.
func TestTroubles(t *testing.T) {
	logs := []Log{
		{Name: "station-companion-2.log", Text: `{"timestamp":"2","level":"INFO","message":"a WARNING of none"}` + "\n" + `{"timestamp":"3","level":"ERROR","correlation_id":"c3"}` + "\n" +
			"2026-04-21T10:00:04.000Z WARNING  client: four (correlation_id=c4)\n"},
		{Name: "crash.log", Text: "2026 ERROR of Go\n"},
		{Name: "station-companion-1.log", Text: strings.Repeat(`{"timestamp":"1","level":"WARNING"}`+"\n", 500)},
	}
	lines := strings.Split(troubleText(logs), "\n")
	if len(lines) != troubleMost+1 || !strings.Contains(lines[0], "four") || !strings.Contains(lines[1], "c3") || !strings.Contains(lines[2], `"1"`) {
		t.Errorf("%d lines: %q", len(lines), lines[:4])
	}
	if got := troubleText(nil); !strings.Contains(got, "no warning") {
		t.Error(got)
	}
}

// TestCrashLog: the trace of a crash comes along, where there is one.
func TestCrashLog(t *testing.T) {
	state := t.TempDir()
	dir, crash := filepath.Join(state, "log"), filepath.Join(state, "crash.log")
	if err := os.Mkdir(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	for _, text := range []string{"", "panic: boom\n"} {
		if err := os.WriteFile(crash, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		logs, err := ReadLogs(dir)
		if err != nil || len(logs) != min(len(text), 1) || len(logs) == 1 && (logs[0].Name != "crash.log" || logs[0].Text != text) {
			t.Errorf("%q: %+v, %v", text, logs, err)
		}
	}
	in := inputs()
	in.Logs = append(in.Logs, Log{Name: "crash.log", Text: "panic: of /home/kari/x\n"})
	files := build(t, in)
	if files["log/crash.log"] != "panic: of ~/x\n" || !strings.Contains(files["README.txt"], "log/crash.log\n    trace of the program's last crashes") {
		t.Errorf("%q\n%s", files["log/crash.log"], files["README.txt"])
	}
	if err := os.Remove(crash); err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(crash, 0o700); err != nil {
		t.Fatal(err)
	}
	if _, err := ReadLogs(dir); err == nil {
		t.Error("a folder in its place is not said")
	}
}
