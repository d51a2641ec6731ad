package fingerprint

import (
	"context"
	"reflect"
	"time"

	"stationcompanion/station/internal/durable"
)

// lockWait is how long another window of this account is waited for.
const lockWait = time.Second

// compare runs one comparison over the file, or over what is held in memory where that
// cannot be saved. The lock keeps two windows of one account from undoing each other.
func (w *Watcher) compare(g glance) (found, fresh []Finding) {
	unlock, err := lock(w.o.Path)
	if err == nil {
		defer unlock()
	}
	w.fail(err)
	m := memory{}
	if w.mem != nil {
		m = w.mem.clone()
	} else if m, err = remember(w.o.Path); err != nil {
		w.fail(err)
	}
	before := m.clone()
	found, fresh = m.look(g)
	if w.mem == nil && reflect.DeepEqual(before, m) {
		return found, fresh
	}
	if unlock == nil {
		w.mem = &m
	} else if err := m.save(w.o.Path, w.disk); err != nil {
		w.fail(err)
		w.mem = &m
	} else {
		w.mem, w.failing = nil, false
	}
	return found, fresh
}

// lock takes the file's lock; its folder is made first.
func lock(path string) (func(), error) {
	if err := durable.MkdirAll(folder(path), 0o700); err != nil {
		return nil, err
	}
	ctx, cancel := context.WithTimeout(context.Background(), lockWait)
	defer cancel()
	return durable.Lock(ctx, path, lockWait, 0o600)
}

func (w *Watcher) fail(err error) {
	if err == nil || w.failing {
		return
	}
	w.failing = true
	if w.o.Failed != nil {
		w.o.Failed(err)
	}
}

// Peek compares once without writing anything or counting a start, for whoever only asks.
func Peek(o Options) []Finding {
	w := New(o)
	m, err := remember(o.Path)
	if err != nil || len(m.PCs) == 0 {
		return nil
	}
	g := glance{now: w.o.Read(), at: w.at()}
	g.station.name, g.station.follows = w.o.Station()
	found, _ := m.look(g)
	return found
}
