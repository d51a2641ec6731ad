package cli

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"stationcompanion/station"
)

// conf is the path of a scope's file under home's directories.
func conf(t *testing.T, args ...string) string {
	t.Helper()
	got := command(t, append([]string{"config", "path"}, args...)...)
	if got.code != ExitOK {
		t.Fatalf("%+v", got)
	}
	return strings.TrimSpace(got.out)
}

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

func TestConfigSetGetUnset(t *testing.T) {
	home(t)
	file := conf(t)
	write(t, file, "# mine\nlocation = Line 2\n")
	got := command(t, "config", "set", "station", "  FCT-LINE2-07 ")
	if got.code != ExitOK || got.out != "station is now FCT-LINE2-07 in "+file+"\n" {
		t.Errorf("%+v", got)
	}
	got = command(t, "config", "get", "station")
	if got.code != ExitOK || !strings.HasPrefix(got.out, "FCT-LINE2-07\n    from this account's settings ("+file+")\n    instead of ") {
		t.Errorf("%+v", got)
	}
	text, err := os.ReadFile(file)
	if err != nil || !strings.Contains(string(text), "# mine\nlocation = Line 2\n") {
		t.Errorf("what was there is gone: %q, %v", text, err)
	}
	var changed configChange
	got = command(t, "config", "set", "station", "X2", "--json")
	decode(t, got.out, &changed)
	if d := changed.Changed; len(d) != 1 || *d[0].Old != "FCT-LINE2-07" || *d[0].New != "X2" || changed.Path != file || changed.Effective.Value != "X2" {
		t.Errorf("%+v", changed)
	}
	got = command(t, "config", "unset", "station")
	if got.code != ExitOK || !strings.HasPrefix(got.out, "station was X2 and is no longer in ") || !strings.Contains(got.out, "In effect is station = ") {
		t.Errorf("%+v", got)
	}
	var again configChange
	got = command(t, "config", "unset", "station", "--json")
	decode(t, got.out, &again)
	if got.code != ExitOK || len(again.Changed) != 0 {
		t.Errorf("%+v", got)
	}
	if got := command(t, "config", "unset", "station"); !strings.Contains(got.out, "stays as it was") {
		t.Errorf("%+v", got)
	}
}

func TestConfigList(t *testing.T) {
	home(t)
	t.Setenv("PYWATS_SERVER_URL", "https://env.example.invalid")
	write(t, conf(t), "server = https://mine.example.invalid\ntheme = pink\n")
	for _, args := range [][]string{{"config"}, {"config", "list"}} {
		got := command(t, args...)
		for _, part := range []string{
			"server             = https://mine.example.invalid\n    from this account's settings (",
			"instead of https://env.example.invalid from the environment (PYWATS_SERVER_URL) · not used: another place comes first",
			"breaker_threshold  = 5\n    from the default\n", "The value of “Theme” in station.conf does not fit: ",
		} {
			if !strings.Contains(got.out, part) {
				t.Errorf("%q is missing in:\n%s", part, got.out)
			}
		}
		if got.code != ExitOK {
			t.Errorf("%+v", got)
		}
	}
	var list configList
	decode(t, command(t, "config", "--json").out, &list)
	if len(list.Settings) != len(station.Keys()) || len(list.Problems) == 0 {
		t.Errorf("%+v", list)
	}
	for _, s := range list.Settings {
		if s.Key == station.KeyServer && (s.Origin != station.OriginUser || len(s.Beat) != 1 || s.Beat[0].Origin != station.OriginEnv || s.Beat[0].Why != station.ReasonOutranked) {
			t.Errorf("%+v", s)
		}
	}
	var one configSetting
	decode(t, command(t, "config", "get", "theme", "--json").out, &one)
	if one.Value != "system" || one.Beat == nil {
		t.Errorf("%+v", one)
	}
}

func TestConfigRefusals(t *testing.T) {
	home(t)
	write(t, conf(t, "--everyone"), "locked = station\nstation = BY-IT\n")
	for _, c := range []struct{ args, word string }{
		{"set breaker_timeout soon", "from 1s to 1h"}, {"set theme pink", "light, dark or system"},
		{"set station X", "IT set this"}, {"unset station", "IT set this"}, {"set allow_http maybe", "true or false"},
	} {
		got := command(t, append([]string{"config"}, strings.Split(c.args, " ")...)...)
		if got.code != ExitBad || got.out != "" || !strings.Contains(got.err, c.word) {
			t.Errorf("%s: %+v", c.args, got)
		}
	}
	if _, err := os.Stat(conf(t)); err == nil {
		t.Error("a refused value made a file")
	}
	if got := command(t, "config", "get", "station"); !strings.Contains(got.out, "BY-IT") || !strings.Contains(got.out, "set by IT") {
		t.Errorf("%+v", got)
	}
	// IT itself changes what it has locked.
	if got := command(t, "config", "set", "station", "NEW", "--everyone"); got.code != ExitOK || !strings.Contains(got.out, "station was BY-IT and is now NEW in ") {
		t.Errorf("%+v", got)
	}
}

func TestConfigSaysWhenAnotherPlaceDecides(t *testing.T) {
	home(t)
	write(t, conf(t), "server = https://mine.example.invalid\n")
	got := command(t, "config", "set", "server", "https://pc.example.invalid", "--everyone")
	if got.code != ExitOK || !strings.Contains(got.out, "In effect is server = https://mine.example.invalid from this account's settings") {
		t.Errorf("%+v", got)
	}
}

func TestConfigFileOfTheCommandLine(t *testing.T) {
	dir := home(t)
	file := filepath.Join(dir, "my.conf")
	if got := command(t, "--config", file, "config", "set", "purpose", "Repair"); got.code != ExitOK {
		t.Errorf("%+v", got)
	}
	if text, err := os.ReadFile(file); err != nil || !strings.Contains(string(text), "purpose = Repair") {
		t.Errorf("%q, %v", text, err)
	}
	var paths map[string]string
	decode(t, command(t, "--config", file, "config", "path", "--json").out, &paths)
	if paths["user"] != file || paths["everyone"] == "" {
		t.Errorf("%v", paths)
	}
}

// A file may hold anything; a terminal must not obey it.
func TestConfigTextIsSafe(t *testing.T) {
	home(t)
	write(t, conf(t), "location = a\u202eb\nwhat\x1b[2Jever\nserver = x\n")
	for _, args := range [][]string{{"config"}, {"config", "--json"}, {"config", "get", "location"}, {"config", "set", "location", "c"}} {
		got := command(t, args...)
		if strings.ContainsAny(got.out+got.err, "\x1b\u202e") {
			t.Errorf("%q: %q", args, got.out)
		}
	}
}

// TestConfigUnsetLeavesNothing: where nothing else gives a value, that is said.
func TestConfigUnsetLeavesNothing(t *testing.T) {
	home(t)
	write(t, conf(t), "purpose = Debug\n")
	got := command(t, "config", "unset", "purpose")
	if got.code != ExitOK || !strings.HasSuffix(got.out, "\npurpose has no value now.\n") {
		t.Errorf("%+v", got)
	}
	if got := command(t, "config", "set", "theme", "pink"); !strings.HasPrefix(got.err, "The value for “Theme” does not fit.") {
		t.Errorf("%+v", got)
	}
}
