import type { ProposalFacts } from '@codexos/protocol/proposal-facts';
import type { Finding } from '@codexos/protocol/proposal-review';
import { amountOf, shareOf } from './words.ts';

/** From this share of what is available on, a payment is called large. */
const LARGE_PERCENT = 25n;

type Asset = ProposalFacts['treasury']['assets'][number];

/** Payments against what the treasury has, and against the rule that keeps its reserve. */
export function findPayments({ actions, treasury, proposal }: ProposalFacts): Finding[] {
  const findings: Finding[] = [];
  const paid = new Map<string, bigint[]>();
  actions.forEach(({ payment, subject }, index) => {
    if (!payment) return;
    const action = index + 1;
    const asset = treasury.assets.find(({ symbol }) => symbol === payment.symbol);
    if (payment.to.toLowerCase() === proposal.proposer.toLowerCase())
      findings.push({ severity: 'concern', action, text: 'It pays the account that made the proposal.' });
    if (!asset) {
      findings.push({
        severity: 'concern',
        action,
        text: `It pays in ${payment.symbol}, a token whose funds are not known here.`,
      });
      return;
    }
    const amount = BigInt(payment.amount);
    if (subject === 'reserve')
      findings.push(fromReserve({ amount, asset, action, isPaused: treasury.isPaused }));
    else {
      paid.set(asset.symbol, [...(paid.get(asset.symbol) ?? []), amount]);
      findings.push(fromAvailable({ amount, asset, action }));
      if (treasury.isPaused)
        findings.push({
          severity: 'concern',
          action,
          text: 'The guardian has paused payments. They are refused until the pause ends.',
        });
    }
  });
  return [...findings, ...treasury.assets.flatMap((asset) => together(asset, paid.get(asset.symbol) ?? []))];
}

interface Payment {
  amount: bigint;
  asset: Asset;
  action: number;
}

function fromAvailable({ amount, asset, action }: Payment): Finding {
  const { symbol } = asset;
  const available = BigInt(asset.available);
  const reserve = amountOf(asset.reserve, symbol);
  if (amount > available)
    return {
      severity: 'objection',
      action,
      text: `It pays ${amountOf(amount, symbol)}, and ${amountOf(available, symbol)} are available. The other ${reserve} are the reserve, which no payment may touch: the treasury refuses the whole payment.`,
    };
  const isLarge = available > 0n && amount * 100n >= available * LARGE_PERCENT;
  const text = `It pays ${amountOf(amount, symbol)}, which is ${shareOf(amount, available)} of what is available; ${amountOf(available - amount, symbol)} remain. The reserve of ${reserve} stays untouched.`;
  return { severity: isLarge ? 'concern' : 'note', action, text };
}

function fromReserve({ amount, asset, action, isPaused }: Payment & { isPaused: boolean }): Finding {
  const { symbol } = asset;
  const reserve = BigInt(asset.reserve);
  if (amount > reserve)
    return {
      severity: 'objection',
      action,
      text: `It takes ${amountOf(amount, symbol)} from the reserve, which holds ${amountOf(reserve, symbol)}.`,
    };
  const share = `${amountOf(amount, symbol)} of the reserve of ${amountOf(reserve, symbol)} (${shareOf(amount, reserve)})`;
  return isPaused
    ? {
        severity: 'concern',
        action,
        text: `It takes ${share}. That is possible because the guardian has declared an emergency, and only as long as the pause lasts.`,
      }
    : {
        severity: 'objection',
        action,
        text: `It takes ${share}. The reserve opens only while a pause of the guardian lasts, and the treasury is not paused: it would fail.`,
      };
}

/** Payments that each pass alone and fail together, which trying them one by one does not show. */
function together({ symbol, available, reserve }: Asset, amounts: readonly bigint[]): Finding[] {
  const most = BigInt(available);
  const total = amounts.reduce((sum, amount) => sum + amount, 0n);
  // What is too much alone has been said.
  if (total <= most || amounts.some((amount) => amount > most)) return [];
  return [
    {
      severity: 'objection',
      text: `Its payments are ${amountOf(total, symbol)} together, and ${amountOf(available, symbol)} are available beyond the reserve of ${amountOf(reserve, symbol)}. Each would pass alone; together they fail.`,
    },
  ];
}
