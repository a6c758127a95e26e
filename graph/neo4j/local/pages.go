package local

import (
	"archive/zip"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// pages is the folder, within Browser's, of the server's own pages.
const pages = "newsgraph/"

// writePages puts the server's own pages beside Browser's files. The server
// serves the first folder "browser" of its class path, and only that: so
// Browser's files are unpacked from their jar, once, and ours laid to them.
func (s *Server) writePages(st State, lib string) error {
	if s.Pages == nil || st.HTTPPort == 0 {
		return nil
	}
	files, err := s.Pages(st.PagesURL())
	if err != nil {
		return err
	}
	if err := unpackBrowser(lib, s.path("web")); err != nil {
		return err
	}
	dir := s.path("web", "browser", pages)
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	for name, content := range files {
		if err := os.WriteFile(filepath.Join(dir, name), content, 0o600); err != nil {
			return err
		}
	}
	return nil
}

// unpackBrowser unpacks Browser's jar into a folder, unless it is there.
func unpackBrowser(lib, dir string) error {
	if _, err := os.Stat(dir); !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	found, err := filepath.Glob(filepath.Join(lib, "neo4j-browser-*.jar"))
	if err != nil || len(found) != 1 {
		return fmt.Errorf("%d jars of Browser in %s: %w", len(found), lib, err)
	}
	jar, err := zip.OpenReader(found[0])
	if err != nil {
		return err
	}
	defer jar.Close()
	work, err := os.MkdirTemp(filepath.Dir(dir), "web-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(work)
	for _, f := range jar.File {
		if !strings.HasPrefix(f.Name, "browser/") || f.FileInfo().IsDir() {
			continue
		}
		if err := unpack(f, work); err != nil {
			return fmt.Errorf("%s: %s: %w", found[0], f.Name, err)
		}
	}
	return os.Rename(work, dir)
}

func unpack(f *zip.File, dir string) (err error) {
	if !filepath.IsLocal(f.Name) {
		return errors.New("the name leads out of its folder")
	}
	in, err := f.Open()
	if err != nil {
		return err
	}
	defer in.Close()
	path := filepath.Join(dir, f.Name)
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return err
	}
	out, err := os.Create(path)
	if err != nil {
		return err
	}
	_, err = io.Copy(out, in)
	return errors.Join(err, out.Close())
}
