'use client';
import {
  applyForkUpdate,
  getForkUpdate,
  type Fork,
  type ForkPart,
} from '@codexos/protocol/contracts/marketplace.contract';
import { toast } from 'sonner';
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
import { Skeleton } from '@/components/ui/skeleton';
import { ChangeList } from '@/features/versions/change-list';
import type { FlowChange } from '@/features/versions/compare-flows';
import { useApiMutation } from '@/lib/api/use-api-mutation';
import { useApiQuery } from '@/lib/api/use-api-query';
import { compareContents } from './compare-contents';
import { describeNewNeeds } from './describe-new-needs';

const PART_TITLE: Record<ForkPart['state'], (name: string) => string> = {
  new: (name) => `Comes along: the ${name}`,
  updated: (name) => `Is brought along: the ${name}`,
  kept: (name) => `Stays as you changed it: the ${name}, where the listing has`,
};

/** What the newest version changes, what one's own changes are, and the way to take it. */
export function UpdateDialog({ fork, onClose }: { fork: Fork; onClose: () => void }) {
  const params = { id: fork.id };
  const { data, error } = useApiQuery(getForkUpdate, { params });
  const apply = useApiMutation(applyForkUpdate, {
    refreshes: ['marketplace', 'flows', 'agents', 'tools', 'system'],
    onSuccess: ({ lineage }) => {
      toast.success(`${fork.name} is at ${lineage.version}`, {
        description: 'What you had is kept as a version.',
      });
      onClose();
    },
  });
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent className="max-h-[85dvh] max-w-xl overflow-y-auto">
        <DialogHeader>
          <DialogTitle>Update {fork.name}</DialogTitle>
          <DialogDescription>
            {data ? `From ${data.from} to ${data.to}.` : 'Reading the newest version.'} Your draft is kept as
            a version before it is replaced.
          </DialogDescription>
        </DialogHeader>
        {data ? (
          <>
            {data.isOtherAuthor ? (
              <p role="alert" className="rounded-md border border-warn/40 bg-warn/8 px-3 py-2 text-sm">
                Another key signed {data.to} than the version you forked. Take it only if you know why.
              </p>
            ) : null}
            <Changes
              title="What the update brings"
              empty="The content is the same."
              changes={compareContents(data.kind, data.forked, data.newest)}
            />
            <Changes
              title="Your own changes, which it replaces"
              empty="You changed nothing."
              changes={compareContents(data.kind, data.forked, data.draft)}
            />
            {data.parts.map((part) => (
              <Changes
                key={`${part.kind} ${part.name}`}
                title={PART_TITLE[part.state](`${part.kind} ${part.name}`)}
                empty="Made new, with what the listing holds."
                changes={
                  part.forked === undefined ? [] : compareContents(part.kind, part.forked, part.newest)
                }
              />
            ))}
            <Changes
              title="What it needs now"
              empty="Nothing more than before."
              changes={describeNewNeeds(data.needs.forked, data.needs.newest)}
            />
          </>
        ) : error ? (
          <ErrorNotice error={error} />
        ) : (
          <Skeleton className="h-32 rounded-md" />
        )}
        {apply.error ? <ErrorNotice error={apply.error} /> : null}
        <DialogFooter>
          <Button onClick={onClose}>Not now</Button>
          <Button
            variant="primary"
            disabled={!data || apply.isPending}
            onClick={() => data && apply.mutate({ params, body: { to: data.to } })}
          >
            Take the update
          </Button>
        </DialogFooter>
      </DialogContent>
    </Dialog>
  );
}

function Changes({
  title,
  empty,
  changes,
}: {
  title: string;
  empty: string;
  changes: readonly FlowChange[];
}) {
  return (
    <section aria-label={title} className="flex flex-col gap-1.5">
      <h3 className="text-sm font-medium">{title}</h3>
      {changes.length === 0 ? <p className="text-sm text-muted-foreground">{empty}</p> : null}
      {changes.length > 0 ? <ChangeList label={title} changes={changes} /> : null}
    </section>
  );
}
