package cache

import (
	"errors"
	"fmt"
	"io/fs"
	"time"

	"stationcompanion/client/report"
)

// Saved is one report as it was when it was fetched.
type Saved struct {
	Header report.Header // times in UTC; what a newer answer left out stands as an older one had it
	At     time.Time     // when it was fetched, to the millisecond, UTC
	Whole  bool          // the body is here: Get gives it
	Folded bool          // found only by not minding upper and lower case
}

// Get gives a report's body, checked, and its header as put with it. It reads the
// file itself, so that it also finds what another process has put, and never waits
// for one that is being written. Errors wrap ErrName, ErrMissing (also for a damaged
// one, which is counted and goes), or the file system's.
func (c *Cache) Get(id string) (Body, Saved, error) {
	g, ok := parseGUID(id)
	if !ok {
		return Body{}, Saved{}, fmt.Errorf("%w: %.80q", ErrName, id)
	}
	if err := c.open(); err != nil {
		return Body{}, Saved{}, fmt.Errorf("%w: %w", ErrMissing, err)
	}
	data, is, err := c.disk.read(g.file(), maxLine+maxPacked)
	if errors.Is(err, fs.ErrNotExist) {
		c.forget(g)
		return Body{}, Saved{}, ErrMissing
	} else if err != nil {
		return Body{}, Saved{}, err
	}
	l, packed, err := c.verified(g.file(), data)
	if errors.Is(err, errNewer) {
		return Body{}, Saved{}, fmt.Errorf("%w: %w", ErrMissing, err)
	} else if err != nil {
		c.drop(is)
		c.tryRemoveBad()
		return Body{}, Saved{}, fmt.Errorf("%s: %w: %w", id, ErrDamaged, err)
	}
	h := writable(*l.Header, g)
	c.touch(g, is, &l, &h)
	return Body{packed, l.Size}, Saved{Header: h, At: timeOf(l.at), Whole: true}, nil
}

// verified checks all of a report's file.
func (c *Cache) verified(name string, data []byte) (line, []byte, error) {
	l, packed, err := cutLine(data)
	if err == nil {
		err = l.belongs(c.account, name)
	}
	if err == nil {
		err = l.verify(packed)
	}
	return l, packed, err
}

// touch notes that a report was used, and what its file says if that was not known.
func (c *Cache) touch(g guid, is found, l *line, h *report.Header) {
	now := c.ms()
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.opened() != nil {
		return
	}
	r := c.table.records[g]
	if r == nil || r.body.row == "" || r.file.size != is.size || r.file.mod != is.mod {
		c.table.putBody(g, part{string(appendRow(nil, h)), l.at}, usage{used: now, size: is.size, mod: is.mod})
		c.stale = true
		return
	}
	r.file.used = max(r.file.used, now)
}

// forget drops a body whose file is gone.
func (c *Cache) forget(g guid) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.table.dropBody(g) {
		c.stale = true
	}
}

// tryRemoveBad removes damaged files now, unless somebody is writing, who will.
func (c *Cache) tryRemoveBad() {
	select {
	case c.writing <- struct{}{}:
		c.removeBad()
		c.let()
	default:
	}
}
