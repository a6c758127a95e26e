package refer

import (
	_ "embed"

	"newsgraph/extract/wordlist"
)

//go:embed words.yaml
var wordData []byte

// lists are the words that the code asks for.
var lists = wordlist.MustParse(wordData)
