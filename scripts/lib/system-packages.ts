import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';

interface SystemNeed {
  name: string;
  packages: string[];
  isThere(): boolean;
}

const needs: SystemNeed[] = [
  {
    name: 'Chromium',
    packages: ['chromium', 'fonts-liberation'],
    isThere: () =>
      [
        process.env.CODEXOS_CHROMIUM,
        '/usr/bin/chromium',
        '/usr/bin/chromium-browser',
        '/usr/bin/google-chrome',
      ].some((path) => path !== undefined && existsSync(path)),
  },
  {
    name: 'Postgres',
    packages: ['postgresql'],
    isThere: () =>
      process.env.TEST_DATABASE_URL !== undefined ||
      ['/usr/local/bin/initdb', '/opt/homebrew/bin/initdb', '/usr/bin/initdb'].some(existsSync) ||
      (existsSync('/usr/lib/postgresql') &&
        readdirSync('/usr/lib/postgresql').some((version) =>
          existsSync(`/usr/lib/postgresql/${version}/bin/initdb`),
        )),
  },
  {
    name: 'Redis',
    packages: ['redis-server'],
    isThere: () =>
      ['/usr/bin/redis-server', '/usr/local/bin/redis-server', '/opt/homebrew/bin/redis-server'].some(
        existsSync,
      ),
  },
  { name: 'git', packages: ['git'], isThere: () => isCommand('git') },
];

/** Installs what the tests need from the system when root on Debian; otherwise says what to install and throws. */
export function ensureSystemPackages(): void {
  const missing = needs.filter((need) => !need.isThere());
  if (missing.length === 0) return;
  const packages = missing.flatMap((need) => need.packages);
  const names = missing.map((need) => need.name).join(', ');
  if (process.getuid?.() !== 0 || !isCommand('apt-get')) {
    throw new Error(
      `The tests need ${names}. On Debian or Ubuntu: sudo apt-get install ${packages.join(' ')}`,
    );
  }
  console.error(`Installing ${names}`);
  const options = {
    stdio: ['ignore', 'ignore', 'inherit'] as ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  };
  execFileSync('apt-get', ['update', '-qq'], options);
  if (packages.includes('postgresql'))
    execFileSync('apt-get', ['install', '-y', '-qq', 'postgresql-common'], options);
  execFileSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], options);
}

function isCommand(name: string): boolean {
  try {
    execFileSync('sh', ['-c', `command -v ${name}`], { stdio: 'ignore' });
    return true;
  } catch (error) {
    if (error instanceof Error && 'status' in error) return false;
    throw error;
  }
}
