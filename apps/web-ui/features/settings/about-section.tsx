'use client';
import { getStatus } from '@codexos/protocol/contracts/system.contract';
import { ErrorNotice } from '@/components/ui/error-notice';
import { RelativeTime } from '@/components/ui/relative-time';
import { Skeleton } from '@/components/ui/skeleton';
import { useApiQuery } from '@/lib/api/use-api-query';
import { useSession } from '@/lib/session/use-session';
import { SettingsSection } from './settings-section';

const DATABASES = { sqlite: 'SQLite, in the data folder', postgres: 'Postgres' } as const;

export function AboutSection() {
  const { data, error } = useApiQuery(getStatus, {});
  const session = useSession();
  return (
    <SettingsSection id="about" title="About" help="What runs here.">
      {error && !data ? <ErrorNotice error={error} /> : null}
      {data ? (
        <dl className="grid grid-cols-[9rem_minmax(0,1fr)] gap-y-2 rounded-md border bg-card px-4 py-3.5 text-sm [&_dt]:text-muted-foreground">
          <dt>Version</dt>
          <dd className="font-mono text-xs leading-5">{data.version}</dd>
          <dt>Database</dt>
          <dd>{DATABASES[data.database]}</dd>
          <dt>Sign-in</dt>
          <dd>
            {session?.mode === 'accounts' ? 'With accounts' : 'None: one user, who has the start address'}
          </dd>
          <dt>Running since</dt>
          <dd>
            <RelativeTime at={data.startedAt} />
          </dd>
          {session ? (
            <>
              <dt>Signed in as</dt>
              <dd>
                {session.userName}, <span className="capitalize">{session.role}</span> of{' '}
                {session.workspaceName}
              </dd>
            </>
          ) : null}
          <dt>Licence</dt>
          <dd>Apache-2.0</dd>
          <dt>API</dt>
          <dd>
            <a href="/api/v1/openapi.json" className="text-primary-text underline underline-offset-2">
              OpenAPI document
            </a>
          </dd>
        </dl>
      ) : error ? null : (
        <Skeleton className="h-40 rounded-md" />
      )}
    </SettingsSection>
  );
}
