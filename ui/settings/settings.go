// Package settings is the settings dialog, the first-start page and the chain of
// reasons behind the station name. Opening or cancelling them changes nothing.
//
// The dialog edits one file at a time: this account's, or the one for everyone on this
// PC. A field shows what that file holds; an empty field means the key is not in it,
// and says what applies instead. Only keys that differ from the file are written.
package settings

import (
	"context"
	"time"

	"stationcompanion/client"
	"stationcompanion/client/cache"
	"stationcompanion/client/check"
	"stationcompanion/station"
	"stationcompanion/station/secret"
)

// Config is what the dialog edits; *station.Keeper is one.
type Config interface {
	State() station.State
	Path(station.Scope) string
	Writable(station.Scope) error
	Save(station.Scope, station.Stamp, station.Change) (station.Saved, error)
	Preview(station.Scope, station.Change) station.State
}

// Tokens keeps the token; secret.Store is one.
type Tokens interface {
	Load(ctx context.Context, origin string) (secret.Token, secret.Place, error)
	Save(ctx context.Context, origin string, t secret.Token) (secret.Place, error)
	Delete(ctx context.Context, origin string) error
}

// Deps is what the dialogs need.
type Deps struct {
	Config Config
	Tokens Tokens
	Check  func(ctx context.Context, cfg client.Config, each func(check.Result)) []check.Result // check.Run
	Do     func(func())
	Now    func() time.Time
	Copy   func(string)
	// Saved is called on the UI goroutine after something was saved (settings or token).
	Saved func(station.Saved)
	// Copies counts the reports kept on this PC, and ClearCopies removes them; nil where
	// that is not offered. Both are called on a worker.
	Copies      func() cache.Stats
	ClearCopies func() error
	// StartDemo starts the built-in demo server and connects to it; nil where it is not
	// offered. It is called on the UI goroutine.
	StartDemo func() error
	// Go starts a goroutine its owner waits for; nil starts a plain one. Each ends with
	// the context given to Show, or after one save.
	Go func(func())
}

// run starts fn on a goroutine.
func (d Deps) run(fn func()) {
	if d.Go != nil {
		d.Go(fn)
		return
	}
	go fn()
}

// saved tells the owner, if it wants to know.
func (d Deps) saved(s station.Saved) {
	if d.Saved != nil {
		d.Saved(s)
	}
}
