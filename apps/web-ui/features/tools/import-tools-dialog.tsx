'use client';
import { importTools, readToolFile } from '@codexos/protocol/contracts/tools.contract';
import type { ToolDocument } from '@codexos/protocol/tool';
import { toolHostOf } from '@codexos/protocol/tool-url';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { toast } from 'sonner';
import { ChoiceList } from '@/components/choice-list';
import { EffectBadge } from '@/components/effect-badge';
import { Button } from '@/components/ui/button';
import {
  Dialog,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
} from '@/components/ui/dialog';
import { ErrorNotice } from '@/components/ui/error-notice';
import { Input } from '@/components/ui/input';
import { Label } from '@/components/ui/label';
import { Textarea } from '@/components/ui/textarea';
import { useApiMutation } from '@/lib/api/use-api-mutation';
import { formatCount } from '@/lib/format';
import { TOOL_TAGS } from './tool-tags';

/** Tools from an OpenAPI document or an exported file: shown first, and made of what is chosen. */
export function ImportToolsDialog({ onClose }: { onClose: () => void }) {
  const router = useRouter();
  const [text, setText] = useState('');
  const [server, setServer] = useState('');
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const read = useApiMutation(readToolFile, {
    refreshes: [],
    onSuccess: ({ items }) => setChosen(items.length === 1 ? namesOf(items) : []),
  });
  const bring = useApiMutation(importTools, {
    refreshes: TOOL_TAGS,
    onSuccess: ({ items }) => {
      toast.success(`${formatCount(items.length, 'tool')} imported`);
      onClose();
      const [only] = items;
      if (items.length === 1 && only) router.push(`/tools/${only.id}`);
    },
  });
  const look = (content: string) =>
    read.mutate({ body: { text: content, ...(server.trim() === '' ? {} : { server: server.trim() }) } });
  const documents = (read.data?.items ?? []).flatMap(({ document }) => document ?? []);
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent className="max-w-2xl">
        <DialogHeader>
          <DialogTitle>Import tools</DialogTitle>
          <DialogDescription>
            From an OpenAPI 3 document, JSON or YAML, or from a tool as Export writes it. It is only read:
            nothing in it is called or fetched.
          </DialogDescription>
        </DialogHeader>
        {read.data ? (
          <Found title={read.data.title} items={read.data.items} chosen={chosen} onChange={setChosen} />
        ) : (
          <Source text={text} server={server} onText={setText} onServer={setServer} />
        )}
        {read.error ? <ErrorNotice error={read.error} /> : null}
        {bring.error ? <ErrorNotice error={bring.error} /> : null}
        <DialogFooter>
          {read.data ? (
            <Button onClick={() => read.reset()}>Back</Button>
          ) : (
            <Button onClick={onClose}>Cancel</Button>
          )}
          {read.data ? (
            <Button
              variant="primary"
              disabled={chosen.length === 0 || bring.isPending}
              onClick={() =>
                bring.mutate({ body: { documents: documents.filter(({ name }) => chosen.includes(name)) } })
              }
            >
              Import {formatCount(chosen.length, 'tool')}
            </Button>
          ) : (
            <Button
              variant="primary"
              disabled={text.trim() === '' || read.isPending}
              onClick={() => look(text)}
            >
              Look at it
            </Button>
          )}
        </DialogFooter>
      </DialogContent>
    </Dialog>
  );
}

interface SourceProps {
  text: string;
  server: string;
  onText: (text: string) => void;
  onServer: (server: string) => void;
}

function Source({ text, server, onText, onServer }: SourceProps) {
  return (
    <div className="flex flex-col gap-4">
      <div className="flex flex-col gap-1.5">
        <Label htmlFor="tools-file">File</Label>
        <input
          id="tools-file"
          type="file"
          accept=".json,.yaml,.yml,application/json"
          className="text-sm text-muted-foreground file:mr-3 file:h-8 file:rounded-md file:border file:border-border file:bg-card file:px-3 file:text-sm file:font-medium file:text-foreground"
          onChange={(event) => void event.target.files?.[0]?.text().then(onText)}
        />
      </div>
      <div className="flex flex-col gap-1.5">
        <Label htmlFor="tools-text">Or its text</Label>
        <Textarea
          id="tools-text"
          rows={8}
          spellCheck={false}
          className="max-h-60 font-mono text-xs"
          placeholder={'openapi: 3.1.0\npaths:\n  /issues:\n    get: …'}
          value={text}
          onChange={(event) => onText(event.target.value)}
        />
      </div>
      <div className="flex flex-col gap-1.5">
        <Label htmlFor="tools-server">Address of the service (optional)</Label>
        <Input
          id="tools-server"
          className="font-mono text-xs"
          placeholder="https://api.example.com/v1"
          value={server}
          onChange={(event) => onServer(event.target.value)}
        />
        <p className="text-xs text-muted-foreground">
          Needed when the document names none; otherwise it takes the place of the one it names.
        </p>
      </div>
    </div>
  );
}

interface FoundItem {
  summary: string;
  document?: ToolDocument | undefined;
  reason?: string | undefined;
}

interface FoundProps {
  title: string;
  items: readonly FoundItem[];
  chosen: readonly string[];
  onChange: (chosen: string[]) => void;
}

function Found({ title, items, chosen, onChange }: FoundProps) {
  const usable = namesOf(items);
  const left = items.filter(({ reason }) => reason !== undefined);
  const isAll = chosen.length === usable.length;
  return (
    <div className="flex flex-col gap-3">
      <div className="flex items-center justify-between gap-3 text-sm">
        <span>
          <span className="font-medium">{title}</span>: {formatCount(usable.length, 'tool')}
        </span>
        <Button size="sm" onClick={() => onChange(isAll ? [] : usable)}>
          {isAll ? 'Choose none' : 'Choose all'}
        </Button>
      </div>
      <div className="max-h-80 overflow-y-auto">
        <ChoiceList
          label="Tools to import"
          chosen={chosen}
          onChange={onChange}
          choices={items.flatMap(({ document, summary }) =>
            document
              ? [
                  {
                    value: document.name,
                    label: document.name,
                    help: `${summary} · ${toolHostOf(document.request.url) ?? ''}`,
                    badge: <EffectBadge effect={document.effect} />,
                  },
                ]
              : [],
          )}
          empty="Nothing in it can become a tool."
        />
      </div>
      {left.length > 0 ? (
        <details className="text-sm">
          <summary className="cursor-pointer text-muted-foreground">
            {formatCount(left.length, 'operation')} left alone
          </summary>
          <ul className="mt-1 flex flex-col gap-0.5 pl-4 text-xs text-muted-foreground">
            {left.map(({ summary, reason }) => (
              <li key={summary}>
                <span className="font-mono">{summary}</span>: {reason}
              </li>
            ))}
          </ul>
        </details>
      ) : null}
    </div>
  );
}

function namesOf(items: readonly FoundItem[]): string[] {
  return items.flatMap(({ document }) => document?.name ?? []);
}
