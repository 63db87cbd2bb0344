'use client';
import dynamic from 'next/dynamic';
import { Input } from '@/components/ui/input';
import { Switch } from '@/components/ui/switch';
import { Textarea } from '@/components/ui/textarea';
import { cn } from '@/lib/utils';
import type { FieldProps } from './config-field';
import { FieldsControl } from './controls/fields-control';
import { FormFieldsControl } from './controls/form-fields-control';
import { JsonControl } from './controls/json-control';
import { NumberControl } from './controls/number-control';
import {
  AgentControl,
  KnowledgeControl,
  ModelControl,
  SelectControl,
  ToolControl,
} from './controls/choice-controls';
import { ToolsControl } from './controls/tools-control';

// Few nodes have these, so the others do not wait for them.
const FlowControl = dynamic(() => import('./controls/flow-control').then((module) => module.FlowControl));
const CasesControl = dynamic(() => import('./controls/cases-control').then((module) => module.CasesControl));

export interface ControlProps extends FieldProps {
  describedBy: string | undefined;
  isInvalid: boolean;
}

const HINTS = {
  template: 'Use {{ name }} to put in what arrives.',
  expression: 'CEL, for example input.size() > 0.',
};

/** The control that the schema asks for. */
export function FieldControl(props: ControlProps) {
  switch (props.field.control) {
    case 'text':
      return <TextControl {...props} />;
    case 'textarea':
      return <LongTextControl {...props} />;
    case 'template':
    case 'expression':
    case 'code':
      return <LongTextControl {...props} isMono />;
    case 'number':
      return <NumberControl {...props} />;
    case 'switch':
      return <SwitchControl {...props} />;
    case 'select':
      return <SelectControl {...props} />;
    case 'model':
      return <ModelControl {...props} />;
    case 'tool':
      return <ToolControl {...props} />;
    case 'agent':
      return <AgentControl {...props} />;
    case 'flow':
      return <FlowControl {...props} />;
    case 'knowledge':
      return <KnowledgeControl {...props} />;
    case 'tools':
      return <ToolsControl {...props} />;
    case 'form-fields':
      return <FormFieldsControl {...props} />;
    case 'fields':
      return <FieldsControl {...props} />;
    case 'cases':
      return <CasesControl {...props} />;
    case 'json':
      return <JsonControl {...props} />;
  }
}

function shownText({ value, field }: ControlProps): string {
  const shown = value ?? field.defaultValue;
  return typeof shown === 'string' ? shown : shown === undefined ? '' : JSON.stringify(shown);
}

function TextControl(props: ControlProps) {
  const { id, field, isReadOnly, isInvalid, describedBy, onChange } = props;
  return (
    <Input
      id={id}
      value={shownText(props)}
      placeholder={field.placeholder}
      maxLength={field.maxLength}
      disabled={isReadOnly}
      aria-invalid={isInvalid}
      aria-describedby={describedBy}
      spellCheck={false}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}

function LongTextControl({ isMono = false, ...props }: ControlProps & { isMono?: boolean }) {
  const { id, field, isReadOnly, isInvalid, describedBy, onChange } = props;
  const hint =
    field.control === 'template' || field.control === 'expression' ? HINTS[field.control] : undefined;
  return (
    <>
      <Textarea
        id={id}
        value={shownText(props)}
        placeholder={field.placeholder}
        maxLength={field.maxLength}
        disabled={isReadOnly}
        aria-invalid={isInvalid}
        aria-describedby={describedBy}
        spellCheck={!isMono}
        className={cn(isMono && 'font-mono text-xs leading-5')}
        onChange={(event) => onChange(event.target.value)}
      />
      {hint && !field.help ? <p className="text-xs text-muted-foreground">{hint}</p> : null}
    </>
  );
}

function SwitchControl({ id, field, value, isReadOnly, describedBy, onChange }: ControlProps) {
  return (
    <Switch
      id={id}
      checked={(value ?? field.defaultValue) === true}
      disabled={isReadOnly}
      aria-describedby={describedBy}
      onCheckedChange={onChange}
    />
  );
}
