import { toolMethodSchema, type ToolMethod } from '@codexos/protocol/tool';
import { Input } from '@/components/ui/input';
import { Label } from '@/components/ui/label';
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from '@/components/ui/select';
import { Textarea } from '@/components/ui/textarea';
import { PairsEditor } from './pairs-editor';
import { splitAddress, type ToolDraft } from './tool-draft';

interface RequestFieldsProps {
  draft: ToolDraft;
  onChange: (part: Partial<ToolDraft>) => void;
}

/** The one request that the tool makes. */
export function RequestFields({ draft, onChange }: RequestFieldsProps) {
  const { method, url, query, headers, body, inputs } = draft;
  const example = inputs[0]?.name || 'name';
  const choose = (next: ToolMethod) =>
    // Only a GET can be said to read; what has been chosen for another one stays.
    onChange({ method: next, effect: next !== 'GET' && draft.effect === 'read' ? 'write' : draft.effect });
  return (
    <div className="flex flex-col gap-4">
      <div className="flex flex-col gap-1.5">
        <Label htmlFor="tool-url">Address</Label>
        <div className="flex gap-1.5">
          <Select value={method} onValueChange={(next) => choose(toolMethodSchema.parse(next))}>
            <SelectTrigger aria-label="Method" className="w-28 shrink-0 font-mono text-xs">
              <SelectValue />
            </SelectTrigger>
            <SelectContent>
              {toolMethodSchema.options.map((option) => (
                <SelectItem key={option} value={option}>
                  {option}
                </SelectItem>
              ))}
            </SelectContent>
          </Select>
          <Input
            id="tool-url"
            className="font-mono text-xs"
            maxLength={2_000}
            spellCheck={false}
            aria-describedby="tool-url-help"
            value={url}
            onChange={(event) => onChange({ url: event.target.value })}
            onBlur={() => {
              const split = splitAddress(url);
              if (split.query.length > 0) onChange({ url: split.url, query: [...query, ...split.query] });
            }}
          />
        </div>
        <p id="tool-url-help" className="text-xs text-muted-foreground">
          The host is fixed: it is the only place this tool can call. Parts of the path may come from the
          input, such as{' '}
          <code className="font-mono whitespace-nowrap">{`/items/{{ input.${example} }}`}</code>.
        </p>
      </div>
      <PairsEditor
        noun="query value"
        label="Query"
        pairs={query}
        placeholder={{ name: 'page', value: `{{ input.${example} }}` }}
        onChange={(next) => onChange({ query: next })}
      />
      <PairsEditor
        noun="header"
        label="Headers"
        pairs={headers}
        placeholder={{ name: 'authorization', value: 'Bearer secret:NAME' }}
        onChange={(next) => onChange({ headers: next })}
      />
      {method === 'GET' ? null : (
        <div className="flex flex-col gap-1.5">
          <Label htmlFor="tool-body">Body</Label>
          <Textarea
            id="tool-body"
            className="min-h-24 font-mono text-xs leading-5"
            spellCheck={false}
            placeholder={`{ "title": "{{ input.${example} }}" }`}
            value={body}
            onChange={(event) => onChange({ body: event.target.value })}
          />
          <p className="text-xs text-muted-foreground">
            JSON. A text that is nothing but one expression keeps the type of its value; what comes out as
            nothing is left out.
          </p>
        </div>
      )}
    </div>
  );
}
