package export

import (
	"bufio"
	"io"
	"strings"
	"unicode/utf8"
)

// printer writes lines; after the first error it writes nothing more.
type printer struct{ w *bufio.Writer }

func newPrinter(w io.Writer) *printer { return &printer{bufio.NewWriterSize(w, 64<<10)} }

// line writes the parts and a line end. An error stays in the writer until Flush.
func (p *printer) line(parts ...string) {
	for _, s := range parts {
		p.w.WriteString(s) // #nosec G104 -- the writer keeps its error until Flush
	}
	p.w.WriteByte('\n') // #nosec G104 -- the writer keeps its error until Flush
}

// block writes a text of several lines, each behind the indent.
func (p *printer) block(indent, text string) {
	for line := range strings.SplitSeq(text, "\n") {
		p.line(indent, line)
	}
}

// titled writes an empty line and a title.
func (p *printer) titled(title string) { p.line("\n", title) }

// labelled writes "label: text", further lines of the text under its first; nothing
// for an empty text.
func (p *printer) labelled(indent, label, text string) {
	if text != "" {
		p.hanging(indent+label+": ", indent+"  ", text)
	}
}

// hanging writes a text behind first, its further lines behind rest.
func (p *printer) hanging(first, rest, text string) {
	for line := range strings.SplitSeq(text, "\n") {
		p.line(first, line)
		first = rest
	}
}

// pad fills a text with blanks to a width in characters.
func pad(s string, width int) string {
	if n := width - utf8.RuneCountInString(s); n > 0 {
		return s + blanks(n)
	}
	return s
}

const manyBlanks = "                                                                                "

func blanks(n int) string {
	if n <= len(manyBlanks) {
		return manyBlanks[:max(n, 0)]
	}
	return strings.Repeat(" ", n)
}
