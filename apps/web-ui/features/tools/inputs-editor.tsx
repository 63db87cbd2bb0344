import { toolInputTypeSchema, type ToolInputType } from '@codexos/protocol/tool-input';
import { PlusIcon, XIcon } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/checkbox';
import { Input } from '@/components/ui/input';
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from '@/components/ui/select';
import { Textarea } from '@/components/ui/textarea';
import { BLANK_INPUT, type InputDraft } from './tool-draft';
import { TYPE_WORDS } from './type-words';

interface InputsEditorProps {
  inputs: readonly InputDraft[];
  onChange: (inputs: InputDraft[]) => void;
}

/** What a call has to give: the fields that flows fill in and models read. */
export function InputsEditor({ inputs, onChange }: InputsEditorProps) {
  return (
    <div className="flex flex-col gap-2">
      {inputs.map((input, index) => (
        <InputCard
          key={index}
          number={index + 1}
          input={input}
          onChange={(part) =>
            onChange(inputs.map((other, at) => (at === index ? { ...other, ...part } : other)))
          }
          onRemove={() => onChange(inputs.filter((_input, at) => at !== index))}
        />
      ))}
      <Button size="sm" className="self-start" onClick={() => onChange([...inputs, BLANK_INPUT])}>
        <PlusIcon aria-hidden /> Add an input
      </Button>
    </div>
  );
}

interface InputCardProps {
  number: number;
  input: InputDraft;
  onChange: (part: Partial<InputDraft>) => void;
  onRemove: () => void;
}

function InputCard({ number, input, onChange, onRemove }: InputCardProps) {
  const { name, type, description, isRequired, options, defaultValue } = input;
  const hasDefault = !isRequired && type !== 'texts' && type !== 'json';
  return (
    <div
      role="group"
      aria-label={`Input ${name || number}`}
      className="flex flex-col gap-2 rounded-md border bg-card p-2.5"
    >
      <div className="flex flex-wrap items-center gap-1.5">
        <Input
          aria-label={`Name of input ${number}`}
          className="w-40 flex-1 font-mono text-xs"
          maxLength={64}
          placeholder="name"
          spellCheck={false}
          value={name}
          onChange={(event) => onChange({ name: event.target.value })}
        />
        <Select
          value={type}
          onValueChange={(next) => onChange({ type: toolInputTypeSchema.parse(next), defaultValue: '' })}
        >
          <SelectTrigger aria-label={`Type of input ${number}`} className="w-36">
            <SelectValue />
          </SelectTrigger>
          <SelectContent>
            {toolInputTypeSchema.options.map((option) => (
              <SelectItem key={option} value={option}>
                {TYPE_WORDS[option]}
              </SelectItem>
            ))}
          </SelectContent>
        </Select>
        <label className="flex items-center gap-1.5 px-1 text-xs">
          <Checkbox
            checked={isRequired}
            aria-label={`Input ${number} is needed`}
            onCheckedChange={(checked) => onChange({ isRequired: checked === true, defaultValue: '' })}
          />
          needed
        </label>
        <Button variant="quiet" size="icon-sm" aria-label={`Remove input ${number}`} onClick={onRemove}>
          <XIcon aria-hidden />
        </Button>
      </div>
      <div className="flex flex-wrap gap-1.5">
        <Input
          aria-label={`Description of input ${number}`}
          className="min-w-40 flex-1 text-xs"
          maxLength={500}
          placeholder="What belongs there, for people and models"
          value={description}
          onChange={(event) => onChange({ description: event.target.value })}
        />
        {hasDefault ? (
          <label className="flex items-center gap-1.5 text-xs text-muted-foreground">
            default
            <DefaultField number={number} type={type} value={defaultValue} onChange={onChange} />
          </label>
        ) : null}
      </div>
      {type === 'choice' ? (
        <Textarea
          aria-label={`Values of input ${number}`}
          className="min-h-14 font-mono text-xs"
          placeholder={'One value a line'}
          value={options}
          onChange={(event) => onChange({ options: event.target.value })}
        />
      ) : null}
    </div>
  );
}

interface DefaultFieldProps {
  number: number;
  type: ToolInputType;
  value: string;
  onChange: (part: Partial<InputDraft>) => void;
}

function DefaultField({ number, type, value, onChange }: DefaultFieldProps) {
  if (type === 'boolean') {
    return (
      <Select
        value={value || 'none'}
        onValueChange={(next) => onChange({ defaultValue: next === 'none' ? '' : next })}
      >
        <SelectTrigger aria-label={`Default of input ${number}`} className="w-28 text-foreground">
          <SelectValue />
        </SelectTrigger>
        <SelectContent>
          <SelectItem value="none">none</SelectItem>
          <SelectItem value="true">true</SelectItem>
          <SelectItem value="false">false</SelectItem>
        </SelectContent>
      </Select>
    );
  }
  return (
    <Input
      aria-label={`Default of input ${number}`}
      className="w-28 font-mono text-xs text-foreground"
      maxLength={2_000}
      placeholder="none"
      spellCheck={false}
      value={value}
      onChange={(event) => onChange({ defaultValue: event.target.value })}
    />
  );
}
