// Package match finds the lines of a log that hold a text or match a regular
// expression. It works on blocks of bytes and knows nothing of files, so that
// gigabytes can be asked while they are read.
//
// A line is never cut out before something in it speaks for a match. Texts are
// sought in the whole block, sixteen places at a time (SSE2; eight where there is
// none), by their three rarest bytes. A regular expression is looked through for
// texts that must stand in whatever it matches; those are sought, and only the lines
// that hold them are run through a state machine. An expression that requires no
// text, or nothing but a very common letter, costs about 2 ns for every byte.
//
// Bytes should be UTF-8 but need not be: a byte that belongs to no character is
// equal to itself only. In a regular expression it counts as U+FFFD, as package
// regexp has it. Where letter case does not matter, two characters are equal
// when strings.EqualFold says so: k, K and the Kelvin sign, but not ß and ss.
package match

// MaxSpans is how many spans Spans appends at most.
const MaxSpans = 64

// Matcher is a compiled question. It is safe for use by many goroutines at once.
type Matcher struct {
	question
}

// question is what all kinds of questions can be asked. The methods are those of
// Matcher.
type question interface {
	lines(block []byte, hit func(from, to int) bool) bool
	match(line []byte) bool
	spans(line []byte, to [][2]int) [][2]int
}

// Text makes a Matcher for lines that hold text; fold: letter case does not
// matter. An empty text is in every line, one with a line feed in none.
func Text(text string, fold bool) *Matcher {
	return Any([]string{text}, fold)
}

// Any makes a Matcher for lines that hold at least one of texts; fold: letter
// case does not matter. Without texts no line matches.
func Any(texts []string, fold bool) *Matcher {
	return &Matcher{anyOf(partsOf(texts, fold))}
}

// Lines calls hit for every line of block that matches, in order, with the
// offsets where the line begins and ends. The line feed, a carriage return before
// it, or the end of block are not part of the line. hit returns false to stop, and
// then so does Lines. block begins where a line begins; its last line needs no
// line feed.
func (m *Matcher) Lines(block []byte, hit func(from, to int) bool) bool {
	return m.lines(block, hit)
}

// Match reports whether one line, given without its end, matches.
func (m *Matcher) Match(line []byte) bool {
	return m.match(line)
}

// Spans appends where the matches in one line stand, as [from, to) offsets in
// bytes: from left to right, not overlapping, none empty, at most MaxSpans. Of
// texts that begin at the same place the longest counts; a regular expression
// prefers as package regexp does.
func (m *Matcher) Spans(line []byte, to [][2]int) [][2]int {
	return m.spans(line, to)
}
