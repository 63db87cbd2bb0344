'use client';
import { Sheet, SheetContent } from '@/components/ui/sheet';
import { FlowTriggers } from './flow-triggers';

/** What starts a flow, beside its canvas. */
export function TriggersSheet({ flowId, onClose }: { flowId: string; onClose: () => void }) {
  return (
    <Sheet open onOpenChange={(isOpen) => (isOpen ? undefined : onClose())}>
      <SheetContent side="right" title="Triggers" className="w-120">
        <FlowTriggers flowId={flowId} />
      </SheetContent>
    </Sheet>
  );
}
