package cache

import (
	"context"
	"errors"
	"time"
)

// When the index is written though fewer changes than indexEvery wait, and how much
// later than the index says a file was used before that alone is worth a write. Being
// killed costs no more than reading the changed files again.
const (
	indexAfter = 5 * time.Minute
	usedAfter  = time.Hour
)

// Refresh looks at the directory again, so that Find and Stats know what other
// processes put or removed since. Get needs none. It takes some 2 µs a report.
func (c *Cache) Refresh(ctx context.Context) error {
	if err := c.acquire(ctx); err != nil {
		return err
	}
	defer c.let()
	return c.scan()
}

// saveIndex writes the index when it lacks something. The caller holds writing.
func (c *Cache) saveIndex() error {
	if !c.worth() {
		return nil
	}
	c.adoptUsage()
	err := c.scan() // another process' reports are part of it
	return errors.Join(err, c.writeIndex())
}

func (c *Cache) writeIndex() error {
	c.mu.Lock()
	data := encodeIndex(c.table, c.account)
	c.stale = false
	for _, r := range c.table.order {
		r.file.saved = r.file.used
	}
	c.mu.Unlock()
	is, err := c.disk.replace(indexName, data)
	c.journal.changes, c.journal.written = 0, c.now() // also when it failed: not with every Put
	if err != nil {
		c.mu.Lock()
		c.stale = true
		c.mu.Unlock()
		return err
	}
	c.journal.file = is
	return nil
}

// worth tells whether the index lacks enough to be written.
func (c *Cache) worth() bool {
	c.mu.RLock()
	defer c.mu.RUnlock()
	if c.stale {
		return true
	}
	for _, r := range c.table.order {
		if r.file.used-r.file.saved > usedAfter.Milliseconds() {
			return true
		}
	}
	return false
}

// adoptUsage takes over when another process last used a file.
func (c *Cache) adoptUsage() {
	if is, err := c.disk.stat(indexName); err != nil || is == c.journal.file {
		return
	}
	t, _, err := c.readIndex()
	if t == nil || err != nil {
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, theirs := range t.order {
		if r := c.table.records[theirs.id]; r != nil && r.body.row != "" {
			r.file.used = max(r.file.used, theirs.file.used)
		}
	}
	for name, theirs := range t.lists {
		if l := c.table.lists[name]; l != nil {
			l.file.used = max(l.file.used, theirs.file.used)
		}
	}
}
