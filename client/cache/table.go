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
