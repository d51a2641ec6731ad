package cli

import (
	"encoding/base64"
	"encoding/json"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"stationcompanion/client/demo"
	"stationcompanion/logging"
)

// TestBundleReadByAnAttacker plants in the log, the settings and the surroundings what a
// stranger would look for, and reads every file of both bundles for it.
func TestBundleReadByAnAttacker(t *testing.T) {
	dir := home(t)
	for name, value := range map[string]string{
		"USER": "kari.n", "USERDOMAIN": "ACMECORP", "USERDNSDOMAIN": "acme.example", "LOGONSERVER": `\\DC07`, "COMPUTERNAME": "PC-4711",
		"ALL_PROXY": "relay5.fourth.example:1080", "HTTPS_PROXY": "http://kari.n:Pr0xy-Pass@proxy7.other.example:3128", "NO_PROXY": "127.0.0.1,.intra.third.example,box12", "PYWATS_API_TOKEN": canary,
	} {
		t.Setenv(name, value)
	}
	s := server(t, demo.Options{Token: canary})
	plain, _ := base64.StdEncoding.DecodeString(canary)
	wide := strings.Join(strings.Split(canary, ""), "\x00")
	otherToken := base64.StdEncoding.EncodeToString([]byte("other-id:Oth3r-S3cret"))
	said := []string{
		"token " + canary, "url https://x.acme.example/?t=" + url.QueryEscape(canary), "plain " + string(plain), "twice " + base64.StdEncoding.EncodeToString([]byte(canary)),
		"wide " + wide, "broken " + canary[:9] + "\n" + canary[9:], "old " + otherToken, "Authorization: Bearer abcdefgh.ijklmnop",
		"mail to kari.nordmann@acme.example, ola@sub.acme.example", `open C:\Users\kari.n\x and D:\Users\Ola Nordmann\y and \\fs03\home$\ola\z`,
		"open " + filepath.Join(dir, "home", "x") + " /home/per/y", "lookup wats7.acme.example on 10.9.8.7:53: no such host",
		"dial tcp [2001:db8:7::9]:443 from fe80::7%eth0 by 00-1B-44-11-3A-B7", "to https://sso.idp.example/login",
		"Get https://127.0.0.1/api?$filter=serialNumber%20eq%20%27SN-SECRET-7%27", `of ACMECORP\kari.n at DC07 on PC-4711`,
	}
	var lines strings.Builder
	for _, text := range said {
		j, _ := json.Marshal(text)
		lines.WriteString(`{"timestamp":"2026-04-21T10:00:00.000Z","level":"ERROR","logger":"client","message":` + string(j) + `,"user":"kari.n","serial_number":"SN-7001"}` + "\n")
		lines.WriteString("2026-04-21T10:00:00.000Z WARNING  client: " + text + "\n")
	}
	logDir := logging.DefaultDir()
	if err := os.MkdirAll(logDir, 0o700); err != nil {
		t.Fatal(err)
	}
	for path, text := range map[string]string{
		filepath.Join(logDir, "station-companion-20260421-100000-000-1.log"): lines.String(),
		filepath.Join(filepath.Dir(logDir), "crash.log"):                     "panic: " + canary + " of kari.n\n/home/per/go/pkg/mod/golang.org/x/net@v0.33.0/http2/frame.go:12\n",
	} {
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for _, set := range [][]string{{"server", s.URL()}, {"location", "Hall 7"}, {"proxy", "proxy9.acme.example:8080"}, {"station", "FCT-SECRET-1"}} {
		if got := command(t, "config", "set", set[0], set[1]); got.code != ExitOK {
			t.Fatal(got.err)
		}
	}
	always := []string{
		canary, strings.TrimRight(canary, "="), string(plain), "Canary-S3cret", "Q2FuYXJ5LVMz", url.QueryEscape(canary), canary[9:], "Y2FuYXJ5OkN", otherToken, "Oth3r", "ijklmnop",
		"Pr0xy-Pass", "kari", "nordmann", "ola@", "Ola Nordmann", `\ola\`, "/home/per", filepath.Join(dir, "home"),
	}
	anonymous := []string{
		"acme", "ACME", "DC07", "PC-4711", "proxy7", "proxy9", "idp.example", "fs03", "10.9.8.7", "2001:db8", "fe80", "3A-B7", "SN-SECRET", "SN-7001", "third", "fourth", "relay5", "box12", "FCT-SECRET", "Hall 7", "wats7",
	}
	for _, args := range [][]string{{"bundle", "-o", "b.zip"}, {"bundle", "-o", "b.zip", "--anonymise"}} {
		if got := command(t, args...); got.code != ExitOK {
			t.Fatalf("%+v", got)
		}
		never := always
		if len(args) > 3 {
			never = append(never, anonymous...)
		}
		files := unzip(t, "b.zip")
		for name, text := range files {
			folded := strings.NewReplacer("\x00", "", "\u2400", "", "\n", "", `\u0000`, "", `\n`, "").Replace(text)
			for _, private := range never {
				if strings.Contains(text, private) || strings.Contains(folded, private) {
					at := max(0, strings.Index(text, private))
					t.Errorf("%v: %s holds %q: …%.160q", args, name, private, text[max(0, at-40):])
				}
			}
			if !json.Valid([]byte(text)) && strings.HasSuffix(name, ".json") {
				t.Errorf("%s is no JSON any more", name)
			}
		}
		useful(t, files)
	}
}

// useful fails where an engineer misses what the next question would be for.
func useful(t *testing.T, files map[string]string) {
	t.Helper()
	for name, wants := range map[string][]string{
		"versions.txt":  {"System ", "Time zone ", "Processors ", "HTTPS_PROXY       http://***@", "PYWATS_API_TOKEN  ***", "go go1."},
		"storage.txt":   {"files ", "crash.log", "free on that disk"},
		"errors.txt":    {`"level":"ERROR"`, " WARNING "},
		"check.txt":     {"address ", "clock ", "proxy "},
		"status.json":   {`"clock_offset_s"`, `"support_code"`},
		"settings.txt":  {"from user (", "from default"},
		"log/crash.log": {"golang.org/x/net@v0.33.0/http2/frame.go:12"},
		"README.txt":    {"errors.txt", "storage.txt", "log/crash.log"},
	} {
		for _, want := range wants {
			if !strings.Contains(files[name], want) {
				t.Errorf("%s lacks %q:\n%.1500s", name, want, files[name])
			}
		}
	}
}
