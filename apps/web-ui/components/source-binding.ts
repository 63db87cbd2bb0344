import type { SourceBinding } from '@codexos/protocol/contracts/runs.contract';
import type { KnowledgeBase, Source } from '@codexos/protocol/knowledge';

/** What a binding stands for, in words; undefined when it points at nothing that is there. */
export function bindingName(
  binding: SourceBinding | undefined,
  bases: readonly KnowledgeBase[],
): string | undefined {
  const source = boundSource(binding, bases);
  if (source) return source.name;
  return bases.find(({ id }) => id === binding?.knowledgeBaseId)?.name;
}

export function boundSource(
  binding: SourceBinding | undefined,
  bases: readonly KnowledgeBase[],
): Source | undefined {
  if (!binding?.sourceId) return undefined;
  return bases.flatMap(({ sources }) => sources).find(({ id }) => id === binding.sourceId);
}

/** The source that citations without one of their own belong to. */
export function citedSourceId(
  binding: SourceBinding | undefined,
  bases: readonly KnowledgeBase[],
): string | undefined {
  if (binding?.sourceId) return binding.sourceId;
  const base = bases.find(({ id }) => id === binding?.knowledgeBaseId);
  return base?.sources.length === 1 ? base.sources[0]?.id : undefined;
}

export interface BindingChoice {
  binding: SourceBinding;
  label: string;
  detail: string;
  kind: 'base' | Source['kind'];
}

/** Everything a run can be bound to: each source, and a whole base where it has several. */
export function bindingChoices(bases: readonly KnowledgeBase[]): BindingChoice[] {
  return bases.flatMap((base) => [
    ...(base.sources.length > 1
      ? [
          {
            binding: { knowledgeBaseId: base.id },
            label: base.name,
            detail: `all ${base.sources.length} sources`,
            kind: 'base' as const,
          },
        ]
      : []),
    ...base.sources.map((source) => ({
      binding: { knowledgeBaseId: base.id, sourceId: source.id },
      label: source.name,
      detail: source.location,
      kind: source.kind,
    })),
  ]);
}

export function isSameBinding(left: SourceBinding | undefined, right: SourceBinding | undefined): boolean {
  return left?.knowledgeBaseId === right?.knowledgeBaseId && left?.sourceId === right?.sourceId;
}
