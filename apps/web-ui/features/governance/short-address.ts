/** `0x1234…abcd`, or the name of an account of the local network. */
export function shortAddress(
  address: string,
  stakeholders: readonly { address: string; localName?: string | undefined }[] = [],
): string {
  const known = stakeholders.find((holder) => holder.address.toLowerCase() === address.toLowerCase());
  return known?.localName ?? `${address.slice(0, 6)}…${address.slice(-4)}`;
}
