package merge

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"reflect"
)

// rowCodec writes values field by field, in the order of their types: rows of
// temporary files are read by the program that wrote them, so they need no
// names. Types may hold what rows can: strings, numbers, slices, pointers and
// structs with exported fields. The strings of a row that is read share one
// piece of memory: whoever keeps one for long clones it.
func rowCodec[T any]() codec[T] {
	return codec[T]{
		encode: func(v T) ([]byte, error) { return appendRow(nil, reflect.ValueOf(&v).Elem()), nil },
		decode: func(b []byte) (v T, err error) {
			r := row{bytes: b, text: string(b)}
			r.read(reflect.ValueOf(&v).Elem())
			if r.broken || r.at != len(b) {
				return v, errors.New("a temporary file is damaged")
			}
			return v, nil
		},
	}
}

func appendRow(b []byte, v reflect.Value) []byte {
	switch v.Kind() {
	case reflect.String:
		b = binary.AppendUvarint(b, uint64(v.Len()))
		return append(b, v.String()...)
	case reflect.Bool:
		if v.Bool() {
			return append(b, 1)
		}
		return append(b, 0)
	case reflect.Int, reflect.Int32:
		return binary.AppendVarint(b, v.Int())
	case reflect.Float64:
		return binary.LittleEndian.AppendUint64(b, math.Float64bits(v.Float()))
	case reflect.Pointer:
		if v.IsNil() {
			return append(b, 0)
		}
		return appendRow(append(b, 1), v.Elem())
	case reflect.Slice:
		if v.IsNil() {
			return append(b, 0)
		}
		b = binary.AppendUvarint(append(b, 1), uint64(v.Len()))
		for i := range v.Len() {
			b = appendRow(b, v.Index(i))
		}
		return b
	case reflect.Struct:
		for i := range v.NumField() {
			b = appendRow(b, v.Field(i))
		}
		return b
	}
	panic(fmt.Sprintf("merge: no rows of %s", v.Type()))
}

// row is a row that is being read.
type row struct {
	bytes  []byte
	text   string // the same
	at     int
	broken bool
}

func (r *row) read(v reflect.Value) {
	switch v.Kind() {
	case reflect.String:
		n := r.length()
		v.SetString(r.text[r.at : r.at+n])
		r.at += n
	case reflect.Bool:
		v.SetBool(r.byte() == 1)
	case reflect.Int, reflect.Int32:
		n, size := binary.Varint(r.bytes[r.at:])
		r.skip(size)
		v.SetInt(n)
	case reflect.Float64:
		if r.broken = r.broken || len(r.bytes)-r.at < 8; !r.broken {
			v.SetFloat(math.Float64frombits(binary.LittleEndian.Uint64(r.bytes[r.at:])))
			r.at += 8
		}
	case reflect.Pointer:
		if r.byte() == 1 {
			v.Set(reflect.New(v.Type().Elem()))
			r.read(v.Elem())
		}
	case reflect.Slice:
		if r.byte() == 0 {
			return
		}
		n := r.length() // an element has a byte at least
		v.Set(reflect.MakeSlice(v.Type(), n, n))
		for i := range n {
			r.read(v.Index(i))
		}
	case reflect.Struct:
		for i := range v.NumField() {
			r.read(v.Field(i))
		}
	}
}

func (r *row) byte() byte {
	if r.broken = r.broken || r.at >= len(r.bytes); r.broken {
		return 0
	}
	r.at++
	return r.bytes[r.at-1]
}

// length reads how many bytes or elements follow, at most as many as are left.
func (r *row) length() int {
	n, size := binary.Uvarint(r.bytes[r.at:])
	r.skip(size)
	if r.broken = r.broken || n > uint64(len(r.bytes)-r.at); r.broken {
		return 0
	}
	return int(n)
}

func (r *row) skip(size int) {
	if r.broken = r.broken || size <= 0; !r.broken {
		r.at += size
	}
}
