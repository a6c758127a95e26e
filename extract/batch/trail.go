package batch

import (
	"encoding/binary"
	"fmt"

	"github.com/cespare/xxhash/v2"
)

// Trail is a hash over a run of items: where they stand and how long they are.
// Two runs with the same trail have cut the same items out of the same input.
type Trail uint64

func (t Trail) add(it item) Trail {
	return Trail(chain(uint64(t), it.Input, fmt.Sprint(it.Position, " ", it.Bytes)))
}

// chain hashes words onto a hash.
func chain(hash uint64, words ...string) uint64 {
	b := binary.LittleEndian.AppendUint64(nil, hash)
	for _, w := range words {
		b = append(b, w...)
		b = append(b, 0)
	}
	return xxhash.Sum64(b)
}
