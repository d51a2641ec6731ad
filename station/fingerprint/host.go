package fingerprint

import "strings"

// hostKey is what of a host name tells PCs apart: its first label, in lower case, because
// the domain comes and goes with the network. Empty for names that are none, such as the
// one a PC has while it starts.
func hostKey(name string) string {
	name, _, _ = strings.Cut(strings.ToLower(strings.TrimSpace(name)), ".")
	switch name {
	case "localhost", "(none)":
		return ""
	}
	return name
}

// otherHost reports whether two names are those of two PCs.
func otherHost(a, b string) bool {
	a, b = hostKey(a), hostKey(b)
	return a != "" && b != "" && a != b
}
