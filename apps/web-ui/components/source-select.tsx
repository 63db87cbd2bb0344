'use client';
import { listKnowledgeBases } from '@codexos/protocol/contracts/knowledge.contract';
import type { SourceBinding } from '@codexos/protocol/contracts/runs.contract';
import { CheckIcon, ChevronDownIcon, PlusIcon } from 'lucide-react';
import { useState } from 'react';
import { useApiQuery } from '@/lib/api/use-api-query';
import { cn } from '@/lib/utils';
import { bindingChoices, bindingName, isSameBinding, type BindingChoice } from './source-binding';
import { Button } from './ui/button';
import { Command, CommandEmpty, CommandGroup, CommandInput, CommandItem, CommandList } from './ui/command';
import { Icon } from './ui/icon';
import { Popover, PopoverContent, PopoverTrigger } from './ui/popover';

interface SourceSelectProps {
  value: SourceBinding | undefined;
  onChange: (binding: SourceBinding | undefined) => void;
  /** Offers a way to read a new repository at the end of the list. */
  onAdd?: (() => void) | undefined;
  /** Offers to bind nothing. */
  isOptional?: boolean;
  /** Offers sources alone, no whole knowledge base. */
  isSingle?: boolean;
  className?: string;
}

const ICONS = { base: 'database', git: 'folder-git-2', folder: 'folder' } as const;

/** Chooses what the reserved word `source` stands for: one source, or a whole knowledge base. */
export function SourceSelect({
  value,
  onChange,
  onAdd,
  isOptional = false,
  isSingle = false,
  className,
}: SourceSelectProps) {
  const [isOpen, setOpen] = useState(false);
  const { data } = useApiQuery(listKnowledgeBases, {});
  const bases = data?.items ?? [];
  const choices = bindingChoices(bases).filter(({ binding }) => !isSingle || binding.sourceId !== undefined);
  const name = bindingName(value, bases);
  const pick = (binding: SourceBinding | undefined) => {
    onChange(binding);
    setOpen(false);
  };
  return (
    <Popover open={isOpen} onOpenChange={setOpen}>
      <PopoverTrigger asChild>
        <Button
          size="sm"
          className={cn('max-w-64 font-normal', className)}
          aria-label={`Source: ${name ?? 'none chosen'}`}
        >
          <Icon name="folder-git-2" className="size-3.5 text-muted-foreground" />
          <span className="truncate">{name ?? 'Choose a source'}</span>
          <ChevronDownIcon className="size-3 text-muted-foreground" aria-hidden />
        </Button>
      </PopoverTrigger>
      <PopoverContent className="w-80 overflow-hidden p-0">
        <Command>
          <CommandInput placeholder="Find a source…" />
          <CommandList className="max-h-72">
            <CommandEmpty>
              {bases.length === 0 ? 'Nothing has been read yet.' : 'No source has this name.'}
            </CommandEmpty>
            <CommandGroup>
              {isOptional ? <CommandItem onSelect={() => pick(undefined)}>No source</CommandItem> : null}
              {choices.map((choice) => (
                <ChoiceItem
                  key={choice.binding.sourceId ?? choice.binding.knowledgeBaseId}
                  choice={choice}
                  isChosen={isSameBinding(choice.binding, value)}
                  onSelect={() => pick(choice.binding)}
                />
              ))}
            </CommandGroup>
            {onAdd ? (
              <CommandGroup>
                <CommandItem
                  forceMount
                  onSelect={() => {
                    setOpen(false);
                    onAdd();
                  }}
                >
                  <PlusIcon aria-hidden /> Read another repository…
                </CommandItem>
              </CommandGroup>
            ) : null}
          </CommandList>
        </Command>
      </PopoverContent>
    </Popover>
  );
}

function ChoiceItem({
  choice,
  isChosen,
  onSelect,
}: {
  choice: BindingChoice;
  isChosen: boolean;
  onSelect: () => void;
}) {
  const { label, detail, kind, binding } = choice;
  return (
    <CommandItem value={`${label} ${detail} ${binding.sourceId ?? ''}`} onSelect={onSelect}>
      <Icon name={ICONS[kind]} className="text-muted-foreground" />
      <span className="flex min-w-0 flex-1 flex-col">
        <span className="truncate">{label}</span>
        <span className="truncate text-2xs text-muted-foreground">{detail}</span>
      </span>
      {isChosen ? <CheckIcon className="size-3.5" aria-label="chosen" /> : null}
    </CommandItem>
  );
}
