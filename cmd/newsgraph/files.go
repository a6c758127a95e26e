package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
)

// openFile opens a file to read; that it is missing is an error of usage.
func openFile(path string) (*os.File, error) {
	f, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, codedError{exitNothing, fmt.Errorf("there is no %s: run \"newsgraph build\" first", path)}
	}
	return f, err
}
