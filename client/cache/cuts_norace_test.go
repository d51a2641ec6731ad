//go:build !race

package cache

// someCuts is how many power cuts are drawn unless -cuts says otherwise.
const someCuts = 10_000
