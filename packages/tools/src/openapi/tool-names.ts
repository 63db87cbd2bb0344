const MAX_LENGTH = 48;

/** Gives each tool a name of its own, in the form that flows and models call it by. */
export function createToolNames(taken: readonly string[]): { take(wanted: string): string } {
  const names = new Set(taken);
  return {
    take(wanted) {
      const base = toToolName(wanted);
      // `get-pet-2` that is taken becomes `get-pet-3`.
      const stem = base.replace(/-\d+$/, '');
      let name = base;
      for (let number = 2; names.has(name); number += 1) {
        const ending = `-${number}`;
        name = `${stem.slice(0, MAX_LENGTH - ending.length).replace(/-+$/, '')}${ending}`;
      }
      names.add(name);
      return name;
    },
  };
}

/** `getPetById` becomes `get-pet-by-id`. */
export function toToolName(text: string): string {
  const words = text
    .normalize('NFKD')
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replace(/^[-0-9]+/, '')
    .slice(0, MAX_LENGTH)
    .replace(/-+$/, '');
  return words.length >= 2 ? words : `tool-${words || 'x'}`;
}
