'use client';
import type { BidRule } from '@codexos/protocol/deployment';
import { Label } from '@/components/ui/label';
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from '@/components/ui/select';
import { NumberField } from '@/components/number-field';

const RULES: readonly { type: BidRule['type']; label: string }[] = [
  { type: 'cheapest', label: 'The cheapest' },
  { type: 'cheapest-above-uptime', label: 'The cheapest above an uptime' },
  { type: 'by-hand', label: 'I choose by hand' },
];

export function RuleField({ rule, onChange }: { rule: BidRule; onChange: (rule: BidRule) => void }) {
  const choose = (type: string) => {
    if (type === 'cheapest-above-uptime') onChange({ type, minUptime: 0.99 });
    else if (type === 'cheapest' || type === 'by-hand') onChange({ type });
  };
  return (
    <>
      <div className="flex flex-col gap-1.5">
        <Label htmlFor="bid-rule">Which bid is taken</Label>
        <Select value={rule.type} onValueChange={choose}>
          <SelectTrigger id="bid-rule">
            <SelectValue />
          </SelectTrigger>
          <SelectContent>
            {RULES.map(({ type, label }) => (
              <SelectItem key={type} value={type}>
                {label}
              </SelectItem>
            ))}
          </SelectContent>
        </Select>
        <p className="text-xs text-muted-foreground">
          {rule.type === 'by-hand'
            ? 'You have five minutes from the first bid.'
            : 'Ten seconds after the first bid; until then you may choose another.'}
        </p>
      </div>
      {rule.type === 'cheapest-above-uptime' ? (
        <NumberField
          label="Uptime of the last seven days"
          unit="%"
          help="Providers whose uptime nobody knows are left out."
          value={Math.round(rule.minUptime * 1_000) / 10}
          min={0}
          max={100}
          step={0.1}
          onChange={(percent) => onChange({ type: 'cheapest-above-uptime', minUptime: percent / 100 })}
        />
      ) : null}
    </>
  );
}
