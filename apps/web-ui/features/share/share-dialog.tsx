'use client';
import {
  createShareLink,
  listShareLinks,
  revokeShareLink,
  type ShareKind,
  type ShareLink,
  type SharedThing,
} from '@codexos/protocol/contracts/share.contract';
import { LinkIcon } from 'lucide-react';
import { useState } from 'react';
import { toast } from 'sonner';
import { Badge } from '@/components/ui/badge';
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
import { Label } from '@/components/ui/label';
import { RelativeTime } from '@/components/ui/relative-time';
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from '@/components/ui/select';
import { SecretLink } from '@/features/people/secret-link';
import { useApiMutation } from '@/lib/api/use-api-mutation';
import { useApiQuery } from '@/lib/api/use-api-query';

interface ShareDialogProps {
  thing: SharedThing;
  name: string;
  onClose: () => void;
}

/** Makes a link, shows it this once, and lists those that work. */
export function ShareDialog({ thing, name, onClose }: ShareDialogProps) {
  return (
    <Dialog open onOpenChange={(isOpen) => (isOpen ? undefined : onClose())}>
      <DialogContent className="max-w-md">
        <ShareSteps thing={thing} name={name} onClose={onClose} />
      </DialogContent>
    </Dialog>
  );
}

const KINDS: readonly { kind: ShareKind; label: string; help: string }[] = [
  { kind: 'view', label: 'Look at it', help: 'Shows names and steps; nothing can be started.' },
  {
    kind: 'run',
    label: 'Look and run',
    help: 'Runs the published version in this workspace, on its models.',
  },
  { kind: 'fork', label: 'Look and copy', help: 'People who are signed in here may take a copy.' },
];

const LIFETIMES = [
  { days: '1', label: '1 day' },
  { days: '7', label: '1 week' },
  { days: '30', label: '30 days' },
  { days: 'never', label: 'Until it is revoked' },
] as const;

const WHAT_IS_SHOWN: Readonly<Record<SharedThing['type'], string>> = {
  flow: 'The published version of the flow, never the draft. Configuration stays here.',
  run: 'A replay of this run with its input, results and cited lines. What retrieval and tools brought in, and settings, stay here.',
  conversation: 'What was said, with the cited lines. Also what is said later.',
  question: 'This question and nothing else of the run. Whoever has the link may answer it, once.',
};

function ShareSteps({ thing, name, onClose }: ShareDialogProps) {
  const isQuestion = thing.type === 'question';
  const [kind, setKind] = useState<ShareKind>(isQuestion ? 'answer' : 'view');
  const [days, setDays] = useState('7');
  const create = useApiMutation(createShareLink);
  if (create.data)
    return (
      <SecretLink
        title="The link is ready"
        help={
          thing.type === 'question'
            ? 'Whoever has it may answer, once. It is shown this once.'
            : 'Whoever has it sees what you shared. It is shown this once.'
        }
        path={`/s/${create.data.token}`}
        onClose={onClose}
      />
    );
  return (
    <>
      <DialogHeader>
        <DialogTitle>Share {name}</DialogTitle>
        <DialogDescription>{WHAT_IS_SHOWN[thing.type]}</DialogDescription>
      </DialogHeader>
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          create.mutate({
            body: { kind, thing, ...(days === 'never' ? {} : { expiresInDays: Number(days) }) },
          });
        }}
      >
        {thing.type === 'flow' ? (
          <Choice
            label="Whoever has the link may"
            value={kind}
            onChange={(value) => setKind(KINDS.find((one) => one.kind === value)?.kind ?? 'view')}
            options={KINDS.map((one) => [one.kind, one.label])}
            help={KINDS.find((one) => one.kind === kind)?.help}
          />
        ) : null}
        <Choice
          label="Good for"
          value={days}
          onChange={setDays}
          options={LIFETIMES.filter(({ days: end }) => !isQuestion || end !== 'never').map((lifetime) => [
            lifetime.days,
            lifetime.label,
          ])}
        />
        {create.error ? <ErrorNotice error={create.error} /> : null}
        <Links thingId={thing.id} />
        <DialogFooter>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" disabled={create.isPending}>
            Make the link
          </Button>
        </DialogFooter>
      </form>
    </>
  );
}

interface ChoiceProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
  options: readonly (readonly [value: string, label: string])[];
  help?: string | undefined;
}

function Choice({ label, value, onChange, options, help }: ChoiceProps) {
  return (
    <div className="flex flex-col gap-1.5">
      <Label>{label}</Label>
      <Select value={value} onValueChange={onChange}>
        <SelectTrigger aria-label={label} className="w-48">
          <SelectValue />
        </SelectTrigger>
        <SelectContent>
          {options.map(([id, text]) => (
            <SelectItem key={id} value={id}>
              {text}
            </SelectItem>
          ))}
        </SelectContent>
      </Select>
      {help === undefined ? null : <p className="text-xs text-muted-foreground">{help}</p>}
    </div>
  );
}

function Links({ thingId }: { thingId: string }) {
  const { data } = useApiQuery(listShareLinks, { query: { thingId } });
  if (!data || data.items.length === 0) return null;
  return (
    <ul className="max-h-48 divide-y overflow-y-auto rounded-md border" aria-label="Links that work">
      {data.items.map((link) => (
        <LinkRow key={link.id} link={link} />
      ))}
    </ul>
  );
}

function LinkRow({ link }: { link: ShareLink }) {
  const { id, kind, createdBy, expiresAt, useCount } = link;
  const revoke = useApiMutation(revokeShareLink, {
    onSuccess: () => toast.success('The link leads nowhere now'),
    onError: (problem) => toast.error('The link was not revoked', { description: problem.message }),
  });
  return (
    <li className="flex items-center gap-2.5 px-3 py-2">
      <LinkIcon className="size-3.5 shrink-0 text-muted-foreground" aria-hidden />
      <p className="min-w-0 flex-1 text-xs text-muted-foreground">
        <Badge variant="outline">{kind}</Badge> by {createdBy} · used {useCount}×
        {expiresAt === undefined ? null : (
          <>
            {' '}
            · ends <RelativeTime at={expiresAt} />
          </>
        )}
      </p>
      <Button
        size="sm"
        className="text-destructive"
        disabled={revoke.isPending}
        onClick={() => revoke.mutate({ params: { shareLinkId: id } })}
      >
        Revoke
      </Button>
    </li>
  );
}
