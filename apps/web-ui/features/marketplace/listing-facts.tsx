import type { ListingDetail } from '@codexos/protocol/contracts/marketplace.contract';
import { CircleAlertIcon, CircleCheckIcon, ShieldCheckIcon, TriangleAlertIcon } from 'lucide-react';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import type { ReactNode } from 'react';
import { wantedSecretLink } from '@/features/vault/wanted-secret';
import { cn } from '@/lib/utils';

type Facts = Pick<ListingDetail, 'listing' | 'trust' | 'fingerprint' | 'missing'>;

/** Who vouches for a listing, and what it asks of this workspace before it can run. */
export function ListingFacts({ detail }: { detail: Facts }) {
  return (
    <div className="flex flex-col gap-5 text-sm">
      <Trust detail={detail} />
      <Needs detail={detail} />
    </div>
  );
}

function Trust({ detail: { listing, trust, fingerprint } }: { detail: Facts }) {
  const isUnsigned = trust === 'unsigned';
  const Glyph = isUnsigned ? TriangleAlertIcon : ShieldCheckIcon;
  return (
    <section aria-label="Origin" className="flex flex-col gap-1.5">
      <h2 className="text-2xs font-medium tracking-wide text-muted-foreground uppercase">Origin</h2>
      <p className="flex items-start gap-2">
        <Glyph className={cn('mt-0.5 size-4 shrink-0', isUnsigned ? 'text-warn' : 'text-ok')} aria-hidden />
        {trust === 'shipped' ? 'Comes with CodexOS.' : null}
        {trust === 'signed' ? `Signed by ${listing.author?.name ?? 'its author'}; unchanged since.` : null}
        {isUnsigned ? 'Nobody signed it. Look at what it does before you run it.' : null}
      </p>
      {fingerprint ? (
        <p
          className="font-mono text-2xs break-words text-muted-foreground"
          title="Fingerprint of the author's key"
        >
          {fingerprint}
        </p>
      ) : null}
      {listing.lineage ? (
        <p className="text-xs text-muted-foreground">
          Forked from {listing.lineage.slug} {listing.lineage.version}
          {listing.lineage.author ? ` by ${listing.lineage.author.name}` : ''}.
        </p>
      ) : null}
      <p className="text-xs text-muted-foreground">Licence {listing.licence}</p>
    </section>
  );
}

function Needs({ detail: { listing, missing } }: { detail: Facts }) {
  const pathname = usePathname();
  const { needs } = listing;
  const isEmpty =
    needs.secrets.length === 0 &&
    needs.tools.length === 0 &&
    needs.hosts.length === 0 &&
    needs.effects.length === 0 &&
    !needs.isAskingSource;
  return (
    <section aria-label="What it needs" className="flex flex-col gap-2">
      <h2 className="text-2xs font-medium tracking-wide text-muted-foreground uppercase">What it needs</h2>
      {isEmpty ? (
        <p className="text-muted-foreground">
          {listing.content.kind === 'tool' ? 'Nothing.' : 'Nothing beyond a model.'}
        </p>
      ) : null}
      <ul className="flex flex-col gap-2">
        {needs.secrets.map(({ name, tools, hosts }) => (
          <Need key={name} isThere={!missing.secrets.includes(name)}>
            The secret <code className="font-mono text-xs">{name}</code>
            {tools.length > 0 ? `, granted to ${tools.join(', ')}` : ''}
            {hosts.length > 0 ? ` for ${hosts.join(', ')}` : ''}
            {missing.secrets.includes(name) ? (
              <>
                .{' '}
                <Link
                  href={wantedSecretLink({ name, grants: { tools, hosts }, back: pathname })}
                  className="text-primary-text underline underline-offset-4"
                >
                  Add it to the vault
                </Link>
              </>
            ) : null}
          </Need>
        ))}
        {needs.tools.length > 0 ? (
          <Need isThere={missing.tools.length === 0}>
            {needs.tools.length === 1 ? 'The tool' : 'The tools'} {needs.tools.join(', ')}
            {missing.tools.length > 0 ? `; not installed: ${missing.tools.join(', ')}` : ''}
          </Need>
        ) : null}
        {needs.hosts.length > 0 ? (
          <Need isThere isWarning>
            Calls {needs.hosts.join(', ')}, and nothing else
          </Need>
        ) : null}
        {needs.models.length > 0 ? (
          <Need isThere={missing.models.length === 0}>
            {needs.models.length === 1 ? 'The model' : 'The models'} {needs.models.join(', ')}
            {missing.models.length > 0 ? '; choose another after forking, or set the provider up' : ''}
          </Need>
        ) : null}
        {needs.isAskingSource ? (
          <Need isThere>A repository or knowledge base, chosen at each run</Need>
        ) : null}
        {needs.effects.includes('write') ? (
          <Need isThere isWarning>
            May change things outside or send data out
          </Need>
        ) : null}
        {needs.effects.includes('spend') ? (
          <Need isThere isWarning>
            May spend money
          </Need>
        ) : null}
      </ul>
    </section>
  );
}

function Need({
  isThere,
  isWarning = false,
  children,
}: {
  isThere: boolean;
  isWarning?: boolean;
  children: ReactNode;
}) {
  const Glyph = isWarning ? TriangleAlertIcon : isThere ? CircleCheckIcon : CircleAlertIcon;
  return (
    <li className="flex items-start gap-2">
      <Glyph
        className={cn('mt-0.5 size-4 shrink-0', isWarning || !isThere ? 'text-warn' : 'text-ok')}
        aria-label={isWarning ? 'Mind' : isThere ? 'There' : 'Missing'}
      />
      <span className="min-w-0 break-words">{children}</span>
    </li>
  );
}
