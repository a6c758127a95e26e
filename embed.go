// Package newsgraph carries the files at the root of the repository that the
// program needs at run time.
package newsgraph

import _ "embed"

// Compose is docker-compose.yml.
//
//go:embed docker-compose.yml
var Compose []byte
