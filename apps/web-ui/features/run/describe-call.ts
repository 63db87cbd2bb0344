import { BUILTIN_MODEL } from '@codexos/protocol/model';
import type { ActivationCall } from '@codexos/protocol/run-view';
import { formatCount } from '@/lib/format';

/** One line that says what a call did. */
export function describeCall(call: ActivationCall): { icon: string; title: string; detail: string } {
  switch (call.type) {
    case 'tool':
      return { icon: 'wrench', title: call.tool, detail: summarise(call.input) };
    case 'model':
      return {
        icon: 'sparkles',
        title: call.model === BUILTIN_MODEL ? 'Built-in model' : call.model,
        detail: call.text.slice(0, 120),
      };
    case 'retrieval':
      return { icon: 'database', title: formatCount(call.passages.length, 'passage'), detail: call.query };
    case 'memory':
      return { icon: 'brain', title: call.value === null ? 'Forgot' : 'Remembered', detail: call.key };
    case 'child-run':
      return call.flowId === undefined
        ? { icon: 'bot', title: 'Sub-agent', detail: call.goal ?? '' }
        : { icon: 'workflow', title: 'Sub-flow', detail: call.name ?? '' };
  }
}

function summarise(input: Record<string, unknown>): string {
  return Object.values(input)
    .map((value) => (typeof value === 'string' ? value : JSON.stringify(value)))
    .join(' · ')
    .slice(0, 120);
}
