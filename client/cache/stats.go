package cache

import (
	"errors"
	"math"
	"strings"
	"time"
)

// Stats is what About shows.
type Stats struct {
	Off     bool      // nothing is kept
	Reports int       // whole reports of this account
	Bytes   int64     // on disk, of this account's reports and lists, in whole blocks of 4 KiB
	Damaged int       // files dropped since Open because they were damaged
	Oldest  time.Time // when the oldest report here was fetched; zero when there is none
	Problem error     // why it is off though it should not be, or the last report was not kept
}

// Stats counts what is here, as far as this process knows.
func (c *Cache) Stats() Stats {
	c.mu.RLock()
	defer c.mu.RUnlock()
	oldest := int64(math.MaxInt64)
	for _, r := range c.table.order {
		if r.body.row != "" {
			oldest = min(oldest, r.body.at)
		}
	}
	s := Stats{Off: c.off, Reports: c.table.reports, Bytes: c.table.bytes, Damaged: c.damaged, Problem: c.problem}
	if s.Reports > 0 {
		s.Oldest = timeOf(oldest)
	}
	return s
}

// Clear removes everything of this account, also when the cache is off because of a
// cap below 0. What another process is just putting may remain.
func (c *Cache) Clear() error {
	c.writing <- struct{}{}
	defer c.let()
	c.mu.Lock()
	closed := c.closed
	c.table, c.bad, c.stale = newTable(0), nil, false
	c.mu.Unlock()
	switch {
	case closed:
		return ErrClosed
	case c.base == nil:
		return nil
	}
	entries, err := c.disk.entries()
	for _, e := range entries {
		if n := e.Name(); n == indexName || kept(n) || strings.HasPrefix(n, tempPrefix) {
			err = errors.Join(err, c.disk.remove(n))
		}
	}
	c.journal.file = found{}
	if err == nil {
		return c.disk.sync()
	}
	return errors.Join(err, c.afterClear())
}

// afterClear finds again what could not be removed.
func (c *Cache) afterClear() error {
	if c.off {
		return nil
	}
	return c.scan()
}
