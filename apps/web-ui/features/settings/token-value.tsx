import { Button } from '@/components/ui/button';
import { CopyButton } from '@/components/ui/copy-button';
import { DialogDescription, DialogFooter, DialogHeader, DialogTitle } from '@/components/ui/dialog';

interface TokenValueProps {
  name: string;
  value: string;
  onClose: () => void;
}

/** A token that was just made, shown this once. */
export function TokenValue({ name, value, onClose }: TokenValueProps) {
  return (
    <>
      <DialogHeader>
        <DialogTitle>{name} is ready</DialogTitle>
        <DialogDescription>Copy the token now. It is shown this once.</DialogDescription>
      </DialogHeader>
      <div className="flex items-center gap-2 rounded-md border bg-muted/40 py-1.5 pr-1.5 pl-3">
        <code className="min-w-0 flex-1 font-mono text-xs break-all" data-slot="token-value">
          {value}
        </code>
        <CopyButton text={value} label="Copy the token" className="size-7" />
      </div>
      <DialogFooter>
        <Button variant="primary" onClick={onClose}>
          I have copied it
        </Button>
      </DialogFooter>
    </>
  );
}
