'use client';
import { createSecret } from '@codexos/protocol/contracts/secrets.contract';
import { listProviders } from '@codexos/protocol/contracts/settings.contract';
import { secretNameSchema, type SecretGrants } from '@codexos/protocol/secret';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { toast } from 'sonner';
import { Button } from '@/components/ui/button';
import {
  Dialog,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
} from '@/components/ui/dialog';
import { ErrorNotice } from '@/components/ui/error-notice';
import { Input } from '@/components/ui/input';
import { Label } from '@/components/ui/label';
import { useApiMutation } from '@/lib/api/use-api-mutation';
import { useApiQuery } from '@/lib/api/use-api-query';
import { GrantsForm } from './grants-form';
import { KEY_SERVICES } from './key-services';
import { ValueField } from './value-field';
import type { WantedSecret } from './wanted-secret';

interface AddSecretDialogProps {
  /** What a page that led here misses. */
  wanted: WantedSecret | undefined;
  isOpen: boolean;
  onClose: () => void;
}

export function AddSecretDialog({ wanted, isOpen, onClose }: AddSecretDialogProps) {
  return (
    <Dialog open={isOpen} onOpenChange={(open) => (open ? undefined : onClose())}>
      <DialogContent className="max-w-xl">
        <DialogHeader>
          <DialogTitle>Add a secret</DialogTitle>
          <DialogDescription>
            Its value is sealed at once. Choose who may use it now, or later on its page.
          </DialogDescription>
        </DialogHeader>
        <AddSecretForm wanted={wanted} onClose={onClose} />
      </DialogContent>
    </Dialog>
  );
}

const NOBODY: SecretGrants = { tools: [], providers: [], agents: [], hosts: [] };

function AddSecretForm({ wanted, onClose }: Omit<AddSecretDialogProps, 'isOpen'>) {
  const router = useRouter();
  const { data: providers } = useApiQuery(listProviders, {});
  const [name, setName] = useState(wanted?.name ?? '');
  const [description, setDescription] = useState('');
  const [value, setValue] = useState('');
  const [chosen, setChosen] = useState<SecretGrants>();
  const create = useApiMutation(createSecret, {
    refreshes: ['vault', 'settings', 'system', 'deployments', 'marketplace', 'flows'],
    onSuccess: (secret) => {
      toast.success(`${secret.name} is in the vault`);
      if (wanted?.back === undefined) onClose();
      else router.push(wanted.back);
    },
  });
  // A name that a provider looks for is most likely meant for it; a person may choose otherwise.
  const provider = [...(providers?.items ?? []), ...KEY_SERVICES].find(
    ({ secretName }) => secretName === name,
  );
  const grants = chosen ?? {
    ...NOBODY,
    ...(wanted?.name === name ? wanted.grants : {}),
    ...(provider ? { providers: [provider.name] } : {}),
  };
  const problem = name === '' ? undefined : secretNameSchema.safeParse(name).error?.issues[0]?.message;
  const isReady = name !== '' && problem === undefined && value !== '';
  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        if (isReady) create.mutate({ body: { name, description: description.trim(), value, grants } });
      }}
    >
      <div className="flex flex-col gap-1.5">
        <Label htmlFor="secret-name">Name</Label>
        <Input
          id="secret-name"
          className="font-mono"
          autoComplete="off"
          maxLength={100}
          placeholder="TRACKER_TOKEN"
          aria-invalid={problem !== undefined}
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
        <p className="text-xs text-muted-foreground">
          {problem === undefined ? `Flows name it as secret:${name || 'NAME'}.` : `The name ${problem}.`}
        </p>
      </div>
      <ValueField value={value} isFirst={wanted !== undefined} onChange={setValue} />
      <div className="flex flex-col gap-1.5">
        <Label htmlFor="secret-description">What it is for (optional)</Label>
        <Input
          id="secret-description"
          maxLength={500}
          placeholder="Reads issues of the tracker"
          value={description}
          onChange={(event) => setDescription(event.target.value)}
        />
      </div>
      <GrantsForm grants={grants} onChange={setChosen} />
      {create.error ? <ErrorNotice error={create.error} /> : null}
      <DialogFooter>
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" variant="primary" disabled={!isReady || create.isPending}>
          Seal it
        </Button>
      </DialogFooter>
    </form>
  );
}
