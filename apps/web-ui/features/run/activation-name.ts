import type { ActivationView } from '@codexos/protocol/run-view';
import { statusName } from '@/components/ui/status-dot';

/** `Turn 3 · completed`, or `Time 2 · failed` outside loops. */
export function activationName({ path, status }: ActivationView, index: number): string {
  const where = path.length === 0 ? `Time ${index + 1}` : `Turn ${path.map(({ turn }) => turn).join('.')}`;
  return `${where} · ${statusName(status).toLowerCase()}`;
}
