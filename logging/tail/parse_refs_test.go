package tail

import (
	"slices"
	"strings"
	"testing"
)

const guid = "6f1c2a9e-8a4b-4c6d-9e0f-1234567890ab"

// checkReferences fails where a reference does not stand where it says.
func checkReferences(t *testing.T, l Line) {
	t.Helper()
	all := References(l)
	if len(all) > MaxReferences {
		t.Fatalf("%q: %d references", l.Raw, len(all))
	}
	for _, r := range all {
		if r.Text == "" || r.From < 0 != (r.To < 0) {
			t.Fatalf("%q: %+v", l.Raw, r)
		}
		if r.From >= 0 && l.Raw[r.From:r.To] != r.Text {
			t.Fatalf("%q: %+v stands at %q", l.Raw, r, l.Raw[r.From:r.To])
		}
		if r.From < 0 && !strings.Contains(l.Message+l.Fields, r.Text) {
			t.Fatalf("%q: %+v stands nowhere", l.Raw, r)
		}
	}
}

func TestReferences(t *testing.T) {
	const stamp = `2026-02-02 10:15:23 INFO `
	report, serial, address := "report "+guid, "serial ", "url "
	for _, c := range []struct {
		raw  string
		want []string // kind and text
	}{
		// reports
		{stamp + `Fetched ` + guid + `.`, []string{report}},
		{stamp + `Fetched {` + strings.ToUpper(guid) + `}`, []string{"report " + strings.ToUpper(guid)}},
		{stamp + `Fetched ` + guid + `-1`, nil},
		{stamp + `Fetched a-` + guid, nil},
		{stamp + `Fetched a` + guid, nil},
		{stamp + `Fetched 00000000-0000-0000-0000-000000000000`, nil},
		{`2026-02-02T10:15:23.456Z INFO     client: Fetching [correlation_id=` + guid + `] (report_id=` + guid + ` serial_number=A1)`, []string{serial + "A1"}},
		{`2026-02-02T10:15:23.456Z INFO     client: Fetching [correlation_id=a1] (report_id=` + guid + ` serial_number="SN 12")`, []string{report, serial + "SN 12"}},
		{`{"level":"INFO","message":"Fetching","report_id":"` + guid + `","serial_number":"SN-1001","n":1001}`, []string{report, serial + "SN-1001"}},
		{`{"level":"INFO","message":"Fetching \"` + guid + `\" of SN 12/3"}`, []string{report, serial + "12/3"}},
		// serial numbers
		{stamp + `serial number 12345, next`, []string{serial + "12345"}},
		{stamp + `Serial Number: A-1/2.`, []string{serial + "A-1/2"}},
		{stamp + `serial no. 4711 and serial nr 4712`, []string{serial + "4711", serial + "4712"}},
		{stamp + `serial number is 'X99'`, []string{serial + "X99"}},
		{stamp + `SN 12345 failed`, []string{serial + "12345"}},
		{stamp + `S/N: 1A2`, []string{serial + "1A2"}},
		{stamp + `(SN#12345)`, []string{serial + "12345"}},
		{stamp + `sn=12 uut_sn=13 unitSerialNumber=14 SERIAL_NO=15`, []string{serial + "12", serial + "13", serial + "14", serial + "15"}},
		{stamp + `{"serialNumber": "SN1", "partNumber": "P2"}`, []string{serial + "SN1"}},
		{stamp + `serial=12345`, []string{serial + "12345"}},
		// no serial numbers
		{stamp + `serial port 3 opened`, nil},
		{stamp + `serial=COM3 baud=9600`, nil},
		{stamp + `serial=/dev/ttyUSB0`, nil},
		{stamp + `serial number missing`, nil},
		{stamp + `serial numbers 5000 found`, nil},
		{stamp + `serial number of 5000 units`, nil},
		{stamp + `SN unknown, sn 12345`, nil},
		{stamp + `serial_number= and serial_number=none`, nil},
		{stamp + `snow 12345 fell, usn=12345x is no name of ours`, nil},
		{stamp + `serial=1`, nil},
		{stamp + `serialized=12345 serial_port=12345`, nil},
		// addresses
		{stamp + `see https://wats.example.com/a?b=(c), or not`, []string{address + "https://wats.example.com/a?b=(c)"}},
		{stamp + `(see http://10.0.0.1:8080/x)`, []string{address + "http://10.0.0.1:8080/x"}},
		{stamp + `"http://[::1]/" refused`, []string{address + "http://[::1]/"}},
		{stamp + `GET https://w/api/Report/Wsjf/` + guid + `?x=1 failed`, []string{address + "https://w/api/Report/Wsjf/" + guid + "?x=1", report}},
		{stamp + `http:// https://, ftp://x`, nil},
		// continuation lines too
		{`   at ` + guid, []string{report}},
		{strings.Repeat("SN 123 ", 20), slices.Repeat([]string{serial + "123"}, MaxReferences)},
	} {
		l := ParseLine(c.raw)
		checkReferences(t, l)
		var got []string
		for _, r := range References(l) {
			got = append(got, [...]string{"report ", "serial ", "url "}[r.Kind]+r.Text)
			if r.From < 0 {
				t.Errorf("%s: %q is not found in the line", c.raw, r.Text)
			}
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s\n got %q\nwant %q", c.raw, got, c.want)
		}
	}
}

// What the line spells otherwise than the message is given without a place.
func TestReferencesWithoutPlace(t *testing.T) {
	l := ParseLine(`{"level":"INFO","message":"\u0041 serial number \u0058123 of \u0041"}`)
	if got := References(l); len(got) != 1 || got[0] != (Reference{Kind: RefSerial, Text: "X123", From: -1, To: -1}) {
		t.Errorf("%+v", got)
	}
}

func TestReferencesAreFoundInTheirPlace(t *testing.T) {
	const raw = `{"timestamp":"2026-02-02T10:15:23.123Z","level":"INFO","message":"x","n":123,"serial_number":"123"}`
	got := References(ParseLine(raw))
	if len(got) != 1 || got[0].From != strings.LastIndex(raw, "123") {
		t.Errorf("%+v", got)
	}
}

func TestProgramStart(t *testing.T) {
	for raw, want := range map[string]bool{
		`{"timestamp":"2026-02-02T10:15:23.456Z","level":"INFO","logger":"main","message":"Started","user":"u","pid":1,"version":"1.0","go":"x"}`: true,
		`2026-02-02T10:15:23.456Z INFO     main: Started (version=1.0 go=x)`:                                                                      true,
		`2026-02-02T10:15:23.456Z INFO     main: Started`:                                                                                         false,
		`2026-02-02T10:15:23.456Z INFO     client: Started (version=1.0)`:                                                                         false,
		`2026-02-03T14:37:38.1234567+01:00;INFO;Tracelistener started for WATSService, Version=6.1.0.0`:                                           true,
		`2026-02-03 14:37:38 INFO Tracelistener started for WATSService, Version=6.1.0.0`:                                                         false,
		`2026-02-03T14:37:38.1234567+01:00;INFO;WATS logfile Created`:                                                                             false,
		watsCases[10].raw: true,
		`2026-02-03T14:37:38.1234567+01:00;;Virinco.WATS.Logging.Client Start: 0 : 2026-02-03T14:37:38.1244567+01:00;;WATS Client Service started`: false,
		`00:28:15 [INFO] pywats_client.service.async_client_service: AsyncClientService starting @2026-02-03T14:37:38`:                             true,
		`00:28:15 [INFO] pywats_client.service.async_client_service: AsyncClientService started successfully`:                                      false,
		`00:28:15 [INFO] other.x: AsyncClientService starting @2026-02-03T14:37:38`:                                                                false,
		`Started`: false,
	} {
		if ProgramStart(ParseLine(raw)) != want {
			t.Errorf("%s: want %t", raw, want)
		}
	}
}
