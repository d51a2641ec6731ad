package cli

import (
	"context"
	"encoding/json"
	"time"

	"stationcompanion/ui/words"
)

// Deadlines of a status: for the running window, and for the exchange made without one.
const (
	askTimeout   = 5 * time.Second
	probeTimeout = 15 * time.Second
	tokenTimeout = 5 * time.Second // a locked keyring may never answer
)

// runStatus asks the running window, else makes one exchange itself. Flags that change
// what would be asked (another server, another file) are not the window's, so they
// lead to an exchange of our own.
func runStatus(ctx context.Context, c Command, env Env, p *printer) int {
	s, ok := askWindow(ctx, c.Flags, env)
	if !ok {
		var err error
		if s, err = probe(ctx, c.Flags, env); err != nil {
			tell(env.Err, words.Error(err))
			return ExitBad
		}
	}
	if c.Options.JSON {
		writeJSON(p, s)
	} else {
		WriteStatus(p.w, s)
	}
	if s.Connected() {
		return ExitOK
	}
	return ExitBad
}

func askWindow(ctx context.Context, f Flags, env Env) (Status, bool) {
	if f.asksElsewhere() {
		return Status{}, false
	}
	ctx, cancel := context.WithTimeout(ctx, askTimeout)
	defer cancel()
	text, err := env.AskWindow(ctx, "status")
	var s Status
	if err != nil || json.Unmarshal(text, &s) != nil || s.Of != OfWindow {
		return Status{}, false // none, or one of another version
	}
	return s, true
}

// asksElsewhere reports whether flags ask for something else than what a window shows.
func (f Flags) asksElsewhere() bool {
	return f.Server != "" || f.TokenFile != "" || f.Station != "" || f.Config != "" || f.Demo
}

func probe(ctx context.Context, f Flags, env Env) (Status, error) {
	session, err := connect(ctx, f, env)
	if err != nil {
		return Status{}, err
	}
	defer session.close()
	ctx, cancel := context.WithTimeout(ctx, probeTimeout)
	defer cancel()
	snap, _ := session.client.Check(ctx) // the snapshot holds the error
	return BuildStatus(OfProbe, session.state, snap, env.Version), nil
}
