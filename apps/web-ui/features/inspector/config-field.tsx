'use client';
import type { FlowProblem } from '@codexos/protocol/flow';
import type { JsonValue } from '@codexos/protocol/json';
import { Label } from '@/components/ui/label';
import { cn } from '@/lib/utils';
import type { Field } from './field-schema';
import { FieldControl } from './field-control';

export interface FieldProps {
  id: string;
  field: Field;
  value: JsonValue | undefined;
  isReadOnly: boolean;
  onChange: (value: JsonValue | undefined) => void;
}

interface ConfigFieldProps extends FieldProps {
  problems: readonly Pick<FlowProblem, 'message' | 'hint' | 'severity'>[];
}

/** One setting: name, control, help, and its problems right below it. */
export function ConfigField({ problems, ...props }: ConfigFieldProps) {
  const { id, field } = props;
  const describedBy = [field.help ? `${id}-help` : '', problems.length > 0 ? `${id}-problem` : '']
    .join(' ')
    .trim();
  const isInline = field.control === 'switch';
  return (
    <div className="flex flex-col gap-1.5">
      <div
        className={cn(
          'flex flex-col gap-1.5',
          isInline && 'flex-row-reverse items-center justify-end gap-2.5',
        )}
      >
        <Label htmlFor={id}>
          {field.label}
          {field.isRequired ? <span className="font-normal text-muted-foreground">needed</span> : null}
        </Label>
        <FieldControl
          {...props}
          describedBy={describedBy === '' ? undefined : describedBy}
          isInvalid={problems.length > 0}
        />
      </div>
      {field.help ? (
        <p id={`${id}-help`} className="text-xs text-muted-foreground">
          {field.help}
        </p>
      ) : null}
      {problems.length > 0 ? (
        <div id={`${id}-problem`} role="alert" className="flex flex-col gap-1 text-xs">
          {problems.map(({ message, hint, severity }) => (
            <p key={message} className={severity === 'error' ? 'text-destructive' : 'text-warn'}>
              {message} <span className="text-muted-foreground">{hint}</span>
            </p>
          ))}
        </div>
      ) : null}
    </div>
  );
}
