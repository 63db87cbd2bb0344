'use client';
import { deleteTool, type ToolDetail } from '@codexos/protocol/contracts/tools.contract';
import { TOOL_FORMAT, type ToolFile } from '@codexos/protocol/tool';
import { DownloadIcon, EllipsisIcon, StoreIcon, Trash2Icon } from 'lucide-react';
import dynamic from 'next/dynamic';
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
import { downloadJson } from '@/lib/download-json';
import { TOOL_TAGS } from './tool-tags';

const PublishListingDialog = dynamic(
  () => import('@/features/marketplace/publish-listing-dialog').then((module) => module.PublishListingDialog),
  { ssr: false },
);

/** What is done to a tool as a whole; it works on what is saved. */
export function ToolMenu({ detail }: { detail: ToolDetail }) {
  const { id, label, name, description, document, usedBy } = detail;
  const router = useRouter();
  const [open, setOpen] = useState<'listing' | 'delete'>();
  const remove = useApiMutation(deleteTool, {
    refreshes: TOOL_TAGS,
    onSuccess: () => router.push('/tools'),
  });
  const users = usedBy.flows.length + usedBy.agents.length;
  return (
    <>
      <DropdownMenu>
        <DropdownMenuTrigger asChild>
          <Button variant="quiet" size="icon" aria-label="More actions">
            <EllipsisIcon aria-hidden />
          </Button>
        </DropdownMenuTrigger>
        <DropdownMenuContent align="end">
          <DropdownMenuItem onSelect={() => setOpen('listing')}>
            <StoreIcon aria-hidden /> List in the marketplace…
          </DropdownMenuItem>
          <DropdownMenuItem
            onSelect={() => {
              const file: ToolFile = { format: TOOL_FORMAT, tool: document };
              downloadJson(name, file);
            }}
          >
            <DownloadIcon aria-hidden /> Export as a file
          </DropdownMenuItem>
          <DropdownMenuItem variant="destructive" onSelect={() => setOpen('delete')}>
            <Trash2Icon aria-hidden /> Delete…
          </DropdownMenuItem>
        </DropdownMenuContent>
      </DropdownMenu>
      {open === 'listing' ? (
        <PublishListingDialog
          kind="tool"
          id={id}
          name={label}
          description={description}
          onClose={() => setOpen(undefined)}
        />
      ) : null}
      <ConfirmDialog
        isOpen={open === 'delete'}
        onOpenChange={(isOpen) => setOpen(isOpen ? 'delete' : undefined)}
        title={`Delete ${label}`}
        confirmLabel="Delete the tool"
        nameToType={users > 0 ? name : undefined}
        isPending={remove.isPending}
        error={remove.error}
        onConfirm={() => remove.mutate({ params: { toolId: id } })}
      >
        {users === 0
          ? 'Nothing uses it. Its versions go with it.'
          : `${users === 1 ? 'One flow or agent uses' : `${users} flows and agents use`} it and will say so and not run. Its versions go with it.`}
      </ConfirmDialog>
    </>
  );
}
