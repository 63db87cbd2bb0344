import { Label } from '@/components/ui/label';
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from '@/components/ui/select';

const LIFETIMES = [
  { days: 30, label: '30 days' },
  { days: 90, label: '90 days' },
  { days: 365, label: '1 year' },
] as const;

interface LifetimeFieldProps {
  /** Undefined for one without an end. */
  days: number | undefined;
  onChange: (days: number | undefined) => void;
  /** What a token without an end is called. */
  endless: string;
}

/** How long a token is good for. */
export function LifetimeField({ days, onChange, endless }: LifetimeFieldProps) {
  return (
    <div className="flex flex-col gap-1.5">
      <Label>Good for</Label>
      <Select
        value={days === undefined ? 'endless' : String(days)}
        onValueChange={(value) => onChange(value === 'endless' ? undefined : Number(value))}
      >
        <SelectTrigger aria-label="Good for" className="w-56">
          <SelectValue />
        </SelectTrigger>
        <SelectContent>
          {LIFETIMES.map((lifetime) => (
            <SelectItem key={lifetime.days} value={String(lifetime.days)}>
              {lifetime.label}
            </SelectItem>
          ))}
          <SelectItem value="endless">{endless}</SelectItem>
        </SelectContent>
      </Select>
    </div>
  );
}
