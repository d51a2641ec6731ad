package match

import (
	"slices"
	"strings"
)

// What things cost, in picoseconds, on a processor of 2023: enough to compare them.
const (
	seekCost = 120     // to seek one part, each byte
	tryCost  = 400_000 // to run a machine over a line
	usual    = 200     // bytes of a line
	runCost  = tryCost / usual
)

// sureThing is the chance of what is certain.
const sureThing int64 = 1 << 40

// chance is a guess of how often a choice is met, for each byte: by the three rarest
// bytes of each part, as if bytes stood side by side by accident.
func (c choice) chance() int64 {
	sum := int64(0)
	for _, p := range c {
		n := newNeedle(p.text, p.fold)
		chance := sureThing
		for i, at := range n.newPlan(inLogs, -1).probes {
			if i < len(n.want) {
				chance = chance * int64(inLogs.of(n, at.at)+1) / 10_000
			}
		}
		sum += chance
	}
	return sum
}

// cost is what a byte costs where lines that hold c are sought first and a machine is
// run over those.
func (c choice) cost() int64 {
	return int64(len(c))*seekCost + min(c.chance(), sureThing/usual)*tryCost/sureThing
}

// plan chooses from needs what to seek in a block, and what then to ask of the line
// before a machine is run. Without a gain first is nothing.
func (f facts) plan() (first choice, also []choice) {
	needs := f.needs()
	if len(needs) == 0 || needs[0].cost() >= runCost {
		return nothing, nil
	}
	first = needs[0]
	for _, c := range needs[1:] {
		if len(also) < mostAlso && c.chance() < sureThing/usual/2 && !implied(c, append(also, first)) {
			also = append(also, c)
		}
	}
	return first, also
}

const mostAlso = 3

// implied reports whether a line that holds one of each of known always holds one of c.
func implied(c choice, known []choice) bool {
	return slices.ContainsFunc(known, func(k choice) bool {
		return !slices.ContainsFunc(k, func(p part) bool { return !p.implies(c) })
	})
}

func (p part) implies(c choice) bool {
	return slices.ContainsFunc(c, func(q part) bool {
		return (q.fold || !p.fold) && strings.Contains(p.text, q.text)
	})
}
