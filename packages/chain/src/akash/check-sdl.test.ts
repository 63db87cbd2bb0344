import { describe, expect, it } from 'vitest';
import { buildSdl, type SdlRequest } from './build-sdl.ts';
import { buildManifest, checkSdl } from './check-sdl.ts';
import { fillSdlSecrets, listSdlSecrets, readSdlVariable } from './sdl-secrets.ts';

const request: SdlRequest = {
  deploymentId: '01ARZ3NDEKTSV4RRFFQ69G5FAV',
  title: 'Answers of the\nhandbook: "quoted"',
  image: 'registry.example/codexos:0.1.0',
  cpu: 0.5,
  memoryMb: 1_024,
  storageGb: 5,
  serves: { type: 'bundle', bundle: 'H4sIAAA', tokenKey: 'a'.repeat(43), secrets: [] },
};
const mark = request.deploymentId;

describe('an SDL that was built', () => {
  it.each([request.serves, { type: 'app' as const }])(
    'is accepted by the kit of Akash ($type)',
    async (serves) => {
      const check = await checkSdl(buildSdl({ ...request, serves }), mark);
      expect(check).toEqual({
        problems: [],
        resources: { cpuMilli: 500, memoryBytes: 1024 ** 3, storageBytes: 5 * 1024 ** 3 },
      });
    },
  );

  it('asks for accounts where the whole studio is on the internet', async () => {
    const { manifest } = await buildManifest(buildSdl({ ...request, serves: { type: 'app' } }));
    const groups = JSON.parse(manifest) as { services: { env: string[] }[] }[];
    expect(groups[0]?.services[0]?.env).toContain('CODEXOS_AUTH=accounts');
  });

  it('keeps what it was given, whatever characters it has', async () => {
    const { manifest } = await buildManifest(buildSdl({ ...request, image: 'x"y: z#' }));
    const groups = JSON.parse(manifest) as { services: { image: string; env: string[] }[] }[];
    expect(groups[0]?.services[0]?.image).toBe('x"y: z#');
    expect(groups[0]?.services[0]?.env).toContain(`CODEXOS_DEPLOYMENT=${mark}`);
    expect(groups[0]?.services[0]?.env).toContain('CODEXOS_BUNDLE=H4sIAAA');
  });

  it('has a hash that changes with the deployment and with nothing else', async () => {
    const one = await buildManifest(buildSdl(request));
    const commented = await buildManifest(`# another comment\n${buildSdl(request)}`);
    const other = await buildManifest(buildSdl({ ...request, deploymentId: '01ARZ3NDEKTSV4RRFFQ69G5FAW' }));
    expect(one.hash).toMatch(/^[A-Za-z0-9+/]{43}=$/);
    expect(commented.hash).toBe(one.hash);
    expect(other.hash).not.toBe(one.hash);
  });
});

describe('an SDL with mistakes', () => {
  const good = buildSdl(request);
  const lineOf = (text: string, needle: string) =>
    text.split('\n').findIndex((line) => line.includes(needle)) + 1;

  it('names the line of a value that does not fit', async () => {
    const text = good.replace('units: 0.5', 'units: many');
    const { problems, resources } = await checkSdl(text, mark);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatchObject({ line: lineOf(text, 'units: many'), hint: expect.any(String) });
    expect(resources).toBeUndefined();
  });

  it('names what is missing and where', async () => {
    const { problems } = await checkSdl(good.replace(/ {4}image: .*\n/, ''), mark);
    expect(problems[0]?.message).toContain('image');
    expect(problems[0]?.hint).toBe('Add “image” under /services/codexos.');
  });

  it('names a profile that is not there', async () => {
    const { problems } = await checkSdl(good.replace('profile: codexos', 'profile: other'), mark);
    expect(problems.map(({ message }) => message).join()).toContain('"other"');
  });

  it.each(['', 'just text', '- a\n- b', 'a: [', 'a: b: c', '\u0000', 'size: &a [*a]'])(
    'never throws for %j',
    async (text) => {
      expect((await checkSdl(text)).problems.length).toBeGreaterThan(0);
    },
  );

  it('never throws for a size that the kit cannot add up', async () => {
    expect((await checkSdl(good.replace('1024Mi', '10Zi'), mark)).problems.length).toBeGreaterThan(0);
  });

  it('misses the mark by which it is found again', async () => {
    const { problems } = await checkSdl(good.replace(/.*CODEXOS_DEPLOYMENT=.*\n/, ''), mark);
    expect(problems[0]?.message).toContain(`CODEXOS_DEPLOYMENT=${mark}`);
  });
});

describe('a variable of the environment', () => {
  it('is read from whichever service has it', () => {
    expect(readSdlVariable(buildSdl(request), 'CODEXOS_BUNDLE')).toBe('H4sIAAA');
    expect(readSdlVariable(buildSdl(request), 'CODEXOS_BUND')).toBeUndefined();
    expect(readSdlVariable('services: [', 'CODEXOS_BUNDLE')).toBeUndefined();
  });
});

describe('references to secrets', () => {
  it('stand there for what the bundle needs', () => {
    const secrets = [{ variable: 'CODEXOS_SECRET_TRACKER', secret: 'TRACKER' }];
    const sdl = buildSdl({
      ...request,
      serves: { type: 'bundle', bundle: 'H4sIAAA', tokenKey: 'a'.repeat(43), secrets },
    });
    expect(listSdlSecrets(sdl)).toEqual(['TRACKER']);
    expect(readSdlVariable(sdl, 'CODEXOS_SECRET_TRACKER')).toBe('secret:TRACKER');
  });

  const text = buildSdl(request).replace('# - OPENAI_API_KEY', '- OPENAI_API_KEY');

  it('are found in the environment alone', () => {
    expect(listSdlSecrets(text)).toEqual(['OPENAI_API_KEY']);
    expect(listSdlSecrets(buildSdl(request))).toEqual([]);
    expect(listSdlSecrets('services: [')).toEqual([]);
  });

  it('are filled with values that need no care', async () => {
    const filled = await fillSdlSecrets(text, async (name) => `of ${name}: "quoted" # {x}`);
    const { manifest } = await buildManifest(filled);
    const groups = JSON.parse(manifest) as { services: { env: string[] }[] }[];
    expect(groups[0]?.services[0]?.env).toContain('OPENAI_API_KEY=of OPENAI_API_KEY: "quoted" # {x}');
    expect((await checkSdl(filled, mark)).problems).toEqual([]);
  });
});
