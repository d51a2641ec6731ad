package station

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"stationcompanion/station/internal/coding"
)

func parseText(text string) *document { return parseDocument(text, coding.UTF8) }

func TestParseLines(t *testing.T) {
	for name, tc := range map[string]struct {
		text     string
		values   map[Key]string
		problems string
	}{
		"plain":               {"station = TEST-07\nserver=https://wats.invalid\n", map[Key]string{"station": "TEST-07", "server": "https://wats.invalid"}, ""},
		"no newline at end":   {"station = A", map[Key]string{"station": "A"}, ""},
		"crlf":                {"station = A\r\ntheme = dark\r\n", map[Key]string{"station": "A", "theme": "dark"}, ""},
		"old mac":             {"station = A\rtheme = dark\r", map[Key]string{"station": "A", "theme": "dark"}, ""},
		"key in any case":     {" Station\t=  A  \n", map[Key]string{"station": "A"}, ""},
		"comments":            {"# a = b\n  # c\n\nstation = A # not this\n", map[Key]string{"station": "A"}, ""},
		"# inside a word":     {"station = A#1\n", map[Key]string{"station": "A#1"}, ""},
		"# right after =":     {"station =#1\n", map[Key]string{"station": "#1"}, ""},
		"# after a space":     {"station = #1\n", map[Key]string{"station": ""}, ""},
		"quoted #":            {"station = \"A #1\" # note\n", map[Key]string{"station": "A #1"}, ""},
		"quote in quotes":     {`station = "A ""x"" #1"`, map[Key]string{"station": `A "x" #1`}, ""},
		"quotes as text":      {`station = "A" B`, map[Key]string{"station": `"A" B`}, ""},
		"half a quote":        {`station = "A #1`, map[Key]string{"station": `"A`}, ""},
		"quotes, then glued#": {`station = "A"#1`, map[Key]string{"station": `"A"#1`}, ""},
		"= in the value":      {"server = a=b\n", map[Key]string{"server": "a=b"}, ""},
		"twice: last wins":    {"station = A\nstation = B\n", map[Key]string{"station": "B"}, ""},
		"unknown kept":        {"x.y-z_1 = 1\nstation = A\n", map[Key]string{"x.y-z_1": "1", "station": "A"}, ""},
		"one bare line":       {"# mine\n\n  TEST-07  # here\n", map[Key]string{"station": "TEST-07"}, ""},
		"quoted bare line":    {`"TEST #07"`, map[Key]string{"station": "TEST #07"}, ""},
		"two bare lines":      {"TEST-07\nTEST-08\n", map[Key]string{}, "line:I line:II"},
		"bare among settings": {"theme = dark\nTEST-07\n", map[Key]string{"theme": "dark"}, "line:II"},
		"bad lines are lost":  {"station = A\n= b\nmy key = c\ntheme = dark\n", map[Key]string{"station": "A", "theme": "dark"}, "line:II line:III"},
		"only a bad line":     {"my station = A\n", map[Key]string{}, "line:I"},
		"bare with = in note": {"TEST-07 # a = b\n", map[Key]string{"station": "TEST-07"}, ""},
		"bad values":          {"theme = pink\nbreaker_timeout = 2h\n", map[Key]string{"theme": "pink", "breaker_timeout": "2h"}, "value:II:breaker_timeout value:I:theme"},
		"empty is not here":   {"theme =\nlog_level = # later\n", map[Key]string{"theme": "", "log_level": ""}, ""},
		"locked is not ours":  {"locked = station\n", map[Key]string{"locked": "station"}, "value:I:locked"},
	} {
		t.Run(name, func(t *testing.T) {
			f := parsed("f", roleUser, []byte(tc.text)).File
			if !maps.Equal(f.Values, tc.values) {
				t.Errorf("values %q, want %q", f.Values, tc.values)
			}
			if got := kinds(f.Problems); got != tc.problems {
				t.Errorf("problems %q, want %q", got, tc.problems)
			}
		})
	}
}

func TestEdit(t *testing.T) {
	set := func(pairs ...string) Change {
		ch := Change{Set: map[Key]string{}}
		for i := 0; i < len(pairs); i += 2 {
			ch.Set[Key(pairs[i])] = pairs[i+1]
		}
		return ch
	}
	for name, tc := range map[string]struct {
		text   string
		change Change
		want   string
	}{
		"only the value":        {"# top\r\n\r\n  Station\t=  A   # mine\r\nodd = 1\r\n", set("station", "B"), "# top\r\n\r\n  Station\t=  B   # mine\r\nodd = 1\r\n"},
		"append":                {"theme = dark\n", set("station", "B"), "theme = dark\nstation = B\n"},
		"append without end":    {"# a\r\ntheme = dark", set("station", "B"), "# a\r\ntheme = dark\r\nstation = B\r\n"},
		"append in order":       {"", set("theme", "dark", "station", "B", "zz", "1", "server", "s"), "station = B\nserver = s\ntheme = dark\nzz = 1\n"},
		"the last of two":       {"station = A\nstation = B\n", set("station", "C"), "station = A\nstation = C\n"},
		"remove both":           {"station = A\n# x\nSTATION = B\n", Change{Unset: []Key{"station"}}, "# x\n"},
		"set beats remove":      {"station = A\n", Change{Set: map[Key]string{"station": "B"}, Unset: []Key{"station"}}, "station = B\n"},
		"same meaning stays":    {"breaker_timeout=30\nlog_level = warn\n", set("breaker_timeout", "30s", "log_level", "WARNING"), "breaker_timeout=30\nlog_level = warn\n"},
		"empty gets its space":  {"station =\n", set("station", "B"), "station = B\n"},
		"tight stays tight":     {"station=\n", set("station", "B"), "station=B\n"},
		"before a comment":      {"station = # note\n", set("station", "B"), "station = B # note\n"},
		"quotes where needed":   {"station = A # note\n", set("station", "B #2"), "station = \"B #2\" # note\n"},
		"quotes no more":        {"station = \"A #2\" # note\n", set("station", "B"), "station = B # note\n"},
		"older format, other":   {"# mine\n  TEST-07 # here\n", set("theme", "dark"), "# mine\n  station = TEST-07 # here\ntheme = dark\n"},
		"older format, name":    {"TEST-07", set("station", "B"), "station = B"},
		"older format, removed": {"# mine\nTEST-07\n", Change{Unset: []Key{"station"}}, "# mine\n"},
		"older format, nothing": {"TEST-07", Change{Unset: []Key{"theme"}}, "TEST-07"},
		"junk gets no name":     {"station = A\nodd line\n", Change{Unset: []Key{"station"}}, "# odd line\n"},
		"nor by the way":        {"station = A\nodd line\n", Change{Set: map[Key]string{"theme": "dark"}, Unset: []Key{"station"}}, "odd line\ntheme = dark\n"},
		"bad lines stay":        {"what is this\n= x\n", set("theme", "dark"), "what is this\n= x\ntheme = dark\n"},
	} {
		t.Run(name, func(t *testing.T) {
			d := parseText(tc.text)
			d.newline = strings.ReplaceAll(d.newline, systemNewline, "\n")
			if strings.Contains(tc.text, "\r\n") {
				d.newline = "\r\n"
			}
			d.apply(tc.change)
			if got := d.text(); got != tc.want {
				t.Errorf("got  %q\nwant %q", got, tc.want)
			}
		})
	}
}

func TestDifferences(t *testing.T) {
	d := parseText("station = A\ntheme = dark\nlog_level = warn\n")
	got := d.apply(Change{
		Set:   map[Key]string{KeyStation: "B", KeyServer: "s", KeyLogLevel: "WARNING"},
		Unset: []Key{KeyTheme, KeyPurpose},
	})
	want := []Difference{
		{Key: KeyStation, Old: "A", New: "B", Had: true, Has: true},
		{Key: KeyServer, New: "s", Has: true},
		{Key: KeyTheme, Old: "dark", Had: true},
	}
	if !slices.Equal(got, want) {
		t.Errorf("got %+v", got)
	}
}

func TestPasteLines(t *testing.T) {
	got := Lines(Change{
		Set:   map[Key]string{KeyServer: "https://wats.invalid", KeyStation: " Line #3 ", KeyBreakerTimeout: "60"},
		Unset: []Key{KeyTheme},
	})
	if want := "station = \"Line #3\"\nserver = https://wats.invalid\nbreaker_timeout = 1m\n"; got != want {
		t.Errorf("got %q", got)
	}
	if got := parsed("f", roleEveryone, []byte(got)); got.Values[KeyStation] != "Line #3" || len(got.Problems) > 0 {
		t.Errorf("read back as %+v", got.File)
	}
	if got := Lines(Change{}); got != "" {
		t.Errorf("nothing to paste: %q", got)
	}
}

// anyFile makes texts with everything a station.conf can hold, sense and nonsense:
// whole lines half the time, so that keys repeat and meet, and loose pieces.
func anyFile() *rapid.Generator[string] {
	piece := rapid.SampledFrom([]string{
		"station = A\n", "station=B # note\n", "Station = \"C #1\"\r\n", "theme = dark\n", "odd=1\n", "TEST-07\n", "odd line\n", "# note\n",
		"station", "theme", "odd", " = ", "=", " ", "\t", "\n", "\r\n", "\r", "#", " # ", `"`, `""`,
		"A", "ü", "测", "\u0085", "\u00a0", "\ufeff", "x y",
	})
	return rapid.Custom(func(t *rapid.T) string {
		return strings.Join(rapid.SliceOfN(piece, 0, 12).Draw(t, "pieces"), "")
	})
}

// anyValue is any text a value can be: one line, trimmed.
func anyValue() *rapid.Generator[string] {
	piece := rapid.SampledFrom([]string{"A", "#", " ", `"`, `""`, "=", "ü", "测", "\t", "\u0085", "\u00a0", "\\", "station"})
	return rapid.Custom(func(t *rapid.T) string {
		return strings.TrimSpace(strings.Join(rapid.SliceOfN(piece, 0, 12).Draw(t, "pieces"), ""))
	})
}

// Load, edit, save, load: the edited keys have their new values, every other key its
// old one, and every line that was not edited stands where it stood.
func TestEditKeepsTheRest(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		code := rapid.SampledFrom([]coding.Coding{
			coding.UTF8, coding.UTF8Marked, coding.UTF16Little, coding.UTF16Big, coding.Windows1252,
		}).Draw(t, "coding")
		before := parsed("f", roleUser, code.Encode(anyFile().Draw(t, "file")))
		if before.Corrupt {
			t.Fatalf("%+v", before.Problems)
		}
		ch := Change{Set: map[Key]string{}}
		for range rapid.IntRange(0, 3).Draw(t, "edits") {
			k := rapid.SampledFrom([]Key{"station", "theme", "odd", "new.key"}).Draw(t, "key")
			if rapid.Bool().Draw(t, "remove") {
				ch.Unset = append(ch.Unset, k)
			} else {
				ch.Set[k] = anyValue().Draw(t, "value")
			}
		}
		want := maps.Clone(before.Values)
		for _, k := range ch.Unset {
			delete(want, k)
		}
		maps.Copy(want, ch.Set)
		kept := keptLines(before.doc, ch)

		before.doc.apply(ch)
		after := parsed("f", roleUser, before.doc.coding.Encode(before.doc.text()))
		for k, v := range after.Values {
			if w, ok := want[k]; !ok || w != v && !sameValue(k, v, w) {
				t.Fatalf("%s is %q, want %q\n%q", k, v, w, after.doc.text())
			}
			delete(want, k)
		}
		if len(want) > 0 {
			t.Fatalf("lost %q\n%q", want, after.doc.text())
		}
		text := after.doc.text()
		for _, l := range kept {
			i := strings.Index(text, l)
			if i < 0 {
				t.Fatalf("lost line %q\n%q", l, text)
			}
			text = text[i+len(l):]
		}
	})
}

// keptLines are the lines an edit must leave as they are, in their order.
func keptLines(d *document, ch Change) []string {
	var all []string
	keys := ch.keys()
	for _, l := range d.lines {
		if l.kind == lineNote || l.kind == lineBad || l.kind == lineSetting && !slices.Contains(keys, l.key) {
			all = append(all, l.text())
		}
	}
	return all
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{"station = A # b\r\n", "TEST-07", "a = \"b \"\" # c\" # d\n", "=\n", "\r\n\r", "x=\"", "\xef\xbb\xbfa=1"} {
		f.Add([]byte(s), "station", "v")
	}
	f.Fuzz(func(t *testing.T, data []byte, key, value string) {
		l := parsed("f", roleUser, data)
		if l.Corrupt {
			return
		}
		if text, _, _, _ := coding.Decode(data); l.doc.text() != text {
			t.Fatalf("%q came back as %q", text, l.doc.text())
		}
		canonical, err := Validate(Key(key), value)
		if err != nil {
			return
		}
		l.doc.apply(Change{Set: map[Key]string{Key(key): canonical}})
		again := parsed("f", roleUser, l.doc.coding.Encode(l.doc.text()))
		if got := again.Values[Key(key)]; got != canonical && !sameValue(Key(key), got, canonical) {
			t.Errorf("%q: set %s to %q, read %q\n%q", data, key, canonical, got, again.doc.text())
		}
	})
}
