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
	for _, s := range []string{"SN-1001", "SERIAL", `a"b\c`, "10.1.2.3", "日本語", "x y+z%20", "\\u00e5", "SERIAL-9", "-", "<&>"} {
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
		if len(serial) >= minName && !isLoopback(serial) && !ownWords[fold(serial)] && strings.Contains(fold(got["message"]), " "+fold(serial)+" ") {
			t.Errorf("%q is still in %q", serial, got["message"])
		}
	})
}

// TestHostsAndAddresses: what names another computer, in whatever form it stands.
func TestHostsAndAddresses(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"to https://sso.other.example/login?x=1", "to https://SERVER-2/login?x=1"},
		{"http://***@proxy.corp:3128 and proxy.corp", "http://***@SERVER-2:3128 and SERVER-2"},
		{"lookup mail-7.other.example on 10.0.0.53:53: no such host", "lookup SERVER-2 on ADDRESS-1:53: no such host"},
		{"lookup wats-servr: no such host", "lookup SERVER-2: no such host"},
		{"https://prove-1/ http://localhost:8080 http://127.0.0.1:1/", "https://STATION-1/ http://localhost:8080 http://127.0.0.1:1/"},
		{`open \\fs01\tools\x and {"p":"\\\\FS01\\tools"}`, `open \\SERVER-2\tools\x and {"p":"\\\\SERVER-2\\tools"}`},
		{`C:\Program Files\x C:\\Users\\x`, `C:\Program Files\x C:\\Users\\x`},
		{"from 2001:db8::5 (eth0), fe80::1%eth0, ::1, 2001:db8:0:1:2:3:4:5", "from ADDRESS-1 (eth0), ADDRESS-2, ::1, ADDRESS-3"},
		{"[2001:db8::5]:443 ::ffff:10.1.2.3 ::", "[ADDRESS-1]:443 ADDRESS-2 ::"},
		{"at 09:05:50, 1:2, a::b::c, x::y, std::vector", "at 09:05:50, 1:2, a::b::c, x::y, std::vector"},
		{"adapter 00-1B-44-11-3A-B7 or 00:1b:44:11:3a:b8", "adapter ADDRESS-2 or ADDRESS-1"},
		{`"origin":"001B44113AB7" origin=user correlation 001B44113AB7`, `"origin":"ADDRESS-1" origin=user correlation ADDRESS-1`},
		{"$filter=serialNumber%20eq%20%27SN%2F7%27%20and%20partNumber%20eq%20%27P-1%27 SN/7", "$filter=serialNumber%20eq%20%27SERIAL-1%27%20and%20partNumber%20eq%20%27PART-1%27 SERIAL-1"},
		{"serialNumber eq 'SN-7' of SN-7", "serialNumber eq 'SERIAL-1' of SERIAL-1"},
		{`"host":"VM-1","was_host":"VM-2"`, `"host":"STATION-2","was_host":"STATION-3"`},
	} {
		p := newPseudonyms(Named{Stations: []string{"prove-1"}, Servers: []string{"wats"}})
		if got := p.replace(p.learn(c.in)); got != c.want {
			t.Errorf("%q\n gives %q\n want  %q", c.in, got, c.want)
		}
	}
}
