package support

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"stationcompanion/client"
	"stationcompanion/station/secret"
)

var noon = time.Date(2026, 4, 21, 12, 0, 0, 0, time.UTC)

const logLines = `{"timestamp":"2026-04-21T11:59:00.000Z","level":"INFO","logger":"client","message":"Looking up","user":"kari","pid":7,"station":"FCT-LINE2-07","serial_number":"SN-1001"}
{"timestamp":"2026-04-21T11:59:01.000Z","level":"WARNING","logger":"client","message":"Failed","error":"Get \"https://wats.corp.example/api/Report/33a2d408-3fc8-480b-b554-6866c77fd91c?sn=sn-1001\": dial tcp 10.1.2.3:443 from [fe80::1%eth0]: lookup mail.corp.example"}
2026-04-21T11:59:02.000Z INFO     client: Fetching report (report_id=33A2D408-3FC8-480B-B554-6866C77FD91C serial_number="SN 2 \"x\"" part_number=PCBA-100)
{"timestamp":"2026-04-21T11:59:03.000Z","level":"INFO","message":"SN 2 \"x\" and PCBA-100 of fctline207, 127.0.0.1:80","station_name":"TEST-9"}
`

func inputs() Inputs {
	code := Code{State: State(client.LinkDown), Cause: client.KindRefused, Version: "1.2.3", Station: StationCheck("FCT-LINE2-07")}
	return Inputs{
		Made: noon, Code: code,
		Program:    Program{Version: "1.2.3", Uptime: 26*time.Hour + 3*time.Second, Memory: Memory{Resident: 84_000_000, Own: 30_100_000}, System: "linux/amd64", Build: []string{"go go1.26.8"}},
		StatusText: "WATS does not answer\n  Station   FCT-LINE2-07\n  Code      " + code.String() + "\n",
		StatusJSON: `{"station":{"name":"FCT-LINE2-07"},"server":{"url":"https://wats.corp.example"},"support_code":"` + code.String() + `"}` + "\n",
		Settings: []Setting{
			{Key: "server", Value: "https://wats.corp.example", Origin: "user", Where: "/home/kari/.config/station.conf", Beat: []Beaten{{"https://old", "everyone", "/etc/x", "outranked"}}},
			{Key: "location", Value: "Hall 7", Origin: "everyone", Where: "/etc/x", Locked: true},
		},
		Token:   "keyring",
		History: []Change{{At: noon.Add(-time.Hour), From: "CLOSED", To: "OPEN", Failures: 5, Note: "5 consecutive failures", Cause: "version: refused: dial tcp 10.1.2.3:443"}, {At: noon, From: "OPEN", To: "CLOSED", Note: "probe succeeded"}},
		Check:   &Check{At: noon, Steps: []Step{{"name", "ok", 1.25, "10.1.2.3", "", ""}, {"wats", "failed", 3, "", "Refused.", "connect: refused"}}},
		Logs:    []Log{{"station-companion-20260421-115900-000-7.log", logLines, true}},
		Private: Private{Secrets: []secret.Token{secret.New(token)}, Accounts: []string{"kari"}, Homes: []string{"/home/kari"}, Keep: []string{"FCT-LINE2-07"}},
		Named:   Named{Stations: []string{"FCT-LINE2-07", "FCTLINE207"}, Servers: []string{"wats.corp.example"}, Places: []string{"Hall 7"}},
	}
}

func build(t *testing.T, in Inputs) map[string]string {
	t.Helper()
	files, err := Build(in)
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	for _, f := range files {
		out[f.Name] = f.Text
	}
	if len(out) != len(files) || files[0].Name != "README.txt" {
		t.Errorf("%d files, %d names, the first is %s", len(files), len(out), files[0].Name)
	}
	return out
}

func TestBuild(t *testing.T) {
	in := inputs()
	in.StatusText += "token " + token + "\n"
	files := build(t, in)
	for name, wants := range map[string][]string{
		"README.txt":   {"Station Companion 1.2.3", in.Code.String(), "2026-04-21", "check.json", "the newest lines"},
		"status.txt":   {"FCT-LINE2-07", "token ***"},
		"status.json":  {`"support_code"`},
		"settings.txt": {"server             = https://wats.corp.example", "from user (~/.config/station.conf)", `instead of "https://old" from everyone (/etc/x): outranked`, "set by IT", "token                keyring"},
		"breaker.txt":  {"OPEN -> CLOSED (probe succeeded)\n2026-04-21 11:00:00 +00:00  CLOSED -> OPEN (5 consecutive failures)\n    version: refused"},
		"versions.txt": {"26h0m3s", "Memory            84.0 MB resident, 30.1 MB of the program's own data\n", "go1.26.8"},
		"check.txt":    {"name       ok             1.3ms  10.1.2.3", "    Refused.\n    connect: refused"},
		"check.json":   {`"took_ms": 1.25`},
		"log/station-companion-20260421-115900-000-7.log": {`"user":"(user)"`, "SN-1001"},
	} {
		for _, want := range wants {
			if !strings.Contains(files[name], want) {
				t.Errorf("%s lacks %q:\n%s", name, want, files[name])
			}
		}
	}
	for name, text := range files {
		for _, private := range []string{"kari", token} {
			if strings.Contains(text, private) {
				t.Errorf("%s holds %q:\n%s", name, private, text)
			}
		}
	}
	in.History, in.Check, in.Logs, in.Token, in.Incomplete = nil, nil, nil, "", "keyring: locked"
	files = build(t, in)
	if len(files) != 8 || !strings.Contains(files["breaker.txt"], "has not changed") || !strings.Contains(files["settings.txt"], "none") || !strings.Contains(files["README.txt"], "keyring: locked") {
		t.Errorf("%q", files)
	}
	if _, err := Build(Inputs{}); !errors.Is(err, ErrNoTime) {
		t.Error(err)
	}
}

// TestAnonymous: one pseudonym for each name, in every file and every spelling.
func TestAnonymous(t *testing.T) {
	in := inputs()
	in.Anonymise = true
	files := build(t, in)
	all := ""
	for name, text := range files {
		all += text
		for _, named := range []string{"FCT", "corp", "Hall", "SN-1001", "sn-1001", "SN 2", "PCBA", "33a2d408", "33A2D408", "10.1.2.3", "fe80", "TEST-9", in.Code.String(), "kari"} {
			if strings.Contains(text, named) {
				t.Errorf("%s holds %q:\n%s", name, named, text)
			}
		}
	}
	for _, want := range []string{
		`"station":"STATION-1","serial_number":"SERIAL-1"`, "https://SERVER-1/api/Report/REPORT-1?sn=SERIAL-1", "dial tcp ADDRESS-1:443 from [ADDRESS-2]", "lookup mail.DOMAIN-1",
		"report_id=REPORT-1 serial_number=SERIAL-2 part_number=PART-1", "SERIAL-2 and PART-1 of STATION-2, 127.0.0.1:80", `"station_name":"STATION-3"`,
		"= PLACE-1", "connect: refused", "Anonymous: names",
	} {
		if !strings.Contains(all, want) {
			t.Errorf("nowhere %q in\n%s", want, all)
		}
	}
	var v struct {
		Code string `json:"support_code"`
	}
	if err := json.Unmarshal([]byte(files["status.json"]), &v); err != nil {
		t.Fatal(err)
	}
	if c, err := Decode(v.Code); err != nil || c.State != State(client.LinkDown) || c.Station != StationCheck("STATION-1") {
		t.Errorf("%q: %+v, %v", v.Code, c, err)
	}
	in.Named.Stations = []string{"A1"}
	in.StatusText = "A1 a1 A12 (A1)"
	if got := build(t, in)["status.txt"]; got != "STATION-1 STATION-1 A12 (STATION-1)" {
		t.Errorf("a short name: %q", got)
	}
}

// TestWriteZip: the archive holds the files byte for byte, and is the same each time.
func TestWriteZip(t *testing.T) {
	files, err := Build(inputs())
	if err != nil {
		t.Fatal(err)
	}
	var one, two bytes.Buffer
	for _, b := range []*bytes.Buffer{&one, &two} {
		if err := WriteZip(b, files, noon.In(time.FixedZone("x", 7200))); err != nil {
			t.Fatal(err)
		}
	}
	if !bytes.Equal(one.Bytes(), two.Bytes()) {
		t.Error("the same files give other bytes")
	}
	z, err := zip.NewReader(bytes.NewReader(one.Bytes()), int64(one.Len()))
	if err != nil {
		t.Fatal(err)
	}
	for i, part := range z.File {
		r, err := part.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(r)
		if err != nil || string(text) != files[i].Text || part.Name != "support/"+files[i].Name || !part.Modified.Equal(noon) || part.Mode() != 0o600 {
			t.Errorf("%s, %v, %v, %v", part.Name, part.Modified, part.Mode(), err)
		}
	}
	if err := WriteZip(&full{left: 100}, files, noon); !errors.Is(err, errFull) {
		t.Errorf("a full disk: %v", err)
	}
}

var errFull = errors.New("disk full")

type full struct{ left int }

func (f *full) Write(b []byte) (int, error) {
	if f.left -= len(b); f.left < 0 {
		return 0, errFull
	}
	return len(b), nil
}

func TestFileName(t *testing.T) {
	for in, want := range map[string]string{
		"FCT-LINE2-07": "FCT-LINE2-07-support-20260421-120000.zip", "../a\\b:c": "a-b-c-support-20260421-120000.zip", "日本": "support-20260421-120000.zip",
		"": "support-20260421-120000.zip", strings.Repeat("x", 100): strings.Repeat("x", 60) + "-support-20260421-120000.zip",
	} {
		if got := FileName(in, noon, false); got != want {
			t.Errorf("%q: %s", in, got)
		}
	}
	if got := FileName("FCT", noon, true); got != "support-20260421-120000.zip" {
		t.Error(got)
	}
}

func TestReadLogs(t *testing.T) {
	dir := t.TempDir()
	if logs, err := ReadLogs(filepath.Join(dir, "none")); err != nil || len(logs) != 0 {
		t.Errorf("%v, %v", logs, err)
	}
	line := strings.Repeat("x", 99) + "\n"
	for name, text := range map[string]string{
		"station-companion-1.log": "old", "station-companion-2.log": "", "station-companion-3.log": "c\n", "station-companion-4.log": "d\n",
		"station-companion-5.log": strings.Repeat(line, 30_000), "other.log": "no",
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	logs, err := ReadLogs(dir)
	if err != nil || len(logs) != MaxLogs || logs[0].Name != "station-companion-5.log" || logs[2].Name != "station-companion-3.log" {
		t.Fatalf("%d logs, %v", len(logs), err)
	}
	if l := logs[0]; !l.Cut || len(l.Text) > MaxLogBytes || len(l.Text) < MaxLogBytes-100 || !strings.HasPrefix(l.Text, line) || !strings.HasSuffix(l.Text, line) {
		t.Errorf("%d bytes, cut %v, begins %q", len(l.Text), l.Cut, l.Text[:10])
	}
	if logs[1].Cut || logs[1].Text != "d\n" {
		t.Errorf("%+v", logs[1])
	}
	if err := os.Mkdir(filepath.Join(dir, "station-companion-9.log"), 0o700); err != nil {
		t.Fatal(err)
	}
	if logs, err := ReadLogs(dir); err == nil || len(logs) != MaxLogs-1 {
		t.Errorf("a folder in the way: %d logs, %v", len(logs), err)
	}
}

func TestRunning(t *testing.T) {
	p := Running("1.2.3", time.Hour)
	if p.Memory.Own < 1<<20 || p.System == "" || len(p.Build) == 0 || !strings.HasPrefix(p.Build[0], "go go1.") {
		t.Errorf("%+v", p)
	}
	names, homes := Account()
	if len(names) == 0 || len(homes) == 0 {
		t.Errorf("account %q, homes %q", names, homes)
	}
}

// BenchmarkBuild makes a bundle of a full log of one file, with names replaced.
func BenchmarkBuild(b *testing.B) {
	in := inputs()
	in.Anonymise = true
	in.Logs[0].Text = strings.Repeat(logLines, MaxLogBytes/len(logLines))
	b.SetBytes(int64(len(in.Logs[0].Text)))
	for b.Loop() {
		if _, err := Build(in); err != nil {
			b.Fatal(err)
		}
	}
}
