package cache

import (
	"bytes"
	"errors"
	"fmt"
	"hash/crc32"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// inAccount gives the path of a file of the only account of o.
func inAccount(o Options, name string) string {
	return filepath.Join(o.Dir, accountDir(o.Account), name)
}

// damages are what disks and people do to a file.
var damages = map[string]func([]byte) []byte{
	"emptied":       func([]byte) []byte { return nil },
	"cut":           func(b []byte) []byte { return b[:len(b)/2] },
	"last byte":     func(b []byte) []byte { return b[:len(b)-1] },
	"one more":      func(b []byte) []byte { return append(b, 0) },
	"zeroed":        func(b []byte) []byte { return make([]byte, len(b)) },
	"tail zeroed":   func(b []byte) []byte { clear(b[len(b)-20:]); return b },
	"first bit":     func(b []byte) []byte { b[0] ^= 1; return b },
	"bit in front":  func(b []byte) []byte { b[60] ^= 4; return b },
	"bit behind":    func(b []byte) []byte { b[len(b)-30] ^= 64; return b },
	"something":     func([]byte) []byte { return []byte(strings.Repeat("<html>", 300)) },
	"only newlines": func([]byte) []byte { return bytes.Repeat([]byte("\n"), 5000) },
}

// damage changes a file, keeping its time so that only its content tells.
func damage(t *testing.T, path string, how func([]byte) []byte) {
	t.Helper()
	fi, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(path)
	if err == nil {
		err = os.WriteFile(path, how(data), 0o600)
	}
	if err == nil {
		err = os.Chtimes(path, time.Time{}, fi.ModTime())
	}
	if err != nil {
		t.Fatal(err)
	}
}

// ten is a closed cache of ten reports and one list.
func ten(t *testing.T) Options {
	o := Options{Dir: t.TempDir(), Account: "a", seams: quick}
	c := mustOpen(t, o)
	for n := range 10 {
		put(t, c, n, fmt.Sprint("body of ", n))
	}
	if err := errors.Join(c.PutList(t.Context(), "k", headers(8, 12)), c.Close()); err != nil {
		t.Fatal(err)
	}
	return o
}

func TestDamagedIndex(t *testing.T) {
	for name, how := range damages {
		o := ten(t)
		damage(t, inAccount(o, indexName), how)
		c, err := Open(o)
		if err == nil || !strings.Contains(err.Error(), "built again") {
			t.Errorf("%s: %v", name, err)
		}
		for n := range 10 {
			wantBody(t, c, n, fmt.Sprint("body of ", n))
		}
		if s := c.Stats(); s.Reports != 10 || s.Damaged != 0 || len(c.Find(Query{})) != 12 || len(mustList(t, c, "k")) != 4 {
			t.Errorf("%s: %+v", name, s)
		}
		if err := c.Close(); err != nil {
			t.Error(err)
		}
		mustOpen(t, o) // and now without an error
	}
}

// A damaged report goes, alone, and is counted: at the latest when it is got, at Open
// where the index does not vouch for it.
func TestDamagedBodies(t *testing.T) {
	for name, how := range damages {
		for _, indexed := range []bool{true, false} {
			o := ten(t)
			path := inAccount(o, idOf(3)+reportExt)
			damage(t, path, how)
			if !indexed {
				_ = os.Remove(inAccount(o, indexName))
			}
			c := mustOpen(t, o)
			_, err := got(c, 3)
			if !errors.Is(err, ErrMissing) {
				t.Errorf("%s: %v", name, err)
			}
			if _, err := os.Stat(path); !errors.Is(err, os.ErrNotExist) {
				t.Errorf("%s: it is still there: %v", name, err)
			}
			if s := c.Stats(); s.Reports != 9 || s.Damaged != 1 || len(c.Find(Query{})) != 11 {
				t.Errorf("%s: %+v", name, s)
			}
			for n := range 10 {
				if n != 3 {
					wantBody(t, c, n, fmt.Sprint("body of ", n))
				}
			}
			checkSums(t, c)
			put(t, c, 3, "new")
			wantBody(t, c, 3, "new")
		}
	}
}

func TestDamagedList(t *testing.T) {
	for name, how := range damages {
		o := ten(t)
		damage(t, inAccount(o, listFile("k")), how)
		_ = os.Remove(inAccount(o, indexName))
		c := mustOpen(t, o)
		if _, _, err := c.List("k"); !errors.Is(err, ErrMissing) || c.Stats().Damaged != 1 || len(c.Find(Query{})) != 10 {
			t.Errorf("%s: %v, %+v", name, err, c.Stats())
		}
		checkSums(t, c)
	}
}

// Every single bit of a file counts.
func TestEveryBit(t *testing.T) {
	l := line{Account: "a", ID: idOf(1), At: "2026-10-01T10:41:00.000Z", Size: 4, Header: new(headerOf(1))}
	data := encoded(t, &l, []byte("body"))
	c := Cache{account: "a"}
	if _, _, err := c.verified(idOf(1)+reportExt, data); err != nil {
		t.Fatal(err)
	}
	for bit := range 8 * len(data) {
		data[bit/8] ^= 1 << (bit % 8)
		if l, packed, err := c.verified(idOf(1)+reportExt, data); err == nil {
			// A letter of the checksum in another case says the same.
			if body, err := (Body{packed, l.Size}).Bytes(); string(body) != "body" || err != nil {
				t.Errorf("bit %d: %q, %v", bit, body, err)
			}
		}
		data[bit/8] ^= 1 << (bit % 8)
	}
}

// encoded makes a file.
func encoded(tb testing.TB, l *line, body []byte) []byte {
	tb.Helper()
	var packed bytes.Buffer
	if err := pack(&packed, body); err != nil {
		tb.Fatal(err)
	}
	l.Packed, l.Sum = int64(packed.Len()), sumOf(packed.Bytes())
	head, err := l.encode()
	if err != nil {
		tb.Fatal(err)
	}
	return append(head, packed.Bytes()...)
}

// A file of a later version is left alone; one whose line lies is damaged.
func TestForeignLines(t *testing.T) {
	line := func(json string) []byte {
		return fmt.Appendf(nil, "%08x %s\nx", crc32.Checksum([]byte(json), castagnoli), json)
	}
	sum := strings.Repeat("0", 64)
	for json, want := range map[string]error{
		`{"version":2}`: errNewer,
		`{"version":2,"at":"2026-10-01T10:41:00.000Z"}`: errNewer,
		`{"version":0,"at":"2026-10-01T10:41:00.000Z"}`: errDamaged,
		`[]`: errDamaged,
		`{"version":1,"at":"yesterday","size":1,"packed":1,"sha256":"` + sum + `","key":"k"}`:                                         errDamaged,
		`{"version":1,"at":"2026-10-01T10:41:00.000Z","size":1,"packed":1,"sha256":"` + sum + `","key":"k"}`:                          nil,
		`{"version":1,"at":"2026-10-01T10:41:00.000Z","size":-1,"packed":1,"sha256":"` + sum + `","key":"k"}`:                         errDamaged,
		`{"version":1,"at":"2026-10-01T10:41:00.000Z","size":1,"packed":999999999999,"sha256":"` + sum + `","key":"k"}`:               errDamaged,
		`{"version":1,"at":"2026-10-01T10:41:00.000Z","size":1,"packed":1,"sha256":"0","key":"k"}`:                                    errDamaged,
		`{"version":1,"at":"2026-10-01T10:41:00.000Z","size":1,"packed":1,"sha256":"` + sum + `"}`:                                    errDamaged,
		`{"version":1,"at":"2026-10-01T10:41:00.000Z","size":1,"packed":1,"sha256":"` + sum + `","id":"x"}`:                           errDamaged,
		`{"version":1,"at":"2026-10-01T10:41:00.000Z","size":1,"packed":1,"sha256":"` + sum + `","id":"x","key":"k","header":{}}`:     errDamaged,
		`{"version":1,"at":"2026-10-01T10:41:00.000Z","size":1,"packed":1,"sha256":"` + sum + `","id":"x","header":{"start":"soon"}}`: errDamaged,
	} {
		if _, _, err := cutLine(line(json)); !errors.Is(err, want) {
			t.Errorf("%s: %v", json, err)
		}
	}
	o := ten(t)
	newer := line(`{"version":2,"at":"2026-10-01T10:41:00.000Z"}`)
	damage(t, inAccount(o, idOf(3)+reportExt), func([]byte) []byte { return newer })
	c := mustOpen(t, o)
	if _, err := got(c, 3); !errors.Is(err, ErrMissing) || errors.Is(err, ErrDamaged) || c.Stats().Damaged != 0 {
		t.Error(err)
	}
	if data, _ := os.ReadFile(inAccount(o, idOf(3)+reportExt)); !bytes.Equal(data, newer) {
		t.Error("the newer version's file was touched")
	}
}

// What says one size and unpacks to another is damaged, however much it is.
func TestBodySize(t *testing.T) {
	for size, ok := range map[int64]bool{0: false, 999: false, 1000: true, 1001: false, maxBody: false} {
		var packed bytes.Buffer
		if err := pack(&packed, make([]byte, 1000)); err != nil {
			t.Fatal(err)
		}
		data, err := Body{packed.Bytes(), size}.Bytes()
		if (err == nil) != ok || int64(len(data)) > min(size, 1000) || err != nil && !errors.Is(err, errDamaged) {
			t.Errorf("size %d: %d bytes, %v", size, len(data), err)
		}
	}
	if _, err := (Body{[]byte("no gzip"), 7}).Bytes(); !errors.Is(err, errDamaged) {
		t.Error(err)
	}
}
