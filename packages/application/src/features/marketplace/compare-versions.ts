/** Orders versions as Semantic Versioning does, the newest first. */
export function compareVersions(left: string, right: string): number {
  const [a, b] = [left, right].map((version) => version.split('.').map(Number));
  for (let index = 0; index < 3; index += 1) {
    const difference = (b?.[index] ?? 0) - (a?.[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
