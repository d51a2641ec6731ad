package tail

import "strings"

// readSyslog reads what stands behind the time of a syslog line: " host app[pid]:
// text". There is no level in it; the text may begin with one.
func readSyslog(s string) (app, text string, level Level) {
	start, _ := textStart(s, 0)
	s = s[start:]
	near := s[:min(len(s), maxWord)]
	if _, rest, ok := strings.Cut(near, " "); ok {
		if tag, _, ok := strings.Cut(rest, ": "); ok {
			name, _, _ := strings.Cut(tag, "[")
			if isName(name) && !strings.Contains(tag, " ") {
				app, s = name, s[len(near)-len(rest)+len(tag)+len(": "):]
			}
		}
	}
	if s != "" {
		if f := leadingLevel(s); f.level != Unknown {
			start, _ = textStart(s, f.end)
			return app, s[start:], f.level
		}
	}
	return app, s, sentenceLevel(s)
}

// fillGlog reads what stands behind the time of a glog line: " pid file.go:12] text".
// The place in the source is the logger.
func fillGlog(s string, l *Line) {
	l.Message = strings.TrimLeft(s, " ")
	head, text, ok := strings.Cut(s, "] ")
	if !ok || len(head) > maxWord {
		return
	}
	l.Logger = head[strings.LastIndexByte(head, ' ')+1:]
	l.Message = text
}
