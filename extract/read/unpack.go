package read

import (
	"archive/tar"
	"archive/zip"
	"bufio"
	"bytes"
	"cmp"
	"compress/bzip2"
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"strings"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
	"github.com/ulikunitz/xz"
)

// Limits that keep hostile archives bounded.
const (
	maxDepth      = 4         // archives within archives
	bombAfter     = 256 << 20 // bytes unpacked before the ratio counts
	maxRatio      = 250       // bytes unpacked for one byte packed; text packs to a tenth
	maxSpool      = 4 << 30   // bytes of a zip within a stream, kept in a temporary file
	maxMembers    = 5_000_000 // files in one archive
	zstdMaxWindow = 128 << 20
)

var errBomb = fmt.Errorf("unpacks to more than %d times its size", maxRatio)

// stream reads a source: unpacks it if it is packed, else tells its format and
// reads its items.
func (r *reader) stream(src *source) {
	br := bufio.NewReaderSize(src.in, 1<<16)
	head, err := br.Peek(512)
	if err != nil && !errors.Is(err, io.EOF) {
		f := streamFault(src.name, "", err)
		if src.depth == 0 {
			f = fault(src.name, "", Unreadable, "%v", cause(err))
		}
		r.reject(f)
		return
	}
	if src.depth > maxDepth {
		r.reject(fault(src.name, "", TooLarge, "more than %d archives within each other", maxDepth))
		return
	}
	switch {
	case bytes.HasPrefix(head, []byte("PK\x03\x04")) || bytes.HasPrefix(head, []byte("PK\x05\x06")):
		r.zip(src, br)
		return
	case len(head) > 262 && string(head[257:262]) == "ustar":
		r.tar(src, br)
		return
	}
	unpack := decompressor(head)
	if unpack == nil {
		r.text(src, br)
		return
	}
	var n int64
	packed := &counter{in: br, n: &n}
	unpacked, err := unpack(packed)
	if err != nil {
		r.reject(fault(src.name, "", Damaged, "%v", err))
		return
	}
	if c, ok := unpacked.(io.Closer); ok {
		defer c.Close()
	}
	total := src.total(func() int64 { return n })
	r.stream(&source{name: src.name, in: &bounded{unpacked, total}, outer: total, depth: src.depth + 1})
}

// decompressor returns what unpacks a stream that begins with head, or nil.
func decompressor(head []byte) func(io.Reader) (io.Reader, error) {
	switch {
	case bytes.HasPrefix(head, []byte{0x1f, 0x8b}):
		return func(in io.Reader) (io.Reader, error) { return newMembers(in) }
	case bytes.HasPrefix(head, []byte{0x28, 0xb5, 0x2f, 0xfd}):
		return func(in io.Reader) (io.Reader, error) {
			z, err := zstd.NewReader(in, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxWindow(zstdMaxWindow))
			if err != nil {
				return nil, err
			}
			return z.IOReadCloser(), nil
		}
	case bytes.HasPrefix(head, []byte("\xfd7zXZ\x00")):
		return func(in io.Reader) (io.Reader, error) { return xz.NewReader(in) }
	case bytes.HasPrefix(head, []byte("BZh")) && len(head) > 9 && string(head[4:10]) == "1AY&SY":
		return func(in io.Reader) (io.Reader, error) { return bzip2.NewReader(in), nil }
	}
	return nil
}

// members unpacks gzip, member by member: web archives have a member for each
// record, and a broken one is reported once as errMember before the next is read.
type members struct {
	packed *bufio.Reader
	gzip.Reader
	open bool
}

var errMember = errors.New("damaged gzip")

func newMembers(in io.Reader) (io.Reader, error) {
	m := &members{packed: bufio.NewReaderSize(in, 1<<16)}
	if err := m.next(); err != nil {
		return nil, err
	}
	return m, nil
}

func (m *members) next() error {
	err := m.Reader.Reset(m.packed)
	m.Multistream(false)
	m.open = err == nil
	return err
}

func (m *members) Read(p []byte) (int, error) {
	if !m.open {
		if err := m.seek(); err != nil {
			return 0, err
		}
	}
	n, err := m.Reader.Read(p)
	if errors.Is(err, io.EOF) {
		m.open = false
		return n, nil
	}
	if err != nil {
		m.open = false
		if errors.Is(err, io.ErrUnexpectedEOF) {
			return n, err
		}
		return n, fmt.Errorf("%w: %w", errMember, err)
	}
	return n, nil
}

// seek opens the next member, and passes over what is none.
func (m *members) seek() error {
	for {
		head, err := m.packed.Peek(3)
		if len(head) < 3 {
			return cmp.Or(err, io.EOF)
		}
		if head[0] == 0x1f && head[1] == 0x8b && head[2] == 8 && m.next() == nil {
			return nil
		}
		m.packed.Discard(1)
		if i, _ := m.packed.Peek(m.packed.Buffered()); len(i) > 0 {
			if at := bytes.IndexByte(i, 0x1f); at > 0 {
				m.packed.Discard(at)
			} else if at < 0 {
				m.packed.Discard(len(i))
			}
		}
	}
}

// counter adds the bytes read through it to n.
type counter struct {
	in io.Reader
	n  *int64
}

func (c *counter) Read(p []byte) (int, error) {
	n, err := c.in.Read(p)
	*c.n += int64(n)
	return n, err
}

// bounded ends a stream that unpacks to absurdly more than it was. All that is
// unpacked from one file counts together, however deep within it.
type bounded struct {
	in    io.Reader
	total *unpackedSize
}

// unpackedSize compares what a file holds with what it is.
type unpackedSize struct {
	n      int64
	packed func() int64
}

func (u *unpackedSize) absurd() bool { return u.n > bombAfter && u.n > maxRatio*u.packed() }

// total counts what is unpacked from the outermost file.
func (src *source) total(packed func() int64) *unpackedSize {
	if src.outer != nil {
		return src.outer
	}
	return &unpackedSize{packed: packed}
}

func (b *bounded) Read(p []byte) (int, error) {
	if b.total.absurd() {
		return 0, errBomb
	}
	n, err := b.in.Read(p)
	b.total.n += int64(n)
	return n, err
}

func (r *reader) tar(src *source, in io.Reader) {
	tr := tar.NewReader(in)
	for n := 0; !r.stopped(); n++ {
		h, err := tr.Next()
		if errors.Is(err, io.EOF) {
			return
		}
		if err != nil {
			r.reject(streamFault(src.name, "", err))
			return
		}
		if n >= maxMembers {
			r.reject(fault(src.name, "", TooLarge, "more than %d files", maxMembers))
			return
		}
		if h.Typeflag != tar.TypeReg || hidden(h.Name) {
			continue
		}
		r.stream(&source{name: member(src.name, h.Name), in: tr, outer: src.outer, depth: src.depth + 1})
	}
}

func (r *reader) zip(src *source, in io.Reader) {
	at, size := io.ReaderAt(src.file), src.size
	if src.file == nil {
		spool, err := os.CreateTemp("", "newsgraph-*.zip")
		if err != nil {
			r.reject(fault(src.name, "", Unreadable, "no room to unpack: %v", err))
			return
		}
		defer os.Remove(spool.Name())
		defer spool.Close()
		size, err = io.Copy(spool, io.LimitReader(in, maxSpool+1))
		if err != nil {
			r.reject(streamFault(src.name, "", err))
			return
		}
		if size > maxSpool {
			r.reject(fault(src.name, "", TooLarge, "a zip of more than %d GB in a stream", maxSpool>>30))
			return
		}
		at = spool
	}
	z, err := zip.NewReader(at, size)
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) {
		r.reject(fault(src.name, "", Damaged, "%v", err))
		return
	}
	total := src.total(func() int64 { return size }) // members may overlap, so that each alone looks sound
	for i, f := range z.File {
		if r.stopped() {
			return
		}
		if i >= maxMembers {
			r.reject(fault(src.name, "", TooLarge, "more than %d files", maxMembers))
			return
		}
		if !f.Mode().IsRegular() || hidden(f.Name) {
			continue
		}
		if total.absurd() {
			r.reject(fault(src.name, "", TooLarge, "%v", errBomb))
			return
		}
		name := member(src.name, f.Name)
		in, err := f.Open()
		if err != nil {
			r.reject(fault(name, "", Damaged, "%v", err))
			continue
		}
		r.stream(&source{name: name, in: &bounded{in, total}, outer: total, depth: src.depth + 1})
		in.Close()
		if src.file != nil {
			*r.o.Consumed += int64(f.CompressedSize64)
		}
	}
}

// member names a file within an archive. Nothing is ever written under that
// name: "../../etc/passwd" is only a label.
func member(archive, name string) string { return archive + "!" + name }

func hidden(name string) bool {
	base := path.Base(name)
	return strings.HasPrefix(base, ".") && base != "." && base != ".." || strings.HasPrefix(name, "__MACOSX/")
}

// streamFault says why a stream could not be read to its end.
func streamFault(name, position string, err error) *Fault {
	switch {
	case errors.Is(err, errBomb):
		return fault(name, position, TooLarge, "%v", err)
	case errors.Is(err, io.ErrUnexpectedEOF):
		return fault(name, position, Damaged, "ends too early")
	case errors.Is(err, os.ErrPermission):
		return fault(name, position, Unreadable, "%v", cause(err))
	}
	return fault(name, position, Damaged, "%v", cause(err))
}
