package cache

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"stationcompanion/client/report"
)

// The bounds of what lists may take.
const (
	maxKey   = 1 << 10 // bytes
	maxRows  = 10_000  // of one list; the server gives no more
	maxLists = 1000
	allRows  = 50_000 // of all lists
	listRest = time.Minute
)

// PutList remembers a list of headers as it was answered; key says to which question
// ("latest", a serial), in the caller's words. An answer with no rows is one too.
// Headers without a proper id are passed over, and what is over 10,000. The same
// answer again within a minute only moves its time, in memory.
func (c *Cache) PutList(ctx context.Context, key string, headers []report.Header) error {
	if key == "" || len(key) > maxKey {
		return fmt.Errorf("%w: the key of a list has 1 to %d bytes, not %d", ErrName, maxKey, len(key))
	}
	name := listFile(key)
	ids, rows := rowsOf(headers)
	if c.same(name, ids, rows) {
		return nil
	}
	text, err := json.Marshal(headersOf(ids, rows))
	if err != nil {
		return err
	}
	var packed bytes.Buffer
	if err := pack(&packed, text); err != nil {
		return err
	}
	l := line{Key: key, Size: int64(len(text))}
	return c.keep(ctx, name, &l, packed.Bytes(), func(is found) {
		u := usage{used: l.at, size: is.size, mod: is.mod}
		c.table.putList(name, &list{key: key, at: l.at, ids: ids, file: u, kept: l.at}, rows)
		c.boundLists(name)
	})
}

// rowsOf gives headers as rows with their ids, each report once.
func rowsOf(headers []report.Header) (ids []guid, rows []string) {
	seen := make(map[guid]bool, min(len(headers), maxRows))
	for _, h := range headers[:min(len(headers), maxRows)] {
		g, ok := parseGUID(strings.ToLower(h.UUID))
		if !ok || seen[g] {
			continue
		}
		seen[g] = true
		h = writable(h, g)
		ids, rows = append(ids, g), append(rows, string(appendRow(nil, &h)))
	}
	return ids, rows
}

func headersOf(ids []guid, rows []string) []report.Header {
	headers := make([]report.Header, len(ids))
	for i, id := range ids {
		headers[i], _ = readRow(rows[i], len(fields))
		headers[i].UUID = id.String()
	}
	return headers
}

// same tells whether a list that was written a moment ago says just this; if so it
// takes the new time.
func (c *Cache) same(name string, ids []guid, rows []string) bool {
	now := c.ms()
	c.mu.Lock()
	defer c.mu.Unlock()
	l := c.table.lists[name]
	if l == nil || !slices.Equal(l.ids, ids) || now < l.at || now-l.kept > listRest.Milliseconds() {
		return false
	}
	for i, id := range ids {
		if r := c.table.records[id]; r.row.row != rows[i] {
			return false
		}
	}
	for _, id := range ids {
		r := c.table.records[id]
		r.row.at = max(r.row.at, now)
	}
	l.at, l.file.used, c.stale = now, now, true
	return true
}

// boundLists lets go of the lists unused for longest while there are too many; not of
// keep. Their files go with the next scan.
func (c *Cache) boundLists(keep string) {
	for len(c.table.lists) > maxLists || c.table.rows > allRows {
		oldest := ""
		for name, l := range c.table.lists {
			if name != keep && (oldest == "" || l.file.used < c.table.lists[oldest].file.used) {
				oldest = name
			}
		}
		if oldest == "" {
			return
		}
		l := c.table.lists[oldest]
		c.table.dropList(oldest)
		c.bad = append(c.bad, found{oldest, l.file.size, l.file.mod})
	}
}

// List gives a remembered list in the order it was answered, and when; Whole marks
// the rows whose bodies are here. Errors wrap ErrMissing.
func (c *Cache) List(key string) ([]Saved, time.Time, error) {
	now := c.ms()
	c.mu.Lock()
	defer c.mu.Unlock()
	l := c.table.lists[listFile(key)]
	if l == nil {
		return nil, time.Time{}, errors.Join(ErrMissing, c.opened())
	}
	l.file.used = max(l.file.used, now)
	rows := make([]Saved, len(l.ids))
	for i, id := range l.ids {
		rows[i] = c.table.records[id].saved(false)
	}
	return rows, timeOf(l.at), nil
}
