'use client';
import { createDeployment, getAkashStatus } from '@codexos/protocol/contracts/deployments.contract';
import type { BidRule } from '@codexos/protocol/deployment';
import { useRouter, useSearchParams } from 'next/navigation';
import { useState } from 'react';
import { NumberField } from '@/components/number-field';
import { Button } from '@/components/ui/button';
import { ErrorNotice } from '@/components/ui/error-notice';
import { Input } from '@/components/ui/input';
import { Label } from '@/components/ui/label';
import { PageFrame } from '@/features/shell/page-frame';
import { useApiMutation } from '@/lib/api/use-api-mutation';
import { useApiQuery } from '@/lib/api/use-api-query';
import { AkashNotices } from './key-notice';
import { RuleField } from './rule-field';
import { TargetField, toTarget } from './target-field';

/** The first half of the way: what, how big, which bid. The draft that comes of it shows its SDL and its price. */
export function NewDeploymentPage() {
  return (
    <PageFrame breadcrumb={[{ label: 'Deployments', href: '/deployments' }, { label: 'New deployment' }]}>
      <div className="mx-auto flex w-full max-w-160 flex-col gap-6 p-6 max-[599px]:p-4">
        <div>
          <h1 className="text-lg font-semibold">New deployment on Akash</h1>
          <p className="mt-1 text-sm text-muted-foreground">
            This makes a draft. You see its SDL and what it costs before anything is sent.
          </p>
        </div>
        <AkashNotices />
        <DraftForm />
      </div>
    </PageFrame>
  );
}

function DraftForm() {
  const router = useRouter();
  const parameters = useSearchParams();
  const { data: status } = useApiQuery(getAkashStatus, {});
  const [target, setTarget] = useState(parameters.get('target') ?? 'app');
  const [typedImage, setImage] = useState<string>();
  const [cpu, setCpu] = useState(1);
  const [memoryMb, setMemory] = useState(1_024);
  const [storageGb, setStorage] = useState(5);
  const [depositUsd, setDeposit] = useState(5);
  const [rule, setRule] = useState<BidRule>({ type: 'cheapest' });
  const create = useApiMutation(createDeployment, {
    onSuccess: ({ deployment }) => router.push(`/deployments/${deployment.id}`),
  });
  const image = (typedImage ?? status?.image ?? '').trim();
  return (
    <form
      className="flex flex-col gap-6"
      onSubmit={(event) => {
        event.preventDefault();
        const depositMicroUsd = Math.round(depositUsd * 1e6);
        const body = { target: toTarget(target), image, cpu, memoryMb, storageGb, rule, depositMicroUsd };
        if (image !== '') create.mutate({ body });
      }}
    >
      <TargetField value={target} onChange={setTarget} />
      <div className="flex flex-col gap-1.5">
        <Label htmlFor="deployment-image">Container image of CodexOS</Label>
        <Input
          id="deployment-image"
          className="font-mono"
          autoComplete="off"
          spellCheck={false}
          placeholder="registry.example.com/you/codexos:0.1.0"
          value={typedImage ?? status?.image ?? ''}
          onChange={(event) => setImage(event.target.value)}
        />
        <p className="text-xs text-muted-foreground">
          Providers pull it, so it must be public: build it with docker build, push it, and name it with its
          version.
        </p>
      </div>
      <div className="grid grid-cols-3 gap-4 max-[599px]:grid-cols-1">
        <NumberField
          label="CPU"
          unit="cores"
          help="Parts are fine."
          value={cpu}
          min={0.1}
          max={64}
          step={0.1}
          onChange={setCpu}
        />
        <NumberField
          label="Memory"
          unit="MiB"
          help="CodexOS needs 512."
          value={memoryMb}
          min={256}
          max={262_144}
          onChange={setMemory}
        />
        <NumberField
          label="Disk"
          unit="GiB"
          help="Gone with the container."
          value={storageGb}
          min={1}
          max={2_000}
          onChange={setStorage}
        />
      </div>
      <div className="grid grid-cols-2 gap-4 max-[599px]:grid-cols-1">
        <RuleField rule={rule} onChange={setRule} />
        <NumberField
          label="Deposit"
          unit="USD"
          help="The lease is paid from it; the rest comes back."
          value={depositUsd}
          min={0.5}
          max={1_000}
          step={0.5}
          onChange={setDeposit}
        />
      </div>
      {create.error ? <ErrorNotice error={create.error} /> : null}
      <div>
        <Button type="submit" variant="primary" disabled={image === '' || create.isPending}>
          Draft it
        </Button>
      </div>
    </form>
  );
}
