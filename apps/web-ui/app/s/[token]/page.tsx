'use client';
import { useParams } from 'next/navigation';
import { SharedPage } from '@/features/share/shared-page';

export default function SharedRoute() {
  const { token } = useParams<{ token: string }>();
  return <SharedPage key={token} token={token} />;
}
