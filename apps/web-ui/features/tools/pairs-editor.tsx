import { PlusIcon, XIcon } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { Input } from '@/components/ui/input';
import type { PairDraft } from './tool-draft';

interface PairsEditorProps {
  /** What one of them is called: `header`, `query value`. */
  noun: string;
  label: string;
  pairs: readonly PairDraft[];
  placeholder: PairDraft;
  onChange: (pairs: PairDraft[]) => void;
}

/** Names with values, in order; values may hold expressions and secrets. */
export function PairsEditor({ noun, label, pairs, placeholder, onChange }: PairsEditorProps) {
  const put = (at: number, part: Partial<PairDraft>) =>
    onChange(pairs.map((pair, index) => (index === at ? { ...pair, ...part } : pair)));
  return (
    <div role="group" aria-label={label} className="flex flex-col gap-1.5">
      <span className="text-xs font-medium">{label}</span>
      {pairs.map(({ name, value }, index) => (
        <div key={index} className="flex items-center gap-1.5">
          <Input
            aria-label={`Name of ${noun} ${index + 1}`}
            className="w-2/5 font-mono text-xs"
            maxLength={200}
            placeholder={placeholder.name}
            spellCheck={false}
            value={name}
            onChange={(event) => put(index, { name: event.target.value })}
          />
          <Input
            aria-label={`Value of ${noun} ${index + 1}`}
            className="flex-1 font-mono text-xs"
            maxLength={8_000}
            placeholder={placeholder.value}
            spellCheck={false}
            value={value}
            onChange={(event) => put(index, { value: event.target.value })}
          />
          <Button
            variant="quiet"
            size="icon-sm"
            aria-label={`Remove ${noun} ${index + 1}`}
            onClick={() => onChange(pairs.filter((_pair, at) => at !== index))}
          >
            <XIcon aria-hidden />
          </Button>
        </div>
      ))}
      <Button size="sm" className="self-start" onClick={() => onChange([...pairs, { name: '', value: '' }])}>
        <PlusIcon aria-hidden /> Add a {noun}
      </Button>
    </div>
  );
}
