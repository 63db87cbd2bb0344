import type { ActionFacts, ProposalFacts } from '@codexos/protocol/proposal-facts';
import type { Finding } from '@codexos/protocol/proposal-review';
import { amountOf, shareOf } from './words.ts';

/** From this share of all tokens on, new ones are called many. */
const MANY_PERCENT = 5n;

/** Calls that change who holds power, or that nobody can read. */
export function findPowers(facts: ProposalFacts): Finding[] {
  return facts.actions.flatMap((action, index) =>
    [...powerOf(action, facts), ...coinsOf(action)].map((finding) => ({ ...finding, action: index + 1 })),
  );
}

function powerOf({ subject, tokens }: ActionFacts, { supply }: ProposalFacts): Finding[] {
  const concern = (text: string): Finding[] => [{ severity: 'concern', text }];
  switch (subject) {
    case 'unknown':
      return [
        {
          severity: 'objection',
          text: 'It calls something that cannot be decoded here, so that nobody can tell from this page what it does.',
        },
      ];
    case 'guardian':
      return concern('It changes who may veto a decision. Read the address with care.');
    case 'roles':
      return concern('It changes who may do what on a contract. Read role and account with care.');
    case 'control':
      return concern('It reaches into the contracts themselves, beyond what proposals usually do.');
    case 'pause':
      return concern('It begins or ends a pause, which is usually the guardian’s to do.');
    case 'slash':
      return concern(
        `It takes ${amountOf(tokens?.amount ?? '0', 'CDX')} of stake from ${tokens?.account ?? 'an account'}. Whether the reason holds cannot be checked here.`,
      );
    case 'mint':
      return tokens ? [minted(BigInt(tokens.amount), supply)] : [];
    case 'words':
      return [{ severity: 'note', text: 'It decides in words: nothing on the chain changes by it.' }];
    case 'payment':
    case 'reserve':
    case 'treasury':
    case 'parameter':
      return [];
  }
}

function minted(amount: bigint, { total, maximum }: ProposalFacts['supply']): Finding {
  const [existing, most] = [BigInt(total), BigInt(maximum)];
  const made = `It makes ${amountOf(amount, 'CDX')}`;
  if (existing + amount > most)
    return {
      severity: 'objection',
      text: `${made}, and at most ${amountOf(most - existing, 'CDX')} more can ever be made: it would fail.`,
    };
  const isMany = amount * 100n >= existing * MANY_PERCENT;
  return {
    severity: isMany ? 'concern' : 'note',
    text: `${made}, which is ${shareOf(amount, existing)} of all tokens that there are.`,
  };
}

function coinsOf({ value, subject }: ActionFacts): Finding[] {
  if (value === '0' || subject === 'unknown') return [];
  return [{ severity: 'concern', text: `It sends ${amountOf(value, 'ETH')} of the timelock along.` }];
}
