/** References to secrets in the environment of an SDL's services: `- NAME=secret:OTHER`. */
import { isMap, isScalar, isSeq, parseDocument, type Document, type Scalar } from 'yaml';

const REFERENCE = /^([A-Za-z_][A-Za-z0-9_]*)=secret:([A-Za-z][A-Za-z0-9_]{0,99})$/;

/** Names of the secrets that the SDL refers to. */
export function listSdlSecrets(sdl: string): string[] {
  const names = referencesIn(parseDocument(sdl)).map(({ secret }) => secret);
  return [...new Set(names)];
}

/** The SDL with the values in place of the references. It must be neither stored nor shown. */
export async function fillSdlSecrets(
  sdl: string,
  read: (secret: string) => Promise<string>,
): Promise<string> {
  const document = parseDocument(sdl);
  const references = referencesIn(document);
  if (references.length === 0) return sdl;
  for (const { scalar, variable, secret } of references) scalar.value = `${variable}=${await read(secret)}`;
  return document.toString({ lineWidth: 0 });
}

/** Value of a variable in the environment of a service; undefined when no service has it. */
export function readSdlVariable(sdl: string, name: string): string | undefined {
  const lines = environmentsOf(parseDocument(sdl)).flatMap((item) =>
    isScalar(item) && typeof item.value === 'string' ? [item.value] : [],
  );
  return lines.find((line) => line.startsWith(`${name}=`))?.slice(name.length + 1);
}

interface Reference {
  scalar: Scalar;
  variable: string;
  secret: string;
}

function referencesIn(document: Document): Reference[] {
  return environmentsOf(document).flatMap(toReference);
}

/** Every entry of the environment of every service. */
function environmentsOf(document: Document): unknown[] {
  const services: unknown = document.get('services');
  if (!isMap(services)) return [];
  return services.items.flatMap(({ value }) => {
    const env: unknown = isMap(value) ? value.get('env') : undefined;
    return isSeq(env) ? env.items : [];
  });
}

function toReference(item: unknown): Reference[] {
  if (!isScalar(item) || typeof item.value !== 'string') return [];
  const [, variable, secret] = REFERENCE.exec(item.value) ?? [];
  return variable === undefined || secret === undefined ? [] : [{ scalar: item, variable, secret }];
}
