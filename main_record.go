package main

import (
	"path/filepath"

	"fyne.io/fyne/v2"
	"github.com/adrg/xdg"

	"stationcompanion/assets"
	"stationcompanion/client/availability"
	"stationcompanion/ui/notify"
)

// recordPath is where the connection's last 24 hours and the breaker's changes are kept.
var recordPath = filepath.Join(xdg.StateHome, "station-companion", "availability.dat")

// startRecord begins to record the connection. Of demo data nothing is kept.
func (p *program) startRecord() {
	o := availability.Options{Path: recordPath, Demo: p.demo, Log: p.log.For("availability")}
	if p.demo {
		o.Path = ""
	}
	p.record = availability.New(o)
	p.work.Go(func() { p.record.Run(p.ctx, p.client) })
}

// notices makes what tells on the desktop.
func (p *program) notices(a fyne.App) *notify.Notifier {
	return notify.New(notify.Desktop(a, fyne.Do, assets.Icon.Content()), p.log.For("notify"))
}
