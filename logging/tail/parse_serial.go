package tail

import "strings"

// maxSerial is the length of the longest serial number; WATS stores 100 characters.
const maxSerial = 100

// serialAt reads a serial number together with what calls it one, at the beginning
// of a word: serial_number=X, "serialNumber": "X", sn=X, serial number X, S/N: X. It
// gives where the number stands; to is 0 when there is none. In a list of fields
// the name is the whole key.
func serialAt(s string, fields bool) (from, to int) {
	name := serialName(s)
	if name == 0 {
		return 0, 0
	}
	i, sign := name, byte(0)
	for i < len(s) && i < name+4 && strings.IndexByte(`":= #'`, s[i]) >= 0 {
		if s[i] == ':' || s[i] == '=' || s[i] == '#' {
			sign = s[i]
		}
		i++
	}
	word := s[:name]
	if i == name || fields && s[name] != '=' || sign == 0 && !spelled(word) {
		return 0, 0
	}
	if sign == 0 && strings.HasPrefix(s[i:], "is ") {
		if i += len("is "); i < len(s) && (s[i] == '\'' || s[i] == '"') {
			i++
		}
	}
	shortest := 1 // what a field of a clear name holds may be short
	if sign == 0 || strings.EqualFold(word, "serial") {
		shortest = 3
	}
	end := serialEnd(s, i, fields)
	if end-i < shortest || !isSerial(s[i:end]) {
		return 0, 0
	}
	return i, end
}

// serialName gives the length of the name s begins with if it is one of a serial
// number; else 0.
func serialName(s string) int {
	if len(s) > 3 && strings.EqualFold(s[:3], "s/n") && !isWordByte(s[3]) {
		return 3
	}
	n := wordRun(s)
	if !serialKey(s[:n]) {
		return 0
	}
	if n == len("serial") {
		for _, more := range [...]string{" number", " no.", " no", " nr.", " nr"} {
			end := n + len(more)
			if len(s) > end && strings.EqualFold(s[n:end], more) && !isWordByte(s[end]) {
				return end
			}
		}
	}
	return n
}

// serialKey reports whether a word is the name of a serial number, with or without
// saying of what: sn, serial, uut_sn, SerialNumber, unitSerialNo.
func serialKey(word string) bool {
	if len(word) < 2 || len(word) > 40 {
		return false
	}
	for _, end := range [...]string{"serial", "serialnumber", "serial_number", "serialno", "serial_no", "serialnr", "_sn"} {
		if len(word) >= len(end) && strings.EqualFold(word[len(word)-len(end):], end) {
			return true
		}
	}
	return strings.EqualFold(word, "sn")
}

// spelled reports whether a name makes a serial number of the word behind it without
// a sign between: "serial number X", "SN X", but not "serial X" or "sn x".
func spelled(name string) bool {
	return name == "SN" || len(name) == 3 && name[1] == '/' || strings.IndexByte(name, ' ') > 0
}

// wordRun gives how many bytes of s go on with the word it begins with.
func wordRun(s string) int {
	n := 0
	for n < len(s) && isWordByte(s[n]) {
		n++
	}
	return n
}

// serialEnd gives where the word ends that can be a serial number, without the
// punctuation of a sentence. A field's value in quotes may have blanks in it.
func serialEnd(s string, i int, fields bool) int {
	if near := s[i:min(len(s), i+maxSerial+1)]; fields && s[i-1] == '"' {
		if n := strings.IndexByte(near, '"'); n > 0 && strings.IndexByte(near[:n], '\\') < 0 {
			return i + n
		}
	}
	end := i
	for end < len(s) && end <= i+maxSerial && (isWordByte(s[end]) || strings.IndexByte("-./+#:", s[end]) >= 0) {
		end++
	}
	for end > i && strings.IndexByte("-./+#:", s[end-1]) >= 0 {
		end--
	}
	return end
}

// isSerial reports whether a word can be a serial number: it has a digit, and it is
// no port, path, address or GUID.
func isSerial(s string) bool {
	if s == "" || len(s) > maxSerial || s[0] == '/' || isGUID(s) || strings.Contains(s, "://") {
		return false
	}
	if len(s) > 3 && strings.EqualFold(s[:3], "COM") && isNumber(s[3:]) {
		return false
	}
	return strings.ContainsAny(s, "0123456789")
}
