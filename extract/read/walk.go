package read

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
)

// Files calls visit with each file that Items would read of the paths, in order.
func Files(ctx context.Context, paths []string, o Options, visit func(path string, info fs.FileInfo)) {
	r := reader{ctx: ctx, o: o.withDefaults(), yield: func(*Item) bool { return true }, visit: visit}
	for _, path := range paths {
		if path != "-" {
			r.path(path)
		}
	}
}

// path reads one argument: "-", a file, a folder or a glob.
func (r *reader) path(path string) {
	if path == "-" {
		in := r.o.Stdin
		if in == nil {
			in = os.Stdin
		}
		r.stream(&source{name: "-", in: in})
		return
	}
	info, err := os.Stat(path)
	switch {
	case err == nil && info.IsDir():
		r.folder(path)
	case err == nil:
		r.file(path, info)
	case strings.ContainsAny(path, "*?["):
		matches, globErr := filepath.Glob(path)
		if globErr != nil || len(matches) == 0 {
			r.reject(fault(path, "", Unreadable, "no file matches"))
			return
		}
		slices.Sort(matches)
		for _, m := range matches {
			if r.stopped() {
				return
			}
			r.path(m)
		}
	default:
		r.reject(fault(path, "", Unreadable, "%v", cause(err)))
	}
}

// folder reads the files under a folder. Hidden files, links to folders and what
// Options.Exclude names are left out; so are pipes and devices, which could wait
// for ever.
func (r *reader) folder(root string) {
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if r.stopped() {
			return fs.SkipAll
		}
		if err != nil {
			r.reject(fault(path, "", Unreadable, "%v", cause(err)))
			return nil
		}
		if path != root && strings.HasPrefix(d.Name(), ".") {
			if d.IsDir() {
				return fs.SkipDir
			}
			return nil
		}
		info, err := os.Stat(path) // follows links
		if err == nil && r.excluded(info) {
			if d.IsDir() {
				return fs.SkipDir
			}
			return nil
		}
		if d.IsDir() {
			return nil
		}
		switch {
		case err != nil:
			r.reject(fault(path, "", Unreadable, "%v", cause(err)))
		case info.IsDir():
			r.reject(fault(path, "", NotAFile, "a link to a folder"))
		case !info.Mode().IsRegular():
			r.reject(fault(path, "", NotAFile, "a pipe, socket or device"))
		default:
			r.file(path, info)
		}
		return nil
	})
	if err != nil {
		r.reject(fault(root, "", Unreadable, "%v", cause(err)))
	}
}

func (r *reader) excluded(info fs.FileInfo) bool {
	for _, path := range r.o.Exclude {
		if x, err := os.Stat(path); err == nil && os.SameFile(x, info) {
			return true
		}
	}
	return false
}

func (r *reader) file(path string, info fs.FileInfo) {
	if r.visit != nil {
		r.visit(path, info)
		return
	}
	// Without O_NONBLOCK a named pipe that nobody writes to would never open.
	f, err := os.OpenFile(path, os.O_RDONLY|syscall.O_NONBLOCK, 0)
	if err != nil {
		r.reject(fault(path, "", Unreadable, "%v", cause(err)))
		return
	}
	defer f.Close()
	src := &source{name: path, in: f}
	if info.Mode().IsRegular() {
		src.file, src.size = f, info.Size()
	}
	end := *r.o.Consumed + info.Size()
	src.in = &counter{in: f, n: r.o.Consumed}
	r.stream(src)
	*r.o.Consumed = end
}

// cause strips the path and the call from an error of the file system.
func cause(err error) error {
	var pe *fs.PathError
	if errors.As(err, &pe) {
		return pe.Err
	}
	return err
}

// source is a stream of bytes on its way to articles.
type source struct {
	name  string
	in    io.Reader
	file  *os.File      // set when in is a whole regular file
	size  int64         // of file
	outer *unpackedSize // counts what is unpacked from the file that this lies in; nil outside of archives
	depth int           // of archives around it
}
