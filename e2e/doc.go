// Package e2e drives the real program in a virtual display by key and mouse events
// and looks at what happened from outside: the screen, station.conf, the log, and the
// command line's answers. Its tests carry the build tag e2e; run them with `make e2e`.
package e2e
