package cli

import (
	"time"

	"stationcompanion/station"
	"stationcompanion/station/fingerprint"
	"stationcompanion/ui/words"
)

// WithIdentity adds what is odd about this PC, read or not, to the problems.
func (s Status) WithIdentity(found []fingerprint.Finding) Status {
	for _, f := range found {
		t := words.Identity(f, time.Now())
		s.Problems = append(s.Problems, StatusProblem{Kind: string(f.Kind), Words: t.Title, Advice: t.Advice})
	}
	return s
}

// IdentityOptions are those of a look at this PC under the station's name. state gives
// the station's newest state.
func IdentityOptions(in station.Inputs, state func() station.State) fingerprint.Options {
	return fingerprint.Options{
		Path: fingerprint.Path(),
		Read: func() fingerprint.Reading { return fingerprint.System(in.Hostname) },
		Station: func() (name string, follows bool) {
			id := state().Identity
			return id.Name, id.Source == station.SourceHost
		},
	}
}

// peekIdentity looks at this PC without writing anything down.
func peekIdentity(in station.Inputs, st station.State) []fingerprint.Finding {
	return fingerprint.Peek(IdentityOptions(in, func() station.State { return st }))
}

// ofIdentity reports whether a problem kind is of this PC.
func ofIdentity(kind string) bool {
	for _, k := range fingerprint.Kinds() {
		if string(k) == kind {
			return true
		}
	}
	return false
}
