package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
	"path/filepath"

	"github.com/urfave/cli/v2"

	"newsgraph/graph"
	"newsgraph/graph/file"
	"newsgraph/graph/merge"
)

// graphFile is the merged graph in a folder that build made, or the file itself.
func graphFile(path string) string {
	if info, err := os.Stat(path); err == nil && info.IsDir() {
		return filepath.Join(path, "graph.ndjson")
	}
	return path
}

// openFile opens a file that build or extract makes.
func openFile(path string) (*os.File, error) {
	f, err := os.Open(path)
	return f, notBuilt(path, err)
}

// checkBuilt is an error where a file is not there that build makes.
func checkBuilt(path string) error {
	_, err := os.Stat(path)
	return notBuilt(path, err)
}

// notBuilt tells what to do where a file is not there.
func notBuilt(path string, err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		return codedError{exitNothing, fmt.Errorf("there is no %s: run \"newsgraph build\" first", path)}
	}
	return err
}

// records reads a merged graph anew each time it is ranged over. A bad line ends it.
func records(path string) iter.Seq2[*graph.Record, error] { return lines(path, graph.Records) }

// documents reads documents as records reads a merged graph.
func documents(path string) iter.Seq2[*graph.Document, error] { return lines(path, graph.Documents) }

func lines[T any](path string, read func(io.Reader, string) iter.Seq2[T, error]) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		f, err := openFile(path)
		if err != nil {
			var none T
			yield(none, err)
			return
		}
		defer f.Close()
		read(f, path)(yield)
	}
}

// inputs are the files that a command reads, given the folder of a graph or a file.
func inputs(path string) []string {
	if info, err := os.Stat(path); err == nil && info.IsDir() {
		folder := merge.Folder(path)
		return []string{folder.Graph(), folder.Articles(), folder.ManifestFile()}
	}
	return []string{path}
}

// apart refuses to write to what is read.
func apart(out string, inputs ...string) error {
	info, err := os.Stat(out)
	if err != nil || !info.Mode().IsRegular() {
		return nil
	}
	for _, in := range inputs {
		if read, err := os.Stat(in); err == nil && os.SameFile(info, read) {
			return overwritten(out)
		}
	}
	return nil
}

func overwritten(out string) error {
	return usagef("%s is read and would be overwritten: write to another file", out)
}

// writeOut writes to a file, which appears only when it is whole, or to standard output for "-".
func writeOut(c *cli.Context, path string, write func(io.Writer) error) error {
	if path == "-" {
		w := bufio.NewWriterSize(c.App.Writer, 1<<16)
		return errors.Join(write(w), w.Flush())
	}
	return file.Write(path, "", write)
}
