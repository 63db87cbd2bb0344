'use client';
import { listAgents } from '@codexos/protocol/contracts/agents.contract';
import type { ConversationPartner } from '@codexos/protocol/contracts/conversations.contract';
import { listFlows } from '@codexos/protocol/contracts/flows.contract';
import { CheckIcon, ChevronDownIcon } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import {
  Command,
  CommandEmpty,
  CommandGroup,
  CommandInput,
  CommandItem,
  CommandList,
} from '@/components/ui/command';
import { Icon } from '@/components/ui/icon';
import { Popover, PopoverContent, PopoverTrigger } from '@/components/ui/popover';
import { useApiQuery } from '@/lib/api/use-api-query';
import { partnerIcon, partnerKey } from './partner';

interface PartnerSelectProps {
  value: ConversationPartner;
  onChange: (partner: ConversationPartner) => void;
}

interface PartnerOption {
  partner: ConversationPartner;
  name: string;
}

const REPOSITORY: PartnerOption = { partner: { type: 'repository' }, name: 'Ask a repository' };

/** Chooses whom to talk to: the built-in way to ask a repository, an agent, or a flow. */
export function PartnerSelect({ value, onChange }: PartnerSelectProps) {
  const [isOpen, setOpen] = useState(false);
  const { data: agents } = useApiQuery(listAgents, {});
  const { data: flows } = useApiQuery(listFlows, { query: { limit: 200 } });
  const groups: { heading: string; options: PartnerOption[] }[] = [
    { heading: 'Built in', options: [REPOSITORY] },
    {
      heading: 'Agents',
      options: (agents?.items ?? []).map(({ id, name }) => ({
        partner: { type: 'agent', agentId: id },
        name,
      })),
    },
    {
      heading: 'Flows',
      options: (flows?.items ?? []).map(({ id, name }) => ({ partner: { type: 'flow', flowId: id }, name })),
    },
  ];
  const chosen = groups
    .flatMap(({ options }) => options)
    .find(({ partner }) => partnerKey(partner) === partnerKey(value));
  const name = chosen?.name ?? 'Choose a partner';
  return (
    <Popover open={isOpen} onOpenChange={setOpen}>
      <PopoverTrigger asChild>
        <Button size="sm" className="max-w-56 font-normal" aria-label={`Talk to: ${name}`}>
          <Icon name={partnerIcon(value)} className="size-3.5 text-muted-foreground" />
          <span className="truncate">{name}</span>
          <ChevronDownIcon className="size-3 text-muted-foreground" aria-hidden />
        </Button>
      </PopoverTrigger>
      <PopoverContent className="w-72 overflow-hidden p-0">
        <Command>
          <CommandInput placeholder="Find an agent or a flow…" />
          <CommandList className="max-h-72">
            <CommandEmpty>Nothing has this name.</CommandEmpty>
            {groups
              .filter(({ options }) => options.length > 0)
              .map(({ heading, options }) => (
                <CommandGroup key={heading} heading={heading}>
                  {options.map(({ partner, name: label }) => (
                    <CommandItem
                      key={partnerKey(partner)}
                      value={`${label} ${partnerKey(partner)}`}
                      onSelect={() => {
                        onChange(partner);
                        setOpen(false);
                      }}
                    >
                      <Icon name={partnerIcon(partner)} className="text-muted-foreground" />
                      <span className="min-w-0 flex-1 truncate">{label}</span>
                      {partnerKey(partner) === partnerKey(value) ? (
                        <CheckIcon className="size-3.5" aria-label="chosen" />
                      ) : null}
                    </CommandItem>
                  ))}
                </CommandGroup>
              ))}
          </CommandList>
        </Command>
      </PopoverContent>
    </Popover>
  );
}
