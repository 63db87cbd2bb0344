/**
 * `npm run up`: from a fresh clone to a running app. Brings Node, installs, builds what is not built yet and
 * starts the server, which prints the one address to open.
 */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { needsBuild, recordBuild, removeBuild } from './lib/build-stamp.mjs';
import {
  ensureDependencies,
  ensureNode,
  environmentFor,
  projectFolder,
  runScript,
} from './lib/toolchain.mjs';

const USAGE = `npm run up -- [options]
  --port N        port to listen on (default 4371, or the next free one)
  --data DIR      folder of the database and indexes (default .codexos/data)
  --root DIR      allow sources from this folder too; may be given several times
  --no-open       do not open the browser
  --setup-only    install and build, then exit`;

const args = process.argv.slice(2);
if (args.includes('--help') || args.includes('-h')) {
  console.log(USAGE);
  process.exit(0);
}
const problem = checkArguments(args);
if (problem) {
  console.error(`${problem}\n\n${USAGE}`);
  process.exit(2);
}

const node = ensureNode();
ensureDependencies(node);
if (needsBuild()) build();
if (args.includes('--setup-only')) {
  console.error('Set up. Start with: npm run up');
} else {
  process.exitCode = await runScript(node, [join(projectFolder, 'apps/backend/src/main.ts'), ...args]);
}

function build() {
  console.error('Building the studio (about half a minute, only when its sources changed)');
  removeBuild();
  const turbo = join(projectFolder, 'node_modules/turbo/bin/turbo');
  const options = { cwd: projectFolder, env: environmentFor(node), stdio: ['ignore', 2, 2] };
  execFileSync(node, [turbo, 'run', 'build', '--output-logs=errors-only', '--ui=stream'], options);
  recordBuild();
}

function checkArguments(given) {
  const withValue = ['--port', '--data', '--root'];
  const flags = ['--no-open', '--setup-only'];
  for (let index = 0; index < given.length; index++) {
    const argument = given[index];
    if (flags.includes(argument)) continue;
    if (!withValue.includes(argument)) return `Unknown option ${argument}.`;
    const value = given[++index];
    if (value === undefined || value.startsWith('--')) return `${argument} needs a value.`;
    if (
      argument === '--port' &&
      !(Number.isInteger(Number(value)) && Number(value) >= 0 && Number(value) < 65_536)
    ) {
      return `--port needs a number from 0 to 65535, not ${value}.`;
    }
  }
  return undefined;
}
