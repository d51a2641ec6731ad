package cache

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"stationcompanion/client/report"
)

// table is what is known of one account's files, in memory. It locks nothing.
type table struct {
	records map[guid]*record
	order   []*record        // newest start first
	lists   map[string]*list // by file name
	rows    int              // in all lists together
	reports int              // records with a body
	bytes   int64            // on disk, of reports and lists
}

// record is one report: what its body's file says of it, and what the newest list
// that names it says. Either may be absent, not both.
type record struct {
	id   guid
	body part // row == "" when there is no body
	file usage
	row  part
	refs int // lists that name it

	start                         int64 // ms of Unix time; lowest when unknown
	serial, part, station, result string
	folded                        string // serial, part and station in lower case, for substrings
}

// part is a header as a row, and the ms of Unix time it was fetched at.
type part struct {
	row string
	at  int64
}

// usage is a file's place in the account's budget.
type usage struct {
	used      int64 // ms of Unix time
	saved     int64 // used as the index on disk has it
	size, mod int64 // bytes; ns of Unix time
}

// list is one remembered answer.
type list struct {
	key  string
	at   int64 // ms of Unix time
	ids  []guid
	file usage
	kept int64 // when its file was written, as far as this process wrote it
}

func newTable(records int) *table {
	return &table{records: make(map[guid]*record, records), lists: map[string]*list{}}
}

// block is what a file takes on most file systems.
const block = 4096

// charge is what a file of size bytes counts for.
func charge(size int64) int64 { return (size + block - 1) / block * block }

// refresh takes the searched fields from the rows; false when one of them is none.
func (r *record) refresh() bool {
	h, _, ok := r.join(hotFields)
	r.serial, r.part, r.station, r.result = h.SerialNumber, h.PartNumber, h.StationName, h.Result
	r.folded = strings.ToLower(r.serial + "\x00" + r.part + "\x00" + r.station)
	r.start = math.MinInt64
	if !h.Start.IsZero() {
		r.start = h.Start.UnixMilli()
	}
	return ok
}

// join gives the first n fields of what both parts say: the newer one, and where it
// is silent the older. at is the newer one's.
func (r *record) join(n int) (h report.Header, at int64, ok bool) {
	newer, older := r.row, r.body
	if older.row != "" && (older.at > newer.at || newer.row == "") {
		newer, older = older, newer
	}
	h, ok = readRow(newer.row, n)
	if older.row != "" {
		was, fine := readRow(older.row, n)
		fill(&h, &was)
		ok = ok && fine
	}
	return h, newer.at, ok
}

func byStart(a, b *record) int {
	return cmp.Or(cmp.Compare(b.start, a.start), slices.Compare(a.id[:], b.id[:]))
}

// change lets fn alter a record, made where there is none, and keeps order and sums
// right. A record left without body and row goes.
func (t *table) change(id guid, fn func(*record)) {
	r, at := t.records[id], -1
	if r == nil {
		r = &record{id: id}
		t.records[id] = r
	} else {
		at, _ = slices.BinarySearchFunc(t.order, r, byStart)
	}
	body, row, start := r.body, r.row, r.start
	t.count(r, -1)
	fn(r)
	t.count(r, 1)
	switch {
	case r.body.row == "" && r.row.row == "":
		delete(t.records, id)
		t.move(r, at, false)
		return
	case r.body != body || r.row != row:
		r.refresh()
	}
	if at < 0 || r.start != start {
		t.move(r, at, true)
	}
}

// move takes a record from its old place, if it had one, and puts it in its new one.
func (t *table) move(r *record, from int, in bool) {
	if from >= 0 {
		t.order = slices.Delete(t.order, from, from+1)
	}
	if in {
		to, _ := slices.BinarySearchFunc(t.order, r, byStart)
		t.order = slices.Insert(t.order, to, r)
	}
}

func (t *table) count(r *record, by int) {
	if r.body.row != "" {
		t.reports += by
		t.bytes += int64(by) * charge(r.file.size)
	}
}

// putBody notes a body's file.
func (t *table) putBody(id guid, p part, u usage) {
	t.change(id, func(r *record) {
		u.used, u.saved = max(u.used, r.file.used), r.file.saved
		r.body, r.file = p, u
	})
}

// dropBody forgets a body; what lists say of the report stays.
func (t *table) dropBody(id guid) bool {
	if r := t.records[id]; r == nil || r.body.row == "" {
		return false
	}
	t.change(id, func(r *record) { r.body, r.file = part{}, usage{} })
	return true
}

// putList notes a list with the rows it was answered with.
func (t *table) putList(name string, l *list, rows []string) {
	old := t.lists[name]
	if old != nil {
		l.file.used, l.file.saved = max(l.file.used, old.file.used), old.file.saved
	}
	t.lists[name] = l
	t.rows += len(l.ids)
	t.bytes += charge(l.file.size)
	for i, id := range l.ids {
		t.change(id, func(r *record) {
			if r.refs++; r.row.row == "" || l.at >= r.row.at {
				r.row = part{rows[i], l.at}
			}
		})
	}
	t.release(old) // after it, so that what both name is never let go between
}

// dropList forgets a list, and the rows no other names.
func (t *table) dropList(name string) bool {
	l := t.lists[name]
	delete(t.lists, name)
	t.release(l)
	return l != nil
}

func (t *table) release(l *list) {
	if l == nil {
		return
	}
	t.rows -= len(l.ids)
	t.bytes -= charge(l.file.size)
	for _, id := range l.ids {
		t.change(id, func(r *record) {
			if r.refs--; r.refs == 0 {
				r.row = part{}
			}
		})
	}
}

// drop forgets a file, whichever kind.
func (t *table) drop(name string) bool {
	if id, ok := reportOf(name); ok {
		return t.dropBody(id)
	}
	return t.dropList(name)
}
