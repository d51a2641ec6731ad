package words

import (
	"strings"
	"testing"

	"stationcompanion/station"
	"stationcompanion/station/secret"
)

func TestSourcesReasonsAndPlacesAllHaveWords(t *testing.T) {
	for _, s := range []station.Source{station.SourceFlag, station.SourceUser, station.SourceEnv, station.SourceEveryone,
		station.SourceHost, station.SourceLegacyDir, station.SourceLegacyHome, station.SourceNone} {
		if got := Source(s); got == string(s) || got == "" {
			t.Errorf("source %s: %q", s, got)
		}
	}
	for _, r := range []station.Reason{station.ReasonWon, station.ReasonOutranked, station.ReasonAbsent, station.ReasonEmpty,
		station.ReasonTooLong, station.ReasonControl, station.ReasonNoName, station.ReasonUnreadable, station.ReasonLocked, station.ReasonBadValue} {
		got := Why(station.Candidate{Why: r, Raw: "localhost"})
		if got == string(r) || got == "" || strings.Contains(got, "%!") {
			t.Errorf("reason %s: %q", r, got)
		}
		if beaten := WhyBeaten(station.Beaten{Why: r}); beaten == "" || strings.Contains(beaten, "%!") {
			t.Errorf("reason %s of a setting: %q", r, beaten)
		}
	}
	for _, o := range []station.Origin{station.OriginFlag, station.OriginUser, station.OriginEnv, station.OriginEveryone, station.OriginDefault} {
		if got := Origin(o); got == string(o) {
			t.Errorf("origin %s has no words", o)
		}
	}
	for _, p := range []secret.Place{secret.PlaceFlag, secret.PlaceKeyring, secret.PlaceFile, secret.PlaceEnv, secret.PlaceNone} {
		if got := TokenPlace(p); got == "" || !Has("token_place."+string(p)) {
			t.Errorf("place %s: %q", p, got)
		}
	}
	// A value of a later version shows as it is rather than as nothing.
	for _, got := range []string{Source("x"), Origin("x"), Why(station.Candidate{Why: "x"})} {
		if got != "x" {
			t.Errorf("got %q", got)
		}
	}
	if got := TokenPlace("x"); got != TokenPlace(secret.PlaceNone) {
		t.Errorf("got %q", got)
	}
}

func TestWhyNamesTheNameThatIsNone(t *testing.T) {
	if got := Why(station.Candidate{Why: station.ReasonNoName, Raw: "local\u202ehost"}); got != "“local\ufffdhost” counts as no name" {
		t.Errorf("got %q", got)
	}
}

func TestEverySettingHasNameHintAndRule(t *testing.T) {
	keys := station.Keys()
	if len(keys) < 13 {
		t.Fatalf("only %d keys", len(keys))
	}
	for _, k := range keys {
		if SettingName(k) == string(k) || SettingHint(k) == "" {
			t.Errorf("%s: name %q, hint %q", k, SettingName(k), SettingHint(k))
		}
		_, err := station.Validate(k, "\x01")
		var bad *station.ValueError
		if ok := err != nil; ok {
			bad = err.(*station.ValueError) //nolint:errorlint // as documented
		} else {
			continue
		}
		bad.Why, bad.Min, bad.Max = station.ReasonBadValue, "", ""
		if got := BadValue(bad); got == T("value.unknown") && k != station.KeyLocation && k != station.KeyPurpose {
			t.Errorf("%s: nothing says what it may be", k)
		}
	}
	if SettingName("my\x1bkey") != "my␛key" || SettingHint("mykey") != "" {
		t.Error("an unknown key must show as it is, made visible")
	}
}

func TestBadValue(t *testing.T) {
	for _, c := range []struct {
		e    station.ValueError
		want string
	}{
		{station.ValueError{Key: station.KeyBreakerTimeout, Min: "1s", Max: "1h", Why: station.ReasonBadValue}, "Give a value from 1s to 1h."},
		{station.ValueError{Key: station.KeyBreakerTimeout, Min: "1s"}, "Give at least 1s."},
		{station.ValueError{Key: station.KeyBreakerTimeout, Max: "1h"}, "Give at most 1h."},
		{station.ValueError{Key: station.KeyStation, Why: station.ReasonTooLong}, "Use at most 100 characters."},
		{station.ValueError{Key: station.KeyStation, Why: station.ReasonControl}, "Remove the characters that cannot be shown."},
		{station.ValueError{Key: station.KeyStation, Why: station.ReasonEmpty}, "Write something, or remove the setting."},
		{station.ValueError{Key: station.KeyServer, Why: station.ReasonLocked}, "IT set this; ask IT to change it."},
		{station.ValueError{Key: station.KeyLogFormat, Why: station.ReasonBadValue}, "Write json or text."},
		{station.ValueError{Key: "of_tomorrow", Why: station.ReasonBadValue}, "Give a value that fits this setting."},
	} {
		if got := BadValue(&c.e); got != c.want {
			t.Errorf("%+v: %q, want %q", c.e, got, c.want)
		}
	}
}

func TestProblem(t *testing.T) {
	for _, k := range []station.ProblemKind{station.ProblemLine, station.ProblemValue, station.ProblemUnreadable, station.ProblemCorrupt,
		station.ProblemEncoding, station.ProblemNoStation, station.ProblemDisagrees, "of_tomorrow"} {
		got := Problem(station.Problem{Kind: k, Path: "/home/x/station.conf", Line: 3, Key: station.KeyTheme, Text: "pink\x1b"})
		if got.Title == "" || got.Advice == "" || strings.Contains(got.Title+got.Advice, "%!") || strings.Contains(got.Title, "problem.") {
			t.Errorf("%s: %+v", k, got)
		}
		if want := "/home/x/station.conf:3: theme: pink␛"; got.Technical != want {
			t.Errorf("%s: technical %q, want %q", k, got.Technical, want)
		}
	}
	got := Problem(station.Problem{Kind: station.ProblemValue, Path: "/home/x/station.conf", Line: 3, Key: station.KeyTheme, Text: "pink"})
	if want := "The value of “Theme” in station.conf does not fit: pink."; got.Title != want {
		t.Errorf("got %q, want %q", got.Title, want)
	}
	got = Problem(station.Problem{Kind: station.ProblemValue, Key: station.KeyTheme, Text: "pink"})
	if want := "The value given for “Theme” does not fit: pink."; got.Title != want {
		t.Errorf("got %q, want %q", got.Title, want)
	}
}
