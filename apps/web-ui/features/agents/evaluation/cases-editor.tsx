'use client';
import type { AgentCase, Expectation } from '@codexos/protocol/agent-evaluation';
import { saveAgentCases } from '@codexos/protocol/contracts/agent-evaluations.contract';
import { PlusIcon, Trash2Icon, XIcon } from 'lucide-react';
import { useState } from 'react';
import { toast } from 'sonner';
import { Button } from '@/components/ui/button';
import { ErrorNotice } from '@/components/ui/error-notice';
import { Input } from '@/components/ui/input';
import { Label } from '@/components/ui/label';
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from '@/components/ui/select';
import { Textarea } from '@/components/ui/textarea';
import { useApiMutation } from '@/lib/api/use-api-mutation';
import { EXPECTATIONS } from './evaluation-words';

interface CasesEditorProps {
  agentId: string;
  first: readonly AgentCase[];
}

/** The questions of an agent. Trials under way, and results that are there, keep the ones they began with. */
export function CasesEditor({ agentId, first }: CasesEditorProps) {
  const [cases, setCases] = useState<readonly AgentCase[]>(first);
  const [saved, setSaved] = useState<readonly AgentCase[]>(first);
  const save = useApiMutation(saveAgentCases, {
    refreshes: [],
    onSuccess: ({ cases: kept }) => {
      setSaved(kept);
      setCases(kept);
      toast.success('The questions are saved');
    },
  });
  const isChanged = JSON.stringify(cases) !== JSON.stringify(saved);
  const isWhole = cases.every(
    ({ question, expectations }) =>
      question.trim() !== '' && expectations.every(({ text }) => text.trim() !== ''),
  );
  const change = (index: number, part: Partial<AgentCase>) =>
    setCases(cases.map((one, at) => (at === index ? { ...one, ...part } : one)));
  const add = () => setCases([...cases, { id: crypto.randomUUID(), question: '', expectations: [] }]);
  return (
    <section aria-labelledby="evaluation-cases" className="flex flex-col gap-3">
      <header>
        <h2 id="evaluation-cases" className="text-base font-medium">
          Questions
        </h2>
        <p className="text-sm text-muted-foreground">
          Each is asked in a run of its own, and its answer is held against what you expect of it. Without
          expectations it passes when it is answered at all.
        </p>
      </header>
      <ol className="flex flex-col gap-3" aria-label="Questions">
        {cases.map((one, index) => (
          <li key={one.id}>
            <CaseCard
              number={index + 1}
              value={one}
              onChange={(part) => change(index, part)}
              onRemove={() => setCases(cases.filter((_case, at) => at !== index))}
            />
          </li>
        ))}
      </ol>
      {save.error ? <ErrorNotice error={save.error} /> : null}
      <div className="flex flex-wrap items-center gap-2">
        <Button onClick={add}>
          <PlusIcon aria-hidden /> Add a question
        </Button>
        <Button
          variant="primary"
          disabled={!isChanged || !isWhole || save.isPending}
          onClick={() => save.mutate({ params: { agentId }, body: { cases: [...cases] } })}
        >
          Save the questions
        </Button>
        {isChanged && !isWhole ? (
          <p role="status" className="text-xs text-muted-foreground">
            A question or an expectation is still empty.
          </p>
        ) : null}
      </div>
    </section>
  );
}

interface CaseCardProps {
  number: number;
  value: AgentCase;
  onChange: (part: Partial<AgentCase>) => void;
  onRemove: () => void;
}

function CaseCard({ number, value, onChange, onRemove }: CaseCardProps) {
  const { id, question, expectations } = value;
  const set = (index: number, part: Partial<Expectation>) =>
    onChange({
      expectations: expectations.map((one, at) => (at === index ? { ...one, ...part } : one)),
    });
  return (
    <div role="group" aria-label={`Question ${number}`} className="rounded-md border bg-card p-3">
      <div className="flex items-start gap-2">
        <div className="flex min-w-0 flex-1 flex-col gap-1.5">
          <Label htmlFor={`case-${id}`}>Question {number}</Label>
          <Textarea
            id={`case-${id}`}
            className="min-h-9"
            maxLength={20_000}
            value={question}
            onChange={(event) => onChange({ question: event.target.value })}
          />
        </div>
        <Button variant="quiet" size="icon-sm" aria-label={`Remove question ${number}`} onClick={onRemove}>
          <Trash2Icon aria-hidden />
        </Button>
      </div>
      <ul className="mt-2 flex flex-col gap-1.5" aria-label={`Expectations of question ${number}`}>
        {expectations.map((expectation, index) => (
          <li key={index} className="flex gap-1.5">
            <Select
              value={expectation.type}
              onValueChange={(type) =>
                set(index, { type: EXPECTATIONS.find((one) => one.type === type)?.type ?? 'contains' })
              }
            >
              <SelectTrigger
                aria-label={`Kind of expectation ${index + 1} of question ${number}`}
                className="w-36 shrink-0"
              >
                <SelectValue />
              </SelectTrigger>
              <SelectContent>
                {EXPECTATIONS.map(({ type, label }) => (
                  <SelectItem key={type} value={type}>
                    {label}
                  </SelectItem>
                ))}
              </SelectContent>
            </Select>
            <Input
              aria-label={`Expectation ${index + 1} of question ${number}`}
              maxLength={expectation.type === 'calls' ? 64 : 500}
              placeholder={EXPECTATIONS.find(({ type }) => type === expectation.type)?.placeholder}
              value={expectation.text}
              onChange={(event) => set(index, { text: event.target.value })}
            />
            <Button
              variant="quiet"
              size="icon"
              aria-label={`Remove expectation ${index + 1} of question ${number}`}
              onClick={() => onChange({ expectations: expectations.filter((_one, at) => at !== index) })}
            >
              <XIcon aria-hidden />
            </Button>
          </li>
        ))}
      </ul>
      <Button
        size="sm"
        variant="ghost"
        className="mt-2"
        onClick={() => onChange({ expectations: [...expectations, { type: 'contains', text: '' }] })}
      >
        <PlusIcon aria-hidden /> Add an expectation
      </Button>
    </div>
  );
}
