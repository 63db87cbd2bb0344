import ipaddr from 'ipaddr.js';

/**
 * True for addresses of the public internet. Everything else is refused: this machine, private and link-local
 * networks (metadata services live there), carrier NAT, multicast, reserved ranges, and IPv6 forms that carry an
 * IPv4 address are judged by that address.
 */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.parse(address);
  if (parsed instanceof ipaddr.IPv4) return parsed.range() === 'unicast';
  const inner = embeddedIpv4(parsed);
  if (inner) return inner.range() === 'unicast';
  return parsed.range() === 'unicast' && !REFUSED.some((range) => parsed.match(range));
}

/** The IPv4 address inside `::ffff:a.b.c.d` and inside NAT64's `64:ff9b::/96`. */
function embeddedIpv4(address: ipaddr.IPv6): ipaddr.IPv4 | undefined {
  if (address.isIPv4MappedAddress()) return address.toIPv4Address();
  if (!address.match(NAT64)) return undefined;
  return new ipaddr.IPv4(address.toByteArray().slice(12));
}

const NAT64 = ipaddr.IPv6.parseCIDR('64:ff9b::/96');
/** Ranges that the library counts as ordinary: old IPv4-compatible and site-local forms, local NAT64, 6to4, Teredo. */
const REFUSED = ['::/96', 'fec0::/10', '64:ff9b:1::/48', '2002::/16', '2001::/32', '100::/64'].map((range) =>
  ipaddr.IPv6.parseCIDR(range),
);
