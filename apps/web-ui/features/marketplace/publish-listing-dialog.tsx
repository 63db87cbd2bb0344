'use client';
import { publishListing } from '@codexos/protocol/contracts/marketplace.contract';
import { listingSlugSchema, listingVersionSchema, type ListingKind } from '@codexos/protocol/listing';
import { useRouter } from 'next/navigation';
import { useState, type ReactNode } from 'react';
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
import { Input } from '@/components/ui/input';
import { Label } from '@/components/ui/label';
import { Textarea } from '@/components/ui/textarea';
import { PublishNotice } from '@/features/versions/publish-notice';
import { useApiMutation } from '@/lib/api/use-api-mutation';

interface PublishListingDialogProps {
  kind: ListingKind;
  id: string;
  name: string;
  description: string;
  onClose: () => void;
}

interface Words {
  name: string;
  slug: string;
  version: string;
  description: string;
  tags: string;
  licence: string;
  readme: string;
}

/** Publishes a flow, an agent or a tool as a listing that others can fork. */
export function PublishListingDialog({ kind, id, onClose, ...thing }: PublishListingDialogProps) {
  const router = useRouter();
  const [words, setWords] = useState<Words>({
    name: thing.name,
    slug: toSlug(thing.name),
    version: '1.0.0',
    description: thing.description.slice(0, 300),
    tags: '',
    licence: 'Apache-2.0',
    readme: '',
  });
  const publish = useApiMutation(publishListing, {
    onSuccess: ({ listing }) => {
      toast.success(`${listing.name} ${listing.version} is in the marketplace`);
      router.push(`/marketplace/server/${listing.slug}`);
    },
  });
  const set = (part: Partial<Words>) => setWords({ ...words, ...part });
  const slugProblem = listingSlugSchema.safeParse(words.slug).error?.issues[0]?.message;
  const versionProblem = listingVersionSchema.safeParse(words.version).error?.issues[0]?.message;
  const isReady =
    !slugProblem && !versionProblem && words.name.trim() !== '' && words.description.trim() !== '';
  const tags = words.tags.split(/[\s,]+/).filter((tag) => tag !== '');
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent className="max-w-xl">
        <DialogHeader>
          <DialogTitle>List {thing.name} in the marketplace</DialogTitle>
          <DialogDescription>
            {kind === 'tool'
              ? 'What is saved is listed, signed with your key.'
              : 'The published version is listed, signed with your key; tools of this workspace that it uses come along.'}{' '}
            Knowledge and secrets stay here; only what it needs is named.
          </DialogDescription>
        </DialogHeader>
        <form
          className="flex flex-col gap-4"
          onSubmit={(event) => {
            event.preventDefault();
            if (isReady)
              publish.mutate({
                body: {
                  kind,
                  id,
                  ...words,
                  name: words.name.trim(),
                  description: words.description.trim(),
                  tags,
                },
              });
          }}
        >
          {kind === 'flow' ? <PublishNotice flowId={id} /> : null}
          <Field label="Name" id="listing-name">
            <Input
              id="listing-name"
              maxLength={120}
              value={words.name}
              onChange={(e) => set({ name: e.target.value })}
            />
          </Field>
          <div className="grid grid-cols-[1fr_8rem] gap-3">
            <Field label="Address" id="listing-slug" help={slugProblem}>
              <Input
                id="listing-slug"
                className="font-mono"
                aria-invalid={slugProblem !== undefined}
                value={words.slug}
                onChange={(e) => set({ slug: e.target.value })}
              />
            </Field>
            <Field label="Version" id="listing-version" help={versionProblem}>
              <Input
                id="listing-version"
                className="font-mono"
                aria-invalid={versionProblem !== undefined}
                value={words.version}
                onChange={(e) => set({ version: e.target.value })}
              />
            </Field>
          </div>
          <Field label="Description" id="listing-description">
            <Input
              id="listing-description"
              maxLength={300}
              placeholder="What it does, in one sentence"
              value={words.description}
              onChange={(e) => set({ description: e.target.value })}
            />
          </Field>
          <Field
            label="Readme"
            id="listing-readme"
            help="Markdown. How to use it, and a first question to ask it."
          >
            <Textarea
              id="listing-readme"
              rows={4}
              value={words.readme}
              onChange={(e) => set({ readme: e.target.value })}
            />
          </Field>
          <div className="grid grid-cols-[1fr_10rem] gap-3">
            <Field label="Tags" id="listing-tags">
              <Input
                id="listing-tags"
                placeholder="review, security"
                value={words.tags}
                onChange={(e) => set({ tags: e.target.value.toLowerCase() })}
              />
            </Field>
            <Field label="Licence" id="listing-licence">
              <Input
                id="listing-licence"
                value={words.licence}
                onChange={(e) => set({ licence: e.target.value })}
              />
            </Field>
          </div>
          {publish.error ? <ErrorNotice error={publish.error} /> : null}
          <DialogFooter>
            <Button onClick={onClose}>Cancel</Button>
            <Button type="submit" variant="primary" disabled={!isReady || publish.isPending}>
              Sign and list it
            </Button>
          </DialogFooter>
        </form>
      </DialogContent>
    </Dialog>
  );
}

function Field({
  label,
  id,
  help,
  children,
}: {
  label: string;
  id: string;
  help?: string | undefined;
  children: ReactNode;
}) {
  return (
    <div className="flex flex-col gap-1.5">
      <Label htmlFor={id}>{label}</Label>
      {children}
      {help ? <p className="text-xs text-muted-foreground">{help}</p> : null}
    </div>
  );
}

function toSlug(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 56)
    .replace(/^-+|-+$/g, '');
}
