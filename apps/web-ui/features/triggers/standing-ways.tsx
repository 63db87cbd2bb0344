'use client';
import { ChevronRightIcon, CodeXmlIcon, HandIcon, MessageSquareIcon, type LucideIcon } from 'lucide-react';
import Link from 'next/link';
import { useState, type ReactNode } from 'react';
import { CodeBlock } from '@/components/code-block';
import { Button } from '@/components/ui/button';
import { useSession } from '@/lib/session/use-session';

interface StandingWaysProps {
  /** As addresses name it: `flow:ID` or `agent:ID`. */
  partner: string;
  byHand: ReactNode;
  /** A call from a shell; absent while there is nothing to call. */
  example: string | undefined;
  isPublished: boolean;
}

/** What starts it without anything having to be set up. */
export function StandingWays({ partner, byHand, example, isPublished }: StandingWaysProps) {
  const [isShown, setShown] = useState(false);
  const isAdmin = useSession()?.role === 'admin';
  return (
    <section aria-label="Always there" className="flex flex-col gap-2">
      <h3 className="text-2xs font-medium tracking-wider text-muted-foreground uppercase">Always there</h3>
      <ul className="divide-y rounded-md border bg-card">
        <Way icon={HandIcon} title="By hand">
          {byHand}
        </Way>
        <Way
          icon={MessageSquareIcon}
          title="Chat"
          action={
            isPublished ? (
              <Button asChild size="sm">
                <Link href={`/chat?with=${partner}`}>Open the chat</Link>
              </Button>
            ) : null
          }
        >
          {isPublished
            ? 'Each message to it in the chat is a run of the published version.'
            : 'Each message to it in the chat is a run of the published version, once there is one.'}
        </Way>
        <Way
          icon={CodeXmlIcon}
          title="API"
          action={
            isPublished && example !== undefined ? (
              <Button size="sm" aria-expanded={isShown} onClick={() => setShown(!isShown)}>
                <ChevronRightIcon
                  className={isShown ? 'rotate-90 transition-transform' : 'transition-transform'}
                  aria-hidden
                />
                How to call it
              </Button>
            ) : null
          }
          below={
            isShown && example !== undefined ? (
              <>
                <CodeBlock language="bash" code={example} />
                <p className="text-xs text-muted-foreground">
                  CODEXOS_TOKEN is an API token of this workspace.{' '}
                  {isAdmin ? (
                    <Link href="/settings#tokens" className="underline">
                      Make one in the settings
                    </Link>
                  ) : (
                    'An admin makes one in the settings.'
                  )}
                  {isAdmin ? '.' : ''}
                </p>
              </>
            ) : null
          }
        >
          Any program with an API token starts the published version and gets its answer.
        </Way>
      </ul>
    </section>
  );
}

interface WayProps {
  icon: LucideIcon;
  title: string;
  action?: ReactNode;
  below?: ReactNode;
  children: ReactNode;
}

function Way({ icon: WayIcon, title, action, below, children }: WayProps) {
  return (
    <li className="px-3 py-2.5">
      <div className="flex items-start gap-3">
        <WayIcon className="mt-0.5 size-4 shrink-0 text-muted-foreground" aria-hidden />
        <div className="min-w-0 flex-1">
          <h4 className="text-sm font-medium">{title}</h4>
          <p className="text-xs text-muted-foreground">{children}</p>
        </div>
        {action}
      </div>
      {below}
    </li>
  );
}
