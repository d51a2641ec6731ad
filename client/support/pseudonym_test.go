package support

import (
	"encoding/json"
	"strings"
	"testing"
)

// TestPseudonyms: the same name always has the same one, in every letter case and escape,
// and nothing that only looks like a name has one.
func TestPseudonyms(t *testing.T) {
	p := newPseudonyms(Named{Stations: []string{"Prøve-1", ""}, Servers: []string{"10.0.0.1", "wats"}, Places: []string{" Hall 7 "}})
	for _, c := range []struct{ in, want string }{
		{"PRØVE-1 and prøve-1", "STATION-1 and STATION-1"},
		{"pr%C3%B8ve-1 Pr%c3%b8ve-1 pr\\u00f8ve-1", "STATION-1 STATION-1 STATION-1"},
		{"Hall+7 hall%207 Hall 70", "PLACE-1 PLACE-1 Hall 70"},
		{"https://wats/x of watson", "https://SERVER-2/x of watson"},
		{"dial 10.0.0.1:80, not 10.0.0.12", "dial SERVER-1:80, not ADDRESS-1"},
		{"127.0.0.1 0.0.0.0 [::1] [::] 1.2.3 [abc]", "127.0.0.1 0.0.0.0 [::1] [::] 1.2.3 [abc]"},
		{"version 2026.1.5.324 300.1.1.1", "version 2026.1.5.324 300.1.1.1"},
		{"[2001:db8::1]:443", "[ADDRESS-2]:443"},
		{`serial_number=7 x 7 "serial_number":"7"`, `serial_number=SERIAL-1 x 7 "serial_number":"SERIAL-1"`},
		{`"station":"STATION-1"`, `"station":"STATION-1"`},
	} {
		if got := p.replace(p.learn(c.in)); got != c.want {
			t.Errorf("%q\n gives %q\n want  %q", c.in, got, c.want)
		}
	}
}

// FuzzAnonymousLine: a line of the log stays JSON, its fields are pseudonyms, and the name
// is found nowhere else in it.
func FuzzAnonymousLine(f *testing.F) {
	for _, s := range []string{"SN-1001", `a"b\c`, "10.1.2.3", "日本語", "x y+z%20", "\\u00e5", "SERIAL-9", "-", "<&>"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, serial string) {
		serial = strings.TrimSpace(harmless(serial))
		line, err := json.Marshal(map[string]string{"serial_number": serial, "message": "of " + serial + " here"})
		if err != nil {
			t.Fatal(err)
		}
		p := newPseudonyms(Named{})
		text := NewRedactor(Private{}).Clean(p.replace(p.learn(string(line))))
		var got map[string]string
		if err := json.Unmarshal([]byte(text), &got); err != nil {
			t.Fatalf("%q: %v", text, err)
		}
		if isPseudonym.MatchString(serial) || serial == "" {
			return
		}
		if !isPseudonym.MatchString(got["serial_number"]) {
			t.Errorf("%q is %q", serial, got["serial_number"])
		}
		if len(serial) >= minName && !isLoopback(serial) && strings.Contains(fold(got["message"]), " "+fold(serial)+" ") {
			t.Errorf("%q is still in %q", serial, got["message"])
		}
	})
}
