package support

import (
	"fmt"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
	"strings"
	"time"
)

// Program is the running program.
type Program struct {
	Version string        `json:"version"`
	Uptime  time.Duration `json:"uptime"`
	Memory  int64         `json:"memory"` // bytes, see Memory
	System  string        `json:"system"` // see System
	PC      []string      `json:"pc"`     // see ThisPC
	Build   []string      `json:"build"`  // see Build
}

// Running describes this process.
func Running(version string, uptime time.Duration) Program {
	return Program{Version: version, Uptime: uptime, Memory: Memory(), System: System(), PC: ThisPC(time.Now()), Build: modules()}
}

func (p Program) versions() string {
	var b strings.Builder
	fmt.Fprintf(&b, "Station Companion %s\nSystem            %s\nRunning for       %s\nMemory            %.1f MB\n",
		p.Version, p.System, p.Uptime.Round(time.Second), float64(p.Memory)/1e6)
	for _, line := range p.PC {
		b.WriteString(line + "\n")
	}
	b.WriteByte('\n')
	for _, line := range p.Build {
		b.WriteString(line + "\n")
	}
	return b.String()
}

// Memory is what the program has of this PC's memory, in bytes: what Go took and did not
// give back. What the display driver takes for the window is not in it.
func Memory() int64 {
	m := []metrics.Sample{
		{Name: "/memory/classes/total:bytes"},
		{Name: "/memory/classes/heap/released:bytes"},
	}
	metrics.Read(m)
	return int64(m[0].Value.Uint64() - m[1].Value.Uint64()) // #nosec G115 -- what is given back is part of what was taken
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
