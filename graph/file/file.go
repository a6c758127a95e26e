// Package file writes files whole and tells their contents apart.
package file

import (
	"bufio"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// Write makes the file of what fill writes, whole or not at all: until all is on
// disk it is a temporary file in the folder temp, which has to be of the same
// file system; "" is the file's own. A link stays one, and the file that it leads
// to is made. What is no file, such as a pipe or a device, is simply written to.
func Write(path, temp string, fill func(io.Writer) error) (err error) {
	if Straight(path) {
		f, err := os.OpenFile(path, os.O_WRONLY|os.O_APPEND, 0)
		if err != nil {
			return err
		}
		return errors.Join(buffered(f, fill), f.Close())
	}
	target, err := follow(path)
	if err != nil {
		return err
	}
	if temp == "" || target != path {
		temp = filepath.Dir(target)
	}
	f, err := os.CreateTemp(temp, ".new-"+filepath.Base(target)+"-")
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			os.Remove(f.Name())
		}
	}()
	if err := errors.Join(buffered(f, fill), f.Chmod(0o644), f.Sync(), f.Close()); err != nil {
		return err
	}
	return os.Rename(f.Name(), target)
}

// Move puts a file in the place of another as Write would. On another file system
// it is copied. The error is fs.ErrNotExist where there is nothing to move.
func Move(from, to string) error {
	if !Straight(to) {
		target, err := follow(to)
		if err != nil {
			return err
		}
		if os.Rename(from, target) == nil {
			return nil
		}
	}
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer in.Close()
	err = Write(to, "", func(w io.Writer) error {
		_, err := io.Copy(w, in)
		return err
	})
	if err != nil {
		return err
	}
	return os.Remove(from)
}

// Straight reports whether a path leads to no file that could be replaced but to
// a pipe, a device or an open file of a process, as /dev/stdout does.
func Straight(path string) bool {
	for range maxLinks {
		if dir, err := filepath.EvalSymlinks(filepath.Dir(path)); err == nil && strings.HasPrefix(dir, "/proc/") {
			return true
		}
		next, ok := linked(path)
		if !ok {
			break
		}
		path = next
	}
	info, err := os.Stat(path)
	return err == nil && !info.Mode().IsRegular() && !info.IsDir()
}

// follow goes from links to what they lead to, which need not be there.
func follow(path string) (string, error) {
	for range maxLinks {
		next, ok := linked(path)
		if !ok {
			return path, nil
		}
		path = next
	}
	return "", &fs.PathError{Op: "write", Path: path, Err: errors.New("too many links")}
}

const maxLinks = 40 // as Linux has it

func linked(path string) (string, bool) {
	to, err := os.Readlink(path)
	if err == nil && !filepath.IsAbs(to) {
		to = filepath.Join(filepath.Dir(path), to)
	}
	return to, err == nil
}

func buffered(w io.Writer, fill func(io.Writer) error) error {
	buf := bufio.NewWriterSize(w, 1<<18)
	if err := fill(buf); err != nil {
		return err
	}
	return buf.Flush()
}

// SHA256 is the hash of a file's bytes, as lower-case hex.
func SHA256(path string) (string, error) {
	f, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer f.Close()
	hash := sha256.New()
	if _, err := io.Copy(hash, f); err != nil {
		return "", err
	}
	return hex.EncodeToString(hash.Sum(nil)), nil
}
