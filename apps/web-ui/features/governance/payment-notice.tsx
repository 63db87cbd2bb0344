import type { Governance } from '@codexos/protocol/contracts/governance.contract';
import { CircleAlertIcon, CircleCheckIcon } from 'lucide-react';
import { describePayment } from './payment-words';
import type { StepDraft } from './step-draft';
import { parseUnits } from './units';

/** Says below a payment of a proposal whether it would touch the reserve, and how the treasury treats that. */
export function PaymentNotice({ step, governance }: { step: StepDraft; governance: Governance | undefined }) {
  const isFromReserve = step.type === 'spend-reserve';
  if (!governance || (step.type !== 'spend' && !isFromReserve)) return null;
  const symbol = step.asset === 'coin' ? 'ETH' : 'CDX';
  const notice = describePayment({
    asset: governance.treasury.assets.find((asset) => asset.symbol === symbol),
    amount: parseUnits(step.amount),
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
