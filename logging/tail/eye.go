package tail

// eye looks through chunks, one at a time.
type eye struct {
	q   *Query
	buf []byte

	finding         // so far
	last    int     // the line that begins the last event, from which to look again
	kept    finding // before that
	saved   bool    // kept is
	block   *block
}

// finding is what was found up to some event of a chunk.
type finding struct {
	rows  []uint32
	runs  []run
	tally Tally
	prev  prev // the event that was added last
}

// prev is an event with which the next one is compared.
type prev struct {
	entry
	at    int    // where its lines begin in rows
	begin uint32 // its first line
	is    bool   // there is one that can be compared
}

// own is the same in memory of its own.
func (f finding) own() finding {
	f.rows = append(make([]uint32, 0, len(f.rows)), f.rows...)
	f.runs = append([]run(nil), f.runs...)
	if f.prev.is {
		f.prev.entry = f.prev.entry.own()
	}
	return f
}

// chunk gives what passes in a chunk, where before is what was found before line from.
// What was finding before its last event is in kept then, and where that begins in last.
func (x *eye) chunk(c *chunk, from int, before finding) chunkHits {
	x.rows = append(x.rows[:0], before.rows...)
	x.runs = append(x.runs[:0], before.runs...)
	x.tally, x.prev = before.tally, before.prev
	x.last, x.kept, x.saved = from, before, true
	if b, ok := x.load(c, from); ok {
		x.block, x.last, x.saved = b, b.last(), false
		x.look(b)
		x.save()
		x.block, x.prev = nil, prev{}
	}
	all := finding{rows: x.rows, runs: x.runs}.own()
	return chunkHits{first: c.first, rows: all.rows, runs: all.runs, tally: x.tally}
}

// save keeps what was found until now, the first time.
func (x *eye) save() {
	if !x.saved {
		x.kept, x.saved = x.finding.own(), true
	}
}

// look looks through a block.
func (x *eye) look(b *block) {
	switch f := x.q.filter; {
	case f.Correlation != "" || f.Text != "" && (f.Level > Debug || f.Tally || f.Fold || f.Heads):
		x.events(b)
	case f.Text != "":
		x.texts(b)
	default:
		x.levels(b)
	}
}

// add takes an event that passes but perhaps for its level.
func (x *eye) add(begin, end int, level Level) {
	if begin >= x.last {
		x.save()
	}
	if x.q.filter.tallies() {
		x.tally[level-Unknown]++
	}
	if !x.q.filter.passesLevel(level) {
		return
	}
	if x.q.filter.Fold && x.repeated(begin, end) {
		return
	}
	x.append(begin, end)
}

func (x *eye) append(begin, end int) {
	if x.q.filter.Heads {
		end = begin + 1
	}
	x.rows = appendRun(x.rows, begin, end)
}

// repeated puts an event in the place of the one before, if it repeats that; else the next
// one is compared with it.
func (x *eye) repeated(begin, end int) bool {
	now := prev{at: len(x.rows), begin: uint32(begin)} // #nosec G115 -- a line of one chunk
	now.entry, now.is = x.block.entryOf(begin, end)
	was := x.prev
	x.prev = now
	if !now.is || !was.is || !x.prev.repeats(&was.entry) {
		return false
	}
	x.prev.at = was.at
	x.rows = x.rows[:was.at]
	x.append(begin, end)
	if n := len(x.runs); n > 0 && x.runs[n-1].begin == was.begin {
		x.runs[n-1].begin = uint32(begin) // #nosec G115 -- a line of one chunk
		x.runs[n-1].count++
	} else {
		x.runs = append(x.runs, run{begin: uint32(begin), since: was.begin, count: 2}) // #nosec G115 -- a line of one chunk
	}
	return true
}

// events looks at every event that holds a line which matches.
func (x *eye) events(b *block) {
	done := b.from
	b.each(x.q.first, func(i int) {
		if i < done {
			return
		}
		begin, end := b.event(i)
		begin = max(begin, done)
		if level, ok := x.q.judge(func(k int) []byte { return b.line(begin + k) }, end-begin); ok {
			x.add(begin, end, level)
		}
		done = end
	})
}

// texts is events where only the text counts: where lines that match stand side by side,
// which event each is in does not matter.
func (x *eye) texts(b *block) {
	next := b.from // the line after the last one that was added
	rest := func(upto int) {
		if next > b.from {
			_, end := b.event(next - 1)
			x.rows = appendRun(x.rows, next, min(end, upto))
		}
	}
	b.each(x.q.first, func(i int) {
		if i == next && next > b.from {
			x.rows = append(x.rows, uint32(i)) // #nosec G115 -- a line of one chunk
			next++
			return
		}
		rest(i)
		begin, _ := b.event(i)
		x.rows = appendRun(x.rows, max(begin, next), i+1)
		next = i + 1
	})
	rest(len(b.c.ends))
	x.kept, x.saved = finding{rows: append([]uint32(nil), before(x.rows, x.last)...)}, true
}

// before gives the rows that are before a line.
func before(rows []uint32, line int) []uint32 {
	for len(rows) > 0 && int(rows[len(rows)-1]) >= line {
		rows = rows[:len(rows)-1]
	}
	return rows
}

// levels is events where only the level counts.
func (x *eye) levels(b *block) {
	begin, level := -1, Unknown // of the event that is read
	for i := b.from; i < len(b.c.ends); i++ {
		l := LevelOf(b.line(i))
		if l == Unknown && begin >= 0 && i < begin+maxEvent {
			continue
		}
		if begin >= 0 {
			x.add(begin, i, level)
		}
		if begin, level = i, l; l == Unknown {
			x.add(i, i+1, textLevel)
			begin = -1
		}
	}
	if begin >= 0 {
		x.add(begin, len(b.c.ends), level)
	}
}

func appendRun(rows []uint32, from, to int) []uint32 {
	for i := from; i < to; i++ {
		rows = append(rows, uint32(i)) // #nosec G115 -- a line of one chunk
	}
	return rows
}
