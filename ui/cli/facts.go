package cli

import (
	"context"
	"encoding/json"
	"net/url"
	"os"
	"slices"
	"strings"
	"time"

	"stationcompanion/breaker"
	"stationcompanion/client"
	"stationcompanion/client/support"
	"stationcompanion/logging"
	"stationcompanion/station"
	"stationcompanion/station/secret"
)

// AskFacts is what a running window is asked for its Facts.
const AskFacts = "support"

// Facts is what a bundle tells of a program that runs: the window's, or a command's own.
// It crosses from one to the other as JSON.
type Facts struct {
	Status   Status            `json:"status"`
	Settings []support.Setting `json:"settings"`
	Token    string            `json:"token"` // where it is kept, as a secret.Place
	History  []support.Change  `json:"history"`
	Program  support.Program   `json:"program"`
	Check    *support.Check    `json:"check,omitempty"`
	Arrives  string            `json:"arrives,omitempty"` // another spelling of the station
}

// Seen is what Facts are made of.
type Seen struct {
	Of      string // window | probe
	State   station.State
	Snap    client.Snapshot
	History []breaker.Transition
	Version string
	Started time.Time
	Now     time.Time
	Token   secret.Place
	Check   *support.Check
}

// The bounds of what crosses: a message of package instance holds 64 KiB.
const (
	mostChanges = 60
	mostCause   = 200 // characters
)

// FactsOf puts together what is known now.
func FactsOf(s Seen) Facts {
	f := Facts{
		Status: buildStatus(s.Of, s.State, s.Snap, s.Version, s.Now), Token: string(s.Token), Check: s.Check,
		Program: support.Running(s.Version, s.Now.Sub(s.Started)), Arrives: s.Snap.ArrivesAs,
	}
	for _, key := range station.Keys() {
		f.Settings = append(f.Settings, supportSetting(s.State.Settings[key], key))
	}
	for _, t := range s.History[max(0, len(s.History)-mostChanges):] {
		c := support.Change{At: t.At, From: t.From.String(), To: t.To.String(), Failures: t.Failures, Note: t.Note}
		if t.Cause != nil {
			cause := []rune(t.Cause.Error())
			c.Cause = string(cause[:min(len(cause), mostCause)])
		}
		f.History = append(f.History, c)
	}
	return f
}

func supportSetting(s station.Setting, key station.Key) support.Setting {
	out := support.Setting{Key: string(key), Value: s.Value, Origin: string(s.Origin), Where: s.Where, Locked: s.Locked}
	for _, b := range s.Beat {
		out.Beat = append(out.Beat, support.Beaten{Value: b.Value, Origin: string(b.Origin), Where: b.Where, Why: string(b.Why)})
	}
	return out
}

// Inputs makes the inputs of a bundle: of the facts and what is read on this PC.
func (f Facts) Inputs(made time.Time, logs []support.Log, private support.Private, anonymise bool) (support.Inputs, error) {
	text, err := json.MarshalIndent(f.Status, "", "  ")
	if err != nil {
		return support.Inputs{}, err
	}
	var status strings.Builder
	WriteStatus(&status, f.Status)
	code, _ := support.Decode(f.Status.SupportCode) // of another version's window there may be none
	private.Keep = append(private.Keep, f.Status.Station.Name)
	return support.Inputs{
		Made: made, Program: f.Program, Code: code,
		StatusText: status.String(), StatusJSON: string(text) + "\n",
		Settings: f.Settings, Token: f.Token, History: f.History, Check: f.Check, Logs: logs,
		Kept:    support.Count(support.Places(logging.DefaultDir())...),
		Private: private, Anonymise: anonymise, Named: f.named(),
	}, nil
}

// named is what an anonymous bundle does not name.
func (f Facts) named() support.Named {
	n := support.Named{Stations: []string{f.Status.Station.Name, f.Arrives}}
	for _, c := range f.Status.Station.Candidates {
		n.Stations = append(n.Stations, c.Value, c.Raw)
	}
	if host, err := os.Hostname(); err == nil {
		n.Stations = append(n.Stations, host)
	}
	n.Stations = append(n.Stations, os.Getenv("COMPUTERNAME"))
	servers := []string{f.Status.Server.URL}
	for _, s := range f.Settings {
		values := []string{s.Value}
		for _, b := range s.Beat {
			values = append(values, b.Value)
		}
		switch station.Key(s.Key) {
		case station.KeyServer, station.KeyProxy:
			servers = append(servers, values...)
		case station.KeyLocation, station.KeyPurpose:
			n.Places = append(n.Places, values...)
		}
	}
	for _, s := range append(servers, proxyHosts()...) {
		if host := hostOf(s); !slices.Contains(proxyWords, host) {
			n.Servers = append(n.Servers, host)
		}
	}
	for _, of := range []string{"USERDOMAIN", "USERDNSDOMAIN", "LOGONSERVER"} { // of Windows
		n.Servers = append(n.Servers, strings.TrimLeft(os.Getenv(of), `\`))
	}
	return n
}

// proxyHosts are the hosts that the environment names a proxy, or asks without one.
func proxyHosts() (hosts []string) {
	for _, name := range []string{"HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY"} {
		for _, v := range []string{os.Getenv(name), os.Getenv(strings.ToLower(name))} {
			for _, host := range strings.Split(v, ",") {
				hosts = append(hosts, strings.Trim(strings.TrimSpace(host), ".*"))
			}
		}
	}
	return hosts
}

// proxyWords are the values of the setting proxy that name none.
var proxyWords = []string{"system", "none"}

// hostOf is the host of an address, with or without a scheme.
func hostOf(address string) string {
	if !strings.Contains(address, "://") {
		address = "https://" + address
	}
	u, err := url.Parse(strings.TrimSpace(address))
	if err != nil {
		return ""
	}
	return u.Hostname()
}

// PrivateOf finds what must not be in a bundle: the token under these flags and settings,
// and the account's names. The error says why a token may be missing; the rest is whole.
func PrivateOf(ctx context.Context, f Flags, st station.State) (support.Private, secret.Place, error) {
	ctx, cancel := context.WithTimeout(ctx, tokenTimeout)
	defer cancel()
	var p support.Private
	p.Accounts, p.Homes = support.Account()
	token, place, err := f.Token(ctx, st)
	for _, t := range []secret.Token{token, secret.New(os.Getenv("PYWATS_API_TOKEN"))} {
		if !t.Empty() {
			p.Secrets = append(p.Secrets, t)
		}
	}
	if client.KindOf(err) == client.KindBadAddress {
		err = nil // no server, no token of it
	}
	return p, place, err
}
