'use client';
import { tryTool, type ToolProblem } from '@codexos/protocol/contracts/tools.contract';
import { SendIcon } from 'lucide-react';
import dynamic from 'next/dynamic';
import { Button } from '@/components/ui/button';
import { ErrorNotice } from '@/components/ui/error-notice';
import { ConfigForm } from '@/features/inspector/config-form';
import { useCancellableMutation } from '@/lib/api/use-cancellable-mutation';
import { formatDuration } from '@/lib/format';
import { RequestView } from './request-view';
import { SecretHints } from './secret-hints';
import type { ToolDraftState } from './use-tool-draft';

const JsonView = dynamic(() => import('@/components/json-view').then((module) => module.JsonView), {
  ssr: false,
});

/** The request that a call would send, and the way to really send it: as the form stands, saved or not. */
export function TryPane({ state }: { state: ToolDraftState }) {
  const { document, input, preview, problems, setInput } = state;
  const send = useCancellableMutation(tryTool, { refreshes: ['vault'] });
  const inputs = document?.inputs;
  const schema = preview?.inputSchema;
  const blocking = problems.find(({ secret, path }) => secret === undefined && path !== 'input');
  const lacking = (inputs ?? []).filter(({ name, isRequired }) => isRequired && input[name] === undefined);
  return (
    <section
      aria-label="Try it"
      className="flex h-full min-h-0 flex-col gap-5 overflow-y-auto bg-sidebar p-4"
    >
      <header>
        <h2 className="text-base font-medium">Try it</h2>
        <p className="text-sm text-muted-foreground">
          One real call as the form stands. Nothing has to be saved.
        </p>
      </header>
      {schema && inputs && inputs.length > 0 ? (
        <ConfigForm
          id="try"
          configSchema={schema}
          config={input}
          onChange={(name, value) => {
            const { [name]: _old, ...rest } = input;
            setInput(value === undefined || value === '' ? rest : { ...rest, [name]: value });
          }}
        />
      ) : null}
      <section aria-label="Request" className="flex flex-col gap-2">
        <h3 className="text-2xs font-medium tracking-wide text-muted-foreground uppercase">
          The request it sends
        </h3>
        {preview?.request ? (
          <RequestView
            label="The request it sends"
            request={{ ...preview.request, body: pretty(preview.request.body) }}
          />
        ) : (
          <p className="text-sm text-muted-foreground">
            {describeGap({
              isBegun: state.isChanged || state.revision > 0,
              blocking,
              lacking,
              other: problems[0],
            })}
          </p>
        )}
        <SecretHints document={document} problems={problems} />
      </section>
      <div className="flex gap-2">
        <Button
          variant="primary"
          disabled={!document || !preview?.request || send.isPending}
          onClick={() => document && send.mutate({ body: { document, input } })}
        >
          <SendIcon aria-hidden /> {send.isPending ? 'Waiting for the answer' : 'Send the request'}
        </Button>
        {send.isPending ? <Button onClick={send.cancel}>Cancel</Button> : null}
      </div>
      <div aria-live="polite" className="flex flex-col gap-2">
        {send.error ? <ErrorNotice error={send.error} /> : null}
        {send.data?.error ? <ErrorNotice error={send.data.error} title="The call failed" /> : null}
        {send.data && !send.data.error ? (
          <>
            <h3 className="text-2xs font-medium tracking-wide text-muted-foreground uppercase">
              Answer, after {formatDuration(send.data.durationMs)}
            </h3>
            <JsonView value={send.data.output ?? null} label="answer" />
          </>
        ) : null}
      </div>
    </section>
  );
}

interface Gap {
  /** Nothing is said of a form that nobody has touched. */
  isBegun: boolean;
  /** What is wrong with the tool itself. */
  blocking: ToolProblem | undefined;
  /** Inputs that are still to be given. */
  lacking: readonly { name: string }[];
  other: ToolProblem | undefined;
}

/** Why there is no request to show yet. */
function describeGap({ isBegun, blocking, lacking, other }: Gap): string {
  if (!isBegun) return 'It is shown here as you fill in the form.';
  if (blocking) return `${blocking.message} ${blocking.hint}`;
  if (lacking.length > 0) return `Fill in ${lacking.map(({ name }) => name).join(', ')} to see it.`;
  return other ? `${other.message} ${other.hint}` : 'It is shown here in a moment.';
}

function pretty(body: string | undefined): string | undefined {
  if (body === undefined) return undefined;
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    // A body that is text is shown as it is.
    return body;
  }
}
