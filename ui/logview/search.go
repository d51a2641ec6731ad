package logview

// searcher finds the lines that pass a filter; it runs beside the window and is closed
// when it is no longer wanted.
type searcher interface {
	Hits() list               // what was found so far; the log may have grown since
	Changed() <-chan struct{} // receives after Hits changed; nil where that is never known
	Close()
}
