/** Tokens of a text of this length, for servers that do not count. Four characters a token is near enough for limits. */
export function estimateTokens(length: number): number {
  return Math.ceil(length / 4);
}
