package cache

import "slices"

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
