package cli

import (
	"context"
	"time"

	"stationcompanion/client"
	layers "stationcompanion/client/check"
	"stationcompanion/client/support"
	"stationcompanion/station"
	"stationcompanion/ui/words"
)

// checkFresh is how long a check of the connection is new enough for a bundle.
const checkFresh = 5 * time.Minute

// FreshCheck tells whether a check is of this server and new enough for a bundle.
func FreshCheck(c *support.Check, server string, now time.Time) bool {
	return c != nil && now.Sub(c.At).Abs() <= checkFresh && len(c.Steps) > 0 && c.Steps[0].Evidence == server
}

// SupportCheck is what a check found at a moment, in a bundle's form.
func SupportCheck(found []layers.Result, at time.Time) *support.Check {
	c := &support.Check{At: at}
	for _, r := range found {
		s := support.Step{ID: string(r.ID), Result: string(r.State), TookMS: millis(r.Took), Evidence: r.Evidence}
		if r.State == layers.Failed || r.State == layers.Notice {
			s.Words = words.CheckResult(r).Joined()
		}
		if r.Err != nil {
			s.Cause = r.Err.Error()
		}
		c.Steps = append(c.Steps, s)
	}
	return c
}

// checkFor is the check a bundle of a window's facts needs: the window's own where it is
// fresh, else one made here, where this command's settings lead to the same server. Of demo
// data none is made.
func checkFor(ctx context.Context, facts Facts, f Flags, env Env, now time.Time) *support.Check {
	server := facts.Status.Server
	if FreshCheck(facts.Check, server.URL, now) || server.Demo {
		return facts.Check
	}
	st := station.Load(f.Inputs())
	base, err := client.NormalizeServer(st.Text(station.KeyServer))
	if err != nil || base != server.URL {
		return facts.Check
	}
	bounded, cancel := context.WithTimeout(ctx, tokenTimeout)
	token, _, _ := f.Token(bounded, st) // without one the check says what the server wants
	cancel()
	return SupportCheck(layers.With(env.Desktop)(ctx, client.ConfigFrom(st, token), nil), now)
}
