/** Every page has its pictures in the docs: light and dark, wide and phone. */

const VIEWS = ['wide-light', 'wide-dark', 'phone-light', 'phone-dark'] as const;

export function findMissingScreenshots(
  pages: readonly { name: string }[],
  files: ReadonlySet<string>,
): string[] {
  return pages.flatMap(({ name }) => {
    const missing = VIEWS.map((view) => `${name}-${view}.png`).filter((file) => !files.has(file));
    return missing.length === 0
      ? []
      : [`The page ${name} lacks ${missing.join(', ')} in docs/screenshots: npm run screenshots`];
  });
}
