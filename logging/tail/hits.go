package tail

import "sort"

// Hits are the numbers of the lines a search has found. The value never changes; a newer
// one is had from Search.Hits.
type Hits struct {
	older  []chunkHits // newest first, one for each chunk of View.older that was looked through
	newer  []chunkHits // oldest first
	oldSum []int64     // hits in older[:i+1]
	newSum []int64     // hits in newer[:i+1]
	done   bool
}

// chunkHits is what was found in one chunk.
type chunkHits struct {
	first int64 // number of the chunk's first line
	rows  []uint32
	runs  []run
	tally Tally
}

// Len is the number of lines found.
func (h Hits) Len() int64 { return total(h.oldSum) + total(h.newSum) }

// Done reports whether all lines there are were looked at, the oldest ones too.
func (h Hits) Done() bool { return h.done }

// At gives the number of hit i of [0, Len()), the oldest first.
func (h Hits) At(i int64) int64 {
	if old := total(h.oldSum); i < old {
		back := old - 1 - i // counted from the newest
		k := sort.Search(len(h.oldSum), func(k int) bool { return h.oldSum[k] > back })
		f := h.older[k]
		return f.first + int64(f.rows[h.oldSum[k]-1-back])
	} else {
		i -= old
	}
	k := sort.Search(len(h.newSum), func(k int) bool { return h.newSum[k] > i })
	f := h.newer[k]
	return f.first + int64(f.rows[i-(h.newSum[k]-int64(len(f.rows)))])
}

// Find gives the first hit whose number is not before no; Len when there is none.
func (h Hits) Find(no int64) int64 {
	return int64(sort.Search(int(h.Len()), func(i int) bool { return h.At(int64(i)) >= no }))
}

func total(sums []int64) int64 {
	if len(sums) == 0 {
		return 0
	}
	return sums[len(sums)-1]
}

// before is h with what was found in the chunk before all others.
func (h Hits) before(f chunkHits) Hits {
	h.older, h.oldSum = append(h.older, f), append(h.oldSum, total(h.oldSum)+int64(len(f.rows)))
	return h
}

// after is h with what was found in the chunk after all others, or in the last one once
// more.
func (h Hits) after(f chunkHits) Hits {
	if n := len(h.newer); n > 0 && h.newer[n-1].first == f.first {
		h.newer, h.newSum = h.newer[:n-1:n-1], h.newSum[:n-1:n-1]
	}
	h.newer, h.newSum = append(h.newer, f), append(h.newSum, total(h.newSum)+int64(len(f.rows)))
	return h
}

// within is h without what was found in chunks the view has no more.
func (h Hits) within(v View) Hits {
	if n := len(v.older); n < len(h.older) {
		h.older, h.oldSum = h.older[:n:n], h.oldSum[:n:n]
	}
	first := v.Next()
	if len(v.newer) > 0 {
		first = v.newer[0].first
	}
	gone := sort.Search(len(h.newer), func(i int) bool { return h.newer[i].first >= first })
	if gone == 0 {
		return h
	}
	h.newer, h.newSum = h.newer[gone:], nil
	sum := int64(0)
	for _, f := range h.newer {
		sum += int64(len(f.rows))
		h.newSum = append(h.newSum, sum)
	}
	return h
}
