package cache

import (
	"bytes"
	"compress/gzip"
	"context"
	"fmt"
	"sync"

	"stationcompanion/client/report"
)

// writers are packers at rest; each holds several hundred KB.
var writers = sync.Pool{New: func() any {
	zw, err := gzip.NewWriterLevel(nil, packing)
	if err != nil {
		panic(err) // the level is a constant
	}
	return zw
}}

// packing is the gzip level. Measured on made-up WSJF in bench_test.go.
const packing = gzip.BestSpeed

// Put keeps a report: its header, and its body as the server sent it, at most 256 MiB.
// It waits until both are safe on disk. A report put again replaces the earlier one.
func (c *Cache) Put(ctx context.Context, id string, h report.Header, body []byte) error {
	d := c.Draft()
	_, _ = d.Write(body)
	return d.Save(ctx, id, h)
}

// Draft takes a report's body while it arrives, to save it when it has proved whole.
// It is packed in memory and touches no disk. Save or Drop it; it belongs to one
// goroutine at a time.
type Draft struct {
	c    *Cache
	zw   *gzip.Writer // nil when off, over the limit or finished
	buf  bytes.Buffer
	size int64
	err  error
}

// Draft begins one. It is never nil; when the cache is off, Save will say so.
func (c *Cache) Draft() *Draft {
	d := &Draft{c: c, err: c.open()}
	if d.err == nil {
		d.zw = writers.Get().(*gzip.Writer)
		d.zw.Reset(&d.buf)
	}
	return d
}

// Write implements io.Writer and never fails, so that it may stand behind an
// io.TeeReader without hurting who reads: what goes wrong is Save's error.
func (d *Draft) Write(p []byte) (int, error) {
	d.size += int64(len(p))
	if d.zw == nil {
		return len(p), nil
	}
	if d.size > maxBody {
		d.Drop()
		d.err = fmt.Errorf("%w: more than %d bytes", ErrTooLarge, maxBody)
		return len(p), nil
	}
	_, _ = d.zw.Write(p) // into memory
	return len(p), nil
}

// Drop forgets what was written. After Save it does nothing.
func (d *Draft) Drop() {
	if d.zw != nil {
		writers.Put(d.zw)
		d.zw = nil
	}
	d.buf = bytes.Buffer{}
	if d.err == nil {
		d.err = errSpent
	}
}

// Save keeps what was written as the report id, and waits until it is safe on disk.
// Errors wrap ErrName, ErrTooLarge, ErrOff, ErrClosed, ctx's or the file system's; an
// earlier copy of the report is still there then.
func (d *Draft) Save(ctx context.Context, id string, h report.Header) error {
	if d.zw == nil {
		return d.err
	}
	defer d.Drop()
	if err := d.zw.Close(); err != nil {
		return err
	}
	g, ok := parseGUID(id)
	if !ok {
		return fmt.Errorf("%w: %.80q", ErrName, id)
	}
	h = writable(h, g)
	l := line{ID: id, Header: &h, Size: d.size}
	return d.c.keep(ctx, g.file(), &l, d.buf.Bytes(), func(is found) {
		p := part{string(appendRow(nil, &h)), l.at}
		d.c.table.putBody(g, p, usage{used: l.at, size: is.size, mod: is.mod})
	})
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
		return err
	}
	if is.size != size {
		is.mod = 0 // another process was quicker: the next scan reads it
	}
	c.mu.Lock()
	note(is)
	c.stale = true
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
