/** Whether Akash's own kit accepts an SDL, what it asks for, and the manifest that comes of it. */
import { LineCounter, parseDocument, type Document } from 'yaml';
import { DEPLOYMENT_MARK } from './build-sdl.ts';
import type { Resources } from './estimate-costs.ts';

export interface SdlProblem {
  message: string;
  /** Where, as a path of keys such as `/services/codexos/image`. */
  path: string;
  /** Counted from 1. */
  line?: number;
  hint?: string;
}

export interface SdlCheck {
  problems: SdlProblem[];
  resources?: Resources;
}

export interface SdlManifest {
  /** As providers take it: JSON with sorted keys. */
  manifest: string;
  /** SHA-256 of it in base64, which the chain calls the version. */
  hash: string;
}

const SMALLEST_MEMORY = 1024 ** 2;

/** The kit brings the whole client of the chain with it, so it is loaded when it is first needed. */
const loadKit = () => import('@akashnetwork/chain-sdk');
type Kit = Awaited<ReturnType<typeof loadKit>>;
type Generated = ReturnType<Kit['generateManifest']>;

/** `mark` is the id that the SDL has to carry; none when absent. */
export async function checkSdl(text: string, mark?: string): Promise<SdlCheck> {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  if (document.errors.length > 0) {
    return {
      problems: document.errors.map(({ message, pos: [start] }) => ({
        message: `This is not YAML: ${message}`,
        path: '',
        line: lines.linePos(start).line,
        hint: 'Check the indentation and the quotes of this line.',
      })),
    };
  }
  const generated = generate(await loadKit(), document);
  if (!generated.ok) return { problems: toProblems(generated.value, document, lines) };
  const { groupSpecs, groups } = generated.value;
  const marks = groups.flatMap(({ services }) => services.flatMap(({ env }) => env));
  const isMarked = mark === undefined || marks.includes(`${DEPLOYMENT_MARK}=${mark}`);
  const resources = sumResources(groupSpecs);
  // A unit that the kit does not know, such as "2Zi", passes its schema and comes out as a few bytes.
  const isPlausible = resources.memoryBytes >= SMALLEST_MEMORY && Number.isFinite(resources.storageBytes);
  return {
    problems: [...(isMarked ? [] : [missingMark(mark)]), ...(isPlausible ? [] : [strangeSize()])],
    resources,
  };
}

/** The manifest of an SDL that has been checked; throws when it has problems. */
export async function buildManifest(text: string): Promise<SdlManifest> {
  const kit = await loadKit();
  const generated = generate(kit, parseDocument(text));
  if (!generated.ok) throw new Error(generated.value.map(({ message }) => message).join(' '));
  const { groups } = generated.value;
  const version = await kit.generateManifestVersion(groups);
  return { manifest: kit.manifestToSortedJSON(groups), hash: Buffer.from(version).toString('base64') };
}

function generate(kit: Kit, document: Document): Generated {
  try {
    return kit.generateManifest(document.toJS() as Parameters<Kit['generateManifest']>[0]);
  } catch (error) {
    // Sizes such as "2Zi" pass the kit's schema and then fail in its arithmetic.
    const message = error instanceof Error ? error.message : String(error);
    return {
      ok: false,
      value: [{ message, instancePath: '', schemaPath: '', keyword: 'generate', params: {} }],
    };
  }
}

type KitErrors = Extract<Generated, { ok?: false }>['value'];

function toProblems(errors: KitErrors, document: Document, lines: LineCounter): SdlProblem[] {
  const seen = new Set<string>();
  return errors
    .filter(({ instancePath, keyword, message }) => {
      const key = keyword === 'required' ? message : instancePath;
      return seen.has(key) ? false : seen.add(key);
    })
    .map(({ message, instancePath, keyword, params }) => {
      const line = lineOf(document, instancePath, lines);
      const missing: unknown = params['missingProperty'];
      return {
        message,
        path: instancePath,
        ...(line === undefined ? {} : { line }),
        hint:
          keyword === 'required' && typeof missing === 'string'
            ? `Add “${missing}” under ${instancePath || 'the top level'}.`
            : `Correct ${instancePath || 'the SDL'}.`,
      };
    });
}

/** The line of the value at the path, or of the nearest thing around it that exists. */
function lineOf(document: Document, path: string, lines: LineCounter): number | undefined {
  const keys = path
    .split('/')
    .slice(1)
    .map((key) => (/^\d+$/.test(key) ? Number(key) : key.replaceAll('~1', '/').replaceAll('~0', '~')));
  for (let depth = keys.length; depth > 0; depth -= 1) {
    const node: unknown = document.getIn(keys.slice(0, depth), true);
    if (typeof node !== 'object' || node === null || !('range' in node)) continue;
    const range = node.range;
    if (Array.isArray(range) && typeof range[0] === 'number') return lines.linePos(range[0]).line;
  }
  return undefined;
}

function strangeSize(): SdlProblem {
  return {
    message: 'The memory comes to less than 1 MiB.',
    path: '/profiles/compute',
    hint: 'Write sizes with a unit: Mi, Gi or Ti.',
  };
}

function missingMark(mark: string): SdlProblem {
  return {
    message: `No service has the line ${DEPLOYMENT_MARK}=${mark} in its env.`,
    path: '/services',
    hint: 'Put it back: by it the deployment is found again when a crash comes between the request and its answer.',
  };
}

type GroupSpecs = Extract<Generated, { ok: true }>['value']['groupSpecs'];

function sumResources(specs: GroupSpecs): Resources {
  const total: Resources = { cpuMilli: 0, memoryBytes: 0, storageBytes: 0 };
  for (const { resource, count } of specs.flatMap(({ resources }) => resources)) {
    total.cpuMilli += count * toNumber(resource?.cpu?.units?.val);
    total.memoryBytes += count * toNumber(resource?.memory?.quantity?.val);
    for (const { quantity } of resource?.storage ?? []) total.storageBytes += count * toNumber(quantity?.val);
  }
  return total;
}

/** The kit writes whole numbers as the bytes of their digits. */
function toNumber(digits: Uint8Array | undefined): number {
  return digits === undefined ? 0 : Number(Buffer.from(digits).toString('ascii'));
}
