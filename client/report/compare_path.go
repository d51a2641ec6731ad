package report

// RowsOf gives the rows of every step with this path (names from below the root, as
// Path gives), in document order: more than one where steps repeat or loop. The empty
// path is the root's. Only the siblings of steps on the path are looked at.
func (r *Report) RowsOf(path []string) []int {
	if r.Len() == 0 {
		return nil
	}
	rows := []int{0}
	for _, name := range path {
		var next []int
		for _, above := range rows {
			end := r.Step(above).End
			for i := above + 1; i < end; {
				s := r.Step(i)
				if s.Name == name {
					next = append(next, i)
				}
				i = s.End
			}
		}
		rows = next
	}
	return rows
}
