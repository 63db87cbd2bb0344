'use client';
import { listAgents } from '@codexos/protocol/contracts/agents.contract';
import { listProviders } from '@codexos/protocol/contracts/settings.contract';
import { getCatalogue } from '@codexos/protocol/contracts/system.contract';
import { secretHostSchema, type SecretGrants } from '@codexos/protocol/secret';
import { useState, type ReactNode } from 'react';
import { ChoiceList } from '@/components/choice-list';
import { Input } from '@/components/ui/input';
import { Label } from '@/components/ui/label';
import { useApiQuery } from '@/lib/api/use-api-query';
import { findGrantGap } from './grant-words';
import { KEY_SERVICES } from './key-services';

interface GrantsFormProps {
  grants: SecretGrants;
  onChange: (grants: SecretGrants) => void;
}

/** Who may use a secret, and where it may go. What is not chosen may not. */
export function GrantsForm({ grants, onChange }: GrantsFormProps) {
  const { data: catalogue } = useApiQuery(getCatalogue, {}, { staleTime: 60_000 });
  const { data: providers } = useApiQuery(listProviders, {});
  const { data: agents } = useApiQuery(listAgents, {});
  const change = (part: Partial<SecretGrants>) => onChange({ ...grants, ...part });
  const gap = findGrantGap(grants);
  const withKey = [
    ...(providers?.items ?? [])
      .filter(({ secretName }) => secretName !== undefined)
      .map((provider) => ({ ...provider, help: undefined })),
    ...KEY_SERVICES,
  ];
  return (
    <div className="flex flex-col gap-5">
      <Part title="Providers" help="The provider sends it to its own address only, as its key.">
        <ChoiceList
          label="Providers"
          chosen={grants.providers}
          onChange={(chosen) => change({ providers: chosen })}
          choices={withKey.map(({ name, label, secretName, baseUrl, help }) => ({
            value: name,
            label,
            help: help ?? `Looks for ${secretName ?? ''} · ${baseUrl ?? ''}`,
          }))}
          empty="No provider needs a key."
        />
      </Part>
      <Part title="Tools" help="A tool may put it into a request to one of the hosts below.">
        <ChoiceList
          label="Tools"
          chosen={grants.tools}
          onChange={(chosen) => change({ tools: chosen })}
          choices={(catalogue?.tools ?? [])
            .filter(({ effect, secrets }) => effect !== 'read' || secrets.length > 0)
            .map(({ name, label, description }) => ({ value: name, label, help: description }))}
          empty="No tool calls other hosts."
        />
        <HostsField hosts={grants.hosts} onChange={(hosts) => change({ hosts })} />
        {gap ? <p className="text-xs text-warn">{gap}</p> : null}
      </Part>
      {(agents?.items.length ?? 0) > 0 || grants.agents.length > 0 ? (
        <Part
          title="Only these agents"
          help="Tools may use it only while one of them works. None chosen: every flow and agent."
        >
          <ChoiceList
            label="Agents"
            chosen={grants.agents}
            onChange={(chosen) => change({ agents: chosen as SecretGrants['agents'] })}
            choices={(agents?.items ?? []).map(({ id, name, description }) => ({
              value: id,
              label: name,
              help: description || 'No description',
            }))}
          />
        </Part>
      ) : null}
    </div>
  );
}

function Part({ title, help, children }: { title: string; help: string; children: ReactNode }) {
  return (
    <section aria-label={title} className="flex flex-col gap-2">
      <div>
        <h3 className="text-sm font-medium">{title}</h3>
        <p className="text-xs text-muted-foreground">{help}</p>
      </div>
      {children}
    </section>
  );
}

function HostsField({ hosts, onChange }: { hosts: readonly string[]; onChange: (hosts: string[]) => void }) {
  const [text, setText] = useState(hosts.join(', '));
  const [problem, setProblem] = useState<string>();
  const read = (typed: string) => {
    setText(typed);
    const entries = typed.split(/[\s,]+/).filter((entry) => entry !== '');
    const wrong = entries.find((entry) => !secretHostSchema.safeParse(entry).success);
    setProblem(wrong === undefined ? undefined : `${wrong} is not a host.`);
    if (wrong === undefined) onChange(entries.map((entry) => entry.toLowerCase()));
  };
  return (
    <div className="flex flex-col gap-1.5">
      <Label htmlFor="secret-hosts">Hosts</Label>
      <Input
        id="secret-hosts"
        className="font-mono"
        placeholder="api.example.com, *.example.org, 127.0.0.1:8080"
        aria-invalid={problem !== undefined}
        aria-describedby="secret-hosts-help"
        value={text}
        onChange={(event) => read(event.target.value)}
      />
      <p id="secret-hosts-help" className="text-xs text-muted-foreground">
        {problem ??
          'Separated by commas. A host without a port means every port; * stands for every host below. With any here, a provider gets it only at one of them.'}
      </p>
    </div>
  );
}
