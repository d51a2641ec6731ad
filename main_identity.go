package main

import (
	"time"

	"stationcompanion/client"
	"stationcompanion/station/fingerprint"
	"stationcompanion/ui/cli"
)

// lookAtPC is how often this PC's name and adapters are looked at.
const lookAtPC = time.Minute

// watchIdentity follows what this PC looks like, and where the reports under its
// station's name come from:
//
//	client.Watch ─► origins of the newest reports ─┐
//	host name, machine id, adapters ───────────────┴─► findings ─► log (once), notice, status
func (p *program) watchIdentity() {
	o := cli.IdentityOptions(p.keeper.Inputs(), p.keeper.State)
	log := p.log.For("identity")
	o.Found = func(f fingerprint.Finding) {
		log.Warn().Str("kind", string(f.Kind)).Str("host", f.Host).Str("was_host", f.WasHost).
			Str("station_name", f.Station).Str("origin", f.Origin).Int("adapters", len(f.Adapters)).
			Time("last_seen", f.LastSeen).Msg("This PC is not as it was")
	}
	o.Failed = func(err error) {
		log.Warn().Err(err).Str("path", o.Path).Msg("What this PC looks like cannot be remembered")
	}
	p.pc = fingerprint.New(o)
	p.work.Go(func() { p.pc.Run(p.ctx, lookAtPC) })
	var last client.Origins
	p.work.Go(func() {
		p.client.Watch(p.ctx, func(s client.Snapshot) {
			if s.Origins != last {
				last = s.Origins
				p.pc.SetReports(reportsOf(last))
			}
		})
	})
}

func reportsOf(origins client.Origins) (out []fingerprint.Report) {
	for _, o := range origins {
		if o.ID != "" {
			out = append(out, fingerprint.Report{ID: o.ID, Start: o.Start, Origin: o.Origin})
		}
	}
	return out
}
