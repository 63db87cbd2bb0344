'use client';
import type { SharedThing } from '@codexos/protocol/contracts/share.contract';
import { Share2Icon } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { useSession } from '@/lib/session/use-session';

const ShareDialog = dynamic(() => import('./share-dialog').then((module) => module.ShareDialog), {
  ssr: false,
});

/** For those who may give links out. */
export function ShareButton({
  thing,
  name,
  label = 'Share',
}: {
  thing: SharedThing;
  name: string;
  label?: string;
}) {
  const [isOpen, setOpen] = useState(false);
  const role = useSession()?.role;
  if (role !== 'admin' && role !== 'creator') return null;
  return (
    <>
      <Button variant="quiet" onClick={() => setOpen(true)}>
        <Share2Icon aria-hidden />
        <span className="max-[599px]:sr-only">{label}</span>
      </Button>
      {isOpen ? <ShareDialog thing={thing} name={name} onClose={() => setOpen(false)} /> : null}
    </>
  );
}
