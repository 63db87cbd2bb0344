import type { ToolProblem } from '@codexos/protocol/contracts/tools.contract';
import type { ReactNode } from 'react';
import { NumberField } from '@/components/number-field';
import { Input } from '@/components/ui/input';
import { Label } from '@/components/ui/label';
import { Textarea } from '@/components/ui/textarea';
import { Section } from '@/features/agents/section';
import { AnswerFields } from './answer-section';
import { EffectFields } from './effect-fields';
import { InputsEditor } from './inputs-editor';
import { RequestFields } from './request-section';
import { toToolName, type ToolDraft } from './tool-draft';

interface ToolSetupProps {
  draft: ToolDraft;
  problems: readonly ToolProblem[];
  /** False once it was saved: flows, agents and grants of secrets name it. */
  mayRename: boolean;
  edit: (part: Partial<ToolDraft>) => void;
  /** What stands above the form, such as a conflict. */
  notice?: ReactNode;
}

/** Everything a tool is made of. */
export function ToolSetup({ draft, problems, mayRename, edit, notice }: ToolSetupProps) {
  const of = (...fields: string[]) =>
    problems.filter(({ path }) => fields.some((field) => path === field || path.startsWith(`${field}.`)));
  return (
    <div className="mx-auto flex w-full max-w-180 flex-col gap-6 px-6 py-6 max-[599px]:px-4">
      {notice}
      <Section
        title="What it is"
        help="A model chooses it by its name and description alone, so say what it is for."
        problems={mayRename && draft.label === '' ? [] : of('name', 'label', 'description')}
      >
        <div className="grid grid-cols-2 gap-3 max-[599px]:grid-cols-1">
          <div className="flex flex-col gap-1.5">
            <Label htmlFor="tool-label">Label</Label>
            <Input
              id="tool-label"
              maxLength={120}
              placeholder="Get an issue"
              value={draft.label}
              onChange={(event) => {
                const label = event.target.value;
                const follows = mayRename && draft.name === toToolName(draft.label);
                edit({ label, ...(follows ? { name: toToolName(label) } : {}) });
              }}
            />
          </div>
          <div className="flex flex-col gap-1.5">
            <Label htmlFor="tool-name">Name</Label>
            <Input
              id="tool-name"
              className="font-mono text-xs read-only:bg-muted/50"
              maxLength={48}
              placeholder="get-issue"
              spellCheck={false}
              readOnly={!mayRename}
              aria-describedby="tool-name-help"
              value={draft.name}
              onChange={(event) => edit({ name: event.target.value })}
            />
            <p id="tool-name-help" className="text-xs text-muted-foreground">
              {mayRename
                ? 'Flows, agents and grants call it so; it cannot change later.'
                : 'Flows, agents and grants call it so.'}
            </p>
          </div>
        </div>
        <div className="flex flex-col gap-1.5">
          <Label htmlFor="tool-description">Description</Label>
          <Textarea
            id="tool-description"
            className="min-h-14"
            maxLength={1_000}
            placeholder="Gives title, state and text of an issue of the tracker by its number."
            value={draft.description}
            onChange={(event) => edit({ description: event.target.value })}
          />
        </div>
      </Section>
      <Section
        title="Inputs"
        help={
          <>
            What a call has to give. The request uses them as{' '}
            <code className="font-mono text-xs whitespace-nowrap">{'{{ input.name }}'}</code>.
          </>
        }
        problems={of('inputs')}
      >
        <InputsEditor inputs={draft.inputs} onChange={(inputs) => edit({ inputs })} />
      </Section>
      <Section
        title="Request"
        help="Headers, query and body may hold secret:NAME. The vault fills it in on the way out, and nobody sees the value."
        problems={draft.url === 'https://' ? [] : of('request')}
      >
        <RequestFields draft={draft} onChange={edit} />
      </Section>
      <Section
        title="Answer"
        help="An answer of another status than 200 to 299 is an error, with what the service said."
        problems={of('answer')}
      >
        <AnswerFields draft={draft} onChange={edit} />
      </Section>
      <Section title="Effect" help="What a call does to the world outside." problems={of('effect')}>
        <EffectFields draft={draft} onChange={edit} />
      </Section>
      <Section title="Limit" help="An answer may be 2 MB large; a call ends when its time is over.">
        <div className="max-w-60">
          <NumberField
            label="Time"
            unit="seconds"
            help="From the request to the end of the answer."
            min={1}
            max={60}
            value={draft.timeoutMs / 1_000}
            onChange={(seconds) => edit({ timeoutMs: Math.round(seconds * 1_000) })}
          />
        </div>
      </Section>
    </div>
  );
}
