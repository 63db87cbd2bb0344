'use client';
import type { Source } from '@codexos/protocol/knowledge';
import { FolderOpenIcon, LinkIcon } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { ErrorNotice } from '@/components/ui/error-notice';
import { Input } from '@/components/ui/input';
import { Label } from '@/components/ui/label';
import { Tabs, TabsContent, TabsList, TabsTrigger } from '@/components/ui/tabs';
import { FolderPicker } from './folder-picker';
import { locationName, parseLocation, type SourceLocation } from './source-location';
import { isPathRefused, useAddSource } from './use-add-source';

interface SourceFormProps {
  /** The knowledge base to add to; a new one when absent. */
  knowledgeBaseId?: string | undefined;
  onAdded: (source: Source) => void;
}

/** Chooses a folder of this machine or a git address, and starts reading it. */
export function SourceForm({ knowledgeBaseId, onAdded }: SourceFormProps) {
  const add = useAddSource(onAdded);
  const submit = (place: SourceLocation) => add.mutate({ ...place, knowledgeBaseId });
  const refused = isPathRefused(add.error) ? add.variables : undefined;
  return (
    <div className="flex flex-col gap-3" data-slot="source-form">
      <Tabs defaultValue="folder" className="gap-3" onValueChange={() => add.reset()}>
        <TabsList className="h-8 w-fit rounded-md border-b-0 bg-muted px-0.5">
          <TabsTrigger value="folder" className="whitespace-nowrap data-[state=active]:bg-card">
            <FolderOpenIcon className="size-3.5" aria-hidden />{' '}
            <span className="max-[599px]:hidden">Folder on this machine</span>
            <span className="min-[600px]:hidden">Folder</span>
          </TabsTrigger>
          <TabsTrigger value="address" className="whitespace-nowrap data-[state=active]:bg-card">
            <LinkIcon className="size-3.5" aria-hidden /> Path or git address
          </TabsTrigger>
        </TabsList>
        <TabsContent value="folder">
          <FolderPicker
            isPending={add.isPending}
            onChoose={(location) => submit({ kind: 'folder', location })}
          />
        </TabsContent>
        <TabsContent value="address">
          <AddressForm isPending={add.isPending} onSubmit={submit} />
        </TabsContent>
      </Tabs>
      {refused ? (
        <AllowFolder
          path={refused.location}
          isPending={add.isPending}
          onAllow={() => add.mutate({ ...refused, isFolderAllowed: true })}
        />
      ) : add.error ? (
        <ErrorNotice error={add.error} />
      ) : null}
    </div>
  );
}

function AddressForm({
  isPending,
  onSubmit,
}: {
  isPending: boolean;
  onSubmit: (place: SourceLocation) => void;
}) {
  const [text, setText] = useState('');
  const place = parseLocation(text);
  return (
    <form
      className="flex flex-col gap-1.5"
      onSubmit={(event) => {
        event.preventDefault();
        if (place) onSubmit(place);
      }}
    >
      <Label htmlFor="source-address">Path or git address</Label>
      <div className="flex gap-2">
        <Input
          id="source-address"
          value={text}
          autoComplete="off"
          spellCheck={false}
          placeholder="https://github.com/honojs/hono"
          onChange={(event) => setText(event.target.value)}
          aria-describedby="source-address-help"
        />
        <Button type="submit" variant="primary" disabled={!place || isPending}>
          {isPending ? 'Starting…' : 'Read it'}
        </Button>
      </div>
      <p id="source-address-help" className="text-xs text-muted-foreground">
        {addressHelp(text, place)}
      </p>
    </form>
  );
}

function addressHelp(text: string, place: SourceLocation | undefined): string {
  if (text.trim() === '')
    return 'An address that git can clone, owner/name on GitHub, or a whole folder path.';
  if (!place) return 'Not yet an address or a whole path.';
  return place.kind === 'git'
    ? `Git will fetch ${place.location}`
    : `The folder ${place.location} on this machine`;
}

function AllowFolder({
  path,
  isPending,
  onAllow,
}: {
  path: string;
  isPending: boolean;
  onAllow: () => void;
}) {
  return (
    <div role="alert" className="flex flex-col gap-2 rounded-md border border-warn/40 bg-warn/8 p-3 text-sm">
      <p className="font-medium">{locationName(path)} is not an allowed folder yet</p>
      <p className="text-muted-foreground">
        Agents only read below folders you allow. Allowing{' '}
        <span className="font-mono text-xs break-all">{path}</span> lets sources come from it and everything
        below it. You can withdraw this in the settings.
      </p>
      <div>
        <Button size="sm" variant="primary" disabled={isPending} onClick={onAllow}>
          Allow this folder
        </Button>
      </div>
    </div>
  );
}
