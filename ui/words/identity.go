package words

import (
	"strings"
	"time"

	"stationcompanion/station/fingerprint"
)

// namedAdapters is how many adapters a technical line names.
const namedAdapters = 4

// Identity puts what is odd about this PC in words. Technical says which finding it is,
// the adapters, and since when it is so.
func Identity(f fingerprint.Finding, now time.Time) Trouble {
	key := string(f.Kind)
	switch {
	case f.Kind == fingerprint.Renamed && f.Follows:
		key = string(fingerprint.Renamed) + "_follows"
	case f.Kind == fingerprint.AdapterGone && f.Base:
		key += "_base"
	case f.Kind == fingerprint.OtherPC && f.Mixed:
		key += "_mixed"
	}
	args := []any{nameOr(f.Station, "station.none"), nameOr(f.WasHost, "identity.unknown_host"), Visible(f.Host), When(f.LastSeen, now), adapters(f)}
	t := Trouble{Technical: facts(string(f.Kind), adapters(f), T("identity.since", FullTime(f.First)))}
	if !Has("identity." + key + ".title") {
		t.Title, t.Advice = T("error.plain.title"), T("error.plain.advice")
		return t
	}
	t.Title, t.Advice = T("identity."+key+".title", args...), T("identity."+key+".advice", args...)
	return t
}

func nameOr(name, key string) string {
	if name == "" {
		return T(key)
	}
	return Visible(name)
}

// adapters names those of a finding: "eth0 (00:11:22:AA:BB:CC)".
func adapters(f fingerprint.Finding) string {
	if f.Origin != "" {
		return Visible(fingerprint.Spelled(f.Origin))
	}
	var all []string
	for _, a := range f.Adapters[:min(len(f.Adapters), namedAdapters)] {
		all = append(all, T("identity.adapter", Visible(a.Name), Visible(fingerprint.Spelled(a.MAC))))
	}
	return strings.Join(all, ", ")
}
