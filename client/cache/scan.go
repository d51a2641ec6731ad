package cache

import (
	"errors"
	"fmt"
	"io/fs"
)

// load fills the table at Open: from the index, then from what the directory says.
func (c *Cache) load() error {
	t, file, err := c.readIndex()
	if t != nil {
		c.table = t
	}
	c.journal.file, c.journal.written = file, c.now()
	before := c.table.reports
	err = errors.Join(err, c.scan())
	if c.table.reports > before+c.indexEvery {
		err = errors.Join(err, c.writeIndex())
	}
	return err
}

// maxIndex bounds what is read as an index: a million reports.
const maxIndex = 1 << 30

// readIndex reads the index on disk; a nil table when there is none. An error says
// why there is none though there is a file; the files themselves are read then.
func (c *Cache) readIndex() (*table, found, error) {
	data, is, err := c.disk.read(indexName, maxIndex)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, found{}, nil
	case err != nil:
		return nil, found{}, fmt.Errorf("the index is built again: %w", err)
	}
	t, err := decodeIndex(data, c.account)
	if err != nil {
		return nil, is, fmt.Errorf("the index is built again: %w", err)
	}
	return t, is, nil
}

// scan makes the table agree with the directory: what is missing is forgotten, what is
// new or another than was known is read from its file. Damaged files go. The caller
// holds writing, or is Open.
func (c *Cache) scan() error {
	known := c.known() // before the directory: what a Get learns meanwhile is not missing
	files, temps, err := c.disk.files()
	if err != nil {
		return err
	}
	c.disk.sweep(temps, c.now())
	var unread []error
	for _, f := range files {
		u, ok := known[f.name]
		delete(known, f.name)
		if ok && u.size == f.size && u.mod == f.mod {
			continue
		}
		if err := c.readBack(f); err != nil {
			unread = append(unread, fmt.Errorf("%s: %w", f.name, err))
		}
	}
	c.mu.Lock()
	for name := range known {
		c.table.drop(name)
		c.stale = true
	}
	c.mu.Unlock()
	c.removeBad()
	if len(unread) > 0 {
		return fmt.Errorf("%d saved files could not be read, the first: %w", len(unread), unread[0])
	}
	return nil
}

// known gives the files the table knows.
func (c *Cache) known() map[string]usage {
	c.mu.RLock()
	defer c.mu.RUnlock()
	m := make(map[string]usage, c.table.reports+len(c.table.lists))
	for _, r := range c.table.order {
		if r.body.row != "" {
			m[r.id.file()] = r.file
		}
	}
	for name, l := range c.table.lists {
		m[name] = l.file
	}
	return m
}

// drop counts a damaged file, forgets it, and leaves it to be removed.
func (c *Cache) drop(is found) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.damaged++
	c.stale = true
	c.table.drop(is.name)
	c.bad = append(c.bad, is)
}

// removeBad removes the damaged files, unless another one has taken the place of one
// since. The caller holds writing, or is Open.
func (c *Cache) removeBad() {
	c.mu.Lock()
	bad := c.bad
	c.bad = nil
	c.mu.Unlock()
	for _, b := range bad {
		if is, err := c.disk.stat(b.name); err == nil && is == b {
			_ = c.disk.remove(b.name)
		}
	}
}
