//go:build !amd64

package match

// scanFast leaves everything to the portable scan.
func (*plan) scanFast(_ []byte, i, _ int) (at int, found bool) {
	return i, false
}
