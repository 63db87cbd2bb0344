'use client';
import type { Trigger } from '@codexos/protocol/contracts/triggers.contract';
import Link from 'next/link';
import { CodeBlock } from '@/components/code-block';
import { CopyButton } from '@/components/ui/copy-button';
import { sampleMessage, webhookExample } from './webhook-example';

/** The address of a webhook, how its messages are signed, and a call that works as it stands. */
export function WebhookCall({ trigger: { id, config, inputs } }: { trigger: Trigger }) {
  if (config.type !== 'webhook') return null;
  const url = `${window.location.origin}/api/hooks/${id}`;
  const secretName = config.secret?.slice('secret:'.length);
  return (
    <div className="flex flex-col gap-2 text-xs text-muted-foreground">
      <div className="flex items-center gap-2 rounded-md border bg-muted/40 py-1 pr-1 pl-2.5">
        <code className="min-w-0 flex-1 font-mono break-all text-foreground" data-slot="webhook-url">
          {url}
        </code>
        <CopyButton text={url} label="Copy the address" className="size-7" />
      </div>
      {config.scheme === 'github' ? (
        <p>
          In the settings of a repository choose <em>Webhooks</em>, then give this address, the content type
          application/json and the secret. Its ping is answered and starts nothing.
        </p>
      ) : (
        <p>
          The sender signs <code>id.timestamp.body</code> with HMAC-SHA-256 and sends id, time and signature
          as headers. A message whose signature does not fit, or that is more than five minutes old, is
          refused; one that comes twice starts one run.
        </p>
      )}
      <p>
        {secretName === undefined ? (
          'The secret was shown when it was made. A lost one is replaced by New secret in the menu.'
        ) : (
          <>
            The secret is{' '}
            <Link href="/vault" className="underline">
              {secretName} in the vault
            </Link>
            .
          </>
        )}{' '}
        Put it into WEBHOOK_SECRET and try this in a shell:
      </p>
      <CodeBlock language="bash" code={webhookExample({ url, config, body: sampleMessage(inputs) })} />
      <p>
        The answer names the run. With <code>?wait=true</code> at the end of the address it holds the result,
        after a minute at the latest.
      </p>
    </div>
  );
}
