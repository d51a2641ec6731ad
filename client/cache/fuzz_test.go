package cache

import (
	"bytes"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"testing"
)

// FuzzFile reads anything as a report's file: no panic, no more than it says, and what
// is accepted is whole. With sums made right the fuzzer gets past the checksums.
func FuzzFile(f *testing.F) {
	good := encoded(f, &line{Account: "a", ID: idOf(1), At: "2026-10-01T10:41:00.000Z", Size: 4, Header: new(headerOf(1))}, []byte("body"))
	list := encoded(f, &line{Account: "a", Key: "k", At: "2026-10-01T10:41:00.000Z", Size: 2}, []byte("[]"))
	f.Add(good, false)
	f.Add(good[9:], true)
	f.Add(list[9:], true)
	f.Add([]byte("{}\n"), true)
	f.Fuzz(func(t *testing.T, data []byte, right bool) {
		if right {
			text, _, _ := bytes.Cut(data, []byte("\n"))
			sum := crc32.Checksum(text, castagnoli)
			data = append([]byte(hex8(sum)+" "), data...)
		}
		l, packed, err := cutLine(data)
		if err != nil {
			if !errors.Is(err, errDamaged) && !errors.Is(err, errNewer) {
				t.Fatal(err)
			}
			return
		}
		body, err := Body{packed, min(l.Size, 1<<20)}.Bytes()
		if int64(len(body)) > l.Size || err == nil && int64(len(body)) != min(l.Size, 1<<20) {
			t.Fatalf("%d bytes of %d, %v", len(body), l.Size, err)
		}
		if l.Header != nil {
			id, _ := parseGUID(idOf(1))
			h := writable(*l.Header, id)
			if _, ok := readRow(string(appendRow(nil, &h)), len(fields)); !ok {
				t.Fatalf("%+v", h)
			}
		}
	})
}

func hex8(v uint32) string {
	const digits = "0123456789abcdef"
	var b [8]byte
	for i := range b {
		b[i] = digits[v>>(28-4*i)&15]
	}
	return string(b[:])
}

// FuzzIndex reads anything as an index. What is accepted can be used and written again.
func FuzzIndex(f *testing.F) {
	t := newTable(0)
	for n := range 3 {
		id, _ := parseGUID(idOf(n))
		h := headerOf(n)
		t.putBody(id, part{string(appendRow(nil, &h)), 1}, usage{used: 1, size: 2, mod: 3})
	}
	ids, rows := rowsOf(headers(2, 5))
	t.putList(listFile("k"), &list{key: "k", at: 2, ids: ids, file: usage{size: 9}}, rows)
	good := encodeIndex(t, "a")
	f.Add(good[:len(good)-4])
	empty := encodeIndex(newTable(0), "a")
	f.Add(empty[:len(empty)-4])
	f.Fuzz(func(t *testing.T, data []byte) {
		data = binary.LittleEndian.AppendUint32(bytes.Clone(data), crc32.Checksum(data, castagnoli))
		tb, err := decodeIndex(data, "a")
		if err != nil {
			if !errors.Is(err, errDamaged) {
				t.Fatal(err)
			}
			return
		}
		c := &Cache{table: tb, now: newClock().now}
		checkSums(t, c)
		c.Find(Query{Text: "n"})
		again, err := decodeIndex(encodeIndex(tb, "a"), "a")
		if err != nil || len(again.order) != len(tb.order) || again.bytes != tb.bytes || len(again.lists) != len(tb.lists) {
			t.Fatalf("written again it is not the same: %v", err)
		}
		for name := range again.lists {
			_, _, _ = c.List(again.lists[name].key)
			again.dropList(name)
		}
		for _, r := range tb.order {
			again.dropBody(r.id)
		}
		if len(again.records) > 0 || again.bytes != 0 || again.rows != 0 {
			t.Fatalf("%d records, %d bytes, %d rows are left", len(again.records), again.bytes, again.rows)
		}
	})
}
