'use client';
import { CheckIcon, CopyIcon } from 'lucide-react';
import { useEffect, useState } from 'react';
import { toast } from 'sonner';
import { cn } from '@/lib/utils';

/** Copies `text`; the icon says so for a moment. */
export function CopyButton({
  text,
  label = 'Copy',
  className,
}: {
  text: string;
  label?: string;
  className?: string;
}) {
  const [isCopied, setCopied] = useState(false);
  useEffect(() => {
    if (!isCopied) return;
    const timer = setTimeout(() => setCopied(false), 1_500);
    return () => clearTimeout(timer);
  }, [isCopied]);
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => setCopied(true),
      () => toast.error('The browser did not allow copying'),
    );
  return (
    <button
      type="button"
      aria-label={isCopied ? 'Copied' : label}
      onClick={() => void copy()}
      className={cn(
        'inline-flex size-6 items-center justify-center rounded-xs text-muted-foreground hover:bg-accent hover:text-foreground',
        className,
      )}
    >
      {isCopied ? (
        <CheckIcon className="size-3.5 text-ok" aria-hidden />
      ) : (
        <CopyIcon className="size-3.5" aria-hidden />
      )}
    </button>
  );
}
