package tail

import "strings"

// watsHeader begins wats.log; %EndHeader:WatsLogFile% ends the JSON behind it.
const watsHeader = "%BeginHeader:WatsLogFile%"

// watsLine is a line of wats.log behind its time.
type watsLine struct {
	level        Level
	logger, text string
}

// readWATS reads what stands behind the time in a line of the official client's log,
// from the semicolon on. The client's trace listener writes these forms:
//
//	time;category;text         Trace.WriteLine; the category is often empty
//	time;category              an exception follows, as JSON on lines of its own
//	time;;source Type: 0 : time;;text
//
// The third is a traced event, which .NET writes in two pieces, head and text, and
// the client stamps each. Type is a TraceEventType. The client's own categories are
// levels (INFO); others are kept as the logger.
func readWATS(s string) (w watsLine) {
	category, text, plain := strings.Cut(s[1:], ";")
	if !plain {
		return watsLine{level: Error, text: category}
	}
	if w.level = levelOf(category); w.level != Unknown {
		w.text = text
		return w
	}
	w.logger = category
	if source, level, rest := cutTraceHead(text); source != "" {
		w.logger, w.level = source, level
		text = cutWATSStamp(rest)
	}
	w.text = unwrapWATS(text)
	if w.level == Unknown {
		w.level = sentenceLevel(w.text)
	}
	return w
}

// cutTraceHead cuts "source Type: number : " off the front, which .NET's
// TraceListener.WriteHeader writes; an empty source when it does not stand there.
func cutTraceHead(s string) (source string, level Level, rest string) {
	near := s[:min(len(s), 256)]
	i := strings.IndexByte(near, ' ')
	if i <= 0 {
		return "", Unknown, s
	}
	n := strings.IndexByte(near[i:], ':')
	if n < 0 {
		return "", Unknown, s
	}
	n += i
	if level = traceLevel(near[i+1 : n]); level == Unknown {
		return "", Unknown, s
	}
	id, _, ok := strings.Cut(near[n+1:], " : ")
	if !ok || !isNumber(strings.TrimLeft(id, " -")) {
		return "", Unknown, s
	}
	return s[:i], level, s[n+1+len(id)+len(" : "):]
}

// traceLevel knows the names of .NET's TraceEventType.
func traceLevel(name string) Level {
	switch name {
	case "Critical", "Error":
		return Error
	case "Warning":
		return Warning
	case "Information", "Start", "Stop", "Suspend", "Resume", "Transfer":
		return Info
	case "Verbose":
		return Debug
	}
	return Unknown
}

// cutWATSStamp cuts the second "time;category;" off the front.
func cutWATSStamp(s string) string {
	var c clock
	n := scanISO(s, &c)
	if n == 0 || n >= len(s) || s[n] != ';' {
		return s
	}
	if _, text, ok := strings.Cut(s[n+1:], ";"); ok {
		return text
	}
	return s
}

// unwrapWATS takes the text out of Message="…";, as the client writes one that has
// an exception with it. The end may stand on a later line.
func unwrapWATS(s string) string {
	if text, ok := strings.CutPrefix(s, `Message="`); ok {
		return strings.TrimSuffix(text, `";`)
	}
	return s
}
