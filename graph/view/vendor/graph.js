// What build.sh bundles: Cytoscape.js with the fCoSE layout, as one global.
import cytoscape from "cytoscape";
import fcose from "cytoscape-fcose";

cytoscape.use(fcose);
globalThis.cytoscape = cytoscape;
