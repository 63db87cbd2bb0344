'use client';
import {
  DownloadIcon,
  EllipsisIcon,
  HistoryIcon,
  PanelBottomIcon,
  PanelRightIcon,
  RocketIcon,
  Share2Icon,
  StoreIcon,
  WebhookIcon,
} from 'lucide-react';
import dynamic from 'next/dynamic';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { useStore } from 'zustand';
import { Button } from '@/components/ui/button';
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from '@/components/ui/dropdown-menu';
import type { CanvasStore } from '@/features/canvas/model/canvas-store';
import { downloadFlow } from '@/features/flows/download-flow';
import { panelsStore, updatePanels } from './panels-store';
import { triggersSheet } from './triggers-sheet-store';

const ShareDialog = dynamic(
  () => import('@/features/share/share-dialog').then((module) => module.ShareDialog),
  { ssr: false },
);

const TriggersSheet = dynamic(
  () => import('@/features/triggers/triggers-sheet').then((module) => module.TriggersSheet),
  { ssr: false },
);

const PublishListingDialog = dynamic(
  () => import('@/features/marketplace/publish-listing-dialog').then((module) => module.PublishListingDialog),
  { ssr: false },
);

/** What is done to the flow as a whole. */
export function FlowMenu({ flowId, store }: { flowId: string; store: CanvasStore }) {
  const router = useRouter();
  const [isListing, setListing] = useState(false);
  const [isSharing, setSharing] = useState(false);
  const hasTriggersOpen = useStore(triggersSheet, ({ flowId: openId }) => openId === flowId);
  return (
    <>
      <DropdownMenu>
        <DropdownMenuTrigger asChild>
          <Button variant="quiet" size="icon-sm" aria-label="More">
            <EllipsisIcon aria-hidden />
          </Button>
        </DropdownMenuTrigger>
        <DropdownMenuContent align="end">
          <DropdownMenuItem
            shortcut="mod+shift+b"
            onSelect={() => updatePanels({ isRightOpen: !panelsStore.get().isRightOpen })}
          >
            <PanelRightIcon aria-hidden /> Panel at the right
          </DropdownMenuItem>
          <DropdownMenuItem
            shortcut="mod+j"
            onSelect={() => updatePanels({ isDockOpen: !panelsStore.get().isDockOpen })}
          >
            <PanelBottomIcon aria-hidden /> Run trace
          </DropdownMenuItem>
          <DropdownMenuSeparator />
          <DropdownMenuItem onSelect={() => router.push(`/runs?flowId=${flowId}`)}>
            <HistoryIcon aria-hidden /> Runs of this flow
          </DropdownMenuItem>
          <DropdownMenuItem onSelect={() => triggersSheet.setState({ flowId })}>
            <WebhookIcon aria-hidden /> Triggers…
          </DropdownMenuItem>
          <DropdownMenuItem onSelect={() => router.push(`/deployments/new?target=flow:${flowId}`)}>
            <RocketIcon aria-hidden /> Deploy on Akash…
          </DropdownMenuItem>
          <DropdownMenuItem onSelect={() => setListing(true)}>
            <StoreIcon aria-hidden /> List in the marketplace…
          </DropdownMenuItem>
          <DropdownMenuItem onSelect={() => setSharing(true)}>
            <Share2Icon aria-hidden /> Share by a link…
          </DropdownMenuItem>
          <DropdownMenuItem onSelect={() => downloadFlow(store.getState().flow)}>
            <DownloadIcon aria-hidden /> Export as JSON
          </DropdownMenuItem>
        </DropdownMenuContent>
      </DropdownMenu>
      {hasTriggersOpen ? (
        <TriggersSheet flowId={flowId} onClose={() => triggersSheet.setState({ flowId: undefined })} />
      ) : null}
      {isSharing ? (
        <ShareDialog
          thing={{ type: 'flow', id: flowId }}
          name={store.getState().flow.name}
          onClose={() => setSharing(false)}
        />
      ) : null}
      {isListing ? <ListFlow flowId={flowId} store={store} onClose={() => setListing(false)} /> : null}
    </>
  );
}

function ListFlow({ flowId, store, onClose }: { flowId: string; store: CanvasStore; onClose: () => void }) {
  const { name, description } = store.getState().flow;
  return (
    <PublishListingDialog kind="flow" id={flowId} name={name} description={description} onClose={onClose} />
  );
}
