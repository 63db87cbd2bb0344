export type AddressKey =
  | { type: 'start' | 'invite'; value: string }
  /** What a sign-in page elsewhere could not do, in words. */
  | { type: 'problem'; value: string };

/** What the fragment of the address carries. It never reaches the server's log and leaves the address bar at once. */
export function takeKey(): AddressKey | undefined {
  const match = /^#(start|invite|problem)=(.+)$/.exec(window.location.hash);
  if (!match?.[1] || !match[2]) return undefined;
  window.history.replaceState(null, '', window.location.pathname + window.location.search);
  return { type: match[1] as AddressKey['type'], value: decodeURIComponent(match[2]) };
}
