package cli

import (
	"time"

	"stationcompanion/client"
	"stationcompanion/client/support"
	"stationcompanion/station"
	"stationcompanion/ui/words"
)

// Status is the answer of `status --json`; its form is a contract.
type Status struct {
	Of       string          `json:"of"`       // window | probe
	State    string          `json:"state"`    // a support.State: a client.Link, or finer
	Headline string          `json:"headline"` // what the window's header calls it
	Station  StatusStation   `json:"station"`
	Server   StatusServer    `json:"server"`
	Token    string          `json:"token"` // none untried accepted refused withheld
	Breaker  StatusBreaker   `json:"breaker"`
	Problems []StatusProblem `json:"problems"`
	Config   StatusConfig    `json:"config"`
	Version  string          `json:"version"`
	// SupportCode is what is read out on the phone, XXXX-XXXX; see package support.
	SupportCode string `json:"support_code"`
}

// StatusStation is the identity with its reasons.
type StatusStation struct {
	Name       string            `json:"name"`
	Source     string            `json:"source"`
	Candidates []StatusCandidate `json:"candidates"`
}

// StatusCandidate is one source's answer.
type StatusCandidate struct {
	Source string `json:"source"`
	Raw    string `json:"raw"`
	Value  string `json:"value"`
	Used   bool   `json:"used"`
	Why    string `json:"why"`
}

// StatusServer is the connection; nulls where nothing is known.
type StatusServer struct {
	URL          string   `json:"url"`
	Version      string   `json:"version"`
	LatencyMS    *float64 `json:"latency_ms"`
	ClockOffsetS *float64 `json:"clock_offset_s"` // server minus this PC
	LastProven   *string  `json:"last_proven"`    // RFC 3339
	Demo         bool     `json:"demo,omitempty"` // made-up data of the built-in server
}

// StatusBreaker is the breaker.
type StatusBreaker struct {
	State               string   `json:"state"` // CLOSED OPEN HALF_OPEN OFF
	ConsecutiveFailures int      `json:"consecutive_failures"`
	NextProbeS          *float64 `json:"next_probe_s"`
}

// StatusProblem is one thing that is wrong, with what to do. Kind is a client.Kind, a
// client.Link, a station.ProblemKind, a fingerprint.Kind, "clock", "stale", "unstable" or
// "ca_file".
type StatusProblem struct {
	Kind   string `json:"kind"`
	Words  string `json:"words"`
	Advice string `json:"advice"`
}

// StatusConfig says which file is read.
type StatusConfig struct {
	Path string `json:"path"`
}

// Who answers a status: the running window, or a probe of this process.
const (
	OfWindow = "window"
	OfProbe  = "probe"
)

// The problem kinds beside those of client and station.
const (
	kindClock    = "clock"
	kindStale    = "stale"
	kindUnstable = "unstable" // well now, but it comes and goes
	kindCAFile   = "ca_file"  // the file of company certificates is not used
)

// dot stands between a sentence's title and its detail.
const dot = " · "

// breakerOff is the breaker's state where it is turned off.
const breakerOff = "OFF"

// BuildStatus puts station and connection into the contract's form. of is "window" or "probe".
func BuildStatus(of string, st station.State, snap client.Snapshot, version string) Status {
	return buildStatus(of, st, snap, version, time.Now())
}

func buildStatus(of string, st station.State, snap client.Snapshot, version string, now time.Time) Status {
	s := Status{
		Of: of, State: string(support.StateOf(snap, now)), Headline: words.Connection(snap, now).Title,
		Station: StatusStation{Name: st.Identity.Name, Source: string(st.Identity.Source), Candidates: []StatusCandidate{}},
		Server:  statusServer(snap),
		Token:   string(snap.Token),
		Breaker: statusBreaker(snap, now),
		Config:  StatusConfig{Path: st.User.Path},
		Version: version, SupportCode: support.CodeOf(snap, st.Identity.Name, version, now).String(),
	}
	for _, c := range st.Identity.Candidates {
		s.Station.Candidates = append(s.Station.Candidates, StatusCandidate{
			Source: string(c.Source), Raw: c.Raw, Value: c.Clean, Used: c.Used, Why: string(c.Why),
		})
	}
	s.Problems = append(connectionProblems(of, snap, now), configProblems(st)...)
	return s
}

func statusServer(snap client.Snapshot) StatusServer {
	s := StatusServer{URL: snap.Server, Version: snap.Version, Demo: snap.Demo}
	if !snap.Proven.IsZero() {
		ms := float64(snap.Latency.Microseconds()) / 1000
		at := snap.Proven.UTC().Format(time.RFC3339)
		s.LatencyMS, s.LastProven = &ms, &at
	}
	if snap.HasOffset {
		off := snap.Offset.Round(time.Second).Seconds()
		s.ClockOffsetS = &off
	}
	return s
}

func statusBreaker(snap client.Snapshot, now time.Time) StatusBreaker {
	b := StatusBreaker{State: snap.Breaker.State.String(), ConsecutiveFailures: snap.Breaker.ConsecutiveFailures}
	if snap.Breaker.Off {
		b.State = breakerOff
	}
	if !snap.Breaker.NextProbe.IsZero() {
		left := max(0, snap.Breaker.NextProbe.Sub(now)).Round(100 * time.Millisecond).Seconds()
		b.NextProbeS = &left
	}
	return b
}

// connectionProblems gives what keeps the connection from being well. A window's is
// the sentence of its header; a probe has no next try, so it tells its one failure.
func connectionProblems(of string, snap client.Snapshot, now time.Time) []StatusProblem {
	problems := []StatusProblem{}
	if p, bad := linkProblem(of, snap, now); bad {
		problems = append(problems, p)
	} else if snap.Unstable.On() {
		s := words.Connection(snap, now)
		problems = append(problems, StatusProblem{Kind: kindUnstable, Words: s.Title + dot + s.Detail, Advice: s.Advice})
	}
	if clock := words.Clock(snap.Offset); snap.HasOffset && clock != "" {
		problems = append(problems, StatusProblem{Kind: kindClock, Words: clock, Advice: words.T("cli.status.clock")})
	}
	return problems
}

func linkProblem(of string, snap client.Snapshot, now time.Time) (StatusProblem, bool) {
	switch {
	case snap.Link == client.LinkConnected && !snap.Stale(now):
		return StatusProblem{}, false
	case of == OfProbe && snap.LastError != nil:
		t := words.Error(snap.LastError)
		return StatusProblem{Kind: string(snap.LastError.Kind), Words: t.Title, Advice: t.Advice}, true
	}
	kind := string(snap.Link)
	if snap.Link == client.LinkConnected {
		kind = kindStale
	}
	s := words.Connection(snap, now)
	return StatusProblem{Kind: kind, Words: s.Title + dot + s.Detail, Advice: s.Advice}, true
}

func configProblems(st station.State) []StatusProblem {
	var problems []StatusProblem
	for _, p := range st.Problems {
		t := words.Problem(p)
		problems = append(problems, StatusProblem{Kind: string(p.Kind), Words: t.Title, Advice: t.Advice})
	}
	if _, err := client.Trust(nil, st.Text(station.KeyCAFile)); err != nil {
		t := words.Error(err)
		problems = append(problems, StatusProblem{Kind: kindCAFile, Words: t.Title, Advice: t.Advice})
	}
	return problems
}

// Connected reports whether the connection was well: proven, and nothing stands
// against it. Problems of files and clock do not count, nor that it comes and goes.
func (s Status) Connected() bool {
	return s.connectionProblem() == nil && s.Server.LastProven != nil
}

// connectionProblem is the problem that keeps the connection from being well; nil
// when there is none.
func (s Status) connectionProblem() *StatusProblem {
	for i := range s.Problems {
		if !besides(s.Problems[i].Kind) {
			return &s.Problems[i]
		}
	}
	return nil
}

// besides reports whether a problem kind says nothing about the connection.
func besides(kind string) bool {
	switch station.ProblemKind(kind) {
	case station.ProblemLine, station.ProblemValue, station.ProblemUnreadable, station.ProblemCorrupt,
		station.ProblemEncoding, station.ProblemNoStation, station.ProblemDisagrees, kindClock, kindUnstable, kindCAFile:
		return true
	}
	return ofIdentity(kind)
}
