'use client';
import { Button } from '@/components/ui/button';
import { CopyButton } from '@/components/ui/copy-button';
import { DialogDescription, DialogFooter, DialogHeader, DialogTitle } from '@/components/ui/dialog';

interface SecretLinkProps {
  title: string;
  help: string;
  /** From the root of this server. */
  path: string;
  onClose: () => void;
}

/** A link that is shown this once; only its hash is kept. */
export function SecretLink({ title, help, path, onClose }: SecretLinkProps) {
  const link = window.location.origin + path;
  return (
    <>
      <DialogHeader>
        <DialogTitle>{title}</DialogTitle>
        <DialogDescription>{help}</DialogDescription>
      </DialogHeader>
      <div className="flex items-center gap-2 rounded-md border bg-muted/40 py-1.5 pr-1.5 pl-3">
        <code className="min-w-0 flex-1 font-mono text-xs break-all" data-slot="secret-link">
          {link}
        </code>
        <CopyButton text={link} label="Copy the link" className="size-7" />
      </div>
      <DialogFooter>
        <Button variant="primary" onClick={onClose}>
          I have copied it
        </Button>
      </DialogFooter>
    </>
  );
}
