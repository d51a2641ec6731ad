package cache

import (
	"context"
	"os"
	"testing"
	"time"

	"go.uber.org/goleak"
)

func TestMain(m *testing.M) {
	if dir := os.Getenv("CACHE_TEST_PUT_FOR_EVER"); dir != "" {
		putForEver(dir)
	}
	goleak.VerifyTestMain(m)
}

// clock is a time that moves only when told.
type clock struct{ t time.Time }

func (c *clock) now() time.Time          { return c.t }
func (c *clock) advance(d time.Duration) { c.t = c.t.Add(d) }

func newClock() *clock { return &clock{time.Date(2026, 10, 1, 10, 41, 0, 123456789, time.UTC)} }

func mustOpen(t *testing.T, o Options) *Cache {
	t.Helper()
	c, err := Open(o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := c.Close(); err != nil {
			t.Error(err)
		}
	})
	return c
}

func put(t *testing.T, c *Cache, n int, body string) {
	t.Helper()
	if err := c.Put(context.Background(), idOf(n), headerOf(n), []byte(body)); err != nil {
		t.Fatal(err)
	}
}

// got gives a body as text; "" and the error when there is none.
func got(c *Cache, n int) (string, error) {
	b, s, err := c.Get(idOf(n))
	if err != nil {
		return "", err
	}
	if s.Header.UUID != idOf(n) || !s.Whole {
		return "", ErrDamaged
	}
	data, err := b.Bytes()
	return string(data), err
}

func wantBody(t *testing.T, c *Cache, n int, want string) {
	t.Helper()
	if is, err := got(c, n); err != nil || is != want {
		t.Errorf("report %d: %.60q, %v; want %.60q", n, is, err, want)
	}
}
