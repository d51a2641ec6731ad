package check

import (
	"strings"
	"testing"
	"time"

	"stationcompanion/client"
	"stationcompanion/station/secret"
)

// What takes longer than the window waits is said once, by the first layer that takes so
// long, and with the client's own limit.
func TestSlowerThanTheWindowWaits(t *testing.T) {
	noProxy(t)
	locked, open := serve(t, wats("dG9rZW4="), nil), serve(t, wats(""), nil)
	for _, tc := range []struct {
		server   string
		token    string
		patience time.Duration
		outline  string
	}{
		{open.URL, "", time.Nanosecond, "http! wats+ token0 clock+"},
		{open.URL, "", time.Hour, "http+ wats+ token0 clock+"},
		{locked.URL, "dG9rZW4=", time.Nanosecond, "http! wats+ token+ clock+"},
	} {
		n := around(nil)
		n.patience = tc.patience
		cfg := client.Config{Server: tc.server}
		if tc.token != "" {
			cfg.Token = secret.New(tc.token)
		}
		all := n.run(t.Context(), cfg, nil)
		if !strings.HasSuffix(outline(all), tc.outline) {
			t.Errorf("%v: %s", tc, outline(all))
		}
		if r := find(all, HTTP); (r.Note == NoteSlow) != (r.State == Notice) || r.State == Notice && r.Limit != tc.patience {
			t.Errorf("%+v", r)
		}
	}
}

// A server that is slow only for the question with the token, or with the version, is
// found out at that layer.
func TestSlowWhere(t *testing.T) {
	for _, tc := range []struct {
		took map[StepID]time.Duration
		want StepID
	}{
		{map[StepID]time.Duration{HTTP: 2 * time.Second, WATS: 3 * time.Second, Token: 3 * time.Second}, ""},
		{map[StepID]time.Duration{HTTP: 4 * time.Second, WATS: 4 * time.Second, Token: 4 * time.Second}, HTTP},
		{map[StepID]time.Duration{HTTP: 2 * time.Second, WATS: 4 * time.Second, Token: 4 * time.Second}, WATS},
		{map[StepID]time.Duration{HTTP: 2 * time.Second, WATS: 2 * time.Second, Token: 4 * time.Second}, Token},
		{map[StepID]time.Duration{Name: 4 * time.Second, Reach: 4 * time.Second, TLS: 4 * time.Second}, ""},
	} {
		c := &checking{network: network{patience: 3 * time.Second}}
		var slow StepID
		for _, id := range Steps() {
			r := Result{ID: id, State: Well, Took: tc.took[id]}
			if c.slow(&r); r.Note == NoteSlow {
				if slow != "" || r.State != Notice {
					t.Errorf("%v: %+v after %s", tc.took, r, slow)
				}
				slow = id
			}
		}
		if slow != tc.want {
			t.Errorf("%v: %q, want %q", tc.took, slow, tc.want)
		}
	}
	// One that says something else keeps it.
	c := &checking{network: network{patience: 3 * time.Second}}
	for _, r := range []Result{{ID: WATS, State: Notice, Note: NoteSignIn}, {ID: HTTP, State: Failed}, {ID: Token, State: NotNeeded}} {
		was := r
		was.Took, r.Took = time.Minute, time.Minute
		if c.slow(&r); r != was {
			t.Errorf("%+v", r)
		}
	}
}

func TestPatienceIsTheClients(t *testing.T) {
	if got := outside(nil).patience; got != client.HealthLimit || got <= 0 || got >= layerBound {
		t.Errorf("%v, and a layer ends after %v", got, layerBound)
	}
}
