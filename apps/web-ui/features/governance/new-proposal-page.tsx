'use client';
import { getGovernance } from '@codexos/protocol/contracts/governance.contract';
import type { Category, Track } from '@codexos/protocol/governance';
import type { GovernanceAction, ProposalStep } from '@codexos/protocol/governance-action';
import { PlusIcon, Trash2Icon } from 'lucide-react';
import { useRouter, useSearchParams } from 'next/navigation';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { ErrorNotice } from '@/components/ui/error-notice';
import { Input } from '@/components/ui/input';
import { Label } from '@/components/ui/label';
import { Textarea } from '@/components/ui/textarea';
import { PageFrame } from '@/features/shell/page-frame';
import { useApiQuery } from '@/lib/api/use-api-query';
import { AccountMenu } from './account-menu';
import { ChoiceField } from './choice-field';
import { PauseBanner } from './pause-banner';
import { PaymentNotice } from './payment-notice';
import { CATEGORIES } from './review-words';
import { Simulation } from './simulation';
import { EMPTY_STEP, finishStep, PARAMETER_STEP, type StepDraft } from './step-draft';
import { StepEditor } from './step-editor';
import { formatUnits } from './units';
import { useActingAccount } from './use-acting-account';
import { useGovernanceAction } from './use-governance-action';

const TRACKS: readonly { value: Track; label: string }[] = [
  { value: 'standard', label: 'Standard: seven days of vote' },
  { value: 'expedited', label: 'Expedited: three days, twice the quorum' },
];
const MAX_STEPS = 10;

/** Writes a proposal, tries what it would do, and makes it. */
export function NewProposalPage() {
  const router = useRouter();
  const { data, error } = useApiQuery(getGovernance, {});
  const account = useActingAccount(data?.stakeholders ?? []);
  const [title, setTitle] = useState('');
  const [description, setDescription] = useState('');
  const isOfParameter = useSearchParams().get('action') === 'set-parameter';
  const [category, setCategory] = useState<Category>(isOfParameter ? 'parameters' : 'general');
  const [wantedTrack, setTrack] = useState<Track>('standard');
  const [steps, setSteps] = useState<readonly StepDraft[]>([isOfParameter ? PARAMETER_STEP : EMPTY_STEP]);
  const propose = useGovernanceAction(account, ({ proposalId }) =>
    router.push(proposalId === undefined ? '/governance' : `/governance/proposals/${proposalId}`),
  );

  const mayExpedite = category === 'parameters' || category === 'emergency';
  const track = mayExpedite ? wantedTrack : 'standard';
  const finished = steps.map(finishStep).filter((step): step is ProposalStep => step !== undefined);
  const isReady = title.trim().length >= 3 && finished.length === steps.length;
  const action: GovernanceAction | undefined = isReady
    ? {
        type: 'propose',
        track,
        category,
        title: title.trim(),
        description: description.trim(),
        steps: finished,
      }
    : undefined;
  const own = data?.stakeholders.find(
    ({ address }) => address.toLowerCase() === account?.address.toLowerCase(),
  );
  const isShort = data !== undefined && BigInt(own?.votes ?? 0) < BigInt(data.parameters.threshold);

  return (
    <PageFrame
      breadcrumb={[{ label: 'Governance', href: '/governance' }, { label: 'New proposal' }]}
      actions={data ? <AccountMenu stakeholders={data.stakeholders} account={account} /> : null}
      primary={
        <Button
          variant="primary"
          disabled={!action || !account || isShort || propose.isPending}
          onClick={() => {
            if (action) propose.mutate(action);
          }}
        >
          Propose
        </Button>
      }
    >
      {data ? <PauseBanner governance={data} /> : null}
      <div className="mx-auto flex w-full max-w-200 flex-col gap-6 p-6 max-[599px]:p-4">
        {error && !data ? <ErrorNotice error={error} /> : null}
        {isShort ? (
          <p role="status" className="rounded-md border border-warn/40 bg-warn/8 p-3 text-sm">
            {account?.name ?? 'This account'} has {formatUnits(own?.votes ?? '0')} CDX of votes. A proposal
            needs {formatUnits(data.parameters.threshold)}: stake more, or choose another account.
          </p>
        ) : null}
        <div className="flex flex-col gap-1.5">
          <Label htmlFor="title">Title</Label>
          <Input
            id="title"
            maxLength={140}
            value={title}
            onChange={(event) => setTitle(event.target.value)}
          />
        </div>
        <div className="flex flex-col gap-4 min-[600px]:flex-row">
          <ChoiceField
            id="category"
            label="Category"
            value={category}
            choices={CATEGORIES}
            onChange={setCategory}
          />
          {mayExpedite ? (
            <ChoiceField id="track" label="Track" value={track} choices={TRACKS} onChange={setTrack} />
          ) : null}
        </div>
        <div className="flex flex-col gap-1.5">
          <Label htmlFor="description">Why (Markdown)</Label>
          <Textarea
            id="description"
            rows={6}
            maxLength={20_000}
            value={description}
            onChange={(event) => setDescription(event.target.value)}
          />
        </div>
        <section aria-labelledby="actions" className="flex flex-col gap-3">
          <h2 id="actions" className="text-base font-medium">
            What it does
          </h2>
          {steps.map((step, index) => (
            <div key={index} className="flex flex-col gap-3 rounded-md border bg-card p-4">
              <StepEditor
                index={index}
                step={step}
                parameters={data?.parameters}
                onChange={(next) => setSteps(steps.map((each, place) => (place === index ? next : each)))}
              />
              <PaymentNotice steps={steps} index={index} governance={data} />
              {steps.length > 1 ? (
                <Button
                  variant="quiet"
                  size="sm"
                  className="self-end"
                  onClick={() => setSteps(steps.filter((_, place) => place !== index))}
                >
                  <Trash2Icon aria-hidden /> Remove
                </Button>
              ) : null}
            </div>
          ))}
          {steps.length < MAX_STEPS ? (
            <Button variant="quiet" className="self-start" onClick={() => setSteps([...steps, EMPTY_STEP])}>
              <PlusIcon aria-hidden /> Add an action
            </Button>
          ) : null}
        </section>
        <Simulation action={action} account={account?.address} />
        {propose.error ? <ErrorNotice error={propose.error} /> : null}
      </div>
    </PageFrame>
  );
}
