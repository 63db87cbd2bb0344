'use client';
import { advanceChainClock } from '@codexos/protocol/contracts/governance.contract';
import { ClockIcon } from 'lucide-react';
import { toast } from 'sonner';
import { Button } from '@/components/ui/button';
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuTrigger,
} from '@/components/ui/dropdown-menu';
import { useApiMutation } from '@/lib/api/use-api-mutation';
import { formatExact } from '@/lib/format';

const STEPS = [
  { label: 'One minute', seconds: 60 },
  { label: 'One day', seconds: 86_400 },
  { label: '48 hours', seconds: 172_800 },
  { label: 'Seven days', seconds: 604_800 },
] as const;

/** Lets time pass on the local network, so that a vote need not be waited for. */
export function ClockMenu({ now }: { now: number }) {
  const advance = useApiMutation(advanceChainClock, {
    onSuccess: (result) => {
      toast.success(`It is ${formatExact(result.now)} on the local chain`);
    },
    onError: (error) => {
      toast.error('The clock was not moved', { description: error.message });
    },
  });
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button variant="quiet" disabled={advance.isPending} title={`Chain time ${formatExact(now)}`}>
          <ClockIcon aria-hidden />
          <span className="max-[899px]:sr-only">Move the clock</span>
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent align="end">
        {STEPS.map(({ label, seconds }) => (
          <DropdownMenuItem key={seconds} onSelect={() => advance.mutate({ body: { seconds } })}>
            {label} forward
          </DropdownMenuItem>
        ))}
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
