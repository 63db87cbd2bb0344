'use client';
import { useParams } from 'next/navigation';
import { FlowPage } from '@/features/editor/flow-page';

export default function FlowRoute() {
  const { flowId } = useParams<{ flowId: string }>();
  return <FlowPage key={flowId} flowId={flowId} />;
}
