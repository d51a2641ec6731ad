package words

import (
	"strings"
	"testing"
	"time"

	"stationcompanion/station/fingerprint"
)

// Every kind says what is so, with its evidence, and what to do.
func TestIdentity(t *testing.T) {
	now := time.Date(2026, 4, 21, 9, 0, 0, 0, time.Local)
	gone := []fingerprint.Adapter{{Name: "eth0", MAC: "001122AABBCC", Bus: fingerprint.BuiltIn}}
	f := fingerprint.Finding{
		Station: "FCT-7", WasHost: "TEST-07", Host: "NEW-01", LastSeen: now.Add(-19 * time.Hour), First: now,
	}
	for _, c := range []struct {
		change func(*fingerprint.Finding)
		kind   fingerprint.Kind
		title  string
		advice string
	}{
		{nil, fingerprint.Renamed, "This PC was called TEST-07 until yesterday 14:00.", "Is it a copy?"},
		{func(f *fingerprint.Finding) { f.Follows = true }, fingerprint.Renamed, "now it and this station are NEW-01", "To go on as TEST-07"},
		{nil, fingerprint.Copied, "looks like a copy of TEST-07, and the station is still called FCT-7", "its own station name"},
		{func(f *fingerprint.Finding) { f.WasHost = "" }, fingerprint.Copied, "copy of another PC", "its own station name"},
		{func(f *fingerprint.Finding) { f.Adapters = gone }, fingerprint.AdapterGone, "eth0 (00:11:22:AA:BB:CC), last there yesterday 14:00", "Plug it in"},
		{func(f *fingerprint.Finding) { f.Adapters, f.Base = gone, true }, fingerprint.AdapterGone, "this station's reports name is gone", "Plug it in"},
		{func(f *fingerprint.Finding) { f.Adapters = gone }, fingerprint.NewHardware, "changed at once", "If it was repaired"},
		{func(f *fingerprint.Finding) { f.Origin = "001B21000001" }, fingerprint.OtherPC, "under the name FCT-7 come from another PC, with the network adapter 00:1B:21:00:00:01", "Find that PC"},
		{func(f *fingerprint.Finding) { f.Origin, f.Mixed = "001B21000001", true }, fingerprint.OtherPC, "Another PC reports under the name FCT-7 too", "Find that PC"},
	} {
		f := f
		f.Kind = c.kind
		if c.change != nil {
			c.change(&f)
		}
		got := Identity(f, now)
		if !strings.Contains(got.Title, c.title) || !strings.Contains(got.Advice, c.advice) || !strings.HasPrefix(got.Technical, string(c.kind)) {
			t.Errorf("%s: %+v", c.kind, got)
		}
	}
	for _, k := range fingerprint.Kinds() {
		if !Has("identity." + string(k) + ".title") {
			t.Errorf("%s has no words", k)
		}
	}
	if got := Identity(fingerprint.Finding{Kind: "new_one"}, now); got.Title == "" || got.Advice == "" {
		t.Errorf("an unknown kind: %+v", got)
	}
	f.WasHost, f.Kind = "\x1b[2J\u202e", fingerprint.Renamed
	if got := Identity(f, now); strings.ContainsAny(got.Joined(), "\x1b\u202e") {
		t.Errorf("%q", got.Joined())
	}
}
