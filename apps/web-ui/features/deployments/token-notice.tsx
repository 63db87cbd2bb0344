'use client';
import { KeyRoundIcon } from 'lucide-react';
import { useState } from 'react';
import { CopyButton } from '@/components/ui/copy-button';
import { freshTokens } from './fresh-tokens';

/** The token that calls the deployed flow; it is gone once the page is left or loaded again. */
export function TokenNotice({ deploymentId }: { deploymentId: string }) {
  const [token] = useState(() => freshTokens.of(deploymentId));
  if (token === undefined) return null;
  return (
    <div
      role="status"
      className="flex items-start gap-2.5 rounded-md border border-primary/40 bg-primary/8 p-3 text-sm"
    >
      <KeyRoundIcon className="mt-0.5 size-4 shrink-0 text-primary-text" aria-hidden />
      <div className="flex min-w-0 flex-1 flex-col gap-1.5">
        <p>
          <strong className="font-medium">Keep this token now:</strong> it calls the endpoint, and it is not
          shown again. The SDL holds only its hash.
        </p>
        <p className="flex items-center gap-1">
          <code className="min-w-0 font-mono text-xs break-all" data-testid="deployment-token">
            {token}
          </code>
          <CopyButton text={token} label="Copy the token" />
        </p>
      </div>
    </div>
  );
}
