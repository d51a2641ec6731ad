package cli

import (
	"context"

	"stationcompanion/client"
	"stationcompanion/logging"
	"stationcompanion/station"
	"stationcompanion/station/secret"
	"stationcompanion/ui/words"
)

// session is a connection for one command.
type session struct {
	state  station.State
	cfg    client.Config
	client *client.Client
	log    *logging.Log
	stop   func() // ends the demo server, where one runs
}

func connect(ctx context.Context, f Flags, env Env) (*session, error) {
	s := &session{stop: func() {}, log: logging.Discard()}
	if f.Demo {
		var err error
		if f, s.stop, err = startDemo(f); err != nil {
			return nil, err
		}
	}
	s.state = station.Load(f.Inputs())
	token, err := tokenFor(ctx, f, s.state, env)
	if err != nil {
		s.stop()
		return nil, err
	}
	if !f.Demo {
		s.log = openLog(s.state, token)
	}
	s.cfg = client.ConfigFrom(s.state, token)
	s.cfg.Demo = f.Demo
	s.client = client.New(client.Options{
		Config: s.cfg, Timing: env.timing, Version: env.Version, Log: s.log.For("client"), OpenSaved: client.OpenSaved(""),
		Desktop: env.Desktop,
	})
	return s, nil
}

// openLog continues the window's log files. A console command works without a log, too.
func openLog(st station.State, token secret.Token) *logging.Log {
	log, err := logging.Open(logging.Options{
		Level:   st.Text(station.KeyLogLevel),
		Format:  logging.Format(st.Text(station.KeyLogFormat)),
		Station: st.Identity.Name, Join: true,
	})
	if err != nil {
		return logging.Discard()
	}
	log.SetSecrets(token)
	return log
}

// tokenFor finds the token. A token file that was asked for must be there; a keyring
// that cannot be asked is pointed out when it leaves us without a token, and the
// server then says whether it needs one.
func tokenFor(ctx context.Context, f Flags, st station.State, env Env) (secret.Token, error) {
	ctx, cancel := context.WithTimeout(ctx, tokenTimeout)
	defer cancel()
	token, _, err := f.Token(ctx, st)
	switch {
	case err == nil || client.KindOf(err) == client.KindBadAddress:
		return token, nil // the client itself tells of a bad address
	case f.TokenFile != "":
		return secret.Token{}, err
	case token.Empty():
		t := words.Error(err)
		tell(env.Err, words.Trouble{Title: words.T("cli.no_token"), Advice: words.T("cli.no_token_advice"), Technical: t.Technical})
	}
	return token, nil
}

func (s *session) close() {
	s.client.Close()
	s.stop()
	s.log.Close() // #nosec G104 -- the answer is given already
}
