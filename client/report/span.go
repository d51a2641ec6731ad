package report

// span is where something stands in the original bytes: [from, to).
type span struct{ from, to int64 }
