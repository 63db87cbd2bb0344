'use client';
import { listKnowledgeBases } from '@codexos/protocol/contracts/knowledge.contract';
import Link from 'next/link';
import { NumberField } from '@/components/number-field';
import { SourceSelect } from '@/components/source-select';
import { Label } from '@/components/ui/label';
import { Textarea } from '@/components/ui/textarea';
import { ChoiceField } from '@/features/governance/choice-field';
import { useApiQuery } from '@/lib/api/use-api-query';
import type { TriggerDraft } from './trigger-draft';

interface SourceFieldsProps {
  draft: TriggerDraft;
  onChange: (part: Partial<TriggerDraft>) => void;
}

const WATCHED_FOR: readonly { value: TriggerDraft['watchesFor']; label: string }[] = [
  { value: 'files', label: 'Files change' },
  { value: 'commits', label: 'There is a new commit' },
];

/** Which source is looked at, how often, and what of it counts. */
export function SourceFields({ draft, onChange }: SourceFieldsProps) {
  const { watchedId, watchesFor, paths, everyMinutes } = draft;
  const { data } = useApiQuery(listKnowledgeBases, {});
  const sources = (data?.items ?? []).flatMap((base) => base.sources);
  const watched = sources.find(({ id }) => id === watchedId);
  return (
    <>
      <div className="grid grid-cols-2 gap-4 max-[599px]:grid-cols-1">
        <div className="flex flex-col gap-1.5">
          <Label>Watched source</Label>
          <SourceSelect
            value={watched && { knowledgeBaseId: watched.knowledgeBaseId, sourceId: watched.id }}
            onChange={(binding) => onChange({ watchedId: binding?.sourceId ?? '' })}
            isSingle
            className="h-8 max-w-full [&>span]:flex-1 [&>span]:text-left"
          />
          {data && sources.length === 0 ? (
            <p className="text-xs text-muted-foreground">
              Nothing has been read yet.{' '}
              <Link href="/knowledge" className="underline">
                Add a folder or repository
              </Link>{' '}
              first.
            </p>
          ) : null}
        </div>
        <ChoiceField
          id="trigger-watches-for"
          label="Starts when"
          value={watchesFor}
          choices={WATCHED_FOR}
          onChange={(next) => onChange({ watchesFor: next })}
        />
      </div>
      <div className="grid grid-cols-2 gap-4 max-[599px]:grid-cols-1">
        <NumberField
          label="Looked at every"
          unit="minutes"
          help="Reading it again by hand is noticed at once."
          min={1}
          max={1_440}
          value={everyMinutes}
          onChange={(minutes) => onChange({ everyMinutes: Math.round(minutes) })}
        />
        <div className="flex flex-col gap-1.5">
          <Label htmlFor="trigger-paths">
            Only these files <span className="font-normal text-muted-foreground">optional</span>
          </Label>
          <Textarea
            id="trigger-paths"
            className="min-h-9 font-mono"
            placeholder={'docs/\n*.md'}
            value={paths}
            onChange={(event) => onChange({ paths: event.target.value })}
          />
          <p className="text-xs text-muted-foreground">A pattern a line, as in .gitignore.</p>
        </div>
      </div>
      <p className="text-xs text-muted-foreground">
        The first look notes how the source is. Changes while no server ran, or that were many, start one run
        together.
      </p>
    </>
  );
}
