import { ProposalPage } from '@/features/governance/proposal-page';

export const metadata = { title: 'Proposal' };

export default async function Page({ params }: { params: Promise<{ proposalId: string }> }) {
  const { proposalId } = await params;
  return <ProposalPage key={proposalId} proposalId={proposalId} />;
}
