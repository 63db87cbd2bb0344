'use client';
import {
  checkSdl,
  deleteDeployment,
  startDeployment,
  updateDeployment,
  type SdlReport,
} from '@codexos/protocol/contracts/deployments.contract';
import type { Deployment } from '@codexos/protocol/deployment';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { RocketIcon } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { ErrorNotice } from '@/components/ui/error-notice';
import { Textarea } from '@/components/ui/textarea';
import { callApi } from '@/lib/api/call-api';
import { useApiMutation } from '@/lib/api/use-api-mutation';
import { formatMicroUsd } from '@/lib/format';
import { useDebounced } from '@/lib/use-debounced';
import { EstimateTable } from './estimate-table';
import { SdlSecrets } from './sdl-secrets';
import { describeRule } from './state-words';

/** A draft: its SDL to read and edit, checked as it is typed, its price, and the button that sends it. */
export function DraftSection({ deployment }: { deployment: Deployment }) {
  const router = useRouter();
  const [text, setText] = useState(deployment.sdl);
  const asked = useDebounced(text, 400);
  const { data: report } = useQuery({
    queryKey: ['sdl-check', asked],
    queryFn: ({ signal }) => callApi(checkSdl, { body: { sdl: asked, deploymentId: deployment.id } }, signal),
    placeholderData: keepPreviousData,
    enabled: asked !== '',
    // The vault may have changed since, and with it what can be sent.
    staleTime: 0,
  });
  const params = { deploymentId: deployment.id };
  const save = useApiMutation(updateDeployment);
  const deploy = useApiMutation(startDeployment);
  const remove = useApiMutation(deleteDeployment, { onSuccess: () => router.push('/deployments') });
  const isChecked = asked === text && report !== undefined;
  const isRight = isChecked && report.problems.length === 0;
  const secrets = report?.secrets ?? [];
  const isComplete = secrets.every(({ state }) => state === 'ready' || state === 'left-out');
  const send = async () => {
    if (text !== deployment.sdl) await save.mutateAsync({ params, body: { sdl: text } });
    deploy.mutate({ params });
  };
  return (
    <>
      <section aria-labelledby="sdl" className="flex flex-col gap-3">
        <div>
          <h2 id="sdl" className="text-base font-medium">
            SDL
          </h2>
          <p className="text-sm text-muted-foreground">
            What Akash gets. Edit it here; it is checked by Akash’s own kit.
          </p>
        </div>
        <Textarea
          aria-label="SDL"
          aria-invalid={isChecked && !isRight}
          aria-describedby="sdl-verdict"
          className="h-96 font-mono text-xs leading-5"
          spellCheck={false}
          wrap="off"
          value={text}
          onChange={(event) => setText(event.target.value)}
          onBlur={() => {
            if (text !== deployment.sdl && text !== '') save.mutate({ params, body: { sdl: text } });
          }}
        />
        <Verdict report={isChecked ? report : undefined} />
      </section>
      {secrets.length > 0 ? <SdlSecrets secrets={secrets} deploymentId={deployment.id} /> : null}
      {report?.estimate ? <EstimateTable estimate={report.estimate} /> : null}
      {save.error ? <ErrorNotice error={save.error} /> : null}
      {deploy.error ? <ErrorNotice error={deploy.error} /> : null}
      {remove.error ? <ErrorNotice error={remove.error} /> : null}
      <div className="flex flex-wrap items-center gap-3">
        <Button
          variant="primary"
          disabled={!isRight || !isComplete || deploy.isPending || save.isPending}
          onClick={() => void send()}
        >
          <RocketIcon aria-hidden /> Deploy
        </Button>
        <Button variant="quiet" disabled={remove.isPending} onClick={() => remove.mutate({ params })}>
          Discard the draft
        </Button>
        <p className="text-sm text-muted-foreground">
          {isComplete
            ? `Deposit ${formatMicroUsd(deployment.depositMicroUsd)}. ${describeRule(deployment.rule)}.`
            : 'A secret is not ready to go along, see above.'}
        </p>
      </div>
    </>
  );
}

function Verdict({ report }: { report: SdlReport | undefined }) {
  if (!report) {
    return (
      <p id="sdl-verdict" role="status" className="text-sm text-muted-foreground">
        Checking…
      </p>
    );
  }
  if (report.problems.length === 0) {
    return (
      <p id="sdl-verdict" role="status" className="text-sm text-ok">
        The SDL is right.
      </p>
    );
  }
  return (
    <div id="sdl-verdict" role="status">
      <ul aria-label="Problems of the SDL" className="flex flex-col gap-2 text-sm">
        {report.problems.map(({ message, line, hint, path }) => (
          <li
            key={`${path}${message}`}
            className="rounded-md border border-destructive/40 bg-destructive/8 p-3"
          >
            <span className="font-medium">{line === undefined ? '' : `Line ${line}: `}</span>
            {message}
            {hint === undefined ? null : <span className="block text-muted-foreground">{hint}</span>}
          </li>
        ))}
      </ul>
    </div>
  );
}
