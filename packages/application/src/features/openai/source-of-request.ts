import type { SourceBinding } from '@codexos/protocol/contracts/runs.contract';
import type { WorkspaceId } from '@codexos/protocol/ids';
import { CodexError } from '@codexos/utils/errors';
import type { Services } from '../../services.ts';
import { needsSource } from '../runs/needs-source.ts';
import { slugOf } from './model-id.ts';
import type { PublishedModel } from './published-models.ts';

/**
 * What the reserved word `source` stands for in a request: `metadata.source` or `metadata.knowledge_base`, else what
 * follows the `@` of the model, else the one knowledge base that there is. Names, slugs and ids are all taken.
 */
export async function sourceOfRequest(
  { knowledge }: Pick<Services, 'knowledge'>,
  workspaceId: WorkspaceId,
  { model, metadata }: { model: PublishedModel; metadata: Readonly<Record<string, string>> },
): Promise<SourceBinding | undefined> {
  const wanted = metadata.source ?? metadata.knowledge_base ?? model.source;
  if (wanted === undefined && !needsSource(model.flow)) return undefined;
  const param = metadata.source !== undefined || metadata.knowledge_base !== undefined ? 'metadata' : 'model';
  const bases = await knowledge.listBases(workspaceId);
  const choices: { name: string; id: string; binding: SourceBinding }[] = [];
  for (const { id, name, sources } of bases) {
    choices.push({ id, name, binding: { knowledgeBaseId: id } });
    for (const source of sources)
      choices.push({ id: source.id, name: source.name, binding: { sourceId: source.id } });
  }
  const [only] = bases;
  if (wanted === undefined && only && bases.length === 1) return { knowledgeBaseId: only.id };
  const found = choices.filter(
    ({ id, name }) => id === wanted || name === wanted || slugOf(name) === slugOf(wanted ?? ' '),
  );
  const match = found.find(({ id }) => id === wanted) ?? found[0];
  if (match) return match.binding;
  const names = bases.map(({ name }) => `“${name}”`).join(', ');
  throw new CodexError({
    code: 'SOURCE_INVALID',
    message:
      wanted === undefined
        ? `“${model.name}” has to be told which knowledge base to ask.`
        : `There is no knowledge base or source “${wanted}”.`,
    hint:
      bases.length === 0
        ? 'Make a knowledge base in the studio first.'
        : `Send metadata: { "knowledge_base": … }, or add @ and its name to the model. There are: ${names}.`,
    details: { param },
  });
}
