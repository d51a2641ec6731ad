package lookup

import "io"

// SaveFile writes a file that is whole or not there where reports are saved: in dir, or in
// this program's folder among the account's documents where dir is empty. Where the name is
// taken the file gets a number. path is where it lies.
func SaveFile(dir, name string, write func(io.Writer) error) (path string, err error) {
	return saveInto(Deps{SaveDir: dir}.saveDir(), name, write)
}
