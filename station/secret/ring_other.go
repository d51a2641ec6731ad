//go:build !unix || darwin

package secret

// ringReachable: Windows and macOS always have their keyring.
func ringReachable() bool { return true }
