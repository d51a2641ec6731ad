package ui

import "sync"

// relay carries the newest value of a stream to the UI goroutine with at most one call
// waiting there: Fyne's queue has no bound, so a call per event would be a leak.
//
//	any goroutine ─► put ─► (one post) ─► flush on the UI goroutine ─► show(newest)
type relay[T any] struct {
	do   func(func()) // posts to the UI goroutine
	show func(T)      // runs there

	mu      sync.Mutex
	newest  T
	waiting bool // a flush is posted and has not begun
	ended   bool
}

// put makes v the newest value; values overtaken before they were shown are dropped.
func (r *relay[T]) put(v T) {
	r.mu.Lock()
	r.newest = v
	post := !r.waiting && !r.ended
	r.waiting = r.waiting || post
	r.mu.Unlock()
	if post {
		r.do(r.flush)
	}
}

// flush shows the newest value. It lets the next post go first, so that a value put
// while show runs is not missed.
func (r *relay[T]) flush() {
	r.mu.Lock()
	v, ended := r.newest, r.ended
	r.waiting = false
	r.mu.Unlock()
	if !ended {
		r.show(v)
	}
}

// end makes every later put and every waiting flush do nothing.
func (r *relay[T]) end() {
	r.mu.Lock()
	r.ended = true
	r.mu.Unlock()
}
