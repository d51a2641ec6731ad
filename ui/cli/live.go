package cli

import (
	"context"
	"sync"
	"time"

	"github.com/rs/zerolog"

	"stationcompanion/client"
	"stationcompanion/client/demo"
	"stationcompanion/logging"
	"stationcompanion/station"
	"stationcompanion/station/secret"
)

// Live keeps a running client and log on the newest settings, token and demo choice:
//
//	station.Watch ─┐
//	TokenChanged ──┼─► again ─► Run: find the token ─► log, client.Apply
//	StartDemo ─────┘
//
// One goroutine does it all, because a locked keyring may block for seconds.
type Live struct {
	o     LiveOptions
	log   zerolog.Logger
	again chan struct{} // something changed; capacity 1

	mu    sync.Mutex
	demo  *demo.Server // nil = the configured server
	left  string       // the server setting when the demo began by a button
	stale bool         // the token must be found again

	// Of Run's goroutine:
	token  secret.Token
	server string // the token was found for this setting
	failed error  // what kept a place from being asked
	given  string // the first server: what token file and environment were given for
}

// LiveOptions makes a Live.
type LiveOptions struct {
	Flags   Flags
	Station *station.Keeper
	Log     *logging.Log
	Version string // of the program
	// FindToken finds the token of a state's server; nil takes Flags.Token.
	FindToken func(ctx context.Context, st station.State) (secret.Token, secret.Place, error)
}

// How long the keyring is waited for, and how soon one that did not answer is asked again.
const (
	findTimeout = 10 * time.Second
	findAgain   = 30 * time.Second
)

// NewLive makes a Live; with --demo its demo server runs already.
func NewLive(o LiveOptions) (*Live, error) {
	l := &Live{o: o, log: o.Log.For("station"), again: make(chan struct{}, 1), stale: true}
	if l.o.FindToken == nil {
		l.o.FindToken = func(ctx context.Context, st station.State) (secret.Token, secret.Place, error) {
			if l.given == "" {
				l.given = st.Text(station.KeyServer)
			}
			return o.Flags.tokenGivenFor(ctx, st, l.given)
		}
	}
	if o.Flags.Demo {
		return l, l.beginDemo()
	}
	return l, nil
}

// Config is the configuration as it is now, without the token, so that a client can
// be made before the keyring has answered.
func (l *Live) Config() client.Config { return l.config(l.o.Station.State(), secret.Token{}) }

func (l *Live) config(st station.State, token secret.Token) client.Config {
	cfg := client.ConfigFrom(st, token)
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.demo != nil {
		cfg.Server, cfg.Demo, cfg.Token = l.demo.URL(), true, secret.Token{}
	}
	return cfg
}

// TokenChanged says that a token was saved or deleted. It does not block.
func (l *Live) TokenChanged() {
	l.mu.Lock()
	l.stale = true
	l.mu.Unlock()
	l.poke()
}

// StartDemo connects to a demo server in this process, until another server is
// configured. Nothing of it is saved.
func (l *Live) StartDemo() error {
	if err := l.beginDemo(); err != nil {
		return err
	}
	l.poke()
	return nil
}

func (l *Live) beginDemo() error {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.demo != nil {
		return nil
	}
	st := l.o.Station.State()
	server, err := demo.Start(demo.Options{Station: st.Identity.Name})
	if err != nil {
		return err
	}
	l.demo, l.left = server, st.Text(station.KeyServer)
	return nil
}

func (l *Live) poke() {
	select {
	case l.again <- struct{}{}:
	default:
	}
}

// Run follows the settings until ctx ends, and runs the client's heartbeat from the
// moment it has its token. It blocks; all it started has ended when it returns.
func (l *Live) Run(ctx context.Context, c *client.Client) {
	var work sync.WaitGroup
	defer work.Wait()
	work.Go(func() { l.o.Station.Watch(ctx, func(station.State) { l.poke() }) })
	l.apply(ctx, c)
	work.Go(func() { c.Run(ctx) })
	for {
		var retry <-chan time.Time
		if l.failed != nil && l.token.Empty() {
			retry = time.After(findAgain)
		}
		select {
		case <-ctx.Done():
			return
		case <-retry:
			l.TokenChanged()
		case <-l.again:
			l.apply(ctx, c)
		}
	}
}

// apply brings log and client to the newest settings.
func (l *Live) apply(ctx context.Context, c *client.Client) {
	st := l.o.Station.State()
	old := l.leaveDemo(st)
	l.findToken(ctx, st)
	l.o.Log.SetSecrets(l.token)
	l.o.Log.SetStation(st.Identity.Name)
	for _, err := range []error{
		l.o.Log.SetLevel(st.Text(station.KeyLogLevel)),
		l.o.Log.SetFormat(logging.Format(st.Text(station.KeyLogFormat))),
	} {
		if err != nil {
			l.log.Warn().Err(err).Msg("Log setting not taken")
		}
	}
	c.Apply(l.config(st, l.token))
	closeDemo(old, l.log)
}

// leaveDemo ends a demo that a button began once another server is configured, and
// gives its server, to be closed after the client has left it.
func (l *Live) leaveDemo(st station.State) *demo.Server {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.demo == nil || l.o.Flags.Demo || st.Text(station.KeyServer) == l.left {
		return nil
	}
	old := l.demo
	l.demo = nil
	return old
}

// findToken finds the token where the server or the saved tokens changed.
func (l *Live) findToken(ctx context.Context, st station.State) {
	server := st.Text(station.KeyServer)
	l.mu.Lock()
	needed := l.demo == nil && (l.stale || server != l.server)
	if needed {
		l.stale = false
	}
	l.mu.Unlock()
	if !needed {
		return
	}
	ctx, cancel := context.WithTimeout(logging.Begin(ctx, "find token"), findTimeout)
	defer cancel()
	token, place, err := l.o.FindToken(ctx, st)
	l.token, l.server, l.failed = token, server, err
	if err != nil {
		l.log.Warn().Ctx(ctx).Err(err).Str("place", string(place)).Msg("A place for the token could not be asked")
		return
	}
	l.log.Debug().Ctx(ctx).Str("place", string(place)).Msg("Token looked for")
}

// Close ends the demo server, where one runs. Call it after Run returned and the client
// is closed.
func (l *Live) Close() {
	l.mu.Lock()
	old := l.demo
	l.demo = nil
	l.mu.Unlock()
	closeDemo(old, l.log)
}

func closeDemo(s *demo.Server, log zerolog.Logger) {
	if s == nil {
		return
	}
	if err := s.Close(); err != nil {
		log.Warn().Err(err).Msg("Demo server did not close well")
	}
}
