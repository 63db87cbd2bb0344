import { LogInIcon } from 'lucide-react';
import { Button } from '@/components/ui/button';
import type { SignInOptions } from '@/lib/session/session-store';

export type Provider = SignInOptions['providers'][number];

/** A page elsewhere leaves this one and comes back with a session; a password is asked for here. */
export function ProviderButtons({
  providers,
  onPassword,
}: {
  providers: readonly Provider[];
  onPassword: (provider: Provider) => void;
}) {
  if (providers.length === 0) return null;
  return (
    <div className="flex flex-col gap-2">
      {providers.map((provider) =>
        provider.kind === 'page' ? (
          <Button key={provider.id} asChild size="lg">
            <a href={`/api/v1/session/providers/${provider.id}`}>
              <LogInIcon aria-hidden /> Continue with {provider.label}
            </a>
          </Button>
        ) : (
          <Button key={provider.id} size="lg" onClick={() => onPassword(provider)}>
            <LogInIcon aria-hidden /> Continue with {provider.label}
          </Button>
        ),
      )}
    </div>
  );
}
