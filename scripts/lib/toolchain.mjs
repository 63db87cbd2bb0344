/**
 * Brings what the project runs on, with nothing but the Node and npm that are already there: Node 24 as an npm
 * package when the present one is older, and the locked dependencies. Plain JavaScript without imports from
 * outside Node, because it runs before anything is installed.
 */
import { execFileSync, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const projectFolder = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
export const cacheFolder = join(projectFolder, '.codexos');

const NODE_MAJOR = 24;
const NODE_VERSION = '24.21.0';

/** Path of a Node of the right major: the present one, or one from npm in the project's cache. */
export function ensureNode(log = console.error) {
  if (Number(process.versions.node.split('.')[0]) >= NODE_MAJOR) return process.execPath;
  const name = `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;
  const folder = join(cacheFolder, 'toolchain', NODE_VERSION);
  const executable = join(
    folder,
    'node_modules',
    name,
    'bin',
    process.platform === 'win32' ? 'node.exe' : 'node',
  );
  if (existsSync(executable)) return executable;
  log(
    `Node ${process.versions.node} is older than ${NODE_MAJOR}: fetching Node ${NODE_VERSION} from npm into .codexos`,
  );
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{ "private": true }\n');
  runNpm(
    process.execPath,
    ['install', '--no-audit', '--no-fund', '--no-package-lock', `${name}@${NODE_VERSION}`],
    folder,
  );
  if (!existsSync(executable)) {
    throw new Error(
      `npm has no Node ${NODE_VERSION} for ${name}. Install Node ${NODE_MAJOR} by hand and start again.`,
    );
  }
  return executable;
}

/** Installs the locked dependencies when the lock file is not the one installed last. */
export function ensureDependencies(node, log = console.error) {
  const lock = createHash('sha256')
    .update(readFileSync(join(projectFolder, 'package-lock.json')))
    .digest('hex');
  const stamp = join(projectFolder, 'node_modules', '.codexos-lock');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return;
  log('Installing dependencies');
  runNpm(node, ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], projectFolder);
  writeFileSync(stamp, lock);
}

/** The environment in which `node` and `npm` mean the project's Node. */
export function environmentFor(node) {
  const separator = process.platform === 'win32' ? ';' : ':';
  return {
    ...process.env,
    PATH: `${dirname(node)}${separator}${process.env.PATH ?? ''}`,
    // Compiled modules are kept, so that a second start only loads them.
    NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE ?? join(cacheFolder, 'compile-cache'),
    NEXT_TELEMETRY_DISABLED: '1',
    TURBO_TELEMETRY_DISABLED: '1',
    DO_NOT_TRACK: '1',
  };
}

/** Runs a script under the project's Node, passes signals on, and resolves to its exit code. */
export function runScript(node, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(node, ['--disable-warning=ExperimentalWarning', ...args], {
      stdio: 'inherit',
      env: environmentFor(node),
      ...options,
    });
    const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
    // The terminal sends Ctrl-C to the whole group; the handler only keeps this process alive until the child is gone.
    const forward = (signal) => () => {
      if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
    };
    const handlers = signals.map((signal) => [signal, forward(signal)]);
    for (const [signal, handler] of handlers) process.on(signal, handler);
    child.on('error', reject);
    child.on('exit', (code, signal) => {
      for (const [name, handler] of handlers) process.off(name, handler);
      resolve(code ?? (signal === 'SIGINT' ? 130 : 1));
    });
  });
}

function runNpm(node, args, cwd) {
  const npm = process.env.npm_execpath;
  const [command, prefix] = npm && npm.endsWith('.js') ? [node, [npm]] : ['npm', []];
  // npm hands its own settings down as npm_config_*; a nested npm in another folder must not inherit them.
  const env = Object.fromEntries(
    Object.entries(environmentFor(node)).filter(
      ([name]) => !/^npm_(config_(local_)?prefix|package_|lifecycle_)/i.test(name),
    ),
  );
  execFileSync(command, [...prefix, ...args], {
    cwd,
    env,
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32' && command === 'npm',
  });
}
