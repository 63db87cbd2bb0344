'use client';
import type { FlowSummary } from '@codexos/protocol/contracts/flows.contract';
import { CopyIcon, DownloadIcon, EllipsisIcon, PencilIcon, Trash2Icon } from 'lucide-react';
import Link from 'next/link';
import { useState } from 'react';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from '@/components/ui/dropdown-menu';
import { RelativeTime } from '@/components/ui/relative-time';
import { StatusLabel } from '@/components/ui/status-dot';
import { TableCell, TableRow } from '@/components/ui/table';
import { RenameDialog } from './rename-dialog';
import { useFlowCommands } from './use-flow-commands';

export function FlowRow({ flow }: { flow: FlowSummary }) {
  const { id, name, description, nodeCount, updatedAt, publishedVersion, lastRun } = flow;
  const commands = useFlowCommands(flow);
  const [isRenaming, setRenaming] = useState(false);
  return (
    <TableRow className="relative">
      <TableCell className="w-full max-w-0">
        <Link href={`/flows/${id}`} className="block truncate py-2 font-medium after:absolute after:inset-0">
          {name}
        </Link>
        {description === '' ? null : (
          <span className="-mt-2 block truncate pb-2 text-xs text-muted-foreground">{description}</span>
        )}
      </TableCell>
      <TableCell className="max-[599px]:hidden">
        {lastRun ? (
          <Link href={`/runs/${lastRun.id}`} className="relative z-10 rounded-xs hover:underline">
            <StatusLabel status={lastRun.status} />
          </Link>
        ) : (
          <span className="text-muted-foreground">Never</span>
        )}
      </TableCell>
      <TableCell className="text-right tabular max-[899px]:hidden">{nodeCount}</TableCell>
      <TableCell className="max-[899px]:hidden">
        {publishedVersion === undefined ? (
          <span className="text-muted-foreground">–</span>
        ) : (
          <Badge variant="ok">v{publishedVersion}</Badge>
        )}
      </TableCell>
      <TableCell className="text-right whitespace-nowrap text-muted-foreground">
        <RelativeTime at={updatedAt} />
      </TableCell>
      <TableCell className="w-10 px-1">
        <DropdownMenu>
          <DropdownMenuTrigger asChild>
            <Button variant="quiet" size="icon-sm" aria-label={`More for ${name}`} className="relative z-10">
              <EllipsisIcon aria-hidden />
            </Button>
          </DropdownMenuTrigger>
          <DropdownMenuContent align="end">
            <DropdownMenuItem onSelect={() => setRenaming(true)}>
              <PencilIcon aria-hidden /> Rename
            </DropdownMenuItem>
            <DropdownMenuItem onSelect={() => void commands.duplicate()}>
              <CopyIcon aria-hidden /> Duplicate
            </DropdownMenuItem>
            <DropdownMenuItem onSelect={() => void commands.download()}>
              <DownloadIcon aria-hidden /> Export as JSON
            </DropdownMenuItem>
            <DropdownMenuSeparator />
            <DropdownMenuItem variant="destructive" onSelect={() => void commands.remove()}>
              <Trash2Icon aria-hidden /> Delete
            </DropdownMenuItem>
          </DropdownMenuContent>
        </DropdownMenu>
        {isRenaming ? (
          <RenameDialog
            name={name}
            onRename={(next) => void commands.rename(next)}
            onClose={() => setRenaming(false)}
          />
        ) : null}
      </TableCell>
    </TableRow>
  );
}
