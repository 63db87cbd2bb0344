'use client';
import { createKnowledgeBase } from '@codexos/protocol/contracts/knowledge.contract';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
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
import { Input } from '@/components/ui/input';
import { Label } from '@/components/ui/label';
import { useApiMutation } from '@/lib/api/use-api-mutation';

interface CreateBaseDialogProps {
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
}

export function CreateBaseDialog({ isOpen, onOpenChange }: CreateBaseDialogProps) {
  const router = useRouter();
  const [name, setName] = useState('');
  const create = useApiMutation(createKnowledgeBase, {
    onSuccess: ({ id }) => router.push(`/knowledge/${id}`),
  });
  return (
    <Dialog open={isOpen} onOpenChange={onOpenChange}>
      <DialogContent className="max-w-md">
        <DialogHeader>
          <DialogTitle>New knowledge base</DialogTitle>
          <DialogDescription>
            Sources that belong together share one knowledge base. You add folders and repositories next.
          </DialogDescription>
        </DialogHeader>
        <form
          className="flex flex-col gap-4"
          onSubmit={(event) => {
            event.preventDefault();
            if (name.trim()) create.mutate({ body: { name: name.trim() } });
          }}
        >
          <div className="flex flex-col gap-1.5">
            <Label htmlFor="base-name">Name</Label>
            <Input
              id="base-name"
              maxLength={120}
              placeholder="Product code"
              value={name}
              onChange={(event) => setName(event.target.value)}
            />
          </div>
          {create.error ? <ErrorNotice error={create.error} /> : null}
          <DialogFooter>
            <Button onClick={() => onOpenChange(false)}>Cancel</Button>
            <Button type="submit" variant="primary" disabled={!name.trim() || create.isPending}>
              Create
            </Button>
          </DialogFooter>
        </form>
      </DialogContent>
    </Dialog>
  );
}
