package cache

import (
	"bytes"
	"errors"
	"io/fs"

	"stationcompanion/client/report"
)

// readBack takes a file into the table. A report's line and length are checked; its
// content is when it is got. A damaged file is dropped and is no error.
func (c *Cache) readBack(f found) error {
	data, is, err := c.readHead(f.name)
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

// readHead reads as much of a file as holds its line; all of a list's.
func (c *Cache) readHead(name string) ([]byte, found, error) {
	if isList(name) {
		return c.disk.read(name, maxLine+maxPacked)
	}
	data, is, err := c.disk.read(name, block)
	if err == nil && is.size > block && bytes.IndexByte(data, '\n') < 0 {
		return c.disk.read(name, maxLine)
	}
	return data, is, err
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
