package cache

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
)

// openDir opens both directories, making them unless nothing is to be kept.
func (c *Cache) openDir(dir string) error {
	if c.cap > 0 {
		if err := os.MkdirAll(dir, 0o700); err != nil {
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
			err = syncDir(c.base)
		}
		if err != nil && !errors.Is(err, fs.ErrExist) {
			return err
		}
	}
	c.disk.root, err = c.base.OpenRoot(c.account)
	return err
}
