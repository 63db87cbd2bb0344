/** The Solidity tool chain: forge's own binary from npm, with the project's folder as its root. */
import { spawnSync } from 'node:child_process';
import { chmodSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';

const PLATFORMS: Readonly<Record<string, string>> = {
  'linux-x64': 'linux-amd64',
  'linux-arm64': 'linux-arm64',
  'darwin-x64': 'darwin-amd64',
  'darwin-arm64': 'darwin-arm64',
};

/** What forge was told, what it printed, and how it ended. */
export interface ForgeResult {
  status: number;
  output: string;
}

/**
 * Runs forge on the contracts of `packages/chain`. Errors go to the terminal as they come; standard output is
 * returned, or shown as it comes with `isShown`.
 */
export function runForge(args: readonly string[], { isShown = false } = {}): ForgeResult {
  // Lint and coverage compile otherwise than the build, and would leave their own output in its place.
  const folder = `.codexos/forge/${['build', 'test'].includes(args[0] ?? '') ? 'build' : args[0]}`;
  const result = spawnSync(forgeBinary(), [...args, '--root', '.'], {
    stdio: ['ignore', isShown ? 'inherit' : 'pipe', 'inherit'],
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    env: {
      ...process.env,
      FOUNDRY_CONFIG: 'packages/chain/foundry.toml',
      FOUNDRY_OUT: `${folder}/out`,
      FOUNDRY_CACHE_PATH: `${folder}/cache`,
      FOUNDRY_DISABLE_NIGHTLY_WARNING: '1',
      // The compiler is a script; it must find the Node that runs this one.
      PATH: `${dirname(process.execPath)}:${process.env.PATH ?? ''}`,
    },
  });
  if (result.error) throw result.error;
  return { status: result.status ?? 1, output: result.stdout ?? '' };
}

function forgeBinary(): string {
  const platform = PLATFORMS[`${process.platform}-${process.arch}`];
  if (!platform) {
    throw new Error(
      `There is no forge for ${process.platform} on ${process.arch}. The contracts are built and tested on Linux and macOS.`,
    );
  }
  const require = createRequire(join(process.cwd(), 'packages/chain/package.json'));
  const manifest = require.resolve(`@foundry-rs/forge-${platform}/package.json`);
  const binary = join(dirname(manifest), 'bin', 'forge');
  // npm keeps the mode of the archive, which not every registry does.
  chmodSync(binary, 0o755);
  return relative(process.cwd(), binary);
}
