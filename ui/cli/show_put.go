package cli

import (
	"bufio"
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"stationcompanion/client"
	"stationcompanion/client/report/export"
	"stationcompanion/ui/words"
)

// put writes the report to the file asked for, else to standard output.
func (s shown) put(ctx context.Context, c Command, env Env, p *printer) error {
	fill := func(w io.Writer) error { return s.write(&stoppable{ctx, w}, c.Options.Format, env) }
	if c.Options.Output == "" {
		return fill(p.w)
	}
	if err := replaceFile(c.Options.Output, fill); err != nil {
		return err
	}
	p.line(words.T("cli.show.written", words.Visible(c.Options.Output)))
	return nil
}

func (s shown) write(w io.Writer, format string, env Env) error {
	switch format {
	case formatJSON:
		return s.writeJSON(w)
	case formatCSV:
		return export.CSV(w, s.report)
	case formatWSJF:
		return export.Original(w, s.report)
	case formatPDF:
		return export.PDF(w, s.report, export.Options{
			Fonts: env.Fonts(), Now: time.Now(), Program: words.T("cli.show.program", env.Version), Source: s.from(),
			LeftOut: func() { *s.short = true },
		})
	}
	if err := export.Text(w, s.report); err != nil || s.source != sourceSaved {
		return err
	}
	_, err := io.WriteString(w, "\n"+words.T("cli.show.source", words.Visible(s.from()))+"\n")
	return err
}

// from says where the report comes from, for those it is handed on to.
func (s shown) from() string {
	if s.source == sourceSaved {
		return words.T("cli.show.copy", words.FullTime(s.saved), s.where)
	}
	return s.where
}

// stoppable is a writer that ends with its context, so that a long export can be
// stopped.
type stoppable struct {
	ctx context.Context
	w   io.Writer
}

func (s *stoppable) Write(b []byte) (int, error) {
	if err := s.ctx.Err(); err != nil {
		return 0, err
	}
	return s.w.Write(b)
}

// replaceFile makes what fill writes the whole content of a file: written beside it and
// renamed, so that nobody finds a part of it. Where it fails, the file stays as it was
// and nothing is left behind. A link leads to its file. What is no file (a pipe, a
// device) is written to as it is. Errors name path. Once it returned, a power cut leaves
// the new one.
func replaceFile(path string, fill func(io.Writer) error) error {
	return systemPuts.replace(path, fill)
}

func (d putDisk) replace(path string, fill func(io.Writer) error) error {
	target := path
	info, err := os.Stat(path)
	switch {
	case err != nil:
		info = nil // not there; what else is wrong shows below
	case info.IsDir():
		return &fs.PathError{Op: "write", Path: path, Err: client.ErrFolder}
	case !info.Mode().IsRegular():
		return writeInto(path, fill)
	case info.Mode()&0o222 == 0:
		return &fs.PathError{Op: "write", Path: path, Err: fs.ErrPermission}
	default:
		if target, err = filepath.EvalSymlinks(path); err != nil {
			return err
		}
	}
	sweepParts(filepath.Dir(target))
	temp, err := d.beside(target, info, fill)
	if err == nil {
		err = d.rename(temp, target)
	}
	if err == nil {
		return naming(path, d.syncDir(filepath.Dir(target)))
	}
	if temp != "" {
		d.remove(temp) // #nosec G104 -- the first error is the one that matters
	}
	return naming(path, err)
}

// beside writes a new file in target's folder, with the rights of the file that is
// there (nil: those of any new file), and gives its name; "" where none was made.
func (d putDisk) beside(target string, like fs.FileInfo, fill func(io.Writer) error) (string, error) {
	temp := partName(target)
	f, err := d.create(temp)
	if err != nil {
		return "", err
	}
	if like != nil {
		err = f.Chmod(like.Mode().Perm())
	}
	if err == nil {
		err = buffered(f, fill)
	}
	if err == nil {
		err = f.Sync()
	}
	return temp, errors.Join(err, f.Close())
}

func writeInto(path string, fill func(io.Writer) error) error {
	f, err := os.OpenFile(path, os.O_WRONLY, 0) // #nosec G304 -- the file a person named, or beside it
	if err != nil {
		return err
	}
	return naming(path, errors.Join(buffered(f, fill), f.Close()))
}

func buffered(w io.Writer, fill func(io.Writer) error) error {
	b := bufio.NewWriterSize(w, 64<<10)
	if err := fill(b); err != nil {
		return err
	}
	return b.Flush()
}

// naming makes an error of the system name the file that was asked for, not the
// temporary one.
func naming(path string, err error) error {
	if e, ok := errors.AsType[*fs.PathError](err); ok {
		return &fs.PathError{Op: e.Op, Path: path, Err: e.Err}
	}
	if e, ok := errors.AsType[*os.LinkError](err); ok {
		return &fs.PathError{Op: e.Op, Path: path, Err: e.Err}
	}
	return err
}
