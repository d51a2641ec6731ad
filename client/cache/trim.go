package cache

import (
	"cmp"
	"path/filepath"
	"slices"
	"time"
)

// recent is how long what was put is spared, unless there is nothing else to remove.
const recent = time.Minute

// countOthers is how often the other accounts' files are counted again.
const countOthers = 10 * time.Minute

// victim is a file that may have to go.
type victim struct {
	dir    string // the account's
	name   string
	size   int64 // as charged
	used   int64 // ms of Unix time
	recent bool
}

// trim keeps the files of all accounts within the cap, removing those unused for
// longest. The caller holds writing. What cannot be removed now is tried again later.
func (c *Cache) trim() {
	now := c.now()
	if since := now.Sub(c.journal.counted); since > countOthers || since < 0 {
		c.journal.others = 0
		c.eachOther(func(d disk, _ string) {
			files, _, _ := d.files()
			for _, f := range files {
				c.journal.others += charge(f.size)
			}
		})
		c.journal.counted = now
	}
	c.mu.RLock()
	total := c.table.bytes + c.journal.others
	c.mu.RUnlock()
	if total > c.cap {
		c.removeOldest(now)
	}
}

// removeOldest counts everything anew and frees a tenth of the cap, so that this is
// rare.
func (c *Cache) removeOldest(now time.Time) {
	_ = c.scan()
	victims := c.victims(now)
	c.journal.others = 0
	c.eachOther(func(d disk, account string) { victims = append(victims, d.victims(account, now)...) })
	var total int64
	for _, v := range victims {
		total += v.size
	}
	slices.SortFunc(victims, func(a, b victim) int {
		return cmp.Or(compareBool(a.recent, b.recent), cmp.Compare(a.used, b.used))
	})
	all, goal := disk{c.base, c.disk.seams}, c.cap-c.cap/10
	for _, v := range victims {
		if v.recent {
			goal = c.cap
		}
		if total > goal && all.remove(filepath.Join(v.dir, v.name)) == nil {
			total -= v.size
			c.removed(v)
		} else if v.dir != c.account {
			c.journal.others += v.size
		}
	}
}

func compareBool(a, b bool) int {
	switch {
	case a == b:
		return 0
	case b:
		return -1
	}
	return 1
}

func (c *Cache) removed(v victim) {
	if v.dir == c.account {
		c.mu.Lock()
		defer c.mu.Unlock()
		c.table.drop(v.name)
		c.stale = true
	}
}

// victims lists this account's files.
func (c *Cache) victims(now time.Time) (list []victim) {
	after := now.Add(-recent).UnixMilli()
	add := func(name string, at int64, u usage) {
		list = append(list, victim{c.account, name, charge(u.size), u.used, at > after})
	}
	c.mu.RLock()
	defer c.mu.RUnlock()
	for _, r := range c.table.order {
		if r.body.row != "" {
			add(r.id.file(), r.body.at, r.file)
		}
	}
	for name, l := range c.table.lists {
		add(name, l.at, l.file)
	}
	return list
}

// victims lists another account's files, used as its index has it, else as old as
// they are.
func (d disk) victims(account string, now time.Time) (list []victim) {
	used := map[string]int64{}
	if data, _, err := d.read(indexName, maxIndex); err == nil {
		if t, err := decodeIndex(data, account); err == nil {
			for _, r := range t.order {
				used[r.id.file()] = r.file.used
			}
			for name, l := range t.lists {
				used[name] = l.file.used
			}
		}
	}
	files, _, _ := d.files()
	for _, f := range files {
		put := f.mod / int64(time.Millisecond)
		list = append(list, victim{account, f.name, charge(f.size), max(used[f.name], put), put > now.Add(-recent).UnixMilli()})
	}
	return list
}

// eachOther opens the other accounts' directories, one after the other; each only
// until fn returns.
func (c *Cache) eachOther(fn func(d disk, account string)) {
	entries, _ := disk{root: c.base}.entries()
	for _, e := range entries {
		if !e.IsDir() || !isHash(e.Name()) || e.Name() == c.account {
			continue
		}
		if root, err := c.base.OpenRoot(e.Name()); err == nil {
			fn(disk{root: root}, e.Name())
			_ = root.Close()
		}
	}
}
