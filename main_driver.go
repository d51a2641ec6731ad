package main

import (
	"fmt"
	"io"
	"log"
	"os"
	"runtime/debug"
	"strings"
	"sync/atomic"

	"fyne.io/fyne/v2"
	"github.com/rs/zerolog"
)

// signs are what the toolkit says when it cannot open a window, and the words for it.
// Nothing else tells (Fyne 2.8.1, internal/driver/glfw and internal/painter/gl).
var signs = map[string]string{
	"failed to initialise GLFW":   "cli.no_display",
	"window creation error":       "cli.no_opengl",
	"failed to initialise OpenGL": "cli.no_opengl",
}

// hearDriver takes the window toolkit's messages, which go to Go's standard log, into
// our own log as well.
func (p *program) hearDriver() {
	log.SetFlags(0)
	log.SetOutput(&driverLog{log: p.log.For("fyne"), failed: &p.failed, console: os.Stderr})
}

// driverLog is a writer of whole lines.
type driverLog struct {
	log     zerolog.Logger
	failed  *atomic.Pointer[string]
	console io.Writer
}

func (d *driverLog) Write(line []byte) (int, error) {
	text := strings.TrimSpace(string(line))
	for sign, key := range signs {
		if strings.Contains(text, sign) {
			d.failed.CompareAndSwap(nil, &key)
		}
	}
	d.log.Warn().Str("text", text).Msg("Message of the window toolkit")
	d.console.Write(line) // #nosec G104 -- a windowed program has no console
	return len(line), nil
}

// quietPreferences keeps the toolkit from writing its preferences file at the end. We
// keep nothing there, and the write is not atomic: its own watcher then reads half of it
// and complains (Fyne 2.8.1, app/preferences.go).
func quietPreferences(a fyne.App) {
	if l, ok := a.Lifecycle().(interface{ SetOnStoppedHookExecuted(func()) }); ok {
		l.SetOnStoppedHookExecuted(func() {})
	}
}

// mistrustDriver turns a panic before the first frame into the words for it: without a
// usable display the toolkit panics. Any later one is ours and crashes with its trace.
func (p *program) mistrustDriver(why *string) {
	cause := recover()
	if cause == nil {
		return
	}
	if p.painted.Load() {
		panic(cause)
	}
	p.logger.Error().Str("cause", fmt.Sprint(cause)).Bytes("stack", debug.Stack()).Msg("No window could be opened")
	*why = "cli.no_opengl"
	if key := p.failed.Load(); key != nil {
		*why = *key
	}
}
