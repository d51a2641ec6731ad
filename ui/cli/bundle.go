package cli

import (
	"context"
	"encoding/json"
	"io"
	"time"

	layers "stationcompanion/client/check"
	"stationcompanion/client/support"
	"stationcompanion/logging"
	"stationcompanion/station"
	"stationcompanion/ui/words"
)

// bundleList is `bundle --list --json`.
type bundleList struct {
	Files []bundleEntry `json:"files"`
}

type bundleEntry struct {
	Name string `json:"name"`
	Size int    `json:"size"` // bytes
}

// runBundle makes a support bundle: of the running window where there is one, else of one
// exchange made here. The connection is checked where the window did not lately.
func runBundle(ctx context.Context, c Command, env Env, p *printer) int {
	made := time.Now()
	facts, err := bundleFacts(ctx, c, env)
	if err != nil {
		tell(env.Err, words.Error(err))
		return ExitBad
	}
	private, place, tokenErr := PrivateOf(ctx, c.Flags, station.Load(c.Flags.Inputs()))
	if facts.Token == "" {
		facts.Token = string(place)
	}
	logs, logErr := support.ReadLogs(logging.DefaultDir())
	in, err := facts.Inputs(made, logs, private, c.Options.Anonymise)
	if !c.Flags.asksElsewhere() {
		in.Record = keptRecord()
	}
	if tokenErr != nil {
		in.Incomplete = words.Error(tokenErr).Technical
	}
	var files []support.File
	if err == nil {
		files, err = support.Build(in)
	}
	if err == nil {
		err = putBundle(c, p, files, made)
	}
	switch {
	case err != nil:
		tell(env.Err, words.Error(err))
		return ExitBad
	case logErr != nil:
		tell(env.Err, words.Trouble{Title: words.T("bundle.logs_advice"), Technical: words.Error(logErr).Technical})
		return ExitBad
	}
	return ExitOK
}

func putBundle(c Command, p *printer, files []support.File, made time.Time) error {
	if !c.Options.Logs.List {
		err := replaceFile(c.Options.Output, func(w io.Writer) error { return support.WriteZip(w, files, made) })
		if err == nil {
			p.line(words.T("cli.show.written", words.Visible(c.Options.Output)))
		}
		return err
	}
	list := bundleList{Files: []bundleEntry{}}
	var rows [][]string
	for _, f := range files {
		list.Files = append(list.Files, bundleEntry{f.Name, len(f.Text)})
		rows = append(rows, []string{f.Name, words.Bytes(int64(len(f.Text)))})
	}
	if c.Options.JSON {
		writeJSON(p, list)
		return nil
	}
	for _, line := range table(rows) {
		p.line(line)
	}
	return nil
}

// bundleFacts asks the running window, else makes one exchange.
func bundleFacts(ctx context.Context, c Command, env Env) (Facts, error) {
	var facts Facts
	f := c.Flags
	if !f.asksElsewhere() {
		asked, cancel := context.WithTimeout(ctx, askTimeout)
		text, err := env.AskWindow(asked, AskFacts)
		cancel()
		if err == nil && json.Unmarshal(text, &facts) == nil && facts.Status.Of == OfWindow {
			if !c.Options.NoCheck {
				facts.Check = checkFor(ctx, facts, f, env, time.Now())
			}
			return facts, nil
		}
	}
	began := time.Now()
	session, err := connect(ctx, f, env)
	if err != nil {
		return Facts{}, err
	}
	defer session.close()
	asked, cancel := context.WithTimeout(ctx, probeTimeout)
	defer cancel()
	snap, _ := session.client.Check(asked) // the snapshot holds the error
	seen := Seen{Of: OfProbe, State: session.state, Snap: snap, History: session.client.History(), Version: env.Version, Started: began, Now: time.Now()}
	if !c.Options.NoCheck {
		seen.Check = SupportCheck(layers.With(env.Desktop)(ctx, session.cfg, nil), time.Now())
	}
	return FactsOf(seen), nil
}

// checkBundle finds a bundle command that says neither where to nor only to list.
func checkBundle(c Command) error {
	o := c.Options
	if len(c.Args) > 0 || o.Logs.List == (o.Output != "") || o.JSON && !o.Logs.List {
		return &UsageError{words.T("cli.usage.bundle")}
	}
	return nil
}
