package cli

import (
	"context"
	"time"

	"stationcompanion/client"
	layers "stationcompanion/client/check"
	"stationcompanion/station"
	"stationcompanion/ui/words"
)

// CheckJSON is the answer of `check --json`; its form is a contract.
type CheckJSON struct {
	Server       string       `json:"server"` // as configured
	At           string       `json:"at"`     // RFC 3339, when the check began
	OK           bool         `json:"ok"`     // no step failed, and none was left out
	Failed       string       `json:"failed"` // id of the first step that failed; "" when none did
	Words        string       `json:"words"`  // the whole in a sentence
	TookMS       float64      `json:"took_ms"`
	Steps        []CheckStep  `json:"steps"` // one for each layer, in order
	Certificate  *CheckCert   `json:"certificate"`
	ClockOffsetS *float64     `json:"clock_offset_s"` // server minus this PC
	CAFile       *StatusTrust `json:"ca_file"`        // null where it is used, or none is named
	Version      string       `json:"version"`        // of this program
}

// CheckStep is one layer's finding.
type CheckStep struct {
	ID       string   `json:"id"`    // address name route proxy reachable tls http wats token clock
	State    string   `json:"state"` // ok notice failed not_needed not_tried
	Kind     string   `json:"kind"`  // of a failure: a client.Kind; "" where the note tells all
	Note     string   `json:"note"`  // a check.Note; "" for the plain findings
	Status   int      `json:"status,omitempty"`
	TookMS   *float64 `json:"took_ms"` // null where it was not tried
	Words    string   `json:"words"`
	Advice   string   `json:"advice"`
	Evidence string   `json:"evidence"`
	Cause    string   `json:"cause"`
}

// CheckCert is the server's certificate.
type CheckCert struct {
	Subject    string   `json:"subject"`
	Names      []string `json:"names"`
	Issuer     string   `json:"issuer"`
	Chain      []string `json:"chain"`
	NotBefore  string   `json:"not_before"` // RFC 3339
	NotAfter   string   `json:"not_after"`
	SHA256     string   `json:"sha256"` // 64 upper-case hex digits
	Serial     string   `json:"serial"`
	Key        string   `json:"key"`
	TLS        string   `json:"tls"`
	Cipher     string   `json:"cipher"`
	SelfSigned bool     `json:"self_signed"`
	Trusted    bool     `json:"trusted"`
}

// StatusTrust says why the file of company certificates is not used.
type StatusTrust struct {
	Path   string `json:"path"`
	Why    string `json:"why"` // missing unreadable too_large no_pem garbled key
	Words  string `json:"words"`
	Advice string `json:"advice"`
}

// runCheck checks the connection as it is configured, by an exchange of its own: the
// running window is not asked.
func runCheck(ctx context.Context, c Command, env Env, p *printer) int {
	f, stop := c.Flags, func() {}
	if f.Demo {
		var err error
		if f, stop, err = startDemo(f); err != nil {
			tell(env.Err, words.Error(err))
			return ExitBad
		}
	}
	defer stop()
	st := station.Load(f.Inputs())
	token, err := tokenFor(ctx, f, st, env)
	if err != nil {
		tell(env.Err, words.Error(err))
		return ExitBad
	}
	cfg, began := client.ConfigFrom(st, token), time.Now()
	cfg.Demo = f.Demo
	all := layers.With(env.Desktop)(ctx, cfg, nil)
	answer := buildCheck(cfg.Server, env.Version, began, all)
	if c.Options.JSON {
		writeJSON(p, answer)
	} else {
		text := words.CheckText(cfg.Server, words.T("cli.version", env.Version), began, all)
		p.line(text[:len(text)-1])
	}
	if answer.OK {
		return ExitOK
	}
	return ExitBad
}

// buildCheck puts findings into the contract's form.
func buildCheck(server, version string, began time.Time, all []layers.Result) CheckJSON {
	verdict, took := words.CheckVerdict(all), time.Duration(0)
	out := CheckJSON{Server: server, At: began.Format(time.RFC3339), OK: true, Version: version, Steps: []CheckStep{},
		Words: words.Trouble{Title: verdict.Title, Advice: verdict.Advice}.Joined()}
	for _, r := range all {
		out.Steps = append(out.Steps, checkStep(r))
		took += r.Took
		out.OK = out.OK && r.State != layers.Failed && r.State != layers.NotTried
		if r.State == layers.Failed && out.Failed == "" {
			out.Failed = string(r.ID)
		}
		if r.Cert != nil && out.Certificate == nil {
			out.Certificate = checkCert(r.Cert)
		}
		if r.Offset != nil {
			s := r.Offset.Round(time.Second).Seconds()
			out.ClockOffsetS = &s
		}
		if r.Trust != nil {
			out.CAFile = trustOf(r.Trust)
		}
	}
	out.TookMS = millis(took)
	return out
}

func checkStep(r layers.Result) CheckStep {
	w := words.CheckResult(r)
	s := CheckStep{ID: string(r.ID), State: string(r.State), Note: string(r.Note), Words: w.Title, Advice: w.Advice, Evidence: r.Evidence}
	if r.State != layers.NotTried {
		took := millis(r.Took)
		s.TookMS = &took
	}
	if r.Err != nil {
		s.Kind, s.Status = string(r.Err.Kind), r.Err.Status
		s.Cause = words.Error(r.Err).Technical
	}
	return s
}

func checkCert(c *layers.Certificate) *CheckCert {
	return &CheckCert{
		Subject: c.Subject, Names: append([]string{}, c.Names...), Issuer: c.Issuer, Chain: append([]string{}, c.Chain...),
		NotBefore: c.NotBefore.UTC().Format(time.RFC3339), NotAfter: c.NotAfter.UTC().Format(time.RFC3339),
		SHA256: c.SHA256, Serial: c.Serial, Key: c.Key, TLS: c.Version, Cipher: c.Cipher,
		SelfSigned: c.SelfSigned, Trusted: c.Trusted,
	}
}

func trustOf(e *client.CAError) *StatusTrust {
	t := words.Error(e)
	return &StatusTrust{Path: e.Path, Why: e.Why, Words: t.Title, Advice: t.Advice}
}

func millis(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }
