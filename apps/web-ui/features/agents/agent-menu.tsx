'use client';
import { deleteAgent } from '@codexos/protocol/contracts/agents.contract';
import {
  DownloadIcon,
  EllipsisIcon,
  MessageSquareIcon,
  RocketIcon,
  StoreIcon,
  Trash2Icon,
} from 'lucide-react';
import dynamic from 'next/dynamic';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { ConfirmDialog } from '@/components/confirm-dialog';
import { Button } from '@/components/ui/button';
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuTrigger,
} from '@/components/ui/dropdown-menu';
import { useApiMutation } from '@/lib/api/use-api-mutation';
import { downloadAgents } from './export-agents';

const PublishListingDialog = dynamic(
  () => import('@/features/marketplace/publish-listing-dialog').then((module) => module.PublishListingDialog),
  { ssr: false },
);

export function AgentMenu({ agentId, name }: { agentId: string; name: string }) {
  const router = useRouter();
  const [isDeleting, setDeleting] = useState(false);
  const [isListing, setListing] = useState(false);
  const remove = useApiMutation(deleteAgent, { onSuccess: () => router.push('/agents') });
  return (
    <>
      <DropdownMenu>
        <DropdownMenuTrigger asChild>
          <Button variant="quiet" size="icon" aria-label="More actions">
            <EllipsisIcon aria-hidden />
          </Button>
        </DropdownMenuTrigger>
        <DropdownMenuContent align="end">
          <DropdownMenuItem asChild>
            <Link href={`/chat?with=agent:${agentId}`}>
              <MessageSquareIcon aria-hidden /> Chat with the published version
            </Link>
          </DropdownMenuItem>
          <DropdownMenuItem asChild>
            <Link href={`/deployments/new?target=agent:${agentId}`}>
              <RocketIcon aria-hidden /> Deploy on Akash…
            </Link>
          </DropdownMenuItem>
          <DropdownMenuItem onSelect={() => setListing(true)}>
            <StoreIcon aria-hidden /> List in the marketplace…
          </DropdownMenuItem>
          <DropdownMenuItem onSelect={() => void downloadAgents(name, agentId)}>
            <DownloadIcon aria-hidden /> Export as YAML
          </DropdownMenuItem>
          <DropdownMenuItem variant="destructive" onSelect={() => setDeleting(true)}>
            <Trash2Icon aria-hidden /> Delete…
          </DropdownMenuItem>
        </DropdownMenuContent>
      </DropdownMenu>
      {isListing ? (
        <PublishListingDialog
          kind="agent"
          id={agentId}
          name={name}
          description=""
          onClose={() => setListing(false)}
        />
      ) : null}
      <ConfirmDialog
        isOpen={isDeleting}
        onOpenChange={setDeleting}
        title={`Delete ${name}`}
        confirmLabel="Delete the agent"
        isPending={remove.isPending}
        error={remove.error}
        onConfirm={() => remove.mutate({ params: { agentId } })}
      >
        Its versions and memory go. Flows and agents that call it will say so and not run. Past runs stay.
      </ConfirmDialog>
    </>
  );
}
