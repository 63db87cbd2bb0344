/** The address of a workspace tool: protocol and host stand in it as they are, parts of the path may be expressions. */
import { splitTemplate } from './split-template.ts';

const ORIGIN = /^(https?):\/\/([^/]*)/;
const NAMED_HOST = /^([a-z0-9_-]+\.)*[a-z][a-z0-9_-]*$/;
const IPV4 = /^(0|[1-9]\d{0,2})(\.(0|[1-9]\d{0,2})){3}$/;
const IPV6 = /^\[[0-9a-f:.]+\]$/;

/** What is wrong with the address, in words that follow “The address”; null when nothing is. */
export function findUrlProblem(url: string): string | null {
  const { parts, unclosedAt } = splitTemplate(url);
  const [first] = parts;
  if (unclosedAt !== undefined) return `opens “{{” at character ${unclosedAt + 1} and does not close it`;
  if (first?.type !== 'text' || !ORIGIN.test(first.text)) return 'must start with https:// and a host';
  const host = toolHostOf(url);
  if (host === null) return 'must name its host, such as api.example.com, without expressions or a password';
  const texts = parts.flatMap((part) => (part.type === 'text' ? [part.text] : []));
  if (texts.some((text) => /[?#]/.test(text)))
    return 'must be without ? and #; the query has fields of its own';
  if (texts.some((text) => /[\s\\]/.test(text))) return 'must be without spaces and backslashes';
  if (texts.some((text) => /secret:[A-Za-z]/.test(text)))
    return 'must not hold a secret; a header, the query or the body may';
  if (texts.some((text) => text.split('/').some((segment) => isDots(segment))))
    return 'must be without . and .. in its path';
  return null;
}

/** The host, with its port where it names one; null when it has none that could be called. */
export function toolHostOf(url: string): string | null {
  const [, , authority = ''] = ORIGIN.exec(url) ?? [];
  const [, host = '', port] = /^(.*?)(?::(\d{1,5}))?$/.exec(authority.toLowerCase()) ?? [];
  if (!NAMED_HOST.test(host) && !IPV4.test(host) && !IPV6.test(host)) return null;
  if (port !== undefined && (Number(port) < 1 || Number(port) > 65_535)) return null;
  return port === undefined ? host : `${host}:${port}`;
}

/** A segment that a URL reads as “here” or “one up”, also when it is written with escapes. */
export function isDots(segment: string): boolean {
  return /^(\.|%2e){1,2}$/i.test(segment);
}
