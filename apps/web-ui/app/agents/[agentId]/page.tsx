import { Suspense } from 'react';
import { AgentPage } from '@/features/agents/agent-page';

export const metadata = { title: 'Agents' };

export default async function Page({ params }: { params: Promise<{ agentId: string }> }) {
  const { agentId } = await params;
  return (
    <Suspense>
      <AgentPage key={agentId} agentId={agentId} />
    </Suspense>
  );
}
