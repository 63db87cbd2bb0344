'use client';
import type { ModelDescriptor } from '@codexos/protocol/catalogue';
import { CheckIcon, ChevronDownIcon } from 'lucide-react';
import Link from 'next/link';
import { useState } from 'react';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import {
  Command,
  CommandEmpty,
  CommandGroup,
  CommandInput,
  CommandItem,
  CommandList,
} from '@/components/ui/command';
import { Popover, PopoverContent, PopoverTrigger } from '@/components/ui/popover';
import { cn } from '@/lib/utils';
import { modelName } from './model-name';

interface ModelSelectProps {
  label: string;
  value: string;
  models: readonly ModelDescriptor[];
  onChange: (ref: string) => void;
  className?: string;
}

/** Chooses a model of the providers that are ready; says which stay on this machine. */
export function ModelSelect({ label, value, models, onChange, className }: ModelSelectProps) {
  const [isOpen, setOpen] = useState(false);
  const chosen = models.find(({ ref }) => ref === value);
  return (
    <Popover open={isOpen} onOpenChange={setOpen}>
      <PopoverTrigger asChild>
        <Button
          aria-label={`${label}: ${chosen?.label ?? modelName(value)}`}
          className={cn('w-full justify-start border-input font-normal', className)}
        >
          <span className="min-w-0 truncate">{chosen?.label ?? modelName(value)}</span>
          {chosen ? <ModelBadges model={chosen} /> : <Badge variant="destructive">not offered</Badge>}
          <ChevronDownIcon className="ml-auto size-3.5 text-muted-foreground" aria-hidden />
        </Button>
      </PopoverTrigger>
      <PopoverContent className="w-96 max-w-[90vw] overflow-hidden p-0">
        <Command>
          <CommandInput placeholder="Find a model…" />
          <CommandList className="max-h-72">
            <CommandEmpty>No ready provider offers this.</CommandEmpty>
            <CommandGroup>
              {models.map((model) => (
                <CommandItem
                  key={model.ref}
                  value={`${model.label} ${model.ref}`}
                  onSelect={() => {
                    onChange(model.ref);
                    setOpen(false);
                  }}
                >
                  <span className="min-w-0 flex-1 truncate">{model.label}</span>
                  <ModelBadges model={model} />
                  {model.ref === value ? <CheckIcon className="size-3.5" aria-label="chosen" /> : null}
                </CommandItem>
              ))}
            </CommandGroup>
          </CommandList>
        </Command>
        <p className="border-t px-3 py-2 text-xs text-muted-foreground">
          More models: set up a provider in the{' '}
          <Link href="/settings#models" className="underline underline-offset-2">
            settings
          </Link>
          .
        </p>
      </PopoverContent>
    </Popover>
  );
}

export function ModelBadges({ model }: { model: ModelDescriptor }) {
  return (
    <span className="flex shrink-0 gap-1">
      {model.isLanguageModel ? null : <Badge>built in</Badge>}
      {model.isLocal ? <Badge variant="ok">local</Badge> : <Badge>remote</Badge>}
      {model.supportsTools ? null : <Badge variant="warn">no tools</Badge>}
    </span>
  );
}
