'use client';
import type { RunView } from '@codexos/protocol/run-view';
import { CitationList } from '@/components/citation-list';
import { JsonView } from '@/components/json-view';
import { Markdown } from '@/components/markdown';
import { WholeValue } from '@/components/whole-value';
import { useRunSourceId } from './use-run-source-id';

/** The outputs of a run; before there are any, the text that streams. */
export function RunAnswer({ view }: { view: RunView }) {
  const sourceId = useRunSourceId(view.runId, view.citations.length > 0);
  const outputs = Object.entries(view.outputs);
  const sources = { citations: view.citations, sourceId };
  if (outputs.length === 0) {
    const live = [...view.activations.values()].findLast(
      ({ liveText, endedAt }) => liveText !== '' && endedAt === undefined,
    );
    if (!live) return null;
    return (
      <section aria-label="Answer" aria-busy="true" data-testid="run-answer">
        <Markdown text={live.liveText} sources={sources} className="text-base" />
      </section>
    );
  }
  return (
    <section aria-label="Answer" data-testid="run-answer" className="flex flex-col gap-3">
      {outputs.map(([name, value]) => (
        <div key={name} className="flex flex-col gap-1.5">
          {outputs.length > 1 ? <h3 className="section-label">{name}</h3> : null}
          <WholeValue value={value}>
            {(whole) =>
              typeof whole === 'string' ? (
                <Markdown text={whole} sources={sources} className="text-base" />
              ) : (
                <JsonView label={name} value={whole} />
              )
            }
          </WholeValue>
        </div>
      ))}
      {view.citations.length > 0 ? (
        <div className="flex flex-col gap-1.5 border-t pt-3">
          <h3 className="section-label">Sources</h3>
          <CitationList citations={view.citations} sourceId={sourceId} />
        </div>
      ) : null}
    </section>
  );
}
