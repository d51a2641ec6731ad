package station

import (
	"maps"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
)

func TestRanks(t *testing.T) {
	const a, b, c, e = "https://a.invalid", "https://b.invalid", "https://c.invalid", "https://e.invalid"
	for name, tc := range map[string]struct {
		desk     *desk
		value    string
		origin   Origin
		beat     string
		problems string
	}{
		"default":                       {newDesk(t), "", OriginDefault, "", ""},
		"everyone":                      {newDesk(t).everyone("server = " + e), e, OriginEveryone, "", ""},
		"environment":                   {newDesk(t).env(envServer, c).everyone("server = " + e), c, OriginEnv, "everyone:outranked", ""},
		"user":                          {newDesk(t).user("server = "+b).env(envServer, c), b, OriginUser, "environment:outranked", ""},
		"flag":                          {newDesk(t).flag(KeyServer, a).user("server = " + b).everyone("server = " + e), a, OriginFlag, "user:outranked everyone:outranked", ""},
		"locked":                        {newDesk(t).flag(KeyServer, a).user("server = "+b).env(envServer, c).everyone("server = " + e + "\nlocked = server"), e, OriginEveryone, "flag:locked user:locked environment:locked", ""},
		"locked, default":               {newDesk(t).user("server = " + b).everyone("locked = station;SERVER"), "", OriginDefault, "user:locked", ""},
		"locked by user":                {newDesk(t).user("server = " + b + "\nlocked = server").everyone("server = " + e), b, OriginUser, "everyone:outranked", "value:II:locked"},
		"lock misspelled":               {newDesk(t).user("server = " + b).everyone("locked = sever, server\nserver = " + e), e, OriginEveryone, "user:locked", "value:I:locked"},
		"bad user":                      {newDesk(t).user("server = two words").everyone("server = " + e), e, OriginEveryone, "user:bad_value", "value:I:server"},
		"bad flag":                      {newDesk(t).flag(KeyServer, "two words").user("server = " + b), b, OriginUser, "flag:bad_value", "value:server"},
		"bad environment":               {newDesk(t).env(envServer, "two words").everyone("server = " + e), e, OriginEveryone, "environment:bad_value", "value:server"},
		"all bad":                       {newDesk(t).user("server = x y").everyone("server = x y"), "", OriginDefault, "user:bad_value everyone:bad_value", "value:I:server value:I:server"},
		"empty user":                    {newDesk(t).user("server =").everyone("server = " + e), e, OriginEveryone, "user:empty", ""},
		"corrupt user":                  {newDesk(t).user("server = \x00").everyone("server = " + e), e, OriginEveryone, "", "corrupt"},
		"older is asked for names only": {newDesk(t).home("server = " + b), "", OriginDefault, "", ""},
	} {
		t.Run(name, func(t *testing.T) {
			s := Load(tc.desk.host("x").in)
			got := s.Settings[KeyServer]
			var beat []string
			for _, b := range got.Beat {
				beat = append(beat, string(b.Origin)+":"+string(b.Why))
				if b.Where == "" || b.Value == "" && b.Why != ReasonEmpty {
					t.Errorf("beaten %+v", b)
				}
			}
			if got.Value != tc.value || got.Origin != tc.origin || strings.Join(beat, " ") != tc.beat || kinds(s.Problems) != tc.problems {
				t.Errorf("%+v, problems %q; want %q from %s, beaten %q, problems %q", got, kinds(s.Problems), tc.value, tc.origin, tc.beat, tc.problems)
			}
			if (got.Where == "") != (got.Origin == OriginDefault) {
				t.Errorf("%s at %q", got.Origin, got.Where)
			}
		})
	}
}

// Canonical values come out, whatever way they were written, and every key is there.
func TestEverySetting(t *testing.T) {
	s := Load(newDesk(t).user("log_level = warn\nbreaker_timeout = 120\n").everyone("locked = theme, log_level").in)
	keys := slices.Sorted(maps.Keys(s.Settings))
	want := slices.Sorted(slices.Values(Keys()))
	if !slices.Equal(keys, want) {
		t.Errorf("settings %v", keys)
	}
	for _, k := range Keys() {
		if set := s.Settings[k]; set.Key != k || s.Locked(k) != (k == KeyTheme || k == KeyLogLevel) {
			t.Errorf("%+v", set)
		}
	}
	if got := s.Text(KeyLogLevel) + " " + s.Text(KeyBreakerTimeout) + " " + s.Text(KeyLocked); got != "INFO 2m theme, log_level" {
		t.Errorf("%s", got)
	}
	if got := Locked(s.Everyone); !slices.Equal(got, []Key{KeyTheme, KeyLogLevel}) {
		t.Errorf("locked %v", got)
	}
}

func TestFileProblems(t *testing.T) {
	for name, tc := range map[string]struct {
		text    string
		kinds   string
		corrupt bool
		station string
	}{
		"nul filled":   {strings.Repeat("\x00", 4096), "corrupt", true, ""},
		"huge":         {"station = A\n" + strings.Repeat("#\n", 1<<19), "corrupt", true, ""},
		"just fits":    {"station = A\n" + strings.Repeat("#", 1<<20-12), "", false, "A"},
		"windows-1252": {"station = Pr\xfcf 3\r\n", "encoding", false, "Prüf 3"},
		"utf-16":       {"\xff\xfes\x00t\x00a\x00t\x00i\x00o\x00n\x00=\x00A\x00\r\x00\n\x00", "", false, "A"},
		"utf-8 marked": {"\xef\xbb\xbfstation = Ä\r\n", "", false, "Ä"},
		"bad line":     {"station = A\nnonsense = \n\n: x\n", "line:IIII", false, "A"},
		"empty file":   {"", "", false, ""},
	} {
		s := Load(newDesk(t).host("h").user(tc.text).in)
		if got := kinds(s.User.Problems); got != tc.kinds || got != kinds(s.Problems) || s.User.Corrupt != tc.corrupt {
			t.Errorf("%s: %q, all %q, corrupt %v", name, got, kinds(s.Problems), s.User.Corrupt)
		}
		if got := s.User.Values[KeyStation]; got != tc.station || s.User.Stamp.Size != int64(len(tc.text)) {
			t.Errorf("%s: station %q, size %d", name, got, s.User.Stamp.Size)
		}
		for _, p := range s.Problems {
			if p.Path != s.User.Path {
				t.Errorf("%s: %+v", name, p)
			}
		}
	}
}

func TestDirectoryInPlaceOfTheFile(t *testing.T) {
	d := newDesk(t).host("h")
	if err := os.MkdirAll(d.in.UserPath, 0o700); err != nil {
		t.Fatal(err)
	}
	s := Load(d.in)
	if kinds(s.Problems) != "corrupt" || s.Identity.Candidates[1].Why != ReasonUnreadable || !s.User.Stamp.Exists {
		t.Errorf("%+v", s)
	}
}

func TestOlderFileProblems(t *testing.T) {
	d := newDesk(t).host("h").home("first line\nsecond = line\nthird line\n")
	if s := Load(d.in); len(s.Problems) > 0 {
		t.Errorf("an older file's other lines: %+v", s.Problems)
	}
	s := Load(d.home("\x00\x00").in)
	if kinds(s.Problems) != "corrupt" || s.Identity.Candidates[6].Why != ReasonUnreadable {
		t.Errorf("%+v", s)
	}
}

func TestLongProblemTextIsShortened(t *testing.T) {
	s := Load(newDesk(t).host("h").user("station = A\n" + strings.Repeat("ü", 200) + "\n").in)
	if got := s.Problems[0].Text; got != strings.Repeat("ü", 79)+"…" {
		t.Errorf("%q", got)
	}
}

func TestZeroInputs(t *testing.T) {
	s := Load(Inputs{})
	if s.Identity.Source != SourceNone || kinds(s.Problems) != "no_station:station" || s.Text(KeyTheme) != "system" {
		t.Errorf("%+v", s)
	}
	for _, c := range s.Identity.Candidates {
		if c.Why != ReasonAbsent {
			t.Errorf("%+v", c)
		}
	}
}

func TestSystemInputs(t *testing.T) {
	in := SystemInputs(map[Key]string{KeyStation: "A"}, "")
	tail := filepath.Join("station-companion", "station.conf")
	for _, p := range []string{in.UserPath, in.EveryonePath} {
		if !filepath.IsAbs(p) || !strings.HasSuffix(p, tail) {
			t.Errorf("path %q", p)
		}
	}
	if in.UserPath == in.EveryonePath || in.LegacyHome == "" || in.LegacyDir == "" || in.Flags[KeyStation] != "A" {
		t.Errorf("%+v", in)
	}
	if name, err := in.Hostname(); err != nil || name == "" {
		t.Errorf("host name %q, %v", name, err)
	}
	if in := SystemInputs(nil, "mine.conf"); !filepath.IsAbs(in.UserPath) || filepath.Base(in.UserPath) != "mine.conf" {
		t.Errorf("--config gives %q", in.UserPath)
	}
	if got := everyonePath(nil); got != "" && runtime.GOOS != "darwin" {
		t.Errorf("no directories give %q", got)
	}
	t.Setenv("XDG_CONFIG_DIRS", "set") // the first one counts wherever somebody chose it
	if got := everyonePath([]string{"first", "second"}); got != filepath.Join("first", tail) {
		t.Errorf("%q", got)
	}
}
