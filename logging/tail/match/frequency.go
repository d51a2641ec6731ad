package match

// frequencies says how often each byte is met in logs, in parts of 10,000. It is
// the first guess of which bytes of a text are rare; the data correct it.
type frequencies [256]int

// inLogs was counted over JSON and text logs in English. What is not named is
// rarer than all that is.
var inLogs = func() *frequencies {
	f := new(frequencies)
	for i := range f {
		f[i] = 2
	}
	for _, g := range []struct {
		bytes string
		often int
	}{
		{"\" ", 600}, {"e0", 430}, {"ti1", 340}, {"arnos2", 290}, {",:345", 250},
		{"lcd6789", 220}, {"-_m.", 140}, {"upg", 120}, {"fhbv", 80}, {"wyT=/", 60},
		{"kZINFOER{}", 40}, {"DAxSGWC[]()", 25}, {"qjzMLPUB", 12}, {"HKVQJXY\n\\", 8},
		{"+;@#%&*!?<>|'$~^`\t", 5},
	} {
		for i := range len(g.bytes) {
			f[g.bytes[i]] = g.often
		}
	}
	return f
}()

// here counts the bytes around b[at].
func here(b []byte, at int) *frequencies {
	f := new(frequencies)
	for _, c := range b[max(0, at-sample):min(len(b), at+sample)] {
		f[c]++
	}
	return f
}

const sample = 2 << 10 // bytes on each side

// of returns how often the bytes that fit at i are met.
func (f *frequencies) of(n *needle, i int) int {
	sum := 0
	n.values(i, func(b byte) { sum += f[b] })
	return sum
}
