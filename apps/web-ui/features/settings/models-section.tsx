'use client';
import {
  listProviders,
  setDefaultModel,
  type ProviderStatus,
} from '@codexos/protocol/contracts/settings.contract';
import { getCatalogue } from '@codexos/protocol/contracts/system.contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { CircleAlertIcon, CircleCheckIcon, RefreshCwIcon } from 'lucide-react';
import Link from 'next/link';
import { toast } from 'sonner';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { ErrorNotice } from '@/components/ui/error-notice';
import { Label } from '@/components/ui/label';
import { Skeleton } from '@/components/ui/skeleton';
import { ModelBadges, ModelSelect } from '@/features/agents/model-select';
import { callApi } from '@/lib/api/call-api';
import { queryKey } from '@/lib/api/query-key';
import { useApiMutation } from '@/lib/api/use-api-mutation';
import { useApiQuery } from '@/lib/api/use-api-query';
import { cn } from '@/lib/utils';
import { SettingsSection } from './settings-section';

/** Model providers, what each lacks, and the model that new things start with. */
export function ModelsSection() {
  const client = useQueryClient();
  const { data, error } = useApiQuery(listProviders, {});
  const lookAgain = useMutation({
    mutationFn: () => callApi(listProviders, { query: { refresh: 'true' } }),
    onSuccess: (fresh) => {
      client.setQueryData(queryKey(listProviders), fresh);
      void client.invalidateQueries({ queryKey: ['system'] });
    },
    onError: (problem) => toast.error('The providers could not be asked', { description: problem.message }),
  });
  return (
    <SettingsSection
      id="models"
      title="Models"
      help="CodexOS works without any model: the built-in one quotes the source. Keys come from the vault, or from the environment of the server."
      action={
        <Button disabled={lookAgain.isPending} onClick={() => lookAgain.mutate()}>
          <RefreshCwIcon className={cn(lookAgain.isPending && 'animate-spin')} aria-hidden /> Look again
        </Button>
      }
    >
      <DefaultModel />
      {error && !data ? <ErrorNotice error={error} /> : null}
      <ul className="divide-y rounded-md border bg-card" aria-label="Providers">
        {data?.items.map((provider) => (
          <ProviderRow key={provider.name} provider={provider} />
        ))}
        {data || error
          ? null
          : [0, 1, 2].map((index) => (
              <li key={index} className="p-4">
                <Skeleton className="h-4 w-48" />
              </li>
            ))}
      </ul>
    </SettingsSection>
  );
}

function DefaultModel() {
  const { data: catalogue } = useApiQuery(getCatalogue, {}, { staleTime: 60_000 });
  const save = useApiMutation(setDefaultModel, {
    refreshes: ['settings', 'system'],
    onSuccess: ({ model }) => toast.success(`New nodes and agents start with ${model}`),
    onError: (problem) => toast.error('The default model was not changed', { description: problem.message }),
  });
  if (!catalogue) return <Skeleton className="h-14 rounded-md" />;
  return (
    <div className="flex max-w-120 flex-col gap-1.5">
      <Label asChild>
        <span>Default model</span>
      </Label>
      <ModelSelect
        label="Default model"
        value={catalogue.defaultModel}
        models={catalogue.models}
        onChange={(model) => save.mutate({ body: { model } })}
      />
      <p className="text-xs text-muted-foreground">
        New nodes and agents start with it, and “Ask a repository” uses it. What exists keeps its own model.
      </p>
    </div>
  );
}

const STATES: Record<ProviderStatus['state'], { label: string; variant: 'ok' | 'default' | 'warn' }> = {
  ready: { label: 'ready', variant: 'ok' },
  'key-missing': { label: 'key missing', variant: 'default' },
  unreachable: { label: 'no answer', variant: 'warn' },
};

function ProviderRow({ provider }: { provider: ProviderStatus }) {
  const { label, baseUrl, state, hint, models, secretName } = provider;
  const isReady = state === 'ready';
  const Glyph = isReady ? CircleCheckIcon : CircleAlertIcon;
  return (
    <li className="flex items-start gap-3 px-4 py-3">
      <Glyph
        className={cn('mt-0.5 size-4 shrink-0', isReady ? 'text-ok' : 'text-muted-foreground')}
        aria-hidden
      />
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1 text-sm font-medium">
          {label}
          <Badge variant={STATES[state].variant}>{STATES[state].label}</Badge>
          {baseUrl ? (
            <span className="font-mono text-2xs font-normal break-all text-muted-foreground">{baseUrl}</span>
          ) : null}
        </p>
        {hint ? <p className="text-sm break-words text-muted-foreground">{hint}</p> : null}
        {state === 'key-missing' && secretName !== undefined ? (
          <Button asChild size="sm" className="mt-2">
            <Link href={`/vault?add=${secretName}`}>Add {secretName} to the vault</Link>
          </Button>
        ) : null}
        {models.length > 0 ? (
          <ul className="mt-1.5 flex flex-col gap-1" aria-label={`Models of ${label}`}>
            {models.map((model) => (
              <li key={model.ref} className="flex flex-wrap items-center gap-2 text-xs">
                <span className="font-mono text-muted-foreground">{model.ref}</span>
                <ModelBadges model={model} />
              </li>
            ))}
          </ul>
        ) : null}
      </div>
    </li>
  );
}
