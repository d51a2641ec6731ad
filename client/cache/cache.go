// Package cache keeps reports on disk for the hour when the WATS server cannot be
// reached: the original WSJF bytes of every report seen, and the lists of headers
// answered. It asks nobody and decides nothing: what is fresh and what is a saved
// copy is for the caller to say, with the time each Saved carries.
//
// A report is one file, named by its id, in a directory of its server and account.
// Everything else is a shortcut that can be built from those files again. They are
// written so that a killed process or a power cut leaves the old or the new one,
// and read with a checksum. Several processes may use one directory at once; see
// Refresh for when one sees in Find what another has put.
//
// It does not encrypt: who can read this user's files can read the reports.
package cache

import (
	"errors"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"sync"
	"time"

	"github.com/adrg/xdg"
)

// DefaultCap is the room on disk for the reports of all accounts, in bytes.
const DefaultCap = 500 << 20

// Options say where and how much. The zero value but Account is what production uses.
type Options struct {
	// Dir holds all accounts; "" is station-companion/reports in the user's cache directory.
	Dir string
	// Account is the server's origin and the account's name there. It is only used
	// hashed; nothing put under one is ever found under another. "" is refused.
	Account string
	// Cap bounds the files of all accounts together, in bytes on disk; 0 is
	// DefaultCap, less than 0 keeps nothing.
	Cap int64
	// Now is the clock; nil is time.Now.
	Now func() time.Time

	seams      seams
	indexEvery int // changes until the index is written; 0 is 200
}

// Cache is the saved reports of one account. Its methods may be called from any
// goroutine; it starts none. Close it.
type Cache struct {
	account    string // name of its directory
	cap        int64
	now        func() time.Time
	indexEvery int
	base       *os.Root // of all accounts; nil when there is no directory
	disk       disk     // this account's
	off        bool     // nothing is kept or found

	// writing is held by whoever changes the directory, waiting for the disk. It is
	// taken before mu, which is never held while waiting for the disk.
	writing chan struct{}
	journal journal // belongs to the holder of writing

	mu      sync.RWMutex
	table   *table
	damaged int
	problem error
	bad     []found // damaged files that are still to be removed
	stale   bool    // the index on disk lacks something
	closed  bool
}

// journal is what the index on disk is known to hold.
type journal struct {
	changes int       // since it was written
	written time.Time // or read
	file    found     // as last seen, to notice that another process wrote it
	others  int64     // bytes on disk of the other accounts
	counted time.Time // when
}

// Open opens the saved reports of one account, and makes their directory. The cache
// is always usable: an error says in words, for the log, what is not as it should
// be, such as an index that was damaged and built again. Where nothing can be kept
// (no directory, a file in its place, no account) the cache is off: Put fails with
// ErrOff, nothing is found.
func Open(o Options) (*Cache, error) {
	c := &Cache{
		account: accountDir(o.Account), cap: o.Cap, now: o.Now, indexEvery: o.indexEvery,
		writing: make(chan struct{}, 1), table: newTable(0), off: true,
	}
	c.disk.seams = o.seams
	if c.cap == 0 {
		c.cap = DefaultCap
	}
	if c.now == nil {
		c.now = time.Now
	}
	if c.indexEvery <= 0 {
		c.indexEvery = 200
	}
	if o.Dir == "" {
		o.Dir = filepath.Join(xdg.CacheHome, "station-companion", "reports")
	}
	if o.Account == "" {
		return c, errors.New("saved reports are off: they need to know whose they are, and there is no account")
	}
	if c.problem = c.openDir(o.Dir); c.problem != nil || c.cap < 0 {
		return c, c.problem
	}
	c.off = false
	if err := c.load(); err != nil {
		return c, fmt.Errorf("saved reports in %s: %w", o.Dir, err)
	}
	return c, nil
}

// Close writes the index, so that the next Open is quick, and gives the directory
// back. After it Put fails with ErrClosed and nothing is found. Closing twice is
// harmless.
func (c *Cache) Close() error {
	c.writing <- struct{}{}
	defer func() { <-c.writing }()
	c.mu.Lock()
	was := c.closed
	c.closed = true
	c.mu.Unlock()
	if was {
		return nil
	}
	var err error
	if !c.off {
		c.removeBad()
		err = c.saveIndex()
		c.mu.Lock()
		c.table = newTable(0)
		c.mu.Unlock()
	}
	if c.base != nil {
		err = errors.Join(err, c.disk.root.Close(), c.base.Close())
	}
	return err
}

// open tells whether the cache may be used.
func (c *Cache) open() error {
	c.mu.RLock()
	defer c.mu.RUnlock()
	return c.opened()
}

// opened is open with mu held.
func (c *Cache) opened() error {
	switch {
	case c.closed:
		return ErrClosed
	case c.off:
		return ErrOff
	}
	return nil
}

func (c *Cache) ms() int64 { return c.now().UnixMilli() }

// timeOf reads ms of Unix time.
func timeOf(ms int64) time.Time {
	if ms == math.MinInt64 {
		return time.Time{}
	}
	return time.UnixMilli(ms).UTC()
}
