package availability

// Read gives what a recorder's file holds, for a program that does not record: Now is up to
// when it is, at most a minute ago where a recorder runs. The error is fs.ErrNotExist where
// nothing was kept yet; a damaged file stays where it is.
func Read(path string) (View, error) {
	raw, err := read(path)
	if err != nil {
		return View{}, err
	}
	k, err := decode(raw)
	if err != nil {
		return View{}, err
	}
	return View{Now: k.end(), Pieces: k.pieces(), Changes: k.changes(), Today: k.day()}, nil
}
