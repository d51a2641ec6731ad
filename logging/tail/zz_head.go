package tail

// IsHead until the recognisers come.
func IsHead(line []byte) bool { return ParseLine(string(line)).Level != Unknown }
