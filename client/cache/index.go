package cache

import (
	"encoding/binary"
	"hash/crc32"
	"slices"
)

// The index file: indexMark, the number of fields of a row and the account; the
// records; the lists, naming records by number; CRC-32C of all that in four bytes.
// Numbers are varints as encoding/binary writes them. It is only ever a shortcut:
// without it everything is read from the files again.
const indexMark = "SCindex1"

const (
	hasBody = 1 << iota
	hasRow
)

// encodeIndex writes the table.
func encodeIndex(t *table, account string) []byte {
	b := make([]byte, 0, 1<<10+len(t.order)*384)
	b = append(b, indexMark...)
	b = binary.AppendUvarint(b, uint64(len(fields)))
	b = appendText(b, account)
	b = binary.AppendUvarint(b, uint64(len(t.order)))
	number := make(map[guid]int)
	for i, r := range t.order {
		if r.refs > 0 {
			number[r.id] = i
		}
		b = appendRecord(b, r)
	}
	b = binary.AppendUvarint(b, uint64(len(t.lists)))
	for _, l := range t.lists {
		b = appendUsage(binary.AppendVarint(appendText(b, l.key), l.at), l.file)
		b = binary.AppendUvarint(b, uint64(len(l.ids)))
		for _, id := range l.ids {
			b = binary.AppendUvarint(b, uint64(number[id])) // #nosec G115 -- a number in the order, not below 0
		}
	}
	return binary.LittleEndian.AppendUint32(b, crc32.Checksum(b, castagnoli))
}

func appendRecord(b []byte, r *record) []byte {
	b = append(b, r.id[:]...)
	var has byte
	if r.body.row != "" {
		has |= hasBody
	}
	if r.row.row != "" {
		has |= hasRow
	}
	b = append(b, has)
	if has&hasBody != 0 {
		b = appendUsage(appendPart(b, r.body), r.file)
	}
	if has&hasRow != 0 {
		b = appendPart(b, r.row)
	}
	return b
}

func appendPart(b []byte, p part) []byte {
	return appendText(binary.AppendVarint(b, p.at), p.row)
}

func appendUsage(b []byte, u usage) []byte {
	b = binary.AppendVarint(b, u.used)
	b = binary.AppendUvarint(b, uint64(u.size)) // #nosec G115 -- a size is not below 0
	return binary.AppendVarint(b, u.mod)
}

// decodeIndex reads an index; its error wraps errDamaged.
func decodeIndex(data []byte, account string) (*table, error) {
	n := len(data) - 4
	if n < len(indexMark) || binary.LittleEndian.Uint32(data[n:]) != crc32.Checksum(data[:n], castagnoli) {
		return nil, damaged("the index does not match its checksum")
	}
	c := &cursor{s: string(data[:n])}
	if c.take(uint64(len(indexMark))) != indexMark || c.uvarint() != uint64(len(fields)) || c.text() != account {
		return nil, damaged("the index is not of this version and account")
	}
	const least = 16 + 1 // bytes of a record
	records := make([]record, c.count(least))
	t := newTable(len(records))
	for i := range records {
		if !t.readRecord(c, &records[i]) {
			return nil, damaged("record %d of the index", i)
		}
	}
	lists := c.count(6)
	for i := range lists {
		if !t.readList(c, records) {
			return nil, damaged("list %d of the index", i)
		}
	}
	if c.bad || c.s != "" {
		return nil, damaged("the end of the index")
	}
	for i := range records {
		if r := &records[i]; (r.refs > 0) != (r.row.row != "") {
			return nil, damaged("record %d of the index, which no list names", i)
		}
	}
	if !slices.IsSortedFunc(t.order, byStart) {
		slices.SortFunc(t.order, byStart)
	}
	return t, nil
}

// readRecord reads one record into r and the table; false when it is none.
func (t *table) readRecord(c *cursor, r *record) bool {
	copy(r.id[:], c.take(16))
	has := c.byte()
	if has&hasBody != 0 {
		r.body, r.file = readPart(c), readUsage(c)
	}
	if has&hasRow != 0 {
		r.row = readPart(c)
	}
	named := has == hasBody && r.body.row != "" || has == hasRow && r.row.row != "" ||
		has == hasBody|hasRow && r.body.row != "" && r.row.row != ""
	if c.bad || !named || t.records[r.id] != nil || !r.refresh() {
		return false
	}
	t.count(r, 1)
	t.records[r.id] = r
	t.order = append(t.order, r)
	return true
}

func readPart(c *cursor) part { return part{at: c.varint(), row: c.text()} }

func readUsage(c *cursor) usage {
	u := usage{used: c.varint(), size: int64(c.uvarint()), mod: c.varint()} // #nosec G115 -- the index has a checksum, so that it is what appendUsage wrote
	u.saved = u.used
	if u.size < 0 || u.size > maxLine+maxPacked {
		c.bad = true
	}
	return u
}

// readList reads one list into the table; false when it is none.
func (t *table) readList(c *cursor, records []record) bool {
	l := &list{key: c.text(), at: c.varint()}
	l.file = readUsage(c)
	l.ids = make([]guid, c.count(1))
	for i := range l.ids {
		n := c.uvarint()
		if n >= uint64(len(records)) {
			return false
		}
		l.ids[i] = records[n].id
		records[n].refs++
	}
	name := listFile(l.key)
	if c.bad || l.key == "" || t.lists[name] != nil {
		return false
	}
	t.lists[name] = l
	t.rows += len(l.ids)
	t.bytes += charge(l.file.size)
	return true
}
