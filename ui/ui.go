// Package ui is the face: one window, a tray icon, a settings dialog. It shows what
// the other packages know and keeps no truth of its own.
//
//	client.Watch ──► relay (at most one call pending) ──► showConnection ──► header, tray, panes
//	station.Watch ─► relay ─────────────────────────────► showStation ────► header, panes
//	scan or Enter ─► lookup.Submit ─► client.Find (worker) ─► one post ─► rows, report
//
// It must not import fyne/v2/app: main alone does, so that tests need no display.
package ui

import (
	"context"
	"time"

	"fyne.io/fyne/v2"
	"github.com/rs/zerolog"

	"stationcompanion/breaker"
	"stationcompanion/client"
	"stationcompanion/client/availability"
	"stationcompanion/client/cache"
	"stationcompanion/client/check"
	"stationcompanion/client/support"
	"stationcompanion/station"
	"stationcompanion/station/secret"
	"stationcompanion/ui/logview"
	"stationcompanion/ui/lookup"
	"stationcompanion/ui/notify"
	"stationcompanion/ui/settings"
)

// Title is the window's title. It never changes: on X11 the title at creation is the
// window's class, which the desktop entry names.
const Title = "Station Companion"

// Connection is what the window needs of the client; *client.Client is one.
type Connection interface {
	lookup.Server
	Snapshot() client.Snapshot
	Watch(ctx context.Context, fn func(client.Snapshot))
	RetryNow(ctx context.Context) error
	History() []breaker.Transition
	SavedStats() cache.Stats
	ClearSaved() error
}

// Station is what the window needs of the configuration; *station.Keeper is one.
type Station interface {
	settings.Config
	Watch(ctx context.Context, fn func(station.State))
}

// Options is what the window is built from; all fields but the marked ones must be set.
type Options struct {
	App     fyne.App
	Do      func(func()) // fyne.Do
	Now     func() time.Time
	Client  Connection
	Station Station
	Tokens  settings.Tokens
	Check   func(ctx context.Context, cfg client.Config, each func(check.Result)) []check.Result
	// Using gives the configuration in force, for the page that checks it; nil where there
	// is none. CAProblem says why the CA file is not used. Optional.
	Using     func() client.Config
	CAProblem func() error
	// Record is the connection's last 24 hours and what the breaker did; nil = no page of it.
	Record func() availability.View
	// Notices tells on the desktop when WATS goes and comes; nil = nobody does.
	Notices  *notify.Notifier
	Log      zerolog.Logger
	LogLines logview.Source
	// LogTrouble says how many lines the program's own log lacks, and why it is not written;
	// nil = nobody knows.
	LogTrouble func() (dropped uint64, problem error)
	Logs       logview.Logs // the other logs of this PC; nil = none
	LogDir     string
	Identity   Identity // what is odd about this PC; nil = nobody looks
	StatePath  string   // window size and splits; see StateFile
	Version    string
	// StartDemo connects to the built-in demo server; nil where it already runs. Optional.
	StartDemo func() error
	// TokenChanged is called after the dialog saved a token, so that the client gets it.
	TokenChanged func()
	// FirstFrame is called once after the first frame was painted. Optional.
	FirstFrame func()
	// Started is when the program began; zero = when the window was built.
	Started time.Time
	// Private finds what a support bundle must not hold, on a goroutine of the window's.
	// Nil knows the account's names alone.
	Private    func(ctx context.Context) (support.Private, secret.Place, error)
	SaveDir    string // for bundles; empty = among this account's documents
	TrayUsable bool   // a tray really exists on this desktop
}
