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

interface Reference {
  scalar: Scalar;
  variable: string;
  secret: string;
}

function referencesIn(document: Document): Reference[] {
  const services: unknown = document.get('services');
  if (!isMap(services)) return [];
  return services.items.flatMap(({ value }) => {
    const env: unknown = isMap(value) ? value.get('env') : undefined;
    return isSeq(env) ? env.items.flatMap(toReference) : [];
  });
}

function toReference(item: unknown): Reference[] {
  if (!isScalar(item) || typeof item.value !== 'string') return [];
  const [, variable, secret] = REFERENCE.exec(item.value) ?? [];
  return variable === undefined || secret === undefined ? [] : [{ scalar: item, variable, secret }];
}
