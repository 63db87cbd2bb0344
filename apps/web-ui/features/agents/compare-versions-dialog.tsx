'use client';
import type { AgentConfig } from '@codexos/protocol/agent';
import { listAgents, type AgentVersion } from '@codexos/protocol/contracts/agents.contract';
import { listKnowledgeBases } from '@codexos/protocol/contracts/knowledge.contract';
import { useState } from 'react';
import { Dialog, DialogContent, DialogDescription, DialogHeader, DialogTitle } from '@/components/ui/dialog';
import { ChoiceField } from '@/features/governance/choice-field';
import { useApiQuery } from '@/lib/api/use-api-query';
import { cn } from '@/lib/utils';
import { compareAgents, compareLines, type FieldChange, type LineChange } from './compare-agents';

interface CompareVersionsProps {
  versions: readonly AgentVersion[];
  draft: AgentConfig;
  /** The one that was asked about. */
  number: number;
  onClose: () => void;
}

const DRAFT = 'draft';

/** Two states of an agent side by side: fields that differ, and the lines of the instructions. */
export function CompareVersionsDialog({ versions, draft, number, onClose }: CompareVersionsProps) {
  const before = versions.find((version) => version.number < number);
  const [left, setLeft] = useState(before ? String(before.number) : String(number));
  const [right, setRight] = useState(before ? String(number) : DRAFT);
  const nameOf = useNames();
  const choices = [
    { value: DRAFT, label: 'The draft' },
    ...versions.map(({ number: each, name }) => ({
      value: String(each),
      label: name === undefined ? `Version ${each}` : `Version ${each} · ${name}`,
    })),
  ];
  const configOf = (value: string): AgentConfig =>
    versions.find((version) => String(version.number) === value)?.config ?? draft;
  const labelOf = (value: string): string => (value === DRAFT ? 'Draft' : `Version ${value}`);
  const [from, to] = [configOf(left), configOf(right)];
  const fields = compareAgents(from, to, nameOf);
  const hasNewText = from.instructions !== to.instructions;
  return (
    <Dialog open onOpenChange={(isOpen) => (isOpen ? undefined : onClose())}>
      <DialogContent className="max-w-3xl">
        <DialogHeader>
          <DialogTitle>What changed</DialogTitle>
          <DialogDescription>Only what differs is shown.</DialogDescription>
        </DialogHeader>
        <div className="flex gap-3">
          <ChoiceField id="compare-from" label="From" value={left} choices={choices} onChange={setLeft} />
          <ChoiceField id="compare-to" label="To" value={right} choices={choices} onChange={setRight} />
        </div>
        {fields.length === 0 && !hasNewText ? (
          <p className="py-4 text-center text-sm text-muted-foreground">The two are the same.</p>
        ) : null}
        {fields.length > 0 ? <Fields fields={fields} from={labelOf(left)} to={labelOf(right)} /> : null}
        {hasNewText ? <Lines lines={compareLines(from.instructions, to.instructions)} /> : null}
      </DialogContent>
    </Dialog>
  );
}

/** Names of knowledge bases and agents; what is gone keeps its id. */
function useNames(): (id: string) => string {
  const { data: bases } = useApiQuery(listKnowledgeBases, {});
  const { data: agents } = useApiQuery(listAgents, {});
  return (id) => [...(bases?.items ?? []), ...(agents?.items ?? [])].find((one) => one.id === id)?.name ?? id;
}

function Fields({ fields, from, to }: { fields: readonly FieldChange[]; from: string; to: string }) {
  return (
    <table className="w-full table-fixed border-separate border-spacing-0 overflow-hidden rounded-md border text-sm">
      <thead>
        <tr className="text-left text-xs text-muted-foreground [&>th]:border-b [&>th]:px-3 [&>th]:py-1.5 [&>th]:font-medium">
          <th className="w-1/4">Field</th>
          <th>{from}</th>
          <th>{to}</th>
        </tr>
      </thead>
      <tbody>
        {fields.map(({ field, before, after }) => (
          <tr key={field} className="align-top [&>*]:px-3 [&>*]:py-1.5 [&:not(:last-child)>*]:border-b">
            <th scope="row" className="text-left text-xs font-medium">
              {field}
            </th>
            <td className="break-words text-muted-foreground">{before}</td>
            <td className="break-words">{after}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const LINE: Record<LineChange['type'], { sign: string; word: string; className: string }> = {
  same: { sign: ' ', word: '', className: 'text-muted-foreground' },
  added: { sign: '+', word: 'added: ', className: 'bg-ok/12' },
  removed: { sign: '−', word: 'removed: ', className: 'bg-destructive/12' },
};

function Lines({ lines }: { lines: readonly LineChange[] }) {
  return (
    <section aria-label="Instructions" className="flex flex-col gap-1.5">
      <h3 className="text-xs font-medium">Instructions</h3>
      <ol
        tabIndex={0}
        className="max-h-80 overflow-y-auto rounded-md border bg-card py-1.5 font-mono text-xs"
        aria-label="Lines of the instructions"
      >
        {lines.map(({ type, text }, index) => (
          <li key={index} className={cn('flex gap-2 px-3 py-px', LINE[type].className)}>
            <span className="w-2 shrink-0 select-none" aria-hidden>
              {LINE[type].sign}
            </span>
            <span className="min-w-0 break-words whitespace-pre-wrap">
              <span className="sr-only">{LINE[type].word}</span>
              {text === '' ? ' ' : text}
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}
