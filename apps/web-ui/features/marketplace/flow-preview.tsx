'use client';
import type { NodeDescriptor } from '@codexos/protocol/catalogue';
import { getCatalogue } from '@codexos/protocol/contracts/system.contract';
import type { Flow } from '@codexos/protocol/flow';
import { useCallback, useRef } from 'react';
import { FlowCanvas } from '@/features/canvas/flow-canvas';
import { CanvasProvider } from '@/features/canvas/model/canvas-context';
import { NodeDetails } from '@/features/canvas/node-details';
import { useInertCanvas } from '@/features/canvas/use-inert-canvas';
import { useApiQuery } from '@/lib/api/use-api-query';
import { formatCount } from '@/lib/format';

const NO_KINDS: readonly NodeDescriptor[] = [];

/** A flow from elsewhere to look at. It is drawn from its data alone: nothing in it is opened, changed, checked or run. */
export function FlowPreview({ flow }: { flow: Flow }) {
  const { data: catalogue } = useApiQuery(getCatalogue, {}, { staleTime: 60_000 });
  const details = useRef<HTMLElement>(null);
  const openDetails = useCallback(() => details.current?.focus(), []);
  const canvas = useInertCanvas({ flow, nodes: catalogue?.nodes ?? NO_KINDS, openDetails });
  const size = `${formatCount(flow.nodes.length, 'node')}, ${formatCount(flow.edges.length, 'edge')}`;
  return (
    <CanvasProvider value={canvas}>
      <section
        aria-label={`Preview of the flow: ${size}`}
        className="@container overflow-hidden rounded-md border bg-card"
      >
        <div className="grid grid-cols-1 @2xl:grid-cols-[minmax(0,1fr)_17rem]">
          <FlowCanvas isEmbedded className="h-96 max-[599px]:h-72" />
          <section
            ref={details}
            aria-label="Node"
            tabIndex={0}
            className="flex max-h-80 flex-col gap-4 overflow-y-auto border-t p-4 outline-hidden focus-visible:ring-2 focus-visible:ring-ring focus-visible:ring-inset @2xl:h-96 @2xl:max-h-none @2xl:border-t-0 @2xl:border-l"
          >
            <NodeDetails />
          </section>
        </div>
      </section>
    </CanvasProvider>
  );
}
