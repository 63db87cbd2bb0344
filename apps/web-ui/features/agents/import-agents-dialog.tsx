'use client';
import { importAgents, type AgentFileProblem } from '@codexos/protocol/contracts/agent-files.contract';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { toast } from 'sonner';
import { FilePicker } from '@/components/file-picker';
import { Button } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/checkbox';
import {
  Dialog,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
} from '@/components/ui/dialog';
import { ErrorNotice } from '@/components/ui/error-notice';
import { useApiMutation } from '@/lib/api/use-api-mutation';
import { formatCount } from '@/lib/format';

interface Chosen {
  fileName: string;
  text: string;
}

/** Takes agents from a file. What it holds, and what is wrong with it, is shown before anything is made. */
export function ImportAgentsDialog({ onClose }: { onClose: () => void }) {
  const router = useRouter();
  const [chosen, setChosen] = useState<Chosen>();
  const [isReplacing, setReplacing] = useState(false);
  const trial = useApiMutation(importAgents, { refreshes: [] });
  const create = useApiMutation(importAgents);
  const check = (text: string, replaces: boolean) =>
    trial.mutate({ body: { text, isTrial: true, isReplacing: replaces } });
  const choose = async (file: File) => {
    const text = await file.text();
    setChosen({ fileName: file.name, text });
    check(text, isReplacing);
  };
  const found = trial.data;
  const hasErrors = found?.problems.some(({ severity }) => severity === 'error') ?? false;
  const submit = () => {
    if (!chosen) return;
    create.mutate(
      { body: { text: chosen.text, isReplacing } },
      {
        onSuccess: ({ agents }) => {
          const [only] = agents;
          toast.success(`${formatCount(agents.length, 'agent')} imported`);
          if (agents.length === 1 && only?.id !== undefined) router.push(`/agents/${only.id}`);
          else onClose();
        },
      },
    );
  };
  return (
    <Dialog open onOpenChange={(isOpen) => (isOpen ? undefined : onClose())}>
      <DialogContent>
        <DialogHeader>
          <DialogTitle>Import agents</DialogTitle>
          <DialogDescription>
            A YAML file as Export writes it, or one that lists agents with goals, tools and a memory schema.
            Nothing in it runs; each agent becomes a draft.
          </DialogDescription>
        </DialogHeader>
        <FilePicker
          fileName={chosen?.fileName}
          accept=".yaml,.yml,application/yaml,text/yaml"
          onChoose={(file) => void choose(file)}
        />
        {found && found.agents.length > 0 ? (
          <p className="text-sm">
            <span className="font-medium">{formatCount(found.agents.length, 'agent')}: </span>
            {found.agents
              .map(({ name, isReplaced }) => (isReplaced ? `${name} (replaces the draft)` : name))
              .join(', ')}
          </p>
        ) : null}
        {found && found.problems.length > 0 ? (
          <Problems problems={found.problems} hasErrors={hasErrors} />
        ) : null}
        <label className="flex items-start gap-2.5 text-sm">
          <Checkbox
            className="mt-0.5"
            checked={isReplacing}
            onCheckedChange={(isChecked) => {
              setReplacing(isChecked === true);
              if (chosen) check(chosen.text, isChecked === true);
            }}
          />
          <span>
            Replace the drafts of agents with the same name
            <span className="block text-xs text-muted-foreground">
              Their published versions stay as they are until you publish.
            </span>
          </span>
        </label>
        {trial.error ? <ErrorNotice error={trial.error} /> : null}
        {create.error ? <ErrorNotice error={create.error} /> : null}
        <DialogFooter>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            variant="primary"
            disabled={!found || hasErrors || trial.isPending || create.isPending}
            onClick={submit}
          >
            Import
          </Button>
        </DialogFooter>
      </DialogContent>
    </Dialog>
  );
}

function Problems({ problems, hasErrors }: { problems: readonly AgentFileProblem[]; hasErrors: boolean }) {
  return (
    <div
      role={hasErrors ? 'alert' : 'status'}
      className={
        hasErrors
          ? 'rounded-md border border-destructive/40 bg-destructive/8 p-3 text-sm'
          : 'rounded-md border border-warn/40 bg-warn/8 p-3 text-sm'
      }
    >
      <p className="font-medium">
        {hasErrors
          ? 'The file cannot be imported as it is'
          : 'It can be imported, and mended on the pages of the agents'}
      </p>
      <ul className="mt-1.5 flex max-h-48 flex-col gap-1.5 overflow-y-auto" aria-label="Problems">
        {problems.map(({ line, path, severity, message, hint }, index) => (
          <li key={index} className="break-words">
            <span className="font-mono text-xs text-muted-foreground">
              {line === undefined ? 'file' : `line ${line}`}
              {path === '' ? '' : ` · ${path}`}
              {hasErrors && severity === 'warning' ? ' · warning' : ''}
            </span>
            <br />
            {message} <span className="text-muted-foreground">{hint}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
