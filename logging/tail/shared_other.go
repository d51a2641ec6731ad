//go:build !windows

package tail

// keeping says that what is followed stays open between two looks: what was written to it
// can be read after it was renamed or deleted, and nobody is hindered by that.
const keeping = true

// sharedOut reports whether a file could not be opened because somebody else has it open
// for himself alone: that is a thing of Windows.
func sharedOut(error) bool { return false }
