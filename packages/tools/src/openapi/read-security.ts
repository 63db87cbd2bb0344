import { isObject, listAt, objectAt, resolveNode, textAt, unreadable, type Node } from './node.ts';

interface Pair {
  name: string;
  value: string;
}

export interface Credentials {
  headers: Pair[];
  query: Pair[];
}

/** Where the key of the service goes. The document only says so; the value is a secret that people add themselves. */
export function credentialsOf({
  root,
  operation,
  title,
}: {
  root: Node;
  operation: Node;
  title: string;
}): Credentials {
  const requirements = listAt(Object.hasOwn(operation, 'security') ? operation : root, 'security').filter(
    isObject,
  );
  const found: Credentials = { headers: [], query: [] };
  // An empty requirement says that it can be called without a key.
  const [first] = requirements;
  if (!first || requirements.some((requirement) => Object.keys(requirement).length === 0)) return found;
  const schemes = objectAt(objectAt(root, 'components'), 'securitySchemes');
  for (const name of Object.keys(first)) {
    const secret = `secret:${secretNameOf(title, name)}`;
    addCredential(found, resolveNode(root, objectAt(schemes, name)), secret);
  }
  return found;
}

function addCredential({ headers, query }: Credentials, scheme: Node, secret: string): void {
  const name = textAt(scheme, 'name') ?? '';
  switch (textAt(scheme, 'type')) {
    case 'apiKey':
      if (textAt(scheme, 'in') === 'query') query.push({ name, value: secret });
      else if (textAt(scheme, 'in') === 'cookie')
        headers.push({ name: 'cookie', value: `${name}=${secret}` });
      else headers.push({ name, value: secret });
      return;
    case 'http': {
      const kind = textAt(scheme, 'scheme')?.toLowerCase() === 'basic' ? 'Basic' : 'Bearer';
      headers.push({ name: 'authorization', value: `${kind} ${secret}` });
      return;
    }
    case 'oauth2':
    case 'openIdConnect':
      headers.push({ name: 'authorization', value: `Bearer ${secret}` });
      return;
    default:
      throw unreadable('It is protected in a way that a tool does not know.');
  }
}

/** `Pet Store` with the scheme `api_key` becomes `PET_STORE_API_KEY`. */
function secretNameOf(title: string, scheme: string): string {
  const words = `${title} ${scheme}`
    .normalize('NFKD')
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toUpperCase()
    .replaceAll(/[^A-Z0-9]+/g, '_')
    .replace(/^[^A-Z]+|_+$/g, '')
    .slice(0, 100);
  return words === '' ? 'API_KEY' : words;
}
