package cli

import (
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"stationcompanion/client"
	"stationcompanion/station"
	"stationcompanion/station/secret"
)

func TestParse(t *testing.T) {
	home(t)
	for _, c := range []struct {
		args []string
		want Command
	}{
		{nil, Command{}},
		{[]string{"--demo"}, Command{Flags: Flags{Demo: true}}},
		{[]string{"status", "--json"}, Command{Name: "status", Options: Options{JSON: true}, Args: []string{}}},
		{[]string{"--json", "status"}, Command{Name: "status", Options: Options{JSON: true}, Args: []string{}}},
		{[]string{"lookup", "SN-1", "--by", "serial", "--limit=3"},
			Command{Name: "lookup", Options: Options{By: client.BySerial, Limit: 3}, Args: []string{"SN-1"}}},
		{[]string{"--by=part", "--server", "https://wats.example.invalid", "lookup", "--json", "P"},
			Command{Name: "lookup", Flags: Flags{Server: "https://wats.example.invalid"}, Options: Options{By: client.ByPart, JSON: true}, Args: []string{"P"}}},
		{[]string{"lookup", "--", "--json"}, Command{Name: "lookup", Args: []string{"--json"}}},
		{[]string{"-station", "A b", "-log-level", "debug"}, Command{Flags: Flags{Station: "A b", LogLevel: "debug"}}},
		{[]string{"config", "set", "station", "X", "--everyone"},
			Command{Name: "config", Options: Options{Everyone: true}, Args: []string{"set", "station", "X"}}},
		{[]string{"config", "set", "location", ""}, Command{Name: "config", Args: []string{"set", "location", ""}}},
		{[]string{"demo", "--addr", "127.0.0.1:1", "--seed", "7", "--reports", "9", "--token", "T", "--load", "D", "--fault", "hang", "--latency", "10ms"},
			Command{Name: "demo", Options: Options{Addr: "127.0.0.1:1", Seed: 7, Reports: 9, Token: "T", Load: "D", Fault: "hang", Latency: 10 * time.Millisecond}, Args: []string{}}},
		{[]string{"show", "a b.json", "--format", "pdf", "-o", "x.pdf"}, Command{Name: "show", Options: Options{Format: "pdf", Output: "x.pdf"}, Args: []string{"a b.json"}}},
		{[]string{"--output=x", "show", "f"}, Command{Name: "show", Options: Options{Output: "x"}, Args: []string{"f"}}},
		{[]string{"logs"}, Command{Name: "logs", Args: []string{}}},
		{[]string{"logs", "--follow", "a.log", "--level", "Error", "--regex", "x|y", "--case", "--correlation", "C", "--lines", "5", "--json"},
			Command{Name: "logs", Options: Options{JSON: true, Logs: LogOptions{Level: "Error", Regex: "x|y", Case: true, Correlation: "C", Follow: true, Lines: 5}}, Args: []string{"a.log"}}},
		{[]string{"logs", "--list"}, Command{Name: "logs", Options: Options{Logs: LogOptions{List: true}}, Args: []string{}}},
		{[]string{"--version"}, Command{Flags: Flags{Version: true}}},
		{[]string{"lookup", "-h"}, Command{Name: "lookup", Flags: Flags{Help: true}, Args: []string{}}},
		{[]string{"help"}, Command{Name: "help", Args: []string{}}},
	} {
		got, err := Parse(c.args)
		if err != nil || !reflect.DeepEqual(got, c.want) {
			t.Errorf("%q:\n got %+v, %v\nwant %+v", c.args, got, err, c.want)
		}
	}
}

// Every usage error is a sentence that names the culprit, and gives 2.
func TestUsage(t *testing.T) {
	for _, c := range []struct{ args, word string }{
		{"bogus", "bogus"}, {"--bogus", "--bogus"}, {"status --server", "--server"}, {"--limit x lookup Q", "--limit"},
		{"lookup Q --limit 0", "1 to 10000"}, {"lookup Q --limit 10001", "1 to 10000"}, {"lookup Q --by batch", "batch"},
		{"lookup", "QUERY"}, {"lookup A B", "QUERY"}, {"status x", "x"}, {"demo x", "x"}, {"help x", "x"},
		{"status --by id", "lookup"}, {"--json", "status, check, lookup, logs, config"}, {"status --everyone", "config"},
		{"config x", "config list"}, {"config get", "get KEY"}, {"config set station", "set KEY VALUE"}, {"config path x", "path"},
		{"config get nope", "nope"}, {"config set nope 1", "nope"}, {"config set locked server", "--everyone"},
		{"--demo --server https://wats.example.invalid status", "--demo"}, {"--demo --token-file F", "--demo"},
		{"--log-level LOUD", "DEBUG"}, {"--station= status", "--station"}, {"--demo=perhaps", "--demo"},
		{"demo --reports 0", "--reports"}, {"demo --seed -1", "--seed"}, {"demo --latency -1s", "--latency"}, {"demo --latency x", "--latency"},
		{"show", "show FILE"}, {"show a b", "show FILE"}, {"show f --format xml", "xml"}, {"show f --format", "--format"}, {"show f -o", "-o"},
		{"show f --output= ", "--output"}, {"lookup Q --format json", "show"}, {"status -o f", "show"}, {"show f --json", "status, check, lookup, logs, config"},
		{"logs a b", "logs FILE"}, {"logs a --level loud", "loud"}, {"logs --lines 0", "1 to 100000000"}, {"logs --lines 100000001", "1 to 100000000"},
		{"logs --lines x", "--lines"}, {"logs --grep a --regex b", "not both"}, {"logs --case", "--case"}, {"logs --list a", "--list"},
		{"logs --list --follow", "--list"}, {"logs --grep= ", "--grep"}, {"status --grep a", "logs"}, {"status --follow", "logs"},
		{"logs --limit 5", "lookup"},
		{"--server a\x1bb", "--server"},
	} {
		got := command(t, strings.Split(c.args, " ")...)
		if got.code != ExitUsage || !strings.Contains(got.err, c.word) || !strings.HasSuffix(got.err, ".") {
			t.Errorf("%q: %+v, want …%s….", c.args, got, c.word)
		}
		if strings.ContainsRune(got.err, 0x1b) {
			t.Errorf("%q: control characters reach the terminal", c.args)
		}
	}
}

func TestHelpAndVersion(t *testing.T) {
	for _, args := range [][]string{{"--help"}, {"-h"}, {"help"}, {"status", "--help"}, {"lookup", "--help"}} {
		got := command(t, args...)
		if got.code != ExitOK || got.err != "" {
			t.Errorf("%q: %+v", args, got)
		}
		for name := range belongs {
			if !strings.Contains(got.out, "--"+name) {
				t.Errorf("%q does not tell of --%s", args, name)
			}
		}
		for _, must := range []string{"--server", "--token-file", "--station", "--config", "--log-level", "--demo", "--version",
			"status", "lookup", "show FILE|ID", "logs [FILE]", "config", "demo", "-o FILE", "Exit codes:", "3  nothing found", "PYWATS_STATION"} {
			if !strings.Contains(got.out, must) {
				t.Errorf("%q does not tell of %s", args, must)
			}
		}
	}
	if got := command(t, "--version"); got != (result{ExitOK, "station-companion 1.2.3\n", ""}) {
		t.Errorf("%+v", got)
	}
	if got := Run(t.Context(), Command{Name: "of_tomorrow"}, Env{Out: &strings.Builder{}, Err: &strings.Builder{}}); got != ExitUsage {
		t.Errorf("an unknown subcommand gave %d", got)
	}
}

type fullDisk struct{}

func (fullDisk) Write([]byte) (int, error) { return 0, errors.New("no space") }

func TestOutputThatCannotBeWrittenShowsInTheExitCode(t *testing.T) {
	var errs strings.Builder
	code := Run(t.Context(), Command{Flags: Flags{Version: true}}, Env{Out: fullDisk{}, Err: &errs})
	if code != ExitBad || !strings.Contains(errs.String(), "no space") {
		t.Errorf("%d, %q", code, errs.String())
	}
}

func TestInputsTakeTheFlags(t *testing.T) {
	dir := home(t)
	conf := filepath.Join(dir, "other.conf")
	if err := os.WriteFile(conf, []byte("station = FROM-FILE\nlocation = Line 9\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	st := station.Load(Flags{Server: "https://wats.example.invalid", Station: "FLAG", LogLevel: "debug", Config: conf}.Inputs())
	for key, want := range map[station.Key]string{
		station.KeyServer: "https://wats.example.invalid", station.KeyStation: "FLAG", station.KeyLogLevel: "DEBUG", station.KeyLocation: "Line 9",
	} {
		if got := st.Text(key); got != want {
			t.Errorf("%s: %q, want %q", key, got, want)
		}
	}
	if st.Identity.Source != station.SourceFlag || st.User.Path != conf {
		t.Errorf("%s from %s", st.Identity.Source, st.User.Path)
	}
	if len(Flags{}.Inputs().Flags) != 0 {
		t.Error("flags that were not given count as given")
	}
}

// state gives a state whose server is the given one.
func state(serverAddress string) station.State {
	return station.Load(Flags{Server: serverAddress}.Inputs())
}

func TestToken(t *testing.T) {
	dir := home(t)
	file := filepath.Join(dir, "token")
	if err := os.WriteFile(file, []byte("from-file\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	address := "https://wats.example.invalid/"
	for _, c := range []struct {
		name      string
		flags     Flags
		server    string
		env, envs string // PYWATS_API_TOKEN, PYWATS_SERVER_URL
		want      string
		place     secret.Place
	}{
		{"none", Flags{}, address, "", "", "", secret.PlaceNone},
		{"file", Flags{TokenFile: file}, address, "x", "", "from-file", secret.PlaceFlag},
		{"environment", Flags{}, address, "from-env", "", "from-env", secret.PlaceEnv},
		{"environment of this server, typed another way", Flags{}, address, "from-env", "wats.example.invalid", "from-env", secret.PlaceEnv},
		{"environment of another server", Flags{}, address, "from-env", "https://other.example.invalid", "", secret.PlaceNone},
		{"demo never", Flags{Demo: true, TokenFile: file}, address, "from-env", "", "", secret.PlaceNone},
		{"no server", Flags{TokenFile: file}, "", "from-env", "", "", secret.PlaceNone},
	} {
		st := state(c.server)
		t.Setenv("PYWATS_API_TOKEN", c.env)
		t.Setenv("PYWATS_SERVER_URL", c.envs)
		token, place, err := c.flags.Token(t.Context(), st)
		if err != nil || place != c.place || token.Reveal() != c.want {
			t.Errorf("%s: %q from %s, %v; want %q from %s", c.name, token.Reveal(), place, err, c.want, c.place)
		}
	}
	if _, _, err := (Flags{}).Token(t.Context(), state("http://:99:99")); client.KindOf(err) != client.KindBadAddress {
		t.Errorf("a bad address: %v", err)
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{"", "lookup\x00SN-1\x00--by\x00serial", "--\x00--", "config\x00set\x00station\x00X", "--limit\x00-5\x00lookup\x00Q", "-", "-\xd1%!0"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, line string) {
		c, err := Parse(strings.Split(line, "\x00"))
		if err != nil {
			var usage *UsageError
			if !errors.As(err, &usage) || strings.Contains(err.Error(), "%!") && !strings.Contains(line, "%!") {
				t.Fatalf("%q: %v", line, err)
			}
			return
		}
		if c.Name == cmdLookup && !c.Flags.Help && !c.Flags.Version && len(c.Args) != 1 {
			t.Fatalf("%q: %+v", line, c)
		}
	})
}
