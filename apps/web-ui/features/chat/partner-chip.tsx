import type { ConversationPartner } from '@codexos/protocol/contracts/conversations.contract';
import Link from 'next/link';
import { Icon } from '@/components/ui/icon';
import { partnerHref, partnerIcon } from './partner';

/** Whom the conversation is with; fixed once it has begun. */
export function PartnerChip({ partner, name }: { partner: ConversationPartner; name: string }) {
  const href = partnerHref(partner);
  const content = (
    <>
      <Icon name={partnerIcon(partner)} className="size-3.5" />
      <span className="truncate">{name}</span>
    </>
  );
  const classes =
    'inline-flex h-7 max-w-48 items-center gap-1.5 rounded-md px-2 text-xs text-muted-foreground';
  if (!href) return <span className={classes}>{content}</span>;
  return (
    <Link href={href} className={`${classes} hover:bg-accent hover:text-foreground`}>
      {content}
    </Link>
  );
}
