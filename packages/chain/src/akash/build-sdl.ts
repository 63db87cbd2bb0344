/** Writes the SDL of a deployment of CodexOS, with comments for the person who reads and edits it. */
import { estimateCosts } from './estimate-costs.ts';
import { toMicroUsdPerBlock } from './monthly-price.ts';

/** Marks a deployment, so that it is found again when nobody heard the answer to its creation. */
export const DEPLOYMENT_MARK = 'CODEXOS_DEPLOYMENT';
const PORT = 4371;
/** Bids above this multiple of the usual price are not wanted. */
const PRICE_CEILING = 5;

/** A packed flow or agent, the key of the tokens that may call it, and the secrets that go along. */
export interface ServedBundle {
  type: 'bundle';
  bundle: string;
  tokenKey: string;
  secrets: readonly { variable: string; secret: string }[];
}

export interface SdlRequest {
  deploymentId: string;
  /** Shown in a comment. */
  title: string;
  image: string;
  cpu: number;
  memoryMb: number;
  storageGb: number;
  serves: { type: 'app' } | ServedBundle;
}

export function buildSdl(request: SdlRequest): string {
  const { cpu, memoryMb, storageGb } = request;
  const [akash] = estimateCosts({
    cpuMilli: cpu * 1_000,
    memoryBytes: memoryMb * 1024 ** 2,
    storageBytes: storageGb * 1024 ** 3,
  });
  const ceiling = Math.ceil(toMicroUsdPerBlock((akash?.monthlyMicroUsd ?? 0) * PRICE_CEILING));
  return [
    `# ${request.title.replace(/\s+/g, ' ')}`,
    'version: "2.0"',
    'services:',
    '  codexos:',
    `    image: ${JSON.stringify(request.image)}`,
    '    command:',
    '      - node',
    '    args:',
    ...argumentsOf(request).map((argument) => `      - ${JSON.stringify(argument)}`),
    '    env:',
    `      # Keep this line: the deployment is found by it after a crash.`,
    `      - ${DEPLOYMENT_MARK}=${request.deploymentId}`,
    ...environmentOf(request),
    '    expose:',
    `      - port: ${PORT}`,
    '        as: 80',
    '        to:',
    '          - global: true',
    'profiles:',
    '  compute:',
    '    codexos:',
    '      resources:',
    '        cpu:',
    `          units: ${cpu}`,
    '        memory:',
    `          size: ${memoryMb}Mi`,
    '        storage:',
    `          size: ${storageGb}Gi`,
    '  placement:',
    '    akash:',
    '      pricing:',
    '        codexos:',
    '          denom: uact',
    `          # The most you would pay for a block of about 6 seconds: ${PRICE_CEILING} times the usual price.`,
    `          amount: ${ceiling}`,
    'deployment:',
    '  codexos:',
    '    akash:',
    '      profile: codexos',
    '      count: 1',
    '',
  ].join('\n');
}

function argumentsOf({ serves }: SdlRequest): string[] {
  const common = ['--disable-warning=ExperimentalWarning', 'apps/backend/src/main.ts', '--no-open'];
  return serves.type === 'app' ? common : [...common, '--api-only'];
}

function environmentOf({ serves }: SdlRequest): string[] {
  const shared = [
    '      - CODEXOS_HOST=0.0.0.0',
    `      - CODEXOS_PORT=${PORT}`,
    '      - CODEXOS_DATA=/data',
    '      # The provider gives the name of the host only after the lease.',
    '      - CODEXOS_ALLOWED_HOSTS=*',
  ];
  const keys = [
    '      # Secrets go in as references: the value is read from the vault when the SDL is sent, and the provider that',
    '      # you lease from can read it. Each has to be granted to Akash.',
  ];
  const exampleKey = '      # - OPENAI_API_KEY=secret:OPENAI_API_KEY';
  if (serves.type === 'bundle') {
    return [
      ...shared,
      `      - CODEXOS_BUNDLE_TOKEN_KEY=${serves.tokenKey}`,
      `      - CODEXOS_BUNDLE=${serves.bundle}`,
      ...keys,
      ...(serves.secrets.length > 0
        ? serves.secrets.map(({ variable, secret }) => `      - ${variable}=secret:${secret}`)
        : [exampleKey]),
      '      # Its tools may call services at public addresses only. Name those that are not:',
      '      # - CODEXOS_ALLOWED_ADDRESSES=10.0.0.5:8080',
    ];
  }
  return [
    ...shared,
    '      # It is on the internet: everybody needs an account. The start token in its log makes the first one, once.',
    '      - CODEXOS_AUTH=accounts',
    '      # Without these two everything in it is gone when the provider restarts the container.',
    '      # - DATABASE_URL=secret:AKASH_DATABASE_URL',
    '      # - CODEXOS_VAULT_PASSPHRASE=secret:AKASH_VAULT_PASSPHRASE',
    ...keys,
    exampleKey,
  ];
}
