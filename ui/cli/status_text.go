package cli

import (
	"io"
	"strings"
	"time"

	"stationcompanion/breaker"
	"stationcompanion/client"
	"stationcompanion/station"
	"stationcompanion/ui/words"
)

// WriteStatus writes the text form: what is read out on the phone comes first.
func WriteStatus(w io.Writer, s Status) {
	p := newPrinter(w)
	main := s.headProblem()
	p.line(headline(s, main))
	if main != nil && main.Advice != "" {
		p.line(words.Visible(main.Advice))
	}
	p.field("cli.status.station", stationText(s.Station))
	for _, c := range s.Station.Candidates {
		if !c.Used && c.Raw != "" {
			p.field("", words.T("cli.status.candidate", words.Visible(c.Raw),
				words.Source(station.Source(c.Source)), whyText(c)))
		}
	}
	p.field("cli.status.server", serverText(s))
	p.field("cli.status.token", words.TokenState(client.TokenState(s.Token)))
	p.field("cli.status.breaker", breakerText(s.Breaker))
	if s.Server.LastProven != nil {
		p.field("cli.status.proven", provenText(*s.Server.LastProven))
	}
	p.field("cli.status.code", words.Visible(s.SupportCode))
	p.field("cli.status.settings", words.Visible(s.Config.Path))
	p.field("cli.status.program", words.T("cli.status.of_"+s.Of, words.Visible(s.Version)))
	for i, problem := range s.Problems {
		if &s.Problems[i] != main {
			p.line("")
			p.line(words.Visible(problem.Words))
			p.line(words.Visible(problem.Advice))
		}
	}
	p.flush() // #nosec G104 -- the caller's writer keeps its own error
}

// field writes one labelled line.
func (p *printer) field(key, text string) {
	label := ""
	if key != "" {
		label = words.T(key)
	}
	p.line("  " + pad(label, 10) + text)
}

// headProblem is the problem the first line tells: what keeps the connection from being
// well, else that it comes and goes; nil when neither is so.
func (s Status) headProblem() *StatusProblem {
	if p := s.connectionProblem(); p != nil {
		return p
	}
	for i := range s.Problems {
		if s.Problems[i].Kind == kindUnstable {
			return &s.Problems[i]
		}
	}
	return nil
}

// headline begins with what the window's header says.
func headline(s Status, main *StatusProblem) string {
	switch {
	case main != nil && s.Headline != "" && !strings.HasPrefix(main.Words, s.Headline):
		return words.Visible(s.Headline + dot + main.Words)
	case main != nil:
		return words.Visible(main.Words)
	case s.Headline != "":
		return words.Visible(s.Headline)
	case s.Connected():
		return words.T("link.connected.title")
	}
	return words.T("cli.status.unknown")
}

func stationText(s StatusStation) string {
	if s.Name == "" {
		return words.T("station.none")
	}
	return words.T("cli.status.station_from", words.Visible(s.Name), words.Source(station.Source(s.Source)))
}

func whyText(c StatusCandidate) string {
	return words.Why(station.Candidate{Raw: c.Raw, Clean: c.Value, Why: station.Reason(c.Why)})
}

func serverText(s Status) string {
	if s.Server.URL == "" {
		return words.T("link.not_set_up.title")
	}
	text := words.Visible(s.Server.URL)
	if s.Server.Demo {
		text += " · " + words.T("cli.status.demo")
	}
	if s.Server.Version != "" {
		text += " · " + words.T("link.version", words.Visible(s.Server.Version))
	}
	if s.Server.LatencyMS != nil {
		text += " · " + words.Latency(time.Duration(*s.Server.LatencyMS*float64(time.Millisecond)))
	}
	return text
}

// breakerText gives state, failures and countdown in words, from the contract's form.
func breakerText(b StatusBreaker) string {
	text := words.BreakerState(breakerStatus(b.State))
	if b.ConsecutiveFailures > 0 {
		text += " · " + words.T("cli.status.failures", b.ConsecutiveFailures)
	}
	if b.NextProbeS != nil {
		text += " · " + words.T("link.next_try", words.Seconds(time.Duration(*b.NextProbeS*float64(time.Second))))
	}
	return text
}

func breakerStatus(state string) breaker.Status {
	for _, known := range []breaker.State{breaker.Closed, breaker.HalfOpen, breaker.Open} {
		if state == known.String() {
			return breaker.Status{State: known}
		}
	}
	return breaker.Status{Off: state == breakerOff}
}

func provenText(at string) string {
	t, err := time.Parse(time.RFC3339, at)
	if err != nil {
		return words.Visible(at)
	}
	return words.FullTime(t)
}
