package cache

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// openDir opens both directories, making them unless nothing is to be kept.
func (c *Cache) openDir(dir string) error {
	if c.cap > 0 {
		if err := makeAll(dir); err != nil {
			return fmt.Errorf("saved reports are off: %w", err)
		}
	}
	err := c.openRoots(dir)
	switch {
	case err == nil:
		return nil
	case c.cap < 0: // there is just nothing to clear
		err = nil
	default:
		err = fmt.Errorf("saved reports are off: %w", err)
	}
	if c.base != nil {
		_ = c.base.Close()
		c.base = nil
	}
	return err
}

func (c *Cache) openRoots(dir string) (err error) {
	if c.base, err = os.OpenRoot(dir); err != nil {
		return err
	}
	if c.cap > 0 {
		if err = c.base.Mkdir(c.account, 0o700); err == nil {
			err = disk{c.base, c.disk.seams}.sync()
		}
		if err != nil && !errors.Is(err, fs.ErrExist) {
			return err
		}
	}
	c.disk.root, err = c.base.OpenRoot(c.account)
	return err
}

// makeAll makes dir and its parents and flushes their names: what is saved below them is
// said to be safe.
func makeAll(dir string) error {
	if fi, err := os.Stat(dir); err == nil && fi.IsDir() {
		return nil
	}
	parent := filepath.Dir(dir)
	if parent != dir {
		if err := makeAll(parent); err != nil {
			return err
		}
	}
	if err := os.Mkdir(dir, 0o700); errors.Is(err, fs.ErrExist) {
		return nil // made by somebody else meanwhile, or a file: opening it tells
	} else if err != nil {
		return err
	}
	root, err := os.OpenRoot(parent)
	if err != nil {
		return err
	}
	defer root.Close()
	return syncDir(root)
}
