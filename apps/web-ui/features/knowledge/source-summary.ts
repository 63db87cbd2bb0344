import type { IngestSummary } from '@codexos/protocol/knowledge';
import { formatBytes, formatCount, formatDuration } from '../../lib/format';

/** What the last reading changed: `12 added, 3 changed, 640 unchanged`. */
export function changeWords({ added, changed, removed, unchanged }: IngestSummary): string {
  const parts = [
    [added, 'added'],
    [changed, 'changed'],
    [removed, 'removed'],
    [unchanged, 'unchanged'],
  ] as const;
  const words = parts
    .filter(([count]) => count > 0)
    .map(([count, word]) => `${count.toLocaleString('en')} ${word}`);
  return words.length > 0 ? words.join(', ') : 'no files';
}

/** `2 left out: 1 secret, 1 lock file`; undefined when every file was read. */
export function skippedWords({ skipped }: IngestSummary): string | undefined {
  const reasons = Object.entries(skipped)
    .filter(([, count]) => count > 0)
    .sort(([, left], [, right]) => right - left);
  if (reasons.length === 0) return undefined;
  const total = reasons.reduce((sum, [, count]) => sum + count, 0);
  const list = reasons.map(([reason, count]) => `${count.toLocaleString('en')} ${reason}`).join(', ');
  return `${total.toLocaleString('en')} left out: ${list}`;
}

export function sizeFacts({ fileCount, chunkCount, byteCount, durationMs }: IngestSummary): string[] {
  return [
    formatCount(fileCount, 'file'),
    formatCount(chunkCount, 'chunk'),
    formatBytes(byteCount),
    `read in ${formatDuration(durationMs)}`,
  ];
}
