package cache

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"io/fs"

	"stationcompanion/client/report"
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
	files, temps, err := c.disk.files()
	if err != nil {
		return err
	}
	c.disk.sweep(temps, c.now())
	known := c.known()
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

// readBack takes a file into the table. A report's line and length are checked; its
// content is when it is got. A damaged file is dropped and is no error.
func (c *Cache) readBack(f found) error {
	limit := int64(block) // most lines are shorter
	if isList(f.name) {
		limit = maxLine + maxPacked
	}
	data, is, err := c.disk.read(f.name, limit)
	if err == nil && bytes.IndexByte(data, '\n') < 0 && is.size > limit {
		data, is, err = c.disk.read(f.name, maxLine)
	}
	if errors.Is(err, fs.ErrNotExist) {
		c.mu.Lock()
		c.table.drop(f.name)
		c.mu.Unlock()
		return nil
	} else if err != nil {
		return err
	}
	l, rest, err := cutLine(data)
	if err == nil {
		err = l.belongs(c.account, f.name)
	}
	switch head := int64(len(data) - len(rest)); {
	case errors.Is(err, errNewer):
		return nil
	case err == nil && is.size != head+l.Packed:
		err = damaged("%d bytes instead of %d", is.size, head+l.Packed)
	case err == nil && l.Key != "":
		err = c.adoptList(is, l, rest)
	case err == nil:
		err = c.adopt(is, l)
	}
	if err != nil {
		c.drop(is)
	}
	return nil
}

// adopt notes the report of a file that was read.
func (c *Cache) adopt(is found, l line) error {
	id, ok := parseGUID(l.ID)
	if !ok {
		return damaged("id %q", l.ID)
	}
	h := writable(*l.Header, id)
	c.mu.Lock()
	defer c.mu.Unlock()
	c.table.putBody(id, part{string(appendRow(nil, &h)), l.at}, usage{used: l.at, size: is.size, mod: is.mod})
	c.stale = true
	return nil
}

// adoptList notes the list of a file that was read.
func (c *Cache) adoptList(is found, l line, packed []byte) error {
	if err := l.verify(packed); err != nil {
		return err
	}
	headers, err := report.DecodeHeaders(Body{packed, l.Size}.Reader())
	if err != nil {
		return damaged("the list: %v", err)
	}
	ids, rows := rowsOf(headers)
	c.mu.Lock()
	defer c.mu.Unlock()
	c.table.putList(is.name, &list{key: l.Key, at: l.at, ids: ids, file: usage{used: l.at, size: is.size, mod: is.mod}}, rows)
	c.stale = true
	return nil
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

// pack gives the gzip stream of data.
func pack(w io.Writer, data []byte) error {
	zw := writers.Get().(*gzip.Writer)
	defer writers.Put(zw)
	zw.Reset(w)
	_, err := zw.Write(data)
	return errors.Join(err, zw.Close())
}
