//go:build !windows

package proxy

// OfDesktop gives the desktop's proxy settings; nil here, where desktops put them into
// the environment.
func OfDesktop() System { return nil }
