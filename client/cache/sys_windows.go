package cache

import "os"

// sharing tells whether err may pass because another program holds the file.
func sharing(err error) bool { return carries(err, sharingCodes) }

// syncDir does nothing: Windows has no flush of a directory, NTFS journals names.
func syncDir(*os.Root) error { return nil }
