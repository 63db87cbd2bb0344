'use client';
import { useParams } from 'next/navigation';
import { ReplayPage } from '@/features/replay/replay-page';

export default function RunRoute() {
  const { runId } = useParams<{ runId: string }>();
  return <ReplayPage key={runId} runId={runId} />;
}
