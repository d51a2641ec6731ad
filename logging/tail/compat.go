package tail

// recent is how many lines Len, Line and Lines know.
const recent = 10_000

// Len is the number of newest lines.
func (t *Tail) Len() int { return int(min(t.View().Len(), recent)) }

// Line gives line i of [0, Len()).
func (t *Tail) Line(i int) Line {
	v := t.View()
	l, _ := v.Line(v.Next() - min(v.Len(), recent) + int64(i))
	return l
}

// Lines gives the newest lines from number first on.
func (t *Tail) Lines(first int64, limit int) ([]Line, int64) {
	v := t.View()
	lines, next := v.Lines(max(first, v.Next()-recent), limit)
	if len(lines) == 0 {
		next = first
	}
	return lines, next
}
