/** `node scripts/with-node.mjs SCRIPT [ARGS…]`: runs a TypeScript file of the project on the Node that it needs. */
import { ensureDependencies, ensureNode, runScript } from './lib/toolchain.mjs';

const node = ensureNode();
ensureDependencies(node);
process.exitCode = await runScript(node, process.argv.slice(2));
