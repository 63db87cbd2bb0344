import type { Governance } from '@codexos/protocol/contracts/governance.contract';
import { CircleAlertIcon, CircleCheckIcon } from 'lucide-react';
import { describePayment } from './payment-words';
import type { StepDraft } from './step-draft';
import { parseUnits } from './units';

interface PaymentNoticeProps {
  steps: readonly StepDraft[];
  /** Which of them it is about. */
  index: number;
  governance: Governance | undefined;
}

/** Says below a payment of a proposal whether it would touch the reserve, and how the treasury treats that. */
export function PaymentNotice({ steps, index, governance }: PaymentNoticeProps) {
  const step = steps[index];
  const isFromReserve = step?.type === 'spend-reserve';
  if (!step || !governance || (step.type !== 'spend' && !isFromReserve)) return null;
  const symbol = step.asset === 'coin' ? 'ETH' : 'CDX';
  const notice = describePayment({
    asset: governance.treasury.assets.find((asset) => asset.symbol === symbol),
    amount: parseUnits(step.amount),
    paidBefore: steps
      .slice(0, index)
      .filter(({ type, asset }) => type === step.type && asset === step.asset)
      .reduce((sum, { amount }) => sum + BigInt(parseUnits(amount) ?? 0), 0n),
    isFromReserve,
    isPaused: governance.pauses.treasury.isPaused,
  });
  if (!notice) return null;
  const Icon = notice.isRefused ? CircleAlertIcon : CircleCheckIcon;
  return (
    <p role="status" className="flex gap-2 text-sm">
      <Icon
        className={`mt-0.5 size-4 shrink-0 ${notice.isRefused ? 'text-destructive' : 'text-ok'}`}
        aria-hidden
      />
      <span>{notice.text}</span>
    </p>
  );
}
