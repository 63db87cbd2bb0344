import { LogInIcon } from 'lucide-react';
import { Button } from '@/components/ui/button';
import type { SignInOptions } from '@/lib/session/session-store';

/** Sign-in pages elsewhere. Each leaves this page and comes back with a session. */
export function ProviderButtons({ providers }: Pick<SignInOptions, 'providers'>) {
  if (providers.length === 0) return null;
  return (
    <div className="flex flex-col gap-2">
      {providers.map(({ id, label }) => (
        <Button key={id} asChild size="lg">
          <a href={`/api/v1/session/providers/${id}`}>
            <LogInIcon aria-hidden /> Continue with {label}
          </a>
        </Button>
      ))}
    </div>
  );
}
