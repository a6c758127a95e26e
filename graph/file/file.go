// Package file writes files whole and tells their contents apart.
package file

import (
	"bufio"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"os"
	"path/filepath"
)

// Write makes the file of what fill writes, whole or not at all: until all is on
// disk it is a temporary file in the folder temp, which has to be of the same
// file system; "" is the file's own. A pipe or a device is simply written to.
func Write(path, temp string, fill func(io.Writer) error) (err error) {
	if info, err := os.Stat(path); err == nil && !info.Mode().IsRegular() && !info.IsDir() {
		f, err := os.OpenFile(path, os.O_WRONLY, 0)
		if err != nil {
			return err
		}
		return errors.Join(buffered(f, fill), f.Close())
	}
	if temp == "" {
		temp = filepath.Dir(path)
	}
	f, err := os.CreateTemp(temp, ".new-"+filepath.Base(path)+"-")
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
	return os.Rename(f.Name(), path)
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
