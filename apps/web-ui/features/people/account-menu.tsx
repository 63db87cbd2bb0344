'use client';
import { listWorkspaces } from '@codexos/protocol/contracts/people.contract';
import { switchWorkspace } from '@codexos/protocol/contracts/session.contract';
import { CheckIcon, LogOutIcon, SettingsIcon, UsersIcon } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { toast } from 'sonner';
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from '@/components/ui/dropdown-menu';
import { useApiMutation } from '@/lib/api/use-api-mutation';
import { useApiQuery } from '@/lib/api/use-api-query';
import { signOut } from '@/lib/session/session-store';
import { useSession } from '@/lib/session/use-session';
import { Initials } from './member-row';

/** Who is signed in, where, and the way out. */
export function AccountMenu() {
  const router = useRouter();
  const session = useSession();
  if (!session) return null;
  const { userName, email, workspaceName, role, mode } = session;
  return (
    <DropdownMenu>
      <DropdownMenuTrigger
        aria-label={`${userName}, ${workspaceName}`}
        className="mt-1 flex size-8 items-center justify-center rounded-full outline-hidden hover:opacity-85 focus-visible:outline-2 focus-visible:outline-ring"
      >
        <Initials name={userName} />
      </DropdownMenuTrigger>
      <DropdownMenuContent side="right" align="end" className="w-60">
        <div className="px-2 py-1.5">
          <p className="truncate text-sm font-medium">{userName}</p>
          <p className="truncate text-xs text-muted-foreground">
            {mode === 'local' ? 'One user, no sign-in' : (email ?? role)}
          </p>
        </div>
        <DropdownMenuSeparator />
        <WorkspaceItems currentId={session.workspaceId} />
        <DropdownMenuSeparator />
        <DropdownMenuItem onSelect={() => router.push('/settings/members')}>
          <UsersIcon aria-hidden /> Members
        </DropdownMenuItem>
        <DropdownMenuItem onSelect={() => router.push('/settings#account')}>
          <SettingsIcon aria-hidden /> Your account
        </DropdownMenuItem>
        {mode === 'accounts' ? (
          <DropdownMenuItem onSelect={() => void signOut()}>
            <LogOutIcon aria-hidden /> Sign out
          </DropdownMenuItem>
        ) : null}
      </DropdownMenuContent>
    </DropdownMenu>
  );
}

function WorkspaceItems({ currentId }: { currentId: string }) {
  const { data } = useApiQuery(listWorkspaces, {});
  const enter = useSwitchWorkspace();
  return data?.items.map(({ id, name, role }) => (
    <DropdownMenuItem
      key={id}
      disabled={enter.isPending}
      onSelect={() => (id === currentId ? undefined : enter.mutate({ body: { workspaceId: id } }))}
    >
      <span className="flex size-4 items-center">{id === currentId ? <CheckIcon aria-hidden /> : null}</span>
      <span className="min-w-0 flex-1 truncate">{name}</span>
      <span className="text-xs text-muted-foreground">{role}</span>
    </DropdownMenuItem>
  ));
}

/** The page starts anew in the other workspace, so that nothing of this one stays on it. */
export function useSwitchWorkspace() {
  return useApiMutation(switchWorkspace, {
    refreshes: [],
    onSuccess: () => window.location.assign('/'),
    onError: (problem) => toast.error('The workspace was not opened', { description: problem.message }),
  });
}
