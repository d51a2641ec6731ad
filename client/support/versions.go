package support

import (
	"fmt"
	"runtime"
	"runtime/debug"
	"strings"
	"time"
)

// Program is the running program.
type Program struct {
	Version string        `json:"version"`
	Uptime  time.Duration `json:"uptime"`
	Memory  Memory        `json:"memory"`
	System  string        `json:"system"` // see System
	PC      []string      `json:"pc"`     // see ThisPC
	Build   []string      `json:"build"`  // see Build
}

// Running describes this process.
func Running(version string, uptime time.Duration) Program {
	return Program{Version: version, Uptime: uptime, Memory: MemoryNow(), System: System(), PC: ThisPC(time.Now()), Build: modules()}
}

func (p Program) versions() string {
	var b strings.Builder
	fmt.Fprintf(&b, "Station Companion %s\nSystem            %s\nRunning for       %s\nMemory            %s\n",
		p.Version, p.System, p.Uptime.Round(time.Second), p.Memory)
	for _, line := range p.PC {
		b.WriteString(line + "\n")
	}
	b.WriteByte('\n')
	for _, line := range p.Build {
		b.WriteString(line + "\n")
	}
	return b.String()
}

// System names operating system and processor.
func System() string {
	name := runtime.GOOS + "/" + runtime.GOARCH
	if r := release(); r != "" {
		return r + " (" + name + ")"
	}
	return name
}

// settingsOf are the settings of a build that say something; others hold paths.
var settingsOf = map[string]bool{"vcs.revision": true, "vcs.time": true, "vcs.modified": true, "CGO_ENABLED": true, "-tags": true}

// modules lists the version of Go, how the program was built, and every library in it.
func modules() []string {
	out := []string{"go " + runtime.Version()}
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return out
	}
	for _, s := range info.Settings {
		if settingsOf[s.Key] && s.Value != "" {
			out = append(out, s.Key+" "+s.Value)
		}
	}
	for _, m := range info.Deps {
		line := m.Path + " " + m.Version
		if m.Replace != nil {
			line += " => " + m.Replace.Path + " " + m.Replace.Version
		}
		out = append(out, line)
	}
	return out
}
