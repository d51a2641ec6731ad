package main

import (
	"context"

	"stationcompanion/logging/known"
	"stationcompanion/logging/tail"
	"stationcompanion/ui/logview"
)

// logs are those of this PC; own is the folder of the program's own.
type logs struct{ own string }

// Find is the log pane's.
func (l logs) Find(ctx context.Context) []known.Log { return known.Find(ctx, l.own) }

// Open is the log pane's.
func (l logs) Open(log known.Log) (logview.Log, error) {
	t, err := tail.Open(log.Options())
	if err != nil {
		return nil, err
	}
	return t, nil
}
