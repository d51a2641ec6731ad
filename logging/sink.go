package logging

import (
	"os"
	"os/user"
	"strconv"
	"strings"
	"time"

	"github.com/rs/zerolog"
)

// The way of a line:
//
//	For → zerolog event → levelGate (is it wanted?) → contextHook (correlation id,
//	operation) → sink → lineBuilder (our order) → Masker (secrets) → rotator, Also

// levelGate is asked before an event is made, so a level that is off costs
// nanoseconds, and a change reaches the loggers already handed out.
type levelGate struct{ l *Log }

// Sample reports whether a line of this level is wanted.
func (g levelGate) Sample(lvl zerolog.Level) bool { return lvl >= zerolog.Level(g.l.level.Load()) } // #nosec G115 -- a level of zerolog, put there by SetLevel

// sink is the writer of one named logger.
type sink struct {
	log  *Log
	name []byte // as a JSON string
}

// Write is WriteLevel for lines without a level.
func (s *sink) Write(p []byte) (int, error) { return s.WriteLevel(zerolog.NoLevel, p) }

// WriteLevel takes one finished event of zerolog's. It never fails: zerolog
// would complain on stderr, line by line.
func (s *sink) WriteLevel(level zerolog.Level, p []byte) (int, error) {
	if level >= zerolog.Level(s.log.level.Load()) { // #nosec G115 -- a level of zerolog, put there by SetLevel
		s.log.write(s.name, level, p)
	}
	return len(p), nil
}

// write composes the line and hands it on. Time is taken under the lock: the
// lines of a file stand in the order of their timestamps.
func (l *Log) write(name []byte, level zerolog.Level, event []byte) {
	l.mu.Lock()
	defer l.mu.Unlock()
	now := l.now()
	l.line.read(event)
	l.compose(now, name, level)
	if l.also != nil && !l.file.closed {
		_, _ = l.also.Write(l.out) // a closed stderr is no reason to stop
	}
	if l.file.write(now, l.out) {
		l.confess(now)
	}
	if cap(l.out) > 64<<10 {
		l.out = nil // one huge line is no reason to hold on to its memory
	}
}

// confess tells, once lines can be written again, how many could not, and of a log that
// broke off. What cannot be told now is told after the next line.
func (l *Log) confess(now time.Time) {
	if l.file.lost > 0 {
		event := strconv.AppendUint([]byte(`{"dropped":`), l.file.lost, 10)
		if l.tell(now, append(event, `,"message":"Log lines were lost while the log could not be written"}`...)) {
			l.file.lost = 0
		}
	}
	if l.file.broke != "" {
		event := append([]byte(`{"path":`), quoted(l.file.broke)...)
		if l.tell(now, append(event, `,"message":"The log before broke off inside a line"}`...)) {
			l.file.broke = ""
		}
	}
}

// tell writes a line of the log's own, which is not counted.
func (l *Log) tell(now time.Time, event []byte) bool {
	l.line.read(event)
	l.compose(now, []byte(`"logging"`), zerolog.WarnLevel)
	return l.file.put(now, l.out)
}

// compose makes the line of what lineBuilder read.
func (l *Log) compose(now time.Time, name []byte, level zerolog.Level) {
	l.line.defaults(name, l.user, l.pid, l.station)
	if l.format == Text {
		l.out = l.line.text(l.out[:0], now, levelName(level))
	} else {
		l.out = l.line.json(l.out[:0], now, levelName(level))
	}
	l.out = l.secrets.MaskBytes(l.out)
}

// levelName gives one of the four names a line may have.
func levelName(level zerolog.Level) string {
	switch level {
	case zerolog.TraceLevel, zerolog.DebugLevel:
		return "DEBUG"
	case zerolog.WarnLevel:
		return "WARNING"
	case zerolog.ErrorLevel, zerolog.FatalLevel, zerolog.PanicLevel:
		return "ERROR"
	}
	return "INFO"
}

// appendTime gives the one form our time stamps have.
func appendTime(dst []byte, t time.Time) []byte {
	return t.UTC().AppendFormat(dst, "2006-01-02T15:04:05.000Z")
}

// osUser is the account the program runs under. The environment is asked first:
// the system's answer can take seconds on a PC that left its domain.
func osUser() string {
	for _, key := range []string{"USERNAME", "USER", "LOGNAME"} {
		if name := os.Getenv(key); name != "" {
			return name
		}
	}
	u, err := user.Current()
	if err != nil {
		return ""
	}
	return u.Username[strings.LastIndexByte(u.Username, '\\')+1:]
}

func pidText() []byte { return strconv.AppendInt(nil, int64(os.Getpid()), 10) }
