/** Whether a flow, an agent or another JSON value names the secret as `secret:NAME`. */
export function namesSecret(value: unknown, name: string): boolean {
  return new RegExp(`secret:${name}(?![A-Za-z0-9_])`).test(JSON.stringify(value));
}
