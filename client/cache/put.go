package cache

import (
	"context"
	"fmt"

	"stationcompanion/client/report"
)

// Put keeps a report: its header, and its body as the server sent it, at most 256 MiB.
// It waits until both are safe on disk. A report put again replaces the earlier one.
func (c *Cache) Put(ctx context.Context, id string, h report.Header, body []byte) error {
	d := c.Draft()
	_, _ = d.Write(body)
	return d.Save(ctx, id, h)
}

// keep writes one file and notes it in the table; note runs with mu held.
func (c *Cache) keep(ctx context.Context, name string, l *line, packed []byte, note func(found)) error {
	l.Account, l.Packed, l.Sum = c.account, int64(len(packed)), sumOf(packed)
	if err := c.acquire(ctx); err != nil {
		return err
	}
	defer c.let()
	at := c.now().UTC()
	l.At, l.at = at.Format(atFormat), at.UnixMilli()
	head, err := l.encode()
	if err != nil {
		return err
	}
	size := int64(len(head) + len(packed))
	if charge(size) > c.cap {
		return fmt.Errorf("%w: %d bytes, of %d for all", ErrTooLarge, size, c.cap)
	}
	is, err := c.disk.replace(name, head, packed)
	if err != nil {
		c.mu.Lock()
		c.problem = err
		c.mu.Unlock()
		return err
	}
	if is.size != size {
		is.mod = 0 // another process was quicker: the next scan reads it
	}
	c.mu.Lock()
	note(is)
	c.stale, c.problem = true, nil
	c.mu.Unlock()
	c.journal.changes++
	c.after()
	return nil
}

// acquire waits for the right to change the directory.
func (c *Cache) acquire(ctx context.Context) error {
	if err := ctx.Err(); err != nil {
		return context.Cause(ctx)
	}
	select {
	case c.writing <- struct{}{}:
	case <-ctx.Done():
		return context.Cause(ctx)
	}
	if err := c.open(); err != nil {
		c.let()
		return err
	}
	return nil
}

func (c *Cache) let() { <-c.writing }

// after does what is due now and then, once something was written. What fails here is
// no reason to say that the report was not kept; it is tried again with the next one.
func (c *Cache) after() {
	c.removeBad()
	c.trim()
	since := c.now().Sub(c.journal.written)
	if c.journal.changes >= c.indexEvery || since > indexAfter || since < 0 {
		_ = c.saveIndex()
	}
}
