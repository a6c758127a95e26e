package model

import "newsgraph/extract/text"

// The name tower knows lists of names (first names, cities, bodies and the like)
// by the hashes of their entries. train/gazetteer.py has what is in them and
// computes the same: change both together.

const (
	maxLists    = 16 // a name's lists are the bits of 16
	listParts   = 4
	longestName = 6 // words of an entry
)

// Where a word stands in an entry of a list.
const (
	wholeName uint8 = 1 + iota
	nameStart
	nameInside
	nameEnd
)

type lists struct {
	classes int
	bits    map[uint32]uint16 // hash of an entry → the lists that have it
	any     [1 << 14]uint64   // bit by a hash's low bits: whether an entry may have it
}

func (r *reader) lists(classes int) lists {
	n := int(r.int32s(1)[0])
	hashes, bits := r.int32s(n), r.int16s(n)
	l := lists{classes: classes, bits: make(map[uint32]uint16, n)}
	for i, h := range hashes {
		l.add(uint32(h), uint16(bits[i]))
	}
	return l
}

func (l *lists) add(hash uint32, bits uint16) {
	l.bits[hash] |= bits
	l.any[hash>>6%uint32(len(l.any))] |= 1 << (hash % 64)
}

// of returns the lists that have an entry of the hash, as bits; most have none.
func (l *lists) of(hash uint32) uint16 {
	if l.any[hash>>6%uint32(len(l.any))]&(1<<(hash%64)) == 0 {
		return 0
	}
	return l.bits[hash]
}

// mark writes, for each of the n words of a batch and each list, the row of its
// place in the longest entry there, or 0. Entries of one list do not overlap.
func (l *lists) mark(s *scratch, batch [][]text.Token, n int) {
	marks := grow(&s.names.marks, n*l.classes)
	clear(marks)
	set := func(t, class int, part uint8) { marks[t*l.classes+class] = uint8(class*listParts) + part }
	at := 0
	for _, tokens := range batch {
		var free [maxLists]int // where the list's next entry may begin
		for i := range tokens {
			var end [maxLists]int
			hash, found := uint32(2166136261), uint16(0)
			for j := i; j < min(len(tokens), i+longestName); j++ {
				for _, b := range []byte(s.words.key[s.words.at[at+j]]) {
					hash = (hash ^ uint32(b)) * 16777619
				}
				bits := l.of(hash)
				found |= bits
				for c := 0; bits > 0; c, bits = c+1, bits>>1 {
					if bits&1 > 0 {
						end[c] = j + 1
					}
				}
			}
			for c := 0; found > 0; c, found = c+1, found>>1 {
				if found&1 == 0 || free[c] > i {
					continue
				}
				free[c] = end[c]
				if end[c] == i+1 {
					set(at+i, c, wholeName)
					continue
				}
				set(at+i, c, nameStart)
				for k := i + 1; k < end[c]-1; k++ {
					set(at+k, c, nameInside)
				}
				set(at+end[c]-1, c, nameEnd)
			}
		}
		at += len(tokens)
	}
}
