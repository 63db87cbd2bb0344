import { isObject, listAt, objectAt, textAt, unreadable } from './node.ts';
import type { OperationContext } from './read-operation.ts';

/** The address that the path is put behind, without a slash at its end. Throws REQUEST_INVALID when there is none. */
export function serverOf({ server, operation, item, root }: OperationContext): string {
  if (server !== undefined && server !== '') return server.replace(/\/+$/, '');
  const [first] = [operation, item, root].flatMap((node) => listAt(node, 'servers'));
  const url = isObject(first) ? (textAt(first, 'url') ?? '') : '';
  const variables = isObject(first) ? objectAt(first, 'variables') : {};
  const filled = url.replace(/\{([^{}]*)\}/g, (_match, name: string) => {
    const value = textAt(objectAt(variables, name), 'default');
    if (value === undefined) throw unreadable(`The address of its server names {${name}} without a default.`);
    return value;
  });
  if (!/^https?:\/\//.test(filled)) throw unreadable('The document names no whole address of its server.');
  return filled.replace(/\/+$/, '');
}
