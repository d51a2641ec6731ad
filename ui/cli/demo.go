package cli

import (
	"context"
	"errors"

	"stationcompanion/client/demo"
	"stationcompanion/station"
	"stationcompanion/ui/words"
)

// runDemo serves demo data until ctx ends. The address is the first line, so that a
// script can read it.
func runDemo(ctx context.Context, c Command, env Env, p *printer) int {
	o := c.Options
	server, err := demo.Start(demo.Options{
		Addr: o.Addr, Seed: o.Seed, Reports: o.Reports, Token: o.Token,
		LoadDir: o.Load, Fault: o.Fault, Station: c.Flags.Station, Latency: o.Latency,
	})
	if bad, ok := errors.AsType[*demo.OptionError](err); ok {
		tellLine(env.Err, words.T("cli.usage.bad", words.Visible(bad.Error())))
		return ExitUsage
	}
	if err != nil {
		tell(env.Err, words.Error(err))
		return ExitBad
	}
	for _, file := range server.Skipped() {
		tellLine(env.Err, words.T("cli.demo.skipped", words.Visible(file)))
	}
	p.line(server.URL())
	if err := p.flush(); err != nil {
		tell(env.Err, words.Error(err))
		server.Close() // #nosec G104 -- ended because of the other error
		return ExitBad
	}
	<-ctx.Done()
	if err := server.Close(); err != nil {
		tell(env.Err, words.Error(err))
		return ExitBad
	}
	return ExitOK
}

// startDemo starts a demo server in this process, with reports of this station, and
// points the flags at it. stop ends it.
func startDemo(f Flags) (Flags, func(), error) {
	name := station.Load(f.Inputs()).Identity.Name
	server, err := demo.Start(demo.Options{Station: name})
	if err != nil {
		return f, nil, err
	}
	f.Server = server.URL()
	return f, func() { server.Close() }, nil // #nosec G104 -- ended with the program
}
