package plot

import (
	"math"
	"strconv"
	"strings"
)

// prefixes are the SI prefixes for exponents −15 … 15 in steps of three.
var prefixes = [...]string{"f", "p", "n", "µ", "m", "", "k", "M", "G", "T", "P"}

// prefix gives what stands behind a number divided by 10^exp, exp a multiple of three:
// an SI prefix, or "e18" beyond their usual range.
func prefix(exp int) string {
	if i := exp/3 + 5; i >= 0 && i < len(prefixes) {
		return prefixes[i]
	}
	return "e" + strconv.Itoa(exp)
}

// exponentOf is the power of ten of v's first digit; 0 for 0.
func exponentOf(v float64) int {
	if v == 0 {
		return 0
	}
	v = math.Abs(v)
	e := int(math.Floor(math.Log10(v)))
	if v >= shift(10, e) { // the logarithm of 1000 may fall just short of 3
		e++
	}
	return e
}

// third rounds an exponent down to a multiple of three.
func third(e int) int { return 3 * int(math.Floor(float64(e)/3)) }

// shift is v·10^e with one rounding where 10^|e| is exact.
func shift(v float64, e int) float64 {
	switch {
	case e > 300:
		return v * 1e300 * math.Pow10(e-300)
	case e >= 0:
		return v * math.Pow10(e)
	case e < -300:
		return v / 1e300 / math.Pow10(-e-300)
	}
	return v / math.Pow10(-e)
}

// plainFrom and plainTo bound the magnitudes written without a prefix on an axis.
const (
	plainFrom = 1e-2
	plainTo   = 1e5
)

// commonExponent is the power of ten all labels of an axis are divided by, so that
// one axis does not mix "900" and "1k".
func commonExponent(most float64) int {
	if most == 0 || most >= plainFrom && most < plainTo {
		return 0
	}
	return third(exponentOf(most))
}

// fixed writes v/10^exp with so many decimals and the prefix of exp.
func fixed(v float64, exp, decimals int) string {
	s := strconv.FormatFloat(shift(v, -exp), 'f', max(decimals, 0), 64)
	if strings.Trim(s, "-0.") == "" {
		return "0"
	}
	return s + prefix(exp)
}

// powerLabel writes 10^e times digit: "20", "1k", "0.1", or "100m" where small is
// set because the axis holds thousandths as well.
func powerLabel(digit, e int, small bool) string {
	p := third(e)
	if e < 0 && e >= -2 && !small {
		return fixed(float64(digit)*math.Pow10(e), 0, -e)
	}
	return fixed(shift(float64(digit), e), p, 0)
}

// Number writes v as short as it can be without losing a digit: with a dot, without
// grouping, with an exponent only below 0.0001 and from 10 million on.
func Number(v float64) string {
	if a := math.Abs(v); a == 0 || a >= 1e-4 && a < 1e7 {
		return strconv.FormatFloat(v, 'f', -1, 64)
	}
	s := strconv.FormatFloat(v, 'e', -1, 64)
	s = strings.Replace(s, "e+0", "e", 1)
	s = strings.Replace(s, "e-0", "e-", 1)
	return strings.Replace(s, "e+", "e", 1)
}
