'use client';
import { EyeIcon, EyeOffIcon } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Label } from '@/components/ui/label';
import { Textarea } from '@/components/ui/textarea';
import { cn } from '@/lib/utils';

interface ValueFieldProps {
  value: string;
  isFirst?: boolean;
  onChange: (value: string) => void;
}

/** A value of one or many lines, hidden unless a person asks to see what they typed; never filled in by the browser. */
export function ValueField({ value, isFirst = false, onChange }: ValueFieldProps) {
  const [isVisible, setVisible] = useState(false);
  return (
    <div className="flex flex-col gap-1.5">
      <div className="flex items-center justify-between">
        <Label htmlFor="secret-value">Value</Label>
        <Button size="sm" variant="quiet" onClick={() => setVisible(!isVisible)}>
          {isVisible ? <EyeOffIcon aria-hidden /> : <EyeIcon aria-hidden />} {isVisible ? 'Hide' : 'Show'}
        </Button>
      </div>
      <Textarea
        id="secret-value"
        rows={2}
        autoFocus={isFirst}
        autoComplete="off"
        autoCapitalize="off"
        autoCorrect="off"
        spellCheck={false}
        data-1p-ignore
        className={cn('font-mono', !isVisible && '[-webkit-text-security:disc]')}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
      <p className="text-xs text-muted-foreground">
        {value !== '' && value.length < 8
          ? 'Shorter than 8 characters: it cannot be told from ordinary text, so it is not taken out of outputs and logs.'
          : 'Sealed as it is, line breaks included. It is not shown again.'}
      </p>
    </div>
  );
}
