'use client';
import {
  createWorkspace,
  listWorkspaces,
  renameWorkspace,
} from '@codexos/protocol/contracts/people.contract';
import Link from 'next/link';
import { useState } from 'react';
import { toast } from 'sonner';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { ErrorNotice } from '@/components/ui/error-notice';
import { Input } from '@/components/ui/input';
import { Label } from '@/components/ui/label';
import { SettingsSection } from '@/features/settings/settings-section';
import { useApiMutation } from '@/lib/api/use-api-mutation';
import { useApiQuery } from '@/lib/api/use-api-query';
import { openSession } from '@/lib/session/session-store';
import { useSession } from '@/lib/session/use-session';
import { useSwitchWorkspace } from './account-menu';

/** The workspace, its members and the other workspaces. */
export function PeopleSection() {
  const session = useSession();
  const help =
    session?.mode === 'local'
      ? 'This server runs for one user: whoever has the start address is admin, and nobody signs in. Start it with CODEXOS_AUTH=accounts to give everybody an account and a role.'
      : 'Everybody signs in. A member has one role in each workspace, and a changed role takes hold at once.';
  return (
    <SettingsSection
      id="workspace"
      title="Workspace and people"
      help={help}
      action={
        <Button asChild>
          <Link href="/settings/members">Members</Link>
        </Button>
      }
    >
      {session?.role === 'admin' ? <RenameForm name={session.workspaceName} /> : null}
      <Workspaces />
      {session?.role === 'admin' ? <CreateForm /> : null}
    </SettingsSection>
  );
}

function RenameForm({ name }: { name: string }) {
  const [text, setText] = useState(name);
  const rename = useApiMutation(renameWorkspace, {
    onSuccess: () => {
      toast.success('The workspace has a new name');
      void openSession();
    },
  });
  const isNew = text.trim() !== '' && text.trim() !== name;
  return (
    <form
      className="flex flex-col gap-1.5"
      onSubmit={(event) => {
        event.preventDefault();
        if (isNew) rename.mutate({ body: { name: text.trim() } });
      }}
    >
      <Label htmlFor="workspace-name">Name of this workspace</Label>
      <div className="flex gap-2">
        <Input
          id="workspace-name"
          maxLength={120}
          className="max-w-sm"
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        <Button type="submit" disabled={!isNew || rename.isPending}>
          Rename
        </Button>
      </div>
      {rename.error ? <ErrorNotice error={rename.error} /> : null}
    </form>
  );
}

function Workspaces() {
  const { data } = useApiQuery(listWorkspaces, {});
  const currentId = useSession()?.workspaceId;
  const enter = useSwitchWorkspace();
  if (!data || data.items.length < 2) return null;
  return (
    <ul className="divide-y rounded-md border bg-card" aria-label="Your workspaces">
      {data.items.map(({ id, name, role }) => (
        <li key={id} className="flex h-11 items-center gap-3 pr-2 pl-4">
          <span className="min-w-0 flex-1 truncate text-sm font-medium">{name}</span>
          <Badge variant="outline" className="capitalize">
            {role}
          </Badge>
          {id === currentId ? (
            <Badge variant="primary">open</Badge>
          ) : (
            <Button
              size="sm"
              disabled={enter.isPending}
              onClick={() => enter.mutate({ body: { workspaceId: id } })}
            >
              Open
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
}

function CreateForm() {
  const [name, setName] = useState('');
  const create = useApiMutation(createWorkspace, {
    onSuccess: (workspace) => {
      setName('');
      toast.success(`${workspace.name} is there`, { description: 'Open it to add flows and people.' });
    },
  });
  return (
    <form
      className="flex flex-col gap-1.5"
      onSubmit={(event) => {
        event.preventDefault();
        if (name.trim() !== '') create.mutate({ body: { name: name.trim() } });
      }}
    >
      <Label htmlFor="new-workspace">Make another workspace</Label>
      <div className="flex gap-2">
        <Input
          id="new-workspace"
          maxLength={120}
          className="max-w-sm"
          placeholder="With flows, knowledge and members of its own"
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
        <Button type="submit" disabled={name.trim() === '' || create.isPending}>
          Make it
        </Button>
      </div>
      {create.error ? <ErrorNotice error={create.error} /> : null}
    </form>
  );
}
