#!/bin/sh
# Builds graph.min.js and LICENSES.txt from the versions that package-lock.json
# pins by hash. The same lock file gives the same bytes.
set -eu
cd "$(dirname "$0")"
npm ci --no-audit --no-fund --silent
npx --no-install esbuild graph.js --bundle --minify --format=iife --target=es2020 --legal-comments=none --charset=ascii --outfile=graph.min.js
for package in cytoscape cytoscape-fcose cose-base layout-base; do
	echo "$package $(node -p "require('./node_modules/$package/package.json').version")"
	echo
	cat "node_modules/$package/LICENSE"
	echo
done >LICENSES.txt
sha256sum graph.min.js LICENSES.txt >SHA256SUMS
