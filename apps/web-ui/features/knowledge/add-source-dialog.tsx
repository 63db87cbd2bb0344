'use client';
import type { KnowledgeBase } from '@codexos/protocol/knowledge';
import { Dialog, DialogContent, DialogDescription, DialogHeader, DialogTitle } from '@/components/ui/dialog';
import { SourceForm } from './source-form';

interface AddSourceDialogProps {
  base: KnowledgeBase;
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
}

export function AddSourceDialog({ base, isOpen, onOpenChange }: AddSourceDialogProps) {
  return (
    <Dialog open={isOpen} onOpenChange={onOpenChange}>
      <DialogContent className="max-w-2xl">
        <DialogHeader>
          <DialogTitle>Add a source to {base.name}</DialogTitle>
          <DialogDescription>
            It is read on this machine. Files that git ignores, binaries and secrets are left out; nothing in
            the source is changed.
          </DialogDescription>
        </DialogHeader>
        <SourceForm knowledgeBaseId={base.id} onAdded={() => onOpenChange(false)} />
      </DialogContent>
    </Dialog>
  );
}
