'use client';
import { listAgents } from '@codexos/protocol/contracts/agents.contract';
import { listKnowledgeBases } from '@codexos/protocol/contracts/knowledge.contract';
import { getCatalogue } from '@codexos/protocol/contracts/system.contract';
import type { ToolDescriptor } from '@codexos/protocol/catalogue';
import { BUILTIN_MODEL, BUILTIN_MODEL_LABEL } from '@codexos/protocol/model';
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from '@/components/ui/select';
import { useApiQuery } from '@/lib/api/use-api-query';
import type { ControlProps } from '../field-control';
import { readFieldSchema } from '../field-schema';

interface Option {
  value: string;
  label: string;
  detail?: string | undefined;
}

/** Values that the schema lists. A value that is no text travels as its JSON. */
export function SelectControl(props: ControlProps) {
  const options = props.field.options.map((value) => ({
    value: typeof value === 'string' ? value : JSON.stringify(value),
    label: typeof value === 'string' ? humanise(value) : JSON.stringify(value),
  }));
  const toValue = (text: string) =>
    props.field.options.find(
      (option) => (typeof option === 'string' ? option : JSON.stringify(option)) === text,
    );
  return <Choice {...props} options={options} onChoose={(text) => props.onChange(toValue(text))} />;
}

export function ModelControl(props: ControlProps) {
  const { data } = useApiQuery(getCatalogue, {});
  const options = (data?.models ?? []).map(({ ref, label, provider }) => ({
    value: ref,
    label: ref === BUILTIN_MODEL ? BUILTIN_MODEL_LABEL : label,
    detail: ref === BUILTIN_MODEL ? undefined : provider,
  }));
  return <Choice {...props} options={options} onChoose={props.onChange} />;
}

export function ToolControl(props: ControlProps) {
  const { data } = useApiQuery(getCatalogue, {});
  const options = (data?.tools ?? []).map(({ name, label, effect }) => ({
    value: name,
    label,
    detail: effect,
  }));
  const chosen = data?.tools.find(({ name }) => name === props.value);
  return (
    <>
      <Choice {...props} options={options} onChoose={props.onChange} />
      {chosen ? <ToolTakes tool={chosen} /> : null}
    </>
  );
}

/** The names that its arguments go by, so that one need not look them up. */
function ToolTakes({ tool: { description, inputSchema } }: { tool: ToolDescriptor }) {
  const fields = readFieldSchema(inputSchema);
  return (
    <p className="text-xs text-muted-foreground">
      {description} {fields.length === 0 ? 'It takes no arguments.' : 'It takes '}
      {fields.map(({ name, isRequired }, index) => (
        <span key={name}>
          {index > 0 ? ', ' : ''}
          <code className="font-mono">{name}</code>
          {isRequired ? ' (needed)' : ''}
        </span>
      ))}
      {fields.length === 0 ? '' : '.'}
    </p>
  );
}

export function AgentControl(props: ControlProps) {
  const { data } = useApiQuery(listAgents, {});
  const options = (data?.items ?? []).map(({ id, name, publishedVersion }) => ({
    value: id as string,
    label: name,
    detail: publishedVersion === undefined ? 'not published' : `v${publishedVersion}`,
  }));
  const none = { value: '', label: 'None: set up in this node' };
  return (
    <Choice
      {...props}
      options={props.field.isRequired ? options : [none, ...options]}
      onChoose={(text) => props.onChange(text === '' ? undefined : text)}
    />
  );
}

export function KnowledgeControl(props: ControlProps) {
  const { data } = useApiQuery(listKnowledgeBases, {});
  const options = [
    { value: 'source', label: 'Source of the run', detail: 'chosen when it starts' },
    ...(data?.items ?? []).map(({ id, name, fileCount }) => ({
      value: id as string,
      label: name,
      detail: `${fileCount} files`,
    })),
  ];
  return <Choice {...props} options={options} onChoose={props.onChange} />;
}

/** Radix reserves the empty value for the placeholder. */
const EMPTY = '\u0000';

function Choice({
  id,
  field,
  value,
  isReadOnly,
  isInvalid,
  describedBy,
  options,
  onChoose,
}: ControlProps & { options: readonly Option[]; onChoose: (value: string) => void }) {
  const shown = value ?? field.defaultValue;
  const current =
    shown === undefined || shown === null ? '' : typeof shown === 'string' ? shown : JSON.stringify(shown);
  const isKnown = options.some((option) => option.value === current);
  const all =
    isKnown || current === ''
      ? options
      : [{ value: current, label: current, detail: 'not available' }, ...options];
  const hasEmpty = options.some((option) => option.value === '');
  return (
    <Select
      value={current === '' ? (hasEmpty ? EMPTY : '') : current}
      disabled={isReadOnly}
      onValueChange={(text) => onChoose(text === EMPTY ? '' : text)}
    >
      <SelectTrigger id={id} aria-invalid={isInvalid} aria-describedby={describedBy}>
        <SelectValue placeholder={field.placeholder ?? 'Choose…'} />
      </SelectTrigger>
      <SelectContent>
        {all.map((option) => (
          <SelectItem key={option.value} value={option.value === '' ? EMPTY : option.value}>
            {option.label}
            {option.detail ? (
              <span className="ml-2 text-xs text-muted-foreground">{option.detail}</span>
            ) : null}
          </SelectItem>
        ))}
        {all.length === 0 ? (
          <p className="px-2 py-1.5 text-xs text-muted-foreground">There is nothing to choose from yet.</p>
        ) : null}
      </SelectContent>
    </Select>
  );
}

function humanise(value: string): string {
  const words = value.replace(/([a-z0-9])([A-Z])/g, '$1 $2').replace(/[-_]/g, ' ');
  return words.charAt(0).toUpperCase() + words.slice(1).toLowerCase();
}
