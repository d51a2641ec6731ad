//go:build race

package logging

// someCuts is fewer where the race detector makes each ten times as long.
const someCuts = 1_000
