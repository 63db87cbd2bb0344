'use client';
import { importListingFile, previewListingFile } from '@codexos/protocol/contracts/marketplace.contract';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { toast } from 'sonner';
import { FilePicker } from '@/components/file-picker';
import { Button } from '@/components/ui/button';
import {
  Dialog,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
} from '@/components/ui/dialog';
import { ErrorNotice } from '@/components/ui/error-notice';
import { useApiMutation } from '@/lib/api/use-api-mutation';
import { ListingContentView } from './listing-content-view';
import { ListingFacts } from './listing-facts';
import { openFork } from './open-fork';

/** A listing from a file: shown with who vouches for it and what it needs before anything is made of it. */
export function ImportListingDialog({ onClose }: { onClose: () => void }) {
  const router = useRouter();
  const [file, setFile] = useState<{ name: string; text: string }>();
  const preview = useApiMutation(previewListingFile, { refreshes: [] });
  const bring = useApiMutation(importListingFile, {
    refreshes: ['flows', 'agents', 'tools', 'system', 'marketplace'],
    onSuccess: (made) => {
      toast.success(`${made.name} is yours to change`);
      router.push(openFork(made));
    },
  });
  const choose = async (chosen: File) => {
    const text = await chosen.text();
    setFile({ name: chosen.name, text });
    preview.mutate({ body: { text } });
  };
  const problem = preview.error ?? bring.error;
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent className="max-w-2xl">
        <DialogHeader>
          <DialogTitle>Import a listing</DialogTitle>
          <DialogDescription>
            A file as Export writes it. It is checked and shown first; nothing in it runs.
          </DialogDescription>
        </DialogHeader>
        <FilePicker fileName={file?.name} onChoose={(chosen) => void choose(chosen)} />
        {preview.data ? (
          <>
            <p className="text-sm">
              <span className="font-medium">{preview.data.listing.name}</span> {preview.data.listing.version}:{' '}
              {preview.data.listing.description}
            </p>
            <ListingContentView content={preview.data.listing.content} />
            <ListingFacts detail={preview.data} />
          </>
        ) : null}
        {problem ? <ErrorNotice error={problem} /> : null}
        <DialogFooter>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            variant="primary"
            disabled={!preview.data || bring.isPending}
            onClick={() => file && bring.mutate({ body: { text: file.text } })}
          >
            Fork into this workspace
          </Button>
        </DialogFooter>
      </DialogContent>
    </Dialog>
  );
}
