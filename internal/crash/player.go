package crash

import (
	"fmt"
	"path"
	"slices"
	"time"
)

// Player goes through a tape. It belongs to one goroutine.
type Player struct {
	tape *Tape
	done int // operations
	last op

	nodes   []node
	names   map[string]int // flushed
	pending []change       // names not flushed, in order
	marks   []any
}

// node is a file, whatever its names.
type node struct {
	data    []byte // as the program wrote it; only ever grows
	flushed int    // bytes of it
	mod     time.Time
}

// change is what one operation does to the names of a directory.
type change struct {
	dir      string
	gone, is string // names; either may be empty
	node     int    // of is
}

// Play starts at the directory as it was.
func (t *Tape) Play() *Player {
	p := &Player{tape: t, names: map[string]int{}}
	for _, name := range t.inOrder() {
		f := t.files[name]
		p.names[name] = len(p.nodes)
		p.nodes = append(p.nodes, node{f.data[:len(f.data):len(f.data)], len(f.data), f.mod})
	}
	return p
}

// Next does one more operation; false at the end.
func (p *Player) Next() bool {
	if p.done == len(p.tape.ops) {
		return false
	}
	o := p.tape.ops[p.done]
	p.last = o
	p.done++
	switch o.kind {
	case opCreate:
		p.nodes = append(p.nodes, node{})
		p.change(change{is: o.name, node: o.node})
	case opWrite:
		n := &p.nodes[o.node]
		n.data, n.mod = append(n.data, o.data...), o.mod
	case opSync:
		p.nodes[o.node].flushed = len(p.nodes[o.node].data)
	case opRename:
		p.change(change{gone: o.name, is: o.to, node: p.find(o.name)})
	case opLink:
		p.change(change{is: o.to, node: p.find(o.name)})
	case opRemove:
		p.change(change{gone: o.name})
	case opSyncDir:
		p.flushNames(o.name)
	case opMark:
		p.marks = append(p.marks, o.mark)
	}
	return true
}

func (p *Player) change(c change) {
	if c.dir = path.Dir(c.is); c.is == "" {
		c.dir = path.Dir(c.gone)
	}
	p.pending = append(p.pending, c)
}

// find gives the file a name stands for, as the program sees it.
func (p *Player) find(name string) int {
	for _, c := range slices.Backward(p.pending) {
		if c.is == name {
			return c.node
		}
	}
	return p.names[name]
}

func (c change) do(names map[string]int) {
	if c.gone != "" {
		delete(names, c.gone)
	}
	if c.is != "" {
		names[c.is] = c.node
	}
}

func (p *Player) flushNames(dir string) {
	p.pending = slices.DeleteFunc(p.pending, func(c change) bool {
		if c.dir != dir {
			return false
		}
		c.do(p.names)
		return true
	})
}

// Marks are those passed.
func (p *Player) Marks() []any { return p.marks }

// Done is the number of operations done.
func (p *Player) Done() int { return p.done }

// where tells the place on the tape, for who reads a failed test.
func (p *Player) where() string {
	if p.done == 0 {
		return "before the first operation"
	}
	return fmt.Sprintf("after operation %d of %d (%s)", p.done, len(p.tape.ops), p.last)
}
