//go:build !race

package logging

// someCuts is how many power cuts are drawn unless -cuts says otherwise.
const someCuts = 10_000
